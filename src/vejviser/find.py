"""Search: what fits a person's own words best.

A word may match as a whole, as part of a compound, or nearly; rare words count for more. A hit
says by which name it was found, and whether that is the documents' or a search word of ours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from math import log

from vejviser.nouns import Hit, Named
from vejviser.words import coarse, danish_key, fold

ENOUGH = 0.45

# Words that carry no meaning in a search.
STOP = frozenset(
    fold(
        "af alle at blive da de dem den der det dig din dine dit du efter eller en er et faa"
        " faar for fra gaar goer ham han har have hen henvende her hos hvad hvem hvilke hvilken"
        " hvilket hvis hvor hvordan hvornaar hvorfor i ikke jeg kan koster man med mig min mine"
        " mit naar og om over paa skal sig sin som til ud var ved vil vi a an and for how i in"
        " is my of on the to what when where who"
    ).split()
)

Form = tuple[list[str], str, bool]
"""A name: its folded words, the name as written, and whether it is ours."""


def search(things: Iterable[Named], text: str, categories: Sequence[str]) -> list[Hit]:
    """The things of these categories that fit the words, best first, then by category.

    Empty where nothing fits, or where the text has no word in it.
    """
    wanted = [w for w in fold(text).split() if w not in STOP] or fold(text).split()
    if not wanted:
        return []
    chosen = {thing.iri: thing for thing in things if thing.category in categories}
    forms = {iri: _forms(thing) for iri, thing in chosen.items()}
    spread: Counter[str] = Counter()
    for names in forms.values():
        spread.update({word for words, _, _ in names for word in words})
    likeness = {w: _likeness(w, spread) for w in wanted}
    weight = {w: log(1 + len(forms) / _commonness(likeness[w], spread)) for w in wanted}
    matched = {word for fits in likeness.values() for word in fits}
    hits = [
        _hit(thing, forms[iri], likeness, weight)
        for iri, thing in chosen.items()
        if any(not matched.isdisjoint(words) for words, _, _ in forms[iri])
    ]

    def order(hit: Hit) -> tuple[object, ...]:
        label = chosen[hit.iri].label(("da", "en"))
        return (-hit.score, categories.index(hit.category), danish_key(label))

    return sorted((hit for hit in hits if hit.score >= ENOUGH), key=order)


def _forms(thing: Named) -> list[Form]:
    stated = {*thing.preferred.values(), *thing.stated}
    return [(fold(name).split(), name, name not in stated) for name in sorted(thing.names())]


def _hit(
    thing: Named,
    forms: list[Form],
    likeness: dict[str, dict[str, float]],
    weight: dict[str, float],
) -> Hit:
    """How well a thing fits: by its best single name, or less by its names taken together."""
    every = [word for words, _, _ in forms for word in words]
    together = 0.75 * _covered(every, likeness, weight)
    score, stated, name = max(
        (0.8 * _covered(words, likeness, weight) + 0.2 * _used(words, likeness), not ours, name)
        for words, name, ours in forms
    )
    return Hit(thing.iri, thing.category, round(max(score, together), 4), name, not stated)


def _likeness(wanted: str, vocabulary: Iterable[str]) -> dict[str, float]:
    """Each word of the vocabulary that a wanted word matches, with how well (0–1]."""
    found: dict[str, float] = {}
    alike = coarse(wanted)
    for word in vocabulary:
        if word == wanted:
            found[word] = 1.0
        elif len(wanted) >= 4 and coarse(word) == alike:
            found[word] = 0.95
        elif word.startswith(wanted) or wanted.startswith(word):
            shorter, longer = sorted((len(word), len(wanted)))
            if shorter >= 6 or (shorter >= 4 and shorter / longer >= 0.6):
                found[word] = 0.65 + 0.3 * shorter / longer
        elif min(len(word), len(wanted)) >= 5 and (wanted in word or word in wanted):
            found[word] = 0.6
    if not found and len(wanted) >= 5:
        for word in vocabulary:
            ratio = SequenceMatcher(None, alike, coarse(word)).ratio()
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
