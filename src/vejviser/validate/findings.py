"""What an engine found, as findings: what each shape says, where it stands, by which section."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from vejviser.names import expand
from vejviser.nouns import Finding, Place
from vejviser.validate.engine import Result, iri

if TYPE_CHECKING:
    from rdflib import Graph

    from vejviser.validate.shapes import Said, Shapes

Places = tuple[dict[str, Place], dict[tuple[str, str, str], Place]]
"""Where each subject, and each triple, of a unit stands."""
Where = Callable[[str], Places]
"""unit → its places; called only when there is something to place"""


def findings(
    results: Iterable[Result], own: Graph, shapes: Shapes, unit: Callable[[str], str]
) -> list[Finding]:
    """The findings in the results, without their places.

    :param own: the graph that was checked; says by which sections
    :param unit: focus → the unit it stands in
    """
    grouped: dict[tuple[str, str], list[Result]] = defaultdict(list)
    for result in results:
        grouped[result.focus, result.shape].append(result)
    sections = _all_sections(own) if grouped else {}
    found = []
    for (focus, shape), group in grouped.items():
        said = shapes.said[shape]
        # The value of a node shape is the focus itself and says nothing. What a shape finds
        # missing or surplus is not said again when it also names a value that is wrong.
        values = {(r.path, r.value) for r in group if r.value not in ("", focus)}
        lacking = _missing(own, focus, said, shapes.languages)
        for path, value in sorted(values) or [(group[0].path, lacking)]:
            found.append(
                Finding(
                    said.code,
                    said.severity,
                    focus,
                    {tag: t.replace("{language}", lacking) for tag, t in said.message.items()},
                    said.repair,
                    rule=shape,
                    sections=tuple(sorted(sections.get(focus) or sections.get(value) or ())),
                    path=path or _path(own, focus, value),
                    value=value,
                    unit=unit(focus),
                )
            )
    return found


def _missing(own: Graph, focus: str, said: Said, languages: Sequence[str]) -> str:
    """The languages in which the focus has no text, where the shape wants one in each."""
    if not said.texts:
        return ""
    values = [o for p, o in own.predicate_objects(iri(focus)) if str(p) in said.texts]
    there = {getattr(value, "language", None) for value in values}
    return ", ".join(language for language in languages if language not in there)


def _path(own: Graph, focus: str, value: str) -> str:
    """The property that leads from focus to value, where a shape tried several."""
    steps = own.predicate_objects(iri(focus)) if value else ()
    return min((str(p) for p, o in steps if str(o) == value), default="")


def _all_sections(own: Graph) -> dict[str, set[str]]:
    """The sections of every statement; of anything else, those of the statements that name it."""
    stated: dict[str, set[str]] = defaultdict(set)
    named: dict[str, set[str]] = defaultdict(set)
    for statement, section in own.subject_objects(iri(expand("prov:hadPrimarySource"))):
        stated[str(statement)].add(str(section))
        for thing in own.objects(statement):
            named[str(thing)].add(str(section))
    return {**named, **stated}


def placed(findings: list[Finding], where: Where | None) -> list[Finding]:
    """The findings with their places, sorted by them."""
    if where is not None:
        known = {unit: where(unit) for unit in sorted({f.unit for f in findings})}
        findings = [replace(f, place=_place(f, *known[f.unit])) for f in findings]
    return sorted(
        findings, key=lambda f: (f.place or Place("", 0), f.unit, f.focus, f.code, f.path, f.value)
    )


def _place(
    finding: Finding, subjects: dict[str, Place], triples: dict[tuple[str, str, str], Place]
) -> Place | None:
    """The line of the triple that is wrong; else the first line of the value it names or of its
    subject; else where the subject is last spoken of."""
    exact = triples.get((finding.focus, finding.path, finding.value))
    first = subjects.get(finding.value) or subjects.get(finding.focus)
    if exact or first:
        return exact or first
    return max((p for (_, _, o), p in triples.items() if o == finding.focus), default=None)
