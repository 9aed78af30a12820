"""The rule table: what the rules of a day or a document say, one row per seat group.

The rows come from the named query ``composition``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from vejviser.names import VV
from vejviser.nouns import Rows, SeatGroup


def table(rows: Rows) -> list[SeatGroup]:
    """The seat groups in the rows of ``composition``; offices and sections gathered."""
    found: dict[str, SeatGroup] = {}
    for row in rows:
        group = _seat_group(row)
        if group.group in found:
            before = found[group.group]
            group = replace(
                before,
                office=tuple(dict.fromkeys((*before.office, *group.office))),
                sections=tuple(dict.fromkeys((*before.sections, *group.sections))),
            )
        found[group.group] = group
    return list(found.values())


def _seat_group(row: Mapping[str, str | None]) -> SeatGroup:
    def local(name: str) -> str:
        return (row[name] or "").removeprefix(VV)

    def number(name: str) -> int | None:
        # What is no whole number is for the shapes to find; here it is not stated.
        return int(row[name] or "") if re.fullmatch("[+-]?[0-9]+", row[name] or "") else None

    return SeatGroup(
        rule=row["rule"] or "",
        group=row["statement"] or "",
        body=row["target"] or "",
        verb=local("verb"),  # type: ignore[arg-type]
        party=row["party"] or "",
        scope=local("scope"),
        capacity=local("capacity"),
        office=(row["office"],) if row["office"] else (),
        role=row["role"] or "",
        within=row["within"] or "",
        least=number("least"),
        most=number("most"),
        approximate=local("comparator") == "approximately",
        obligation=local("obligation"),
        closed=row["closed"] == "true",
        total=number("total"),
        parity=row["parity"] == "true",
        standing=local("status"),
        document=row["document"] or "",
        sections=(row["section"],) if row["section"] else (),
        precedence=local("precedence"),
        point=row["point"] or "",
        ruling=local("ruling"),
        replaces=row["replaces"] or "",
        rule_point=row["rulePoint"] or "",
        within_point=row["withinPoint"] or "",
        unclear=row["unclear"] == "true",
        area=row["area"] or "",
    )


def total(groups: Iterable[SeatGroup]) -> int | None:
    """The number of members a rule's groups add up to; None where some number is not exact.

    Observers, groups counted within another, and functions such as chair – a role with neither a
    party nor an office of its own – do not add. Computed, so to be shown as derived.
    """
    least, most = span(groups)
    return least if least == most else None


def span(groups: Iterable[SeatGroup]) -> tuple[int, int | None]:
    """The least and greatest number of members; the latter None where some group has no bound."""
    counted = [g for g in groups if g.capacity == "member" and not g.within and not g.function]
    loose = [g for g in counted if g.approximate or g.scope == "each-participant"]
    least = sum(g.least or 0 for g in counted if g not in loose)
    bounds = [g.most for g in counted if g.most is not None]
    bounded = counted and not loose and len(bounds) == len(counted)
    return least, sum(bounds) if bounded else None
