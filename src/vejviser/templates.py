"""Rosters to be filled in: an example for each body, and the names to choose from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from vejviser.columns import EXAMPLE
from vejviser.messages import LANGUAGES
from vejviser.names import ID, VV
from vejviser.nouns import Law
from vejviser.roster.rows import Coverage, Membership, Period, Person
from vejviser.roster.writing import Lists, Tables, tables
from vejviser.rostering import Called
from vejviser.words import danish_key

if TYPE_CHECKING:
    from vejviser.api import Vejviser


def template(whole: Vejviser, bodies: Iterable[str], day: date, lang: str) -> Tables:
    """Tables to be filled in, with an invented member and an invented coverage for each body.

    A body without a rule has an example with nothing but its name.

    :param bodies: IRIs; none for every body that has a rule of composition on the day, where of
        those that are only derived, such as one in each municipality, one of a kind is enough
    """
    called, chosen = Called(whole, lang), list(bodies)
    laws = {law.body: law for law in whole.laws.on(day, chosen or None)}
    shown = chosen or _one_of_a_kind(whole, laws)
    since = Period(date(day.year, 1, 1))
    rows = [_example(body, laws.get(body), since, lang) for body in shown]
    found = tables((*rows, *(Coverage(body, "", since) for body in shown)), called.name, lang)
    # A coverage has no note; its side says that it is an example, and is refused when it is read.
    side = EXAMPLE[LANGUAGES.index(lang)]
    covered = [{**cells, "party": side} for cells in found.rows["coverage"]]
    offered = _lists(whole, called, {*laws, *chosen}, laws.values())
    return replace(found, rows={**found.rows, "coverage": covered}, lists=offered)


def _one_of_a_kind(whole: Vejviser, laws: Iterable[str]) -> list[str]:
    """The bodies that documents name, and the first of each kind of those derived from them."""
    kinds, shown = whole.laws.atlas.kinds, []
    seen: set[frozenset[str]] = set()
    for body in sorted(laws):
        kind = kinds.get(body, frozenset())
        if not whole.derived(body):
            shown.append(body)
        elif kind not in seen:
            seen.add(kind)
            shown.append(body)
    return shown


def _example(body: str, law: Law | None, since: Period, lang: str) -> Membership:
    """An invented row in a body, marked so that it is not taken for a member."""
    number = LANGUAGES.index(lang)
    demands = law.demands if law else ()
    first = next((demand for demand in demands if demand.capacity == "member"), None)
    return Membership(
        body=body,
        person=Person(("Eksempel Eksempelsen", "Example Exampleson")[number], "0"),
        party=first.parties[0] if first and first.parties else "",
        role=first.role if first else "",
        office=first.offices[0] if first and first.offices else "",
        period=since,
        note=EXAMPLE[number],
    )


def _lists(whole: Vejviser, called: Called, bodies: Iterable[str], laws: Iterable[Law]) -> Lists:
    """The names a template offers: what the laws of its bodies name, and every role and office."""
    demands, index = [demand for law in laws for demand in law.demands], whole.index

    def names(iris: Iterable[str], kind: str) -> list[str]:
        return sorted({called.name(iri, kind) for iri in iris}, key=danish_key)

    return Lists(
        bodies=names(bodies, "body"),
        parties=names((party for demand in demands for party in demand.parties), "party"),
        roles=names(index.in_scheme(ID + "roles"), "role"),
        capacities=names(index.in_scheme(VV + "capacities"), "capacity"),
        offices=names(index.in_scheme(ID + "offices"), "office"),
        seats=names((demand.group for demand in demands if demand.group), "seat"),
    )
