"""The description of the dataset: what a catalogue must have, and that its figures are right."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

import vejviser
from vejviser import catalogue
from vejviser.catalogue import EVERY, Publication
from vejviser.cli import main
from vejviser.names import DATASET, RDF_TYPE, VV

# What DCAT-AP 3 makes mandatory, by class, and what DCAT-AP-DK recommends.
WANTED = {
    "dcat:Catalog": ("dcterms:title", "dcterms:description", "dcterms:publisher", "dcat:dataset"),
    "dcat:Dataset": (
        *("dcterms:title", "dcterms:description", "dcterms:publisher", "dcat:theme"),
        *("dcat:keyword", "dcat:distribution", "dcterms:spatial", "dcterms:issued"),
    ),
    "dcat:Distribution": ("dcat:accessURL", "dcterms:license", "dcterms:format"),
    "foaf:Agent": ("foaf:name",),
}
ABOUT = Publication(version="1.2.0", before="1.1.0", issued="2026-04-01")


def full(name: str) -> str:
    prefix, _, local = name.partition(":")
    return EVERY[prefix] + local


class Read:
    """A description, read back."""

    def __init__(self, text: str) -> None:
        self.store = ox.Store()
        self.store.load(text.encode(), ox.RdfFormat.TURTLE)

    def values(self, subject: str, name: str) -> list[str]:
        found = self.store.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(full(name)), None)
        return sorted(quad.object.value for quad in found)  # type: ignore[union-attr]

    def of_class(self, name: str) -> Iterator[str]:
        kind = ox.NamedNode(full(name))
        for quad in self.store.quads_for_pattern(None, ox.NamedNode(RDF_TYPE), kind):
            yield quad.subject.value  # type: ignore[union-attr]


@pytest.fixture(scope="module")
def store() -> ox.Store:
    return vejviser.open().store


@pytest.fixture(scope="module")
def read(store: ox.Store) -> Read:
    return Read(catalogue.described(store, ABOUT, {"dataset.nq": b"x", "dataset.jsonld": b""}))


@pytest.mark.parametrize("kind", WANTED)
def test_it_has_what_a_catalogue_asks_for(read: Read, kind: str) -> None:
    for thing in read.of_class(kind):
        lacking = [name for name in WANTED[kind] if not read.values(thing, name)]
        assert lacking == []
    assert list(read.of_class(kind))


def test_its_figures_are_right(store: ox.Store, read: Read) -> None:
    def count(text: str) -> list[str]:
        return [row["n"].value for row in store.query(f"PREFIX vv: <{VV}> {text}")]  # type: ignore[union-attr]

    distinct = "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } } }"
    assert read.values(DATASET, "void:triples") == count(distinct)
    sections = "SELECT (COUNT(DISTINCT ?s) AS ?n) { GRAPH ?g { ?s a vv:Section } }"
    assert read.values(f"{DATASET}#vv-Section", "void:entities") == count(sections)
    guide = "SELECT (COUNT(*) AS ?n) { GRAPH <%s> { ?s ?p ?o } }"
    source = "https://w3id.org/vejviser/source/guide-2024"
    assert read.values(f"{DATASET}#src-guide-2024", "void:triples") == count(guide % source)
    assert read.values(f"{DATASET}#src-guide-2024", "sd:name") == [source]


def test_every_graph_is_a_part_with_its_kind(store: ox.Store, read: Read) -> None:
    parts = read.values(DATASET, "void:subset")
    assert len(parts) == len(list(store.named_graphs()))
    kinds = {kind.removeprefix(VV) for part in parts for kind in read.values(part, "vv:graphKind")}
    assert kinds == {"source-graph", "editorial-graph", "outside-graph", "derived-graph"}
    assert all(len(read.values(part, "vv:graphKind")) == 1 for part in parts)


def test_a_release_tells_its_version_and_files(read: Read) -> None:
    assert read.values(DATASET, "owl:versionIRI") == [f"{DATASET}/1.2.0"]
    assert read.values(DATASET, "owl:priorVersion") == [f"{DATASET}/1.1.0"]
    assert read.values(DATASET, "dcterms:issued") == ["2026-04-01"]
    one = f"{DATASET}/1.2.0/dataset.nq"
    assert one in read.values(DATASET, "dcat:distribution")
    assert read.values(one, "dcat:byteSize") == ["1"]
    assert read.values(f"{one}#checksum", "spdx:checksumValue")[0].startswith("2d711642b726b044")


def test_only_what_is_told_is_said(store: ox.Store, read: Read) -> None:
    plain = Read(catalogue.described(store, Publication()))
    for name in ("owl:versionIRI", "dcterms:issued", "void:sparqlEndpoint", "dcat:distribution"):
        assert plain.values(DATASET, name) == []
    assert read.values(DATASET, "void:dataDump") == []
    there, sparql = "https://data.example/v1/", "https://data.example/sparql"
    about = Publication(version="1.0.0", address=there, endpoint=sparql)
    told = Read(catalogue.described(store, about, {"dataset.nq": b""}))
    assert told.values(DATASET, "void:dataDump") == [f"{there}dataset.nq"]
    assert told.values(DATASET, "void:sparqlEndpoint") == [sparql]
    assert told.values(f"{DATASET}#sparql", "dcat:servesDataset") == [DATASET]


def test_a_workspace_speaks_for_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = tmp_path / "vejviser.toml"
    settings.write_text('name = "Fjord"\npublisher = "Fjord Kommune"\n', encoding="utf-8")
    assert main(["export", "--format", "void", "--data", str(tmp_path)]) == 2
    assert capsys.readouterr().err.startswith(f"{settings}: Arbejdsområdets data har intet navn")
    mine = 'iri = "https://fjord.example/data"\ncontact = "data@fjord.example"\n'
    settings.write_text(settings.read_text(encoding="utf-8") + mine, encoding="utf-8")
    assert main(["export", "--format", "void", "--data", str(tmp_path)]) == 0
    read = Read(capsys.readouterr().out)
    me = "https://fjord.example/data"
    assert read.values(me, "dcterms:title") == ["Fjord"]
    assert read.values(f"{me}#publisher", "foaf:name") == ["Fjord Kommune"]
    assert read.values(f"{me}#contact", "vcard:hasEmail") == ["mailto:data@fjord.example"]
    # What may be done with its data is for it alone to say.
    assert read.values(me, "dcterms:license") == read.values(me, "dcterms:accessRights") == []
    free = "https://creativecommons.org/publicdomain/zero/1.0/"
    settings.write_text(settings.read_text(encoding="utf-8") + f'licence = "{free}"\n', "utf-8")
    assert main(["export", "--format", "void", "--data", str(tmp_path)]) == 0
    assert Read(capsys.readouterr().out).values(me, "dcterms:license") == [free]
    settings.write_text('iri = "fjord data"\n', encoding="utf-8")
    assert main(["export", "--format", "void", "--data", str(tmp_path)]) == 2
    assert "Indstillingen iri skal være" in capsys.readouterr().err
    settings.write_text('licence = "CC0"\n', encoding="utf-8")
    assert main(["export", "--format", "void", "--data", str(tmp_path)]) == 2
    assert "Indstillingen licence skal være" in capsys.readouterr().err


def test_it_is_the_same_each_time(store: ox.Store) -> None:
    assert catalogue.described(store, ABOUT) == catalogue.described(vejviser.open().store, ABOUT)
