"""What a catalogue of data says of a dataset: VoID for its content, DCAT for its publication.

Follows DCAT-AP 3 as DCAT-AP-DK takes it over, where that is clear: themes, languages, file types
and access rights are from the EU's lists. https://www.w3.org/TR/void/
https://semiceu.github.io/DCAT-AP/releases/3.0.0/
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from vejviser.messages import LANGUAGES, say
from vejviser.names import (
    CATALOGUES,
    DATASET,
    PREFIXES,
    RDF_TYPE,
    VV,
    XSD_DATE,
    expand,
    shorten,
)
from vejviser.nouns import Workspace
from vejviser.turtle import written
from vejviser.words import listing

if TYPE_CHECKING:
    import pyoxigraph as ox

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
THEMES = ("eu:data-theme/HEAL", "eu:data-theme/GOVE")
TONGUES = {"da": "eu:language/DAN", "en": "eu:language/ENG"}
EVERY = CATALOGUES | PREFIXES
TITLE = expand("dcterms:title")

Said = tuple[str, str, object]
"""Subject, property, and value: a term, a number, or the name of a thing, prefixed or whole."""

# What a file is, by the end of its name: media type, and the EU's name for its type.
TYPES = {
    "nq": ("application/n-quads", "RDF_N_QUADS"),
    "trig": ("application/trig", "RDF_TRIG"),
    "ttl": ("text/turtle", "RDF_TURTLE"),
    "jsonld": ("application/ld+json", "JSON_LD"),
}


@dataclass(frozen=True)
class Publication:
    """What a dataset does not say of itself.

    :param iri: the dataset's own, whatever its version
    :param names: language → its name; several where we have them
    :param publisher: who publishes this copy
    :param contact: where to ask: an e-mail address, a web address or plain words
    :param licence: the address of what it may be used by; empty where nobody says
    :param version: as ``1.2.0``; empty outside a release
    :param before: the version before it
    :param issued: the day of the release, as ``2026-04-01``; empty where nobody says
    :param address: where the files lie, ending in a slash; empty where nobody says
    :param endpoint: where SPARQL is answered; empty where it is not
    """

    iri: str = DATASET
    names: tuple[tuple[str, str], ...] = (
        ("da", "Vejviser: hvem bestemmer hvad i dansk almen praksis"),
        ("en", "Vejviser: who decides what in Danish general practice"),
    )
    publisher: str = "Vejviser"
    contact: str = ""
    licence: str = LICENCE
    version: str = ""
    before: str = ""
    issued: str = ""
    address: str = ""
    endpoint: str = ""

    @property
    def version_iri(self) -> str:
        """The name of this version."""
        return f"{self.iri}/{self.version}"


def publication(workspace: Workspace | None) -> Publication:
    """Who publishes a dataset, and under which name; a workspace says so itself.

    The ``iri`` is empty where the workspace does not name one.
    """
    if workspace is None:
        return Publication()
    return Publication(
        iri=workspace.iri,
        names=((workspace.languages[0], workspace.name),),
        publisher=workspace.publisher or workspace.name,
        contact=workspace.contact,
        licence=workspace.licence,
    )


def described(store: ox.Store, about: Publication, files: Mapping[str, bytes] | None = None) -> str:
    """The description of a dataset as Turtle in the fixed form; see :func:`triples`."""
    return written(triples(store, about, files), EVERY)


def triples(
    store: ox.Store, about: Publication, files: Mapping[str, bytes] | None = None
) -> set[ox.Triple]:
    """The description of a dataset.

    :param files: name → content of the files the dataset is published as
    """
    import pyoxigraph as ox

    kinds = store.quads_for_pattern(None, ox.NamedNode(VV + "graphKind"), None)
    graphs = {quad.subject.value: quad.object.value for quad in kinds}  # type: ignore[union-attr]
    made = [*_published(store, graphs, about), *_counted(store, graphs, about.iri)]
    for name, content in (files or {}).items():
        made += _file(name, content, about)
    return {
        ox.Triple(ox.NamedNode(subject), ox.NamedNode(_full(prop)), _term(value))
        for subject, prop, value in made
    }


def _published(store: ox.Store, graphs: Mapping[str, str], about: Publication) -> Iterator[Said]:
    """Whose it is, what it is on, and by which documents."""
    import pyoxigraph as ox

    me, publisher = about.iri, f"{about.iri}#publisher"
    documents = sorted(graph for graph, kind in graphs.items() if kind == VV + "source-graph")
    catalogue = f"{me}#catalogue"
    yield catalogue, "rdf:type", "dcat:Catalog"
    yield catalogue, "dcat:dataset", me
    yield catalogue, "dcterms:publisher", publisher
    yield from ((me, "rdf:type", kind) for kind in ("dcat:Dataset", "void:Dataset"))
    for language, name in about.names:
        yield me, "dcterms:title", ox.Literal(name, language=language)
        yield catalogue, "dcterms:title", ox.Literal(name, language=language)
    for language in LANGUAGES:
        titles = listing([_title(store, document, language) for document in documents], language)
        text = say("dataset-description", language, documents=titles or "–")
        for described in (me, catalogue):
            yield described, "dcterms:description", ox.Literal(text, language=language)
        for word in say("dataset-keywords", language).split(", "):
            yield me, "dcat:keyword", ox.Literal(word, language=language)
        yield me, "dcterms:language", TONGUES[language]
    if about.licence:
        yield me, "dcterms:license", about.licence
        yield me, "dcterms:accessRights", "eu:access-right/PUBLIC"
    yield from ((me, "dcat:theme", theme) for theme in THEMES)
    yield me, "dcterms:publisher", publisher
    yield publisher, "rdf:type", "foaf:Agent"
    yield publisher, "foaf:name", ox.Literal(about.publisher)
    if about.contact:
        yield from _contact(me, about.contact)
    spatial = ox.NamedNode(expand("dcterms:spatial"))
    for document in documents:
        yield me, "prov:wasDerivedFrom", document
        node = ox.NamedNode(document)
        for quad in store.quads_for_pattern(node, spatial, None, node):
            yield me, "dcterms:spatial", quad.object
    if about.version:
        yield me, "dcat:version", ox.Literal(about.version)
        yield me, "owl:versionInfo", ox.Literal(about.version)
        yield me, "owl:versionIRI", about.version_iri
    if about.before:
        yield me, "owl:priorVersion", f"{me}/{about.before}"
        yield me, "dcat:previousVersion", f"{me}/{about.before}"
    if about.issued:
        yield me, "dcterms:issued", ox.Literal(about.issued, datatype=ox.NamedNode(XSD_DATE))
    if about.endpoint:
        service = f"{me}#sparql"
        yield me, "void:sparqlEndpoint", about.endpoint
        yield service, "rdf:type", "dcat:DataService"
        yield service, "dcterms:title", ox.Literal("SPARQL", language="en")
        yield service, "dcat:endpointURL", about.endpoint
        yield service, "dcat:servesDataset", me


def _contact(me: str, contact: str) -> Iterator[Said]:
    import pyoxigraph as ox

    card = f"{me}#contact"
    yield me, "dcat:contactPoint", card
    yield card, "rdf:type", "vcard:Kind"
    yield card, "vcard:fn", ox.Literal(contact)
    address, at, _ = contact.partition("@")
    if at and " " not in contact:
        yield card, "vcard:hasEmail", f"mailto:{contact}"
    elif contact.startswith(("https://", "http://")) and " " not in address:
        yield card, "vcard:hasURL", contact


def _title(store: ox.Store, document: str, language: str) -> str:
    """What a document is called; in any language where this one is missing."""
    import pyoxigraph as ox

    node = ox.NamedNode(document)
    found = {
        quad.object.language or "": quad.object.value  # type: ignore[union-attr]
        for quad in store.quads_for_pattern(node, ox.NamedNode(TITLE), None, node)
    }
    return found.get(language) or next((found[key] for key in sorted(found)), shorten(document))


def _counted(store: ox.Store, graphs: Mapping[str, str], me: str) -> Iterator[Said]:
    """How much there is: as a whole, by class, by property, and in each named graph.

    The whole is counted as one graph, so that a triple that stands in two counts once.
    """
    triples: dict[object, set[str]] = defaultdict(set)
    inside: Counter[str] = Counter()
    for quad in store:
        triples[quad.triple].add(quad.graph_name.value)
        inside[quad.graph_name.value] += 1
    subjects, objects = ({getattr(t, side) for t in triples} for side in ("subject", "object"))
    properties = Counter(t.predicate.value for t in triples)  # type: ignore[attr-defined]
    classes = Counter(t.object.value for t in triples if t.predicate.value == RDF_TYPE)  # type: ignore[attr-defined]
    yield me, "void:triples", len(triples)
    yield me, "void:distinctSubjects", len(subjects)
    yield me, "void:distinctObjects", len(objects)
    yield me, "void:classes", len(classes)
    yield me, "void:properties", len(properties)
    used = sorted(properties) + sorted(classes)
    for namespace in {ns for ns in PREFIXES.values() if any(iri.startswith(ns) for iri in used)}:
        yield me, "void:vocabulary", namespace
    for iri, count in classes.items():
        part = f"{me}#{_local(iri)}"
        yield me, "void:classPartition", part
        yield part, "void:class", iri
        yield part, "void:entities", count
    for iri, count in properties.items():
        part = f"{me}#{_local(iri)}"
        yield me, "void:propertyPartition", part
        yield part, "void:property", iri
        yield part, "void:triples", count
    for graph in sorted(inside):
        part = f"{me}#{_local(graph)}"
        yield me, "void:subset", part
        yield from ((part, "rdf:type", kind) for kind in ("void:Dataset", "sd:NamedGraph"))
        yield part, "sd:name", graph
        yield part, "void:triples", inside[graph]
        if graph in graphs:
            yield part, "vv:graphKind", graphs[graph]


def _file(name: str, content: bytes, about: Publication) -> Iterator[Said]:
    """One file the dataset is published as."""
    import pyoxigraph as ox

    media, kind = TYPES[name.rpartition(".")[2]]
    me = (about.address or f"{about.version_iri}/") + name
    yield about.iri, "dcat:distribution", me
    yield me, "rdf:type", "dcat:Distribution"
    yield me, "dcterms:title", ox.Literal(name)
    if about.licence:
        yield me, "dcterms:license", about.licence
    yield me, "dcterms:format", f"eu:file-type/{kind}"
    yield me, "dcat:mediaType", f"https://www.iana.org/assignments/media-types/{media}"
    yield me, "dcat:accessURL", me
    if about.address:
        yield me, "dcat:downloadURL", me
        yield about.iri, "void:dataDump", me
    size = ox.NamedNode(expand("xsd:nonNegativeInteger"))
    yield me, "dcat:byteSize", ox.Literal(str(len(content)), datatype=size)
    yield me, "spdx:checksum", f"{me}#checksum"
    yield f"{me}#checksum", "rdf:type", "spdx:Checksum"
    yield f"{me}#checksum", "spdx:algorithm", "spdx:checksumAlgorithm_sha256"
    binary = ox.NamedNode(expand("xsd:hexBinary"))
    digest = ox.Literal(hashlib.sha256(content).hexdigest(), datatype=binary)
    yield f"{me}#checksum", "spdx:checksumValue", digest


def _local(iri: str) -> str:
    """What a part of the description is called: the prefixed name of what it counts."""
    short = shorten(iri)
    return quote(iri, safe="") if short == iri else short.replace(":", "-", 1)


def _full(name: str) -> str:
    """The IRI of a prefixed name; an IRI is itself."""
    prefix, _, local = name.partition(":")
    return EVERY[prefix] + local if prefix in EVERY else name


def _term(value: object) -> ox.NamedNode | ox.Literal:
    """A term as itself, a name as what it names, a number as one."""
    import pyoxigraph as ox

    if isinstance(value, ox.NamedNode | ox.Literal):
        return value
    return ox.Literal(value) if isinstance(value, int) else ox.NamedNode(_full(str(value)))
