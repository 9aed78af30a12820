"""Search: what fits a person's own words best.

Words are compared without their endings. One may match as a whole, as part of a compound, or
nearly; rare words count for more, and abbreviations of bodies for most. A hit says by which name
it was found, and whether that is the documents' or a search word of ours.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import islice, pairwise
from math import log
from pathlib import Path

from vejviser.nouns import Hit, Named
from vejviser.words import danish_key, fold, plain, stem

COMPILED = "search.json"
NEEDS, FACTS = ("need",), ("fact",)
OTHERS = ("body", "kind", "interest", "work", "agreement", "subject", "office", "person")
ENOUGH = 0.5
"""The least score of a hit."""
WORTHWHILE = 0.7
"""A further hit is shown only where it fits at least so well in proportion to the best."""
VERY_NAME = 0.85
"""The least score of a need where something bears just the name asked for."""
AHEAD = {"need": 0.08, "fact": 0.05}
"""How much more a hit counts among hits of other categories: who asks wants to get somewhere, then
to know something."""
VERY = 0.1
"""How much more the body counts whose abbreviation alone is asked for."""
TOGETHER = {False: (0.83, 0.0), True: (0.85, 0.75)}
"""How much a thing's words count that do not stand in one name: its own, and those around it; for
things and for facts, which are asked for by what they are about and by what they say of it."""
OTHER_LANGUAGE = 0.95
"""How much a label counts that is in another language than the one asked in."""
UNKNOWN = 5.0
"""The weight of a word that nothing bears; a word that one thing in 1500 bears weighs 7.3."""
ABBREVIATION = 7.0
"""The least weight of a word that is a body's abbreviation: who writes SU asks about SU."""
PLACE = 2.0
"""The most weight of a word that names an area: it rarely is what is asked for."""
QUESTION = 0.8
"""The most weight of a word that asks; it tells apart what is else alike."""
BESIDES = 0.1
"""How much it counts beside the best name that a thing's further words fit as well."""

# Words that carry no meaning in a search.
STOP = frozenset(
    fold(
        "af alle andre at bare blive bliver da de dem den der det dig din dine dit du efter egen"
        " eget egne egentlig eller en er et faa for fra gaar gerne god gode godt goer ham han har"
        " have hen henvende her hos hun hvis i ikke imellem ind jeg jer jo kan lige lidt man med"
        " mellem mens mig min mine mit naar nogen nogle nu og ogsaa ok okay om op os over paa pr"
        " saa se selv sig sin skulle som til ud under var ved vi vil vores vor vaere a an and can"
        " do does for how i in is it me my of on our the to we with"
    ).split()
)
ASKING = frozenset(
    fold(
        "hvad hvem hvilke hvilken hvilket hvor hvordan hvorfor hvornaar maa skal faar findes"
        " noget when where what who which why mange meget"
    ).split()
)
# Words of these two kinds say nothing by their parts, nor written nearly so.
SMALL = frozenset(stem(word) for word in STOP | ASKING)

Source = tuple[float, str, bool]
"""Where a thing has a word from: how much it counts there, in which text, and whether ours."""


