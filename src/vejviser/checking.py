"""What ``check`` looks at: documents and identities by SHACL, every day, the rules, the rosters.

Joins the rooms that find something wrong; knows no shape and no rule itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from vejviser import load, rostering, snapshot, vocabulary
from vejviser.errors import VejviserError
from vejviser.names import AREAS_GRAPH, DERIVED_GRAPH, IDENTITY_GRAPH, ONTOLOGY_GRAPH, expand
from vejviser.nouns import Finding, Place, SeatGroup
from vejviser.rules.lint import lint
from vejviser.rules.table import table
from vejviser.seating import check as seating
from vejviser.seating import engines
from vejviser.seating.check import ALL, Days, Judged
from vejviser.seating.findings import Lines
from vejviser.store.embedded import Embedded
from vejviser.store.endpoint import Endpoint
from vejviser.store.trust import fit
from vejviser.turtle import parse, places
from vejviser.validate import fast
from vejviser.validate.days import check_days
from vejviser.validate.exchange import Engine, Triples
from vejviser.validate.findings import Places, Where
from vejviser.validate.shapes import day_shapes, unit_shapes
from vejviser.validate.units import check_unit

if TYPE_CHECKING:
    from vejviser.api import Vejviser

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
class Wanted:
    """What is to be looked at: everything, unless days or files are named.

    :param days: these days alone; documents are then not looked at by themselves
    :param engine: one that looks at documents, and must find the same in the rosters as our own
        queries; the fastest there is looks at documents where none is named
    :param paths: files and folders; rosters among them are read, wherever they lie, and only what
        stands in them, or is wrong with a body they speak of, is told
    :param endpoint: address of a SPARQL endpoint whose rosters are looked at, and nothing else
    """

    days: Days = ALL
    paths: tuple[Path, ...] = ()
    engine: Engine | None = None
    endpoint: str = ""


@dataclass(frozen=True)
class Checked:
    """What was looked at, and what was found, worst first.

    :param rosters: the files of rosters that were read
    :param people: IRI of a person in the rosters → name
    :param lawless: recorded bodies that no rule binds on the one day asked of
    """

    units: tuple[Unit, ...]
    days: tuple[date, ...]
    statements: int
    groups: int
    rosters: tuple[Path, ...]
    people: dict[str, str]
    lawless: tuple[str, ...]
    findings: list[Finding]


def everything(whole: Vejviser, wanted: Wanted) -> Checked:
    """Check documents, days, rules and rosters.

    :raises VejviserError: ``nothing-to-check`` where the places named hold neither
    """
    if wanted.endpoint:
        return _remote(whole, wanted)
    dataset = whole.dataset
    read = rostering.read(whole, _rosters(dataset, wanted.paths), wanted.paths)
    documents = _documents(dataset, wanted)
    if wanted.paths and not documents and not any(_lies_in(p, wanted.paths) for p in _read(read)):
        raise VejviserError("nothing-to-check", value=", ".join(map(str, wanted.paths)))
    periods = snapshot.periods_in(dataset.store)
    days = tuple(wanted.days.among(snapshot.days_that_matter(periods))) if documents else ()
    tables = {day: table(whole.ask("composition", on=day, standing="all")) for day in days}
    units = tuple(_units(dataset)) if wanted.days.all else ()
    units = tuple(unit for unit in units if documents.intersection(unit.files))
    judged = _in_rosters(whole, read, wanted)
    found = list(judged.findings)
    if documents:
        shapes = parse(load.home() / "ontology" / "shapes.ttl")
        engine = wanted.engine or ("rust" if fast.installed() else "pyshacl")
        found += _in_units(dataset, units, shapes, engine)
        found += check_days(dataset.store, days, day_shapes(shapes), _where(dataset), engine)
        found += _in_rules(whole, tables)
    once = {
        (f.code, f.focus, f.path, f.value, f.shape, f.first, f.rows): f for f in reversed(found)
    }.values()
    spoken_of = _bodies(read, wanted.paths)
    told = [
        f for f in once if not wanted.paths or f.body in spoken_of or _stands_in(f, wanted.paths)
    ]
    return Checked(
        units,
        days,
        statements=len({period.statement for period in periods}) if documents else 0,
        groups=len({group.group for groups in tables.values() for group in groups}),
        rosters=_read(read),
        people=read.people(),
        lawless=judged.lawless,
        findings=sorted(told, key=_worst_first),
    )


def _remote(whole: Vejviser, wanted: Wanted) -> Checked:
    """What is wrong with the rosters of an endpoint; it is not asked what persons are called."""
    store = Endpoint(wanted.endpoint)
    fit(store)
    judged = seating.check(whole, store, Lines({}, {}), wanted.days)
    return Checked(
        units=(),
        days=(),
        statements=0,
        groups=0,
        rosters=(),
        people={},
        lawless=judged.lawless,
        findings=sorted(judged.findings, key=_worst_first),
    )


def _worst_first(f: Finding) -> tuple[object, ...]:
    first = f.first or date.min
    return (SEVERITIES.index(f.severity), f.place or Place("", 0), f.code, f.focus, f.shape, first)


def _rosters(dataset: load.Dataset, paths: Sequence[Path]) -> list[Path]:
    """The workspace's rosters and those among the files named, each once."""
    own = rostering.paths(dataset.workspace.folder) if dataset.workspace else []
    documents = {path.resolve() for paths in dataset.files.values() for path in paths}
    found = {path.resolve(): path for path in (*own, *rostering.within(paths))}
    return [found[place] for place in sorted(found) if place not in documents]


