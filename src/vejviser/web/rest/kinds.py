"""What the columns of the shipped queries hold, so that programs can rely on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from vejviser.nouns import Cell

if TYPE_CHECKING:
    from vejviser.queries import NamedQuery

KINDS: Mapping[str, str] = {
    "thing": "something with an IRI, and its label",
    "text": "words in a language",
    "string": "words in no language: as printed, a number of a section, a code",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "date": "a day",
    "time": "a day, a day and time, a month or a year, as stated",
    "any": "any of the others",
}
# What no other line names holds things.
BY_COLUMN: Mapping[str, str] = {
    **dict.fromkeys(("condition", "description", "label", "name", "nextCondition"), "text"),
    **dict.fromkeys(("note", "otherTitle", "title"), "text"),
    **dict.fromkeys(("anchorText", "aspect", "change", "contact", "heading"), "string"),
    **dict.fromkeys(("intendedTitle", "key", "number", "otherKey", "printed"), "string"),
    **dict.fromkeys(("printedTarget", "problem", "venue"), "string"),
    **dict.fromkeys(("documents", "page", "position", "total", "year"), "integer"),
    **dict.fromkeys(("least", "most"), "number"),
    **dict.fromkeys(("amongOthers", "closed", "derived", "electionYear", "exclusive"), "boolean"),
    **dict.fromkeys(("expected", "inForce", "known", "parity", "unclear"), "boolean"),
    **dict.fromkeys(("adopted", "countsFrom", "decidedOn", "from", "until"), "date"),
    **dict.fromkeys(("beginsAt", "derivedDate", "endsAt", "statedDate"), "time"),
    **dict.fromkeys(("after", "before"), "any"),
}
# Where a query's column holds something else than it does in the others.
BY_QUERY: Mapping[tuple[str, str], str] = {
    ("composition-rules", "unclear"): "thing",
    ("cross-references", "title"): "string",
    ("details", "value"): "any",
    ("names", "name"): "string",
    ("quantities", "value"): "number",
    ("relations", "from"): "thing",
}
OF_TYPES: Mapping[str, str] = {
    "integer": "integer",
    "decimal": "number",
    "boolean": "boolean",
    "date": "date",
    "dateTime": "time",
    "gYear": "time",
    "gYearMonth": "time",
}


def kind(query: NamedQuery, column: str) -> str:
    """What a column of a query holds: a key of :data:`KINDS`; ``any`` where it is not ours."""
    if not shipped(query):
        return "any"
    return BY_QUERY.get((query.name, column)) or BY_COLUMN.get(column, "thing")


def shipped(query: NamedQuery) -> bool:
    """Whether a query is ours, so that its columns are known."""
    from vejviser import load

    return query.path.parent == load.home() / "queries"


def kind_of(cell: Cell) -> str:
    """What one cell is by itself: a key of :data:`KINDS` but ``any``."""
    if cell.iri:
        return "thing"
    if cell.lang:
        return "text"
    return OF_TYPES.get(cell.datatype.rpartition("#")[2], "string")
