"""Questions people ask, each with the rows that answer it – or with none, where nothing is stated.

Each file in ``questions/`` is one question. What it asks names a document, so that an edition added
later changes no answer. Cells are prefixed names or the plain values of literals; the order of
rows does not matter, and rows that differ only in columns left out are one.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import yaml

from vejviser import queries
from vejviser.load import home
from vejviser.names import XSD_DATE, expand, shorten
from vejviser.nouns import Cell

FOLDER = Path(__file__).parent / "questions"
QUESTIONS = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))
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
        case "text":
            return ox.Literal(value)
    return ox.NamedNode(expand(value))


def plain(cell: Cell | None) -> str | None:
    if cell is None:
        return None
    return shorten(cell.value) if cell.iri else cell.value


@pytest.mark.parametrize("ask", ASKED)
def test_the_answer_is_the_golden_one(ask: dict[str, Any], store: ox.Store) -> None:
    query = named(ask)
    terms = {name: term(query.parameter(name), value) for name, value in ask["parameters"].items()}
    answered = queries.run(store, query, terms)
    wanted = [answered.columns.index(name) for name in ask["columns"]]
    rows = {tuple(plain(row[i]) for i in wanted) for row in answered.rows}
    assert rows == {tuple(row) for row in ask["rows"]}


@pytest.mark.parametrize("ask", ASKED)
def test_a_question_names_its_document(ask: dict[str, Any]) -> None:
    if any(parameter.name == "document" for parameter in named(ask).parameters):
        assert "document" in ask["parameters"]


def test_every_question_is_put_in_words() -> None:
    assert QUESTIONS
    assert all(question["question"].endswith("?") for question in QUESTIONS.values())


def test_some_questions_have_no_answer() -> None:
    """What no document states must come out empty, never as a guess."""
    assert sum(not ask["rows"] for question in QUESTIONS.values() for ask in question["ask"]) >= 10
