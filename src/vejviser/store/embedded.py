"""What any store is asked, and the one in this process."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from vejviser import answers
from vejviser.names import PREFIXES
from vejviser.nouns import Cell, Rows

if TYPE_CHECKING:
    import pyoxigraph as ox

XSD = PREFIXES["xsd"]
INTEGERS = {
    XSD + name
    for name in (
        *("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger"),
        *("nonPositiveInteger", "negativeInteger"),
        *("unsignedInt", "unsignedLong", "unsignedShort", "unsignedByte"),
    )
}
TRUTH = {"1": "true", "0": "false"}


class Store(Protocol):
    """Anything that answers a SELECT."""

    @property
    def address(self) -> str:
        """What to call it in a sentence."""

    @property
    def own(self) -> bool:
        """Whether its engine is ours, and so tested: it is asked once."""

    def select(self, text: str) -> Rows:
        """The rows of a SELECT, sorted, so that every engine answers the same.

        :raises VejviserError: where there is no answer, or none to be trusted
        """


@dataclass(frozen=True)
class Embedded:
    """A store in this process."""

    store: ox.Store
    address: str = "pyoxigraph"
    own: bool = True

    def select(self, text: str) -> Rows:
        """The rows of a SELECT, sorted.

        :raises VejviserError: ``bad-sparql``
        """
        answered = answers.select(self.store, text)
        return settled(answered.columns, answered.rows)


def settled(columns: tuple[str, ...], rows: Iterable[tuple[Cell | None, ...]]) -> Rows:
    """Rows as every engine could have given them: their numbers in one form, and sorted."""
    settled = (tuple(cell and _canonical(cell) for cell in row) for row in rows)
    return Rows(columns, tuple(sorted(settled, key=_key)))


def _canonical(cell: Cell) -> Cell:
    """One form for what engines write in several: the types of whole numbers, and truth."""
    if cell.datatype in INTEGERS and re.fullmatch(r"[+-]?\d+", cell.value):
        return Cell(str(int(cell.value)), datatype=XSD + "integer")
    if cell.datatype == XSD + "boolean":
        return Cell(TRUTH.get(cell.value, cell.value), datatype=cell.datatype)
    return cell


def _key(row: tuple[Cell | None, ...]) -> list[tuple[str, ...]]:
    return [(c.value, c.lang, c.datatype, "iri" * c.iri) if c else () for c in row]
