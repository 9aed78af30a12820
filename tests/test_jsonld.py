"""JSON-LD: what is written is read back the same, and is pleasant to read as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

import vejviser
from vejviser import jsonld, snapshot
from vejviser.cli import main
from vejviser.names import PREFIXES, expand, shorten
from vejviser.words import parse_day


@pytest.fixture(scope="module")
def store() -> ox.Store:
    return vejviser.open().store


def test_the_dataset_is_read_back_with_its_graphs(store: ox.Store) -> None:
    text = jsonld.whole(store)
    read = {str(quad) for quad in ox.parse(text.encode(), ox.RdfFormat.JSON_LD)}
    assert read == {str(quad) for quad in store}


# rdflib's own reader of JSON-LD uses what rdflib deprecates.
@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_a_day_is_read_back_by_rdflib(store: ox.Store) -> None:
    day = snapshot.day(store, parse_day("2024-05-01"))
    read = rdflib.Graph().parse(data=jsonld.flat(store, day), format="json-ld")
    wanted = rdflib.Graph()
    wanted.parse(data=ox.serialize(day, format=ox.RdfFormat.N_TRIPLES), format="nt")
    assert len(read) == len(wanted) == len(day)
    # No blank nodes: the same triples are the same graph.
    assert set(read) == set(wanted)


ODD = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX vv: <https://w3id.org/vejviser/ns#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
<mailto:a@b.example> a vv:Unheard , vv:Body , <https://x.example/C> ;
    vv:value 650 , 650.0 , 6.5e2 , 05 , "abc" , 123456789012345678901234567890 ;
    vv:value <https://x.example/n> ;
    vv:closed true , "1"^^xsd:boolean , "true" ;
    vv:about <https://x.example/a> , "a text" , _:b ;
    vv:countsFrom "2024-01-01"^^xsd:date , "2024-01-01" , "2024"^^xsd:gYear , 2024 ;
    skos:prefLabel "Organ"@da , "Navn"@da , "body"@en , "no language" , <https://x.example/l> ;
    skos:altLabel "alene uden sprog" ;
    dcterms:title "kun ét"@da ;
    <https://x.example/unknown> "x"@da-DK , 1 , true , <urn:x:odd> ;
    schema:endDate "soon" .
_:b vv:about _:b ; vv:member "\\u0007 \\" \\n" .
"""


def test_values_that_no_term_foresees_are_kept(store: ox.Store) -> None:
    triples = [quad.triple for quad in ox.parse(ODD.encode(), ox.RdfFormat.TURTLE)]
    text = jsonld.flat(store, triples)
    wanted = rdflib.Graph()
    wanted.parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")
    read = rdflib.Graph()
    quads = ox.parse(text.encode(), ox.RdfFormat.JSON_LD)
    lines = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES)
    read.parse(data=lines, format="nt")
    assert isomorphic(read, wanted)


def test_it_reads_as_json(store: ox.Store) -> None:
    graphs = json.loads(jsonld.whole(store))["@graph"]
    nodes = {node["@id"]: node for graph in graphs for node in graph["@graph"]}
    rule = nodes["g24:su"]
    assert rule["@type"] == "CompositionRule"
    assert rule["appliesTo"] == "id:su-hovedstaden"
    seats = nodes["g24:su-plo-h"]
    assert (seats["minSeats"], seats["maxSeats"]) == (6, 6)
    assert nodes["id:su-hovedstaden"]["prefLabel"].keys() == {"da", "en"}
    assert nodes["src:guide-2024"]["countsFrom"] == "2024-04-01"


def test_every_property_and_class_of_our_data_is_a_term(store: ox.Store) -> None:
    terms = jsonld.context(store)
    known = {t if isinstance(t, str) else t["@id"] for t in terms.values() if t != 1.1}  # type: ignore[index]
    iris = {expand(name) for name in known if ":" in name and "//" not in name}
    used = {quad.predicate.value for quad in store} - {expand("rdf:type")}
    kind = ox.NamedNode(expand("rdf:type"))
    used |= {quad.object.value for quad in store.quads_for_pattern(None, kind, None)}  # type: ignore[union-attr]
    # What the ontology is made of itself keeps its prefix.
    assert {shorten(iri) for iri in used - iris} == {
        *("owl:Class", "owl:DatatypeProperty", "owl:ObjectProperty", "owl:Ontology"),
        "skos:ConceptScheme",
    }


def test_terms_of_one_name_are_kept_apart(store: ox.Store) -> None:
    terms = jsonld.context(store)
    assert (terms["number"], terms["eli:number"]) == ("vv:number", "eli:number")
    assert terms["Statement"] == "vv:Statement"
    # A prefix is no term: `id` leads to our things.
    assert terms["id"] == PREFIXES["id"]


def test_export_writes_both_the_same_each_time(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(["export", *arguments])
        out, err = capsys.readouterr()
        return code, out, err

    flat = run("--format", "jsonld", "--flat", "--on", "2024-05-01")
    assert flat == run("--format", "jsonld", "--flat", "--on", "2024-05-01")
    alone = json.loads(run("--format", "context")[1])
    assert alone["@context"] == json.loads(flat[1])["@context"]
    assert run("--format", "jsonld", "-o", str(tmp_path / "x.jsonld"))[0] == 0
    assert json.loads((tmp_path / "x.jsonld").read_text("utf-8"))["@context"] == alone["@context"]
    code, _, err = run("--format", "context", "--flat", "--on", "2024-05-01")
    assert (code, "ikke om én dag" in err) == (2, True)
