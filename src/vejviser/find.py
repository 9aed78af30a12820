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

NEEDS, FACTS = ("need",), ("fact",)
OTHERS = ("body", "kind", "interest", "work", "agreement", "subject", "office", "person")
ENOUGH = 0.45
"""The least score of a hit."""
WORTHWHILE = 0.7
"""A further hit is shown only where it fits at least so well in proportion to the best."""
VERY_NAME = 0.85
"""The least score of a need where something bears just the name asked for."""
AHEAD = {"need": 0.1}
"""How much more a hit counts among hits of other categories: who asks wants to get somewhere."""
TOGETHER = {False: (0.75, 0.0), True: (0.95, 0.8)}
"""How much a thing's words count that do not stand in one name: its own, and those around it; for
things and for facts, which are asked for by what they are about and by what they say of it."""

# Words that carry no meaning in a search.
STOP = frozenset(
    fold(
        "af alle at blive da de dem den der det dig din dine dit du efter eller en er et faa"
        " faar for fra gaar goer ham han har have hen henvende her hos hvad hvem hvilke hvilken"
        " hvilket hvis hvor hvordan hvornaar hvorfor i ikke jeg kan man med mig min mine"
        " mit naar og om over paa skal sig sin som til ud var ved vil vi a an and for how i in"
        " is my of on the to what when where who"
    ).split()
)

Bag = dict[str, float]
Form = tuple[list[str], str, bool]
"""A name: its folded words, the name as written, and whether it is ours."""


def answers(things: Iterable[Named], text: str) -> list[Hit]:
    """What answers a person's words, best first: needs, facts and other things.

    What fits much worse than the best of its kind is left out, and so is a need that only shares a
    word with a thing that bears the very name asked for.
    """
    things = list(things)
    needs, facts, others = (search(things, text, kinds) for kinds in (NEEDS, FACTS, OTHERS))
    named = any(hit.score >= 1 and not hit.ours for hit in others)
    needs = [hit for hit in needs if hit.score >= (VERY_NAME if named else 0)]
    kept = [
        hit
        for hits, most in ((needs, 3), (facts, 3), (others, 5))
        for hit in hits[:most]
        if hit.score >= WORTHWHILE * hits[0].score
    ]
    return sorted(kept, key=lambda hit: -hit.score - AHEAD.get(hit.category, 0.0))


def search(things: Iterable[Named], text: str, categories: Sequence[str]) -> list[Hit]:
    """The things of these categories that fit the words, best first, then by category.

    Empty where nothing fits, or where the text has no word in it.
    """
    wanted = [w for w in fold(text).split() if w not in STOP] or fold(text).split()
    if not wanted:
        return []
    chosen = {thing.iri: thing for thing in things if thing.category in categories}
    forms = {iri: _forms(thing) for iri, thing in chosen.items()}
    bags = {iri: _bag(thing, forms[iri]) for iri, thing in chosen.items()}
    spread = Counter(word for bag in bags.values() for word in bag)
    likeness = {w: _likeness(w, spread) for w in wanted}
    weight = {w: log(1 + len(forms) / _commonness(likeness[w], spread)) for w in wanted}
    matched = {word for fits in likeness.values() for word in fits}
    hits = [
        _hit(thing, forms[iri], bags[iri], likeness, weight)
        for iri, thing in chosen.items()
        if not matched.isdisjoint(bags[iri])
    ]

    def order(hit: Hit) -> tuple[object, ...]:
        label = chosen[hit.iri].label(("da", "en"))
        return (-hit.score, categories.index(hit.category), danish_key(label))

    return sorted((hit for hit in hits if hit.score >= ENOUGH), key=order)


def _forms(thing: Named) -> list[Form]:
    stated = {*thing.preferred.values(), *thing.stated}
    return [(fold(name).split(), name, name not in stated) for name in sorted(thing.names())]


def _bag(thing: Named, forms: list[Form]) -> Bag:
    """All words a thing may be found by, with how much each counts when taken together."""
    own, around = TOGETHER[thing.category in FACTS]
    words = {word: around for text in thing.context for word in fold(text).split()}
    return words | {word: own for form, _, _ in forms for word in form}


def _hit(
    thing: Named,
    forms: list[Form],
    bag: Bag,
    likeness: dict[str, dict[str, float]],
    weight: dict[str, float],
) -> Hit:
    """How well a thing fits: by its best single name, or less by all its words taken together."""
    score, stated, name = max(
        (
            0.8 * _covered(dict.fromkeys(words, 1.0), likeness, weight)
            + 0.2 * _used(words, likeness),
            not ours,
            name,
        )
        for words, name, ours in forms
    )
    best = max(score, _covered(bag, likeness, weight))
    return Hit(thing.iri, thing.category, round(best, 4), name, not stated)


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


def _covered(words: Bag, likeness: dict[str, dict[str, float]], weight: dict[str, float]) -> float:
    """How much of what was asked for these words cover (0–1)."""
    got = sum(
        weight[w]
        * max((fit * words[word] for word, fit in fits.items() if word in words), default=0)
        for w, fits in likeness.items()
    )
    return got / sum(weight.values())


def _used(words: list[str], likeness: dict[str, dict[str, float]]) -> float:
    """How much of the name the question takes up (0–1)."""
    hits = [max((fits.get(word, 0.0) for fits in likeness.values()), default=0.0) for word in words]
    return sum(hits) / len(hits) if hits else 0.0
