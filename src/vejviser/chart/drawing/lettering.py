"""How much room text takes, in the font that charts are drawn with, and where it breaks.

Sizes and results are in pixels. Widths are the font's own, without kerning, by which browsers draw
the names we know up to 0.02 of the size wider and 0.25 of it narrower. A character the font lacks
counts as its widest letter, so that whatever is drawn instead hardly takes more.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, takewhile
from typing import Literal

from vejviser import thirdparty

FAMILY = "IBM Plex Sans"
Weight = Literal[400, 600]

HYPHENS = "-‐–/"
VOWELS = frozenset("aeiouyæøåéèêüöäóáíú")
# What can begin a Danish syllable, beside a single consonant.
ONSETS = {
    *("bl", "br", "dr", "dv", "fj", "fl", "fr", "gl", "gn", "gr", "hj", "hv", "kj", "kl", "kn"),
    *("kr", "kv", "pj", "pl", "pr", "sj", "sk", "skr", "skv", "sl", "sm", "sn", "sp", "spl"),
    *("spr", "st", "str", "sv", "tj", "tr", "tv"),
}
# Words that often are the latter part of a compound in names of bodies and offices.
PARTS = (
    *("afdeling", "afgørelse", "afregning", "aftale", "almen", "ankenævn", "ansvar", "ansættelse"),
    *("arbejd", "behandling", "bestyrelse", "besætt", "center", "chef", "direktør", "erstatning"),
    *("fond", "forening", "forhandling", "formand", "forsamling", "forsikring", "forsyning"),
    *("fælles", "gruppe", "hjælp", "klage", "klinik", "komité", "kommune", "komst", "konsulent"),
    *("kontor", "kreds", "kvalitet", "ledelse", "lov", "læge", "lønning", "medlem", "ministeri"),
    *("myndighed", "møde", "nævn", "ordning", "organisation", "overenskomst", "patient", "plan"),
    *("pligt", "praksis", "praktiserende", "region", "repræsentant", "råd", "samarbejd"),
    *("sekretariat", "selskab", "sikring", "specialist", "styrelse", "sundhed", "sygehus"),
    *("tilsyn", "tjeneste", "uddannelse", "udvalg", "udvikling", "valg", "virksomhed"),
    *("visitation", "vurdering"),
)
# What a line costs by where it breaks, beside 1 for the line and the square of what is left empty.
WHOLE, PART, HYPHEN, SYLLABLE, ANYWHERE = 0.0, 0.1, 0.5, 2.0, 4.0
SHORT = 3
"""What is no longer, beside a hyphen, is hardly a word by itself: PLO-Hovedstaden, PLO-K."""


@dataclass(frozen=True)
class Measures:
    """The font's measures, in units of which ``per_em`` make its size."""

    per_em: int
    ascent: int
    descent: int
    cap_height: int
    widths: dict[int, dict[str, int]]
    """weight → character → width"""
    widest: dict[int, int]
    """weight → width of the widest letter"""


@dataclass(frozen=True)
class Piece:
    """What stays together on a line, and what comes after it.

    :param within: what follows if the line goes on: a space, or nothing
    :param broken: what follows if the line ends: a hyphen, or nothing
    :param cost: how ill it looks to end the line here
    """

    text: str
    within: str
    broken: str
    cost: float


@cache
def measures() -> Measures:
    """The measures that the build has taken of the font."""
    found = json.loads(thirdparty.path("widths.json").read_text(encoding="utf-8"))
    widths = {
        int(weight): {chr(first + i): w for first, *run in runs for i, w in enumerate(run)}
        for weight, runs in found["widths"].items()
    }
    return Measures(
        found["unitsPerEm"],
        found["ascent"],
        found["descent"],
        found["capHeight"],
        widths,
        {w: max(v for c, v in known.items() if c.isalpha()) for w, known in widths.items()},
    )


def width(text: str, size: float, weight: Weight = 400) -> float:
    """The width of a line of text.

    >>> width("Samarbejdsudvalg", 10)
    83.09
    """
    return _units(text, weight) * size / measures().per_em


def line_height(size: float) -> float:
    """The distance between the baselines of two lines, at which no letters touch.

    >>> line_height(10)
    13.0
    """
    font = measures()
    return (font.ascent + font.descent) * size / font.per_em


def baseline(size: float) -> float:
    """How far below the top of its line a line's letters stand.

    >>> baseline(10)
    10.25
    """
    return measures().ascent * size / measures().per_em


