"""Raw SPARQL: what would leave the house is refused before it is parsed; the rest runs."""

from __future__ import annotations

import random
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

import pyoxigraph as ox
import pytest

from vejviser.errors import VejviserError
from vejviser.nouns import Rows
from vejviser.queries import raw
from vejviser.sparql import DEEPEST, Dataset, refuse_outside, without_dataset

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

# Each of these once led a lexer astray: what is before SERVICE, or around it, in a query that runs.
ASTRAY = [
    "{{ ?s <x:\u00a0#> ?o . SERVICE {u} {{}} }}",
    "{{ OPTIONAL {{ ?s <x:\\u0041#y> ?o }} SERVICE {u} {{}} }}",
    "{{ OPTIONAL {{ ?s e:a\\#b ?o }} SERVICE {u} {{}} }}",
    "{{ OPTIONAL {{ ?s e:a\u0301\\#b ?o }} SERVICE {u} {{}} }}",
    "{{ OPTIONAL {{ ?s e:a\\' ?o }} SERVICE {u} {{}} }} #'",
    "{{ # a comment\rSERVICE {u} {{}} }}",
    "{{ FILTER('a'<'>') SERVICE {u} {{}} FILTER('b'='c') }}",
    "{{ OPTIONAL {{ ?s <x:'> ?o }} SERVICE {u} {{}} #'\n}}",
    "{{ SERVICEe:a{{}} }}",
    "{{ SERVICE:a{{}} }}",
    "{{ SERVICESILENTe:a{{}} }}",
    "{{ service:a {{}} }}",
    "{{ ?s ?p ?o.SERVICE:a{{}} }}",
    "{{ ?s ?p 1SERVICE:a{{}} }}",
    "{{ ?s ?p 'a'@en.SERVICE:a{{}} }}",
    "{{ ?s ?p e:.SERVICE {u} {{}} }}",
    "{{ SERVICE # {{\n{u} # }}\r {{}} }}",
    "{{ SERVICE#\nSILENT#\ne:a\\#b#\n{{}} }}",
    "{{ SERVICE <\\u0068ttp://127.0.0.1:{port}/> {{}} }}",
    "{{ FILTER NOT EXISTS {{SERVICE SILENT{u}{{?s ?p ?o}}}} }}",
    "{{ BIND(1 AS ?x)SERVICE{u}{{}} }}",
]

# Whatever may stand before or after a clause, for those nobody has thought of.
AROUND = ["?s", "?p", "e:a", "e:a\\#", ":", "e:.", "<x:'>", "<x:#>", "<", ">", "'", '"', "'''", "#"]
AROUND += [
    "\r",
    "\n",
    " ",
    "{",
    "}",
    "(",
    ")",
    "FILTER",
    "OPTIONAL",
    "?x<'>'",
    "'a'",
    "1",
    ".",
    ";",
]
AROUND += [
    "\\",
    "\u00a0",
    "@en",
    "^^",
    "a",
    "UNION",
    "BIND(1 AS ?z)",
    "true",
    "_:b",
    "[]",
    "?s ?p 1",
]

STAYING = [
    'SELECT * { ?service ?p "SERVICE <http://x>" } # SERVICE',
    "PREFIX service: <http://x/SERVICE#> SELECT * { service:a a service:SERVICE }",
    'SELECT * { ?s ?p \'it\\\'s SERVICE\', """a " SERVICE """ }',
    "SELECT * { FILTER(?a < ?b && ?c > 3) ?s <http://x/SERVICE> _:SERVICE }",
    "SELECT * { GRAPH ?service { ?s ?p ?service } OPTIONAL { ?service ?p $SERVICE } }",
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


@dataclass
class Listener:
    """A live port on this machine, and how often somebody has called."""

    port: int
    calls: list[int] = field(default_factory=list)

    def query(self, pattern: str) -> str:
        prefixes = " ".join(
            f"PREFIX {p}: <http://127.0.0.1:{self.port}/>" for p in ("", "e", "service")
        )
        return f"{prefixes} SELECT * {pattern}"


@pytest.fixture
def listener() -> Iterator[Listener]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        found = Listener(server.getsockname()[1])

        def listen() -> None:
            with suppress(OSError):
                while True:
                    caller, _ = server.accept()
                    found.calls.append(1)
                    caller.close()

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        yield found
        server.shutdown(socket.SHUT_RDWR)
        thread.join(timeout=10)


@pytest.mark.parametrize("pattern", ASTRAY)
def test_nothing_leads_it_astray(pattern: str, listener: Listener) -> None:
    """The engine would call for each of these, so what is tested is not imagined."""
    url = f"<http://127.0.0.1:{listener.port}/>"
    text = listener.query(pattern.format(u=url, port=listener.port))
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("x:s"), ox.NamedNode("x:p"), ox.Literal("a")))
    with suppress(OSError, RuntimeError):
        list(store.query(text))  # type: ignore[arg-type]
    assert listener.calls or "NOT EXISTS" in pattern or "?s" in pattern
    with pytest.raises(VejviserError) as caught:
        refuse_outside(text)
    assert caught.value.key == "sparql-leaves-the-house"


