"""Questions people ask, each with the rows that answer it – or with none, where nothing is stated.

Each file in ``questions/`` is one question. What it asks names a document, or ``documents`` where
each of several is asked in turn, or a day that is past, so that an edition added later changes no
answer. Cells are prefixed names or the plain values of literals; the order
of rows does not matter, and rows that differ only in columns left out are one. An edition that
states nothing has no row.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import yaml

import vejviser
from vejviser import queries
from vejviser.cli import main
from vejviser.load import home
from vejviser.names import XSD_DATE, expand, shorten
from vejviser.nouns import Cell

FOLDER = Path(__file__).parent / "questions"
QUESTIONS = {
    path.stem: yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    for path in sorted(FOLDER.glob("*.yaml"))
}
ASKED = [
    pytest.param(ask, id=f"{name}-{number}-{ask['query']}")
    for name, question in QUESTIONS.items()
    for number, ask in enumerate(question["ask"], 1)
]


def named(ask: dict[str, Any]) -> queries.NamedQuery:
    return queries.find(ask["query"], [home() / "queries"])


def term(parameter: queries.Parameter, value: str) -> ox.NamedNode | ox.Literal:
    match parameter.type:
        case "day":
            return ox.Literal(value, datatype=ox.NamedNode(XSD_DATE))
        case "number":
            return ox.Literal(int(value))
        case "text" | "code":
            return ox.Literal(value)
    return ox.NamedNode(expand(value))


def plain(cell: Cell | None) -> str | None:
    if cell is None:
        return None
    return shorten(cell.value) if cell.iri else cell.value


def answer(ask: dict[str, Any], store: ox.Store) -> set[tuple[str | None, ...]]:
    """The rows of a question, of all the documents it asks."""
    query, rows = named(ask), set()
    for asked in ({"document": iri} for iri in ask["documents"]) if "documents" in ask else ({},):
        given = (ask["parameters"] | asked).items()
        answered = queries.run(
            store, query, {name: term(query.parameter(name), value) for name, value in given}
        )
        wanted = [answered.columns.index(name) for name in ask["columns"]]
        rows |= {tuple(plain(row[i]) for i in wanted) for row in answered.rows}
    return rows


@pytest.mark.parametrize("ask", ASKED)
def test_the_answer_is_the_golden_one(ask: dict[str, Any], store: ox.Store) -> None:
    assert answer(ask, store) == {tuple(row) for row in ask["rows"]}


@pytest.mark.parametrize("ask", ASKED)
def test_a_question_names_its_documents_or_a_day(ask: dict[str, Any]) -> None:
    if any(parameter.name == "document" for parameter in named(ask).parameters):
        assert "documents" in ask or {"document", "on"} & set(ask["parameters"])


@pytest.mark.parametrize("ask", ASKED)
def test_a_row_that_cites_a_document_cites_its_section(ask: dict[str, Any]) -> None:
    if "document" in ask["columns"]:
        assert "section" in ask["columns"]


def citing(document: str) -> list[str]:
    """The questions that ask a document, or that it answers."""
    return [name for name, question in QUESTIONS.items() if f"src:{document}" in str(question)]


@pytest.mark.parametrize("edition", ["guide-2023", "guide-2024", "guide-2025"])
def test_most_questions_on_the_guide_are_asked_of_every_edition(edition: str) -> None:
    assert len(citing(edition)) >= 0.9 * len(citing("guide-"))


@pytest.mark.parametrize("document", ["newsletter-midtjylland-2025", "klu-guidance-2011"])
def test_other_documents_are_asked_too(document: str) -> None:
    assert len(citing(document)) >= 15


def test_the_forty_questions_are_all_asked() -> None:
    assert {f"P{number:02}" for number in range(1, 41)} <= QUESTIONS.keys()


def test_every_question_is_put_in_words() -> None:
    assert QUESTIONS
    assert all(question["question"].endswith("?") for question in QUESTIONS.values())


def test_some_questions_have_no_answer() -> None:
    """What no document states must come out empty, never as a guess."""
    assert sum(not ask["rows"] for question in QUESTIONS.values() for ask in question["ask"]) >= 10


# ---------------------------------------------------------------- an edition added later

LATER = {
    "source/guide-2025": "source/guide-2026",
    "src:guide-2025": "src:guide-2026",
    "wasRevisionOf src:guide-2024": "wasRevisionOf src:guide-2025",
    "source/guide-2024#": "source/guide-2025#",
    '"2025-01-01"': '"2026-01-01"',
    '"2025-12-31"': '"2026-12-31"',
    '"2025"^^': '"2026"^^',
    "(2025)": "(2026)",
    "vv:value 750 ": "vv:value 800 ",
    "vv:minSeats 46 ": "vv:minSeats 44 ",
    "vv:maxSeats 46 ": "vv:maxSeats 44 ",
    "id:par-105-aftale25": "id:par-96-aftale25",
}
DROPPED = "6.2"


def next_edition(text: str) -> str:
    """A made-up edition of 2026: the one of 2025 with other values, a section fewer."""
    for old, new in LATER.items():
        assert old in text
        text = text.replace(old, new)
    gone = {f"g25:{DROPPED}"}
    while True:
        kept = []
        for block in re.split(r"(?<=\n\.\n)\n", text):
            subject = block.partition("\n")[0]
            leaning = re.findall(r"hadPrimarySource (\S+) ;|^        (g25:\S+) [,;]$", block, re.M)
            if subject in gone or gone & {a or b for a, b in leaning}:
                gone.add(subject)
            else:
                kept.append(block)
        if "\n".join(kept) == text:
            return text
        text = "\n".join(kept)


@pytest.fixture(scope="module")
def in_2026(tmp_path_factory: pytest.TempPathFactory) -> vejviser.Vejviser:
    """The shipped graph with that edition in a workspace."""
    place = tmp_path_factory.mktemp("next") / "place"
    assert main(["new", str(place)]) == 0
    shipped = (home() / "data" / "sources" / "guide-2025.ttl").read_text(encoding="utf-8")
    (place / "sources" / "guide-2026.ttl").write_text(next_edition(shipped), encoding="utf-8")
    return vejviser.open(place)


def test_the_made_up_edition_is_a_sound_one(in_2026: vejviser.Vejviser) -> None:
    assert in_2026.check() == []


@pytest.mark.parametrize("ask", ASKED)
def test_an_edition_added_later_changes_no_answer(
    ask: dict[str, Any], in_2026: vejviser.Vejviser
) -> None:
    assert answer(ask, in_2026.store) == {tuple(row) for row in ask["rows"]}


def test_the_edition_added_answers_for_its_own_days(in_2026: vejviser.Vejviser) -> None:
    def asked(name: str, column: str, **given: str | date | None) -> list[object]:
        return [row[column] for row in in_2026.ask(name, **given)]

    fee = {"thing": "RIV", "kind": "measure-annual-fee"}
    assert asked("quantities", "value", **fee, on="2026-02-15") == ["800"]
    assert asked("quantities", "value", **fee, on="2025-02-15") == ["750"]
    size = {"body": "plo-repraesentantskab"}
    assert asked("seat-totals", "total", **size, on="2026-01-01") == ["45"]
    assert asked("seat-totals", "total", **size, on="2025-12-31") == ["47"]
    assert asked("composition", "least", body="LSU", on="2025-12-31") == ["4", "4"]
    assert asked("composition", "least", body="LSU", on="2026-01-01") == []
    all_ = {"body": "LSU", "on": "2026-01-01", "standing": "all"}
    assert set(asked("composition", "status", **all_)) == {expand("vv:not-restated")}
    assert set(asked("composition", "document", **all_)) == {expand("src:guide-2025")}


def test_the_edition_added_is_compared_with_the_one_before(in_2026: vejviser.Vejviser) -> None:
    editions = {"document": "guide-2026", "other": "guide-2025"}
    missing = in_2026.ask("section-differences", document="guide-2025", other="guide-2026")
    assert [(row["change"], row["key"]) for row in missing] == [("missing", DROPPED)]
    rows = in_2026.ask("differences", **editions)
    changed = {
        (shorten(str(row["point"])), row["after"]) for row in rows if row["change"] == "changed"
    }
    assert ("id:point-riv-fee", "800") in changed
    assert not [row for row in rows if row["change"] == "added"]
    assert expand("id:point-lsu") in {row["point"] for row in rows if row["change"] == "dropped"}
