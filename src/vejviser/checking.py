"""What ``check`` looks at: every document and the identities by SHACL, every day, and the rules.

Joins the rooms for the faces; knows no shape and no rule itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from vejviser import load, rules, snapshot, validate
from vejviser.names import AREAS_GRAPH, DERIVED_GRAPH, IDENTITY_GRAPH, ONTOLOGY_GRAPH
from vejviser.nouns import Finding, Place, Rows, SeatGroup
from vejviser.turtle import parse, places

if TYPE_CHECKING:
    from vejviser.api import Vejviser

CONTEXT = (ONTOLOGY_GRAPH, IDENTITY_GRAPH, AREAS_GRAPH, DERIVED_GRAPH)
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


def everything(whole: Vejviser, only: date | None = None) -> Checked:
    """Check all units and all days that matter, or the state of one day alone."""
    shapes = parse(load.home() / "ontology" / "shapes.ttl")
    units = tuple(_units(whole.dataset)) if only is None else ()
    periods = snapshot.periods_in(whole.store)
    days = [only] if only else snapshot.days_that_matter(periods)
    found: list[Finding] = []
    context = validate.context_graph(_context(whole.store))
    for unit in units:
        prepared = validate.shapes_graph(shapes, unit.languages)
        triples = [triple for path in unit.files for triple in parse(path)]
        found += validate.check_graph(unit.graph, triples, context, prepared, _where(whole.dataset))
    prepared = validate.shapes_graph(shapes, ())
    groups: set[str] = set()
    for day in days:
        found += validate.check_day(whole.store, day, prepared, _where(whole.dataset))
        table = rules.table(whole.ask("composition", on=day, standing="all"))
        groups |= {group.group for group in table}
        found += _lint(whole, table, whole.ask("decisions", on=day, standing="all"))
    once = {(f.code, f.focus, f.path, f.value): f for f in reversed(found)}.values()
    return Checked(
        units,
        tuple(days),
        len({period.statement for period in periods}),
        len(groups),
        sorted(
            once,
            key=lambda f: (SEVERITIES.index(f.severity), f.place or Place("", 0), f.code, f.focus),
        ),
    )


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
    for graph in CONTEXT:
        for quad in store.quads_for_pattern(None, None, None, ox.NamedNode(graph)):
            yield quad.triple


def _where(dataset: load.Dataset) -> validate.Where:
    """Unit → where its subjects and triples stand; read only for units with findings."""

    def where(unit: str) -> validate.Places:
        subjects: dict[str, Place] = {}
        triples: dict[tuple[str, str, str], Place] = {}
        for path in dataset.files.get(unit, []):
            if path.suffix == ".ttl":
                here = places(path)
                subjects, triples = here[0] | subjects, here[1] | triples
        return subjects, triples

    return where


def _lint(whole: Vejviser, groups: list[SeatGroup], decisions: Rows) -> list[Finding]:
    """What is wrong with the rules and referrals, placed at file and line."""
    referrals = [
        (row["statement"] or "", row["about"] or "", row["value"] or "")
        for row in decisions
        if row["occasion"]
    ]
    known = set(whole.index.entries)
    return [_placed(whole.dataset, finding) for finding in rules.lint(groups, referrals, known)]


def _placed(dataset: load.Dataset, finding: Finding) -> Finding:
    unit = finding.focus.partition("#")[0]
    return replace(finding, unit=unit, place=_where(dataset)(unit)[0].get(finding.focus))
