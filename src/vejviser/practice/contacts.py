"""Whether the members of a body are contact persons for as many bodies as documents say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from vejviser.nouns import Finding, Place
from vejviser.practice.bounds import CONTACTS, Body, Bound, Stated, binding, finding
from vejviser.practice.rows import DAY, Assignment, Held


def contacts(
    body: Body,
    members: Sequence[Held],
    assignments: Sequence[Assignment],
    covered: Sequence[Held],
    stated: Stated,
) -> list[Finding]:
    """Members who are contact persons for too few bodies, or too many, and on which days.

    Equal neighbouring days are one finding; a body counts once, however many rows name it.

    :param members: the memberships of the body that count, vacancies and observers left out
    :param covered: the days on which a roster is complete for the body
    """
    if not assignments:
        return []
    found: list[Finding] = []
    for person in sorted({member.person for member in members}):
        seats = [one for one in members if one.person == person]
        tasks = [one for one in assignments if one.person == person]
        days = {day for one in (*seats, *tasks, *covered) for day in one.changes()}
        found += _of_person(body, seats, tasks, covered, stated, days | {d for d, _ in stated})
    return found


def _of_person(
    body: Body,
    seats: Sequence[Held],
    tasks: Sequence[Assignment],
    covered: Sequence[Held],
    stated: Stated,
    days: set[date],
) -> list[Finding]:
    """The findings on one person, each as long as it stays the same, by the newest of their rules.

    :param days: all days on which something changes
    """
    ordered = sorted(days)
    begun: dict[object, Finding] = {}
    over: list[Finding] = []
    for day, following in zip(ordered, [*ordered[1:], None], strict=True):
        now: dict[object, Finding] = {}
        if any(one.holds(day) for one in covered):
            active = [one for one in seats if one.holds(day)]
            current = [one for one in tasks if one.holds(day)]
            for bound in binding(body, CONTACTS, stated, day) if active else ():
                for one in _of_bound(body, active, current, bound, day):
                    same = (one.code, one.severity, one.standing, one.rows)
                    now[*same, bound.least, bound.most] = one
        over += [one for key, one in begun.items() if key not in now]
        last = following - DAY if following else None
        begun = {
            key: replace(one, first=begun.get(key, one).first, last=last)
            for key, one in now.items()
        }
    return sorted([*over, *begun.values()], key=lambda one: (one.first or date.min, one.code))


def _of_bound(
    body: Body, seats: Sequence[Held], tasks: Sequence[Assignment], bound: Bound, day: date
) -> Iterator[Finding]:
    counted = [t for t in tasks if not bound.concerns or bound.concerns & {t.target, *t.kinds}]
    number = len({task.target for task in counted})
    if bound.least is not None and number < bound.least:
        code, where = "contacts-too-few", min(seats, key=_lateness)
    elif bound.most is not None and number > bound.most:
        code, where = "contacts-too-many", max(counted, key=_lateness)
    else:
        return
    rows = [one.seated() for one in (*seats, *counted)]
    days = (None if day == date.min else day), None
    yield finding(code, body, bound, days, rows, where.place, found=number)


def _lateness(row: Held) -> tuple[date, Place, str]:
    """The row that came last is the one too many."""
    return row.first, row.place or Place("", 0), row.row
