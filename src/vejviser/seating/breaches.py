"""Which laws are broken on which days, by which rows: the questions put, the answers joined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from vejviser.nouns import Demand, Law, Seated
from vejviser.rules import aggregate
from vejviser.rules.demands import everyone
from vejviser.rules.verdicts import Verdict, of_demand, of_law, of_misfit, sides
from vejviser.seating import questions
from vejviser.seating.questions import Row, Session
from vejviser.seating.recorded import DAY, FIRST, LAST, Recorded, Span, span
from vejviser.store.embedded import Store

Wrong = tuple[Law, date, Verdict, tuple[Seated, ...]]


@dataclass(frozen=True)
class Breach:
    """One breach, with the days on which it is the same."""

    law: Law
    verdict: Verdict
    rows: tuple[Seated, ...]
    span: Span


def breaches(
    store: Store, sessions: Sequence[Session], recorded: Mapping[str, Recorded]
) -> list[Breach]:
    """All breaches in the sessions.

    :param sessions: for each body its days in order; a session lasts until the next one begins, or
        until the rosters cease to cover the body
    """
    wrong = [
        *_of_numbers(store, sessions, recorded),
        *_of_misfits(store, sessions),
        *_of_substitutes(store, sessions, recorded),
    ]
    return [*_merged(sessions, wrong, recorded), *_of_persons(store, sessions)]


# ---------------------------------------------------------------- numbers


def _of_numbers(
    store: Store, sessions: Sequence[Session], recorded: Mapping[str, Recorded]
) -> Iterator[Wrong]:
    asked = list(_asked(sessions, recorded))
    persons = questions.numbers(store, asked, "persons")
    open_seats = questions.numbers(
        store, [a for a in asked if _short(a[1], persons[_key(a)])], "vacancies"
    )
    verdicts = [(a, of_demand(a[1], persons[_key(a)], open_seats.get(_key(a), 0))) for a in asked]
    wrong = [(ask, verdict) for ask, verdict in verdicts if verdict]
    counted = _rows(store, [ask for ask, _ in wrong], "persons")
    vacant = _rows(store, [ask for ask, verdict in wrong if verdict.code == "vacant"], "vacancies")
    for ask, verdict in wrong:
        key = _key(ask)
        since = min((row["start"] or "" for row in vacant[key]), default="")
        rows = {_seated(row) for row in (*counted[key], *vacant[key])}
        yield ask[0], ask[2], replace(verdict, since=since), tuple(sorted(rows, key=_by_row))
    yield from _of_parity(store, sessions, recorded, persons)


def _of_parity(
    store: Store,
    sessions: Sequence[Session],
    recorded: Mapping[str, Recorded],
    persons: questions.Numbers,
) -> Iterator[Wrong]:
    """Sides that are not even, with the rows that are counted on any of them."""
    uneven: list[tuple[Law, date, Verdict]] = []
    for law, day in sessions:
        if law.parity and recorded[law.body].complete(day):
            numbers = {demand.shape: persons[demand.shape, day] for demand in law.demands}
            uneven += ((law, day, verdict) for verdict in of_law(law, numbers))
    counted = _rows(
        store, [(law, side, day) for law, day, _ in uneven for side in sides(law)], "persons"
    )
    for law, day, verdict in uneven:
        rows = {_seated(row) for side in sides(law) for row in counted[side.shape, day]}
        yield law, day, verdict, tuple(sorted(rows, key=_by_row))


def _asked(
    sessions: Sequence[Session], recorded: Mapping[str, Recorded]
) -> Iterator[aggregate.Asked]:
    """The demands that can be judged: all who could meet them are recorded."""
    for law, day in sessions:
        known = recorded[law.body]
        total = everyone(law)
        for demand in (*law.demands, *([total] if total and known.complete(day) else [])):
            if known.covers(demand, day):
                yield law, demand, day


def _key(asked: aggregate.Asked) -> tuple[str, date]:
    return asked[1].shape, asked[2]


def _short(demand: Demand, persons: int) -> bool:
    return demand.severity != "" and demand.least is not None and persons < demand.least


def _rows(
    store: Store, asked: Sequence[aggregate.Asked], of: str
) -> defaultdict[tuple[str, date], list[Row]]:
    found: defaultdict[tuple[str, date], list[Row]] = defaultdict(list)
    for row in questions.fitting(store, asked, of):
        found[_where(row)].append(row)
    return found


def _where(row: Row) -> tuple[str, date]:
    return row["shape"] or "", date.fromisoformat(row["day"] or "")


def _by_row(seated: Seated) -> str:
    return seated.row


def _seated(row: Row) -> Seated:
    return Seated(row["row"] or "", row.get("person") or "")


# ---------------------------------------------------------------- rows


def _of_misfits(store: Store, sessions: Sequence[Session]) -> Iterator[Wrong]:
    """Members who fit no seat of their body."""
    asked = [(law, day) for law, day in sessions if _choosy(law)]
    laws = {(law.shape, day): law for law, day in asked}
    for row in questions.unfitting(store, asked):
        law, day = laws[_where(row)], _where(row)[1]
        code = _misfit(law, row["party"] or "")
        if severity := of_misfit(law, code):
            shape = f"{law.shape}/{code}"
            verdict = Verdict(code, severity, shape, None, party=row["party"] or "")
            yield law, day, verdict, (_seated(row),)


def _choosy(law: Law) -> bool:
    """Whether there can be a member who fits no seat."""
    seats = aggregate.members(law)
    return bool(seats) and all(demand.parties or demand.offices for demand in seats)


def _misfit(law: Law, party: str) -> str:
    """What is wrong with a member of a party who fits no seat."""
    if any(party in demand.parties for demand in aggregate.members(law)):
        return "office-missing"
    if any(party in demand.elsewhere for demand in aggregate.members(law)):
        return "wrong-area"
    return "wrong-party"


def _of_substitutes(
    store: Store, sessions: Sequence[Session], recorded: Mapping[str, Recorded]
) -> Iterator[Wrong]:
    """Substitutes for nobody, where all whom they could stand in for are recorded."""
    laws = {(law.shape, day): law for law, day in sessions}
    for row in questions.substitutes(store, sessions):
        law, day = laws[_where(row)], _where(row)[1]
        if recorded[law.body].tells_of(row["party"] or "", day):
            yield law, day, _of_body(law, "substitute-for-nobody"), (_seated(row),)


def _of_body(law: Law, code: str) -> Verdict:
    """A breach of what holds for every body, whatever its rule: its list cannot be right."""
    return Verdict(code, "error", f"{law.shape}/{code}", None)


# ---------------------------------------------------------------- persons


def _of_persons(store: Store, sessions: Sequence[Session]) -> Iterator[Breach]:
    """Persons who sit twice, and rows that end before they begin."""
    laws = {law.body: law for law, _ in sessions}
    days: dict[str, list[date]] = defaultdict(list)
    for law, day in sessions:
        days[law.body].append(day)
    persons: dict[tuple[str | None, ...], list[Row]] = defaultdict(list)
    for row in questions.repeated(store, laws):
        persons[row["body"], row["capacity"], row["person"]].append(row)
    for (body, _, _), rows in sorted(persons.items(), key=str):
        law = laws[body or ""]
        for code, pair, both in _overlaps(rows):
            if any(both.holds(day) for day in days[law.body]):
                yield Breach(law, _of_body(law, code), pair, both)
    # In one order, however many parts a store is asked in.
    for row in sorted(questions.inverted(store, laws), key=_body_and_row):
        law = laws[row["body"] or ""]
        always = Span(FIRST, LAST)  # it holds on no day, and is wrong whatever the day
        yield Breach(law, _of_body(law, "inverted-period"), (_seated(row),), always)


def _body_and_row(row: Row) -> tuple[str, str]:
    return row["body"] or "", row["row"] or ""


def _overlaps(rows: Sequence[Row]) -> Iterator[tuple[str, tuple[Seated, ...], Span]]:
    """Each two rows that hold on the same days."""
    ordered = sorted(rows, key=lambda row: row["row"] or "")
    for i, one in enumerate(ordered):
        for other in ordered[i + 1 :]:
            mine, yours = span(one), span(other)
            both = Span(max(mine.first, yours.first), min(mine.last, yours.last))
            if both.first <= both.last and all(s.first <= s.last for s in (mine, yours)):
                same = all(one[key] == other[key] for key in ("party", "seat", "role", "office"))
                code = "overlapping-periods" if same else "same-person-twice"
                yield code, (_seated(one), _seated(other)), both


# ---------------------------------------------------------------- days


def _merged(
    sessions: Sequence[Session], wrong: Iterable[Wrong], recorded: Mapping[str, Recorded]
) -> Iterator[Breach]:
    """Breaches that are the same on neighbouring days as one, by the newest of their rules."""
    on: dict[tuple[str, date], dict[object, Wrong]] = defaultdict(dict)
    for one in wrong:
        law, day, verdict, rows = one
        standing = (verdict.demand or law).standing
        # A number is the same whoever makes it up; what is wrong with a row is that row's.
        same = verdict.found or (verdict.party, rows)
        on[law.body, day][verdict.shape, verdict.severity, standing, same] = one
    days: dict[str, list[Session]] = defaultdict(list)
    for law, day in sessions:
        days[law.body].append((law, day))
    for body, held in days.items():
        begun: dict[object, tuple[Wrong, Span]] = {}
        following = [day for _, day in held[1:]]
        for (_, day), after in zip(held, [*following, None], strict=True):
            until = min(after - DAY if after else LAST, recorded[body].covered_until(day))
            now = on[body, day]
            for key in [key for key in begun if key not in now]:
                yield _breach(*begun.pop(key))
            for key, one in now.items():
                first = begun[key][1].first if key in begun else day
                begun[key] = one, Span(first, until)
            if after is None or after - DAY != until:
                yield from (_breach(*one) for one in begun.values())
                begun = {}


def _breach(wrong: Wrong, days: Span) -> Breach:
    law, _, verdict, rows = wrong
    return Breach(law, verdict, rows, days)
