"""The face for Python: one object that joins the rooms, as the command line does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pyoxigraph as ox

from vejviser import load, queries, snapshot
from vejviser.columns import code
from vejviser.errors import BadValue, NoSuchDay
from vejviser.index import Index
from vejviser.names import DERIVED_GRAPH, STANDING_GRAPH, VV, XSD_DATE, expand
from vejviser.nouns import Change, Compared, Finding, Labelled, Rows, Standing
from vejviser.words import parse_day, today, write_day

if TYPE_CHECKING:
    from vejviser.checking import Checked, Wanted
    from vejviser.day import Day
    from vejviser.diff.versions import Documents, State
    from vejviser.find import Corpus
    from vejviser.queries import NamedQuery, Parameter, Term
    from vejviser.seating.laws import Laws


class Vejviser:
    """A dataset that can be asked, checked and looked at on any day.

    Made by :func:`open`. Nothing in it changes; a changed file needs a new one.
    """

    def __init__(self, dataset: load.Dataset) -> None:
        self.dataset = dataset
        self.store = dataset.store
        self._queries: dict[str, NamedQuery] = {}
        if not self.store.contains_named_graph(ox.NamedNode(STANDING_GRAPH)):
            try:
                snapshot.add_periods(self.store)
            except NoSuchDay as error:
                raise load.located(dataset, error) from error

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages texts may be in: the workspace's own, then Danish and English."""
        own = self.dataset.workspace.languages if self.dataset.workspace else ()
        return tuple(dict.fromkeys((*own, "da", "en")))

    @cached_property
    def index(self) -> Index:
        """The names of all things."""
        return Index(self.store)

    @cached_property
    def corpus(self) -> Corpus:
        """All that can be found by a person's own words."""
        from vejviser import find

        if self.dataset.compiled:
            return find.compiled(load.home() / find.COMPILED)
        return find.Corpus([*self.index.entries.values(), *self.index.facts.values()])

    @cached_property
    def laws(self) -> Laws:
        """The law of each body on any day."""
        from vejviser.seating.laws import Laws

        return Laws(self)

    @cached_property
    def documents(self) -> Documents:
        """What the documents say of each thing, looked up once."""
        from vejviser.diff.versions import Documents

        return Documents(self.store)

    @property
    def query_folders(self) -> list[Path]:
        """Where named queries are looked for; the workspace's come last and win."""
        own = [self.dataset.workspace.folder / "queries"] if self.dataset.workspace else []
        return [load.home() / "queries", *own]

    def query(self, name: str) -> NamedQuery:
        """The named query, read once.

        :raises Unknown: ``unknown-query``
        """
        if name not in self._queries:
            self._queries[name] = queries.find(name, self.query_folders)
        return self._queries[name]

    def derived(self, body: str) -> Literal["expected", "derived", ""]:
        """Whether a body is only derived, and if so whether from a duty alone; empty if named."""
        thing, graph = ox.NamedNode(body), ox.NamedNode(DERIVED_GRAPH)
        if not any(self.store.quads_for_pattern(thing, None, None, graph)):
            return ""
        expected = ox.NamedNode(VV + "expected")
        found = self.store.quads_for_pattern(thing, expected, None, graph)
        yes = ox.Literal(True)
        return "expected" if any(quad.object == yes for quad in found) else "derived"

    def last_known(self, body: str) -> date | None:
        """The last day on which the area of a body is known; None where it has no end."""
        area, end = ox.NamedNode(VV + "area"), ox.NamedNode(expand("schema:endDate"))
        for own in self.store.quads_for_pattern(ox.NamedNode(body), area, None):
            if isinstance(own.object, ox.NamedNode):
                for quad in self.store.quads_for_pattern(own.object, end, None):
                    if isinstance(quad.object, ox.Literal):
                        return date.fromisoformat(quad.object.value)
        return None

    def preference(self, lang: str) -> tuple[str, ...]:
        """The languages to show texts in, the asked one first."""
        return tuple(dict.fromkeys((lang, *self.languages)))

    def ask(self, name: str, *, lang: str = "da", **parameters: str | int | date | None) -> Rows:
        """The rows a named query answers.

        Values are what a person would write: a name or abbreviation, a day, a number. Where the
        query takes a day and neither ``on`` nor ``document`` is given, the day is today; where it
        takes a standing, that is ``stated``. None leaves a parameter open: ``on=None``, or the
        word ``all``, asks every document whatever the day.

        :raises Unknown: for a query or name nobody bears
        :raises Ambiguous: for a name that several things bear
        :raises BadValue: for a parameter the query does not have, or lacks

        >>> import vejviser
        >>> rows = vejviser.open().ask("composition", body="SU", document="guide-2024")
        >>> [row["least"] for row in rows]
        ['5', '1', '6']
        """
        query = self.query(name)
        return queries.run(self.store, query, self.terms(query, parameters), self.preference(lang))

    def terms(
        self, query: NamedQuery, given: dict[str, str | int | date | None]
    ) -> dict[str, Term | None]:
        """The RDF terms of a query's parameters, with its defaults filled in."""
        terms = {
            key: None if value is None else self.term(query.parameter(key), value)
            for key, value in given.items()
        }
        return self.with_defaults(query, terms, today())

    def with_defaults(
        self, query: NamedQuery, terms: dict[str, Term | None], day: date
    ) -> dict[str, Term | None]:
        """The terms of a query's parameters with what they are where nobody says.

        :param day: the day that is asked of where neither a day nor a document is given
        """
        taken = {p.name for p in query.parameters}
        filled = dict(terms)
        if "on" in taken and "on" not in terms and "document" not in terms:
            filled["on"] = self.term(query.parameter("on"), day)
        if "standing" in taken and "standing" not in terms:
            filled["standing"] = self.term(query.parameter("standing"), "stated")
        return filled

    def term(self, parameter: Parameter, value: str | int | date) -> Term | None:
        """The RDF term that a person means by a value; None where it leaves the parameter open.

        :raises VejviserError: for a value of the wrong form, or a name nobody bears
        """
        text = value.isoformat() if isinstance(value, date) else str(value)
        match parameter.type:
            case "day":
                if text.lower() in ("all", "alle"):
                    return None
                day = parse_day(text).isoformat()
                return ox.Literal(day, datatype=ox.NamedNode(XSD_DATE))
            case "standing":
                return None if standing(text) == "all" else ox.NamedNode(VV + "stated")
            case "number":
                if not re.fullmatch("-?[0-9]+", text):
                    raise BadValue("bad-number", value=text)
                return ox.Literal(int(text))
            case "text":
                return ox.Literal(text)
            case "code":
                return ox.Literal(code(parameter.scheme, text))
            case "concept" | "relation" | "verb":
                among = self.index.resolve_among(text, self.choices(parameter), self.languages)
                return ox.NamedNode(among)
            case _:
                return ox.NamedNode(self.index.resolve(text, parameter.type, self.languages))

    def choices(self, parameter: Parameter) -> list[str]:
        """The IRIs a parameter of a closed type can mean."""
        match parameter.type:
            case "relation":
                return self.index.of_class(VV + "RelationType")
            case "verb":
                return [VV + verb for verb in ("from", "appointedBy", "electedBy")]
            case _:
                return self.index.in_scheme(expand(parameter.scheme))

    def on(self, day: str | date, standing: Standing = "stated") -> Day:
        """What stands on one day.

        :param standing: ``stated`` for what the counting editions say, ``all`` also for what only
            earlier editions said

        >>> import vejviser
        >>> day = vejviser.open().on("2024-05-01")
        >>> len(day.ask("composition", body="LSU"))
        2
        """
        if standing not in ("stated", "all"):
            raise BadValue("bad-choice", value=standing, names="stated, all")
        from vejviser.day import Day

        return Day(self, parse_day(day) if isinstance(day, str) else day, standing)

    def diff(
        self, a: str | date, b: str | date, *, lang: str = "da", spelling: bool = False
    ) -> list[Change]:
        """What differs between two editions of a series, or between what stands on two days.

        :param a: an edition or a day; ``b`` must be of the same sort
        :param spelling: also what differs in spelling, typography or page numbers only
        :raises BadValue: for a day and an edition, or editions of two series
        :raises Unknown: for an edition that does not exist

        >>> import vejviser
        >>> changes = vejviser.open().diff("guide-2024", "guide-2025", lang="en")
        >>> [c.details[0].after for c in changes if c.key == "changed/id:point-riv-fee"]
        ['750 DKK per year']
        """
        return list(self.compared(a, b, lang=lang, spelling=spelling).changes)

    def compared(
        self, a: str | date, b: str | date, *, lang: str = "da", spelling: bool = False
    ) -> Compared:
        """What :meth:`diff` compared, with what differs."""
        from vejviser.diff import changes
        from vejviser.diff.wording import Wording

        languages = self.preference(lang)
        wording = Wording(lambda iri: self.index.label(iri, languages), lang)

        def side(value: str | date) -> tuple[Labelled, State]:
            moment = self._moment(value)
            if isinstance(moment, date):
                standing = snapshot.standing_on(self.store, moment)
                label = Labelled(moment.isoformat(), write_day(moment, lang))
                return label, self.documents.day(moment, standing)
            return Labelled(moment, wording.label(moment)), self.documents.edition(moment)

        (one, before), (other, after) = side(a), side(b)
        if before.silence != after.silence:
            raise BadValue("day-and-edition", a=one.label, b=other.label)
        if after.silence == "not-restated" and before.documents.keys() != after.documents.keys():
            raise BadValue("two-series", a=one.label, b=other.label)
        found = changes.diff(self.documents, before, after, wording, spelling=spelling)
        return Compared(one, other, tuple(found))

    def _moment(self, value: str | date) -> str | date:
        """The day, or the IRI of the document, that a person means."""
        if isinstance(value, date):
            return value
        try:
            return parse_day(value)
        except BadValue:
            if re.fullmatch(r"\d+([-./ ]\d+[-./ ]|\.? [a-z]+ )\d+", value.strip().lower()):
                raise
        return self.index.resolve(value, "document", self.languages)

    def check(self, day: str | date | None = None) -> list[Finding]:
        """Everything that is wrong with the data, worst first; empty where nothing is.

        :param day: check one day's state only; None checks every document and every day on
            which something changes

        >>> import vejviser
        >>> vejviser.open().check("2024-04-01")
        []
        """
        from vejviser.checking import Wanted
        from vejviser.seating.check import Days

        only = parse_day(day) if isinstance(day, str) else day
        return self.checked(Wanted(Days(only, only))).findings

    def checked(self, wanted: Wanted | None = None) -> Checked:
        """What :meth:`check` looked at, with what it found.

        :param wanted: the days and files to look at; None for all
        """
        from vejviser.checking import Wanted, everything

        return everything(self, wanted or Wanted())


def standing(text: str) -> Standing:
    """The standing a person asks for.

    :raises BadValue: ``bad-choice``
    """
    names: dict[str, Standing] = {
        "stated": "stated",
        "oplyst": "stated",
        "all": "all",
        "alt": "all",
    }
    if text.lower() not in names:
        raise BadValue("bad-choice", value=text, names="stated, all")
    return names[text.lower()]


def open(
    data: str | Path | None = None, *, shipped: bool = True, files: Sequence[Path] = ()
) -> Vejviser:
    """The shipped graph, with a workspace layered over it where ``data`` names one.

    :param data: folder of a workspace
    :param shipped: False leaves the shipped documents and identities out
    :param files: Turtle files from elsewhere to layer over it too
    :raises VejviserError: where a file cannot be read, with its line and column

    >>> import vejviser
    >>> "https://w3id.org/vejviser/source/guide-2024" in vejviser.open().dataset.documents()
    True
    """
    folder = Path(data) if data is not None else None
    return Vejviser(load.dataset(folder, shipped=shipped, files=files))
