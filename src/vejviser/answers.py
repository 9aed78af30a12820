"""What pyoxigraph answers, as plain rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vejviser.errors import VejviserError
from vejviser.nouns import Cell, Rows

if TYPE_CHECKING:
    import pyoxigraph as ox


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
    width = range(len(columns))
    return Rows(columns, tuple(tuple(_cell(s[i]) for i in width) for s in solutions))


def bad_sparql(error: Exception) -> VejviserError:
    """What to raise for a query the engine cannot read or run, its reason on one line."""
    return VejviserError("bad-sparql", reason=" ".join(str(error).split()).rstrip("."))


def _cell(term: object) -> Cell | None:
    import pyoxigraph as ox

    if term is None:
        return None
    if isinstance(term, ox.Literal):
        return Cell(term.value, lang=term.language or "", datatype=term.datatype.value)
    if isinstance(term, ox.NamedNode):
        return Cell(term.value, iri=True)
    return Cell(str(term))