def test_no_query_that_passes_calls_anybody(listener: Listener) -> None:
    """Of thousands of queries put together at random, none is both let through and federated."""
    pick = random.Random(7)
    url = f"<http://127.0.0.1:{listener.port}/>"
    clauses = [f"SERVICE {url} {{}}", "SERVICE:a{}", "service e:a {}", f"SERVICE SILENT{url}{{}}"]
    store = ox.Store()
    for _ in range(20_000):
        before, after = (
            pick.choice(("", " ")).join(pick.choices(AROUND, k=pick.randrange(5))) for _ in "ab"
        )
        text = listener.query(f"{{ {before}{pick.choice(clauses)}{after}\n}}")
        with suppress(VejviserError, SyntaxError, OSError, RuntimeError):
            refuse_outside(text)
            list(store.query(text))  # type: ignore[arg-type]
            assert not listener.calls, text


def test_the_keyword_cannot_be_written_with_escapes() -> None:
    """The lexer does not undo \\u escapes, so the parser must refuse them in a keyword."""
    with pytest.raises(VejviserError) as caught:
        raw(ox.Store(), "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> {} }")
    assert caught.value.key == "bad-sparql"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("ASK { ?s a foo:Bar }", "error at 1:19: Prefix not found"),
        ("ASK { ?s ?p ?o ]", "error at 1:17"),
        ("SELECT * {} GROUP BY", 'error at 1:21: expected one of "$", "(", ":", "<", "?"'),
    ],
)
def test_what_is_wrong_is_said_without_lists_of_letters(text: str, reason: str) -> None:
    with pytest.raises(VejviserError) as caught:
        raw(ox.Store(), text)
    assert caught.value.data["reason"] == reason


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


@pytest.mark.parametrize(
    ("text", "dataset"),
    [
        ("ASK FROM <x:a> FROM NAMED <x:b> {}", Dataset(("x:a",), ("x:b",))),
        ("PREFIX e: <x:> ASK from e:a#\\nFROM named e:b\\-c\n{}", Dataset(("x:a",), ())),
        (
            "BASE <http://b/c/> SELECT (1 AS ?y) FROM <d> { ?x <FROM> 1 }",
            Dataset(("http://b/c/d",), ()),
        ),
        ("CONSTRUCT { <x:s> <x:p> 'FROM <x:y>' } FROM <a> WHERE {}", Dataset(("http://x/a",), ())),
        ("DESCRIBE <x:a> FROM <\\u0078:b>", Dataset(("x:b",), ())),
        ("ASK { ?s ?p 'FROM <x:a>' }", None),
    ],
)
def test_what_a_query_is_asked_of_is_read_from_it(text: str, dataset: Dataset | None) -> None:
    rest, found = without_dataset(text, "http://x/")
    assert found == dataset
    assert len(rest) == len(text)
    ox.Store().query(rest, base_iri="http://x/")


def test_a_clause_out_of_order_is_left_to_the_parser() -> None:
    for text in ("ASK FROM {}", "ASK FROM e:a {}", "ASK FROM NAMED {}"):
        assert without_dataset(text, "http://x/") == (text, None)
