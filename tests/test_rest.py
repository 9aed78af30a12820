"""Named queries over HTTP: their forms and parameters, what is refused, and what is kept."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import threading
import time
from pathlib import Path

import jsonschema
import pytest
import rdflib
from starlette.testclient import TestClient

import vejviser
from vejviser import queries
from vejviser.nouns import Rows
from vejviser.web.app import application
from vejviser.web.kept import Kept
from vejviser.web.rest import parameters
from vejviser.web.rest.kinds import kind, kind_of
from vejviser.web.site import Site

SU = "https://w3id.org/vejviser/id/su-hovedstaden"
RS = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
NAMES = sorted(queries.paths(vejviser.open().query_folders))


@pytest.fixture(scope="module")
def site() -> Site:
    return Site(vejviser.open(), 1)


@pytest.fixture(scope="module")
def client(site: Site) -> TestClient:
    # Without the pool of the SPARQL endpoint, which nothing here has need of.
    return TestClient(application(site), base_url="http://vejviser.example")


def get(client: TestClient, name: str, **parameters: object) -> dict[str, object]:
    answer = client.get(f"/api/{name}", params=parameters)  # type: ignore[arg-type]
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]


# ------------------------------------------------- forms


def test_json_says_what_was_asked_and_what_is_answered(client: TestClient) -> None:
    told = get(client, "composition", body="SU")
    assert told["query"] == "composition"
    assert told["parameters"] == {
        "body": {"iri": SU, "label": "Samarbejdsudvalget for almen praksis"},
        "document": None,
        "on": "2024-05-01",
        "standing": "stated",
    }
    assert (told["day"], told["language"], told["count"]) == ("2024-05-01", "da", 3)
    rows = told["rows"]
    assert [row["least"] for row in rows] == [5, 1, 6]  # type: ignore[attr-defined]
    assert rows[0]["scope"] is None  # type: ignore[index]
    assert rows[0]["closed"] is True  # type: ignore[index]
    names = [column["name"] for column in told["columns"]]  # type: ignore[attr-defined]
    assert all([*row] == names for row in rows)  # type: ignore[attr-defined]


def test_texts_say_their_language(client: TestClient) -> None:
    told = get(client, "tasks", thing="lsu", on="2024-04-01", lang="en")
    [first, *_] = told["rows"]  # type: ignore[misc]
    assert first["description"]["lang"] == "en"
    assert get(client, "tasks", thing="lsu", on="2024-04-01")["language"] == "da"


@pytest.mark.parametrize("name", NAMES)
def test_all_forms_hold_the_same(client: TestClient, site: Site, name: str) -> None:
    asked = parameters.example(site.whole.query(name))
    told = get(client, name, **asked)
    columns = [column["name"] for column in told["columns"]]  # type: ignore[attr-defined]
    count = told["count"]
    assert count == len(told["rows"]) > 0  # type: ignore[arg-type]

    answer = client.get(f"/api/{name}", params={**asked, "format": "csv"})
    assert answer.headers["content-type"] == "text/csv; header=present; charset=utf-8"
    head, *records = csv.reader(io.StringIO(answer.text, newline=""))
    assert head == columns
    assert len(records) == count
    assert answer.content.endswith(b"\r\n")

    answer = client.get(f"/api/{name}", params={**asked, "format": "turtle"})
    assert answer.headers["content-type"] == "text/turtle; charset=utf-8"
    graph = rdflib.Graph().parse(data=answer.text, format="turtle")
    assert [term.toPython() for term in graph.objects(None, RS.size)] == [count]
    assert {str(term) for term in graph.objects(None, RS.resultVariable)} == set(columns)
    assert len([*graph.objects(None, RS.solution)]) == count
    filled = sum(value is not None for row in told["rows"] for value in row.values())  # type: ignore[attr-defined]
    assert len([*graph.objects(None, RS.binding)]) == filled


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("*/*", "application/json"),
        ("text/html, */*;q=0.1", "application/json"),
        ("text/csv", "text/csv; header=present; charset=utf-8"),
        ("text/turtle;q=0.5, text/csv;q=0.4", "text/turtle; charset=utf-8"),
    ],
)
def test_the_form_is_the_one_accepted(client: TestClient, accept: str, kind: str) -> None:
    answer = client.get("/api/kinds", headers={"Accept": accept})
    assert answer.headers["content-type"] == kind
    assert answer.headers["vary"] == "Accept, Accept-Language"


def test_the_language_is_the_one_accepted(client: TestClient) -> None:
    for asked in ({"headers": {"Accept-Language": "en"}}, {"params": {"lang": "en"}}):
        answer = client.get("/api/kinds", **asked)  # type: ignore[arg-type]
        assert answer.headers["content-language"] == answer.json()["language"] == "en"


def test_columns_hold_what_is_said_of_them(site: Site) -> None:
    whole = site.whole
    fits = {"number": {"integer", "number"}, "text": {"text", "string"}, "time": {"time", "date"}}
    for name in NAMES:
        query = whole.query(name)
        taken = {p.name: p.example for p in query.parameters if p.required}
        wide = {"on": "all"} if "on" in {p.name for p in query.parameters} - {*taken} else {}
        wide |= {"standing": "all"} if "standing" in {p.name for p in query.parameters} else {}
        answered: list[Rows] = [whole.ask(name, **taken, **wide)]
        answered.append(whole.ask(name, **parameters.example(query)))
        for rows in answered:
            for row in rows.rows:
                for column, cell in zip(rows.columns, row, strict=True):
                    wanted = kind(query, column)
                    if cell and wanted != "any":
                        assert kind_of(cell) in fits.get(wanted, {wanted}), (name, column, cell)


# ------------------------------------------------- parameters


@pytest.mark.parametrize(
    "word",
    ["SU", "su-hovedstaden", "id:su-hovedstaden", SU, "samarbejdsudvalget for almen praksis"],
)
def test_things_are_called_as_people_call_them(client: TestClient, word: str) -> None:
    assert get(client, "composition", body=word) == get(client, "composition", body="SU")


def test_days_are_written_as_people_write_them(client: TestClient) -> None:
    told = [get(client, "composition", body="SU", on=d) for d in ("2024-05-01", "1. maj 2024")]
    assert told[0] == told[1]
    assert told[0]["day"] == "2024-05-01"
    every = get(client, "composition", body="SU", on="all", standing="all")
    assert (every["day"], every["parameters"]["standing"]) == (None, "all")  # type: ignore[index]
    assert every["count"] > told[0]["count"]  # type: ignore[operator]


def test_a_document_is_asked_whatever_the_day(client: TestClient) -> None:
    told = get(client, "composition", body="SU", document="guide-2023")
    assert told["day"] is None
    assert told["parameters"]["document"]["iri"].endswith("guide-2023")  # type: ignore[index]


@pytest.mark.parametrize(
    ("address", "status", "problem", "says"),
    [
        (
            "composition?body=SUU",
            404,
            "unknown-name",
            "body: Vejviser does not know “SUU”. Did you mean SU?",
        ),
        ("composition?document=guide-1999", 404, "unknown-document", "guide-2024"),
        ("compositon", 404, "no-such-query", "Did you mean composition"),
        ("composition?bod=SU", 400, "unknown-parameter", "body, document, on, standing"),
        ("composition?body=", 400, "empty-parameter", "body"),
        ("composition?body=SU&body=LSU", 400, "parameter-twice", "body"),
        ("composition?on=someday", 400, "bad-day", "on: “someday”"),
        ("composition?on=2024-02-30", 400, "bad-day", "2024-02-30"),
        ("composition?standing=some", 400, "bad-choice", "stated, all"),
        ("composition?format=docx", 400, "bad-choice", "json, csv, turtle"),
        ("composition?lang=sv", 400, "bad-choice", "da, en"),
        ("duties?force=perhaps", 400, "bad-choice", "must-not"),
        ("cross-references?fault=none", 400, "bad-choice", "missing"),
        ("election-years", 400, "parameter-missing", "year=2025"),
        ("election-years?year=2e3", 400, "number-out-of-range", "2e3"),
        (f"election-years?year={'9' * 150}", 400, "number-out-of-range", "999999999"),
        ("not-restated?on=all", 400, "bad-day", "all"),
        ("names?called=%FF", 400, "not-utf8-request", "UTF-8"),
        (f"names?called={'x' * 201}", 400, "value-too-long", "200"),
        (f"names?called={'x' * 20_000}", 414, "uri-too-long", "16000"),
        ("names?" + "a=b&" * 300, 400, "too-many-fields", "200"),
    ],
)
def test_what_is_wrong_is_told_in_a_sentence(
    client: TestClient, address: str, status: int, problem: str, says: str
) -> None:
    answer = client.get(f"/api/{address}", headers={"Accept-Language": "en"})
    told = answer.json()
    assert (answer.status_code, told["status"]) == (status, status), told
    assert answer.headers["content-type"] == "application/problem+json"
    assert told["type"] == f"https://w3id.org/vejviser/problem/{problem}"
    assert says in told["detail"]
    assert answer.headers["cache-control"] == "no-store"


def test_a_problem_says_what_may_be_meant(client: TestClient) -> None:
    told = client.get("/api/composition?body=SUU").json()
    assert (told["parameter"], told["suggestions"]) == ("body", ["SU"])
    assert told["detail"] == "body: Vejviser kender ikke »SUU«. Mente du SU?"


def test_nothing_else_is_served(client: TestClient) -> None:
    answer = client.get("/api/kinds", headers={"Accept": "application/pdf"})
    assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (
        406,
        "rest-not-acceptable",
    )
    answer = client.post("/api/kinds")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    "text", ['"', "'", "\\", "\n", "\0", "}", "?x", "#", "(", "[", "UNDEF", "å" * 200]
)
def test_text_stays_text(client: TestClient, text: str) -> None:
    assert get(client, "details", word=text, document="guide-2024")["parameters"]["word"] == text  # type: ignore[index]


# ------------------------------------------------- HTTP


def test_an_answer_is_named_by_its_tag(client: TestClient) -> None:
    first = client.get("/api/composition?body=SU")
    tag = first.headers["etag"]
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = client.get("/api/composition?body=SU", headers={"If-None-Match": known})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
        assert again.headers["vary"] == first.headers["vary"]
    other = client.get("/api/composition?body=SU", headers={"If-None-Match": '"other"'})
    assert other.status_code == 200
    assert client.get("/api/composition?body=SU&lang=en").headers["etag"] != tag
    assert "max-age" in first.headers["cache-control"]


def test_a_head_is_the_answer_without_its_body(client: TestClient) -> None:
    whole = client.get("/api/composition?body=SU")
    head = client.head("/api/composition?body=SU")
    assert (head.status_code, head.content) == (200, b"")
    assert dict(head.headers) == dict(whole.headers)


def test_the_same_question_gives_the_same_bytes() -> None:
    def answered() -> list[bytes]:
        app = application(Site(vejviser.open(), 1))
        client = TestClient(app, base_url="http://vejviser.example")
        forms = ("json", "csv", "turtle")
        asked = [f"/api/composition?body=SU&on=2024-04-01&format={form}" for form in forms]
        return [client.get(address).content for address in asked]

    assert answered() == answered()


# ------------------------------------------------- what is kept


def test_the_day_of_an_answer_is_that_of_the_question(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert get(client, "composition", body="SU")["day"] == "2024-05-01"
    monkeypatch.setenv("VEJVISER_TODAY", "2025-03-01")
    assert get(client, "composition", body="SU")["day"] == "2025-03-01"


def test_who_asks_the_same_at_once_shares_an_answer(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    run = queries.run

    def slowly(*given: object) -> Rows:
        asked.append(threading.current_thread().name)
        time.sleep(0.2)
        return run(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(queries, "run", slowly)
    app = application(site)

    async def ask() -> list[int]:
        import httpx2

        transport = httpx2.ASGITransport(app)
        async with httpx2.AsyncClient(transport=transport, base_url="http://a.example") as client:
            together = [client.get("/api/composition?body=LSU&on=2024-04-01") for _ in range(8)]
            answers = await asyncio.gather(*together)
            answers.append(await client.get("/api/composition?body=LSU&on=2024-04-01"))
            return [answer.status_code for answer in answers]

    assert asyncio.run(ask()) == [200] * 9
    assert len(asked) == 1
    assert asked[0].startswith("vejviser-shelf")


def test_what_is_kept_is_bounded() -> None:
    kept = Kept[str](1000)
    for number in range(10):
        kept.put(number, "small", 200)
        kept.get(0)
    assert [number for number in range(10) if kept.get(number)] == [0, 6, 7, 8, 9]
    assert kept.put("large", "large", 600) == "large"
    assert kept.get("large") is None


def test_a_workspaces_query_is_served_too(tmp_path: Path) -> None:
    from vejviser.cli import main

    assert main(["new", str(tmp_path / "mine")]) == 0
    (tmp_path / "mine" / "queries").mkdir(exist_ok=True)
    text = (Path(__file__).parent.parent / "CONTRIBUTING.md").read_text(encoding="utf-8")
    block = text.partition("`queries/boards.rq`:\n\n```sparql\n")[2].partition("```")[0]
    (tmp_path / "mine" / "queries" / "boards.rq").write_text(block, encoding="utf-8")
    client = TestClient(application(Site(vejviser.open(tmp_path / "mine"), 1)))
    told = client.get("/api/boards?lang=en").json()
    assert told["summary"] == "Which boards have a rule?"
    assert {column["type"] for column in told["columns"]} == {"any"}
    assert "/api/boards" in client.get("/openapi.json").json()["paths"]


# ------------------------------------------------- what is told of it


def test_the_list_is_for_programs_and_people(client: TestClient) -> None:
    listed = client.get("/api").json()
    assert [query["name"] for query in listed["queries"]] == NAMES
    for query in listed["queries"][:5]:
        assert client.get(query["example"]).status_code == 200
    page = client.get("/api", headers={"Accept": "text/html"})
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    docs = client.get("/api/docs").text
    assert page.text == docs.replace(' aria-current="page"', "")


@pytest.mark.parametrize("lang", ["da", "en"])
def test_openapi_is_valid_and_its_examples_are(client: TestClient, lang: str) -> None:
    from openapi_spec_validator import validate

    told = client.get("/openapi.json", params={"lang": lang}).json()
    validate(told)
    assert set(told["paths"]) == {f"/api/{name}" for name in NAMES}
    for path in told["paths"].values():
        content = path["get"]["responses"]["200"]["content"]
        schema = {**content["application/json"]["schema"], "components": told["components"]}
        jsonschema.validate(content["application/json"]["example"], schema)
    schema = {**told["components"]["schemas"]["problem"], "components": told["components"]}
    for response in told["components"]["responses"].values():
        example = response["content"]["application/problem+json"]["example"]
        jsonschema.validate(example, schema)


def test_every_answer_is_as_openapi_says(client: TestClient, site: Site) -> None:
    told = client.get("/openapi.json").json()
    for name in NAMES:
        content = told["paths"][f"/api/{name}"]["get"]["responses"]["200"]["content"]
        schema = {**content["application/json"]["schema"], "components": told["components"]}
        answer = get(client, name, **parameters.example(site.whole.query(name)))
        jsonschema.validate(answer, schema)


def test_addresses_are_under_the_root_path() -> None:
    app = application(Site(vejviser.open(), 1), root="/vejviser")
    client = TestClient(app, base_url="http://a.example")
    assert client.get("/openapi.json").json()["servers"] == [{"url": "/vejviser"}]
    assert client.get("/api").json()["queries"][0]["href"] == "/vejviser/api/agreements"
    page = client.get("/vejviser/api/docs").text
    assert 'href="/api' not in page
    assert "http://a.example/vejviser/api/composition" in page


def test_a_query_can_be_tried_on_its_page(client: TestClient) -> None:
    page = client.get("/api/docs/composition?lang=en").text
    assert '<select id="standing"' in page
    assert "Answer" not in page
    page = client.get("/api/docs/composition?lang=en&body=SU&document=&on=&standing=&ask=1").text
    assert "Answer: 3 rows" in page
    assert "/api/composition?body=SU&amp;format=csv&amp;lang=en" in page
    assert "curl http://vejviser.example/api/composition?body=SU" in page.replace("&#39;", "")
    wrong = client.get("/api/docs/composition?lang=en&body=SUU")
    assert wrong.status_code == 404
    assert "Did you mean SU?" in wrong.text
    assert client.get("/api/docs/compositio").status_code == 404
    assert "&lt;script&gt;" in client.get("/api/docs/names?called=<script>").text


def test_a_long_answer_is_shown_in_part(client: TestClient) -> None:
    page = client.get("/api/docs/points?lang=en&word=").text
    assert page.count("<tr>") < 120
    assert "100 of" in page


def test_each_example_in_a_header_is_one_of_its_choices(site: Site) -> None:
    for name in NAMES:
        for parameter in site.whole.query(name).parameters:
            among = parameters.choices(site.whole, parameter, "da")
            assert not among or parameter.example in among
    assert json.dumps(parameters.ours("da"))
