"""Right rows or a sentence, whatever an endpoint answers."""

from __future__ import annotations

import base64
import json
import socket
from collections.abc import Iterator
from email.utils import format_datetime, localtime

import pyoxigraph as ox
import pytest
from servers import Answer, Impostor, impostor, table

from vejviser.errors import BadValue, VejviserError
from vejviser.nouns import Cell
from vejviser.store import endpoint as room
from vejviser.store.embedded import Embedded
from vejviser.store.endpoint import Endpoint
from vejviser.store.trust import complete, counted, fit, parts

XSD = "http://www.w3.org/2001/XMLSchema#"
QUERY = "SELECT ?a ?n WHERE { VALUES (?a ?n) { (<http://x/b> 2) (<http://x/a> 1) } }"
GOOD = Answer(body=table("an", ("http://x/b", 2), ("http://x/a", 1)))
ROWS = (
    (Cell("http://x/a", iri=True), Cell("1", datatype=XSD + "integer")),
    (Cell("http://x/b", iri=True), Cell("2", datatype=XSD + "integer")),
)


@pytest.fixture(scope="module")
def server() -> Iterator[Impostor]:
    with impostor() as posing:
        yield posing


@pytest.fixture
def endpoint(server: Impostor) -> Endpoint:
    server.asked.clear()
    server.headers.clear()
    server.answers[:] = [GOOD]
    return Endpoint(server.address)


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long it has waited, without waiting."""
    waited: list[float] = []
    monkeypatch.setattr(room, "sleep", waited.append)
    return waited


def raised(endpoint: Endpoint) -> VejviserError:
    with pytest.raises(VejviserError) as caught:
        endpoint.select(QUERY)
    for lang in ("da", "en"):
        sentence = caught.value.text(lang)
        assert endpoint.address in sentence
        assert "\n" not in sentence
    return caught.value


# ---------------------------------------------------------------- rows


def test_both_stores_answer_the_same_sorted_rows(endpoint: Endpoint) -> None:
    assert Embedded(ox.Store()).select(QUERY) == endpoint.select(QUERY)
    assert endpoint.select(QUERY).rows == ROWS


def test_every_spelling_of_a_term_is_read_as_one(server: Impostor, endpoint: Endpoint) -> None:
    number, truth = f"{XSD}int", f"{XSD}boolean"
    cells: list[dict[str, str]] = [
        {"type": "typed-literal", "datatype": number, "value": "07"},
        {"type": "literal", "datatype": truth, "value": "1"},
        {"type": "literal", "xml:lang": "DA", "value": "å"},
        {"type": "literal", "value": "å"},
        {"type": "bnode", "value": "b0"},
    ]
    bindings = [{"a": cell} for cell in cells] + [{}]
    body = json.dumps({"head": {"vars": ["a"]}, "results": {"bindings": bindings}})
    server.answers[:] = [Answer(body=body)]
    values = f'"07"^^<{number}> "1"^^<{truth}> "å"@da "å" UNDEF'
    embedded = Embedded(ox.Store()).select(f"SELECT ?a WHERE {{ VALUES ?a {{ {values} }} }}")
    blank = (Cell("_:b0"),)
    assert set(endpoint.select(QUERY).rows) == {*embedded.rows, blank}


def test_asks_by_post_for_json_with_what_the_address_grants(server: Impostor) -> None:
    server.headers.clear()
    server.answers[:] = [GOOD]
    Endpoint(server.address.replace("//", "//lone:hemmelig@")).select(QUERY)
    granted = base64.b64encode(b"lone:hemmelig").decode()
    assert server.headers[-1]["Authorization"] == f"Basic {granted}"
    assert "application/sparql-results+json" in server.headers[-1]["Accept"]
    assert server.asked[-1] == QUERY


# ---------------------------------------------------------------- no answer


@pytest.mark.parametrize(
    "url", ["", "localhost", "file:///etc/passwd", "http://", "http://a:b:c@x:y/"]
)
def test_what_is_no_address_of_the_web_is_refused(url: str) -> None:
    with pytest.raises(BadValue) as caught:
        Endpoint(url)
    assert caught.value.key == "endpoint-address"
    assert "a:b" not in caught.value.text("da")


def test_a_password_is_never_shown(server: Impostor) -> None:
    server.answers[:] = [Answer(500, "x")]
    with pytest.raises(VejviserError) as caught:
        Endpoint(server.address.replace("//", "//lone:hemmelig@")).select(QUERY)
    assert "hemmelig" not in caught.value.text("da") + str(caught.value.data)


def test_says_that_nobody_is_there() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = Endpoint(f"http://127.0.0.1:{free.getsockname()[1]}/")
        assert raised(nobody).key == "endpoint-unreachable"
    assert raised(Endpoint("http://nobody.invalid/sparql")).key == "endpoint-unreachable"


@pytest.mark.parametrize(
    "slow",
    [Answer(delay=3, headers={"Content-Length": "9"}), Answer(body="{\n" * 40, delay=0.1)],
    ids=["hangs", "drips"],
)
def test_waits_no_longer_than_it_may(server: Impostor, slow: Answer) -> None:
    server.answers[:] = [slow]
    error = raised(Endpoint(server.address, timeout=1))
    assert (error.key, error.data["count"]) == ("endpoint-slow", 1)


@pytest.mark.parametrize(
    ("answer", "key"),
    [
        (Answer(400, "Parse error:\nline 1"), "endpoint-refused"),
        (Answer(401, "Parse error:"), "endpoint-refused"),
        (Answer(403, "<html><b>Parse error:</b>\n"), "endpoint-refused"),
        (Answer(404, "\n\nParse error:\n"), "endpoint-refused"),
        (Answer(414, "Parse error:"), "endpoint-refused"),
        (Answer(500, "Parse error: "), "endpoint-failed"),
        (Answer(502, "Parse error:"), "endpoint-failed"),
    ],
    ids=lambda value: str(getattr(value, "status", value)),
)
def test_says_what_the_server_said(
    server: Impostor, endpoint: Endpoint, answer: Answer, key: str
) -> None:
    server.answers[:] = [answer]
    error = raised(endpoint)
    assert (error.key, error.data["status"]) == (key, answer.status)
    assert error.data["reason"] == "Parse error:"


def test_an_empty_refusal_is_a_sentence_all_the_same(server: Impostor, endpoint: Endpoint) -> None:
    server.answers[:] = [Answer(500)]
    assert "(500): –." in raised(endpoint).text("da")


# ---------------------------------------------------------------- busy


def test_asks_a_busy_server_again(server: Impostor, endpoint: Endpoint, waits: list[float]) -> None:
    busy = Answer(503, "later", headers={"Retry-After": "7"})
    past = {"Retry-After": format_datetime(localtime())}
    server.answers[:] = [busy, Answer(429, headers=past), Answer(503), GOOD]
    assert endpoint.select(QUERY).rows == ROWS
    assert waits == [7.0, 0.0, 4.0]


@pytest.mark.parametrize(("after", "times"), [("1", 4), ("3600", 1), ("soon", 4), ("-1", 4)])
def test_gives_up_on_one_that_stays_busy(
    server: Impostor, endpoint: Endpoint, waits: list[float], after: str, times: int
) -> None:
    server.answers[:] = [Answer(503, "later", headers={"Retry-After": after})]
    error = raised(endpoint)
    assert (error.key, error.data["status"]) == ("endpoint-failed", 503)
    assert len(server.asked) == times
    assert len(waits) == times - 1


# ---------------------------------------------------------------- a wrong answer


@pytest.mark.parametrize(
    ("answer", "key"),
    [
        (Answer(body="<html>", kind="text/html"), "endpoint-no-sparql"),
        (Answer(body=GOOD.body[:-9]), "endpoint-broken"),
        (Answer(body=""), "endpoint-broken"),
        (Answer(body="[]"), "endpoint-broken"),
        (Answer(body='{"head": {}, "boolean": true}'), "endpoint-broken"),
        (
            Answer(body='{"head": {"vars": ["a"]}, "results": {"bindings": [{"a": 1}]}}'),
            "endpoint-broken",
        ),
        (
            Answer(body="\udcff".encode("utf-8", "surrogateescape").decode("latin-1")),
            "endpoint-broken",
        ),
        (Answer(206, body=GOOD.body), "endpoint-broken"),
        (Answer(body=GOOD.body, headers={"Content-Length": "9999"}), "endpoint-broken"),
        (Answer(body=GOOD.body, headers={"X-SPARQL-MaxRows": "2"}), "endpoint-cut"),
    ],
)
def test_a_wrong_answer_is_no_answer(
    server: Impostor, endpoint: Endpoint, answer: Answer, key: str
) -> None:
    server.answers[:] = [answer]
    assert raised(endpoint).key == key


def test_an_answer_below_the_servers_limit_is_whole(server: Impostor, endpoint: Endpoint) -> None:
    server.answers[:] = [Answer(body=GOOD.body, headers={"X-SPARQL-MaxRows": "3"})]
    assert endpoint.select(QUERY).rows == ROWS


def test_asks_how_many_rows_there_are(server: Impostor, endpoint: Endpoint) -> None:
    server.answers[:] = [GOOD, Answer(body=table("n", (2,)))]
    assert complete(endpoint, "PREFIX x: <http://x/>\n" + QUERY).rows == ROWS
    assert server.asked[-1].startswith("PREFIX x: <http://x/>\nSELECT (COUNT(*)")
    own = Embedded(ox.Store())
    assert own.select(server.asked[-1]).rows == ((Cell("2", datatype=XSD + "integer"),),)
    server.answers[:] = [GOOD, Answer(body=table("n", (3,)))]
    with pytest.raises(VejviserError, match="2 of 3 rows: its answer cannot be trusted"):
        complete(endpoint, QUERY)


KEYS = [("http://x/a", "1"), ("http://x/b", "1"), ("http://x/b", "2")]
WHOLE = [("http://x/a", 1, 2), ("http://x/b", 1, 0), ("http://x/b", 2, 3)]


def counting(
    *rows: tuple[str | int | None, ...], control: tuple[int, ...] = (5, 2)
) -> list[Answer]:
    return [Answer(body=table("sdn", *rows)), Answer(body=table("mb", control))]


def test_a_count_that_is_whole_and_agrees_is_taken(server: Impostor, endpoint: Endpoint) -> None:
    server.answers[:] = counting(*WHOLE)
    found = counted(endpoint, QUERY, KEYS, lambda: "SELECT")
    assert found == dict(zip(KEYS, (2, 0, 3), strict=True))


@pytest.mark.parametrize(
    ("answers", "key"),
    [
        (counting(*WHOLE[:-1]), "endpoint-short"),
        (counting(*WHOLE, WHOLE[0]), "endpoint-short"),
        (counting(*WHOLE[:-1], WHOLE[0]), "endpoint-short"),
        (counting(*WHOLE[:-1], ("http://x/c", 2, 3)), "endpoint-short"),
        (counting(*WHOLE, control=(6, 2)), "endpoint-differs"),
        (counting(*WHOLE, control=(5, 3)), "endpoint-differs"),
        (counting(*WHOLE[:-1], ("http://x/b", 2, None)), "endpoint-broken"),
        (counting(*WHOLE[:-1], ("http://x/b", 2, "http://x/")), "endpoint-broken"),
    ],
)
def test_a_count_that_is_short_or_differs_is_refused(
    server: Impostor, endpoint: Endpoint, answers: list[Answer], key: str
) -> None:
    server.answers[:] = answers
    with pytest.raises(VejviserError) as caught:
        counted(endpoint, QUERY, KEYS, lambda: "SELECT")
    assert caught.value.key == key


# ---------------------------------------------------------------- what is asked


def test_an_endpoint_is_asked_in_parts(endpoint: Endpoint) -> None:
    asked = [150, 50, 1, 300, 2, 3]
    assert list(parts(endpoint, asked, int)) == [[150, 50], [1], [300], [2, 3]]
    assert list(parts(Embedded(ox.Store()), [*asked, 495], int)) == [asked, [495]]
    assert list(parts(endpoint, [], int)) == []


def roster(day: str, more: str = "") -> Embedded:
    """A store in whose graph of rosters a row begins on a day."""
    store = ox.Store()
    text = f"""PREFIX g: <http://x/>
    PREFIX schema: <https://schema.org/>
    PREFIX vv: <https://w3id.org/vejviser/ns#>
    PREFIX xsd: <{XSD}>
    g:loaded {{
      g:r a vv:Roster . g:m schema:startDate {day} . g:n schema:endDate "2024-05-31"^^xsd:date .
      g:r vv:covers g:m . {more}
    }}
    g:other {{ g:o schema:startDate 7 ; vv:covers g:n }}"""
    store.load(text.encode(), ox.RdfFormat.TRIG)
    return Embedded(store)


@pytest.mark.parametrize("day", ["2024-01-01", "2024-02-29"])
def test_days_that_are_days_fit(day: str) -> None:
    fit(roster(f'"{day}"^^xsd:date'))


@pytest.mark.parametrize(
    "day",
    [
        *('"2023-02-29"^^xsd:date', '"2024-13-01"^^xsd:date', '"2024-01-01Z"^^xsd:date'),
        *('"2024-01-01"', '"2024"^^xsd:gYear', '"2024-01-01T00:00:00"^^xsd:dateTime', "g:day"),
    ],
)
def test_a_day_that_would_drop_out_of_a_count_is_refused(day: str) -> None:
    with pytest.raises(BadValue) as caught:
        fit(roster(day))
    assert caught.value.key == "endpoint-no-day"
    assert "http://x/m" in caught.value.text("da")


def test_a_coverage_that_begins_on_no_day_is_refused() -> None:
    with pytest.raises(BadValue) as caught:
        fit(roster('"2024-01-01"^^xsd:date', "g:r vv:covers g:n"))
    assert caught.value.key == "endpoint-no-start"
    assert "http://x/n" in caught.value.text("da")


def test_a_store_without_rosters_is_refused() -> None:
    unnamed = ox.Store()
    rosters = roster('"2024-01-01"^^xsd:date').store
    unnamed.extend(ox.Quad(*quad.triple) for quad in rosters)
    for store in (ox.Store(), unnamed):
        with pytest.raises(VejviserError) as caught:
            fit(Embedded(store))
        assert caught.value.key == "endpoint-no-rosters"
