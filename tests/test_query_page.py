"""The query page: what it is made of, and what it does in a browser, behind a proxy's path."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

import pytest
from starlette.testclient import TestClient
from test_chart_page import until
from test_serve import Server, running
from watched import watched

import vejviser
from vejviser.messages.console import CONSOLE, SCRIPT
from vejviser.web.app import application
from vejviser.web.console.terms import terms
from vejviser.web.site import Site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = "/vejviser"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
CONSTRUCT = "CONSTRUCT WHERE { ?s <https://w3id.org/vejviser/ns#area> ?o }"
# What is refused is what a test may be about, and the browser notes it; for an answer that is no
# page, it looks for a picture of the host's.
EXPECTED = re.compile(r"status of 40[03]|/favicon\.ico")


@pytest.fixture(scope="module")
def client(shipped: vejviser.Vejviser) -> TestClient:
    return TestClient(application(Site(shipped, 1)), base_url="http://vejviser.example")


def test_the_page_allows_its_own_script_and_no_other(client: TestClient) -> None:
    answer = client.get("/query")
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'; ")
    assert "unsafe" not in policy
    assert "http" not in policy
    scripts = re.findall(r"<script[^>]*>(.*?)</script>", answer.text, re.DOTALL)
    assert scripts == ["", ""]
    assert not re.search(r"<style| style=| on\w+=", answer.text)
    # The other pages go without any script.
    assert "script-src" not in client.get("/").headers["content-security-policy"]


@pytest.mark.parametrize("lang", ["da", "en"])
def test_it_opens_with_a_named_query_ready_to_run(client: TestClient, lang: str) -> None:
    text = client.get(f"/query?name=bodies&lang={lang}").text
    [field] = re.findall(r"<textarea[^>]*>(.*?)</textarea>", text, re.DOTALL)
    query = client.app.state.site.whole.query("bodies")  # type: ignore[attr-defined]
    assert field.startswith(f"\n# {query.summary[lang]}\nPREFIX ")
    assert "(id:kind-cvi UNDEF UNDEF)" in field
    assert "#+" not in field
    assert query.description[lang].split(".")[0] in text


def test_it_opens_with_what_the_address_says(client: TestClient) -> None:
    text = client.get("/query", params={"query": "ASK { </textarea><b> }", "on": "2024-05-01"}).text
    assert "ASK { &lt;/textarea&gt;&lt;b&gt; }" in text
    assert 'value="2024-05-01"' in text
    assert client.get("/query?name=nothing").status_code == 404
    assert client.get("/query", params={"query": "x" * 20_000}).status_code == 414


def test_without_a_script_the_form_asks_the_endpoint(client: TestClient) -> None:
    text = client.get("/query").text
    assert '<form id="ask" action="/sparql" method="post"' in text
    kinds = re.findall(r'<option value="(\w*)">', text)
    assert kinds == ["", "all", "csv", "tsv", "json", "xml", "ttl", "nt", "rdf", "jsonld"]


def test_its_scripts_and_styles_are_kept_until_they_change(client: TestClient) -> None:
    for name in ("page.js", "editor.js", "yasqe.js", "page.css", "yasqe.css"):
        answer = client.get(f"/query/{name}")
        kind = "css" if name.endswith("css") else "javascript"
        assert answer.headers["content-type"] == f"text/{kind}; charset=utf-8"
        again = client.get(f"/query/{name}", headers={"If-None-Match": answer.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
    assert client.get("/query/elk.js").status_code == 404


def test_what_is_offered_is_called_as_in_the_language(client: TestClient) -> None:
    danish, english = (client.get(f"/query/terms.json?lang={lang}").json() for lang in ("da", "en"))
    assert danish["prefixes"]["vv"] == "https://w3id.org/vejviser/ns#"
    assert ["vv:SeatGroup", "class", "pladser"] in danish["terms"]
    assert ["vv:SeatGroup", "class", "seat group"] in english["terms"]
    # What the data take from others has a word of ours, too.
    assert ["org:member", "property", "medlem"] in danish["terms"]
    assert ["vv:area", "property"] in [term[:2] for term in danish["terms"]]
    assert len({term[0] for term in danish["terms"]}) == len(danish["terms"])


def test_no_person_is_offered(shipped: vejviser.Vejviser) -> None:
    persons = "SELECT ?p { GRAPH ?g { ?p a <http://xmlns.com/foaf/0.1/Person> } }"
    found = {f"id:{row['p'].value.rpartition('/')[2]}" for row in shipped.store.query(persons)}  # type: ignore[union-attr]
    assert found
    offered = terms(shipped, "da")["terms"]
    assert not found & {term[0] for term in offered}  # type: ignore[attr-defined]


def test_every_sentence_of_the_script_is_one_of_the_page() -> None:
    assert {f"query-{key}" for key in SCRIPT} <= set(CONSOLE)


def test_the_first_page_and_every_named_query_lead_to_it(client: TestClient) -> None:
    text = client.get("/").text
    assert '<a href="/query">' in text
    for query in client.app.state.site.queries:  # type: ignore[attr-defined]
        assert f'<a href="/query?name={query.name}"' in text
        assert f'<a href="/query?name={query.name}"' in client.get(f"/api/docs/{query.name}").text


# --- in a browser


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("query")
    with running(folder, "--root-path", ROOT, "--workers", "1") as found:
        yield found


Open = Callable[..., "Page"]


@pytest.fixture
def opened(browser: Browser, server: Server) -> Iterator[Open]:
    """Opens the page, and in the end sees that it said nothing and asked nobody else."""
    with watched(browser, server.url) as (empty, complaints):

        def open_page(more: str = "", **given: Any) -> Page:
            page = empty(**given)
            scripted = given.get("java_script_enabled", True)
            with page.expect_response("**/terms.json*" if scripted else "**/query*"):
                page.goto(f"{server.url}query{more}")
            return page

        yield open_page
    assert [said for said in complaints if not EXPECTED.search(said)] == []


def written(page: Page, text: str) -> None:
    """Write a query in place of the one that stands."""
    page.locator(".CodeMirror textarea").focus()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)


def text(page: Page) -> str:
    return str(page.evaluate("document.querySelector('.CodeMirror').CodeMirror.getValue()"))


def answered(page: Page) -> None:
    until(page, "/\\d|Ingen|No rows/.test(document.querySelector('#told').textContent)")


def test_a_query_of_the_gallery_is_found_opened_and_run(opened: Open) -> None:
    page = opened()
    page.fill("#filter", "hvilke bodies")
    assert page.locator(".gallery li:visible").count() == 1
    assert page.inner_text(".gallery .count") == "1 af 43 spørgsmål"
    page.click(".gallery li:visible a")
    page.wait_for_url("**/query?name=bodies*")
    assert "id:kind-cvi" in text(page)
    page.click("#run")
    answered(page)
    assert page.inner_text("#told").startswith("8 rækker på ")
    assert page.locator("tbody tr").count() == 8
    first = page.locator("tbody td").first
    assert first.locator("a").get_attribute("href") == f"{ROOT}/id/cvi-byen"
    assert first.inner_text().split() == ["id:cvi-byen", "CVI", "Byen"]


def test_rows_are_sorted_by_a_column(opened: Open) -> None:
    page = opened()
    written(page, "SELECT ?n ?w { VALUES (?n ?w) { (10 'å') (9 'b') (UNDEF 'z') } }")
    page.keyboard.press("Control+Enter")
    answered(page)
    page.get_by_role("button", name="n", exact=True).click()
    assert page.locator("td:last-child").all_inner_texts() == ["b", "å", "z"]
    page.get_by_role("button", name="n", exact=True).click()
    assert page.locator("th").first.get_attribute("aria-sort") == "descending"
    assert page.locator("td:last-child").all_inner_texts() == ["å", "b", "z"]
    page.get_by_role("button", name="w", exact=True).click()
    assert page.locator("td:last-child").all_inner_texts() == ["b", "z", "å"]


def test_a_link_opens_ready_to_run(opened: Open) -> None:
    page = opened()
    odd = "SELECT ?x { VALUES ?x { 'æ & + % # \\n' } }"
    written(page, odd)
    page.fill("#on", "2023-05-01")
    page.select_option("#standing", "all")
    page.click("#link")
    address = page.input_value("#address")
    assert urlsplit(address).query == "lang=da"
    other = opened(address.partition("/query")[2])
    assert text(other) == odd
    assert other.input_value("#on") == "2023-05-01"
    assert other.input_value("#standing") == "all"
    assert other.inner_text("#told") == "Her kommer svaret."
    # What is run stands in the address, and nowhere else.
    page.click("#run")
    answered(page)
    assert page.url.endswith(urlsplit(address).fragment)
    assert (
        page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length") == 0
    )


def test_yes_no_and_graphs_are_shown(opened: Open) -> None:
    page = opened("#query=" + quote("ASK { ?s ?p ?o }"))
    page.click("#run")
    until(page, "document.querySelector('.truth')?.textContent === 'Ja'")
    written(page, CONSTRUCT)
    page.keyboard.press("Control+Enter")
    until(
        page,
        "document.querySelector('#shown pre')?.textContent.includes('/ns#area>')",
    )
    assert page.input_value("#format") == "ttl"


def test_a_query_under_way_is_stopped(opened: Open) -> None:
    page = opened()
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != ?i) }"
    written(page, slow)
    page.keyboard.press("Control+Enter")
    page.locator("#stop").click()
    until(page, "document.querySelector('#told').textContent === 'Stoppet.'")
    assert page.locator("#stop").is_hidden()
    written(page, COUNT)
    page.keyboard.press("Control+Enter")
    answered(page)


def test_a_long_query_is_asked_and_a_long_answer_is_shown_in_part(opened: Open) -> None:
    page = opened()
    written(page, "# " + 20_000 * "x" + "\nSELECT * { ?s ?p ?o } LIMIT 1500")
    page.keyboard.press("Control+Enter")
    answered(page)
    assert page.inner_text("#told").startswith("Viser de første 1.000 af 1.500 rækker.")
    assert page.locator("tbody tr").count() == 1000


def test_the_other_language_keeps_what_is_written(opened: Open) -> None:
    page = opened("?name=bodies")
    assert "PREFIX vv:" in text(page)
    written(page, COUNT)
    page.get_by_role("link", name="In English").click()
    page.wait_for_url("**lang=en*")
    page.get_by_role("button", name="Run").wait_for()
    assert text(page) == COUNT
    assert "Which bodies are there?" in page.inner_text(".about")


def test_prefixes_are_folded_until_somebody_goes_there(opened: Open) -> None:
    page = opened("?name=bodies")
    assert page.locator(".CodeMirror-line").all_inner_texts()[1].startswith("PREFIX")
    shown = page.locator(".CodeMirror-line").count()
    page.locator(".CodeMirror textarea").focus()
    page.keyboard.press("Control+Home")
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    for _ in range(2):
        page.keyboard.press("ArrowLeft")
    assert page.locator(".CodeMirror-line").count() > shown


def test_the_day_is_asked(opened: Open) -> None:
    page = opened("#query=" + quote(COUNT))
    counts = []
    for day in ("", "2023-06-01"):
        page.fill("#on", day)
        page.click("#run")
        answered(page)
        counts.append(page.inner_text("tbody td"))
    assert len(set(counts)) == 2


@pytest.mark.parametrize(
    ("query", "form", "begins"), [(COUNT, "csv", "n\r\n"), (CONSTRUCT, "nt", "<")]
)
def test_an_answer_is_downloaded(opened: Open, query: str, form: str, begins: str) -> None:
    page = opened("?name=bodies#query=" + quote(query))
    page.select_option("#format", form)
    with page.expect_download() as found:
        page.get_by_role("button", name="Hent").click()
    assert found.value.suggested_filename == f"bodies.{form}"
    content = found.value.path().read_bytes().decode()
    assert content.startswith(begins)
    assert page.inner_text("#told") == f"Hentet: bodies.{form}"


def test_what_is_wrong_is_told_where_it_is(opened: Open) -> None:
    page = opened()
    written(page, "SELECT *\nWHERE { ?s ?p }")
    until(page, "document.querySelector('#odd').textContent.startsWith('Linje 2 ')")
    page.keyboard.press("Control+Enter")
    until(page, "document.querySelector('#wrong').textContent")
    assert page.inner_text("#wrong").startswith("Forespørgslen er ikke gyldig SPARQL: ")
    assert page.inner_text("#wrong").endswith("Se linje 2, tegn 16.")
    assert page.locator(".wrong").count() == 1
    assert page.inner_text("#told") == ""
    written(page, "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }")
    page.keyboard.press("Control+Enter")
    until(page, "document.querySelector('#wrong').textContent.includes('SERVICE')")


def test_names_are_offered_by_what_they_are_called(opened: Open) -> None:
    page = opened()
    written(page, "SELECT * { ?s ")
    page.keyboard.type("sammensætningsr")
    page.keyboard.press("Control+Space")
    page.locator(".CodeMirror-hint").first.wait_for()
    assert page.inner_text(".CodeMirror-hint >> nth=0") == "vv:CompositionRule sammensætningsregel"
    page.keyboard.press("Enter")
    assert text(page).startswith("PREFIX vv: <https://w3id.org/vejviser/ns#>\n")
    assert text(page).endswith("?s vv:CompositionRule")
    # Behind "a" classes come first; else a small letter asks for a property.
    for typed, first in (("a vv:se", "vv:SeatGroup"), ("?s vv:se", "vv:seat ")):
        written(page, "SELECT * { ?x ")
        page.keyboard.type(typed)
        page.locator(".CodeMirror-hint").first.wait_for()
        assert page.inner_text(".CodeMirror-hint >> nth=0").startswith(first)
        page.keyboard.press("Escape")
    # A prefixed name is offered as it is typed; Esc leaves the word as it is.
    page.keyboard.type(" ; org:class")
    page.locator(".CodeMirror-hint", has_text="org:classification").wait_for()
    page.keyboard.press("Escape")
    assert page.locator(".CodeMirror-hint").count() == 0
    # What is used is declared, at the latest when it is run.
    written(page, "SELECT * { ?s skos:prefLabel ?o } LIMIT 1")
    page.keyboard.press("Control+Enter")
    answered(page)
    assert text(page).startswith("PREFIX skos: ")


def test_the_keyboard_leaves_the_editor(opened: Open) -> None:
    page = opened()
    page.locator(".CodeMirror textarea").focus()
    page.keyboard.press("Tab")
    inside = "document.querySelector('.editor').contains(document.activeElement)"
    assert page.evaluate(inside)
    page.keyboard.press("Escape")
    assert page.inner_text("#odd") == "Tab forlader nu feltet."
    page.keyboard.press("Tab")
    assert not page.evaluate(inside)
    assert page.evaluate("document.activeElement.id") == "run"
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(inside)


@pytest.mark.parametrize(
    ("lang", "scheme", "width"),
    [("da", "light", 390), ("da", "dark", 1280), ("en", "dark", 390), ("en", "light", 1280)],
)
def test_nothing_stands_in_anybodys_way(opened: Open, lang: str, scheme: str, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = opened(
        f"?name=bodies&lang={lang}", color_scheme=scheme, viewport={"width": width, "height": 844}
    )
    assert Axe().run(page).response["violations"] == []
    page.click("#run")
    answered(page)
    page.click("#link")
    assert Axe().run(page).response["violations"] == []
    written(page, "SELECT { ?s ?p ")
    page.keyboard.type("vv:a")
    page.locator(".CodeMirror-hint").first.wait_for()
    assert Axe().run(page).response["violations"] == []
    page.keyboard.press("Escape")
    page.keyboard.press("Control+Enter")
    until(page, "document.querySelector('#wrong').textContent")
    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_without_a_script_a_form_is_left(opened: Open) -> None:
    page = opened("?name=bodies", java_script_enabled=False)
    assert page.locator("#query").is_visible()
    assert page.locator("#run").is_hidden()
    assert page.get_by_text("Uden JavaScript").is_visible()
    page.fill("#query", COUNT)
    page.select_option("#format", "json")
    with page.expect_response("**/sparql") as found:
        page.get_by_role("button", name="Hent").click()
    assert json.loads(found.value.body())["results"]["bindings"]
