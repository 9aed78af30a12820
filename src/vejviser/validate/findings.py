"""What an engine found, as findings: what each shape says, where it stands, by which section."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from vejviser.names import expand
from vejviser.nouns import Finding, Place
from vejviser.validate.exchange import Result, Triples

if TYPE_CHECKING:
    from vejviser.validate.shapes import Said, Shapes

Places = tuple[dict[str, Place], dict[tuple[str, str, str], Place]]
"""Where each subject, and each triple, of a unit stands."""
Where = Callable[[str], Places]
"""unit → its places; called only when there is something to place"""


def findings(
    results: Iterable[Result], own: Triples, shapes: Shapes, unit: Callable[[str], str]
) -> list[Finding]:
    """The findings in the results, without their places.

    :param own: the triples that were checked; they say by which sections
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
        for path, value in sorted(values) or [(group[0].path or _only(said.texts), lacking)]:
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


def _missing(own: Triples, focus: str, said: Said, languages: Sequence[str]) -> str:
    """The languages in which the focus has no text, where the shape wants one in each."""
    if not said.texts:
        return ""
    texts = [t.object for t in own.by_subject.get(focus, ()) if t.predicate.value in said.texts]
    there = {getattr(text, "language", None) for text in texts}
    return ", ".join(language for language in languages if language not in there)


def _path(own: Triples, focus: str, value: str) -> str:
    """The property that leads from focus to value, where a shape tried several."""
    steps = own.by_subject.get(focus, ()) if value else ()
    return min((t.predicate.value for t in steps if _plain(t.object) == value), default="")


def _only(texts: Sequence[str]) -> str:
    """The one property that lacks a text; empty where several could have it."""
    return texts[0] if len(texts) == 1 else ""


def _plain(term: object) -> str:
    return str(getattr(term, "value", term))


def _all_sections(own: Triples) -> dict[str, set[str]]:
    """The sections of every statement; of anything else, those of the statements that name it."""
    stated: dict[str, set[str]] = defaultdict(set)
    named: dict[str, set[str]] = defaultdict(set)
    source = expand("prov:hadPrimarySource")
    for statement, said in own.by_subject.items():
        sections = {_plain(t.object) for t in said if t.predicate.value == source}
        if sections:
            stated[statement] = sections
            for triple in said:
                named[_plain(triple.object)] |= sections
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
