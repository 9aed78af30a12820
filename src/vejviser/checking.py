"""What ``check`` looks at: every document and the identities by SHACL, every day, and the rules.

Joins the rooms that find something wrong; knows no shape and no rule itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from vejviser import load, snapshot, vocabulary
from vejviser.names import AREAS_GRAPH, DERIVED_GRAPH, IDENTITY_GRAPH, ONTOLOGY_GRAPH, expand
from vejviser.nouns import Finding, Place, Rows, SeatGroup
from vejviser.rules.lint import lint
from vejviser.rules.table import table
from vejviser.turtle import parse, places
from vejviser.validate.days import check_days
from vejviser.validate.engine import graph_of
from vejviser.validate.findings import Places, Where
from vejviser.validate.shapes import day_shapes, unit_shapes
from vejviser.validate.units import check_unit

Ask = Callable[..., Rows]

CONTEXT = (ONTOLOGY_GRAPH, IDENTITY_GRAPH, AREAS_GRAPH, DERIVED_GRAPH)
COUNTS_FROM = ox.NamedNode(expand("vv:countsFrom"))
SEVERITIES = ("error", "warning", "info")


@dataclass(frozen=True)
class Unit:
    """Files of one graph that are checked together, in the languages their texts must be in."""

    graph: str
    files: tuple[Path, ...]
    languages: tuple[str, ...]


@dataclass(frozen=True)
class Checked:
    """What was looked at, and what was found, worst first."""

    units: tuple[Unit, ...]
    days: tuple[date, ...]
    statements: int
    groups: int
    findings: list[Finding]


def everything(
    dataset: load.Dataset, ask: Ask, known: set[str], only: date | None = None
) -> Checked:
    """Check all units and all days that matter, or the state of one day alone.

    :param ask: runs a named query
    :param known: IRIs of everything that has a name
    """
    shapes = parse(load.home() / "ontology" / "shapes.ttl")
    periods = snapshot.periods_in(dataset.store)
    units = tuple(_units(dataset)) if only is None else ()
    days = (only,) if only else tuple(snapshot.days_that_matter(periods))
    tables = {day: table(ask("composition", on=day, standing="all")) for day in days}
    found = [
        *_in_units(dataset, units, shapes),
        *check_days(dataset.store, days, day_shapes(shapes), _where(dataset)),
        *_in_rules(dataset, ask, known, tables),
    ]
    once = {(f.code, f.focus, f.path, f.value): f for f in reversed(found)}.values()
    return Checked(
        units,
        days,
        statements=len({period.statement for period in periods}),
        groups=len({group.group for groups in tables.values() for group in groups}),
        findings=sorted(once, key=_worst_first),
    )


def _worst_first(f: Finding) -> tuple[object, ...]:
    return (SEVERITIES.index(f.severity), f.place or Place("", 0), f.code, f.focus)


def _in_units(
    dataset: load.Dataset, units: Iterable[Unit], shapes: list[ox.Triple]
) -> Iterator[Finding]:
    """What is wrong in each unit by itself, read together with its context."""
    where = _where(dataset)
    context = list(_context(dataset.store))
    graph = graph_of(context)
    defined = {t.subject.value for t in context if isinstance(t.subject, ox.NamedNode)}
    prepare = cache(lambda languages: unit_shapes(shapes, languages))
    for unit in units:
        prepared = prepare(unit.languages)
        triples = [triple for path in unit.files for triple in parse(path)]
        yield from check_unit(unit.graph, triples, graph, prepared, where)
        for finding in vocabulary.unknown(unit.graph, triples, defined):
            yield _placed(finding, where)


def _in_rules(
    dataset: load.Dataset, ask: Ask, known: set[str], tables: Mapping[date, list[SeatGroup]]
) -> Iterator[Finding]:
    """What is wrong with the rules and referrals of each day."""
    where = _where(dataset)
    for day, groups in tables.items():
        referrals = [
            (row["statement"] or "", row["about"] or "", row["value"] or "")
            for row in ask("decisions", on=day, standing="all")
            if row["occasion"]
        ]
        for finding in lint(groups, referrals, known):
            unit = _document(dataset.store, finding.focus)
            yield _placed(replace(finding, unit=unit), where)


def _units(dataset: load.Dataset) -> Iterable[Unit]:
    """The identities and every document; the shipped ones and the workspace's apart."""
    own = dataset.workspace.languages if dataset.workspace else ()
    for graph in (IDENTITY_GRAPH, *dataset.documents()):
        files = dataset.files.get(graph, [])
        for languages, chosen in (
            (("da", "en"), tuple(p for p in files if p not in dataset.own)),
            (own, tuple(p for p in files if p in dataset.own)),
        ):
            if chosen:
                yield Unit(graph, chosen, languages)


def _context(store: ox.Store) -> Iterable[ox.Triple]:
    """What every unit may refer to; of the other documents no more than when they count."""
    for graph in CONTEXT:
        for quad in store.quads_for_pattern(None, None, None, ox.NamedNode(graph)):
            yield quad.triple
    for quad in store.quads_for_pattern(None, COUNTS_FROM, None):
        yield quad.triple


def _where(dataset: load.Dataset) -> Where:
    """Unit → where its subjects and triples stand; read only for units with findings."""

    @cache
    def where(unit: str) -> Places:
        subjects: dict[str, Place] = {}
        triples: dict[tuple[str, str, str], Place] = {}
        for path in dataset.files.get(unit, []):
            if path.suffix == ".ttl":
                here = places(path)
                subjects, triples = here[0] | subjects, here[1] | triples
        return subjects, triples

    return where


def _document(store: ox.Store, statement: str) -> str:
    """The document that makes a statement."""
    version = ox.NamedNode(expand("dcterms:isVersionOf"))
    for quad in store.quads_for_pattern(ox.NamedNode(statement), version, None):
        return str(quad.graph_name.value)  # type: ignore[union-attr]
    return ""


def _placed(finding: Finding, where: Where) -> Finding:
    """A finding at the line of its triple, or else at its subject's first."""
    subjects, triples = where(finding.unit)
    triple = triples.get((finding.focus, finding.path, finding.value))
    return replace(finding, place=triple or subjects.get(finding.focus))
