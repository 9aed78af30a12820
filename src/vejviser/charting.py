"""Charts of a day: what the views ask is fetched here, and what they show is named here."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from vejviser.chart.facts import Facts, Filling, Naming
from vejviser.chart.model import Chart, Side
from vejviser.chart.views import path as ways
from vejviser.chart.views.appeals import appeals
from vejviser.chart.views.body import body
from vejviser.chart.views.diff import diff
from vejviser.chart.views.family import family
from vejviser.chart.views.municipality import municipality
from vejviser.chart.views.overview import overview
from vejviser.chart.views.route import route
from vejviser.chart.views.seats import seats
from vejviser.chart.wording import say
from vejviser.errors import BadValue, Unknown, VejviserError
from vejviser.messages import LANGUAGES
from vejviser.names import VV
from vejviser.nouns import Cell, Rows
from vejviser.rules.table import table
from vejviser.words import listing, near, parse_day, today, write_printed

if TYPE_CHECKING:
    from vejviser.api import Vejviser
    from vejviser.day import Day
    from vejviser.nouns import Compared, SeatGroup
    from vejviser.seating.filled import Read

BANDS = ("country", "region", "planning-area", "cluster", "municipality", "district")
"""Kinds of area from the top of the page down: after those a workspace names, before all others."""
ABBREVIATION = re.compile(r"[A-ZÆØÅ][A-ZÆØÅ0-9./-]*[A-ZÆØÅ0-9]")


@dataclass(frozen=True)
class View:
    """:param draw: makes the chart of facts, and of the IRIs of what it is of
    :param takes: what its names stand for, as parameters of queries are typed; a ``moment`` is an
        edition or a day, and handed on as it is
    :param optional: what further names stand for, where they are given
    """

    draw: Callable[..., Chart]
    takes: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()


VIEWS: dict[str, View] = {
    "overview": View(overview),
    "body": View(body, ("body",)),
    "route": View(route, ("need",)),
    "appeals": View(appeals),
    "diff": View(diff, ("moment", "moment")),
    "family": View(family, ("body",), ("area",)),
    "municipality": View(municipality, ("area",)),
    "seats": View(seats, ("body",)),
}


FITTING = {"area": "municipality", "body": "body", "need": "route"}
"""What a name can stand for → the view that is of it."""


def day(whole: Vejviser, on: str | None, edition: str | None, standing: str) -> Day:
    """The day a chart is of: one named, the first that an edition counts on, or today.

    :raises BadValue: ``day-or-edition`` where both are given
    """
    if on and edition:
        raise BadValue("day-or-edition")
    if edition:
        document = whole.index.resolve(edition, "document", whole.languages)
        [first] = {row["countsFrom"] for row in whole.ask("documents", document=document)}
        on = first
    return whole.on(parse_day(on) if on else today(), "all" if standing == "all" else "stated")


def charts(day: Day, views: str, names: Sequence[str], lang: str) -> list[Chart]:
    """The charts of one or more views: of each one, or one for each of several names it takes.

    :param views: parted by commas
    :param names: what people call the things those views are of that take names

    :raises VejviserError: ``unknown-view``, ``view-takes``, and where a name is nobody's
    :raises BadValue: ``chart-language``
    """
    _spoken(lang)
    asked = [view.strip() for view in views.split(",")]
    for view in asked:
        if view not in VIEWS:
            raise Unknown("unknown-view", view, near(view, VIEWS) or list(VIEWS))
    if names and not any(VIEWS[view].takes for view in asked):
        raise VejviserError("view-takes-0", view=", ".join(asked), names=", ".join(names))
    answered = facts(day, lang)
    return [made for view in asked for made in _of_view(day, answered, view, names)]


def _spoken(lang: str) -> None:
    if lang not in LANGUAGES:
        raise BadValue("chart-language", value=lang, names=", ".join(LANGUAGES))


def takes(views: str) -> set[str]:
    """What the names of views parted by commas stand for."""
    return {kind for view in views.split(",") if (v := VIEWS.get(view.strip())) for kind in v.takes}


def _of_view(day: Day, answered: Facts, view: str, names: Sequence[str]) -> Iterator[Chart]:
    takes, optional = VIEWS[view].takes, VIEWS[view].optional
    several = len(takes) == 1 and not optional
    parted = [[name] for name in names] if several else [list(names)] if takes else [[]]
    if not parted or any(not 0 <= len(one) - len(takes) <= len(optional) for one in parted):
        numbers = [str(n) for n in range(len(takes), len(takes) + len(optional) + 1)]
        raise VejviserError(f"view-takes-{'-'.join(numbers)}", view=view)
    languages = day.whole.preference(answered.lang)
    for one in parted:
        kinds = zip(one, (*takes, *optional), strict=False)
        found = (_resolved(day, view, name, kind, languages) for name, kind in kinds)
        yield VIEWS[view].draw(answered, *found)


def _resolved(day: Day, view: str, name: str, kind: str, languages: Sequence[str]) -> str:
    """The IRI of what a name of a picture means; a moment as it is.

    :raises Unknown: ``view-not-of`` where it names something that another view is of
    """
    if kind == "moment":
        return name
    index = day.whole.index
    try:
        return index.resolve(name, kind, languages)
    except Unknown as error:
        for other, fitting in FITTING.items():
            if other != kind and kind in VIEWS[view].takes and index.knows(name, other, languages):
                raise Unknown(
                    f"view-not-of-{other}",
                    name,
                    error.suggestions,
                    view=view,
                    fitting=fitting,
                ) from error
        raise


def path(day: Day, start: str, end: str, lang: str) -> tuple[str, Chart]:
    """How something gets from one to another, in words and as a chart.

    :param start: what people call a body, a kind of body, an office or a need
    :raises VejviserError: ``same-ends``, ``chart-language``, and where a name is nobody's
    """
    _spoken(lang)
    answered = facts(day, lang)
    languages = day.whole.preference(lang)
    ends = [day.whole.index.resolve(name, "waypoint", languages) for name in (start, end)]
    found = ways.paths(answered, *ends)
    return ways.told(found, answered), ways.drawn(found, answered)


@lru_cache(maxsize=8)
def facts(day: Day, lang: str) -> Facts:
    """What views may ask of a day, in one language; kept, as the next picture asks it again."""
    return Reading(day, lang).facts()


@dataclass
class Reading:
    """A day, read for views in one language; what many views ask is asked once.

    :param document: the one document that is read, whatever the day; empty for those that count
    :param beside: another reading of the same dataset, which knows what is so on every day
    """

    day: Day
    lang: str
    document: str = ""
    beside: Reading | None = None
    _asked: dict[object, Rows] = field(default_factory=dict)
    _parted: dict[object, Mapping[str, Rows]] = field(default_factory=dict)
    _moments: dict[str, Facts] = field(default_factory=dict)

    def facts(self) -> Facts:
        """All of this, as views take it."""
        return Facts(
            day=self.day.on,
            standing=self.day.standing,
            lang=self.lang,
            ask=self.ask,
            groups=self.groups,
            label=self.label,
            naming=self.naming,
            side=self.side,
            sides=self.sides,
            bands=self.bands,
            vacancies=self.vacancies,
            dated=self.dated,
            cite=self.cite,
            compared=self.compared,
        )

    def ask(self, name: str, /, **parameters: str | int | date | None) -> Rows:
        key = (name, *sorted(parameters.items()))
        if key not in self._asked:
            query = self.day.whole.query(name)
            if self.beside and "on" not in {parameter.name for parameter in query.parameters}:
                return self.beside.ask(name, **parameters)
            if self.beside and self.document and "precedence" in query.columns:
                said = self.beside.by_document(name, **parameters)
                self._asked[key] = said.get(self.document, Rows(query.columns, ()))
            else:
                self._asked[key] = self.day.ask(name, lang=self.lang, **parameters)
        return self._asked[key]

    def by_document(
        self, name: str, /, **parameters: str | int | date | None
    ) -> Mapping[str, Rows]:
        """Document → what it says, whatever the day; asked of all of them at once."""
        key = (name, *sorted(parameters.items()))
        if key not in self._parted:
            said = self.day.ask(name, lang=self.lang, on=None, **parameters)
            self._parted[key] = _alone(said)
        return self._parted[key]

    def compared(self, a: str, b: str) -> tuple[Facts, Facts, Compared]:
        """What two editions or days say, and in what they differ."""
        found = self.day.whole.compared(a, b, lang=self.lang)
        return self._side(found.before.iri), self._side(found.after.iri), found

    def _side(self, moment: str) -> Facts:
        """One of them; kept, as the next comparison often is with one of the two."""
        if moment not in self._moments:
            if "/" in moment:
                reading = Reading(self.day, self.lang, moment, self)
            else:
                reading = Reading(self.day.whole.on(moment, "all"), self.lang, beside=self)
            self._moments[moment] = reading.facts()
        return self._moments[moment]

    def groups(self, body: str | None) -> Sequence[SeatGroup]:
        return table(self.ask("composition", body=body) if body else self.ask("composition"))

    @cached_property
    def languages(self) -> tuple[str, ...]:
        return self.day.whole.preference(self.lang)

    def label(self, iri: str) -> str:
        return self.day.whole.index.label(iri, self.languages)

    def naming(self, iri: str) -> Naming:
        """A body's name with its abbreviation, and its area; a kind is said to be one."""
        label = self.label(iri)
        label = label[:1].upper() + label[1:]
        entry = self.day.whole.index.entry(iri)
        short = sorted(
            (name for name in (entry.stated if entry else ()) if ABBREVIATION.fullmatch(name)),
            key=lambda name: (len(name), name),
        )
        if short and short[0] not in label:
            label = abbreviated(label, short[0])
        if iri in self._kinds:
            return Naming(label, say("kind", self.lang))
        place = self._places.get(iri, "")
        named = self.label(place) if place else ""
        # What a body is called in any language may name its area.
        names = [label, *(entry.preferred.values() if entry else ())]
        return Naming(label, "" if any(named in name for name in names) else named)

    @cached_property
    def _kinds(self) -> dict[str, str]:
        """Kind → the kind of area it belongs to."""
        return {row["kind"] or "": row["areaKind"] or "" for row in self.ask("kinds")}

    @cached_property
    def _places(self) -> dict[str, str]:
        """Body → the area it acts for, where that is one of several of its kind."""
        rows = [row for row in self.ask("bodies") if row["place"]]
        alike: dict[str | None, set[str | None]] = defaultdict(set)
        for row in rows:
            alike[row["areaKind"]].add(row["place"])
        return {
            row["body"] or "": row["place"] or "" for row in rows if len(alike[row["areaKind"]]) > 1
        }

    @cached_property
    def _sides(self) -> dict[str, str]:
        return {row["thing"] or "": row["side"] or "" for row in self.ask("sides")}

    def side(self, iri: str) -> str:
        return self._sides.get(iri, "")

    @cached_property
    def sides(self) -> tuple[Side, ...]:
        found = {(int(row["position"] or 0), row["side"] or "") for row in self.ask("sides")}
        return tuple(
            Side(slot, iri, self.label(iri)) for slot, (_, iri) in enumerate(sorted(found))
        )

    @cached_property
    def bands(self) -> tuple[str, ...]:
        workspace = self.day.whole.dataset.workspace
        named = (*(workspace.bands if workspace else ()), *BANDS)
        rank = {name: place for place, name in reversed(list(enumerate(named)))}
        used = {*self._kinds.values(), *(row["areaKind"] or "" for row in self.ask("bodies"))}

        def order(iri: str) -> tuple[int, str]:
            return rank.get(iri.rpartition("areakind-")[2], len(named)), iri

        return tuple(sorted(used - {""}, key=order))

    def vacancies(self, body: str) -> Mapping[str, Filling]:
        if self._rosters is None or body not in self._rosters.known:
            return {}
        from vejviser.seating.filled import fillings

        return fillings(self.day.whole.laws, self._rosters, body, self.day.on)

    @cached_property
    def _rosters(self) -> Read | None:
        workspace = self.day.whole.dataset.workspace
        if not workspace:
            return None
        from vejviser import rostering
        from vejviser.seating.filled import Read

        paths = rostering.paths(workspace.folder)
        return Read.of(rostering.read(self.day.whole, paths).store) if paths else None

    def dated(self, document: str) -> str:
        printed = self._documents.get(document, "")
        return write_printed(printed, self.lang) if printed else ""

    @cached_property
    def _documents(self) -> dict[str, str]:
        """Document → its stated date, or else the derived one."""
        rows = self.ask("documents")
        return {r["document"] or "": r["statedDate"] or r["derivedDate"] or "" for r in rows}

    def cite(self, document: str, sections: Sequence[str]) -> str:
        named = [self._section(section) for section in sections]
        if not named:
            return self.label(document)
        word = say("section" if len(named) == 1 else "sections", self.lang)
        return f"{self.label(document)}, {word} {listing(named, self.lang)}"

    def _section(self, iri: str) -> str:
        """A section's number; where it has none, its name in quotation marks."""
        local = iri.rpartition("#")[2]
        if local[:1].isdigit():
            return local
        return say("named", self.lang).format(name=self.label(iri))


def abbreviated(name: str, short: str) -> str:
    """A name with its abbreviation behind it; where it ends with what it means, before that.

    >>> abbreviated("Samarbejdsudvalg", "SU")
    'Samarbejdsudvalg (SU)'
    >>> abbreviated("PLO-kommunalt (local organ of PLO)", "PLO-K")
    'PLO-kommunalt (PLO-K, local organ of PLO)'
    """
    head, bracket, meaning = name.rpartition(" (")
    if bracket and name.endswith(")"):
        return f"{head} ({short}, {meaning}"
    return f"{name} ({short})"


def _alone(said: Rows) -> dict[str, Rows]:
    """Document → what it says, as stated by it and not beside another."""
    told = {"precedence": Cell(VV + "leading", iri=True), "status": Cell(VV + "stated", iri=True)}
    document = said.columns.index("document")
    found: dict[str, list[tuple[Cell | None, ...]]] = defaultdict(list)
    for row in said.rows:
        if source := row[document]:
            alone = (told.get(name, cell) for name, cell in zip(said.columns, row, strict=True))
            found[source.value].append(tuple(alone))
    return {name: Rows(said.columns, tuple(rows)) for name, rows in found.items()}
