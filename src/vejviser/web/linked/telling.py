"""How pages tell of things: what they are called, what is said of them, what points to them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox
from markupsafe import Markup, escape

from vejviser.messages import MESSAGES, say
from vejviser.names import GRAPH, PREFIXES, RDF_TYPE, VV, expand, shorten
from vejviser.web.linked import places
from vejviser.words import danish_key, listing, write_printed

if TYPE_CHECKING:
    from vejviser.web.linked.asked import Asked
    from vejviser.web.site import Site

Said = Mapping[str, list[ox.NamedNode | ox.BlankNode | ox.Literal]]
"""Property → its values."""

OPENS, PARTS, ENDS = "\ue000", "\ue001", "\ue002"
"""Around a label in a sentence: what it stands for, and the label itself; no text has these."""
MARKED = re.compile(f"{OPENS}([^{PARTS}]*){PARTS}([^{ENDS}]*){ENDS}")
DESCRIPTION = expand("dcterms:description")
# What stands at the head of a page, or is said better elsewhere on it.
UNTOLD = {expand(n) for n in ("skos:prefLabel", "skos:hiddenLabel", "rdfs:label", "dcterms:title")}
FIRST = (RDF_TYPE, DESCRIPTION)
XSD = PREFIXES["xsd"]


@dataclass(frozen=True)
class Entry:
    """A thing in a list.

    :param note: what it says, where it is a statement
    :param kind: of which class it is
    :param origin: the document it is of
    """

    iri: str
    href: str
    label: str
    note: str = ""
    kind: str = ""
    origin: str = ""

    @property
    def anchor(self) -> str:
        """What stands behind the ``#`` of its IRI."""
        return self.iri.rpartition("#")[2] if "#" in self.iri else ""


class Telling:
    """In one language, with links that lead to the pages of what they name."""

    def __init__(self, site: Site, ask: Asked) -> None:
        self._site, self._ask = site, ask
        self.lang = ask.lang
        self._languages = site.whole.preference(ask.lang)

    def label(self, iri: str) -> str:
        """What a thing is called; a section with its number."""
        if iri.startswith(GRAPH) and (key := f"graph-{iri.removeprefix(GRAPH)}") in MESSAGES:
            return say(key, self.lang)
        if iri == places.DESIGN:
            return say("ontology-design", self.lang)
        label, local = self._site.whole.index.label(iri, self._languages), iri.rpartition("#")[2]
        if local[:1].isdigit() and self._site.whole.index.category(iri) == "section":
            return f"{local} {label}"
        return label

    def origin(self, iri: str) -> str:
        """What the document is called that says something; empty where nothing of one does."""
        document, part, _ = iri.partition("#")
        return self.label(document) if part and document in self._site.whole.dataset.graphs else ""

    def inverse(self, prop: str) -> str:
        """What points to a thing by a property, as a heading."""
        key = "by-" + shorten(prop).replace(":", "-")
        if key in MESSAGES:
            return say(key, self.lang)
        return say("by-others", self.lang, property=self.label(prop))

    def marked(self, iri: str, label: str = "") -> str:
        """What a thing is called, marked so that :meth:`linked` makes a link of it."""
        label = label or self._site.whole.index.label(iri, self._languages)
        if label == iri or iri.startswith(VV) or not self._named(iri):
            return label
        return f"{OPENS}{iri}{PARTS}{label}{ENDS}"

    def linked(self, text: str) -> Markup:
        """A sentence as HTML, in which the marked things are links."""
        html, end = Markup(), 0
        for found in MARKED.finditer(text):
            html += escape(text[end : found.start()]) + self.link(found[1], found[2])
            end = found.end()
        return html + escape(text[end:])

    def link(self, iri: str, label: str = "") -> Markup:
        """A thing as a link: to its page here, or else to itself where that is on the web."""
        label = label or self.label(iri)
        if iri == places.DESIGN:
            return Markup(escape(label))
        if self._named(iri):
            href = self._ask.link(iri)
        elif iri.startswith(("http://", "https://")):
            href = iri
        else:
            return Markup(escape(label))
        return Markup('<a href="{}">{}</a>').format(href, label)

    def _named(self, iri: str) -> bool:
        """Whether there is a page on it here."""
        if iri.startswith(places.BASE):
            return True
        return iri in self._site.whole.index.entries and not iri.startswith(self._borrowed)

    _borrowed = tuple(ns for ns in PREFIXES.values() if not ns.startswith(places.BASE))
    """Of terms of others there is a name here, but no page."""

    def facts(self, said: Said, of: str = "") -> list[tuple[Markup, list[Markup]]]:
        """What is said of a thing: each property with its values.

        :param of: the document they stand in; what stands in another is told with its own
        """
        order = {prop: rank for rank, prop in enumerate(FIRST)}
        told = sorted(
            (prop for prop in said if prop not in UNTOLD),
            key=lambda prop: (order.get(prop, len(order)), danish_key(self.label(prop))),
        )
        return [(self.link(prop), self.values(said[prop], of)) for prop in told]

    def values(self, values: Iterable[object], of: str = "") -> list[Markup]:
        """Values of one property; of texts, those in the language where there are any."""
        found = list(values)
        mine = [v for v in found if getattr(v, "language", None) == self.lang]
        others = [v for v in found if not getattr(v, "language", None)]
        shown = [
            self._value(value, of) for value in (mine or found if not others else mine + others)
        ]
        return sorted(shown, key=lambda html: danish_key(html.striptags()))

    def _value(self, value: object, of: str) -> Markup:
        if isinstance(value, ox.NamedNode):
            origin = self.origin(value.value)
            if not origin or value.value.partition("#")[0] == of:
                return self.link(value.value)
            note = Markup(' <span class="note">{}</span>').format(origin)
            return self.link(value.value) + note
        assert isinstance(value, ox.Literal)
        text = value.value
        if value.language:
            return Markup('<span lang="{}">{}</span>').format(value.language, text)
        match value.datatype.value.removeprefix(XSD):
            case "boolean":
                return Markup(escape(say("yes" if text == "true" else "no", self.lang)))
            case "date" | "gYear" | "gYearMonth":
                return Markup(escape(write_printed(text, self.lang)))
        if text.startswith(("https://", "http://")) and not re.search(r"\s", text):
            return Markup('<a href="{}">{}</a>').format(text, text)
        return Markup(escape(text))

    def entry(self, iri: str, said: Said) -> Entry:
        """A thing as it stands in a list."""
        kinds = [self.label(kind.value) for kind in said.get(RDF_TYPE, ())]
        texts = {getattr(text, "language", ""): text.value for text in said.get(DESCRIPTION, ())}
        note = next((texts[lang] for lang in self._languages if lang in texts), "")
        return Entry(
            iri,
            self._ask.link(iri),
            self.label(iri),
            note,
            listing(sorted(kinds, key=danish_key), self.lang),
            self.origin(iri),
        )

    def told(self, iri: str) -> Said:
        """What is said of a thing, whenever and wherever."""
        found: dict[str, list[ox.NamedNode | ox.BlankNode | ox.Literal]] = defaultdict(list)
        for quad in self._site.whole.store.quads_for_pattern(ox.NamedNode(iri), None, None):
            values = found[quad.predicate.value]
            if quad.object not in values and not isinstance(quad.object, ox.Triple):
                values.append(quad.object)
        return found

    def order(self, one: Entry) -> tuple[object, ...]:
        """How entries follow one another: by name, then by document."""
        return danish_key(one.label), one.origin, one.iri
