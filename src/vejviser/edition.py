"""The next edition of a document: all that the newest one says, made ready to be edited.

Each edition is complete in itself, so the next begins as a copy. What the copy cannot know is the
new text; what it can know – its name, its day, and what it revises – is filled in here.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TypeVar

import pyoxigraph as ox

from vejviser.errors import BadValue
from vejviser.names import PREFIXES, VV
from vejviser.words import write_printed

Subject = ox.NamedNode | ox.BlankNode | ox.Triple
Term = TypeVar("Term", Subject, Subject | ox.Literal)

TITLE = PREFIXES["dcterms"] + "title"
REVISES = PREFIXES["prov"] + "wasRevisionOf"
NOTE = PREFIXES["skos"] + "editorialNote"
OWN_TIME = {PREFIXES["schema"] + name for name in ("startDate", "endDate")}
STATED, COUNTS = ox.NamedNode(VV + "statedDate"), ox.NamedNode(VV + "countsFrom")
SECTION = ox.NamedNode(VV + "Section")
# What is true of one edition as a whole only.
PASSING = {NOTE, VV + "derivedDate", STATED.value, COUNTS.value}
# How exactly a printed date is given, by how long it is written.
PRECISION = {4: "gYear", 7: "gYearMonth", 10: "date"}


def named(name: str, old: str) -> str:
    """The IRI of the edition after ``old``: the name itself, or a sibling of the old one's IRI.

    :param name: an IRI, or a slug in ASCII such as ``guide-2026``
    :raises BadValue: ``bad-name-of-edition`` for what is neither

    >>> named("guide-2026", "https://w3id.org/vejviser/source/guide-2025")
    'https://w3id.org/vejviser/source/guide-2026'
    """
    if re.fullmatch(r"https?://[^\s<>\"{}|\\^`#]+", name):
        return name
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise BadValue("bad-name-of-edition", value=name)
    return f"{old.rpartition('/')[0]}/{name}"


def successor(store: ox.Store, old: str, new: str, printed: str) -> list[ox.Triple]:
    """A document's triples as those of the edition after it, sorted.

    :param old: IRI of the document to copy
    :param new: IRI of the edition to be
    :param printed: the date it bears, ``2026``, ``2026-04`` or ``2026-04-01``
    :raises BadValue: ``bad-date-of-edition``; ``edition-not-later`` where it would count no later
        than the old one; ``edition-exists`` where the new one is there already
    """
    counts = first_day(printed)
    before, document, revises = (ox.NamedNode(iri) for iri in (old, new, REVISES))
    if store.contains_named_graph(document):
        raise BadValue("edition-exists", value=new.rpartition("/")[2])
    for quad in store.quads_for_pattern(before, COUNTS, None, before):
        if isinstance(quad.object, ox.Literal) and counts.isoformat() <= quad.object.value:
            raise BadValue("edition-not-later", value=printed, counts=quad.object.value)
    found = {
        ox.Triple(document, revises, before),
        ox.Triple(document, STATED, _literal(printed, PRECISION[len(printed)])),
        ox.Triple(document, COUNTS, _literal(counts.isoformat(), "date")),
    }
    for quad in store.quads_for_pattern(None, None, None, before):
        predicate, thing, of_document = quad.predicate, quad.object, quad.subject == before
        if predicate == revises or (of_document and predicate.value in PASSING):
            continue
        me = _renamed(quad.subject, old, new)
        if thing == SECTION:
            found.add(ox.Triple(me, revises, quad.subject))
        if of_document and predicate.value == TITLE and isinstance(thing, ox.Literal):
            thing = _retitled(thing, printed)
        found.add(ox.Triple(me, predicate, _renamed(thing, old, new)))
    return sorted(found, key=str)


def of_own_time(store: ox.Store, document: str) -> list[str]:
    """A document's statements that name their own time: the amounts and names to look at first."""
    quads = store.quads_for_pattern(None, None, None, ox.NamedNode(document))
    timed = {quad.subject for quad in quads if quad.predicate.value in OWN_TIME}
    return sorted(s.value for s in timed if isinstance(s, ox.NamedNode))


def first_day(printed: str) -> date:
    """The first day of a printed year, month or day.

    :raises BadValue: ``bad-date-of-edition``

    >>> first_day("2026-04")
    datetime.date(2026, 4, 1)
    """
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", printed, re.ASCII):
        raise BadValue("bad-date-of-edition", value=printed)
    try:
        return date.fromisoformat(printed + "-01-01"[len(printed) - len("2026") :])
    except ValueError as error:
        raise BadValue("bad-date-of-edition", value=printed) from error


def _literal(text: str, datatype: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(PREFIXES["xsd"] + datatype))


def _retitled(title: ox.Literal, printed: str) -> ox.Literal:
    """A title with the new date in its brackets, such as “The guide (April 2026)”."""
    language = title.language or ""
    plain = re.sub(r" \([^()]*\)$", "", title.value)
    return ox.Literal(f"{plain} ({write_printed(printed, language)})", language=language)


def _renamed(term: Term, old: str, new: str) -> Term:
    """A term, or what it becomes where it is the old document or a part of it."""
    if isinstance(term, ox.NamedNode) and (term.value == old or term.value.startswith(old + "#")):
        return ox.NamedNode(new + term.value.removeprefix(old))
    return term
