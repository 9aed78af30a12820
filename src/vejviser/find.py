"""Names of things, both ways: from what people write to the thing, and from the thing to its label.

The index is read once from a store. It knows which words the documents use and which search words
are ours (``skos:hiddenLabel``), so that a hit can say so.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property
from math import log
from typing import TYPE_CHECKING

from vejviser.errors import Ambiguous, Unknown
from vejviser.names import ID, PREFIXES, RDF_TYPE, SOURCE, VV, shorten
from vejviser.words import danish_key, fold, fold_hard, near

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
    "thing": (
        *("body", "kind", "interest", "office", "work", "agreement", "subject", "need"),
        *("provision", "area", "measure", "act", "role", "document", "series"),
    ),
    "need": ("need",),
    "office": ("office",),
    "area": ("area",),
    "document": ("document",),
    "concept": ("concept", "role", "measure", "act"),
}

SKOS = PREFIXES["skos"]
PREFERRED = (SKOS + "prefLabel", PREFIXES["rdfs"] + "label", PREFIXES["dcterms"] + "title")
OTHER = (SKOS + "altLabel", PREFIXES["schema"] + "alternateName")
OURS = SKOS + "hiddenLabel"
NAMES = (*PREFERRED, *OTHER, OURS)

ENOUGH = 0.45

# Words that carry no meaning in a search.
STOP = frozenset(
    fold(
        "af alle at blive da de dem den der det dig din dine dit du efter eller en er et faa faar"
        " for fra gaar goer ham han har have hen henvende her hos hvad hvem hvilke hvilken hvilket hvis"
        " hvor hvordan hvornaar hvorfor i ikke jeg kan koster man med mig min mine mit naar og om"
        " over paa skal sig sin som til ud var ved vil vi"
        " a an and for how i in is my of on the to what when where who"
    ).split()
)


@dataclass
class Entry:
    """One thing with its names."""

    iri: str
    category: str
    preferred: dict[str, str] = field(default_factory=dict)
    stated: set[str] = field(default_factory=set)
    ours: set[str] = field(default_factory=set)

    def add(self, prop: str, text: ox.Literal) -> None:
        """Take in one more name."""
        if prop in PREFERRED:
            self.preferred[text.language or ""] = text.value
        else:
            (self.ours if prop == OURS else self.stated).add(text.value)

    def names(self) -> set[str]:
        """Every name it has, ours included."""
        return {*self.preferred.values(), *self.stated, *self.ours}

    def label(self, languages: Sequence[str]) -> str:
        """The label in the first language that has one, else any, else the short IRI."""
        for lang in languages:
            if lang in self.preferred:
                return self.preferred[lang]
        return min(self.preferred.values(), default=shorten(self.iri))


@dataclass(frozen=True)
class Hit:
    """One answer to a search: what was found, how well it fits (0–1), and by which word."""

    iri: str
    category: str
    score: float
    matched: str
    ours: bool


class Index:
    """All labelled things of a store; read as far as a question needs it."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self._single: dict[str, Entry | None] = {}

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """IRI → entry of every labelled thing."""
        found: dict[str, Entry] = {}
        classes = dict(_pairs(self._store, RDF_TYPE)) | self._schemes
        for prop in NAMES:
            for iri, text in _literals(self._store, prop):
                entry = found.setdefault(iri, Entry(iri, _category(classes.get(iri, ""))))
                entry.add(prop, text)
        named = dict(_pairs(self._store, VV + "name"))
        for naming, iri in _pairs(self._store, VV + "about"):
            if naming in named and iri in found:
                found[iri].stated.add(named[naming])
        return found

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

    def entry(self, iri: str) -> Entry | None:
        """One thing with its names, or None where it has none; reads that thing only."""
        if "entries" in self.__dict__:
            return self.entries.get(iri)
        if iri not in self._single:
            self._single[iri] = self._read(iri)
        return self._single[iri]

    def _read(self, iri: str) -> Entry | None:
        import pyoxigraph as ox

        said = [
            (quad.predicate.value, quad.object)
            for quad in self._store.quads_for_pattern(ox.NamedNode(iri), None, None)
        ]
        values = {name: term.value for name, term in said if isinstance(term, ox.NamedNode)}
        cls = values.get(SKOS + "inScheme") or values.get(RDF_TYPE, "")
        entry = Entry(iri, _category(cls))
        for name, term in said:
            if name in NAMES and isinstance(term, ox.Literal):
                entry.add(name, term)
        return entry if entry.preferred else None

    def label(self, iri: str, languages: Sequence[str]) -> str:
        """The label of a thing in the first of these languages, or its short IRI.

        A statement is called by the point it speaks to.
        """
        entry = self.entry(iri) or self._point(iri)
        return entry.label(languages) if entry else shorten(iri)

    def _point(self, statement: str) -> Entry | None:
        import pyoxigraph as ox

        version = ox.NamedNode(PREFIXES["dcterms"] + "isVersionOf")
        for quad in self._store.quads_for_pattern(ox.NamedNode(statement), version, None):
            return self.entry(quad.object.value)  # type: ignore[union-attr]
        return None

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
        if direct and self.category(direct) in ("", *accepted):
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
        return self._by_name.get(fold(text), set()) or {
            iri
            for name, iris in self._by_name.items()
            if fold_hard(name) == fold_hard(text)
            for iri in iris
        }

    def _likeliest(
        self, text: str, fitting: list[Entry], accepted: Sequence[str], languages: Sequence[str]
    ) -> str:
        ranks = {entry.iri: self._rank(entry, text, accepted) for entry in fitting}
        best = [e for e in fitting if ranks[e.iri] == min(ranks.values())]
        if len(best) > 1:
            candidates = sorted((shorten(e.iri), e.label(languages)) for e in best)
            raise Ambiguous(text, candidates)
        return best[0].iri

    def resolve_in(self, text: str, scheme: str, languages: Sequence[str] = ("da", "en")) -> str:
        """The IRI of the concept of a scheme that a person calls ``text``.

        :raises Unknown: with the scheme's concepts as suggestions
        """
        members = [self.entries[iri] for iri, s in self._schemes.items() if s == scheme]
        for entry in members:
            names = {entry.iri.rpartition("#")[2], entry.iri.rpartition("/")[2]}
            if fold(text) in {fold(n) for n in (*names, *entry.preferred.values(), *entry.stated)}:
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

    def _rank(self, entry: Entry, text: str, accepted: Sequence[str]) -> tuple[bool, int, bool]:
        """Ours after stated, then by the order of categories, then label before other names."""
        folded = fold(text)
        label = folded in {fold(p) for p in entry.preferred.values()}
        stated = label or folded in {fold(s) for s in entry.stated}
        return (not stated, accepted.index(entry.category), not label)

    def _unknown(
        self, text: str, kind: str, accepted: Sequence[str], languages: Sequence[str]
    ) -> Unknown:
        names: dict[str, str] = {}
        for entry in self.entries.values():
            if entry.category in accepted:
                for name in (*entry.preferred.values(), *entry.stated):
                    names.setdefault(name, entry.label(languages))
        key = "unknown-document" if kind == "document" else "unknown-name"
        return Unknown(key, text, list(dict.fromkeys(near(text, names))))

    def search(self, text: str, categories: Sequence[str]) -> list[Hit]:
        """What fits the words best, best first, then by category; empty where nothing does.

        A word may match as a whole, as part of a compound, or nearly; rare words count for more.
        """
        wanted = [w for w in fold(text).split() if w not in STOP] or fold(text).split()
        names = {
            e.iri: [
                (fold(n).split(), n, n not in e.stated and n not in e.preferred.values())
                for n in sorted(e.names())
            ]
            for e in self.entries.values()
            if e.category in categories
        }
        spread: Counter[str] = Counter()
        for forms in names.values():
            spread.update({word for words, _, _ in forms for word in words})
        likeness = {w: _likeness(w, spread) for w in wanted}
        weight = {w: log(1 + len(names) / _commonness(likeness[w], spread)) for w in wanted}
        hits = [self._hit(iri, forms, likeness, weight) for iri, forms in names.items()]
        return sorted(
            (hit for hit in hits if hit.score >= ENOUGH),
            key=lambda h: (
                -h.score,
                categories.index(h.category),
                danish_key(self.label(h.iri, ("da",))),
            ),
        )

    def _hit(
        self,
        iri: str,
        forms: list[tuple[list[str], str, bool]],
        likeness: dict[str, dict[str, float]],
        weight: dict[str, float],
    ) -> Hit:
        """How well a thing fits: by its best single name, or less by its names taken together."""
        every = [word for words, _, _ in forms for word in words]
        together = 0.75 * _covered(every, likeness, weight)
        scored = [
            (0.8 * _covered(words, likeness, weight) + 0.2 * _used(words, likeness), not ours, name)
            for words, name, ours in forms
        ]
        score, stated, name = max(scored)
        return Hit(
            iri, self.entries[iri].category, round(max(score, together), 4), name, not stated
        )


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


