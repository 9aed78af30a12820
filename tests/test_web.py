"""The endpoint without a port: the SPARQL protocol, forms, datasets and days, the first page."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NoReturn
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest
from starlette.requests import Request
from starlette.testclient import TestClient

import vejviser
from vejviser import load, snapshot
from vejviser.errors import VejviserError
from vejviser.web.app import application
from vejviser.web.media import preferred
from vejviser.web.site import Site
from vejviser.web.sparql import asked
from vejviser.web.sparql.pool import Answer, Bounds

W3C = "http://kasei.us/2009/09/sparql/data/"
DOCUMENT = "http://xmlns.com/foaf/0.1/Document"
TODAY = date(2024, 5, 1)
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
RESULTS = ("application/sparql-results+xml", "application/sparql-results+json")
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def site() -> Site:
    """The shipped graph, and the graphs of the W3C's test cases."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VEJVISER_TODAY", TODAY.isoformat())
        whole = vejviser.Vejviser(load.dataset())
        for number in (1, 2, 3):
            graph = ox.NamedNode(f"{W3C}data{number}.rdf")
            kind = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
            whole.store.add(ox.Quad(graph, kind, ox.NamedNode(DOCUMENT), graph))
            # What all three state, to be counted once.
            whole.store.add(ox.Quad(ox.NamedNode("x:a"), kind, ox.NamedNode("x:b"), graph))
        return Site(whole, 1, Bounds(seconds=20, answer=3_000_000))


@pytest.fixture(scope="module")
def client(site: Site) -> Iterator[TestClient]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VEJVISER_TODAY", TODAY.isoformat())
        app = application(site, ["https://a.example"])
        with TestClient(app, base_url="http://vejviser.example") as client:
            yield client


def truth(answer: object) -> bool:
    """Whether an ASK was answered with yes, in a form and with a status of the standard's."""
    assert answer.status_code == 200, answer.text  # type: ignore[attr-defined]
    kind = answer.headers["content-type"]  # type: ignore[attr-defined]
    assert kind in RESULTS
    if kind.endswith("json"):
        return bool(answer.json()["boolean"])  # type: ignore[attr-defined]
    return "<boolean>true</boolean>" in answer.text  # type: ignore[attr-defined]


def count(client: TestClient, text: str = COUNT, **parameters: object) -> int:
    answer = client.get("/sparql", params={"query": text, **parameters})
    assert answer.status_code == 200, answer.text
    return int(answer.json()["results"]["bindings"][0]["n"]["value"])


# ------------------------------------------------- the W3C's test cases of the query operation
# https://www.w3.org/2009/sparql/docs/tests/data-sparql11/protocol/

