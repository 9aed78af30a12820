"""One day of a dataset: what a face asks, finds and draws of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from vejviser import snapshot
from vejviser.errors import VejviserError
from vejviser.messages import say
from vejviser.nouns import Rows, Standing
from vejviser.rules.table import table
from vejviser.words import write_day

if TYPE_CHECKING:
    import networkx
    import rdflib

    from vejviser.api import Vejviser
    from vejviser.chart.model import Chart
    from vejviser.chart.stated import Stated
    from vejviser.describe import Describer, Label, Line
    from vejviser.finding import Answer


@dataclass(frozen=True)
class Day:
    """A dataset as it stands on one day."""

    whole: Vejviser
    on: date
    standing: Standing = "stated"

    def ask(self, name: str, *, lang: str = "da", **parameters: str | int | date | None) -> Rows:
        """The rows a named query answers on this day; see :meth:`Vejviser.ask`.

        A query that takes no day answers as it always does.
        """
        clock = {"on": self.on, "standing": self.standing}
        taken = {p.name for p in self.whole.query(name).parameters}
        asked = {key: value for key, value in clock.items() if key in taken} | parameters
        return self.whole.ask(name, lang=lang, **asked)

    def describer(self, lang: str = "da", label: Label | None = None) -> Describer:
        """What puts the statements of this day into sentences.

        :param label: how things are called in them, where not by their labels
        """
        from vejviser.describe import Describer

        languages = self.whole.preference(lang)

        def ask(name: str, **parameters: str | None) -> Rows:
            return self.ask(name, lang=lang, **parameters)

        return Describer(ask, label or (lambda iri: self.whole.index.label(iri, languages)), lang)

    def lines(self, iri: str, lang: str = "da", label: Label | None = None) -> list[Line]:
        """All that is stated of a thing on this day, a sentence for each statement.

        >>> import vejviser
        >>> day = vejviser.open().on("2025-03-01")
        >>> day.lines("https://w3id.org/vejviser/id/lsu", "en")[0].text
        'Landssamarbejdsudvalget (full name)'
        """
        from vejviser.index import ACCEPTS

        describer = self.describer(lang, label)
        if self.whole.index.category(iri) in ACCEPTS["body"]:
            groups = table(self.ask("composition", lang=lang, body=iri))
            return describer.body(iri, groups)
        return describer.thing(iri)

    def cautions(self, iri: str, lang: str = "da") -> list[str]:
        """What to know of a body before all else: that no document names it, or its area's end."""
        how, last = self.whole.derived(iri), self.whole.last_known(iri)
        told = [say(f"{how}-body", lang)] if how else []
        if last and last < self.on:
            told.append(say("last-known", lang, day=write_day(last, lang)))
        return told

    def find(self, text: str, lang: str = "da", area: str | None = None) -> list[Answer]:
        """What answers a person's own words on this day, best first; empty where nothing does.

        :param area: a name or IRI of the area to be answered for

        >>> import vejviser
        >>> [best, *_] = vejviser.open().on("2025-03-01").find("barselspenge")
        >>> best.told[0].sections
        ('https://w3id.org/vejviser/source/guide-2025#2.7',)
        """
        from vejviser import finding

        index = self.whole.index
        here = index.resolve(area, "area", self.whole.preference(lang)) if area else None
        return finding.find(self, text, lang, here)

    def graph(self) -> rdflib.Graph:
        """The day as one plain rdflib graph: what stands, the bodies, and W3C ORG triples.

        >>> import vejviser
        >>> from rdflib.namespace import ORG
        >>> graph = vejviser.open().on("2024-05-01").graph()
        >>> any(graph.subject_objects(ORG.subOrganizationOf))
        True
        """
        from vejviser.export import rdflib_graph

        return rdflib_graph(snapshot.day(self.whole.store, self.on, self.standing))

    def network(self, lang: str = "da") -> networkx.MultiDiGraph:
        """The day as a networkx graph: bodies as nodes, what is stated between them as edges.

        Nodes are IRIs with ``label``, ``kind``, ``band`` and ``standing``; edges have ``relation``,
        ``label``, ``standing`` and ``document``.

        >>> import vejviser
        >>> network = vejviser.open().on("2024-05-01").network()
        >>> sorted({data["standing"] for *_, data in network.edges(data=True)})
        ['stated']
        """
        from vejviser.chart.network import network

        return network(self.stated(lang=lang))

    def chart(self, view: str, *names: str, lang: str = "da") -> Chart:
        """What a picture of this day shows, before any drawing.

        :param view: such as ``overview`` or ``body``
        :param names: what the picture is of

        :raises VejviserError: for a view there is not, a name nobody bears, nothing to draw, or
            names for more than one picture

        >>> import vejviser
        >>> su = vejviser.open().on("2025-03-01").chart("body", "SU", lang="en")
        >>> [group.number for box in su.boxes if box.role == "focus" for group in box.seats]
        ['6', '5', '1']
        """
        from vejviser.charting import charts

        made = charts(self, view, names, lang)
        if len(made) != 1:
            raise VejviserError("one-picture", number=str(len(made)))
        return made[0]

    def picture(
        self, view: str, *names: str, form: str = "svg", theme: str = "light", lang: str = "da"
    ) -> str | bytes:
        """A picture of this day, as ``vejviser chart`` writes it.

        :param form: such as ``svg``, ``png``, ``pdf``, ``pptx`` or ``text``
        :param theme: ``light``, ``dark`` or ``print``

        :raises VejviserError: as :meth:`chart`, and for a form or theme there is not

        >>> import vejviser
        >>> str(vejviser.open().on("2025-03-01").picture("body", "SU"))[:4]
        '<svg'
        """
        from vejviser.chart import LAID_OUT
        from vejviser.chart.layout import elk

        if form in LAID_OUT:
            # Before all that takes time, as the engine takes some to start.
            elk.ready()
        from vejviser.chart.formats import Style, written
        from vejviser.charting import facts

        made = self.chart(view, *names, lang=lang)
        return written([made], form, Style(theme), facts(self, lang).cite)

    def stated(self, body: str | None = None, lang: str = "da") -> Stated:
        """What is stated between all bodies on this day, or of one body and what touches it.

        :param body: a name, abbreviation or IRI
        """
        from vejviser.chart import stated
        from vejviser.chart.model import Box

        index, languages = self.whole.index, self.whole.preference(lang)
        bodies = self.whole.ask("bodies", lang=lang)
        whole = stated.stated(
            bodies,
            self.whole.ask("kinds", lang=lang),
            self.ask("relations", lang=lang),
            table(self.ask("composition", lang=lang)),
            self.ask("decisions", lang=lang),
            self.ask("duties", lang=lang),
            label=lambda iri: index.label(iri, languages),
            lang=lang,
        )
        if body is None:
            return whole
        iri = index.resolve(body, "body", languages)
        me = next((row for row in bodies if row["body"] == iri), None)
        box = Box(
            iri,
            index.label(iri, languages),
            (me and me["kind"]) or "",
            (me and me["areaKind"]) or _band(whole, iri),
        )
        siblings = {
            row["kind"] or "": row["body"] or ""
            for row in bodies
            if me and me["place"] and row["place"] == me["place"]
        }
        return stated.around(whole, box, siblings, lambda iri: index.label(iri, languages))


def _band(whole: Stated, iri: str) -> str:
    """The kind of area a kind of body belongs to, as the whole chart has it."""
    return next((box.band for box in whole.boxes if box.iri == iri), "")
