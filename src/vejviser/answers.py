"""What pyoxigraph answers, as plain rows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vejviser.errors import VejviserError
from vejviser.nouns import Cell, Rows

if TYPE_CHECKING:
    import pyoxigraph as ox

# How the engine writes which letters it would have read, such as ['A' ..= 'Z' | '_'] or [_].
LETTERS = re.compile(r"(?:, )?\[(?:_|'[^]]*)\]")
NOTHING = re.compile(r":? expected(?: one of)?[ ,]*$")


def select(store: ox.Store, text: str) -> Rows:
    """The rows of a SELECT as the store gives them.

    :raises VejviserError: ``bad-sparql``
    """
    try:
        solutions = store.query(text)
    except SyntaxError as error:
        raise bad_sparql(error) from error
    return gathered(solutions)  # type: ignore[arg-type]


def gathered(solutions: ox.QuerySolutions) -> Rows:
    """Solutions as rows, in the order in which they come."""
    columns = tuple(variable.value for variable in solutions.variables)
    cells = Cells()
    return Rows(columns, tuple(tuple([term and cells[term] for term in one]) for one in solutions))


def bad_sparql(error: Exception) -> VejviserError:
    """What to raise for a query the engine cannot read or run, its reason on one line.

    Which letters could have stood there is left out, as is all but the prefix that nobody declared.
    """
    said = " ".join(str(error).split()).rstrip(".")
    said = re.sub(r"expected (one of )?(Prefix not found).*", r"\2", said)
    return VejviserError("bad-sparql", reason=NOTHING.sub("", LETTERS.sub("", said)))


class Cells(dict[object, Cell]):
    """Term → its cell, made once, as most terms are met many times."""

    def __missing__(self, term: object) -> Cell:
        import pyoxigraph as ox

        if isinstance(term, ox.Literal):
            made = Cell(term.value, lang=term.language or "", datatype=term.datatype.value)
        elif isinstance(term, ox.NamedNode):
            made = Cell(term.value, iri=True)
        else:
            made = Cell(str(term))
        self[term] = made
        return made