QUERY = "application/sparql-query"
REFUSED = {
    "bad_query_method": ("PUT", "/sparql?query=ASK%20%7B%7D", "", ""),
    "bad_multiple_queries": (
        "GET",
        "/sparql?query=ASK%20%7B%7D&query=SELECT%20%2A%20%7B%7D",
        "",
        "",
    ),
    "bad_query_wrong_media_type": ("POST", "/sparql/", "text/plain", "ASK {}"),
    "bad_query_missing_form_type": ("POST", "/sparql/", "", "query=ASK%20%7B%7D"),
    "bad_query_missing_direct_type": ("POST", "/sparql/", "", "ASK {}"),
    "bad_query_non_utf8": (
        "POST",
        "/sparql/",
        f"{QUERY}; charset=UTF-16",
        "ASK {}".encode("utf-16"),
    ),
    "bad_query_syntax": ("GET", "/sparql?query=ASK%20%7B", "", ""),
    "bad_update_get": ("GET", "/sparql?update=CLEAR%20ALL", "", ""),
    "bad_multiple_updates": (
        "POST",
        "/sparql/",
        FORM,
        "update=CLEAR%20NAMED&update=CLEAR%20DEFAULT",
    ),
    "bad_update_wrong_media_type": ("POST", "/sparql/", "text/plain", "CLEAR NAMED"),
    "bad_update_missing_form_type": ("POST", "/sparql/", "", "update=CLEAR%20NAMED"),
    "bad_update_non_utf8": (
        *("POST", "/sparql/", "application/sparql-update; charset=UTF-16"),
        "CLEAR NAMED".encode("utf-16"),
    ),
    "bad_update_syntax": ("POST", "/sparql/", FORM, "update=CLEAR%20XYZ"),
    "bad_update_dataset_conflict": (
        *("POST", "/sparql/", FORM),
        urlencode(
            {
                "using-named-graph-uri": "http://example/people",
                "update": "WITH <x:a> DELETE {} WHERE {}",
            }
        ),
    ),
}
DATA = [f"{W3C}data{number}.rdf" for number in range(4)]
TYPED = f"ASK {{ <{DATA[1]}> a ?type . <{DATA[2]}> a ?type . }}"
IN_GRAPHS = f"ASK {{ GRAPH ?g1 {{ <{DATA[1]}> a ?type }} GRAPH ?g2 {{ <{DATA[2]}> a ?type }} }}"
MERGED = [("default-graph-uri", DATA[1]), ("default-graph-uri", DATA[2])]
NAMED = [("named-graph-uri", DATA[1]), ("named-graph-uri", DATA[2])]
ANSWERED = {
    "query_get": ("GET", "ASK {}", []),
    "query_post_form": ("FORM", "ASK {}", []),
    "query_post_direct": ("POST", "ASK {}", []),
    "query_dataset_default_graph": ("POST", f"ASK {{ <{DATA[1]}> ?p ?o }}", MERGED[:1]),
    "query_dataset_default_graphs_get": ("GET", TYPED, MERGED),
    "query_dataset_default_graphs_post": ("POST", TYPED, MERGED),
    "query_dataset_named_graphs_get": ("GET", IN_GRAPHS, NAMED),
    "query_dataset_named_graphs_post": ("POST", "ASK { GRAPH ?g { ?s ?p ?o } }", NAMED),
    "query_dataset_full": (
        *("POST", "ASK { ?x ?y ?o  GRAPH ?g { ?s ?p ?o } }"),
        [("default-graph-uri", DATA[3]), *NAMED],
    ),
    "query_multiple_dataset": (
        *(
            "POST",
            f"ASK FROM <{DATA[1]}> {{ <{DATA[2]}> ?p ?o MINUS {{ <{DATA[1]}> ?p ?o }} }}",
        ),
        MERGED[1:],
    ),
}
TYPES = {
    "query_content_type_select": ("SELECT (1 AS ?value) {}", {*RESULTS, "text/csv"}),
    "query_content_type_ask": ("ASK {}", {*RESULTS}),
    "query_content_type_describe": (
        "DESCRIBE <http://example.org/>",
        {"text/turtle; charset=utf-8"},
    ),
    "query_content_type_construct": (
        "CONSTRUCT { <s> <p> 1 } WHERE {}",
        {"text/turtle; charset=utf-8"},
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_requests_the_w3c_has_refused(client: TestClient, case: str) -> None:
    method, address, kind, body = REFUSED[case]
    headers = {"Content-Type": kind} if kind else {}
    answer = client.request(method, address, content=body or None, headers=headers)
    assert 400 <= answer.status_code < 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == answer.status_code


@pytest.mark.parametrize("case", ANSWERED)
def test_queries_the_w3c_has_answered(client: TestClient, case: str) -> None:
    method, text, dataset = ANSWERED[case]
    if method == "GET":
        answer = client.get("/sparql", params=[("query", text), *dataset])
    elif method == "FORM":
        body = urlencode([("query", text), *dataset])
        answer = client.post("/sparql/", content=body, headers={"Content-Type": FORM})
    else:
        headers = {"Content-Type": QUERY}
        answer = client.post("/sparql/", params=dataset, content=text, headers=headers)
    assert truth(answer)


@pytest.mark.parametrize("case", TYPES)
def test_forms_the_w3c_expects(client: TestClient, case: str) -> None:
    text, expected = TYPES[case]
    answer = client.post("/sparql/", content=text, headers={"Content-Type": QUERY})
    assert answer.status_code == 200
    assert answer.headers["content-type"] in expected


# ------------------------------------------------- what is asked of


def test_the_default_graph_is_the_state_of_today(client: TestClient, site: Site) -> None:
    state = snapshot.day(site.whole.store, TODAY)
    assert count(client) == len(state)
    everything = snapshot.day(site.whole.store, TODAY, "all")
    assert count(client, standing="all") == len(everything) > len(state)
    earlier = snapshot.day(site.whole.store, date(2023, 7, 1))
    assert count(client, on="2023-07-01") == count(client, on="1/7/2023") == len(earlier)


def test_a_day_is_a_graph(client: TestClient, site: Site) -> None:
    day = "https://w3id.org/vejviser/graph/day/2023-07-01"
    earlier = len(snapshot.day(site.whole.store, date(2023, 7, 1)))
    assert count(client, **{"default-graph-uri": day}) == earlier
    assert count(client, f"SELECT (COUNT(*) AS ?n) FROM <{day}> {{ ?s ?p ?o }}") == earlier
    text = f"SELECT (COUNT(*) AS ?n) FROM NAMED <{day}> {{ GRAPH <{day}> {{ ?s ?p ?o }} }}"
    assert count(client, text) == earlier
    assert count(client, **{"default-graph-uri": day.replace("07-01", "07-32")}) == 0


def test_named_graphs_are_the_documents_and_no_day(client: TestClient, site: Site) -> None:
    text = "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    assert count(client, text) == len(list(site.whole.store.named_graphs()))
    assert count(client, text, on="2023-07-01") == len(list(site.whole.store.named_graphs()))


def test_a_triple_in_several_graphs_counts_once(client: TestClient) -> None:
    assert count(client, **{"default-graph-uri": DATA[1:]}) == 4
    assert count(client, **{"default-graph-uri": [*DATA[1:], "x:unknown"]}) == 4
    froms = " ".join(f"FROM <{graph}>" for graph in DATA[1:])
    assert count(client, f"SELECT (COUNT(*) AS ?n) {froms} {{ ?s ?p ?o }}") == 4
    assert count(client, **{"default-graph-uri": [DATA[1], DATA[1]]}) == 2


def test_what_was_merged_before_is_seen_by_nobody(client: TestClient) -> None:
    hidden = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    before = count(client, hidden)
    for first in DATA[1:]:
        for second in DATA[1:]:
            pair = [first, second]
            assert count(client, **{"default-graph-uri": pair}) == 1 + len(set(pair))
    assert count(client, on="2023-07-01") > 1000
    assert count(client, hidden) == before
    assert count(client, **{"default-graph-uri": "urn:vejviser:merged:x"}) == 0


def test_graphs_nobody_knows_are_empty(client: TestClient) -> None:
    assert count(client, **{"default-graph-uri": "x:unknown"}) == 0
    assert count(client, **{"default-graph-uri": "no iri"}) == 0
    assert count(client, **{"named-graph-uri": DATA[1]}) == 0


def test_a_day_and_graphs_are_one_too_many(client: TestClient) -> None:
    parameters = {"query": "ASK {}", "on": "2024-01-01", "default-graph-uri": DATA[1]}
    answer = client.get("/sparql", params=parameters)
    assert answer.status_code == 400
    assert answer.json()["type"].endswith("two-datasets")


# ------------------------------------------------- forms

SELECTED = "SELECT ?x { VALUES ?x { 'å' } }"
BUILT = "CONSTRUCT { <x:å> <x:p> 'ø' } {}"


@pytest.mark.parametrize(
    ("accept", "form", "kind"),
    [
        ("", "", "application/sparql-results+json"),
        ("*/*", "", "application/sparql-results+json"),
        ("application/sparql-results+xml", "", "application/sparql-results+xml"),
        ("text/csv", "", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "", "text/tab-separated-values; charset=utf-8"),
        ("text/csv;q=0.2, application/json;q=0.3", "", "application/json"),
        ("text/turtle, */*;q=0.1", "", "application/sparql-results+json"),
        ("text/turtle", "csv", "text/csv; charset=utf-8"),
        ("", "application/sparql-results+xml", "application/sparql-results+xml"),
    ],
)
def test_rows_come_in_the_form_asked_for(
    client: TestClient, accept: str, form: str, kind: str
) -> None:
    parameters = {"query": SELECTED} | ({"format": form} if form else {})
    answer = client.get("/sparql", params=parameters, headers={"Accept": accept} if accept else {})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == kind
    assert "å" in answer.text
    assert "Accept" in answer.headers["vary"]


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("*/*", ox.RdfFormat.TURTLE),
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/rdf+xml;q=0.5, application/n-triples", ox.RdfFormat.N_TRIPLES),
    ],
)
def test_graphs_come_in_the_form_asked_for(
    client: TestClient, accept: str, form: ox.RdfFormat
) -> None:
    answer = client.get("/sparql", params={"query": BUILT}, headers={"Accept": accept})
    assert answer.headers["content-type"].partition(";")[0] == form.media_type
    [triple] = ox.parse(answer.content, form)
    assert triple.object == ox.Literal("ø")


