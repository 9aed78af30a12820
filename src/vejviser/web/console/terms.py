"""What the editor offers as one types: prefixes, and what can be named, with labels."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

import pyoxigraph as ox

from vejviser import load
from vejviser.answers import select
from vejviser.names import PREFIXES, shorten

if TYPE_CHECKING:
    from vejviser.api import Vejviser

KINDS = {"Class": "class", "ObjectProperty": "property", "DatatypeProperty": "property"}
BORROWED = "borrowed.ttl"
LABELLED = """
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?term ?kind ?label (LANG(?label) AS ?lang) WHERE {
  { GRAPH ?g { ?term a ?kind ; rdfs:label ?label . }
    VALUES ?kind { owl:Class owl:ObjectProperty owl:DatatypeProperty } }
  UNION
  { GRAPH ?g { ?term skos:prefLabel ?label }
    FILTER NOT EXISTS { GRAPH ?h { ?term a foaf:Person } } }
}
"""
USED = """
SELECT DISTINCT ?term WHERE {
  { GRAPH ?g { ?s ?term ?o } } UNION { GRAPH ?g { ?s a ?term } }
}
"""
Offer = tuple[str, str, str, str]
"""An IRI, its kind, a label and its language."""


@lru_cache(maxsize=4)
def terms(whole: Vejviser, lang: str) -> dict[str, object]:
    """``prefixes``, and ``terms``: for each its prefixed name, its kind and its label, sorted.

    A kind is ``class``, ``property`` or ``thing``; a label is in ``lang`` where there is one, and
    empty for what the data use of others without our having a word for it. Persons are not offered.
    """
    order = whole.preference(lang)
    best: dict[str, tuple[int, str, str]] = {}
    for term, kind, label, written in chain(_own(whole.store), _borrowed(), _used(whole.store)):
        rank = order.index(written) if written in order else len(order)
        known = best.get(term)
        if known is None or (rank, label) < known[:2]:
            best[term] = rank, label, known[2] if known else kind
    named = ((shorten(term), kind, label) for term, (_, label, kind) in best.items())
    return {"prefixes": PREFIXES, "terms": sorted(one for one in named if "://" not in one[0])}


def _own(store: ox.Store) -> Iterator[Offer]:
    for row in select(store, LABELLED):
        kind = KINDS.get((row["kind"] or "").rpartition("#")[2], "thing")
        yield row["term"] or "", kind, row["label"] or "", row["lang"] or ""


def _borrowed() -> Iterator[Offer]:
    for triple in ox.parse(path=load.home() / "ontology" / BORROWED, format=ox.RdfFormat.TURTLE):
        if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.Literal):
            term, label = triple.subject.value, triple.object
            yield term, _kind(term), label.value, label.language or ""


def _used(store: ox.Store) -> Iterator[Offer]:
    for row in select(store, USED):
        yield row["term"] or "", _kind(row["term"] or ""), "", ""


def _kind(term: str) -> str:
    """What a term of a vocabulary is, as all of ours and of those we use name their classes."""
    return "class" if shorten(term).partition(":")[2][:1].isupper() else "property"
