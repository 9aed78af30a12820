"""The ontology keeps its own rules, each rule can fail, and every term is known and needed."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from rdflib.namespace import RDF, RDFS, SH, SKOS

from vejviser.names import PREFIXES, VV

ROOT = Path(__file__).parent.parent
ONTOLOGY = ROOT / "ontology"
FOLDERS = ("ontology", "data", "queries", "examples")
OWL = PREFIXES["owl"]

# ---------------------------------------------------------------- the house's own shapes

CLASS = """vv:Sample a owl:Class ; rdfs:label "prøve"@da , "sample"@en ;
    skos:definition "Prøve."@da , "Sample."@en ; dcterms:source src:guide-2024 ."""
PROPERTY = CLASS.replace("vv:Sample", "vv:sample").replace("owl:Class", "owl:ObjectProperty")
CONCEPT = """vv:sample a skos:Concept ; skos:inScheme vv:units ;
    skos:prefLabel "prøve"@da , "sample"@en ;
    skos:definition "Prøve."@da , "Sample."@en ; dcterms:source src:guide-2024 ."""
RELATION = 'org:sample a vv:RelationType ; rdfs:label "prøve"@da , "sample"@en .'

# shape, a proper term, and what to change in it so that this shape alone is broken
BREAKS = [
    ("HouseClassNameShape", CLASS, "vv:Sample", "vv:sample"),
    ("HouseClassNameShape", CLASS, "vv:Sample", "org:Sample"),
    ("HousePropertyNameShape", PROPERTY, "vv:sample", "vv:Sample"),
    ("HouseConceptNameShape", CONCEPT, "vv:sample", "vv:sampleNumber"),
    ("HouseConceptNameShape", CONCEPT, "vv:sample", "id:sample"),
    ("HouseLabelDaShape", CLASS, '"prøve"@da , ', ""),
    ("HouseLabelDaShape", PROPERTY, '"prøve"@da', '"prøve"@da , "forsøg"@da'),
    ("HouseLabelDaShape", RELATION, '"prøve"@da , ', ""),
    ("HouseLabelEnShape", PROPERTY, ' , "sample"@en', ""),
    ("HouseLabelEnShape", RELATION, '"sample"@en', '"sample"@en , "trial"@en'),
    ("HousePrefLabelDaShape", CONCEPT, '"prøve"@da', '"prøve"'),
    ("HousePrefLabelEnShape", CONCEPT, '"sample"@en', '"sample"@en , "trial"@en'),
    ("HouseDefinitionDaShape", CLASS, '"Prøve."@da , ', ""),
    ("HouseDefinitionDaShape", CONCEPT, '"Prøve."@da', '"Prøve."@da , "Forsøg."@da'),
    ("HouseDefinitionEnShape", PROPERTY, '"Sample."@en', '"Sample."@de'),
    ("HouseFullStopShape", CLASS, '"Prøve."', '"Prøve"'),
    ("HouseFullStopShape", CONCEPT, '"Sample."', '"Sample. "'),
    ("HouseSourceShape", PROPERTY, "; dcterms:source src:guide-2024", ""),
    ("HouseSourceShape", CONCEPT, "src:guide-2024", '"2024"'),
    (
        "HousePropertyKindShape",
        PROPERTY,
        "owl:ObjectProperty",
        "owl:ObjectProperty , owl:DatatypeProperty",
    ),
    ("HousePropertyKindShape", PROPERTY, "owl:ObjectProperty", "rdf:Property"),
    ("HousePropertyKindShape", PROPERTY, "owl:ObjectProperty", "owl:AnnotationProperty"),
    (
        "HouseOneMeaningShape",
        CONCEPT,
        "a skos:Concept",
        'a skos:Concept , owl:ObjectProperty ; rdfs:label "prøve"@da , "sample"@en',
    ),
    ("HouseOneSchemeShape", CONCEPT, "skos:inScheme vv:units ;", ""),
    ("HouseOneSchemeShape", CONCEPT, "vv:units", "vv:units , vv:methods"),
    ("HouseKnownSchemeShape", CONCEPT, "vv:units", "vv:unit"),
    (
        "HouseNoInverseShape",
        PROPERTY,
        "; dcterms:source",
        "; owl:inverseOf vv:party ; dcterms:source",
    ),
    (
        "HouseDeprecatedShape",
        PROPERTY,
        "; dcterms:source",
        "; owl:deprecated false ; dcterms:isReplacedBy vv:party ; dcterms:source",
    ),
    ("HouseReplacementShape", CLASS, "; dcterms:source", "; owl:deprecated true ; dcterms:source"),
]


@cache
def ontology() -> rdflib.Graph:
    graph = rdflib.Graph()
    for name in ("vejviser.ttl", "schemes.ttl"):
        graph.parse(ONTOLOGY / name)
    return graph


@cache
def house() -> rdflib.Graph:
    return rdflib.Graph().parse(ONTOLOGY / "house.ttl")


def shapes() -> set[rdflib.term.Node]:
    return {
        s for kind in (SH.NodeShape, SH.PropertyShape) for s in house().subjects(RDF.type, kind)
    }


def broken(graph: rdflib.Graph) -> set[tuple[str, str]]:
    """The (focus node, local name of the shape) pairs that pySHACL reports."""
    _, report, _ = pyshacl.validate(graph, shacl_graph=house())
    return {
        (
            str(report.value(result, SH.focusNode)),
            str(report.value(result, SH.sourceShape))[len(VV) :],
        )
        for result in report.subjects(RDF.type, SH.ValidationResult)
    }


@cache
def reported() -> dict[str, set[str]]:
    """The shapes broken by each sample, all of them added to the ontology at once."""
    head = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())
    graph = rdflib.Graph()
    for triple in ontology():
        graph.add(triple)
    graph.parse(
        data=head + "\n".join(sample(number) for number in range(len(BREAKS))), format="turtle"
    )
    found: dict[str, set[str]] = {}
    for focus, shape in broken(graph):
        found.setdefault(focus, set()).add(shape)
    return found


def sample(number: int) -> str:
    """The broken term, with its number in its name so that it can be told from the others."""
    _, proper, old, new = BREAKS[number]
    assert old in proper
    return re.sub(r"^\w+:\w+", rf"\g<0>{number}", proper.replace(old, new, 1))


def test_ontology_keeps_its_own_rules() -> None:
    assert broken(ontology()) == set()


def test_every_shape_with_targets_is_broken_once() -> None:
    with_targets = {
        str(shape)[len(VV) :]
        for shape in shapes()
        if any(house().objects(shape, SH.targetClass | SH.targetSubjectsOf))
    }
    assert {shape for shape, *_ in BREAKS} == with_targets


@pytest.mark.parametrize(
    "number", range(len(BREAKS)), ids=[f"{b[0]}-{n}" for n, b in enumerate(BREAKS)]
)
def test_a_broken_term_is_found_by_its_shape_alone(number: int) -> None:
    prefix, local = re.match(r"(\w+):(\w+)", sample(number)).groups()  # type: ignore[union-attr]
    assert reported().get(PREFIXES[prefix] + local) == {BREAKS[number][0]}


def test_nothing_else_is_reported() -> None:
    assert len(reported()) == len(BREAKS)


def test_shapes_can_be_looked_up() -> None:
    for shape in shapes():
        assert re.fullmatch(re.escape(VV) + r"House[A-Z]\w*Shape", str(shape))
        for told in (SH.message, RDFS.comment):
            texts = [
                text for text in house().objects(shape, told) if isinstance(text, rdflib.Literal)
            ]
            assert sorted(str(text.language) for text in texts) == ["da", "en"]
    lists = set(house().subjects(RDF.first))
    assert {s for s in house().subjects() if isinstance(s, rdflib.BNode)} == lists


# ---------------------------------------------------------------- alignments can be taken away


def test_alignments_only_relate_our_terms_to_others() -> None:
    graph = rdflib.Graph().parse(ONTOLOGY / "alignments.ttl")
    header = rdflib.URIRef("https://w3id.org/vejviser/alignments")
    graph.remove((header, None, None))
    ways = {"subClassOf", "subPropertyOf", "equivalentClass", "equivalentProperty", "closeMatch"}
    for subject, predicate, thing in graph:
        assert str(subject) in defined()
        assert re.split("[#/]", str(predicate))[-1] in ways
        assert not str(thing).startswith(VV)
        assert (subject, predicate, thing) not in ontology()


def test_nothing_builds_on_the_alignments() -> None:
    path = ONTOLOGY / "alignments.ttl"
    everywhere = {ns for other in sources() if other != path for _, ns in prefix_lines(other)}
    theirs = {ns for _, ns in prefix_lines(path)} - everywhere - set(PREFIXES.values())
    assert theirs, "the alignments name no vocabulary of their own any more"
    assert [
        (other.name, ns)
        for other in sources()
        if other != path
        for ns in theirs
        if f"<{ns}" in other.read_text(encoding="utf-8")
    ] == []


def test_alignments_do_not_break_the_house() -> None:
    assert broken(ontology() + rdflib.Graph().parse(ONTOLOGY / "alignments.ttl")) == set()


# ---------------------------------------------------------------- prefixes and terms


def sources() -> list[Path]:
    """Every Turtle and SPARQL file that ships."""
    found = [
        p for folder in FOLDERS for p in (ROOT / folder).rglob("*") if p.suffix in (".ttl", ".rq")
    ]
    return sorted(found)


def prefix_lines(path: Path) -> list[tuple[str, str]]:
    line = re.compile(r"^\s*@?prefix\s+([\w.-]*):\s*<([^>]*)>", re.IGNORECASE | re.MULTILINE)
    return line.findall(path.read_text(encoding="utf-8"))


def test_prefixes_agree_everywhere() -> None:
    namespaces = {prefix: {ns} for prefix, ns in PREFIXES.items()}
    prefixes = {ns: {prefix} for prefix, ns in PREFIXES.items()}
    for path in sources():
        for prefix, namespace in prefix_lines(path):
            namespaces.setdefault(prefix, set()).add(namespace)
            prefixes.setdefault(namespace, set()).add(prefix)
    assert {p: found for p, found in namespaces.items() if len(found) > 1} == {}
    assert {n: found for n, found in prefixes.items() if len(found) > 1} == {}


@cache
def defined() -> frozenset[str]:
    """The IRIs of all terms of the ontology, its alignments aside."""
    kinds = [rdflib.URIRef(OWL + name) for name in ("Class", "ObjectProperty", "DatatypeProperty")]
    kinds += [SKOS.Concept, SKOS.ConceptScheme]
    return frozenset(str(term) for kind in kinds for term in ontology().subjects(RDF.type, kind))


def terms_of(path: Path) -> set[str]:
    """The vv: terms a file uses; those a shapes file itself defines left out."""
    if path.suffix == ".rq":
        text = re.sub(r"(?m)(^|\s)#.*$", "", path.read_text(encoding="utf-8"))
        short = re.findall(r"(?<![\w?$:-])vv:([A-Za-z][\w-]*)", text)
        return {VV + local for local in short} | set(
            re.findall(rf"<({re.escape(VV)}[\w-]+)>", text)
        )
    triples = [quad.triple for quad in ox.parse(path.read_bytes(), ox.RdfFormat.TURTLE)]
    used = {node.value for triple in triples for node in triple if isinstance(node, ox.NamedNode)}
    own = {t.subject.value for t in triples if isinstance(t.subject, ox.NamedNode)}
    if path.parent == ONTOLOGY:
        used -= own
    return {term for term in used if term.startswith(VV) and term != VV}


def test_every_term_used_is_defined() -> None:
    unknown = {
        str(path.relative_to(ROOT)): sorted(term[len(VV) :] for term in terms_of(path) - defined())
        for path in sources()
    }
    assert {path: terms for path, terms in unknown.items() if terms} == {}


def test_every_term_is_needed_by_a_query_or_a_shape() -> None:
    readers = [*sorted((ROOT / "queries").rglob("*.rq")), ONTOLOGY / "shapes.ttl"]
    needed = {term for path in readers if path.is_file() for term in terms_of(path)}
    # Whoever asks for a list, or for relations by their type, needs everything on it.
    for listed in (SKOS.inScheme, RDF.type):
        for term, group in ontology().subject_objects(listed):
            if str(group) in needed and str(group).startswith(VV):
                needed.add(str(term))
    unused = sorted(term[len(VV) :] for term in defined() - needed)
    assert not unused, f"needed by no query and no shape: {', '.join(unused)}"


# ---------------------------------------------------------------- borrowed terms have names


def test_every_borrowed_term_of_the_data_has_a_name_in_both_languages() -> None:
    labels = ontology() + rdflib.Graph().parse(ONTOLOGY / "borrowed.ttl")
    used = set()
    for path in sorted((ROOT / "data" / "sources").glob("*.ttl")):
        for quad in ox.parse(path.read_bytes(), ox.RdfFormat.TURTLE):
            used.add(quad.predicate.value)
            if quad.predicate.value == str(RDF.type):
                used.add(getattr(quad.object, "value", ""))
    for term in sorted(used):
        told = labels.objects(rdflib.URIRef(term), RDFS.label)
        assert {getattr(text, "language", "") for text in told} == {"da", "en"}, term
