"""Raw SPARQL: what would leave the house is refused before it is parsed; the rest runs."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from vejviser.errors import VejviserError
from vejviser.nouns import Rows
from vejviser.queries import DEEPEST, raw, refuse_outside

LEAVING = [
    "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { service<http://127.0.0.1:9/> { ?s ?p ?o } }",
    "ASK { FILTER EXISTS { SERVICE <http://127.0.0.1:9/> {} } }",
    "SELECT * { ?s ?p 'a' . # c\nSeRvIcE ?x {} }",
    "SELECT * { FILTER(?a<?b) SERVICE <http://127.0.0.1:9/> {} }",
    "SELECT * { ?s ?p 1SERVICE <http://127.0.0.1:9/> {} }",
    "SELECT * { ?s ?p 1e5SERVICE <http://127.0.0.1:9/> {} }",
    "SELECT * { ?s ?p trueSERVICE <http://127.0.0.1:9/> {} }",
]

STAYING = [
    'SELECT * { ?service ?p "SERVICE <http://x>" } # SERVICE',
    "PREFIX service: <http://x/SERVICE#> SELECT * { service:a a service:SERVICE }",
    'SELECT * { ?s ?p \'it\\\'s SERVICE\', """a " SERVICE """ }',
    "SELECT * { FILTER(?a < ?b && ?c > 3) ?s <http://x/SERVICE> _:SERVICE }",
]


@pytest.mark.parametrize("text", LEAVING)
def test_what_would_fetch_is_refused(text: str) -> None:
    with pytest.raises(VejviserError) as caught:
        refuse_outside(text)
    assert caught.value.key == "sparql-leaves-the-house"


@pytest.mark.parametrize("text", STAYING)
def test_the_word_alone_is_no_reason(text: str) -> None:
    refuse_outside(text)
    assert isinstance(raw(ox.Store(), text), Rows)


def test_the_keyword_cannot_be_written_with_escapes() -> None:
    """The lexer does not undo \\u escapes, so the parser must refuse them in a keyword."""
    with pytest.raises(VejviserError) as caught:
        raw(ox.Store(), "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> {} }")
    assert caught.value.key == "bad-sparql"


def test_brackets_that_would_end_the_process_are_refused() -> None:
    with pytest.raises(VejviserError) as caught:
        raw(ox.Store(), f"SELECT * {{ FILTER({'(' * 20_000}1{')' * 20_000}) }}")
    assert caught.value.key == "sparql-too-deep"


def test_the_deepest_allowed_still_parses() -> None:
    deep = "(" * (DEEPEST - 2)
    assert isinstance(
        raw(ox.Store(), f"SELECT * {{ FILTER({deep}1{deep.replace('(', ')')}) }}"), Rows
    )


def test_answers_of_every_kind() -> None:
    store = ox.Store()
    assert raw(store, "ASK { ?s ?p ?o }") is False
    assert raw(store, "CONSTRUCT { <x:b> <x:p> 1 . <x:a> <x:p> 1 } {}") == (
        '<x:a> <x:p> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .\n'
        '<x:b> <x:p> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .\n'
    )
    rows = raw(store, "SELECT ?x { VALUES ?x { 'å' 'a' 'ø' } }")
    assert isinstance(rows, Rows)
    assert [row["x"] for row in rows] == ["a", "ø", "å"]


def test_a_mistake_is_told_in_one_line() -> None:
    with pytest.raises(VejviserError) as caught:
        raw(ox.Store(), "SELECT *\n{ ?s }")
    assert "\n" not in caught.value.text("da")
    assert "2:" in caught.value.text("da")
