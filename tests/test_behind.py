"""Data on real servers: pushed whole, read back whole, asked through ours with the same answers."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest
from servers import Answer, Impostor, impostor, virtuoso, writable_oxigraph
from starlette.testclient import TestClient

import vejviser
from vejviser import elsewhere, queries
from vejviser.answers import select
from vejviser.cli import main
from vejviser.names import GRAPH, SOURCE
from vejviser.store import copied
from vejviser.store.embedded import settled
from vejviser.store.endpoint import parsed
from vejviser.store.remote import Queries
from vejviser.store.wire import Address, Server
from vejviser.web.app import application
from vejviser.web.site import Site
from vejviser.web.sparql.behind import Behind
from vejviser.web.sparql.pool import Bounds

TODAY = "2024-05-01"
OTHER = "http://example.org/graph-of-others"
ALIEN = f'<{OTHER}#s> <{OTHER}#p> "nobody\'s business"'
JSON = {"Accept": "application/sparql-results+json"}
HOST = "http://vejviser.example"
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"


@dataclass
class Engine:
    """A running engine: the address of its Graph Store, with who asks, and of its queries."""

    name: str
    graphs: str
    query: str


@pytest.fixture(scope="module", params=["oxigraph", "oxigraph-union", "virtuoso"])
def engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """Each engine, pushed to, with a graph of others in it; two have the union as default."""
    folder: Path = tmp_path_factory.mktemp(request.param)
    seed = folder / "others.nq"
    seed.write_text(f"{ALIEN} <{OTHER}> .\n", encoding="utf-8")
    with ExitStack() as running, pytest.MonkeyPatch.context() as patch:
        patch.setenv("VEJVISER_TODAY", TODAY)
        if request.param == "virtuoso":
            query = running.enter_context(virtuoso(folder, seed))
            own = query.replace("/sparql", "/sparql-graph-crud-auth")
            made = Engine(request.param, own.replace("//", "//dba:dba@"), query)
        else:
            union = ["--union-default-graph"] if request.param.endswith("union") else []
            query = running.enter_context(writable_oxigraph(folder, *union))
            made = Engine(request.param, query.replace("/query", "/store"), query)
            body, kind = seed.read_bytes(), {"Content-Type": "application/n-quads"}
            assert Server(Address.read(made.graphs)).send("POST", body, kind).status < 300
        assert main(["push", "--endpoint", made.graphs]) == 0
        yield made


@pytest.fixture(scope="module")
def opened(engine: Engine) -> tuple[vejviser.Vejviser, dict[str, copied.Noted]]:
    return elsewhere.opened(Queries(Address.read(engine.query)), None)


@pytest.fixture(scope="module")
def client(
    engine: Engine, opened: tuple[vejviser.Vejviser, dict[str, copied.Noted]]
) -> Iterator[TestClient]:
    whole, record = opened
    with serving(engine.query, whole, record, 10_000 if engine.name == "virtuoso" else 0) as client:
        yield client


def serving(
    address: str, whole: vejviser.Vejviser, record: dict[str, copied.Noted], most: int = 0
) -> TestClient:
    bounds = Bounds(seconds=60, answer=3_000_000)
    behind = Behind(Address.read(address), whole, record, bounds, 2, most)
    return TestClient(
        application(Site(whole, 1, bounds, behind)), base_url="http://vejviser.example"
    )


def rows(client: TestClient, text: str, **parameters: object) -> list[Sequence[str]]:
    answer = client.post("/sparql", data={"query": text, **parameters}, headers=JSON)
    assert answer.status_code == 200, answer.text
    return [
        tuple(cell.value if cell else "" for cell in row) for row in parsed(answer.content).rows
    ]


def problem(client: TestClient, text: str, **parameters: object) -> tuple[int, str]:
    answer = client.post("/sparql", data={"query": text, **parameters}, headers=JSON)
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.status_code, answer.json()["type"].rpartition("/")[2]


# ---------------------------------------------------------------- pushed and read


def test_the_same_again_changes_nothing(engine: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["push", "--endpoint", engine.graphs, "--lang", "en"]) == 0
    told = capsys.readouterr()
    assert "have not changed: 15" in told.err
    assert "dba" not in told.out + told.err


def test_graphs_of_others_are_not_touched(engine: Engine) -> None:
    asked = Queries(Address.read(engine.query))
    assert [f"{triple}" for triple in asked.triples(OTHER)] == [ALIEN]


def test_all_that_was_pushed_is_read(
    shipped: vejviser.Vejviser, opened: tuple[vejviser.Vejviser, dict[str, copied.Noted]]
) -> None:
    whole, record = opened
    assert set(whole.store) == set(shipped.store)
    assert whole.dataset.graphs.items() >= shipped.dataset.graphs.items()
    days = [day.isoformat() for day in elsewhere.days(record)]
    assert days == ["2024-04-01", "2025-01-01", "2025-03-01", "2026-01-01"]


def test_named_queries_answer_the_same(
    shipped: vejviser.Vejviser, opened: tuple[vejviser.Vejviser, dict[str, copied.Noted]]
) -> None:
    whole, _ = opened
    for name in queries.paths(shipped.query_folders):
        query = shipped.query(name)
        given = {parameter.name: parameter.example for parameter in query.parameters}
        for asked in (given, {p.name: p.example for p in query.parameters if p.required}):
            assert whole.ask(name, **asked) == shipped.ask(name, **asked), name


def test_a_replaced_dataset_is_seen(engine: Engine) -> None:
    """A workspace's own, and back: the store holds one or the other, wholly."""
    asked = Queries(Address.read(engine.query))
    record = copied.read(asked.triples(copied.RECORD), "")
    assert main(["push", "--endpoint", engine.graphs, "--no-shipped"]) == 0
    whole, other = elsewhere.opened(asked, None)
    assert not [graph for graph in other if graph.startswith(SOURCE)]
    assert set(whole.store) == set(vejviser.open(shipped=False).store)
    assert main(["push", "--endpoint", engine.graphs]) == 0
    assert copied.read(asked.triples(copied.RECORD), "") == record
    assert asked.triples(OTHER)