@pytest.mark.parametrize(
    ("text", "accept", "form"),
    [
        (SELECTED, "text/turtle", ""),
        (SELECTED, "*/*;q=0", ""),
        (BUILT, "text/csv", ""),
        (BUILT, "*/*", "csv"),
        (SELECTED, "*/*", "docx"),
    ],
)
def test_no_other_form_than_those(client: TestClient, text: str, accept: str, form: str) -> None:
    parameters = {"query": text} | ({"format": form} if form else {})
    answer = client.get("/sparql", params=parameters, headers={"Accept": accept})
    assert answer.status_code == 406


def test_the_closest_range_decides() -> None:
    offered = ["text/csv", "application/json"]
    assert preferred("text/*, text/csv;q=0.1, */*;q=0.5", offered) == "application/json"
    assert preferred("TEXT/CSV;q=1.5;x=y", offered) == "text/csv"
    assert preferred("text/csv;q=high", offered) == ""
    assert preferred("", offered) == "text/csv"


# ------------------------------------------------- what is refused


@pytest.mark.parametrize(
    ("method", "parameters", "kind", "body", "status", "problem"),
    [
        ("GET", {"query": "SELECT"}, "", "", 400, "bad-sparql"),
        (
            "GET",
            {"query": "SELECT * { SERVICE <http://127.0.0.1:9/> {} }"},
            "",
            "",
            403,
            "sparql-leaves-the-house",
        ),
        ("GET", {"query": f"ASK {{ {'{' * 300} }}"}, "", "", 400, "sparql-too-deep"),
        ("GET", {"query": "LOAD <http://127.0.0.1:9/>"}, "", "", 400, "bad-sparql"),
        ("GET", {"query": "ASK {}", "on": "i morges"}, "", "", 400, "bad-day"),
        ("GET", {"query": "ASK {}", "standing": "some"}, "", "", 400, "bad-choice"),
        (
            "GET",
            {"query": "ASK {}", "on": ["2024-01-01", "2024-01-02"]},
            "",
            "",
            400,
            "parameter-twice",
        ),
        ("GET", {"query": " " * 20_000}, "", "", 414, "uri-too-long"),
        ("POST", {}, FORM, "", 400, "no-query"),
        ("POST", {}, FORM, "query=%FF", 400, "not-utf8-request"),
        ("POST", {}, FORM, "a=b&" * 300, 400, "too-many-fields"),
        ("POST", {}, QUERY, b"\xff", 400, "not-utf8-request"),
        ("POST", {}, QUERY, "#" * 1_000_001, 413, "request-too-long"),
        ("POST", {}, "application/sparql-update", "CLEAR ALL", 403, "read-only"),
        ("DELETE", {}, "", "", 405, "wrong-method"),
        ("GET", {"query": "SELECT * { ?a ?b ?c . ?d ?e ?f }"}, "", "", 500, "answer-too-long"),
    ],
)
def test_what_is_wrong_is_told_in_a_sentence(
    client: TestClient,
    method: str,
    parameters: dict[str, object],
    kind: str,
    body: str | bytes,
    status: int,
    problem: str,
) -> None:
    headers = {"Accept-Language": "en"} | ({"Content-Type": kind} if kind else {})
    answer = client.request(
        method, "/sparql", params=parameters, content=body or None, headers=headers
    )
    told = answer.json()
    assert (answer.status_code, told["status"]) == (status, status), told
    assert told["type"] == f"https://w3id.org/vejviser/problem/{problem}"
    assert told["detail"].endswith(".")
    assert answer.headers["content-language"] == "en"


