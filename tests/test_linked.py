"""Linked data without a port: every IRI leads to what is said of it, in every form."""

from __future__ import annotations

import asyncio
import json
import re
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from urllib.parse import quote, unquote

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Message

import vejviser
from vejviser import export
from vejviser.errors import VejviserError
from vejviser.names import ID, SOURCE, VV, expand
from vejviser.web.app import application
from vejviser.web.linked import bounded, places
from vejviser.web.linked.asked import known
from vejviser.web.shelf import Shelf
from vejviser.web.site import Site

TODAY = date(2024, 5, 1)
SU, G24, G25 = ID + "su-hovedstaden", SOURCE + "guide-2024", SOURCE + "guide-2025"
TURTLE, JSON_LD = "text/turtle", "application/ld+json"
READ = {TURTLE: ox.RdfFormat.TURTLE, JSON_LD: ox.RdfFormat.JSON_LD}


@pytest.fixture(scope="module")
def site() -> Site:
    return Site(vejviser.open(), 1)


@pytest.fixture(scope="module")
def client(site: Site) -> Iterator[TestClient]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VEJVISER_TODAY", TODAY.isoformat())
        with TestClient(application(site), base_url="http://vejviser.example") as client:
            yield client


def triples(client: TestClient, path: str, accept: str = TURTLE, **asked: str) -> set[ox.Triple]:
    """What a path leads to says, read as the media type it is sent as."""
    answer = client.get(path, params=asked, headers={"Accept": accept})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].partition(";")[0] == accept
    return {quad.triple for quad in ox.parse(answer.content, READ[accept])}


def subjects(said: set[ox.Triple]) -> set[str]:
    return {triple.subject.value for triple in said}  # type: ignore[union-attr]


def sent(client: TestClient, path: str, accept: str) -> set[str]:
    """Of what a path leads to speaks; without a client, which takes longer than the answer."""
    status, headers, body = asyncio.run(asked(client.app, path, accept))
    if status == 303:
        status, headers, body = asyncio.run(asked(client.app, headers["location"], accept))
    assert status == 200, body
    return subjects({quad.triple for quad in ox.parse(body, READ[accept])})


