"""Forms of answers: their media types, and which of them a request prefers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.requests import Request

# media type → the form; the first of each form is its standard name, the others what some ask for.
ROWS: Mapping[str, str] = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
}
GRAPHS: Mapping[str, str] = {
    "text/turtle": "turtle",
    "application/n-triples": "ntriples",
    "application/rdf+xml": "rdfxml",
    "application/ld+json": "jsonld",
    "application/x-turtle": "turtle",
    "application/xml": "rdfxml",
    "text/xml": "rdfxml",
    "application/json": "jsonld",
    "text/plain": "ntriples",
}
# What `?format=` may say: a media type of the above, or a short name.
SHORT: Mapping[str, tuple[str, str]] = {
    "json": ("application/sparql-results+json", "application/ld+json"),
    "xml": ("application/sparql-results+xml", "application/rdf+xml"),
    "csv": ("text/csv", ""),
    "tsv": ("text/tab-separated-values", ""),
    "turtle": ("", "text/turtle"),
    "ttl": ("", "text/turtle"),
    "ntriples": ("", "application/n-triples"),
    "nt": ("", "application/n-triples"),
    "rdf": ("application/sparql-results+xml", "application/rdf+xml"),
    "rdfxml": ("", "application/rdf+xml"),
    "rdf+xml": ("", "application/rdf+xml"),
    "json-ld": ("", "application/ld+json"),
    "jsonld": ("", "application/ld+json"),
}


def header(request: Request, name: str) -> str:
    """What a header says that holds a list, which may come in several lines; empty without it."""
    return ", ".join(request.headers.getlist(name))


def preferred(accept: str, offered: Sequence[str]) -> str:
    """The media type among those offered that an Accept header likes best; empty for none.

    The most specific range decides for each; among equals the first offered wins.
    https://www.rfc-editor.org/rfc/rfc9110#field.accept

    >>> preferred("text/*;q=0.5, application/json", ["text/csv", "application/json"])
    'application/json'
    >>> preferred("*/*, text/csv;q=0", ["text/csv", "text/turtle"])
    'text/turtle'
    """
    ranges = [_range(part) for part in accept.split(",") if part.strip()] or [("*/*", 1.0)]
    best, least = "", 0.0
    for kind in offered:
        fitting = [(_fit(name, kind), q) for name, q in ranges if _fit(name, kind)]
        quality = max(fitting)[1] if fitting else 0.0
        if quality > least:
            best, least = kind, quality
    return best


def _range(part: str) -> tuple[str, float]:
    name, *parameters = (piece.strip() for piece in part.split(";"))
    quality = 1.0
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip().lower() == "q":
            try:
                quality = min(1.0, max(0.0, float(value)))
            except ValueError:
                quality = 0.0
    return name.lower(), quality


def _fit(name: str, kind: str) -> int:
    """How closely a range fits a media type: 3 by name, 2 by its family, 1 as anything, else 0."""
    if name == kind:
        return 3
    if name == kind.partition("/")[0] + "/*":
        return 2
    return 1 if name == "*/*" else 0