# ---------------------------------------------------------------- raw queries


def test_every_triple_of_the_day_is_counted_once(
    client: TestClient, shipped: vejviser.Vejviser
) -> None:
    from datetime import date

    from vejviser import snapshot

    for on in (TODAY, "2024-12-31", "2025-02-01", "2030-01-01"):
        state = len(snapshot.day(shipped.store, date.fromisoformat(on)))
        assert rows(client, COUNT, on=on) == [(str(state),)]
        day = f"{GRAPH}day/{on}"
        assert rows(client, COUNT, **{"default-graph-uri": day}) == [(str(state),)]
    assert rows(client, COUNT) == rows(client, COUNT, on=TODAY)


def test_named_graphs_are_ours_alone(client: TestClient, shipped: vejviser.Vejviser) -> None:
    ours = sorted((graph.value,) for graph in shipped.store.named_graphs())
    assert rows(client, "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }") == ours
    for text in (
        f"SELECT * WHERE {{ GRAPH <{OTHER}> {{ ?s ?p ?o }} }}",
        f"SELECT * FROM <{OTHER}> WHERE {{ ?s ?p ?o }}",
        f"SELECT * FROM NAMED <{OTHER}> WHERE {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        f"SELECT * WHERE {{ ?s <{OTHER}#p> ?o }}",
        f"SELECT * WHERE {{ GRAPH ?g {{ ?s <{OTHER}#p> ?o }} }}",
        f"SELECT * WHERE {{ VALUES ?g {{ <{OTHER}> }} GRAPH ?g {{ ?s ?p ?o }} }}",
        f"SELECT * WHERE {{ GRAPH <{copied.RECORD}> {{ ?s ?p ?o }} }}",
    ):
        assert rows(client, text) == [], text
    listed = {"named-graph-uri": OTHER, "default-graph-uri": OTHER}
    assert (
        rows(client, "SELECT * WHERE { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }", **listed)
        == []
    )


PLAIN = [
    COUNT,
    "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g",
    "SELECT ?p (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s ?p ?o } GROUP BY ?p",
    """PREFIX org: <http://www.w3.org/ns/org#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
    SELECT ?body ?label WHERE { ?body org:classification ?kind ; skos:prefLabel ?label
      FILTER(LANG(?label) = "da" && CONTAINS(?label, "ø")) }""",
    """PREFIX vv: <https://w3id.org/vejviser/ns#>
    SELECT ?document ?least WHERE { GRAPH ?document { ?group vv:minSeats ?least }
      FILTER(?least > 5) }""",
    "SELECT ?s WHERE { ?s ?p ?o . FILTER NOT EXISTS { ?s a ?class } }",
    "SELECT (1 AS ?one) ('æøå' AS ?text) (4.5 AS ?decimal) WHERE { }",
]


@pytest.mark.parametrize("number", range(len(PLAIN)))
def test_plain_queries_answer_the_same(client: TestClient, here: TestClient, number: int) -> None:
    assert rows(client, PLAIN[number]) == rows(here, PLAIN[number])


@pytest.fixture(scope="module")
def here(shipped: vejviser.Vejviser) -> Iterator[TestClient]:
    """The same dataset in this process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VEJVISER_TODAY", TODAY)
        with TestClient(
            application(Site(shipped, 1)), base_url="http://vejviser.example"
        ) as client:
            yield client


def test_named_queries_sent_as_they_are(
    client: TestClient, engine: Engine, shipped: vejviser.Vejviser
) -> None:
    """Oxigraph answers them as we do; Virtuoso 7.2.5 gets most of them wrong, without a word."""
    # All of them where the default graph is the union, where there is more to go wrong.
    step = 1 if engine.name == "oxigraph-union" else 5
    for name in list(queries.paths(shipped.query_folders))[::step]:
        text = shipped.query(name).text
        answer = client.post("/sparql", data={"query": text}, headers=JSON)
        if engine.name == "virtuoso":
            assert answer.status_code in (200, 502), answer.text
            continue
        wanted = select(shipped.store, text)
        assert parsed(answer.content) == settled(wanted.columns, wanted.rows), name


@pytest.mark.parametrize(
    "kind",
    [
        *("application/sparql-results+json", "application/sparql-results+xml"),
        *("text/csv", "text/tab-separated-values"),
    ],
)
def test_rows_and_truth_come_in_every_form(client: TestClient, here: TestClient, kind: str) -> None:
    for text in (
        'SELECT ?n ?l WHERE { VALUES (?n ?l) { (1 "å"@da) (UNDEF "x") } }',
        "ASK { ?s ?p ?o }",
        "ASK { ?s <http://nowhere.example/p> ?o }",
    ):
        one, other = (
            c.post("/sparql", data={"query": text}, headers={"Accept": kind})
            for c in (client, here)
        )
        assert one.headers["content-type"] == other.headers["content-type"]
        assert sorted(one.text.splitlines()) == sorted(other.text.splitlines())


def test_graphs_come_in_every_form(client: TestClient) -> None:
    text = "CONSTRUCT { ?s a ?c } WHERE { ?s a ?c } LIMIT 20"
    for kind, form in (
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
    ):
        answer = client.post("/sparql", data={"query": text}, headers={"Accept": kind})
        assert answer.status_code == 200, answer.text
        assert len(set(ox.parse(answer.content, form))) == 20


def test_no_answer_is_cut_short(client: TestClient, engine: Engine) -> None:
    for text in (
        "SELECT * WHERE { GRAPH ?g { ?s ?p ?o } }",
        "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }",
    ):
        answer = client.post("/sparql", data={"query": text}, headers={"Accept": "*/*"})
        assert answer.status_code in (500, 502)
        assert answer.json()["type"].rpartition("/")[2] in ("answer-too-long", "behind-cut")
    assert rows(client, COUNT)


def test_graphs_with_triples_in_common_are_not_merged(client: TestClient) -> None:
    guides = [f"{SOURCE}guide-2023", f"{SOURCE}guide-2024"]
    day = [f"{GRAPH}day/{TODAY}", f"{GRAPH}identity"]
    assert problem(client, COUNT, **{"default-graph-uri": day}) == (400, "merged-behind")
    sizes = [int(rows(client, COUNT, **{"default-graph-uri": guide})[0][0]) for guide in guides]
    assert rows(client, COUNT, **{"default-graph-uri": guides}) == [(str(sum(sizes)),)]


def test_days_that_are_not_there_are_told(client: TestClient) -> None:
    assert problem(client, COUNT, on="2024-03-31") == (400, "day-not-behind")
    assert problem(client, COUNT, on=TODAY, standing="all") == (400, "day-not-behind")
    assert problem(client, "ASK {}", on="never") == (400, "bad-day")


@pytest.mark.parametrize(
    ("text", "status", "key"),
    [
        ("INSERT DATA { <http://x/s> <http://x/p> 1 }", 400, "bad-sparql"),
        ("CLEAR ALL", 400, "bad-sparql"),
        ("ASK { SERVICE <http://x/> { } }", 403, "sparql-leaves-the-house"),
        ("ASK { FILTER(" + "(" * 20_000 + "1" + ")" * 20_000 + ") }", 400, "sparql-too-deep"),
        ("SELECT (<bif:upper>('x') AS ?x) WHERE {}", 400, "sparql-of-one-engine"),
        (
            "PREFIX b: <\\u0062if:> ASK { FILTER(IF(true, true, b:upper('x'))) }",
            400,
            "sparql-of-one-engine",
        ),
        ("SELECT (<http://x/f>('x') AS ?x) WHERE {}", 400, "bad-sparql"),
        ("DEFINE get:soft 'replace' ASK {}", 400, "bad-sparql"),
        ("ASK { } # \r CLEAR ALL", 400, "bad-sparql"),
    ],
)
def test_only_queries_are_passed_on(client: TestClient, text: str, status: int, key: str) -> None:
    assert problem(client, text) == (status, key)
    assert rows(client, COUNT)


def test_what_is_relative_is_relative_to_us(client: TestClient) -> None:
    assert rows(client, "SELECT ?x WHERE { BIND(<x> AS ?x) }") == [("http://vejviser.example/x",)]


def test_all_is_well(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok", "store": "ok"}


# ---------------------------------------------------------------- a store that fails


@pytest.fixture(scope="module")
def posing() -> Iterator[Impostor]:
    with impostor() as server:
        yield server


@pytest.fixture(scope="module")
def fragile(posing: Impostor, shipped: vejviser.Vejviser) -> Iterator[TestClient]:
    """Our server before a false one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VEJVISER_TODAY", TODAY)
        graphs = elsewhere.graphs(shipped, elsewhere.parse_day(TODAY))
        record = {graph: copied.Noted("0" * 64, 1) for graph in graphs}
        bounds = Bounds(seconds=3, answer=100_000)
        address = Address.read(posing.address.replace("//", "//lone:hemmelig@"))
        behind = Behind(address, shipped, record, bounds, 2, 5)
        with TestClient(application(Site(shipped, 1, bounds, behind))) as client:
            yield client


GOOD = json.dumps({"head": {"vars": ["x"]}, "results": {"bindings": []}})
ROW = {"x": {"type": "literal", "value": "y"}}
LONG = json.dumps({"head": {"vars": ["x"]}, "results": {"bindings": [ROW] * 5}})


@pytest.mark.parametrize(
    ("answer", "status", "key"),
    [
        (Answer(body=GOOD), 200, ""),
        (Answer(delay=8, headers={"Content-Length": "9"}), 504, "behind-slow"),
        (Answer(body="{\n" * 40, delay=0.2), 504, "behind-slow"),
        (Answer(body=GOOD, headers={"X-SQL-State": "S1TAT"}), 504, "behind-slow"),
        (Answer(400, "SP031: engine's own words"), 502, "behind-refused"),
        (Answer(401, "who are you?"), 502, "behind-refused"),
        (Answer(302, headers={"Location": "http://elsewhere.invalid/"}), 502, "behind-refused"),
        (Answer(500, "oh"), 502, "behind-refused"),
        (Answer(503, "later"), 503, "server-busy"),
        (Answer(body="<html>", kind="text/html"), 502, "behind-broken"),
        (Answer(body=GOOD[:-3]), 502, "behind-broken"),
        (Answer(body="[]"), 502, "behind-broken"),
        (Answer(body=GOOD, headers={"Content-Length": "9999"}), 502, "behind-broken"),
        (Answer(body="x" * 200_000), 500, "answer-too-long"),
        (Answer(body=LONG), 502, "behind-cut"),
    ],
)
def test_a_failing_store_is_told(
    fragile: TestClient, posing: Impostor, answer: Answer, status: int, key: str
) -> None:
    posing.answers[:] = [answer]
    asked = {"query": "SELECT ?x WHERE { ?x ?y ?z }"}
    found = fragile.post("/sparql", data=asked, headers=JSON)
    assert found.status_code == status, found.text
    if key:
        assert found.json()["type"].endswith(key)
        assert posing.address not in found.text
        assert "hemmelig" not in found.text
    if status == 503:
        assert found.headers["Retry-After"]
    posing.answers[:] = [Answer(body=GOOD)]
    assert (
        fragile.post("/sparql", data={"query": "SELECT ?x WHERE { ?x ?y ?z }"}).status_code == 200
    )


def test_no_store_at_all(shipped: vejviser.Vejviser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VEJVISER_TODAY", TODAY)
    record = {f"{GRAPH}day/2024-04-01": copied.Noted("0" * 64, 1)}
    with serving("http://127.0.0.1:9/sparql", shipped, record) as client:
        assert problem(client, COUNT) == (503, "behind-unreachable")
        health = client.get("/healthz")
        assert (health.status_code, health.json()["store"]) == (503, "failing")
        assert client.get("/").status_code == 200


def test_a_store_whose_data_have_changed_is_told(fragile: TestClient, posing: Impostor) -> None:
    posing.answers[:] = [Answer(body='{"head": {"vars": ["p", "n"]}, "results": {"bindings": []}}')]
    health = fragile.get("/healthz")
    assert (health.status_code, health.json()["store"]) == (503, "changed")


def test_a_slow_store_holds_nobody_else(fragile: TestClient, posing: Impostor) -> None:
    posing.answers[:] = [Answer(delay=8, headers={"Content-Length": "9"})]
    slow = [
        threading.Thread(target=lambda: fragile.post("/sparql", data={"query": COUNT}))
        for _ in range(4)
    ]
    for thread in slow:
        thread.start()
    assert fragile.get("/").status_code == 200
    for thread in slow:
        thread.join()


def test_a_store_without_our_data_is_told(
    posing: Impostor, capsys: pytest.CaptureFixture[str]
) -> None:
    posing.answers[:] = [Answer(body='{"head": {"vars": ["p", "n"]}, "results": {"bindings": []}}')]
    assert main(["serve", "--endpoint", posing.address, "--port", "0"]) == 2
    assert "vejviser push" in capsys.readouterr().err
