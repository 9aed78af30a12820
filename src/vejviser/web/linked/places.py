"""Which address of this server is on which IRI."""

from __future__ import annotations

from urllib.parse import quote

from vejviser.names import DATASET, GRAPH, ID, SOURCE, VV

BASE = VV.removesuffix("ns#")
ONTOLOGY = VV.removesuffix("#")
DESIGN = BASE + "design"
"""Where terms are from that are from no document; there is nothing to say of it."""
IN_ONTOLOGY = (ONTOLOGY, BASE + "alignments", DESIGN)
"""What the ontology's page is on, beside the terms: itself, and what it says of others."""
SPACES = {"source/": SOURCE, "graph/": GRAPH}
"""Where what has a ``#`` in its IRI lies, by the beginning of its path."""
FORMS = {
    "html": "text/html",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "svg": "image/svg+xml",
}
"""The end of an address → the form that is to be had there."""
ELSEWHERE = "doc?iri="


def path(iri: str) -> str:
    """The path of the document on a thing, below the root; no form in it.

    >>> path("https://w3id.org/vejviser/id/su-hovedstaden")
    'doc/su-hovedstaden'
    >>> path("https://w3id.org/vejviser/source/guide-2024#6.1")
    'doc/source/guide-2024/6.1'
    >>> path("https://my-place.example/board")
    'doc?iri=https%3A%2F%2Fmy-place.example%2Fboard'
    """
    if iri.startswith(VV):
        return f"ns#{quote(iri.removeprefix(VV))}"
    if iri in IN_ONTOLOGY:
        return "ns"
    if iri == DATASET:
        return "dataset"
    name = next((f"{s}{iri[len(ns) :]}" for s, ns in SPACES.items() if iri.startswith(ns)), "")
    name = name.replace("#", "/", 1) if name else iri.removeprefix(ID)
    if named(name) == (iri, ""):
        return f"doc/{quote(name)}"
    return ELSEWHERE + quote(iri, safe="")


def formed(iri: str, form: str) -> str:
    """The path of one form of the document on a thing.

    >>> formed("https://w3id.org/vejviser/id/su-hovedstaden", "ttl")
    'doc/su-hovedstaden.ttl'
    >>> formed("https://my-place.example/board", "ttl")
    'doc.ttl?iri=https%3A%2F%2Fmy-place.example%2Fboard'
    """
    place, mark, rest = path(iri).partition("?" if path(iri).startswith(ELSEWHERE) else "#")
    return f"{place}.{form}{mark}{rest}"


def named(name: str) -> tuple[str, str]:
    """The IRI and the form that the path behind ``doc/`` means; the form is empty where none is.

    >>> named("source/guide-2024/6.1.ttl")
    ('https://w3id.org/vejviser/source/guide-2024#6.1', 'ttl')
    >>> named("su-hovedstaden")
    ('https://w3id.org/vejviser/id/su-hovedstaden', '')
    """
    stem, dot, form = name.rpartition(".")
    if not dot or form not in FORMS:
        stem, form = name, ""
    for space, namespace in SPACES.items():
        if stem.startswith(space):
            document, slash, part = stem.removeprefix(space).partition("/")
            return namespace + document + (f"#{part}" if slash else ""), form
    return ID + stem, form
