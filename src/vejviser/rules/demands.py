"""From the rule table of a day to the law of each body: rules resolved, parties found.

A rule speaks of kinds ("the PLO-K of the same municipality"); a law names the bodies meant. A rule
on a kind binds the bodies of that kind in the area it holds in. Where two documents speak to the
same point for a body, the newer one binds.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import blake2b

from vejviser.names import ID, SHAPE, slug
from vejviser.nouns import Demand, Grade, Law, SeatGroup, severity
from vejviser.rules.table import span

IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]*")


@dataclass(frozen=True)
class Atlas:
    """Who is of what kind, and where: all that a rule needs to find its bodies and parties.

    :param kinds: body → its kinds
    :param places: body → its area
    :param around: area → the area it lies in
    :param narrower: office → itself and all that are offices of its kind
    """

    kinds: Mapping[str, frozenset[str]]
    places: Mapping[str, str]
    around: Mapping[str, str]
    narrower: Mapping[str, frozenset[str]]

    def of_kind(self, kind: str) -> tuple[str, ...]:
        """The bodies of a kind, sorted."""
        return self._by_kind.get(kind, ())

    @cached_property
    def _by_kind(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = defaultdict(list)
        for body in sorted(self.kinds):
            for kind in self.kinds[body]:
                found[kind].append(body)
        return {kind: tuple(bodies) for kind, bodies in found.items()}

    def lies_in(self, body: str, area: str) -> bool:
        """Whether the area of a body is, or lies in, another area."""
        place = self.places.get(body, "")
        while place and place != area:
            place = self.around.get(place, "")
        return bool(place)


def laws(
    table: Iterable[SeatGroup],
    atlas: Atlas,
    bodies: Iterable[str],
    participants: Mapping[str, Iterable[str]] | None = None,
) -> list[Law]:
    """The law of each of the bodies on the day of the table; none for a body without a rule.

    :param table: the seat groups that stand on the day, not restated ones included
    :param participants: body → the bodies that take part in it
    """
    groups = list(table)
    found = []
    for body in sorted(set(bodies)):
        binding = _binding(groups, body, atlas)
        if binding:
            found.append(_law(binding, body, atlas, (participants or {}).get(body, ())))
    return found


def _binding(groups: Iterable[SeatGroup], body: str, atlas: Atlas) -> list[SeatGroup]:
    """The groups that bind a body: one for each point, without what another rule replaces."""
    by_point: dict[str, SeatGroup] = {}
    for group in groups:
        if not _applies(group, body, atlas):
            continue
        rival = by_point.get(group.point)
        if rival is None or (group.precedence, rival.precedence) == ("leading", "also-stated"):
            by_point[group.point] = group
    replaced = {group.replaces for group in by_point.values() if group.replaces}
    return [
        group
        for _, group in sorted(by_point.items())
        if not (group.obligation == "default" and group.rule_point in replaced)
    ]


def _applies(group: SeatGroup, body: str, atlas: Atlas) -> bool:
    # What is written where an IRI belongs is for the shapes to find; it binds nobody.
    if not all(IRI.fullmatch(name) for name in (group.party, group.role, *group.office) if name):
        return False
    if group.body == body:
        return True
    of_kind = group.body in atlas.kinds.get(body, ())
    return of_kind and (not group.area or atlas.lies_in(body, group.area))


def _law(groups: list[SeatGroup], body: str, atlas: Atlas, takers: Iterable[str]) -> Law:
    shape = SHAPE + local(body)
    by_point = {group.point: group for group in groups}
    whole = [_whole(group, by_point, groups) for group in groups]
    takers = sorted(takers)
    demands = [demand for group in whole for demand in _demands(group, shape, body, atlas, takers)]
    vague = any(group.party and not _is_known(group.party, atlas) for group in groups)
    closed = next((g for g in groups if g.closed), None)
    level = next((g for g in groups if g.parity), None)
    first = closed or level or groups[0]
    ruled = [group for group in groups if group.rule == first.rule]
    return Law(
        body=body,
        shape=shape,
        demands=tuple(demands),
        closed=severity(closed.ruling, closed.standing) if closed and not vague else "",
        parity=severity(level.ruling, level.standing) if level else "",
        statement=first.rule,
        standing=first.standing,
        document=first.document,
        sections=tuple(sorted({section for group in ruled for section in group.sections})),
        total=_total(ruled),
    )


def _is_known(party: str, atlas: Atlas) -> bool:
    """Whether a party is a body or a kind of body, and no interest or office."""
    return party in atlas.kinds or bool(atlas.of_kind(party))


def _whole(
    group: SeatGroup, by_point: Mapping[str, SeatGroup], groups: Iterable[SeatGroup]
) -> SeatGroup:
    """A group with what it owes to the one it is within, and to those that are within it.

    Who is counted within a group must fit that group too; and whoever fits an inner group, such as
    the chair among the councillors, is one of the outer's.
    """
    outer = by_point.get(group.within_point)
    if outer is not None:
        group = replace(
            group,
            verb=group.verb or outer.verb,
            party=group.party or outer.party,
            scope=group.scope or outer.scope,
            office=group.office or outer.office,
        )
    inner = [one for one in groups if one.within_point == group.point]
    offices = [*group.office, *(office for one in inner for office in one.office)]
    return replace(group, office=tuple(dict.fromkeys(offices)) if group.office else ())


def _demands(
    group: SeatGroup, shape: str, body: str, atlas: Atlas, takers: Sequence[str]
) -> Iterator[Demand]:
    parties, elsewhere = _parties(group, body, atlas, takers)
    offices = {one for office in group.office for one in atlas.narrower.get(office, {office})}
    made = Demand(
        shape=f"{shape}/{local(group.point)}",
        body=body,
        group=group.point,
        statement=group.group,
        verb=group.verb,
        capacity=group.capacity,
        parties=parties,
        elsewhere=elsewhere,
        offices=tuple(sorted(offices)),
        role=group.role,
        each="",
        within=group.within_point,
        least=group.least,
        most=group.most,
        severity=_of_numbers(group),
        standing=group.standing,
        document=group.document,
        sections=group.sections,
        party=group.party,
    )
    if group.scope != "each-participant":
        yield made
    elif not takers:
        # Who takes part is not recorded, so that nobody's representative is too many or missing.
        yield replace(made, least=None, most=None)
    else:
        for party in parties:
            yield replace(made, shape=f"{made.shape}/{local(party)}", each=party, parties=(party,))


def _parties(
    group: SeatGroup, body: str, atlas: Atlas, takers: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The parties of a group for one body, and those of the right kind in the wrong area."""
    if not group.party:
        return (), ()
    kind = atlas.of_kind(group.party)
    if not kind:
        return (group.party,), ()
    area = atlas.places.get(body, "")
    match group.scope:
        case "same-area":
            here = [one for one in kind if area and atlas.places.get(one) == area]
        case "in-area" if area:
            here = [one for one in kind if atlas.lies_in(one, area)]
        case "each-participant" if takers:
            areas = {atlas.places.get(taker) for taker in takers}
            here = [one for one in kind if one in takers or atlas.places.get(one) in areas]
        case _:
            here = list(kind)
    meant = set(here)
    return tuple(here), tuple(one for one in kind if one not in meant)