class Corpus:
    """Things made ready to be searched, as often as one likes.

    :param read: what :attr:`read` was for the same things, to save reading them again
    """

    def __init__(
        self, things: Iterable[Named], read: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        things = list(things)
        wanted = {*NEEDS, *FACTS, *OTHERS}
        self.things = [thing for thing in things if thing.category in wanted]
        self.areas = [thing for thing in things if thing.category == "area"]
        areas = {name for area in self.areas for name in area.names()}
        self.read = read or _read(areas.union(*(_texts(thing) for thing in self.things)))
        """Each text → its words that carry meaning, without their endings."""
        self.texts: dict[str, list[str]] = defaultdict(list)
        """Each word → the texts it stands in."""
        for text, words in self.read.items():
            for word in words:
                self.texts[word].append(text)
        self.holders: dict[str, list[tuple[int, int, float, bool]]] = defaultdict(list)
        """Each text → the things that have it, after how it counts there; the documents' last."""
        for at, thing in enumerate(self.things):
            own, around = TOGETHER[thing.category in FACTS]
            for rank, texts in enumerate((thing.hints, thing.context, thing.ours, _said(thing))):
                held = (rank, at, own if rank > 1 else around, rank in (0, 2))
                for text in texts:
                    self.holders[text].append(held)
        self.places = {word for name in areas for word in self.read[name]}
        self.known = set(self.texts)
        self.content = self.known - SMALL
        self.words = sorted(self.content)
        self.text = "\n" + "\n".join(self.words) + "\n"
        self.abbreviations = {
            self.read[name][0]
            for thing in self.things
            if thing.category in ("body", "kind")
            for name in thing.stated
            if len(self.read[name]) == 1 and sum(map(str.isupper, name)) > 1
        }

    def alike(self, wanted: str) -> dict[str, float]:
        """Each word here that a wanted word matches, with how well (0–1]."""
        found: dict[str, float] = {}
        if wanted not in SMALL:
            for word in self._longer(wanted) if len(wanted) >= 4 else ():
                share = len(wanted) / len(word)
                if len(wanted) >= 6 or share >= 0.6:
                    found[word] = 0.6 + 0.3 * share
            for word in self._around(wanted) if len(wanted) >= 5 else ():
                found.setdefault(word, 0.6)
            for part, how in self._parts(wanted):
                found[part] = max(how, found.get(part, 0.0))
        if wanted in self.known:
            found[wanted] = 1.0
        if wanted in SMALL or max(found.values(), default=0.0) > 0.6:
            return found
        return found | self._nearly(wanted)

    def _parts(self, wanted: str) -> Iterable[tuple[str, float]]:
        """The words a word begins and ends with; short ones only where the word is made of both."""
        for cut in range(3, len(wanted) - 2):
            head, tail = wanted[:cut], wanted[cut:]
            heads = [word for word in (head, head.rstrip("se")) if word in self.content]
            share = cut / len(wanted)
            both = bool(heads) and tail in self.content
            if heads and (cut >= 6 or share >= 0.6):
                yield heads[0], 0.6 + 0.3 * share
            elif heads and (cut >= 5 or both):
                yield heads[0], 0.6
            if tail in self.content and (len(tail) >= 5 or both):
                yield tail, 0.6

    def _longer(self, wanted: str) -> Iterable[str]:
        """The words that begin with a word."""
        for at in range(bisect_left(self.words, wanted), len(self.words)):
            if not self.words[at].startswith(wanted):
                return
            yield self.words[at]

    def _around(self, wanted: str) -> Iterable[str]:
        """The words that contain a word."""
        return re.findall(rf"\n(?=(\w*{re.escape(wanted)}\w*)\n)", self.text)

    def _nearly(self, wanted: str) -> dict[str, float]:
        """The words that differ from an unknown one by a slip; only those that begin like it."""
        found: dict[str, float] = {}
        if len(wanted) < 5:
            return found
        for word in self._longer(wanted[:2]):
            if abs(len(word) - len(wanted)) <= 2:
                slip = SequenceMatcher(None, wanted, word)
                if slip.quick_ratio() >= 0.8 and (ratio := slip.ratio()) >= 0.8:
                    found[word] = 0.8 * ratio
        return found


def written(corpus: Corpus) -> str:
    """A corpus as the text of a file from which :func:`compiled` makes it again."""
    things = [
        {key: sorted(value) if isinstance(value, set) else value for key, value in vars(t).items()}
        for t in sorted((*corpus.areas, *corpus.things), key=lambda t: (t.category, t.iri))
    ]
    read = dict(sorted(corpus.read.items()))
    return json.dumps({"things": things, "read": read}, ensure_ascii=False)


def compiled(path: Path) -> Corpus:
    """The corpus that a file holds."""
    found = json.loads(path.read_text(encoding="utf-8"))
    sets = ("stated", "ours", "context", "hints")
    things = (Named(**thing | {key: set(thing[key]) for key in sets}) for thing in found["things"])
    return Corpus(things, found["read"])


def tokens(text: str) -> list[str]:
    """The folded words of a text, a single letter with the word before it: PLO-H, not PLO and H.

    >>> tokens("Hvor mange sidder i SU's og PLO-H's udvalg?")
    ['hvor', 'mange', 'sidder', 'i', 'su', 'og', 'ploh', 'udvalg']
    """
    return _words(text)[0]


def _words(text: str) -> list[list[str]]:
    """The words of each line of a text."""
    bare = plain(re.sub(r"['’]s\b", "", text))
    return [line.split() for line in re.sub(r"([a-z])[ -]([b-hj-z])\b", r"\1\2", bare).split("\n")]


def _said(thing: Named) -> set[str]:
    return thing.stated.union(thing.preferred.values())


def _texts(thing: Named) -> set[str]:
    return thing.names() | thing.context | thing.hints


def _read(texts: Iterable[str]) -> dict[str, Sequence[str]]:
    """Each text with its words that carry meaning; all words where none does."""
    texts = list(texts)
    lines = _words("\n".join(text.replace("\n", " ") for text in texts))
    bare = {word: stem(word) for word in {word for line in lines for word in line}}
    return {
        text: tuple(
            [bare[word] for word in line if word not in STOP] or [bare[word] for word in line]
        )
        for text, line in zip(texts, lines, strict=True)
    }


def answers(
    things: Corpus | Iterable[Named],
    text: str,
    lang: str = "da",
    suits: Callable[[Hit], bool] = lambda _: True,
) -> list[Hit]:
    """What answers a person's words, best first: needs, facts and other things.

    What fits much worse than the best of its kind is left out, and so is a need that only shares a
    word with a thing that bears the very name asked for.

    :param suits: whether a hit is an answer at all; asked of the best until there are enough
    """
    hits = search(things, text, (*NEEDS, *FACTS, *OTHERS), lang)
    needs, facts, others = (
        [hit for hit in hits if hit.category in kinds] for kinds in (NEEDS, FACTS, OTHERS)
    )
    named = any(hit.score >= 1 and not hit.ours for hit in others)
    needs = [hit for hit in needs if hit.score >= (VERY_NAME if named else 0)]
    kept: list[Hit] = []
    for found, most in ((needs, 3), (facts, 3), (others, 5)):
        worthwhile = (hit for hit in found if hit.score >= WORTHWHILE * found[0].score)
        kept += islice(filter(suits, worthwhile), most)
    return sorted(kept, key=lambda hit: -hit.score - _ahead(hit, text))


def _ahead(hit: Hit, text: str) -> float:
    """How much more a hit counts than its score: most, where it is the very abbreviation asked."""
    very = hit.category in OTHERS and fold(hit.matched) == fold(text)
    return VERY if very and sum(map(str.isupper, hit.matched)) > 1 else AHEAD.get(hit.category, 0.0)


def search(
    things: Corpus | Iterable[Named], text: str, categories: Sequence[str], lang: str = "da"
) -> list[Hit]:
    """The things of these categories that fit the words, best first, then by category.

    Empty where nothing fits, or where the text has no word in it.
    """
    asked = {stem(word): word for word in tokens(text) if word not in STOP}
    asked = asked or {stem(word): word for word in tokens(text)}
    if not asked:
        return []
    corpus = things if isinstance(things, Corpus) else Corpus(things)
    likeness = {word: corpus.alike(word) for word in asked}
    _join(corpus, list(asked), likeness)
    matched = {word for fits in likeness.values() for word in fits}
    fitting = {text for word in matched for text in corpus.texts.get(word, ())}
    bags = _bags(corpus, fitting)
    spread = Counter(word for bag in bags.values() for word in bag if word in matched)
    weight = {
        word: _weight(corpus, word, first in ASKING, likeness[word], spread)
        for word, first in asked.items()
    }
    telling = {w for word, first in asked.items() if first not in ASKING for w in likeness[word]}
    hits = [
        (_hit(thing, bag, fitting, corpus, likeness, weight, lang), thing)
        for at, bag in sorted(bags.items())
        if (thing := corpus.things[at]).category in categories
        and not (telling or matched).isdisjoint(bag)
    ]
    order = [
        (-hit.score, categories.index(hit.category), danish_key(thing.label(("da", "en"))), hit)
        for hit, thing in hits
        if hit.score >= ENOUGH
    ]
    return [hit for *_, hit in sorted(order, key=lambda row: row[:3])]


def _bags(corpus: Corpus, fitting: set[str]) -> dict[int, dict[str, Source]]:
    """Every word of the fitting texts that a thing may be found by; ours give way."""
    bags: dict[int, dict[str, Source]] = defaultdict(dict)
    held = sorted(
        (rank, text, at, counts, ours)
        for text in fitting
        for rank, at, counts, ours in corpus.holders[text]
    )
    for _, text, at, counts, ours in held:
        bags[at].update(dict.fromkeys(corpus.read[text], (counts, text, ours)))
    return bags


def _join(corpus: Corpus, asked: list[str], likeness: dict[str, dict[str, float]]) -> None:
    """Let two words that stand together match the compound of them."""
    for one, other in pairwise(asked):
        for glue in ("", "s", "e"):
            if (both := one + glue + other) in corpus.known:
                likeness[one][both] = likeness[other][both] = 0.95


def _weight(
    corpus: Corpus, word: str, asking: bool, fits: dict[str, float], spread: Counter[str]
) -> float:
    if not fits:
        return QUESTION if asking else UNKNOWN
    common = sum(spread[other] for other, how in fits.items() if how >= 0.9)
    rare = log(1 + len(corpus.things) / (common or 1))
    if word in corpus.abbreviations:
        return max(rare, ABBREVIATION)
    return min(rare, QUESTION if asking else PLACE if word in corpus.places else rare)


def _hit(
    thing: Named,
    bag: dict[str, Source],
    fitting: set[str],
    corpus: Corpus,
    likeness: dict[str, dict[str, float]],
    weight: dict[str, float],
    lang: str,
) -> Hit:
    """How well a thing fits: by its best single name, or less by all its words taken together."""
    score, _, name, ours = max(
        (_by_name(thing, name, corpus, likeness, weight, lang) for name in thing.names() & fitting),
        default=(0.0, False, "", False),
    )
    together, by, by_ours = _together(bag, likeness, weight)
    if together > score:
        score, name, ours = together, by or thing.label((lang, "da", "en")), by_ours
    own, _ = TOGETHER[thing.category in FACTS]
    score = (score + BESIDES * together / own) / (1 + BESIDES)
    return Hit(thing.iri, thing.category, round(score, 4), name, ours)


def _by_name(
    thing: Named,
    name: str,
    corpus: Corpus,
    likeness: dict[str, dict[str, float]],
    weight: dict[str, float],
    lang: str,
) -> tuple[float, bool, str, bool]:
    """How well one name fits, whether it is the documents', the name, and whether it is ours."""
    words, ours = corpus.read[name], name in thing.ours
    others = {text for other, text in thing.preferred.items() if other not in ("", lang)}
    foreign = name in others and name != thing.preferred.get(lang, "")
    covered = _covered(words, likeness, weight) / sum(weight.values())
    score = 0.8 * covered + 0.2 * _used(words, likeness)
    return (OTHER_LANGUAGE if foreign else 1.0) * score, not ours, name, ours


def _together(
    bag: dict[str, Source], likeness: dict[str, dict[str, float]], weight: dict[str, float]
) -> tuple[float, str, bool]:
    """How well all words of a thing fit; and where the weightiest is ours, by which text."""
    got, marked = 0.0, ("", 0.0)
    for asked, fits in likeness.items():
        best, word = max(
            ((fit * bag[word][0], word) for word, fit in fits.items() if word in bag),
            default=(0.0, ""),
        )
        got += weight[asked] * best
        if word and bag[word][2] and weight[asked] > marked[1]:
            marked = (bag[word][1], weight[asked])
    return got / sum(weight.values()), marked[0], bool(marked[0])


def _covered(
    words: Sequence[str], likeness: dict[str, dict[str, float]], weight: dict[str, float]
) -> float:
    """The weight of what was asked for that a name covers."""
    return sum(
        weight[asked] * max((fits[word] for word in words if word in fits), default=0.0)
        for asked, fits in likeness.items()
    )


def _used(words: Sequence[str], likeness: dict[str, dict[str, float]]) -> float:
    """How much of the name the question takes up (0–1)."""
    hits = [max((fits.get(word, 0.0) for fits in likeness.values()), default=0.0) for word in words]
    return sum(hits) / len(hits) if hits else 0.0
