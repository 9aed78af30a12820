"""Every fact of each document is held, and everything held is a known fact.

Each file of ``coverage/`` lists the facts of the inventory that one document states, one line each,
with what holds the fact – prefixed names of the graph, or ``query:`` and a named query – or with
the reason why nothing does. The tables are those of the inventory: a–a4 bodies, roles, works and
contacts, b seat groups, c1–c8 rules, tasks, quantities and agreements, d routes, e1–e3 differences
between editions, seen from this one, and errors in the text; ``links`` are the links by their
anchor text.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

from vejviser import queries
from vejviser.load import home
from vejviser.names import SOURCE, expand, shorten

# How many lines each document has in each table of the inventory.
COUNTS = """
tables                       a a2 a3 a4  b c1 c2 c3 c4 c5 c6 c7 c7b c7c c8  d e1 e2 e3 links
guide-2023                  80 23 17 15 44 19  6  9 15 10 23  –   –   – 11 26 32  – 15    29
guide-2024                  80 23 18 17 45 21  6  9 15 10 23  –   –   – 11 26 32 26 15    31
guide-2025                  70 18 18 18 32 20  6  7 12  7 23  –   –   –  7 24  – 26 13    36
klu-guidance-2011           27 11  –  –  7  – 22  1  –  –  –  –   –  16 14  4  –  –  6     –
newsletter-midtjylland-2025 23  9  6  4  3  –  –  –  –  –  – 19  14   –  6  7  –  –  2     6
"""
TABLES, *COUNTED = (line.split() for line in COUNTS.strip().splitlines())
EDITIONS = {name: counts for name, *counts in COUNTED}
# Names of lines in the inventory, which nobody outside it can look up.
LINE_NAMES = re.compile(
    r"(?<![\w.§-])(?:[CDI]\d\d[abi]?|R\d{2,3}[ab]?|PR\d\d[ab]?|CL\d{1,2}|(?!E-mail)[WEAPR]-[a-zæøå§\d])"
)

LINES = {
    edition: list(
        csv.DictReader(
            (Path(__file__).parent / "coverage" / f"{edition}.csv")
            .read_text(encoding="utf-8")
            .splitlines(),
            delimiter=";",
        )
    )
    for edition in EDITIONS
}
editions = pytest.mark.parametrize("edition", EDITIONS)


def held(edition: str) -> set[str]:
    return {name for line in LINES[edition] for name in line["held_by"].split()}


@editions
def test_no_line_has_been_lost(edition: str) -> None:
    counted = Counter(line["table"] for line in LINES[edition])
    assert [str(counted[table] or "–") for table in TABLES[1:]] == EDITIONS[edition]
    assert counted.keys() <= set(TABLES)


@editions
def test_lines_are_in_order_and_each_is_there_once(edition: str) -> None:
    keys = [(line["table"], line["row"]) for line in LINES[edition]]
    assert keys == sorted(set(keys))


@editions
def test_a_line_says_what_holds_it_or_why_nothing_does(edition: str) -> None:
    lines = LINES[edition]
    assert [line for line in lines if bool(line["held_by"]) == bool(line["reason"])] == []
    assert [line for line in lines if len(line["reason"].split()) > 20] == []


@editions
def test_whatever_holds_a_fact_exists(edition: str, store: ox.Store) -> None:
    names = held(edition)
    asked = {name.removeprefix("query:") for name in names if name.startswith("query:")}
    assert asked <= set(queries.paths([home() / "queries"]))
    missing = [
        name
        for name in names
        if not name.startswith("query:")
        and not any(store.quads_for_pattern(ox.NamedNode(expand(name)), None, None))
    ]
    assert missing == []


@editions
def test_what_is_named_as_of_an_edition_is_said_by_it(edition: str, store: ox.Store) -> None:
    guide = ox.NamedNode(SOURCE + edition)
    own = {name for name in held(edition) if expand_or_none(name).startswith(guide.value + "#")}
    assert own
    assert [
        name
        for name in own
        if not any(store.quads_for_pattern(ox.NamedNode(expand(name)), None, None, guide))
    ] == []


def expand_or_none(name: str) -> str:
    return "" if name.startswith("query:") else expand(name)


@editions
def test_every_statement_of_an_edition_holds_a_fact(edition: str, store: ox.Store) -> None:
    guide = ox.NamedNode(SOURCE + edition)
    point = ox.NamedNode(expand("dcterms:isVersionOf"))
    stated = {shorten(q.subject.value) for q in store.quads_for_pattern(None, point, None, guide)}
    assert stated - held(edition) == set()


@pytest.mark.parametrize("folder", ["data", "ontology", "queries"])
def test_the_graph_does_not_speak_of_the_inventory(folder: str) -> None:
    files = [
        path for path in (home() / folder).rglob("*") if path.suffix in (".ttl", ".rq", ".csv")
    ]
    assert files
    found = {
        (path.name, mark[0])
        for path in files
        for mark in LINE_NAMES.finditer(path.read_text(encoding="utf-8"))
    }
    assert found == set()


def test_the_names_of_lines_would_be_found() -> None:
    lines = [line for of_edition in LINES.values() for line in of_edition]
    rows = [
        line["row"] for line in lines if line["table"] in ("a2", "a3", "b", "c8", "d", "e1", "e3")
    ]
    assert [row for row in rows if not LINE_NAMES.match(row)] == []
