"""What is wrong with the rules themselves, with no people in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from vejviser.messages import both
from vejviser.nouns import Finding, SeatGroup
from vejviser.rules.table import span


def lint(
    groups: Iterable[SeatGroup], referrals: Iterable[tuple[str, str, str]], known: set[str]
) -> list[Finding]:
    """What is wrong with rules and referrals, people aside.

    :param referrals: (statement, from, to)
    :param known: IRIs of everything that has an identity
    """
    groups, referrals = list(groups), list(referrals)
    return [
        *_sums(groups),
        *_parties(groups, known),
        *_sources(groups),
        *_dead_ends(referrals, known),
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
        least, most = span(parts)
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