def _of_numbers(group: SeatGroup) -> Grade:
    """How bad it is to miss a group's numbers; empty where they are not checked."""
    bounded = group.least is not None and group.most is not None
    if group.approximate or (group.obligation == "descriptive" and not bounded):
        return ""
    return severity(group.obligation, group.standing)


def _total(groups: list[SeatGroup]) -> tuple[int, int] | None:
    """The stated number of members in all; None where the groups say it already.

    A group of which it is unclear whether it is counted in may come on top.
    """
    stated = groups[0].total
    least, most = span(groups)
    if stated is None or least == most:
        return None
    return stated, stated + sum(group.most or 0 for group in groups if group.unclear)


def everyone(law: Law) -> Demand | None:
    """The stated total of a law as a demand on all members; it describes, so it only warns."""
    if law.total is None:
        return None
    least, most = law.total
    return Demand(
        shape=law.shape,
        body=law.body,
        group="",
        statement=law.statement,
        verb="",
        capacity="member",
        parties=(),
        elsewhere=(),
        offices=(),
        role="",
        each="",
        within="",
        least=least,
        most=most,
        severity="warning",
        standing=law.standing,
        document=law.document,
        sections=law.sections,
    )


def local(iri: str) -> str:
    """The part of an IRI that names it in the IRI of a shape; different for different IRIs.

    >>> local("https://w3id.org/vejviser/id/su-hovedstaden")
    'su-hovedstaden'
    >>> local("https://w3id.org/vejviser/id/point-su-plo-h")
    'su-plo-h'
    """
    if iri.startswith(ID):
        return iri.removeprefix(ID).removeprefix("point-")
    mark = blake2b(iri.encode(), digest_size=4).hexdigest()
    return f"{slug(iri.rstrip('/#').replace('#', '/').rpartition('/')[2])}-{mark}"
