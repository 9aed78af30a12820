"""An answer in each of its forms, byte for byte the same for the same question."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import pyoxigraph as ox

from vejviser.cells import shown
from vejviser.columns import heading
from vejviser.names import PREFIXES
from vejviser.nouns import Cell, Rows
from vejviser.web.rest.asked import own
from vejviser.web.rest.kinds import kind, kind_of

if TYPE_CHECKING:
    from vejviser.api import Vejviser
    from vejviser.queries import NamedQuery, Term

RESULT_SET = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
XSD = PREFIXES["xsd"]


@dataclass(frozen=True)
class Answered:
    """The rows of a query, and what it was asked.

    :param terms: what each parameter that is not left open was taken to mean
    """

    whole: Vejviser
    query: NamedQuery
    terms: Mapping[str, Term]
    rows: Rows
    lang: str

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that texts are in, the best first."""
        return self.whole.preference(self.lang)


def as_json(answered: Answered) -> bytes:
    """The question as it was understood, the columns, and a line for each row."""
    query, rows = answered.query, answered.rows
    kinds = [kind(query, name) for name in rows.columns]
    head = {
        "query": query.name,
        "summary": query.summary[answered.lang],
        "language": answered.lang,
        "parameters": {p.name: _meant(answered, p.name, p.type) for p in own(query)},
        "day": _day(answered),
        "count": len(rows),
    }
    columns = [
        {"name": name, "heading": heading(name, answered.lang), "type": of}
        for name, of in zip(rows.columns, kinds, strict=True)
    ]
    # Row by row, since one call for all of them would keep every other thread waiting.
    named = [
        {n: _value(c, k, answered) for n, c, k in zip(rows.columns, row, kinds, strict=True)}
        for row in rows.rows
    ]
    lines = [f' "{key}": {_dumped(value)},' for key, value in head.items()]
    text = "\n".join(
        ["{", *lines, f' "columns": {_list(columns)},', f' "rows": {_list(named)}', "}"]
    )
    return f"{text}\n".encode()


def as_csv(answered: Answered) -> bytes:
    """Names of columns, and a record for each row, for spreadsheets: labels and words for codes.

    https://www.rfc-editor.org/rfc/rfc4180
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    columns, languages = answered.rows.columns, answered.languages
    writer.writerow(columns)
    for row in answered.rows.rows:
        cells = zip(row, columns, strict=True)
        writer.writerow([shown(cell, answered.whole, languages, name) for cell, name in cells])
    return out.getvalue().encode()


def as_turtle(answered: Answered) -> bytes:
    """The rows as a result set of RDF, each with its number as index.

    https://www.w3.org/2001/sw/DataAccess/tests/result-set.n3
    """
    columns, rows = answered.rows.columns, answered.rows.rows
    variables = " , ".join(f'"{name}"' for name in columns)
    lines = [
        f"PREFIX rs: <{RESULT_SET}>",
        "",
        "[] a rs:ResultSet ;",
        f"    rs:resultVariable {variables} ;",
        f"    rs:size {len(rows)} ;",
    ]
    for number, row in enumerate(rows, 1):
        bindings = " , ".join(
            f'[ rs:variable "{name}" ; rs:value {_term(cell)} ]'
            for name, cell in zip(columns, row, strict=True)
            if cell
        )
        binding = f" ; rs:binding {bindings}" if bindings else ""
        lines.append(f"    rs:solution [ rs:index {number}{binding} ] ;")
    return ("\n".join(lines) + "\n.\n").encode()


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _list(values: Iterable[object]) -> str:
    """A list of JSON, a line for each value."""
    lines = ",\n".join(f"  {_dumped(value)}" for value in values)
    return f"[\n{lines}\n ]" if lines else "[]"


def _meant(answered: Answered, name: str, type: str) -> object:
    """What a parameter was taken to mean; None where it is left open."""
    term = answered.terms.get(name)
    if type == "standing":
        return "stated" if term else "all"
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return _thing(term.value, answered)
    return int(term.value) if type == "number" else term.value


def _day(answered: Answered) -> str | None:
    """The day that is asked of; None for a query that asks of none."""
    for parameter in answered.query.parameters:
        if parameter.type == "day" and parameter.name in answered.terms:
            return answered.terms[parameter.name].value
    return None


def _thing(iri: str, answered: Answered) -> dict[str, str]:
    return {"iri": iri, "label": answered.whole.index.label(iri, answered.languages)}


def _value(cell: Cell | None, wanted: str, answered: Answered) -> object:
    """A cell as JSON: things and texts as objects, numbers and truth as themselves."""
    if cell is None:
        return None
    found = kind_of(cell)
    if found == "thing":
        return _thing(cell.value, answered)
    if found == "text" or (found == "string" and wanted == "text"):
        return {"text": cell.value, "lang": cell.lang or None}
    if found == "boolean":
        return cell.value in ("true", "1")
    try:
        if found == "integer":
            return int(cell.value)
        if found == "number":
            return float(Decimal(cell.value))
    except (ArithmeticError, ValueError):
        # No number after all, whatever its type says.
        return cell.value
    return cell.value


def _term(cell: Cell) -> str:
    """A cell as Turtle."""
    if cell.iri:
        return f"<{cell.value}>"
    if cell.lang:
        return str(ox.Literal(cell.value, language=cell.lang))
    if not cell.datatype:
        return str(ox.Literal(cell.value))
    return str(ox.Literal(cell.value, datatype=ox.NamedNode(cell.datatype)))


WRITTEN: Mapping[str, Callable[[Answered], bytes]] = {
    "json": as_json,
    "csv": as_csv,
    "turtle": as_turtle,
}
