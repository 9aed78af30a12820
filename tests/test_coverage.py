"""Every fact of the guide of April 2024 is held, and everything held is a known fact.

``coverage.csv`` lists the facts of the inventory the graph was made from, one line each, with what
holds the fact – prefixed names of the graph, or ``query:`` and a named query – or with the reason
why nothing does. The tables are those of the inventory: a–a4 bodies, roles, works and contacts,
b seat groups, c1–c8 rules, tasks, quantities and agreements, d routes, e1–e3 differences between
editions, seen from this one, and errors in the text; ``links`` are the links by their anchor text.
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

COUNTS = {
    "a": 80,
    "a2": 23,
    "a3": 18,
    "a4": 17,
    "b": 45,
    "c1": 21,
    "c2": 6,
    "c3": 9,
    "c4": 15,
    "c5": 10,
    "c6": 23,
    "c8": 11,
    "d": 26,
    "e1": 32,
    "e2": 26,
    "e3": 15,
    "links": 31,
}
# Names of lines in the inventory, which nobody outside it can look up.
LINE_NAMES = re.compile(
    r"(?<![\w.§-])(?:[CDI]\d\d[abi]?|R\d{2,3}[ab]?|PR\d\d[ab]?|CL\d{1,2}|(?!E-mail)[WEAPR]-[a-zæøå§\d])"
)

with (Path(__file__).parent / "coverage.csv").open(encoding="utf-8", newline="") as opened:
    LINES = list(csv.DictReader(opened, delimiter=";"))


def held() -> set[str]:
    return {name for line in LINES for name in line["held_by"].split()}


def test_no_line_has_been_lost() -> None:
    assert Counter(line["table"] for line in LINES) == COUNTS


def test_lines_are_in_order_and_each_is_there_once() -> None:
    keys = [(line["table"], line["row"]) for line in LINES]
    assert keys == sorted(set(keys))


def test_a_line_says_what_holds_it_or_why_nothing_does() -> None:
    unclear = [line for line in LINES if bool(line["held_by"]) == bool(line["reason"])]
    assert unclear == []
    assert [line for line in LINES if len(line["reason"].split()) > 20] == []


def test_whatever_holds_a_fact_exists(store: ox.Store) -> None:
    asked = {name.removeprefix("query:") for name in held() if name.startswith("query:")}
    assert asked <= set(queries.paths([home() / "queries"]))
    missing = [
        name
        for name in held()
        if not name.startswith("query:")
        and not any(store.quads_for_pattern(ox.NamedNode(expand(name)), None, None))
    ]
    assert missing == []


def test_what_is_named_as_of_the_guide_is_said_by_the_guide(store: ox.Store) -> None:
    guide = ox.NamedNode(SOURCE + "guide-2024")
    elsewhere = [
        name
        for name in held()
        if name.startswith("g24:")
        and not any(store.quads_for_pattern(ox.NamedNode(expand(name)), None, None, guide))
    ]
    assert elsewhere == []


def test_every_statement_of_the_guide_holds_a_fact(store: ox.Store) -> None:
    guide = ox.NamedNode(SOURCE + "guide-2024")
    point = ox.NamedNode(expand("dcterms:isVersionOf"))
    stated = {shorten(q.subject.value) for q in store.quads_for_pattern(None, point, None, guide)}
    assert stated - held() == set()


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
    rows = [
        line["row"] for line in LINES if line["table"] in ("a2", "a3", "b", "c8", "d", "e1", "e3")
    ]
    assert [row for row in rows if not LINE_NAMES.match(row)] == []
