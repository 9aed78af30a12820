"""From files to a dataset: which file becomes which graph, and what is said of a broken one."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

import vejviser
from vejviser import load
from vejviser.errors import BrokenFile, VejviserError
from vejviser.names import (
    AREAS_GRAPH,
    CATALOGUE_GRAPH,
    DERIVED_GRAPH,
    ID,
    IDENTITY_GRAPH,
    PREFIXES,
    SOURCE,
    expand,
    shorten,
)
from vejviser.turtle import places

HEAD = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())
DOCUMENT = "src:fjord-2020 a vv:Document ; vv:series id:series-fjord .\n"
SHIPPED = [
    SOURCE + name
    for name in (
        *("guide-2023", "guide-2024", "guide-2025"),
        *("klu-guidance-2011", "newsletter-midtjylland-2025"),
    )
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace with one document and one body of its own."""
    (tmp_path / "vejviser.toml").write_text('name = "Fjord"\nbands = ["fjord"]\n')
    write(tmp_path / "sources" / "fjord-2020.ttl", DOCUMENT)
    write(tmp_path / "bodies" / "fjord.ttl", 'id:fjord skos:prefLabel "Fjordudvalget"@da .\n')
    return tmp_path


def write(path: Path, turtle: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(HEAD + turtle, encoding="utf-8", newline="\n")
    return path


def in_graph(store: ox.Store, graph: str, predicate: str, value: str | None = None) -> set[str]:
    """The subjects that have a property, or one value of it, in a graph; as prefixed names."""
    wanted = ox.NamedNode(expand(value)) if value else None
    predicate_node, graph_node = ox.NamedNode(expand(predicate)), ox.NamedNode(graph)
    found = store.quads_for_pattern(None, predicate_node, wanted, graph_node)
    return {shorten(quad.subject.value) for quad in found}


# ---------------------------------------------------------------- workspace


def test_a_workspace_is_layered_over_the_shipped_graph(folder: Path) -> None:
    made = load.dataset(folder)
    assert made.documents() == [SOURCE + "fjord-2020", *SHIPPED]
    labelled = in_graph(made.store, IDENTITY_GRAPH, "skos:prefLabel")
    assert {"id:fjord", "id:plo"} <= labelled
    assert {path.name for path in made.own} == {"fjord.ttl", "fjord-2020.ttl"}


def test_without_the_shipped_graph_ontology_and_areas_stay(folder: Path) -> None:
    made = load.dataset(folder, shipped=False)
    assert made.documents() == [SOURCE + "fjord-2020"]
    assert in_graph(made.store, IDENTITY_GRAPH, "skos:prefLabel") == {"id:fjord"}
    assert in_graph(made.store, AREAS_GRAPH, "rdf:type", "vv:Area")
    assert vejviser.open(folder, shipped=False).ask("composition").rows == ()


def test_a_workspace_says_its_settings_and_has_defaults_for_the_rest(folder: Path) -> None:
    found = load.workspace(folder)
    assert (found.name, found.bands) == ("Fjord", ("fjord",))
    assert (found.publisher, found.contact, found.languages) == ("", "", ("da", "en"))


def test_the_nearest_workspace_is_found_from_below(folder: Path) -> None:
    below = folder / "a" / "b"
    below.mkdir(parents=True)
    assert load.find_workspace(below) == folder
    assert load.find_workspace(folder) == folder


def test_above_a_workspace_there_is_none(folder: Path) -> None:
    (folder / "vejviser.toml").unlink()
    assert load.find_workspace(folder) is None


# ---------------------------------------------------------------- broken files


def broken(folder: Path) -> BrokenFile:
    with pytest.raises(BrokenFile) as caught:
        load.dataset(folder, shipped=False)
    return caught.value


@pytest.mark.parametrize(
    ("turtle", "count"),
    [("id:x a vv:Section .", 0), (DOCUMENT + "src:fjord-2021 a vv:Document .", 2)],
    ids=["none", "two"],
)
def test_one_file_is_one_document(folder: Path, turtle: str, count: int) -> None:
    path = write(folder / "sources" / "fjord-2020.ttl", turtle)
    error = broken(folder)
    assert (error.key, error.path, error.data) == ("not-one-document", str(path), {"count": count})


def test_the_same_document_twice_names_both_files(folder: Path) -> None:
    again = write(folder / "sources" / "fjord-copy.ttl", DOCUMENT)
    error = broken(folder)
    assert (error.key, error.path) == ("same-document-twice", str(again))
    assert error.data["other"] == str(folder / "sources" / "fjord-2020.ttl")


def test_a_shipped_document_cannot_be_given_again(folder: Path) -> None:
    write(folder / "sources" / "guide.ttl", "src:guide-2024 a vv:Document .")
    with pytest.raises(BrokenFile) as caught:
        load.dataset(folder)
    assert caught.value.key == "same-document-twice"


def test_broken_turtle_is_placed_at_file_line_and_column(folder: Path) -> None:
    path = write(folder / "sources" / "fjord-2020.ttl", "id:x a vv:Section ;;\n  vv:number ,\n")
    error = broken(folder)
    line = HEAD.count("\n") + 2
    assert error.key == "broken-turtle"
    assert (error.path, error.line) == (str(path), line)
    assert re.match(rf"{re.escape(str(path))}:{line}:\d+: ", str(error))


def test_a_file_that_is_not_utf_8_is_said_to_be_so(folder: Path) -> None:
    path = folder / "bodies" / "fjord.ttl"
    path.write_bytes((HEAD + 'id:x skos:prefLabel "Sønderborg"@da .').encode("latin-1"))
    error = broken(folder)
    assert (error.key, error.path, error.line) == ("not-utf8", str(path), HEAD.count("\n") + 1)


def test_a_file_that_cannot_be_read_says_why(folder: Path) -> None:
    path = folder / "sources" / "really-a-folder.ttl"
    path.mkdir()
    error = broken(folder)
    assert (error.key, error.path) == ("unreadable-file", str(path))
    assert error.data["reason"]


def test_a_folder_without_settings_is_no_workspace(tmp_path: Path) -> None:
    with pytest.raises(VejviserError) as caught:
        load.dataset(tmp_path)
    assert (caught.value.key, caught.value.data) == ("no-workspace", {"value": str(tmp_path)})


@pytest.mark.parametrize(
    ("settings", "key"),
    [
        (b"name = ", "broken-toml"),
        ('name = "Sønderborg"'.encode("latin-1"), "broken-toml"),
        (b"name = 3", "bad-setting"),
        (b'languages = "da"', "bad-setting"),
        (b"bands = [1]", "bad-setting"),
    ],
)
def test_broken_settings_are_placed_in_their_file(folder: Path, settings: bytes, key: str) -> None:
    path = folder / "vejviser.toml"
    path.write_bytes(settings)
    error = broken(folder)
    assert (error.key, error.path) == (key, str(path))


# ---------------------------------------------------------------- lines


LINES = '''\
id:a
  skos:note """one
  two
  three"""@da ;
  skos:notation "4" .

id:b a vv:Body .
'''


def test_lines_are_right_behind_a_literal_of_several_lines(tmp_path: Path) -> None:
    subjects, triples = places(write(tmp_path / "bodies" / "lines.ttl", LINES))
    above = HEAD.count("\n")
    opens = {shorten(subject): place.line - above for subject, place in subjects.items()}
    ends = {shorten(predicate): place.line - above for (_, predicate, _), place in triples.items()}
    assert opens == {"id:a": 1, "id:b": 7}
    assert ends == {"skos:note": 4, "skos:notation": 5, "rdf:type": 7}


@pytest.mark.parametrize("name", ["bodies.ttl", "sources/guide-2024.ttl"])
def test_every_shipped_subject_is_placed_on_the_line_it_opens(name: str) -> None:
    path = load.home() / "data" / name
    lines = path.read_text(encoding="utf-8").splitlines()
    subjects, _ = places(path)
    assert {s: lines[place.line - 1] for s, place in subjects.items()} == {
        s: shorten(s) for s in subjects
    }


# ---------------------------------------------------------------- graphs

KINDS = {
    "gr:ontology": "vv:editorial-graph",
    "gr:identity": "vv:editorial-graph",
    "gr:areas": "vv:outside-graph",
    "gr:derived": "vv:derived-graph",
    "gr:standing": "vv:derived-graph",
    "gr:catalogue": "vv:derived-graph",
    "src:guide-2023": "vv:source-graph",
    "src:guide-2024": "vv:source-graph",
    "src:guide-2025": "vv:source-graph",
    "src:klu-guidance-2011": "vv:source-graph",
    "src:newsletter-midtjylland-2025": "vv:source-graph",
}


def test_the_catalogue_says_the_kind_of_every_graph(store: ox.Store) -> None:
    quads = store.quads_for_pattern(None, None, None, ox.NamedNode(CATALOGUE_GRAPH))
    said = {shorten(q.subject.value): shorten(q.object.value) for q in quads}
    assert said == KINDS
    graphs = {shorten(graph.value) for graph in store.named_graphs()}
    assert graphs == set(KINDS)


def test_nothing_stands_outside_a_named_graph(store: ox.Store) -> None:
    assert list(store.quads_for_pattern(None, None, None, ox.DefaultGraph())) == []


# ---------------------------------------------------------------- areas


def areas(store: ox.Store, kind: str) -> set[str]:
    return in_graph(store, AREAS_GRAPH, "vv:areaKind", f"id:areakind-{kind}")


def values(store: ox.Store, predicate: str) -> dict[str, str]:
    quads = store.quads_for_pattern(
        None, ox.NamedNode(expand(predicate)), None, ox.NamedNode(AREAS_GRAPH)
    )
    return {shorten(quad.subject.value): quad.object.value for quad in quads}


def test_there_are_five_regions_and_ninety_eight_municipalities(store: ox.Store) -> None:
    assert areas(store, "region") == {
        f"id:area-{name}"
        for name in ("hovedstaden", "midtjylland", "nordjylland", "sjaelland", "syddanmark")
    }
    assert len(areas(store, "municipality")) == 98


def test_a_municipality_has_a_code_of_its_own_and_lies_in_a_region(store: ox.Store) -> None:
    codes, within = values(store, "skos:notation"), values(store, "schema:containedInPlace")
    municipalities = areas(store, "municipality")
    assert all(re.fullmatch(r"\d{4}", codes[one]) for one in municipalities)
    assert len({codes[one] for one in municipalities}) == 98
    assert {shorten(within[one]) for one in municipalities} == areas(store, "region")


def test_every_area_is_valid_in_the_same_years(store: ox.Store) -> None:
    everywhere = in_graph(store, AREAS_GRAPH, "rdf:type", "vv:Area")
    assert values(store, "schema:startDate") == dict.fromkeys(everywhere, "2007-01-01")
    assert values(store, "schema:endDate") == dict.fromkeys(everywhere, "2026-12-31")


def test_municipality_codes_are_in_the_areas_graph_only(store: ox.Store) -> None:
    areas_graph = ox.NamedNode(AREAS_GRAPH)
    codes = {values(store, "skos:notation")[one] for one in areas(store, "municipality")}
    for code in codes:
        found = store.quads_for_pattern(None, None, ox.Literal(code))
        assert {quad.graph_name for quad in found} == {areas_graph}


# ---------------------------------------------------------------- derived bodies


@pytest.mark.parametrize(
    ("kind", "named_elsewhere", "expected"),
    [
        ("plo-k", [], "false"),
        ("klu", [], "true"),
        ("municipal-council", [], None),
        ("municipality", ["koebenhavn"], None),
    ],
)
def test_each_municipality_has_exactly_one(
    kind: str, named_elsewhere: list[str], expected: str | None, store: ox.Store
) -> None:
    bodies = in_graph(store, DERIVED_GRAPH, "org:classification", f"id:kind-{kind}")
    slugs = {area.removeprefix("id:area-") for area in areas(store, "municipality")}
    assert bodies == {f"id:{kind}-{slug}" for slug in slugs - set(named_elsewhere)}
    named = in_graph(store, IDENTITY_GRAPH, "org:classification", f"id:kind-{kind}")
    assert named == {f"id:{kind}-{slug}" for slug in named_elsewhere}
    expects = ox.NamedNode(expand("vv:expected"))
    for body in bodies:
        found = store.quads_for_pattern(ox.NamedNode(expand(body)), expects, None)
        assert [quad.object.value for quad in found] == ([expected] if expected else [])


def test_every_derived_body_has_one_area_and_gives_it_as_a_ground(store: ox.Store) -> None:
    derived = ox.NamedNode(DERIVED_GRAPH)
    area, ground = (ox.NamedNode(expand(p)) for p in ("vv:area", "prov:wasDerivedFrom"))
    bodies = {
        quad.subject
        for quad in store.quads_for_pattern(None, None, None, derived)
        if quad.predicate.value == expand("org:classification")
    }
    assert bodies
    for body in bodies:
        [lies_in] = [q.object for q in store.quads_for_pattern(body, area, None, derived)]
        grounds = {q.object for q in store.quads_for_pattern(body, ground, None, derived)}
        assert lies_in in grounds


@pytest.mark.parametrize(
    ("kind", "ground"), [("plo-k", "g24:plo-k-per-municipality"), ("klu", "g24:klu-duty")]
)
def test_what_rests_on_a_document_names_the_statement(
    kind: str, ground: str, store: ox.Store
) -> None:
    wanted = ox.NamedNode(expand(ground))
    quads = store.quads_for_pattern(None, ox.NamedNode(expand("prov:wasDerivedFrom")), wanted)
    counted = Counter(quad.subject.value.startswith(f"{ID}{kind}-") for quad in quads)
    assert counted == {True: 98}