def test_problems_are_danish_first(client: TestClient) -> None:
    said = client.get("/sparql", params={"query": "x"}).json()["detail"]
    assert said.startswith("Forespørgslen er ikke gyldig SPARQL")
    headers = {"Accept-Language": "de, en;q=0.8, da;q=0.5"}
    assert client.get("/nowhere", headers=headers).json()["detail"].startswith("There is nothing")


def test_a_body_without_a_length_is_bounded_too(client: TestClient) -> None:
    def parts() -> Iterator[bytes]:
        for _ in range(20):
            yield b"#" * 100_000

    answer = client.post("/sparql", content=parts(), headers={"Content-Type": QUERY})
    assert answer.status_code == 413


def test_what_may_be_asked_with_is_told(client: TestClient) -> None:
    assert client.delete("/sparql").headers["allow"] == "GET, HEAD, POST"
    assert client.put("/").headers["allow"] == "GET, HEAD"


def test_a_slow_client_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asked, "PATIENCE", 0.01)
    headers = [(b"content-type", QUERY.encode())]
    scope = {"type": "http", "method": "POST", "query_string": b"", "headers": headers}

    async def receive() -> NoReturn:
        await asyncio.Event().wait()
        raise AssertionError

    with pytest.raises(VejviserError) as caught:
        asyncio.run(asked.asked(Request(scope, receive)))
    assert caught.value.key == "slow-client"


