"""Findings as a validation report of the W3C, for whoever works with SHACL.

https://www.w3.org/TR/shacl/#validation-report
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import blake2b

import pyoxigraph as ox

from vejviser.names import FINDING, XSD_DATE, expand
from vejviser.nouns import Finding
from vejviser.report.telling import Report, fingerprints, shown_place
from vejviser.turtle import written

LEVELS = {"error": "Violation", "warning": "Warning", "info": "Info"}

# Codes that only a SPARQL constraint can find.
BY_QUERY = {
    *("parity-broken", "same-person-twice", "overlapping-periods", "substitute-for-nobody"),
}
Term = ox.NamedNode | ox.Literal
IRI = re.compile(r"(https?|urn|mailto|tel):[^\s<>\"{}|\\^`]+")


def validation(report: Report) -> str:
    """The report in Turtle, in our one fixed form; every result has an IRI, the same in each run.

    As SHACL has it, data conform where there is no result, of whatever severity.
    """
    prints = fingerprints(report.findings)
    whole = blake2b("\n".join(prints).encode(), digest_size=16).hexdigest()
    me = ox.NamedNode(f"{FINDING}report-{whole}")
    triples = [
        ox.Triple(me, _term("rdf:type"), _term("sh:ValidationReport")),
        ox.Triple(me, _term("sh:conforms"), ox.Literal(not report.findings)),
    ]
    for finding, print_ in zip(report.findings, prints, strict=True):
        result = ox.NamedNode(FINDING + print_)
        triples.append(ox.Triple(me, _term("sh:result"), result))
        for short, value in _said(report, finding):
            triples.append(ox.Triple(result, _term(short), value))
    return written(triples)


def _said(report: Report, f: Finding) -> Iterator[tuple[str, Term]]:
    """Property and value of all that is said of one finding."""
    yield "rdf:type", _term("sh:ValidationResult")
    yield "sh:focusNode", _value(f.focus)
    yield "sh:resultSeverity", _term(f"sh:{LEVELS[f.severity]}")
    yield "sh:sourceConstraintComponent", component(f)
    if f.shape or f.rule:
        yield "sh:sourceShape", _value(f.shape or f.rule)
    if f.path:
        yield "sh:resultPath", _value(f.path)
    if f.value:
        yield "sh:value", _value(f.value)
    for lang, text in f.message.items():
        yield "sh:resultMessage", ox.Literal(text, language=lang)
    for lang, text in f.repair.items():
        yield "rdfs:comment", ox.Literal(text, language=lang)
    yield "dcterms:identifier", ox.Literal(f.code)
    if f.place:
        yield "schema:location", ox.Literal(shown_place(f.place, report.root))
    for short, iri in (("org:organization", f.body), ("dcterms:subject", f.group)):
        if iri:
            yield short, _value(iri)
    for short, day in (("schema:startDate", f.first), ("schema:endDate", f.last)):
        if day:
            yield short, ox.Literal(day.isoformat(), datatype=ox.NamedNode(XSD_DATE))
    for iri in (*(row.row for row in f.rows), *f.sections):
        yield "prov:wasDerivedFrom", _value(iri)


def component(f: Finding) -> ox.NamedNode:
    """The kind of constraint that is broken, as the shapes we print have them.

    A finding without such a shape sums up all that is asked of its focus, which ``sh:node`` says.
    """
    kind = "SPARQL" if f.code in BY_QUERY else "Or" if f.shape else "Node"
    return _term(f"sh:{kind}ConstraintComponent")


def _term(short: str) -> ox.NamedNode:
    return ox.NamedNode(expand(short))


def _value(text: str) -> Term:
    """An IRI where the text is one, else the text."""
    return ox.NamedNode(text) if IRI.fullmatch(text) else ox.Literal(text)
