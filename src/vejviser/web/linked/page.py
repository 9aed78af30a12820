"""A page on one thing: what stands of it on a day, what is said of it, and what points to it."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

import pyoxigraph as ox

from vejviser.columns import ASPECTS
from vejviser.describe import gathered
from vejviser.index import ACCEPTS
from vejviser.messages import say
from vejviser.names import RDF_TYPE, VV, expand
from vejviser.snapshot import standing_of
from vejviser.web import pages
from vejviser.web.linked import bounded, contents, picture, places, schemaorg
from vejviser.web.linked.bounded import STANDING, STATEMENT
from vejviser.web.linked.telling import Entry, Telling
from vejviser.words import danish_key, listing, today, write_day, write_period, write_printed

if TYPE_CHECKING:
    from markupsafe import Markup
    from starlette.requests import Request

    from vejviser.nouns import Standing
    from vejviser.web.linked.asked import Asked
    from vejviser.web.site import Site

MOST = 100
"""How many things that point to one are listed for each property."""
VERSION = expand("dcterms:isVersionOf")
PERSON = ox.NamedNode(expand("foaf:Person"))


def text(request: Request, ask: Asked, iri: str) -> str:
    """The page on a thing, or on the content of a document or another named graph."""
    site: Site = request.app.state.site
    if iri in bounded.graphs(site.whole):
        return contents.text(request, ask, iri)
    on, standing = ask.on or today(), ask.standing or "all"
    tell = Telling(site, ask)
    said = tell.told(iri)
    drawn = picture.there_is(site, iri, on, standing, ask.lang)
    kinds = said.get(RDF_TYPE, [])
    private = PERSON in kinds
    stands = standing_of(site.whole.store, iri, on) if VERSION in said else None
    values = {
        "title": tell.label(iri),
        "origin": tell.link(iri.partition("#")[0]) if tell.origin(iri) else "",
        "kinds": tell.values(kinds),
        "date": on.isoformat(),
        "standing": standing,
        "cautions": site.whole.on(on, standing).cautions(iri, ask.lang),
        "stands": None if stands is None else _stands(stands, on, ask.lang),
        "groups": _lines(site, tell, iri, on, standing),
        "facts": tell.facts(
            {prop: found for prop, found in said.items() if prop != RDF_TYPE}, iri.partition("#")[0]
        ),
        "periods": _periods(site, iri, ask.lang),
        "pointing": _pointing(site, tell, iri),
        "picture": ask.to(places.formed(iri, "svg")) if drawn else "",
        "dark": _themed(ask.to(places.formed(iri, "svg")), "dark"),
        "forms": [(name, ask.to(places.formed(iri, name))) for name in ("ttl", "jsonld")],
        "iri": iri,
        "schema": None if private else schemaorg.thing(site, iri, said, on, ask.lang),
        "private": private,
    }
    return pages.text(request, "thing.html", values, on)


def _themed(address: str, theme: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}theme={theme}"


def _stands(standing: str, on: date, lang: str) -> str:
    """How a statement stands on a day, as a sentence."""
    return say(f"thing-stands-{standing or 'not'}", lang, day=write_day(on, lang))


def _lines(
    site: Site, tell: Telling, iri: str, on: date, standing: Standing
) -> list[tuple[str, list[tuple[Markup, Markup]]]]:
    """What stands of a thing, as ``vejviser show`` tells it: heading → (sentence, its source)."""
    if site.whole.index.category(iri) not in ACCEPTS["thing"]:
        return []
    lines = site.whole.on(on, standing).lines(iri, tell.lang, tell.marked)
    return [
        (
            ASPECTS[aspect][tell.lang == "en"],
            [
                (tell.linked(sentence), tell.linked(_source(tell, document, sections, *stands)))
                for (sentence, document, *stands), sections in gathered(group).items()
            ],
        )
        for aspect, group in groupby(lines, key=lambda line: line.aspect)
    ]


def _source(
    tell: Telling, document: str, sections: list[str], standing: str, precedence: str
) -> str:
    """Where a sentence is from, and whether it still stands, marked for links."""
    named = [_section(tell, section) for section in sections if section]
    if not named:
        return ""
    where = say(
        "thing-source",
        tell.lang,
        document=tell.marked(document),
        sections=listing(named, tell.lang),
    )
    if precedence == "also-stated":
        where = f"{say('also-stated', tell.lang)} {where}"
    if standing == "not-restated":
        where += f" – {say('not-restated', tell.lang)}"
    return where


def _section(tell: Telling, iri: str) -> str:
    """A section's number, or its name where it has none."""
    number = iri.rpartition("#")[2]
    return tell.marked(iri, number if number[:1].isdigit() else "")


def _periods(site: Site, iri: str, lang: str) -> list[str]:
    """On which days a statement stands, and how, as sentences."""
    store, told = site.whole.store, []
    for stands in store.quads_for_pattern(None, STATEMENT, ox.NamedNode(iri), STANDING):
        about = bounded.period(store, stands.subject)
        said = {quad.predicate.value: quad.object.value for quad in about}  # type: ignore[union-attr]
        how = said[VV + "standing"].removeprefix(VV)
        if said[VV + "precedence"] == VV + "also-stated" and how == "stated":
            how = "beside"
        first, last = said[bounded.FIRST.value], said[bounded.LAST.value]
        days = _days(first, last, lang)
        told.append((first, say(f"thing-period-{how}", lang, days=days)))
    return [sentence for _, sentence in sorted(told)]


def _days(first: str, last: str, lang: str) -> str:
    """The days from first to last, either of which may be open."""
    if last == date.max.isoformat():
        return say("thing-from", lang, day=write_printed(first, lang))
    return write_period(first, last, lang)


def _pointing(site: Site, tell: Telling, iri: str) -> list[tuple[str, int, list[Entry]]]:
    """What points to a thing: property, how many, and the first of them."""
    found: dict[str, set[str]] = defaultdict(set)
    for quad in bounded.pointing(site.whole, iri):
        found[quad.predicate.value].add(quad.subject.value)  # type: ignore[union-attr]
    made = []
    for prop in sorted(found, key=lambda prop: danish_key(tell.inverse(prop))):
        entries = [tell.entry(one, tell.told(one)) for one in found[prop]]
        first = sorted(entries, key=tell.order)[:MOST]
        made.append((tell.inverse(prop), len(entries), first))
    return made