# ------------------------------------------------- what the service is, and its first page


def test_the_service_describes_itself(client: TestClient, site: Site) -> None:
    answer = client.get("/sparql", headers={"Accept": "application/n-triples"})
    told = {str(triple) for triple in ox.parse(answer.content, ox.RdfFormat.N_TRIPLES)}
    sd = "http://www.w3.org/ns/sparql-service-description#"
    service = "<http://vejviser.example/sparql#service>"
    assert f"{service} <{sd}endpoint> <http://vejviser.example/sparql>" in told
    assert f"{service} <{sd}supportedLanguage> <{sd}SPARQL11Query>" in told
    assert sum(f"<{sd}resultFormat>" in line for line in told) == 8
    for graph in site.whole.store.named_graphs():
        assert any(line.endswith(f"<{sd}name> {graph}") for line in told)
    assert client.get("/sparql", headers={"Accept": "image/png"}).status_code == 406
    assert client.get("/sparql").content == client.get("/sparql", params={"format": "ttl"}).content


@pytest.mark.parametrize("host", ['a"b', "a b", "<a>", "a/b", "å", "[::1", "a:b:c", ""])
def test_a_host_that_is_none_does_no_harm(client: TestClient, host: str) -> None:
    headers = {"Host": host.encode()}
    for parameters in ({}, {"query": "CONSTRUCT { <s> <p> 1 } {}"}):
        answer = client.get("/sparql", params=parameters, headers=headers)  # type: ignore[arg-type]
        assert answer.status_code in (200, 400)
    assert client.get("/", headers=headers).status_code in (200, 400)  # type: ignore[arg-type]


def test_pages_of_allowed_sites_may_read_answers(client: TestClient) -> None:
    asking = {"Origin": "https://a.example"}
    answer = client.get("/sparql", params={"query": "ASK {}"}, headers=asking)
    assert answer.headers["access-control-allow-origin"] == "https://a.example"
    other = client.get(
        "/sparql", params={"query": "ASK {}"}, headers={"Origin": "https://b.example"}
    )
    assert "access-control-allow-origin" not in other.headers
    before = {**asking, "Access-Control-Request-Method": "POST"}
    before["Access-Control-Request-Headers"] = "content-type"
    assert client.options("/sparql", headers=before).status_code == 200


@pytest.mark.parametrize("lang", ["da", "en"])
def test_the_first_page_says_what_there_is(client: TestClient, site: Site, lang: str) -> None:
    answer = client.get("/", params={"lang": lang})
    assert answer.status_code == 200
    assert f'<html lang="{lang}">' in answer.text
    for query in site.queries:
        assert f"/api/docs/{query.name}" in answer.text
    assert ("ikke oplyst" if lang == "da" else "not stated") in answer.text
    assert "PLO-Hovedstaden" in answer.text
    assert ("1. maj 2024" if lang == "da" else "1 May 2024") in answer.text
    assert "<script" not in answer.text
    assert "style=" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_all_links_of_the_first_page_lead_somewhere(client: TestClient) -> None:
    page = client.get("/").text
    links = {link.replace("&amp;", "&") for link in re.findall(r'href="([^"]+)"', page)}
    assert len(links) > 60
    for link in sorted(links):
        answer = client.get(link)
        assert answer.status_code == 200, (link, answer.text)
        assert answer.content


