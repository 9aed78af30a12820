"""Danish and English as people write them: folding, sorting, dates, near names, lists."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache

from vejviser.errors import BadValue

# What XML 1.0 cannot hold, however it is written (https://www.w3.org/TR/xml/#charsets).
UNFIT = re.compile("[^\t\n\r\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def fold(text: str) -> str:
    """Text as it is compared: lower case, no accents, æ ø å as ae oe aa, signs as spaces.

    >>> fold("Sundhedsfaglige Råd – KEU's"), fold("Lægevagten") == fold("laegevagten")
    ('sundhedsfaglige raad keus', True)
    """
    return " ".join(plain(text).split())


def plain(text: str) -> str:
    """What :func:`fold` does, but for the white space, which stays as it is."""
    lowered = text.lower().replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    bare = re.sub(r"['’´`\u00ad]", "", lowered)
    if not bare.isascii():
        bare = re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFKD", bare))
    return re.sub(r"[^\w\s]|_", " ", bare)


@lru_cache(maxsize=16384)
def fold_hard(text: str) -> str:
    """A coarser :func:`fold` for those who type a for æ or å, and o for ø.

    >>> fold_hard("lagevagten") == fold_hard("lægevagten"), fold_hard("horing")
    (True, 'horing')
    """
    return coarse(fold(text))


def coarse(folded: str) -> str:
    """What :func:`fold_hard` does beyond :func:`fold`, for text that is folded already."""
    for double, single in (("ae", "a"), ("aa", "a"), ("oe", "o")):
        folded = folded.replace(double, single)
    return folded


# Danish endings of nouns, adjectives and verbs, and those that make a noun of a verb.
ENDINGS = frozenset(
    {"ingernes", "ingerne", "ingens", "ingen", "inger", "ing", "ernes", "erne", "ens", "ets"}
    | {"ers", "ede", "ene", "ere", "est", "en", "er", "et", "es", "e", "s"}
)


def stem(folded: str) -> str:
    """A folded word as it is searched for: :func:`coarse`, without ending and doubled letters.

    >>> [stem(word) for word in ("klinikkerne", "klinik", "henviser", "laegers", "mangel", "ssu")]
    ['klinik', 'klinik', 'henvis', 'lag', 'mangl', 'ssu']
    """
    word = coarse(folded)
    for least, shortest in ((3, 1), (4, 2)):
        if word[-1:] not in "degnrst":
            break
        for length in range(min(7, len(word) - least), shortest - 1, -1):
            if word[-length:] in ENDINGS:
                word = word[:-length]
                break
    if len(word) > 4 and word.endswith("el"):
        word = f"{word[:-2]}l"
    return re.sub(r"(?<=\w)(\w)\1", r"\1", word)


LAST_LETTERS = str.maketrans({"æ": "z1", "ø": "z2", "å": "z3"})


@lru_cache(maxsize=16384)
def danish_key(text: str) -> tuple[object, ...]:
    """Sort key of Danish text: æ ø å last, case and accents aside, numbers by size.

    >>> sorted(["Åby", "Ærø", "Aarhus", "10.1", "2.4", "Øster"], key=danish_key)
    ['2.4', '10.1', 'Aarhus', 'Ærø', 'Øster', 'Åby']
    """
    pieces: list[object] = []
    for digits, letters in re.findall(r"(\d+)|(\D+)", text.lower()):
        if digits:
            pieces.append((0, int(digits), ""))
        else:
            pieces.append((1, 0, letters.translate(LAST_LETTERS)))
    return (tuple(pieces), text)


def near(word: str, names: Iterable[str], most: int = 3) -> list[str]:
    """The names most like a word, best first; empty where none is alike.

    >>> near("Samarbejsudvalget", ["Samarbejdsudvalget", "Lægeforeningen"])
    ['Samarbejdsudvalget']
    """
    folded = fold_hard(word)
    # A bound on the likeness that costs a fraction of it; most names are ruled out by it.
    bound = SequenceMatcher(None, "", folded)
    scored = []
    for name in names:
        other = fold_hard(name)
        bound.set_seq1(other)
        if bound.real_quick_ratio() < 0.7 or bound.quick_ratio() < 0.7:
            continue
        likeness = SequenceMatcher(None, folded, other).ratio()
        if likeness >= 0.7:
            scored.append((-likeness, danish_key(name), name))
    return [name for _, _, name in sorted(scored)[:most]]


def spelt_alike(one: str, other: str) -> bool:
    """Whether two names differ in typography, spelling or an ending only, not in words or figures.

    >>> spelt_alike("præ-hospital", "præhospital"), spelt_alike("nyledsat læge", "nynedsat læge")
    (True, True)
    >>> spelt_alike("§ 93", "§ 96"), spelt_alike("mindre laug", "dellaug")
    (False, False)
    """
    mine, yours = fold(one).split(), fold(other).split()
    if "".join(mine) == "".join(yours):
        return True
    return len(mine) == len(yours) and all(
        a == b or ((a + b).isalpha() and SequenceMatcher(None, a, b).ratio() >= 0.85)
        for a, b in zip(mine, yours, strict=True)
    )


def today() -> date:
    """Today, or ``VEJVISER_TODAY`` where that is set, so that output can be repeated."""
    fixed = os.environ.get("VEJVISER_TODAY")
    return parse_day(fixed) if fixed else date.today()


def parse_day(text: str) -> date:
    """A day as people write it: ISO, Danish figures, in words, or ``i dag``/``today``.

    :raises VejviserError: ``bad-day``

    >>> parse_day("31.12.2024"), parse_day("2024-12-31")
    (datetime.date(2024, 12, 31), datetime.date(2024, 12, 31))
    >>> parse_day("1. april 2024") == parse_day("1 April 2024") == date(2024, 4, 1)
    True
    """
    wanted = text.strip().lower()
    if wanted in ("i dag", "idag", "today"):
        return today()
    iso = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", wanted, re.ASCII)
    danish = re.fullmatch(r"(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4})", wanted, re.ASCII)
    spelt = re.fullmatch(r"(\d{1,2})\.?\s*([a-z]+)\s+(\d{4})", wanted, re.ASCII)
    try:
        if iso:
            return date(*map(int, iso.groups()))
        if spelt:
            months = (names.lower().split() for names in MONTHS.values())
            [number] = {known.index(spelt[2]) + 1 for known in months if spelt[2] in known}
            return date(int(spelt[3]), number, int(spelt[1]))
        if danish:
            day, month, year = map(int, danish.groups())
            return date(year, month, day)
    except ValueError:
        pass
    raise BadValue("bad-day", value=text)


def parse_days(text: str) -> int:
    """A number of days as people write it: ``180``, ``180d`` or ``180 dage``.

    :raises VejviserError: ``bad-days``

    >>> parse_days("180d"), parse_days("30 dage")
    (180, 30)
    """
    found = re.fullmatch(r"(\d{1,5})\s*(d|dage?|days?)?", text.strip().lower(), re.ASCII)
    if not found:
        raise BadValue("bad-days", value=text)
    return int(found[1])


MONTHS = {
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "en": "January February March April May June July August September October November December",
}


def write_day(day: date, lang: str) -> str:
    """A day as people read it.

    >>> write_day(date(2024, 4, 1), "da"), write_day(date(2024, 4, 1), "en")
    ('1. april 2024', '1 April 2024')
    """
    month = MONTHS[lang].split()[day.month - 1]
    dot = "." if lang == "da" else ""
    return f"{day.day}{dot} {month} {day.year}"


def write_printed(printed: str, lang: str) -> str:
    """A year, month, day or time of day as people read it; as it is in languages we do not speak.

    >>> write_printed("2026", "da"), write_printed("2026-04", "da"), write_printed("2026-04", "nl")
    ('2026', 'april 2026', '2026-04')
    >>> write_printed("2025-03-26T17:00:00", "da")
    '26. marts 2025 kl. 17.00'
    """
    printed, _, time = printed.partition("T")
    if time and lang in MONTHS:
        hour, minute = time.split(":")[:2]
        clock = f"kl. {hour}.{minute}" if lang == "da" else f"at {hour}:{minute}"
        return f"{write_printed(printed, lang)} {clock}"
    year, *rest = printed.split("-")
    if not rest or lang not in MONTHS:
        return printed
    if len(rest) > 1:
        return write_day(date.fromisoformat(printed), lang)
    return f"{MONTHS[lang].split()[int(rest[0]) - 1]} {year}"


def write_number(number: str, lang: str) -> str:
    """A number in figures as people read it.

    >>> write_number("42.7", "da"), write_number("42.7", "en")
    ('42,7', '42.7')
    """
    return number.replace(".", ",") if lang == "da" else number


def write_period(first: str, last: str, lang: str) -> str:
    """The days from first to last, as ``2024-01-01``; a whole year as such.

    >>> write_period("2024-01-01", "2024-12-31", "da")
    '2024'
    >>> write_period("2024-02-01", "2024-03-31", "da")
    '1. februar 2024 – 31. marts 2024'
    """
    if first[:4] == last[:4] and (first[4:], last[4:]) == ("-01-01", "-12-31"):
        return first[:4]
    return f"{write_printed(first, lang)} – {write_printed(last, lang)}"


SPANS = {
    "least": ("mindst {}", "at least {}"),
    "most": ("højst {}", "at most {}"),
    "about": ("ca. {}", "about {}"),
}


def span(least: object, most: object, lang: str, *, about: bool = False) -> str:
    """Two bounds as people say them; empty where neither is stated.

    >>> span(2, None, "da"), span(6, 6, "en"), span(2, 3, "da"), span(70, 70, "da", about=True)
    ('mindst 2', '6', '2–3', 'ca. 70')
    """
    if least is None and most is None:
        return ""
    if about:
        return SPANS["about"][lang == "en"].format(least)
    if most is None:
        return SPANS["least"][lang == "en"].format(least)
    if least in (None, 0, "0"):
        return SPANS["most"][lang == "en"].format(most)
    return str(least) if least == most else f"{least}–{most}"


def listing(words: Sequence[str], lang: str) -> str:
    """Words as a list in a sentence.

    >>> listing(["a", "b", "c"], "da"), listing(["a"], "en")
    ('a, b og c', 'a')
    """
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {'og' if lang == 'da' else 'and'} {words[-1]}"


def fit(text: str) -> str:
    """One line of text with no sign in it that XML cannot hold.

    >>> fit("et\\x00 to\\n tre")
    'et to tre'
    """
    return " ".join(UNFIT.sub("", text).split())
