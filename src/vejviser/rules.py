"""The rule table: what the rules of a day or a document say, one row per seat group.

The rows come from the named query ``composition``; shapes, pictures and descriptions are all made
from this one reading. :func:`lint` looks at the rules themselves, with no people in them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from vejviser.messages import both
from vejviser.names import VV
from vejviser.nouns import Finding, Rows, SeatGroup


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
    )


def total(groups: Iterable[SeatGroup]) -> int | None:
    """The number of members a rule's groups add up to; None where some number is not exact.

    Observers, groups counted within another, and functions such as chair – a role with neither a
    party nor an office of its own – do not add. Computed, so to be shown as derived.
    """
    least, most = _span(groups)
    return least if least == most else None


def _span(groups: Iterable[SeatGroup]) -> tuple[int, int | None]:
    """The least and greatest number of members; the latter None where some group has no bound."""
    counted = [g for g in groups if g.capacity == "member" and not g.within and not _function(g)]
    loose = [g for g in counted if g.approximate or g.scope == "each-participant"]
    least = sum(g.least or 0 for g in counted if g not in loose)
    bounds = [g.most for g in counted if g.most is not None]
    bounded = counted and not loose and len(bounds) == len(counted)
    return least, sum(bounds) if bounded else None


def _function(group: SeatGroup) -> bool:
    """Whether a group says what some member does rather than who fills a place."""
    return bool(group.role) and not group.party and not group.office


def lint(
    groups: Iterable[SeatGroup], referrals: Iterable[tuple[str, str, str]], known: set[str]
) -> list[Finding]:
    """What is wrong with rules and referrals, people aside.

    :param referrals: (statement, from, to)
    :param known: IRIs of everything that has an identity
    """
    groups = list(groups)
    return [
        *_sums(groups),
        *_parties(groups, known),
        *_sources(groups),
        *_dead_ends(referrals := list(referrals), known),
        *_circles(referrals),
    ]


def _sums(groups: list[SeatGroup]) -> Iterable[Finding]:
    by_rule: dict[str, list[SeatGroup]] = defaultdict(list)
    for group in groups:
        by_rule[group.rule].append(group)
    for rule, parts in by_rule.items():
        stated = parts[0].total
        if stated is None:
            continue
        least, most = _span(parts)
        # A rule that does not list the whole body may have more members than its groups.
        if least > stated or (parts[0].closed and most is not None and most < stated):
            added = str(least) if least == most else f"{least}–{most or ''}"
            yield _finding("rule-total", rule, rule, parts[0].sections, added=added, stated=stated)


def _parties(groups: list[SeatGroup], known: set[str]) -> Iterable[Finding]:
    for group in groups:
        if group.party and group.party not in known:
            yield _finding("rule-party", group.group, group.rule, group.sections, party=group.party)


def _sources(groups: list[SeatGroup]) -> Iterable[Finding]:
    for group in groups:
        if not group.sections:
            yield _finding("rule-source", group.group, group.rule, ())


def _dead_ends(referrals: list[tuple[str, str, str]], known: set[str]) -> Iterable[Finding]:
    for statement, _, to in referrals:
        if to not in known:
            yield _finding("referral-dead-end", statement, statement, (), to=to)


def _circles(referrals: list[tuple[str, str, str]]) -> Iterable[Finding]:
    """One finding for each referral that can lead back to where it started."""
    onward: dict[str, set[str]] = defaultdict(set)
    for _, start, to in referrals:
        onward[start].add(to)
    for statement, start, to in referrals:
        reached, waiting = {to}, [to]
        while waiting:
            for following in onward[waiting.pop()] - reached:
                reached.add(following)
                waiting.append(following)
        if start in reached:
            yield _finding("referral-circle", statement, statement, (), start=start)


def _finding(
    code: str, focus: str, rule: str, sections: tuple[str, ...], **data: object
) -> Finding:
    return Finding(
        code=code,
        severity="error",
        focus=focus,
        message=both(code, **data),
        repair=both(f"{code}-repair"),
        rule=rule,
        sections=sections,
    )
