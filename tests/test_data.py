"""The shipped data: written in one form, without nameless things, in both languages."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pyoxigraph as ox
import pytest

from vejviser.load import home
from vejviser.names import SOURCE, expand, shorten
from vejviser.turtle import is_formatted, parse

EDITIONS = ("guide-2023", "guide-2024", "guide-2025")
editions = pytest.mark.parametrize("edition", EDITIONS)
DOCUMENTS = (*EDITIONS, "newsletter-midtjylland-2025", "klu-guidance-2011")
documents = pytest.mark.parametrize("edition", DOCUMENTS)
FILES = sorted((home() / "data").rglob("*.ttl"))


def properties(
    store: ox.Store, predicate: str, edition: str = "guide-2024"
) -> list[tuple[str, ox.NamedNode | ox.Literal]]:
    """(short IRI, value) of every triple with a property in an edition."""
    quads = store.quads_for_pattern(
        None, ox.NamedNode(expand(predicate)), None, ox.NamedNode(SOURCE + edition)
    )
    return [(shorten(quad.subject.value), quad.object) for quad in quads]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_is_written_in_the_fixed_form(path: Path) -> None:
    assert is_formatted(path)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_everything_has_a_name(path: Path) -> None:
    nodes = {node for triple in parse(path) for node in (triple.subject, triple.object)}
    assert [node for node in nodes if isinstance(node, ox.BlankNode)] == []


@documents
def test_a_statement_is_named_as_its_point(edition: str, store: ox.Store) -> None:
    """Only what an earlier time has on the same point bears another name."""
    points = properties(store, "dcterms:isVersionOf", edition)
    ended = {statement for statement, _ in properties(store, "schema:endDate", edition)}
    assert points
    assert {
        (statement, shorten(point.value))
        for statement, point in points
        if not (statement.endswith("-earlier") and statement in ended)
    } == {
        (statement, f"id:point-{statement.partition(':')[2]}")
        for statement, _ in points
        if not statement.endswith("-earlier")
    }


def test_every_point_is_stated_somewhere(store: ox.Store) -> None:
    version, kind, point = (
        ox.NamedNode(expand(term)) for term in ("dcterms:isVersionOf", "rdf:type", "vv:Point")
    )
    points = {quad.subject for quad in store.quads_for_pattern(None, kind, point)}
    assert points
    assert points <= {quad.object for quad in store.quads_for_pattern(None, version, None)}


@pytest.mark.parametrize(
    "predicate", ["dcterms:description", "vv:condition", "skos:editorialNote", "dcterms:title"]
)
@documents
def test_every_text_of_ours_is_in_danish_and_english(
    predicate: str, edition: str, store: ox.Store
) -> None:
    languages: dict[str, list[str]] = defaultdict(list)
    for subject, text in properties(store, predicate, edition):
        languages[subject].append(text.language)
    assert languages
    assert {s: found for s, found in languages.items() if sorted(found) != ["da", "en"]} == {}


# ---------------------------------------------------------------- links

NO_TARGET = {
    '"Det handler om liv"',
    "Aftalerne kan læses på læger.dk",
    "Du finder flere oplysninger om CVI her.",
    "Du kan læse om PLO-Hovedstaden på læger.dk her.",
    "Foreningen af Pensionerede Læger",
    "Her er Kollegialt netværk",
    "Her er hjælp, hvis du får en klage",
    "Her finder du Lægeforeningen Hovedstaden",
    "Kontakt DGE's sekretariat",
    "Læs mere her og se, hvilken klynge der er oprettet i dit lokalområde.",
    "Læs mere og regler ved Sygdom og barsel.",
    "Læs mere om KAP-H her",
    "Læs mere om PLO-K i PLO's vedtægter §§ 41-45",
    "Læs om Decentral Gruppebaseret Efteruddannelse",
    "Læs om Kvalitets- og efteruddannelsesudvalget.",
    "Læs om RIV-gruppernes aktiviteter mv.",
    "Læs om kommunalt-lægelige udvalg",
    "Min Almen Praksis (regionh.dk)",
    "Nynedsatte læger",
    "Om PLO – læs mere her.",
    "Overenskomst om almen praksis",
    "Se Basislisten for Hovedstaden.",
    "Se Lægeforeningen Hovedstadens bestyrelse",
    "Se PLO-K i Region H her.",
    "Se www.sundhed.dk - Praksisinformation.",
    "Sundhedsfaglige Råd og komiteer.",
    "Ydelsesoverblik - et værktøj til klinikejere i almen praksis (laeger.dk)",
    "kontakte KAP-H",
    "særlige tilbud til nynedsatte læger",
}
TARGETS = {
    "På www.regionh.dk": "http://www.regionh.dk",
    "www.sundhed.dk": "http://www.sundhed.dk",
} | dict.fromkeys(NO_TARGET, "#")


def test_every_printed_link_is_held_with_its_target(store: ox.Store) -> None:
    anchors = dict(properties(store, "vv:anchorText"))
    targets = dict(properties(store, "vv:printedTarget"))
    assert len(anchors) == 31
    assert {anchors[link].value: targets[link].value for link in anchors} == TARGETS


@pytest.mark.parametrize(
    ("edition", "links", "addresses"),
    [
        ("guide-2023", 30, 2),
        ("guide-2024", 31, 2),
        ("guide-2025", 36, 32),
        ("newsletter-midtjylland-2025", 6, 6),
        ("klu-guidance-2011", 0, 0),
    ],
)
def test_every_document_has_its_links_and_web_addresses(
    edition: str, links: int, addresses: int, store: ox.Store
) -> None:
    targets = [target.value for _, target in properties(store, "vv:printedTarget", edition)]
    assert len(targets) == links
    assert len({target for target in targets if target.startswith("http")}) == addresses


@editions
def test_a_link_without_a_target_is_marked(edition: str, store: ox.Store) -> None:
    marked = properties(store, "vv:usability", edition)
    usability = {link: shorten(how.value) for link, how in marked}
    for link, target in properties(store, "vv:printedTarget", edition):
        broken = target.value.count("@") > 1
        found = "no-target" if target.value == "#" else "malformed" if broken else "usable"
        assert usability[link] == f"vv:{found}"


def test_the_address_with_two_at_signs_is_kept_as_printed(store: ox.Store) -> None:
    printed = dict(properties(store, "vv:printed"))
    usability = dict(properties(store, "vv:usability"))
    assert printed["g24:recruitment-email"].value == "rap@center-for-sundhed@regionh.dk"
    assert usability["g24:recruitment-email"].value == expand("vv:malformed")
