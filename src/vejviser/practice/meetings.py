"""Whether a body meets as often, as briefly and as well prepared as documents say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from vejviser.nouns import Finding
from vejviser.practice.bounds import LEAD_TIME, LENGTH, MEETINGS, Body, Stated, binding, finding
from vejviser.practice.rows import Held, Meeting, covers


def meetings(
    body: Body,
    held: Sequence[Meeting],
    covered: Sequence[Held],
    stated: Stated,
    today: date,
) -> list[Finding]:
    """Finished years with too few meetings, meetings that take too long, and late agendas.

    A year counts where it is over, covered from end to end, and the number is stated on its first
    day and on its last. A day has one meeting, however many rows name it. An agenda of which
    nobody says when it was sent is not late.

    :param held: the meetings of the body; cancelled ones are none
    :param covered: the days on which a roster is complete for the body
    """
    ordered = sorted(held, key=lambda meeting: (meeting.day, meeting.row))
    found: list[Finding] = []
    if ordered and stated:
        for year in range(stated[0][0].year, today.year):
            found += _of_year(body, year, ordered, covered, stated)
    for meeting in ordered:
        if any(one.holds(meeting.day) for one in covered):
            found += [*_too_long(body, meeting, stated), *_late(body, meeting, stated)]
    return sorted(found, key=lambda one: (one.first or date.min, one.code))


def _of_year(
    body: Body, year: int, held: Sequence[Meeting], covered: Sequence[Held], stated: Stated
) -> Iterator[Finding]:
    days = first, last = date(year, 1, 1), date(year, 12, 31)
    if not covers(covered, first, last):
        return
    all_year = {bound.about for bound in binding(body, MEETINGS, stated, first)}
    of_year = [meeting for meeting in held if meeting.day.year == year]
    number = len({meeting.day for meeting in of_year})
    for bound in binding(body, MEETINGS, stated, last):
        if bound.about in all_year and bound.least is not None and number < bound.least:
            rows = [meeting.seated() for meeting in of_year]
            place = min((row.place for row in of_year or covered if row.place), default=None)
            code = "too-few-meetings"
            yield finding(code, body, bound, days, rows, place, year=year, found=number)


def _too_long(body: Body, meeting: Meeting, stated: Stated) -> Iterator[Finding]:
    day, length = meeting.day, meeting.length
    for bound in binding(body, LENGTH, stated, day):
        if bound.most is None or length is None:
            continue
        if length > timedelta(hours=float(bound.most)):
            code, rows, found = "meeting-too-long", [meeting.seated()], _clock(length)
            yield finding(code, body, bound, (day, day), rows, meeting.place, day=day, found=found)


def _late(body: Body, meeting: Meeting, stated: Stated) -> Iterator[Finding]:
    day, sent = meeting.day, meeting.agenda
    for bound in binding(body, LEAD_TIME, stated, day):
        if bound.least is None or sent is None:
            continue
        if day - sent < timedelta(weeks=float(bound.least)):
            code, rows = "agenda-late", [meeting.seated()]
            yield finding(code, body, bound, (day, day), rows, meeting.place, day=day, sent=sent)


def _clock(length: timedelta) -> str:
    """Hours and minutes, begun minutes included, so that a breach never looks like none.

    >>> _clock(timedelta(hours=3, seconds=1))
    '3:01'
    """
    minutes = -(-length // timedelta(minutes=1))
    return f"{minutes // 60}:{minutes % 60:02}"
