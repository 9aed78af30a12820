"""What caches and clients rely on in every answer: its day, its language, how long it holds."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

import vejviser
from vejviser import load
from vejviser.errors import BadValue
from vejviser.names import SOURCE
from vejviser.web.app import application
from vejviser.web.problems import liked
from vejviser.web.site import Site
from vejviser.web.sparql.service import SD, description

DAY, NEXT = "2024-05-01", "2024-05-02"


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VEJVISER_TODAY", DAY)
        # No pool: nothing here is a raw query.
        yield TestClient(application(Site(vejviser.open(), 1)))


@pytest.mark.parametrize("path", ["/", "/api/docs", "/dataset", "/ns", "/doc/su-hovedstaden"])
def test_a_kept_page_is_of_its_day(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.setenv("VEJVISER_TODAY", DAY)
    before = client.get(path, headers={"Accept": "text/html"})
    assert "1. maj 2024" in before.text
    monkeypatch.setenv("VEJVISER_TODAY", NEXT)
    after = client.get(path, headers={"Accept": "text/html"})
    assert "2. maj 2024" in after.text
    assert after.headers.get("etag") != before.headers.get("etag", "none")


def test_examples_in_the_description_are_of_its_day(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day in (DAY, NEXT):
        monkeypatch.setenv("VEJVISER_TODAY", day)
        get = client.get("/openapi.json").json()["paths"]["/api/statements"]["get"]
        example = get["responses"]["200"]["content"]["application/json"]["example"]
        assert example["day"] == day


@pytest.mark.parametrize(
    ("languages", "best"),
    [
        ("", "da"),
        ("en; q=0.9", "en"),
        ("en-GB, en ; Q=0.8, da; q=0.5", "en"),
        ("da;q=0.9,\ten\t;\tq=0.5", "da"),
        ("fr, en;q=0", "da"),
        ("en;q=nan", "da"),
    ],
)
def test_blanks_in_a_header_mean_nothing(languages: str, best: str) -> None:
    assert liked(languages) == best


@pytest.mark.parametrize("path", ["/doc/su-hovedstaden", "/api/composition?body=SU", "/api"])
def test_a_header_in_two_lines_is_one(client: TestClient, path: str) -> None:
    def ask(*headers: tuple[str, str]) -> tuple[int, str, str]:
        answer = client.get(path, headers=list(headers))
        kind = answer.headers.get("content-type", "")
        return answer.status_code, kind, answer.headers["content-language"]

    best = "text/html" if path == "/doc/su-hovedstaden" else "application/json"
    two = [("Accept", "text/turtle;q=0.1"), ("Accept", best)]
    tongues = [("Accept-Language", "da;q=0.1"), ("Accept-Language", "en")]
    assert ask(*two, *tongues) == ask(("Accept", best), ("Accept-Language", "en"))
    if path != "/api":
        tag = client.get(path, headers={"Accept": best}).headers["etag"]
        same = [("Accept", best), ("If-None-Match", '"x"'), ("If-None-Match", tag)]
        assert ask(*same)[0] == 304


@pytest.mark.parametrize(
    ("path", "holds"),
    [
        ("/api/docs", "no-cache"),
        ("/api/docs/composition", "no-cache"),
        ("/api", "no-cache"),
        ("/query", "no-cache"),
        ("/sparql?format=turtle", "no-cache"),
        ("/", "no-cache"),
        ("/nowhere", "no-store"),
        ("/style.css", "max-age=3600"),
        ("/api/composition?body=SU", "public, max-age=60"),
    ],
)
def test_every_answer_says_how_long_it_holds(client: TestClient, path: str, holds: str) -> None:
    assert client.get(path).headers.get_list("cache-control") == [holds]


@pytest.mark.parametrize("root", ["/api", "/id", "/sparql"])
def test_a_root_that_the_site_has_itself_is_refused(root: str) -> None:
    # `/api/composition` would be the query's own address, or `/composition` under `/api`.
    with pytest.raises(BadValue, match=root):
        application(Site(vejviser.open(), 1), root=root)


def test_the_service_tells_graphs_apart_that_end_alike() -> None:
    site = Site(vejviser.Vejviser(load.dataset()), 1)
    ours, other = f"{SOURCE}guide-2024", "https://my-place.example/guide-2024"
    a, b = ox.NamedNode(f"{other}#a"), ox.NamedNode("x:b")
    site.whole.store.add(ox.Quad(a, b, a, ox.NamedNode(other)))
    said = ox.parse(
        description(site, "http://a.example/sparql", "ntriples"), ox.RdfFormat.N_TRIPLES
    )
    nodes = {q.object.value: q.subject for q in said if q.predicate == ox.NamedNode(f"{SD}name")}
    assert nodes[ours] != nodes[other]
    assert len(set(nodes.values())) == len(nodes)
