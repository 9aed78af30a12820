"""What is stated between bodies on a day, as boxes and lines: the rows of named queries joined.

"Has seats in" is not "appoints": the line bears the text's own verb.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from operator import attrgetter

from vejviser.chart.model import Box, Line, Source
from vejviser.names import VV
from vejviser.nouns import SeatGroup
from vejviser.words import span

Row = Mapping[str, str | None]
Label = Callable[[str], str]

# What a seat group's verb says of the sender, Danish and English.
VERBS = {
    "from": ("har pladser i", "has seats in"),
    "appointedBy": ("udpeger til", "appoints to"),
    "electedBy": ("vælger til", "elects to"),
}
ELECTS, ELECTED_BY = VV + "elects", VV + "electedBy"
LEADING = VV + "leading"
OBSERVER = ("som observatør", "as observer")
BUT_FOR_SECTIONS = attrgetter(
    *(part.name for part in fields(Line) if part.name != "source"), "source.document"
)
EACH = ("for hver deltager", "per participant")


@dataclass(frozen=True)
class Stated:
    """Boxes and lines in a fixed order; no box without a line."""

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


def stated(
    bodies: Iterable[Row],
    kinds: Iterable[Row],
    relations: Iterable[Row],
    seats: Iterable[SeatGroup],
    referrals: Iterable[Row],
    duties: Iterable[Row],
    label: Label,
    lang: str,
) -> Stated:
    """Everything stated between bodies on a day.

    :param bodies: rows of ``bodies``, and
    :param kinds: rows of ``kinds`` – the boxes there can be
    :param relations: rows of ``relations``
    :param seats: the rule table
    :param referrals: rows of ``decisions``, and
    :param duties: rows of ``duties`` – who brings what to whom
    :param label: IRI → label in ``lang``
    """
    boxes = {
        iri: Box(iri, label(iri), kind, band)
        for iri, kind, band in (
            *((row["kind"] or "", "", row["areaKind"] or "") for row in kinds),
            *((row["body"] or "", row["kind"] or "", row["areaKind"] or "") for row in bodies),
        )
    }
    # What another document also states is drawn once.
    seats = [g for g in seats if g.party and g.precedence == "leading"]
    whole = {(group.body, group.party) for group in seats if not group.within}
    lines = {
        *(_relation(row, label) for row in relations if row["precedence"] == LEADING),
        # A group counted within the same party's is drawn with that.
        *(_seats(g, lang) for g in seats if not g.within or (g.body, g.party) not in whole),
        *(
            _referral(row, row["value"], row["occasion"], label)
            for row in referrals
            if row["occasion"] and row["precedence"] == LEADING
        ),
        *(
            _referral(row, row["goTo"], row["act"], label)
            for row in duties
            if row["goTo"] and row["act"] and row["precedence"] == LEADING
        ),
    }
    kept = _gathered(line for line in _elected(lines) if line.start in boxes and line.end in boxes)
    touched = {end for line in kept for end in (line.start, line.end)}
    return Stated(tuple(sorted(boxes[iri] for iri in touched)), tuple(kept))


def _elected(lines: Iterable[Line]) -> Iterator[Line]:
    """Lines, where whoever elects a body elects those who sit in it by one line and not by two."""
    lines = list(lines)
    bodies: dict[object, Line] = {}
    seats: dict[object, list[Line]] = defaultdict(list)
    for line in lines:
        if line.relation == ELECTS:
            bodies[line.start, line.end, line.standing] = line
        elif line.relation == ELECTED_BY:
            seats[line.start, line.end, line.standing].append(line)
    for line in lines:
        ends = (line.start, line.end, line.standing)
        if line.relation == ELECTED_BY and ends in bodies:
            yield replace(line, relation=ELECTS, label=bodies[ends].label)
        elif line.relation == ELECTS and ends in seats:
            # Where it stands is told with those it elects.
            yield from (replace(line, seats=one.seats, scope=one.scope) for one in seats[ends])
        else:
            yield line


def _gathered(lines: Iterable[Line]) -> list[Line]:
    """Lines that differ in their section alone as one."""
    alike: dict[object, list[Line]] = defaultdict(list)
    for line in lines:
        alike[BUT_FOR_SECTIONS(line)].append(line)
    return sorted(_joined(same) for same in alike.values())


def _joined(same: Sequence[Line]) -> Line:
    """One line for several, with the sections of all of them."""
    first = same[0]
    sections = tuple(sorted({section for line in same for section in line.source.sections}))
    if first.source.sections == sections:
        return first
    return replace(first, source=Source(first.source.document, sections))


def around(whole: Stated, body: Box, siblings: Mapping[str, str], label: Label) -> Stated:
    """The part of a chart that touches one body; what holds for its kind holds for it.

    A party "of the same area" is the body's sibling. The seats all of a kind have together are
    not one body's, so it bears no number for them. Empty where nothing is stated of it.

    :param siblings: kind → the body of that kind in the same area
    """
    here = {body.iri, body.kind}
    lines = sorted(
        {_seen_from(line, body, siblings) for line in whole.lines if here & {line.start, line.end}}
    )
    if not lines:
        return Stated((), ())
    by_iri = {box.iri: box for box in whole.boxes}
    by_sibling = {sibling: by_iri[kind] for kind, sibling in siblings.items() if kind in by_iri}
    ends = {end for line in lines for end in (line.start, line.end)} - {body.iri}
    boxes = [body]
    for iri in ends:
        kind = by_sibling.get(iri)
        boxes.append(Box(iri, label(iri), kind.iri, kind.band) if kind else by_iri[iri])
    return Stated(tuple(sorted(boxes)), tuple(lines))


def _seen_from(line: Line, body: Box, siblings: Mapping[str, str]) -> Line:
    """A line with the body in its kind's place."""
    start, end, seats = line.start, line.end, line.seats
    if end == body.kind:
        end = body.iri
        start = siblings.get(start, start) if line.scope == "same-area" else start
    if line.start == body.kind:
        start = body.iri
        if line.scope == "same-area":
            end = siblings.get(end, end)
        else:
            seats = ""
    return replace(line, start=start, end=end, seats=seats)


