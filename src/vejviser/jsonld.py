"""JSON-LD: a context made from the ontology, and data written with it in one fixed form.

Keys are the English names of terms; where two vocabularies use one name, ours has it and the other
keeps its prefix, as in ``eli:number``. The context stands in every file, so that nothing is fetched
to read one. https://www.w3.org/TR/json-ld11/
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from vejviser import names
from vejviser.names import ONTOLOGY_GRAPH, PREFIXES, RDF_TYPE, VV, expand

if TYPE_CHECKING:
    import pyoxigraph as ox

Terms = Mapping[str, Mapping[str, str]]
"""Term → its definition; prefixes are not among them."""

# What is in the values of properties that we borrow, as the ontology defines none of them.
LINKS = (
    *("dcterms:isPartOf", "dcterms:isVersionOf", "dcterms:license", "dcterms:publisher"),
    *("dcterms:source", "dcterms:spatial", "eli:is_part_of", "org:classification", "org:member"),
    *("org:organization", "org:role", "org:subOrganizationOf", "owl:equivalentProperty"),
    *("prov:hadPrimarySource", "prov:wasDerivedFrom", "prov:wasRevisionOf", "rdf:object"),
    *("rdf:predicate", "rdf:subject", "rdfs:domain", "rdfs:isDefinedBy", "rdfs:range"),
    *("rdfs:subClassOf", "rdfs:subPropertyOf", "schema:containedInPlace", "skos:broader"),
    *("skos:closeMatch", "skos:inScheme"),
)
TEXTS = (
    *("dcterms:description", "dcterms:title", "rdfs:comment", "rdfs:label"),
    *("schema:alternateName", "skos:altLabel", "skos:definition", "skos:editorialNote"),
    *("skos:example", "skos:hiddenLabel", "skos:prefLabel", "skos:scopeNote"),
)
DATES = ("schema:endDate", "schema:startDate")
PLAIN = ("dcterms:identifier", "eli:number", "foaf:name", "owl:versionInfo", "skos:notation")

shorten = lru_cache(2**16)(names.shorten)
"""The same names come again and again."""

LINK, TEXT = {"@type": "@id"}, {"@container": "@language"}
XSD = PREFIXES["xsd"]
# What JSON can write itself and every reader takes back in the same form.
WHOLE = re.compile(r"0|-?[1-9][0-9]{0,14}")


def context(store: ox.Store) -> dict[str, object]:
    """The context: prefixes, and the terms of the ontology with what their values are."""
    terms = {key: dict(value) for key, value in _terms(store).items()}
    short = {key: v["@id"] if [*v] == ["@id"] else v for key, v in terms.items()}
    return {"@version": 1.1, **dict(sorted(PREFIXES.items())), **short}


def written_context(store: ox.Store) -> str:
    """The context as a file of its own."""
    return _text({"@context": context(store)})


def flat(store: ox.Store, triples: Iterable[ox.Triple]) -> str:
    """One plain graph, such as a day.

    :param store: where the ontology is
    """
    return Writer(store).flat(triples)


class Writer:
    """What writes plain graphs, one after the other, with one context.

    :param store: where the ontology is
    """

    def __init__(self, store: ox.Store) -> None:
        self._terms, self._context = _terms(store), context(store)

    def flat(self, triples: Iterable[ox.Triple]) -> str:
        """One plain graph."""
        return _text({"@context": self._context, "@graph": _nodes(triples, self._terms)})


def whole(store: ox.Store) -> str:
    """All named graphs, each as an object with its ``@id`` and ``@graph``."""
    terms = _terms(store)
    graphs: dict[str, list[ox.Triple]] = defaultdict(list)
    for quad in store:
        graphs[quad.graph_name.value].append(quad.triple)
    named = [
        {"@id": shorten(graph), "@graph": _nodes(graphs[graph], terms)} for graph in sorted(graphs)
    ]
    return _text({"@context": context(store), "@graph": named})


def _text(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _terms(store: ox.Store) -> Terms:
    """The terms: our classes and properties, then those we borrow, by name."""
    import pyoxigraph as ox

    graph, owl = ox.NamedNode(ONTOLOGY_GRAPH), PREFIXES["owl"]

    def objects(subject: str, prop: str) -> set[str]:
        found = store.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(prop), None, graph)
        return {quad.object.value for quad in found}  # type: ignore[union-attr]

    kinds: dict[str, dict[str, str]] = {}
    labels = store.quads_for_pattern(None, ox.NamedNode(expand("rdfs:label")), None, graph)
    for iri in {quad.subject.value for quad in labels}:  # type: ignore[union-attr]
        types, local = objects(iri, RDF_TYPE), shorten(iri).partition(":")[2]
        if owl + "ObjectProperty" in types:
            kinds[iri] = LINK
        elif owl + "DatatypeProperty" in types:
            kinds[iri] = _coerced(objects(iri, expand("rdfs:range")))
        elif owl + "Class" in types or (not iri.startswith(VV) and local[:1].isupper()):
            kinds[iri] = {}
    dated = {"@type": "xsd:date"}
    for borrowed, kind in ((LINKS, LINK), (TEXTS, TEXT), (DATES, dated), (PLAIN, {})):
        kinds |= {expand(name): kind for name in borrowed}
    found: dict[str, dict[str, str]] = {}
    for iri in sorted(kinds, key=lambda iri: (not iri.startswith(VV), iri)):
        short = shorten(iri)
        local = short.partition(":")[2]
        taken = local in found or local in PREFIXES
        found[short if taken else local] = {"@id": short, **kinds[iri]}
    return dict(sorted(found.items()))


def _coerced(ranges: set[str]) -> dict[str, str]:
    """What the values of a property of this range need not say of themselves.

    Numbers, truth values and plain texts are JSON's own. A range of ``xsd:decimal`` is not said, as
    a whole number in it is written as such.
    """
    if ranges == {expand("rdf:langString")}:
        return TEXT
    own = {XSD + name for name in ("integer", "decimal", "boolean", "string")}
    return {"@type": shorten(*ranges)} if len(ranges) == 1 and not ranges & own else {}


def _nodes(triples: Iterable[ox.Triple], terms: Terms) -> list[dict[str, object]]:
    """One object per subject, sorted, with its keys and values sorted."""
    keys = {definition["@id"]: key for key, definition in terms.items()}
    subjects: dict[str, dict[str, list[ox.NamedNode | ox.BlankNode | ox.Literal]]]
    subjects = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        subjects[_name(triple.subject)][shorten(triple.predicate.value)].append(triple.object)  # type: ignore[arg-type]
    made = []
    for subject in sorted(subjects):
        said = subjects[subject]
        node: dict[str, object] = {"@id": subject}
        if types := said.pop(shorten(RDF_TYPE), []):
            named = (_name(one) for one in types)
            node["@type"] = _one_or_all(sorted(keys.get(name, name) for name in named))
        values = {keys.get(prop, prop): said[prop] for prop in said}
        node |= {key: _values(values[key], terms.get(key, {})) for key in sorted(values)}
        made.append(node)
    return made


def _values(
    values: Iterable[ox.NamedNode | ox.BlankNode | ox.Literal], term: Mapping[str, str]
) -> object:
    """The values of one property, as briefly as its term lets them be."""
    ordered = sorted(values, key=str)
    if term.get("@container") == "@language":
        if all(getattr(value, "language", None) for value in ordered):
            texts: dict[str, list[object]] = defaultdict(list)
            for value in ordered:
                texts[value.language].append(value.value)  # type: ignore[union-attr,index]
            return {language: _one_or_all(texts[language]) for language in sorted(texts)}
        # A single object would be taken for a map of languages.
        return [_value(value, "") for value in ordered]
    return _one_or_all([_value(value, term.get("@type", "")) for value in ordered])


def _value(value: ox.NamedNode | ox.BlankNode | ox.Literal, coerced: str) -> object:
    """One value; what its term says of it is left out."""
    import pyoxigraph as ox

    if not isinstance(value, ox.Literal):
        return _name(value) if coerced == "@id" else {"@id": _name(value)}
    if value.language:
        return {"@language": value.language, "@value": value.value}
    datatype = value.datatype.value
    if shorten(datatype) == coerced:
        return value.value
    if not coerced:
        if datatype == XSD + "string":
            return value.value
        if datatype == XSD + "integer" and WHOLE.fullmatch(value.value):
            return int(value.value)
        if datatype == XSD + "boolean" and value.value in ("true", "false"):
            return value.value == "true"
    return {"@type": shorten(datatype), "@value": value.value}


def _name(term: object) -> str:
    """The prefixed name of a thing, or the label of what has none."""
    import pyoxigraph as ox

    return shorten(term.value) if isinstance(term, ox.NamedNode) else str(term)


def _one_or_all(values: list[object] | list[str]) -> object:
    return values[0] if len(values) == 1 else values
