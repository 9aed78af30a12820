"""Names of things, both ways: from what people write to the thing, and from the thing to its label.

The index is read from a store as far as a question needs it. It keeps the words the documents use
apart from search words of ours (``skos:hiddenLabel``).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from vejviser.errors import Ambiguous, Unknown
from vejviser.names import ID, PREFIXES, RDF_TYPE, SOURCE, VV, expand, shorten
from vejviser.nouns import Named
from vejviser.words import coarse, danish_key, fold, fold_hard, near

if TYPE_CHECKING:
    import pyoxigraph as ox

# Which category a thing falls in, by its class or its scheme; the first that fits.
CATEGORIES = {
    PREFIXES["org"] + "Organization": "body",
    PREFIXES["org"] + "FormalOrganization": "body",
    PREFIXES["org"] + "OrganizationalCollaboration": "body",
    VV + "Interest": "interest",
    VV + "Area": "area",
    VV + "Document": "document",
    VV + "Section": "section",
    VV + "Series": "series",
    VV + "Point": "point",
    PREFIXES["eli"] + "LegalResource": "agreement",
    PREFIXES["eli"] + "LegalResourceSubdivision": "provision",
    PREFIXES["schema"] + "CreativeWork": "work",
    PREFIXES["schema"] + "WebSite": "work",
    PREFIXES["schema"] + "EventSeries": "work",
    PREFIXES["schema"] + "Event": "work",
    PREFIXES["foaf"] + "Person": "person",
    ID + "kinds": "kind",
    ID + "offices": "office",
    ID + "roles": "role",
    ID + "needs": "need",
    ID + "subjects": "subject",
    ID + "measures": "measure",
    ID + "acts": "act",
}

# What a parameter type accepts, most likely meaning first.
ACCEPTS: dict[str, tuple[str, ...]] = {
    "body": ("body", "kind", "interest"),
    "waypoint": ("body", "kind", "interest", "office", "need"),
    "thing": (
        *("body", "kind", "interest", "office", "work", "agreement", "subject", "need"),
        *("provision", "area", "measure", "act", "role", "person", "document", "series"),
    ),
    "need": ("need",),
    "office": ("office",),
    "role": ("role",),
    "area": ("area",),
    "document": ("document",),
    "provision": ("provision", "agreement"),
    "concept": ("concept", "role", "measure", "act"),
}

# What a statement is on, and of which kind it is: by their names its point is found as well.
CONTEXT = tuple(
    expand(name)
    for name in (
        *("vv:about", "vv:appliesTo", "rdf:subject", "rdf:object", "vv:establishes", "vv:begins"),
        *("vv:ends", "vv:goTo", "vv:concerns", "vv:from", "vv:appointedBy", "vv:electedBy"),
        *("vv:measure", "vv:act", "vv:channel", "vv:method", "vv:occasion", "rdf:predicate"),
        *("rdf:type", "org:member", "org:organization", "org:role", "vv:rhythm"),
    )
)
DESCRIPTION = expand("dcterms:description")
VERSION = expand("dcterms:isVersionOf")
STEP = VV + "Step"
# What is no fact to be found: opinions, and how a document spells, links and refers.
NO_FACT = frozenset(
    VV + name for name in ("Claim", "Naming", "Hyperlink", "CrossReference", "Route")
)

SKOS = PREFIXES["skos"]
PREFERRED = (SKOS + "prefLabel", PREFIXES["rdfs"] + "label", PREFIXES["dcterms"] + "title")
OTHER = (SKOS + "altLabel", PREFIXES["schema"] + "alternateName")
OURS = SKOS + "hiddenLabel"
NAMES = (*PREFERRED, *OTHER, OURS)


class Index:
    """All labelled things of a store; read as far as a question needs it."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self._single: dict[str, Named | None] = {}
        self._labels: dict[tuple[str, ...], str] = {}

    @cached_property
    def entries(self) -> dict[str, Named]:
        """IRI → entry of every labelled thing."""
        found: dict[str, Named] = {}
        classes = self._classes | self._schemes
        for prop in NAMES:
            for iri, text in _literals(self._store, prop):
                entry = found.setdefault(iri, Named(iri, _category(classes.get(iri, ""))))
                _name(entry, prop, text)
        named = dict(_pairs(self._store, VV + "name"))
        for naming, iri in _pairs(self._store, VV + "about"):
            if naming in named and iri in found:
                found[iri].stated.add(named[naming])
        return found

    @cached_property
    def facts(self) -> dict[str, Named]:
        """IRI → entry of every point that some document states a fact on, for a search.

        A fact is found by the names of its point, of what it is about and of its kind, and by how
        it is described. Claims are no facts.
        """
        texts: dict[str, set[str]] = defaultdict(set)
        hints: dict[str, set[str]] = defaultdict(set)
        for prop in CONTEXT:
            known = self._classes.items() if prop == RDF_TYPE else _pairs(self._store, prop)
            for statement, thing in known:
                if about := self.entries.get(thing):
                    texts[statement].update(about.preferred.values(), about.stated)
                    hints[statement] |= about.ours
        for statement, text in _literals(self._store, DESCRIPTION):
            texts[statement].add(text.value)
        silent = {s for s, cls in self._classes.items() if cls in NO_FACT}
        found: dict[str, Named] = {}
        for statement, point in _pairs(self._store, VERSION):
            if statement not in silent and point in self.entries:
                entry = self.entries[point]
                fact = found.setdefault(
                    point, replace(entry, category="fact", context=set(), hints=set())
                )
                fact.context |= texts[statement]
                fact.hints |= hints[statement]
        return found

    @cached_property
    def _classes(self) -> dict[str, str]:
        return dict(_pairs(self._store, RDF_TYPE))

    @cached_property
    def _schemes(self) -> dict[str, str]:
        return dict(_pairs(self._store, SKOS + "inScheme"))

    @cached_property
    def _by_name(self) -> dict[str, set[str]]:
        """Folded name → the things that bear it."""
        found: dict[str, set[str]] = defaultdict(set)
        for entry in self.entries.values():
            for name in entry.names():
                found[fold(name)].add(entry.iri)
        return found

    @cached_property
    def _by_coarse(self) -> dict[str, set[str]]:
        """Name folded hard → the things that bear it."""
        found: dict[str, set[str]] = defaultdict(set)
        for name, iris in self._by_name.items():
            found[coarse(name)] |= iris
        return found

    def entry(self, iri: str) -> Named | None:
        """One thing with its names, or None where it has none; reads that thing only."""
        if "entries" in self.__dict__:
            return self.entries.get(iri)
        if iri not in self._single:
            self._single[iri] = self._read(iri)
        return self._single[iri]

    def _read(self, iri: str) -> Named | None:
        import pyoxigraph as ox

        said = [
            (quad.predicate.value, quad.object)
            for quad in self._store.quads_for_pattern(ox.NamedNode(iri), None, None)
        ]
        values = {name: term.value for name, term in said if isinstance(term, ox.NamedNode)}
        cls = values.get(SKOS + "inScheme") or values.get(RDF_TYPE, "")
        entry = Named(iri, _category(cls))
        for name, term in said:
            if name in NAMES and isinstance(term, ox.Literal):
                _name(entry, name, term)
        return entry if entry.preferred else None

    def label(self, iri: str, languages: Sequence[str]) -> str:
        """The label of a thing in the first of these languages, or its short IRI.

        A statement is called by the point it speaks to, a step by its number; what is no IRI, by
        itself.
        """
        key = (iri, *languages)
        if known := self._labels.get(key):
            return known
        if not re.match(r"\w+:\S+$", iri):
            return iri
        if entry := self.entry(iri) or self._point(iri):
            return self._labels.setdefault(key, entry.label(languages))
        number = self._position(iri)
        return f"{self.label(STEP, languages)} {number}" if number else shorten(iri)

    def _point(self, statement: str) -> Named | None:
        import pyoxigraph as ox

        version = ox.NamedNode(PREFIXES["dcterms"] + "isVersionOf")
        for quad in self._store.quads_for_pattern(ox.NamedNode(statement), version, None):
            return self.entry(quad.object.value)  # type: ignore[union-attr]
        return None

    def _position(self, step: str) -> str:
        """The number of a step of a route; empty where it is none."""
        import pyoxigraph as ox

        node, position = ox.NamedNode(step), ox.NamedNode(VV + "position")
        kind, cls = ox.NamedNode(RDF_TYPE), ox.NamedNode(STEP)
        if any(self._store.quads_for_pattern(node, kind, cls)):
            for quad in self._store.quads_for_pattern(node, position, None):
                return quad.object.value  # type: ignore[union-attr]
        return ""

    def category(self, iri: str) -> str:
        """What a thing is: ``body``, ``section``, ``need`` …; empty where it has no name."""
        entry = self.entry(iri)
        return entry.category if entry else ""

    def resolve(self, text: str, kind: str, languages: Sequence[str] = ("da", "en")) -> str:
        """The IRI of what a person calls ``text``.

        Understands full and prefixed IRIs, slugs, labels, abbreviations, old names and
        misspellings, with or without æ ø å. A name written exactly so comes first.

        :param kind: a key of :data:`ACCEPTS`
        :raises Ambiguous: where several equally likely things bear the name
        :raises Unknown: where nothing does, with the nearest names
        """
        accepted = ACCEPTS[kind]
        direct = self._direct(text)
        if direct and self.category(direct) in accepted:
            return direct
        for named in (self._named_exactly, self._named_alike):
            fitting = [
                e
                for iri in named(text, languages)
                if (e := self.entry(iri)) and e.category in accepted
            ]
            if fitting:
                return self._likeliest(text, fitting, accepted, languages)
        raise self._unknown(text, kind, accepted, languages)

    def knows(self, text: str, kind: str, languages: Sequence[str] = ("da", "en")) -> bool:
        """Whether something of a kind, or several things, bear the name."""
        try:
            self.resolve(text, kind, languages)
        except Unknown:
            return False
        except Ambiguous:
            return True
        return True

    def _named_exactly(self, text: str, languages: Sequence[str]) -> set[str]:
        """The things with a label spelt exactly so; found without reading the others."""
        import pyoxigraph as ox

        return {
            quad.subject.value  # type: ignore[union-attr]
            for lang in languages
            for quad in self._store.quads_for_pattern(None, None, ox.Literal(text, language=lang))
            if quad.predicate.value in NAMES
        }

    def _named_alike(self, text: str, _: Sequence[str]) -> set[str]:
        """The things with the same name but for case, accents and how æ ø å are written."""
        return self._by_name.get(fold(text), set()) or self._by_coarse.get(fold_hard(text), set())

    def _likeliest(
        self, text: str, fitting: list[Named], accepted: Sequence[str], languages: Sequence[str]
    ) -> str:
        ranks = {entry.iri: self._rank(entry, text, accepted) for entry in fitting}
        best = [e for e in fitting if ranks[e.iri] == min(ranks.values())]
        if len(best) > 1:
            candidates = sorted((shorten(e.iri), e.label(languages)) for e in best)
            raise Ambiguous(text, candidates)
        return best[0].iri

    def in_scheme(self, scheme: str) -> list[str]:
        """The concepts of a scheme."""
        return [iri for iri, listed in self._schemes.items() if listed == scheme]

    def of_class(self, cls: str) -> list[str]:
        """The things of a class."""
        return [iri for iri, kind in _pairs(self._store, RDF_TYPE) if kind == cls]

    def resolve_among(
        self, text: str, candidates: Iterable[str], languages: Sequence[str] = ("da", "en")
    ) -> str:
        """The one of some IRIs that a person calls ``text``.

        :raises Unknown: with the labels of all of them as suggestions
        """
        members = [entry for iri in candidates if (entry := self.entry(iri))]
        for entry in members:
            names = {entry.iri, shorten(entry.iri), re.split("[/#]", entry.iri)[-1]}
            if text in names:
                return entry.iri
            if fold(text) in {fold(name) for name in names | entry.names()}:
                return entry.iri
        labels = sorted((e.label(languages) for e in members), key=danish_key)
        raise Unknown("unknown-name", text, labels)

    def _direct(self, text: str) -> str | None:
        if text.startswith(("http://", "https://")):
            return text
        prefix, colon, local = text.partition(":")
        if colon and prefix in PREFIXES:
            return PREFIXES[prefix] + local
        if re.fullmatch(r"[\w.-]+", text, re.ASCII):
            for namespace in (ID, SOURCE, VV):
                if self.entry(namespace + text):
                    return namespace + text
        return None

    def _rank(self, entry: Named, text: str, accepted: Sequence[str]) -> tuple[bool, int, bool]:
        """Ours after stated, then by the order of categories, then label before other names."""
        folded = fold(text)
        label = folded in {fold(p) for p in entry.preferred.values()}
        stated = label or folded in {fold(s) for s in entry.stated}
        return (not stated, accepted.index(entry.category), not label)

    def _unknown(
        self, text: str, kind: str, accepted: Sequence[str], languages: Sequence[str]
    ) -> Unknown:
        entries = [entry for entry in self.entries.values() if entry.category in accepted]
        ours = {name for entry in entries for name in (entry.label(languages), *entry.stated)}
        names = ours | {name for entry in entries for name in entry.preferred.values()}
        if kind == "document":
            # There are few: where none is near, all are named.
            slugs = sorted(iri.rpartition("/")[2] for iri in self.of_class(VV + "Document"))
            return Unknown("unknown-document", text, near(text, names) or slugs)
        # One who writes in another language than ours is understood, too.
        return Unknown("unknown-name", text, _likely(text, ours) or _likely(text, names))


