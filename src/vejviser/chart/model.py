"""The chart model: boxes in bands and lines between them, before any drawing.

Made from the rows of named queries, so that a picture shows what the answers say. "Has seats in" is
not "appoints": the line bears the text's own verb.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from vejviser.names import VV
from vejviser.nouns import SeatGroup

Row = Mapping[str, str | None]
Label = Callable[[str], str]

# What a seat group's verb says of the sender, Danish and English.
VERBS = {
    "from": ("har pladser i", "has seats in"),
    "appointedBy": ("udpeger til", "appoints to"),
    "electedBy": ("vælger til", "elects to"),
}
OBSERVER = ("som observatør", "as observer")
AT_LEAST, AT_MOST, ABOUT, EACH = (
    ("mindst", "at least"),
    ("højst", "at most"),
    ("ca.", "about"),
    ("fra hver", "from each"),
)


@dataclass(frozen=True, order=True)
class Box:
    """A body or kind of body; ``band`` is the kind of area it belongs to."""

    iri: str
    label: str
    kind: str
    band: str


@dataclass(frozen=True, order=True)
class Line:
    """Something stated between two boxes, in the direction the label reads."""

    start: str
    end: str
    relation: str
    label: str
    standing: str
    document: str


@dataclass(frozen=True)
class Chart:
    """Boxes and lines in a fixed order."""

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


def chart(
    bodies: Iterable[Row],
    kinds: Iterable[Row],
    relations: Iterable[Row],
    seats: Iterable[SeatGroup],
    referrals: Iterable[Row],
    label: Label,
    lang: str,
) -> Chart:
    """Everything stated between bodies on a day.

    :param bodies: rows of ``bodies``, and
    :param kinds: rows of ``kinds`` – the boxes there can be
    :param relations: rows of ``relations``
    :param seats: the rule table
    :param referrals: rows of ``decisions``
    :param label: IRI → label in ``lang``
    """
    boxes = {
        iri: Box(iri, label(iri), kind, band)
        for iri, kind, band in (
            *((row["kind"] or "", "", row["areaKind"] or "") for row in kinds),
            *((row["body"] or "", row["kind"] or "", row["areaKind"] or "") for row in bodies),
        )
    }
    lines = {
        *(_relation(row, label) for row in relations),
        *(_seats(group, lang) for group in seats if group.party),
        *(_referral(row, label) for row in referrals if row["occasion"]),
    }
    kept = sorted(line for line in lines if line.start in boxes and line.end in boxes)
    touched = {end for line in kept for end in (line.start, line.end)}
    return Chart(tuple(sorted(boxes[iri] for iri in touched)), tuple(kept))


def around(whole: Chart, body: str, kind: str, label: str) -> Chart:
    """The part of a chart that touches one body; what holds for its kind holds for it.

    Empty where nothing is stated of it.
    """
    here = {body, kind}
    lines = sorted(
        {
            Line(
                body if line.start in here else line.start,
                body if line.end in here else line.end,
                *(line.relation, line.label, line.standing, line.document),
            )
            for line in whole.lines
            if here & {line.start, line.end}
        }
    )
    by_iri = {box.iri: box for box in whole.boxes}
    middle = by_iri.get(body) or by_iri.get(kind)
    if middle is None:
        return Chart((), ())
    ends = {end for line in lines for end in (line.start, line.end)} - {body}
    boxes = [Box(body, label, middle.kind, middle.band), *(by_iri[iri] for iri in ends)]
    return Chart(tuple(sorted(boxes)), tuple(lines))


def _relation(row: Row, label: Label) -> Line:
    predicate = row["link"] or ""
    return Line(
        row["from"] or "",
        row["to"] or "",
        predicate,
        label(predicate),
        (row["status"] or "").removeprefix(VV),
        row["document"] or "",
    )


def _seats(group: SeatGroup, lang: str) -> Line:
    return Line(
        group.party,
        group.body,
        VV + group.verb,
        f"{VERBS[group.verb][lang == 'en']}{seat_words(group, lang)}",
        group.standing,
        group.document,
    )


def seat_words(group: SeatGroup, lang: str) -> str:
    """How many seats, in brackets, as the document puts it; empty where no number is stated.

    >>> from vejviser.nouns import SeatGroup
    >>> group = SeatGroup("r", "g", "b", "from", "p", "", "member", (), "", "", 2, None, False,
    ...     "must", True, None, False, "stated", "d", ())
    >>> seat_words(group, "da")
    ' (mindst 2)'
    """
    second = lang == "en"
    if group.least is None and group.most is None:
        number = ""
    elif group.approximate:
        number = f"{ABOUT[second]} {group.least}"
    elif group.most is None:
        number = f"{AT_LEAST[second]} {group.least}"
    elif group.least in (None, 0):
        number = f"{AT_MOST[second]} {group.most}"
    elif group.least == group.most:
        number = str(group.least)
    else:
        number = f"{group.least}–{group.most}"
    words = [
        number,
        EACH[second] if group.scope == "each-participant" else "",
        OBSERVER[second] if group.capacity == "observer" else "",
    ]
    said = " ".join(word for word in words if word)
    return f" ({said})" if said else ""


def _referral(row: Row, label: Label) -> Line:
    return Line(
        row["about"] or "",
        row["value"] or "",
        VV + "goTo",
        label(row["occasion"] or ""),
        (row["status"] or "").removeprefix(VV),
        row["document"] or "",
    )