async def asked(app: ASGIApp, path: str, accept: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of an answer."""
    found: list[Message] = []
    name, _, query = path.partition("?")
    scope = {
        **{"type": "http", "method": "GET", "path": unquote(name), "raw_path": name.encode()},
        **{"query_string": query.encode(), "headers": [(b"accept", accept.encode())]},
        **{"scheme": "http", "server": ("vejviser.example", 80), "root_path": ""},
    }

    async def receive() -> Message:
        return {"type": "http.request", "body": b""}

    async def send(message: Message) -> None:
        found.append(message)

    await app(scope, receive, send)
    headers = {name.decode(): value.decode() for name, value in found[0]["headers"]}
    return found[0]["status"], headers, b"".join(one.get("body", b"") for one in found[1:])


def own(site: Site) -> dict[str, set[str]]:
    """Each address of ours that is to be found on the web → the IRIs that are looked for there."""
    found: dict[str, set[str]] = defaultdict(set)
    for quad in site.whole.store:
        iri = quad.subject.value  # type: ignore[union-attr]
        if iri.startswith(places.BASE):
            found[iri.partition("#")[0]].add(iri)
    return found


# ------------------------------------------------- every IRI leads somewhere


def test_every_iri_leads_to_what_is_said_of_it(client: TestClient, site: Site) -> None:
    """As Turtle, and for one in twelve and all with a ``#`` in them as JSON-LD."""
    every = own(site)
    assert len(every) > 2000
    for number, (base, named) in enumerate(sorted(every.items())):
        path = f"/{base.removeprefix(places.BASE)}"
        for accept in (TURTLE, JSON_LD) if number % 12 == 0 or len(named) > 1 else (TURTLE,):
            assert named <= sent(client, path, accept), (base, accept)


def test_pages_have_what_is_behind_the_number_sign(client: TestClient, site: Site) -> None:
    for base, named in own(site).items():
        if len(named) > 1:
            page = client.get(f"/{base.removeprefix(places.BASE)}").text
            anchors = re.findall(r' id="([^"]+)"', page)
            assert len(anchors) == len(set(anchors))
            assert {iri.partition("#")[2] for iri in named} - {""} <= set(anchors), base


@pytest.mark.parametrize("path", ["/doc/graph/ontology", "/doc/source/guide-2024", "/ns"])
def test_no_place_of_a_page_has_the_name_of_another(client: TestClient, path: str) -> None:
    """Our ontology's graph tells of ``vv:member`` and of ``org:member``."""
    names = re.findall(r'\bid="([^"]*)"', client.get(path).text)
    assert names
    assert all(names)
    assert len(names) == len(set(names))


def test_pages_of_all_sorts_lead_on(client: TestClient, site: Site) -> None:
    """One thing of each class, and where the links of its page lead."""
    classes: dict[str, str] = {}
    for quad in site.whole.store.quads_for_pattern(None, ox.NamedNode(expand("rdf:type")), None):
        if quad.subject.value.startswith(places.BASE):  # type: ignore[union-attr]
            classes[quad.object.value] = quad.subject.value  # type: ignore[union-attr]
    looked = set[str]()
    for iri in sorted(classes.values()):
        answer = client.get(f"/{places.path(iri)}", params={"lang": "da"})
        assert answer.status_code == 200, iri
        for href in re.findall(r'href="/doc/([^"?]*)', answer.text):
            target, _ = places.named(unquote(href))
            assert known(site, target), (iri, href)
            looked.add(target)
    assert len(looked) > 200


@pytest.mark.parametrize(
    ("iri", "path"),
    [
        (SU, "doc/su-hovedstaden"),
        (G24, "doc/source/guide-2024"),
        (G24 + "#6.1", "doc/source/guide-2024/6.1"),
        (VV + "Quantity", "ns#Quantity"),
        (
            "https://my-place.example/board.ttl",
            "doc?iri=https%3A%2F%2Fmy-place.example%2Fboard.ttl",
        ),
        (ID + "a/b.svg", "doc?iri=https%3A%2F%2Fw3id.org%2Fvejviser%2Fid%2Fa%2Fb.svg"),
    ],
)
def test_addresses(iri: str, path: str) -> None:
    assert places.path(iri) == path


# ------------------------------------------------- a thing and the document on it


def test_a_thing_is_told_of_elsewhere(client: TestClient) -> None:
    answer = client.get("/id/su-hovedstaden?on=2024-05-01", follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/doc/su-hovedstaden?on=2024-05-01"
    assert "vary" not in answer.headers
    links = answer.headers["link"]
    assert f'<{SU}>; rel="about"' in links
    assert '</doc/su-hovedstaden.ttl?on=2024-05-01>; rel="describedby"; type="text/turtle"' in links


@pytest.mark.parametrize(
    ("accept", "form", "kind"),
    [
        ("text/html,application/xhtml+xml,*/*;q=0.8", "html", "text/html"),
        ("*/*", "html", "text/html"),
        ("text/turtle", "ttl", "text/turtle"),
        ("application/ld+json", "jsonld", "application/ld+json"),
        ("application/json;q=0.9, text/html;q=0.1", "jsonld", "application/ld+json"),
        ("image/avif,image/svg+xml,image/*,*/*;q=0.8", "svg", "image/svg+xml"),
    ],
)
def test_the_form_accepted(client: TestClient, accept: str, form: str, kind: str) -> None:
    answer = client.get("/doc/su-hovedstaden", headers={"Accept": accept})
    assert answer.headers["content-type"].partition(";")[0] == kind
    assert answer.headers["content-location"] == f"/doc/su-hovedstaden.{form}"
    assert answer.headers["vary"].startswith("Accept")
    by_name = client.get(f"/doc/su-hovedstaden.{form}")
    assert by_name.content == answer.content
    assert "Accept," not in by_name.headers.get("vary", "") + ","[1:]
    assert '</doc/su-hovedstaden>; rel="canonical"' in answer.headers["link"]
    others = re.findall(r'<[^>]*\.(\w+)>; rel="alternate"', answer.headers["link"])
    assert sorted([*others, form]) == sorted(places.FORMS)


def test_what_is_known_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/doc/lsu.ttl")
    again = client.get("/doc/lsu.ttl", headers={"If-None-Match": f'"x", W/{first.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    head = client.head("/doc/lsu.ttl")
    assert head.headers["content-length"] == first.headers["content-length"]


@pytest.mark.parametrize(
    ("path", "accept", "status", "problem"),
    [
        ("/id/su-hovedsaden", "*/*", 404, "no-such-thing"),
        ("/id/", "*/*", 404, "no-such-thing"),
        ("/id/a%3Eb", "*/*", 404, "no-such-thing"),
        ("/id/" + "x" * 9000, "*/*", 404, "no-such-thing"),
        ("/source/guide-1999", "*/*", 404, "no-such-thing"),
        ("/doc/source/guide-2024/99.9", "*/*", 404, "no-such-thing"),
        ("/doc", "*/*", 404, "no-such-thing"),
        ("/doc.docx?iri=x", "*/*", 404, "no-such-thing"),
        (f"/doc.docx?iri={quote(expand('org:member'))}", "*/*", 404, "no-such-page"),
        ("/ns.docx", "*/*", 404, "no-such-page"),
        ("/dump/passwd", "*/*", 404, "no-such-page"),
        ("/doc/su-hovedstaden", "image/png", 406, "no-such-form"),
        ("/doc/par-105-aftale25", "image/svg+xml", 406, "no-such-form"),
        ("/dataset", "image/png", 406, "no-such-form"),
        ("/ns", "text/csv", 406, "no-such-form"),
        ("/doc/par-105-aftale25.svg", "*/*", 404, "no-picture"),
        ("/doc/su-hovedstaden.svg?on=1999-01-01", "*/*", 404, "no-picture"),
        ("/doc/su-hovedstaden.svg?theme=pink", "*/*", 400, "unknown-theme"),
        ("/doc/su-hovedstaden?on=i+morges", "*/*", 400, "bad-day"),
        ("/doc/su-hovedstaden?standing=some", "*/*", 400, "bad-choice"),
        ("/id/su-hovedstaden?on=2024-01-01&on=2024-01-02", "*/*", 400, "parameter-twice"),
        ("/id/" + "x" * 17_000, "*/*", 414, "uri-too-long"),
    ],
)
def test_what_cannot_be_had(
    client: TestClient, path: str, accept: str, status: int, problem: str
) -> None:
    answer = client.get(path, headers={"Accept": accept, "Accept-Language": "en"})
    told = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, told["status"]) == (status, status), told
    assert told["type"].endswith(f"/{problem}")
    assert told["detail"][-1] in ".?"


def test_what_was_perhaps_meant(client: TestClient) -> None:
    for path in ("/id/su-hovedsaden", "/id/SU", "/id/su_hovedstaden"):
        assert "id/su-hovedstaden" in client.get(path).json()["detail"], path
    assert "source/guide-2024" in client.get("/source/guide-2034").json()["detail"]


# ------------------------------------------------- what data say


def test_a_thing_is_told_with_its_statements(client: TestClient, site: Site) -> None:
    said = triples(client, "/id/su-hovedstaden")
    assert said == triples(client, "/id/su-hovedstaden", JSON_LD)
    rule, group, section = (ox.NamedNode(f"{G24}#{name}") for name in ("su", "su-plo-h", "6.1"))
    for node in (rule, group):
        own = {quad.triple for quad in site.whole.store.quads_for_pattern(node, None, None)}
        assert own <= said
    assert ox.Triple(rule, ox.NamedNode(expand("prov:hadPrimarySource")), section) in said
    assert ox.Triple(section, ox.NamedNode(VV + "number"), ox.Literal("6.1")) in said
    counts = ox.Literal("2024-04-01", datatype=ox.NamedNode(expand("xsd:date")))
    assert ox.Triple(ox.NamedNode(G24), ox.NamedNode(VV + "countsFrom"), counts) in said
    # Nothing but what the dataset says, and far from all of it.
    assert said <= {quad.triple for quad in site.whole.store}
    assert len(said) < 1500


def test_a_day_has_only_what_stands_on_it(client: TestClient) -> None:
    names = {
        on: subjects(triples(client, "/id/su-hovedstaden", **asked))
        for on, asked in {
            "": {},
            "2023": {"on": "2023-07-01"},
            "2025": {"on": "2025-03-01"},
            "today": {"standing": "stated"},
            "2024": {"on": "2024-05-01"},
            "all": {"on": "2025-03-01", "standing": "all"},
        }.items()
    }
    assert {G24 + "#su", G25 + "#su"} <= names[""]
    assert G24 + "#su" not in names["2025"]
    assert G25 + "#su" in names["2025"]
    assert names["2024"] == names["today"]
    assert names["2025"] <= names["all"] < names[""]
    office = {"on": "2025-03-01", "standing": "stated"}
    stated = subjects(triples(client, "/id/office-gp", **office))
    assert stated < subjects(triples(client, "/id/office-gp", **office | {"standing": "all"}))
    assert not any(name.startswith(G24) for name in names["2023"])
    standing = {name for name in names["2025"] if "/graph/standing#" in name}
    assert len(standing) == 1


def test_a_route_is_told_with_its_steps(client: TestClient) -> None:
    said = subjects(triples(client, "/id/need-service-complaint"))
    assert any("-step-" in name for name in said)
    step = f"{G24}#acute-illness-step-112"
    assert f"{G24}#acute-illness" in subjects(
        triples(client, "/doc/source/guide-2024/acute-illness-step-112")
    )
    assert step in subjects(triples(client, "/id/need-acute-illness"))


def test_a_named_graph_is_told_whole(client: TestClient, site: Site) -> None:
    graph = ox.NamedNode(G24)
    inside = {q.triple for q in site.whole.store.quads_for_pattern(None, None, None, graph)}
    said = triples(client, "/source/guide-2024")
    assert inside < said
    assert {triple.predicate.value for triple in said - inside} == {VV + "graphKind"}


def test_the_same_question_has_the_same_bytes(client: TestClient, site: Site) -> None:
    other = TestClient(application(Site(site.whole, 1)), base_url="http://vejviser.example")
    for path in ("/doc/lsu.ttl", "/doc/lsu.jsonld", "/doc/lsu.html", "/doc/lsu.svg", "/ns.html"):
        assert client.get(path).content == other.get(path).content, path


# ------------------------------------------------- pages


def test_a_page_tells_what_show_does(client: TestClient, site: Site) -> None:
    day = site.whole.on(TODAY, "all")
    for lang in ("da", "en"):
        page = client.get("/doc/su-hovedstaden", params={"lang": lang}).text
        text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page)).replace("&#39;", "'")
        for line in day.lines(SU, lang):
            assert line.text in text, line
        assert f'href="/doc/lsu?lang={lang}"' in page
        assert f'href="/doc/source/guide-2024/6.1?lang={lang}"' in page
        assert 'src="/doc/su-hovedstaden.svg' in page
        assert ("1. maj 2024" if lang == "da" else "1 May 2024") in text


def test_a_page_shows_another_day(client: TestClient) -> None:
    page = client.get("/doc/su-hovedstaden", params={"on": "2023-07-01"}).text
    assert "Viser 1. juli 2023" in page
    assert 'value="2023-07-01"' in page
    assert "/doc/source/guide-2023/6.1?on=2023-07-01" in page
    # What mentions it stands on no day.
    assert "guide-2024" not in page.partition("<h2>Nævnes i</h2>")[0]


def test_a_statement_says_when_it_stands(client: TestClient) -> None:
    page = client.get("/doc/source/guide-2024/riv-fee?on=2025-03-01").text
    assert "Den 1. marts 2025 gælder det ikke." in page
    assert "Oplyst: 2024." in page


def test_what_nobody_states_is_marked(client: TestClient) -> None:
    assert "Forventet: der skal være et" in client.get("/doc/klu-hilleroed").text


def schema(client: TestClient, path: str) -> dict[str, object]:
    page = client.get(path, params={"lang": "da"}).text
    [script] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    found: dict[str, object] = json.loads(script)
    return found


def test_search_engines_are_told_what_is_stated(client: TestClient) -> None:
    plo = schema(client, "/doc/plo-hovedstaden")
    assert plo["@type"] == "Organization"
    assert plo["name"] == "PLO-Hovedstaden"
    [above] = plo["parentOrganization"]  # type: ignore[misc]
    assert above["@id"] == ID + "plo"  # type: ignore[index]
    assert schema(client, "/doc/region-hovedstaden")["@type"] == "GovernmentOrganization"
    assert schema(client, "/doc/su-hovedstaden")["areaServed"]["name"] == "Region Hovedstaden"  # type: ignore[index]
    assert "parentOrganization" not in schema(client, "/doc/su-hovedstaden")
    guide = schema(client, "/doc/source/guide-2024")
    assert (guide["@type"], guide["datePublished"]) == ("DigitalDocument", "2024-04")
    # Its date is only derived.
    assert "datePublished" not in schema(client, "/doc/source/guide-2025")
    assert schema(client, "/dataset")["@type"] == "Dataset"


def test_of_persons_no_more_is_told_than_the_documents_do(client: TestClient, site: Site) -> None:
    person = ox.NamedNode(expand("foaf:Person"))
    found = site.whole.store.quads_for_pattern(None, ox.NamedNode(expand("rdf:type")), person)
    persons = {quad.subject.value for quad in found}  # type: ignore[union-attr]
    # Those that a document names; those of rosters are in no dataset.
    assert len(persons) == 3
    for iri in persons:
        page = client.get(f"/{places.path(iri)}").text
        assert "application/ld+json" not in page.replace('type="application/ld+json" href', "")
        assert 'content="noindex"' in page


def test_pages_ask_for_nothing_from_elsewhere(client: TestClient) -> None:
    for path in ("/doc/su-hovedstaden", "/doc/source/guide-2024", "/ns", "/dataset"):
        answer = client.get(path)
        assert "style=" not in answer.text
        assert not re.findall(r'(?:src|srcset)="(?!/)', answer.text)
        assert not re.findall(r'<link[^>]*rel="stylesheet"[^>]*href="(?!/)', answer.text)
        assert "unsafe" not in answer.headers["content-security-policy"]


def test_behind_a_proxy_links_keep_its_path(site: Site) -> None:
    client = TestClient(application(site, root="/vejviser"), base_url="http://a.example")
    answer = client.get("/vejviser/id/lsu", follow_redirects=False)
    assert answer.headers["location"] == "/vejviser/doc/lsu"
    assert client.get("/id/lsu", follow_redirects=False).headers["location"] == "/vejviser/doc/lsu"
    page = client.get("/vejviser/doc/lsu")
    links = re.findall(r'(?:href|src|srcset)="(/[^"]*)', page.text)
    assert all(link.startswith("/vejviser/") for link in links)
    assert page.headers["content-location"] == "/vejviser/doc/lsu.html"
    assert "http://a.example/vejviser/dump/dataset.nq" in client.get("/void.ttl").text


# ------------------------------------------------- the dataset and the ontology


def test_the_dataset_describes_itself(client: TestClient, site: Site) -> None:
    well_known = client.get("/.well-known/void", follow_redirects=False)
    assert (well_known.status_code, well_known.headers["location"]) == (302, "/void.ttl")
    said = triples(client, "/dataset")
    assert said == triples(client, "/dataset", JSON_LD) == triples(client, "/void.ttl")
    me = ox.NamedNode("https://w3id.org/vejviser/dataset")
    void = "http://rdfs.org/ns/void#"

    def told(name: str) -> set[str]:
        node = ox.NamedNode(void + name)
        return {t.object.value for t in said if t.subject == me and t.predicate == node}  # type: ignore[union-attr]

    assert told("sparqlEndpoint") == {"http://vejviser.example/sparql"}
    dumps = told("dataDump")
    assert len(dumps) == 2
    forms = {"nq": ox.RdfFormat.N_QUADS, "trig": ox.RdfFormat.TRIG}
    for dump in dumps:
        answer = client.get(dump)
        form = forms[dump.rpartition(".")[2]]
        assert set(ox.parse(answer.content, form)) == set(site.whole.store)
    page = client.get("/dataset", headers={"Accept": "text/html"}).text
    assert "dataset.nq" in page
    assert "/doc/graph/identity" in page


def test_the_context_may_be_read_by_all(client: TestClient, site: Site) -> None:
    answer = client.get("/context.jsonld", headers={"Origin": "https://b.example"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["content-type"] == JSON_LD
    assert "max-age" in answer.headers["cache-control"]
    assert answer.json()["@context"] == client.get("/doc/lsu.jsonld").json()["@context"]


def test_the_ontology_has_its_page(client: TestClient, site: Site) -> None:
    said = triples(client, "/ns")
    page = client.get("/ns").text
    owl, skos = expand("owl:x")[:-1], expand("skos:x")[:-1]
    texts = 0
    for triple in said:
        subject, prop, value = triple.subject.value, triple.predicate.value, triple.object  # type: ignore[union-attr]
        if not subject.startswith(VV):
            continue
        name = subject.removeprefix(VV)
        assert f' id="{name}"' in page, name
        if prop in (skos + "definition", skos + "prefLabel", expand("rdfs:label")):
            texts += 1
            text = value.value.replace("&", "&amp;").replace("'", "&#39;").replace('"', "&#34;")  # type: ignore[union-attr]
            assert text in page, value
    assert texts > 600
    assert owl + "Class" not in page
    for path in ("/alignments", "/design"):
        assert client.get(path, follow_redirects=False).headers["location"] == "/ns"
    assert (
        "#Quantity"
        in client.get("/doc", params={"iri": VV + "Quantity"}, follow_redirects=False).headers[
            "location"
        ]
    )


def test_the_first_page_leads_there(client: TestClient) -> None:
    page = client.get("/").text
    for path in ("/dataset", "/ns", "/doc/source/guide-2024"):
        assert f'href="{path}"' in page


# ------------------------------------------------- workspaces


def test_a_workspace_has_names_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("place")
    (folder / "vejviser.toml").write_text('name = "Mit sted"\n', encoding="utf-8")
    (folder / "bodies").mkdir()
    (folder / "bodies" / "board.ttl").write_text(
        """PREFIX my: <https://my-place.example/>
        PREFIX org: <http://www.w3.org/ns/org#>
        PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        my:board a org:Organization ; skos:prefLabel "Bestyrelsen <b>"@da .
        my:board\\#part a org:Organization ; skos:prefLabel "Del"@da .""",
        encoding="utf-8",
    )
    site = Site(vejviser.open(folder), 1)
    client = TestClient(application(site), base_url="http://a.example")
    asked = {"iri": "https://my-place.example/board"}
    page = client.get("/doc", params=asked)
    assert "<h1>Bestyrelsen &lt;b&gt;</h1>" in page.text
    assert page.headers["content-location"] == (
        "/doc.html?iri=https%3A%2F%2Fmy-place.example%2Fboard"
    )
    assert asked["iri"] in subjects(triples(client, "/doc.ttl", **asked))
    part = {"iri": "https://my-place.example/board#part"}
    assert part["iri"] in subjects(triples(client, "/doc.jsonld", JSON_LD, **part))
    moved = client.get("/doc.ttl", params={"iri": SU}, follow_redirects=False)
    assert moved.headers["location"] == "/doc/su-hovedstaden.ttl"
    # A dataset that nobody has named is named by where it is; its licence is for its owners to say.
    dataset = client.get("/dataset?lang=en").text
    assert "Licence" not in dataset
    assert "creativecommons" not in dataset
    assert "creativecommons" not in client.get("/void.ttl").text
    assert "http://a.example/dataset" in subjects(triples(client, "/void.ttl"))


# ------------------------------------------------- what takes time


def test_pictures_are_drawn(client: TestClient) -> None:
    shown = ("su-hovedstaden", "kind-klu", "need-service-complaint", "area-hilleroed")
    for name in shown:
        answer = client.get(f"/doc/{name}.svg", params={"on": "2025-03-01"})
        assert answer.text.startswith("<svg "), name
        assert "sandbox" in answer.headers["content-security-policy"]
    light = client.get("/doc/su-hovedstaden.svg").content
    assert light != client.get("/doc/su-hovedstaden.svg", params={"theme": "dark"}).content
    assert light != client.get("/doc/su-hovedstaden.svg", params={"lang": "en"}).content


def test_a_shelf_makes_things_once_and_a_few_at_a_time() -> None:
    shelf, under_way, most, made = Shelf(hands=1, waiting=3, room=30), 0, 0, list[str]()
    main = threading.get_ident()

    def make(name: str) -> str:
        nonlocal under_way, most
        assert threading.get_ident() != main
        under_way += 1
        most = max(most, under_way)
        time.sleep(0.05)
        made.append(name)
        under_way -= 1
        return name * 10

    async def several() -> list[object]:
        names = ["a", "a", "b", "c", "d", "a"]
        asking = (shelf.get(name, lambda name=name: make(name)) for name in names)  # type: ignore[misc]
        return await asyncio.gather(*asking, return_exceptions=True)

    found = asyncio.run(several())
    assert made == ["a", "b", "c"]
    assert most == 1
    [busy] = [one for one in found if isinstance(one, VejviserError)]
    assert busy.key == "server-busy"
    assert found[0] is found[1] is found[5]

    # `a` was asked for first, and there is room for three.
    asyncio.run(shelf.get("d", lambda: make("d")))
    asyncio.run(shelf.get("b", lambda: make("b")))
    asyncio.run(shelf.get("a", lambda: make("a")))
    assert made == ["a", "b", "c", "d", "a"]
    shelf.close()


def test_who_leaves_does_not_take_it_from_the_others() -> None:
    shelf = Shelf(hands=1, waiting=3, room=100)

    async def several() -> str:
        first = asyncio.ensure_future(shelf.get("a", lambda: time.sleep(0.05) or "made"))
        await asyncio.sleep(0.01)
        second = asyncio.ensure_future(shelf.get("a", lambda: "other"))
        await asyncio.sleep(0.01)
        first.cancel()
        return (await second).content.decode()

    assert asyncio.run(several()) == "made"

    def fail() -> str:
        raise VejviserError("no-picture")

    for _ in range(5):
        with pytest.raises(VejviserError):
            asyncio.run(shelf.get("b", fail))


def test_who_waits_is_told_that_the_server_stops() -> None:
    shelf, go = Shelf(hands=1, waiting=3, room=100), threading.Event()

    async def several() -> list[object]:
        asking = [asyncio.ensure_future(shelf.get(n, lambda: str(go.wait(10)))) for n in "aab"]
        asking.append(asyncio.ensure_future(shelf.run(lambda: None)))  # type: ignore[arg-type]
        await asyncio.sleep(0.05)
        shelf.close()
        told = await asyncio.wait_for(asyncio.gather(*asking, return_exceptions=True), 5)
        go.set()
        return [*told, *await asyncio.gather(shelf.get("c", str), return_exceptions=True)]

    told = asyncio.run(several())
    assert [getattr(one, "key", one) for one in told] == ["server-stopping"] * 5


def test_the_dump_is_what_export_writes(client: TestClient, site: Site) -> None:
    assert client.get("/dump/dataset.nq").text == export.whole(site.whole.store, "nquads")
    assert bounded.graphs(site.whole) == {g.value for g in site.whole.store.named_graphs()}
