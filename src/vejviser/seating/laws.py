"""The law of every body on any day, from the documents of a dataset."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import pyoxigraph as ox

from vejviser import snapshot
from vejviser.names import expand
from vejviser.nouns import Law, SeatGroup
from vejviser.practice.bounds import Stated, bounds
from vejviser.rules.demands import Atlas, laws
from vejviser.rules.table import table

if TYPE_CHECKING:
    from vejviser.api import Vejviser


class Laws:
    """The laws of a dataset; the table of a day is read once for all days on which it stands."""

    def __init__(self, whole: Vejviser) -> None:
        self.whole = whole
        self._tables: dict[date, list[SeatGroup]] = {}

    @cached_property
    def days(self) -> list[date]:
        """The days on which a rule changes, in order."""
        return snapshot.days_that_matter(snapshot.periods_in(self.whole.store))

    @cached_property
    def atlas(self) -> Atlas:
        """Who is of what kind, and where."""
        kinds, broader = self.all("org:classification"), self.all("skos:broader")
        narrower: dict[str, set[str]] = defaultdict(set)
        for office in broader:
            above = {office}
            while above:
                for one in above:
                    narrower[one].add(office)
                above = {wider for one in above for wider in broader.get(one, ())} - {office}
        return Atlas(
            kinds={body: frozenset(found) for body, found in kinds.items()},
            places={body: min(found) for body, found in self.all("vv:area").items()},
            around={a: min(found) for a, found in self.all("schema:containedInPlace").items()},
            narrower={one: frozenset({one, *found}) for one, found in narrower.items()},
        )

    @cached_property
    def stated(self) -> Stated:
        """The numbers that stand from each day on which a rule changes."""
        ask = self.whole.ask
        return [(day, bounds(ask("quantities", on=day, standing="all"))) for day in self.days]

    def on(
        self,
        day: date,
        bodies: Iterable[str] | None = None,
        participants: Mapping[str, Iterable[str]] | None = None,
    ) -> list[Law]:
        """The laws of bodies on a day, of all bodies where none are named.

        :param participants: body → the bodies that take part in it
        """
        chosen = self.atlas.kinds if bodies is None else bodies
        return laws(self._table(day), self.atlas, chosen, participants)

    def ever(self, body: str) -> bool:
        """Whether a rule binds a body on any day."""
        return any(self.on(day, [body]) for day in self.days)

    def _table(self, day: date) -> list[SeatGroup]:
        since = self.days[max(bisect_right(self.days, day) - 1, 0)] if self.days else day
        first = min(since, day)
        if first not in self._tables:
            self._tables[first] = table(self.whole.ask("composition", on=first, standing="all"))
        return self._tables[first]

    def all(self, prop: str) -> dict[str, set[str]]:
        """Subject → the things a property names of it, in any graph."""
        found: dict[str, set[str]] = defaultdict(set)
        for quad in self.whole.store.quads_for_pattern(None, ox.NamedNode(expand(prop)), None):
            if isinstance(quad.object, ox.NamedNode) and isinstance(quad.subject, ox.NamedNode):
                found[quad.subject.value].add(quad.object.value)
        return dict(found)