def _likeness(wanted: str, vocabulary: Iterable[str]) -> dict[str, float]:
    """Each word of the vocabulary that a wanted word matches, with how well (0–1]."""
    found: dict[str, float] = {}
    for word in vocabulary:
        if word == wanted:
            found[word] = 1.0
        elif fold_hard(word) == fold_hard(wanted):
            found[word] = 0.95
        elif min(len(word), len(wanted)) >= 3 and (
            word.startswith(wanted) or wanted.startswith(word)
        ):
            found[word] = 0.65 + 0.3 * min(len(word), len(wanted)) / max(len(word), len(wanted))
        elif min(len(word), len(wanted)) >= 5 and (wanted in word or word in wanted):
            found[word] = 0.6
    if not found and len(wanted) >= 5:
        for word in vocabulary:
            ratio = SequenceMatcher(None, fold_hard(wanted), fold_hard(word)).ratio()
            if ratio >= 0.82:
                found[word] = 0.7 * ratio
    return found


def _commonness(likeness: dict[str, float], spread: Counter[str]) -> int:
    return sum(spread[word] for word, how in likeness.items() if how >= 0.9) or 1


def _covered(
    words: Iterable[str], likeness: dict[str, dict[str, float]], weight: dict[str, float]
) -> float:
    """How much of what was asked for these words cover (0–1)."""
    words = list(words)
    got = sum(
        weight[w] * max((fits.get(word, 0.0) for word in words), default=0.0)
        for w, fits in likeness.items()
    )
    return got / sum(weight.values())


def _used(words: list[str], likeness: dict[str, dict[str, float]]) -> float:
    """How much of the name the question takes up (0–1)."""
    hits = [max((fits.get(word, 0.0) for fits in likeness.values()), default=0.0) for word in words]
    return sum(hits) / len(hits) if hits else 0.0
