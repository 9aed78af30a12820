"""What stands in one cell: days, times, yes and no, and what may not stand there."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, time
from functools import cache

from vejviser.errors import BadValue
from vejviser.roster.rows import Period
from vejviser.words import fold, parse_day

YES = frozenset({"ja", "j", "x", "yes", "y", "1", "sand", "true"})
NO = frozenset({"nej", "n", "no", "0", "falsk", "false"})

# A roster is about people who live; anything else is a slip of the finger.
FIRST_YEAR, LAST_YEAR = 1900, 2199

# Excel drops the zero in front, and people put what they like between the figures.
BETWEEN = r"[-\u2010-\u2015./ \u00a0]{0,3}"
CPR = re.compile(
    rf"(?<![0-9])([0-9]{{2}}){BETWEEN}([0-9]{{2}}){BETWEEN}([0-9]{{2}}){BETWEEN}[0-9]{{4}}(?![0-9])"
)
BARE_CPR = re.compile(r"[0-9]{9}")
FORMULA = re.compile(r"\s*(?![+-][0-9][0-9 .,:]*$)[=+\-@].", re.DOTALL)


def is_cpr(text: str) -> bool:
    """Whether a text holds ten figures that may be somebody's civil registration number.

    >>> is_cpr("Født 311299-1234"), is_cpr("311399-1234"), is_cpr("101901234")
    (True, False, True)
    >>> is_cpr("31.12.99 1234"), is_cpr("31-12-1999 12.34"), is_cpr("12 11 10 09")
    (True, False, False)
    """
    if len(text) < 9:
        return False
    bare = text.strip()
    if BARE_CPR.fullmatch(bare):
        bare = f"0{bare}"
    return any(
        1 <= int(found[2]) <= 12 and 1 <= int(found[1]) <= _longest(int(found[2]), int(found[3]))
        for found in CPR.finditer(bare)
    )


def is_formula(text: str) -> bool:
    """Whether a spreadsheet may take a text for a formula; a number with a sign is none.

    >>> is_formula("=1+1"), is_formula("@Bo"), is_formula("+45 12 34 56 78"), is_formula("-")
    (True, True, False, False)
    """
    return bool(FORMULA.match(text))


def text(text: str) -> str:
    """What people write, such as a name or a note.

    :raises BadValue: ``roster-formula``, so that it can be written to CSV as it is
    """
    if is_formula(text):
        raise BadValue("roster-formula")
    return text


def _longest(month: int, year: int) -> int:
    """How many days a month has in the year of some century that ends in these figures."""
    return max(monthrange(century + year, month)[1] for century in (1900, 2000))


def day(text: str) -> date | None:
    """A whole day; None where the cell is empty.

    :raises BadValue: ``roster-not-one-day``, also for a day that depends on when the file is read

    >>> day("31.12.2024"), day("")
    (datetime.date(2024, 12, 31), None)
    """
    if not text:
        return None
    if found := _whole_day(text):
        return found
    raise BadValue("roster-not-one-day", value=text)


def _whole_day(text: str) -> date | None:
    """The day a text names; None where it names none."""
    if any(c.isdigit() for c in text):
        try:
            found = parse_day(text)
        except BadValue:
            return None
        if FIRST_YEAR <= found.year <= LAST_YEAR:
            return found
    return None


@cache
def bounds(text: str) -> tuple[date, date, str]:
    """First and last day of what is stated, and the year or month alone as ISO writes it.

    :raises BadValue: ``roster-bad-day``

    >>> bounds("05-2024")
    (datetime.date(2024, 5, 1), datetime.date(2024, 5, 31), '2024-05')
    >>> bounds("2024")[1:]
    (datetime.date(2024, 12, 31), '2024')
    """
    year_first = re.fullmatch(r"([0-9]{4})(?:[-./]([0-9]{1,2}))?", text)
    month_first = re.fullmatch(r"([0-9]{1,2})[-./]([0-9]{4})", text)
    if not (year_first or month_first):
        if whole := _whole_day(text):
            return whole, whole, ""
        raise BadValue("roster-bad-day", value=text)
    year, month = year_first.groups() if year_first else month_first.groups()[::-1]  # type: ignore[union-attr]
    if not FIRST_YEAR <= int(year) <= LAST_YEAR or not 1 <= int(month or 1) <= 12:
        raise BadValue("roster-bad-day", value=text)
    first, last = int(month or 1), int(month or 12)
    start = date(int(year), first, 1)
    end = date(int(year), last, monthrange(int(year), last)[1])
    return start, end, f"{year}-{first:02}" if month else str(year)


def starts(text: str) -> Period:
    """A period that begins as the cell says."""
    if not text:
        return Period()
    first, _, stated = bounds(text)
    return Period(start=first, stated_start=stated)


def ends(text: str) -> Period:
    """A period that ends as the cell says."""
    if not text:
        return Period()
    _, last, stated = bounds(text)
    return Period(end=last, stated_end=stated)


def clock(text: str) -> time | None:
    """A time of day; None where the cell is empty.

    :raises BadValue: ``roster-bad-clock``

    >>> clock("17.30"), clock("9")
    (datetime.time(17, 30), datetime.time(9, 0))
    """
    if not text:
        return None
    found = re.fullmatch(r"(?:kl\.? ?)?([0-9]{1,2})(?:[.:]([0-9]{2}))?(?:[.:]00)?", text.lower())
    if found and int(found[1]) < 24 and int(found[2] or 0) < 60:
        return time(int(found[1]), int(found[2] or 0))
    raise BadValue("roster-bad-clock", value=text)


def yes(text: str) -> bool | None:
    """Yes or no; None where the cell is empty.

    :raises BadValue: ``roster-bad-yes``

    >>> yes("Ja"), yes("x"), yes("nej"), yes("")
    (True, True, False, None)
    """
    if not text:
        return None
    if fold(text) in YES:
        return True
    if fold(text) in NO:
        return False
    raise BadValue("roster-bad-yes", value=text)