def _likely(text: str, names: Iterable[str], most: int = 3) -> list[str]:
    """Names somebody may mean: those of which only a part is written, or else those alike."""
    # One that differs in its case alone would be said twice.
    names = list({fold(name): name for name in sorted(names, reverse=True)}.values())
    begun = [fold(word) for word in text.split()]
    longer = [
        name
        for name in names
        if len(text) > 2
        and all(any(part.startswith(word) for part in fold(name).split()) for word in begun)
    ]
    longer.sort(key=lambda name: (len(name), danish_key(name)))
    return longer[:most] or near(text, names)


def _name(thing: Named, prop: str, text: ox.Literal) -> None:
    """Take in one more name of a thing."""
    if prop in PREFERRED:
        thing.preferred[text.language or ""] = text.value
    else:
        (thing.ours if prop == OURS else thing.stated).add(text.value)


def _category(cls: str) -> str:
    """The category of a class or scheme."""
    return CATEGORIES.get(cls, "concept" if cls.startswith(VV) else "term")


def _pairs(store: ox.Store, prop: str) -> Iterator[tuple[str, str]]:
    """Subject and object of every triple with a property, as plain text."""
    import pyoxigraph as ox

    for quad in store.quads_for_pattern(None, ox.NamedNode(prop), None):
        if isinstance(quad.subject, ox.NamedNode) and not isinstance(quad.object, ox.Triple):
            yield quad.subject.value, quad.object.value


def _literals(store: ox.Store, prop: str) -> Iterator[tuple[str, ox.Literal]]:
    """Subject and text of every triple with a property that names."""
    import pyoxigraph as ox

    for quad in store.quads_for_pattern(None, ox.NamedNode(prop), None):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
            yield quad.subject.value, quad.object