def wrapped(text: str, size: float, width: float, weight: Weight = 400) -> list[str]:
    """The text in lines no wider than ``width``, of about the same width.

    Breaks at spaces and after hyphens and slashes that follow a letter; inside a word only where
    that alone is too wide, by a hyphen. No character but the spaces at breaks is lost. A line is
    wider only where one character, with its hyphen, is.

    >>> wrapped("Kommunalt-lægeligt udvalg", 10, 90)
    ['Kommunalt-', 'lægeligt udvalg']
    >>> wrapped("Samarbejdsudvalget", 10, 70)
    ['Samarbejds-', 'udvalget']
    """
    room = width * measures().per_em / size
    return _lines(list(_pieces(text, room, weight)), room, weight)


@lru_cache(maxsize=10_000)
def _units(text: str, weight: Weight) -> int:
    known, widest = measures().widths[weight], measures().widest[weight]
    return sum(known.get(character, widest) for character in text)


def _lines(pieces: Sequence[Piece], room: float, weight: Weight) -> list[str]:
    """The cheapest way to break: for each number of pieces, its cost and the last line's start."""
    wide = [_units(piece.text + piece.within, weight) for piece in pieces]
    before = [0, *accumulate(wide)]
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end, last in enumerate(pieces, 1):
        tail = _units(last.text + last.broken, weight) - wide[end - 1]
        found = []
        for start in range(end - 1, -1, -1):
            taken = before[end] - before[start] + tail
            if taken > room and start < end - 1:
                break
            left = max(0.0, 1 - taken / room)
            cost = last.cost if end < len(pieces) else WHOLE
            found.append((best[start][0] + 1 + left * left + cost, start))
        best.append(min(found))
    lines, end = [], len(pieces)
    while end:
        start = best[end][1]
        inner = "".join(piece.text + piece.within for piece in pieces[start : end - 1])
        lines.append(inner + pieces[end - 1].text + pieces[end - 1].broken)
        end = start
    return lines[::-1]


def _pieces(text: str, room: float, weight: Weight) -> Iterator[Piece]:
    # A no-break space is no place to break, so this is not str.split().
    words = [word for word in re.split(r"[ \t\r\n]+", text) if word]
    for number, word in enumerate(words):
        after = " " if number < len(words) - 1 else ""
        parts = re.findall(rf".+?(?:(?<=[^\W\d])[{HYPHENS}](?=\w)|$)", word, re.DOTALL)
        for place, part in enumerate(parts):
            within = after if place == len(parts) - 1 else ""
            *inner, (rest, _) = _syllables(part, room, weight)
            for piece, cost in inner:
                yield Piece(piece, "", "" if piece[-1] in HYPHENS else "-", cost)
            yield Piece(rest, within, "", _joint(parts, place))


def _joint(parts: Sequence[str], place: int) -> float:
    """What it costs to break a word after one of its parts, which a hyphen ends but for the last.

    A word is broken there where that saves a line, and at a space where it does not.
    """
    if place == len(parts) - 1:
        return WHOLE
    sides = [sum(map(str.isalnum, part)) for part in parts[place : place + 2]]
    return HYPHEN if min(sides) > SHORT else SYLLABLE


def _syllables(part: str, room: float, weight: Weight) -> Iterator[tuple[str, float]]:
    """A part of a word with what a break after it costs, in several where it is too wide alone."""
    if _units(part, weight) <= room:
        yield part, WHOLE
        return
    costs = {place: _cost(part, place) for place in range(3, len(part) - 2)}
    places = {place: cost for place, cost in costs.items() if cost is not None}
    start = 0
    for end in sorted({*places, len(part)}):
        piece = part[start:end]
        if _units(piece if end == len(part) else piece + "-", weight) <= room:
            yield piece, places.get(end, WHOLE)
        else:
            *inner, last = _graphemes(piece)
            yield from ((one, ANYWHERE) for one in inner)
            yield last, places.get(end, WHOLE)
        start = end


def _graphemes(text: str) -> list[str]:
    """Characters, each with the marks that stand on it and a hyphen behind it."""
    found: list[str] = []
    for character in text:
        hyphen = character in HYPHENS and bool(found) and found[-1] not in HYPHENS
        if found and (hyphen or unicodedata.combining(character)):
            found[-1] += character
        else:
            found.append(character)
    return found


def _cost(word: str, place: int) -> float | None:
    """What it costs to break a word there; None where it would look wrong."""
    word = word.lower()
    head, rest = word[:place], word[place:]
    if not (word.isalpha() and VOWELS & set(head) and VOWELS & set(rest)):
        return None
    # "arbejd" begins a part, but not in "samarbejd".
    if rest.startswith(PARTS) and not any(
        word.startswith(part, start) and start + len(part) > place
        for start in range(1, place)
        for part in PARTS
    ):
        return PART
    # As many consonants as can begin a word go to the next line.
    onset = "".join(takewhile(lambda letter: letter not in VOWELS, rest))
    begins = len(onset) == 1 or onset in ONSETS
    return SYLLABLE if begins and head[-1] + onset not in ONSETS else None
