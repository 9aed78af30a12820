"""The cells of an answer as people read them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from vejviser.columns import heading, word
from vejviser.nouns import Cell, Rows

if TYPE_CHECKING:
    from vejviser.api import Vejviser


def shown(cell: Cell | None, whole: Vejviser, languages: Sequence[str], column: str = "") -> str:
    """One cell as people read it: a label for a thing, a number for a section, words for a code."""
    if cell is None:
        return ""
    if cell.iri:
        if whole.index.category(cell.value) == "section":
            return section_name(cell.value, whole, languages)
        return whole.index.label(cell.value, languages)
    if cell.datatype.endswith("#boolean"):
        yes, no = ("ja", "nej") if languages[0] == "da" else ("yes", "no")
        return yes if cell.value == "true" else no
    if cell.lang:
        return cell.value
    return word(column, cell.value, "da" if languages[0] == "da" else "en")


def section_name(iri: str, whole: Vejviser, languages: Sequence[str]) -> str:
    """A section's number; where it has none, its label."""
    local = iri.rpartition("#")[2]
    return local if local[:1].isdigit() else whole.index.label(iri, languages)


Named = tuple[str, str]


def parted(
    rows: Rows, whole: Vejviser, lang: str
) -> tuple[list[Named], list[str], list[tuple[str, ...]]]:
    """Rows for people: what is the same in all of them, the headings of the others, and those.

    Columns that are empty throughout, and the own names of statements and steps, are left out; so
    are points where what bears their label stands beside them.
    """
    languages = whole.preference(lang)
    needless = {"statement", "step", *_named_beside(rows.columns)}
    columns = [
        (heading(name, lang), [shown(row[i], whole, languages, name) for row in rows.rows])
        for i, name in enumerate(rows.columns)
        if name not in needless and any(row[i] is not None for row in rows.rows)
    ]
    same = [(name, texts[0]) for name, texts in columns if len(set(texts)) == 1]
    varying = [(name, texts) for name, texts in columns if len(set(texts)) > 1]
    body = list(zip(*(texts for _, texts in varying), strict=True))
    return same, [name for name, _ in varying], body


def _named_beside(columns: Sequence[str]) -> list[str]:
    """The columns of points that another column names as well."""
    if "rule" in columns:
        return ["point", "rulePoint", "withinPoint"]
    return ["point"] if "label" in columns else []
