"""What the commands on rosters print of rows, seats and bodies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from vejviser.messages import say
from vejviser.nouns import Place
from vejviser.words import write_day, write_printed

if TYPE_CHECKING:
    from vejviser.api import Vejviser
    from vejviser.roster.changes import RowChange
    from vejviser.roster.rows import Row
    from vejviser.roster.status import Status
    from vejviser.rostering import Called
    from vejviser.seating.ahead import FallsEmpty


def where(place: Place) -> str:
    """A place as ``check`` tells it: from the working directory, where it lies below."""
    from vejviser.report.telling import shown_place

    return shown_place(place, Path.cwd())


def change_told(change: RowChange, called: Called, lang: str, *, names: bool) -> str:
    """A change in one line: what the row says afterwards, or said before it goes.

    :param names: whether to tell who it is about
    """
    sign = "~" if change.before and change.after else "+" if change.after else "-"
    entry = change.after or change.before
    assert entry, "a change has a side"
    said = ", ".join(filter(None, _parts(entry.row, called, lang, names)))
    return f"{sign} {where(entry.place)}: {said}"


def _parts(row: Row, called: Called, lang: str, names: bool) -> Iterator[str]:
    from vejviser.roster.writing import KINDS, cells_of, shown

    table = KINDS[type(row)]
    cells = cells_of(row, called.name)
    private = () if names else ("name", "person-id", "note")
    yield say(f"roster-row-{table}", lang)
    for column, value in cells.items():
        if column in ("start", "end", "show", "vacant", *private):
            continue
        text = shown(value, lang)
        if isinstance(value, date):
            text = write_day(value, lang)
        if text and column in ("begins", "ends", "agenda"):
            text = say(f"roster-cell-{column}", lang, value=text)
        yield text
    if cells.get("vacant"):
        yield say("roster-row-vacant", lang)
    if cells.get("start") or cells.get("end"):
        first, last = (shown(cells.get(side), lang) for side in ("start", "end"))
        yield f"{write_printed(first, lang)} – {write_printed(last, lang)}".strip()


def status_told(found: Status, whole: Vejviser, lang: str) -> Iterator[str]:
    """How far the rosters reach, line by line."""

    def label(iri: str) -> str:
        return whole.index.label(iri, whole.preference(lang)) if iri else "–"

    def day(moment: object) -> str:
        return write_printed(str(moment), lang) if moment else "–"

    for one in found.recorded:
        sides = ", ".join(map(label, one.parties)) or say("roster-all-sides", lang)
        yield say(
            "roster-recorded",
            lang,
            body=label(one.known.body),
            sides=sides,
            members=one.members,
            vacancies=one.vacancies,
            changed=day(one.changed),
        )
    for told in found.undeclared:
        yield say(
            "roster-undeclared",
            lang,
            kind=label(told.kind),
            area=label(told.area),
            number=told.number,
            changed=day(told.changed),
        )
    for missing in found.unrecorded:
        yield say(
            "roster-unrecorded",
            lang,
            kind=label(missing.kind),
            area=label(missing.area),
            number=missing.number,
        )


def seat_told(seat: FallsEmpty, whole: Vejviser, lang: str) -> str:
    """That a seat falls empty, and where the row stands that ends."""
    body = whole.index.label(seat.body, whole.preference(lang))
    day, left = write_day(seat.last, lang), seat.message[lang]
    told = say("roster-falls-empty", lang, body=body, day=day, left=left)
    return f"{where(seat.place)}: {told}" if seat.place else told