@pytest.mark.parametrize(("lang", "day"), [("da", "1. april 2024"), ("en", "1 April 2024")])
def test_the_first_page_lists_each_document_once(client: TestClient, lang: str, day: str) -> None:
    """Though two publish the guidance, and with days as people write them."""
    page = client.get("/", params={"lang": lang}).text
    links = re.findall(r'<a href="(/doc/source/[^"]+)"', page)
    assert len(links) == len(set(links)) == 3
    assert f"<td>{day}</td>" in page
    assert not re.search(r"<td>\d{4}-\d", page)


@pytest.mark.parametrize(
    "path",
    ["/", "/api/docs", "/api/docs/composition", "/query?name=composition", "/dataset", "/ns"],
)
def test_a_page_leads_on_in_the_language_that_was_chosen(client: TestClient, path: str) -> None:
    page = re.compile(r'<a href="(/(?:(?:api|query|dataset|ns|doc)(?![\w.])[^"]*)?)"')
    mark = "&" if "?" in path else "?"
    links = page.findall(client.get(f"{path}{mark}lang=en").text)
    assert len(links) >= 5
    assert [link for link in links if "lang=en" not in link] == []
    assert "lang=" not in "".join(page.findall(client.get(path).text))


@pytest.mark.parametrize(
    ("path", "status"),
    [("/nowhere", 404), ("/id/nobody", 404), ("/doc/su-hovedstaden.html?on=never", 400)],
)
def test_what_went_wrong_is_a_page_for_who_reads_pages(
    client: TestClient, path: str, status: int
) -> None:
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8"
    page = client.get(path, headers={"Accept": browser, "Accept-Language": "en"})
    assert page.status_code == status
    assert page.headers["content-type"].startswith("text/html")
    assert page.headers["cache-control"] == "no-store"
    assert "<h1>That did not work</h1>" in page.text
    program = client.get(path, headers={"Accept-Language": "en"})
    assert program.status_code == status
    assert program.headers["content-type"] == "application/problem+json"
    detail = program.json()["detail"]
    assert detail[:20] in page.text
    assert "Accept" in program.headers["vary"]


def test_a_named_query_runs_as_it_is(client: TestClient, site: Site) -> None:
    text = client.get("/queries/composition.rq").text
    rows = json.loads(client.get("/sparql", params={"query": text}).content)
    assert rows["results"]["bindings"]
    assert client.get("/queries/nothing.rq").status_code == 404


def test_all_is_well(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}


@pytest.mark.parametrize("shown", ["", "/vejviser"], ids=["left out", "left in"])
def test_behind_a_proxy_links_keep_its_path(site: Site, shown: str) -> None:
    """Without its pool, as no query is asked."""
    client = TestClient(application(site, root="/vejviser"), base_url="http://a.example")
    page = client.get(f"{shown}/").text
    assert 'href="/vejviser/api/docs/composition"' in page
    assert "http://a.example/vejviser/sparql" in page
    assert client.get(f"{shown}/queries/composition.rq").status_code == 200
    told = client.get(f"{shown}/sparql", headers={"Accept": "application/n-triples"}).text
    assert "<http://a.example/vejviser/sparql#service>" in told


# ------------------------------------------------- what is kept


def test_an_answer_to_a_raw_query_is_kept(
    site: Site, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    ask = site.pool.ask

    async def counted(question: Mapping[str, object]) -> Answer:
        asked.append(question)
        return await ask(question)

    monkeypatch.setattr(site.pool, "ask", counted)
    text = "SELECT (COUNT(*) AS ?kept) { ?s ?p ?o }"
    first, again = (client.get("/sparql", params={"query": text}) for _ in range(2))
    assert (first.content, len(asked)) == (again.content, 1)
    client.get("/sparql", params={"query": text}, headers={"Accept": "text/csv"})
    client.get("/sparql", params={"query": text, "on": "2025-03-01"})
    assert len(asked) == 3
    for _ in range(2):
        assert client.get("/sparql", params={"query": "SELECT * {"}).status_code == 400
    assert len(asked) == 5


@pytest.mark.parametrize("said", ["RAND()", "rand ( )", "NOW()", "STRUUID()", "uuid#\n()"])
def test_what_may_change_each_time_is_asked_each_time(client: TestClient, said: str) -> None:
    """Today, but for a clock that stands still."""
    text = f"SELECT ({said} AS ?x) {{}}"
    answers = {client.get("/sparql", params={"query": text}).content for _ in range(20)}
    assert len(answers) > 1