def _documents(dataset: load.Dataset, wanted: Wanted) -> set[Path]:
    """The files of the dataset that are looked at."""
    every = {path for paths in dataset.files.values() for path in paths}
    return {f for f in every if _lies_in(f, wanted.paths)} if wanted.paths else every


def _read(read: rostering.Rosters) -> tuple[Path, ...]:
    return tuple(Path(roster.path) for roster in read.rosters)


def _bodies(read: rostering.Rosters, paths: Sequence[Path]) -> set[str]:
    """The bodies that the rosters among some files speak of.

    A member or a coverage in one file may be what another lacks.
    """
    return {
        entry.row.body
        for roster in read.rosters
        if _lies_in(Path(roster.path), paths)
        for entry in roster.entries
    }


def _stands_in(finding: Finding, paths: Sequence[Path]) -> bool:
    places = [finding.place, *(row.place for row in finding.rows)]
    return any(place and _lies_in(Path(place.path), paths) for place in places)


def _lies_in(file: Path, paths: Sequence[Path]) -> bool:
    return any(file.resolve().is_relative_to(path.resolve()) for path in paths)


def _in_rosters(whole: Vejviser, read: rostering.Rosters, wanted: Wanted) -> Judged:
    """What is wrong with the rosters, by the law of each body they cover."""
    lines = Lines(read.places, read.firsts(), read.columns())
    confirm = partial(engines.confirm, wanted.engine, read.store) if wanted.engine else None
    return seating.check(whole, Embedded(read.store), lines, wanted.days, confirm)


def _in_units(
    dataset: load.Dataset, units: Iterable[Unit], shapes: list[ox.Triple], engine: Engine
) -> Iterator[Finding]:
    """What is wrong in each unit by itself, read together with its context."""
    where = _where(dataset)
    context = list(_context(dataset.store))
    read = Triples(context)
    defined = {t.subject.value for t in context if isinstance(t.subject, ox.NamedNode)}
    prepare = cache(lambda languages: unit_shapes(shapes, languages))
    for unit in units:
        prepared = prepare(unit.languages)
        triples = [triple for path in unit.files for triple in parse(path)]
        yield from check_unit(unit.graph, triples, read, prepared, where, engine)
        for finding in vocabulary.unknown(unit.graph, triples, defined):
            yield _placed(finding, where)


def _in_rules(whole: Vejviser, tables: Mapping[date, list[SeatGroup]]) -> Iterator[Finding]:
    """What is wrong with the rules and referrals of each day."""
    where, known = _where(whole.dataset), set(whole.index.entries)
    for day, groups in tables.items():
        referrals = [
            (row["statement"] or "", row["about"] or "", row["value"] or "")
            for row in whole.ask("decisions", on=day, standing="all")
            if row["occasion"]
        ]
        for finding in lint(groups, referrals, known):
            unit = _document(whole.store, finding.focus)
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
