"""What a person's own words lead to: the ways to go, and what is stated, on a day and in an area.

Joins the search with the routes and statements of the day, for every face alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vejviser import snapshot
from vejviser.diff.versions import by_aspect
from vejviser.diff.wording import Wording
from vejviser.find import answers
from vejviser.names import RDF_TYPE, VV, expand
from vejviser.nouns import Hit, Saying
from vejviser.words import listing

if TYPE_CHECKING:
    from vejviser.day import Day

CONTAINED, SOURCE = expand("schema:containedInPlace"), expand("prov:hadPrimarySource")
HOLDS_IN = VV + "holdsIn"
BODIES = tuple(map(expand, ("vv:about", "vv:appliesTo", "rdf:subject", "vv:begins", "vv:goTo")))
VERSION, COUNTS_FROM = expand("dcterms:isVersionOf"), VV + "countsFrom"


@dataclass(frozen=True)
class Further:
    """Where a case goes on to, on what occasion, and in which section that stands; all IRIs."""

    to: str
    occasion: str
    section: str


@dataclass(frozen=True)
class Told:
    """One thing a document says in answer.

    :param text: in the language asked for
    :param document: IRI, as are ``sections``
    :param standing: ``stated``, ``not-restated``, or ``other-day`` for what names another time
    :param goals: IRIs of where a route leads; empty for what is no route
    :param where: IRI of the area it is limited to; empty where it holds in all of the country
    """

    text: str
    document: str
    sections: tuple[str, ...]
    standing: str
    goals: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    further: tuple[Further, ...] = ()
    where: str = ""


@dataclass(frozen=True)
class Answer:
    """A need, a fact or another thing that was found, and what is told of it on the day.

    ``told`` is empty for a thing that is only named, and for a need that no route meets that day
    or in that area.
    """

    hit: Hit
    told: tuple[Told, ...] = ()


def find(day: Day, text: str, lang: str, area: str | None = None) -> list[Answer]:
    """What answers a person's words, best first; empty where nothing does.

    :param area: IRI of the area to be answered for; what is limited to another is left out
    """
    told: dict[str, tuple[Told, ...]] = {}

    def suits(hit: Hit) -> bool:
        """Whether a hit has something to tell; a need has, if only that no route meets it."""
        if hit.category == "need":
            told[hit.iri] = tuple(_routes(day, hit.iri, lang, area))
            return True
        if hit.category == "fact":
            told[hit.iri] = tuple(_facts(day, hit.iri, lang, area))
            return bool(told[hit.iri])
        return _reaches(day, hit.iri, area)

    hits = answers(day.whole.corpus, text, lang, suits)
    return [Answer(hit, told.get(hit.iri, ())) for hit in hits]


def who_can_tell(day: Day, area: str | None = None) -> tuple[str, tuple[str, ...]] | None:
    """The publisher of the newest document that reaches an area, and its contact details.

    None where no publisher has any.
    """
    rows = sorted(day.ask("documents"), key=lambda row: row["countsFrom"] or "", reverse=True)
    for row in rows:
        if not area or not row["area"] or _meet(day, row["area"], area):
            publisher = row["publisher"] or ""
            contacts = _distinct(c["printed"] for c in day.ask("contacts", thing=publisher))
            if contacts:
                return publisher, contacts
    return None


def _routes(day: Day, need: str, lang: str, area: str | None) -> Iterator[Told]:
    rows = list(day.ask("routes", lang=lang, need=need, area=area))
    for statement in dict.fromkeys(row["statement"] for row in rows):
        same = [row for row in rows if row["statement"] == statement]
        first = same[0]
        yield Told(
            text=first["description"] or "",
            document=first["document"] or "",
            sections=_distinct(row["section"] for row in same),
            standing=(first["status"] or "").removeprefix(VV),
            goals=_distinct(row["goTo"] for row in same),
            contacts=_distinct(row["contact"] for row in same),
            further=tuple(
                dict.fromkeys(
                    Further(row["next"], row["occasion"] or "", row["nextSection"] or "")
                    for row in same
                    if row["next"]
                )
            ),
            where=_limited(day, first["where"] or ""),
        )


def _facts(day: Day, point: str, lang: str, area: str | None) -> Iterator[Told]:
    """What is stated on a point that day; where only other days have it, the newest."""
    import pyoxigraph as ox

    store, said = day.whole.store, day.whole.documents.said
    quads = store.quads_for_pattern(None, ox.NamedNode(VERSION), ox.NamedNode(point))
    documents = {q.subject.value: q.graph_name.value for q in quads}  # type: ignore[union-attr]
    sayings = {iri: said(iri) for iri in documents}
    here = {iri for iri in documents if _holds(day, sayings[iri], area)}
    standing = {iri: how for iri in here if (how := snapshot.standing_of(store, iri, day.on))}
    if not standing and here:
        counts = {d: _values(said(d), COUNTS_FROM) for d in set(documents.values())}
        standing = {max(here, key=lambda iri: (counts[documents[iri]], iri)): "other-day"}
    languages = day.whole.preference(lang)
    wording = Wording(lambda iri: day.whole.index.label(iri, languages), lang)
    for iri in sorted(standing, key=lambda iri: (documents[iri], iri), reverse=True):
        yield Told(
            text=_sentence(day, sayings[iri], wording, lang),
            document=documents[iri],
            sections=tuple(_values(sayings[iri], SOURCE)),
            standing=standing[iri],
            where=_limited(day, "".join(_values(sayings[iri], HOLDS_IN)[:1])),
        )


def _sentence(day: Day, saying: Saying, wording: Wording, lang: str) -> str:
    """A statement in words: a rule by its seats, an amount with its time."""
    aspects = by_aspect(saying)
    text = wording.whole(aspects)
    if VV + "CompositionRule" in _values(saying, RDF_TYPE):
        groups = [by_aspect(day.whole.documents.said(g)) for g in _values(saying, VV + "seatGroup")]
        text = listing([wording.whole(group) for group in groups], lang)
    if "time" in aspects:
        text += f" ({wording.say('time', aspects['time'])})"
    return text


def _holds(day: Day, saying: Saying, area: str | None) -> bool:
    """Whether a statement may be told in an area: it is not limited to another, nor its bodies."""
    if not area:
        return True
    limits = _values(saying, HOLDS_IN)
    if limits:
        return any(_meet(day, limit, area) for limit in limits)
    return all(_reaches(day, body, area) for prop in BODIES for body in _values(saying, prop))


def _reaches(day: Day, thing: str, area: str | None) -> bool:
    """Whether a thing may matter in an area: it is tied to none, or to one around or within it."""
    tied = _values(day.whole.documents.said(thing), VV + "area") if area else []
    return not area or all(_meet(day, own, area) for own in tied)


def _meet(day: Day, one: str, other: str) -> bool:
    """Whether one of two areas lies in the other."""
    return one in _around(day, other) or other in _around(day, one)


def _around(day: Day, area: str | None) -> set[str]:
    """An area and those it lies in."""
    near = set()
    while area and area not in near:
        near.add(area)
        area = next(iter(_values(day.whole.documents.said(area), CONTAINED)), None)
    return near


def _limited(day: Day, area: str) -> str:
    """The area a statement is limited to; empty where that lies in no other."""
    return area if area and _values(day.whole.documents.said(area), CONTAINED) else ""


def _values(saying: Saying, prop: str) -> list[str]:
    return [cell.value for cell in saying.get(prop, ())]


def _distinct(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))