def _relation(row: Row, label: Label) -> Line:
    predicate = row["link"] or ""
    return Line(
        row["from"] or "",
        row["to"] or "",
        predicate,
        label(predicate),
        standing=(row["status"] or "").removeprefix(VV),
        source=_source(row),
    )


def _seats(group: SeatGroup, lang: str) -> Line:
    return Line(
        group.party,
        group.body,
        VV + group.verb,
        VERBS[group.verb][lang == "en"],
        seats=seat_words(group, lang),
        scope=group.scope,
        standing=group.standing,
        source=Source(group.document, group.sections),
    )


def seat_words(group: SeatGroup, lang: str) -> str:
    """How many seats, as the document puts it; empty where nothing is stated of it.

    >>> from vejviser.nouns import SeatGroup
    >>> group = SeatGroup("r", "g", "b", "from", "p", "", "member", (), "", "", 2, None, False,
    ...     "must", True, None, False, "stated", "d", ())
    >>> seat_words(group, "da")
    'mindst 2'
    """
    words = [
        span(group.least, group.most, lang, about=group.approximate),
        EACH[lang == "en"] if group.scope == "each-participant" else "",
        OBSERVER[lang == "en"] if group.capacity == "observer" else "",
    ]
    return " ".join(word for word in words if word)


def _referral(row: Row, to: str | None, why: str | None, label: Label) -> Line:
    return Line(
        row["about"] or "",
        to or "",
        VV + "goTo",
        label(VV + "goTo"),
        caption=label(why or ""),
        standing=(row["status"] or "").removeprefix(VV),
        source=_source(row),
    )


def _source(row: Row) -> Source:
    return Source(row["document"] or "", (row["section"],) if row["section"] else ())
