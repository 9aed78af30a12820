"""Named queries: one question is one ``.rq`` file whose ``#+`` header documents it.

The header is YAML, a superset of grlc's: ``summary`` and ``description`` in Danish (``_en`` in
English), ``tags``, typed ``parameters`` with an example each, and the promised ``columns``. Below
it stands plain SPARQL that runs as it is in any engine holding the dataset: its parameters are the
variables of one ``VALUES`` row, filled with the examples. :func:`run` puts other terms into that
row – terms, serialised by the RDF library, never text of the user's.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vejviser.answers import bad_sparql, gathered, select
from vejviser.errors import BadValue, BrokenFile, Unknown, unreadable
from vejviser.nouns import Cell, Rows
from vejviser.sparql import refuse_outside
from vejviser.words import danish_key, near

if TYPE_CHECKING:
    import pyoxigraph as ox

    Term = ox.NamedNode | ox.Literal

TYPES = (
    "thing",
    "body",
    "need",
    "office",
    "area",
    "document",
    "provision",
    "relation",
    "verb",
    "day",
    "standing",
    "concept",
    "code",
    "text",
    "number",
)
COMPILED = "headers.json"
ROW = re.compile(r"VALUES\s*\(([^()]*)\)\s*\{\s*\(([^()]*)\)\s*\}")
HEADER = ("summary", "summary_en", "description", "description_en", "tags", "parameters", "columns")


@dataclass(frozen=True)
class Parameter:
    """One thing a query asks for.

    :param type: one of :data:`TYPES`; says how a person's word becomes a term
    :param scheme: for ``concept``: the scheme its value is in, as a prefixed name; for ``code``:
        the column whose codes it is one of
    """

    name: str
    type: str
    example: str
    required: bool = False
    scheme: str = ""


@dataclass(frozen=True)
class NamedQuery:
    """One question, with what its header says of it."""

    name: str
    path: Path
    text: str
    summary: dict[str, str]
    description: dict[str, str]
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]

    def parameter(self, name: str) -> Parameter:
        """The parameter of that name.

        :raises BadValue: ``unknown-parameter``
        """
        for parameter in self.parameters:
            if parameter.name == name:
                return parameter
        names = ", ".join(p.name for p in self.parameters) or "–"
        raise BadValue("unknown-parameter", query=self.name, value=name, names=names)


def paths(folders: Iterable[Path]) -> dict[str, Path]:
    """Query name → file; a later folder's query takes the place of an earlier one's."""
    found: dict[str, Path] = {}
    for folder in folders:
        found.update({path.stem: path for path in sorted(folder.glob("*.rq"))})
    return found


def find(name: str, folders: Iterable[Path]) -> NamedQuery:
    """The query of that name.

    :raises Unknown: ``unknown-query``, with the nearest names
    """
    known = paths(folders)
    if name not in known:
        raise Unknown("unknown-query", name, near(name, known))
    return read(known[name])


def read(path: Path) -> NamedQuery:
    """A query file with its header checked against its text.

    :raises BrokenFile: ``bad-header``
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise unreadable(str(path), error) from error
    return _checked(path, text, _compiled(path.parent).get(path.stem) or header(path, text))


@cache
def _compiled(folder: Path) -> dict[str, Any]:
    """The headers the wheel's build wrote beside the shipped queries; a checkout has none."""
    written = folder / COMPILED
    return json.loads(written.read_text(encoding="utf-8")) if written.is_file() else {}


def header(path: Path, text: str) -> object:
    """What a query's ``#+`` lines say, as YAML gives it.

    :raises BrokenFile: ``bad-header``, with the line
    """
    import yaml

    lines = text.splitlines()
    count = next((i for i, line in enumerate(lines) if not line.startswith("#+")), len(lines))
    try:
        return yaml.load("\n".join(line[2:] for line in lines[:count]), Loader=_loader())
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or "YAML"
        raise BrokenFile(
            "bad-header", str(path), mark.line + 1 if mark else 1, reason=reason
        ) from error


def _checked(path: Path, text: str, header: object) -> NamedQuery:
    """A query whose header is complete and names the parameters its text declares."""
    missing = [key for key in HEADER if not isinstance(header, dict) or key not in header]
    if missing or not isinstance(header, dict):
        raise BrokenFile("bad-header", str(path), 1, reason=", ".join(missing) + "?")
    parameters = tuple(_parameter(path, *item) for item in (header["parameters"] or {}).items())
    row = ROW.search(text)
    declared = row[1].replace("?", "").split() if row else []
    if declared != [p.name for p in parameters]:
        raise BrokenFile(
            "bad-header", str(path), 1, reason=f"parameters ≠ VALUES ({' '.join(declared)})"
        )
    return NamedQuery(
        name=path.stem,
        path=path,
        text=text,
        summary={"da": header["summary"], "en": header["summary_en"]},
        description={"da": header["description"], "en": header["description_en"]},
        tags=tuple(header["tags"]),
        parameters=parameters,
        columns=tuple(header["columns"]),
    )


def _loader() -> type:
    """YAML's C loader where it is built, else the one in Python: same answer, slower."""
    import yaml

    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _parameter(path: Path, name: str, spec: Mapping[str, object]) -> Parameter:
    kind = str(spec.get("type", ""))
    if kind not in TYPES or "example" not in spec:
        raise BrokenFile("bad-header", str(path), 1, reason=f"{name}: type, example")
    return Parameter(
        name,
        kind,
        str(spec["example"]),
        bool(spec.get("required", False)),
        str(spec.get("scheme", "")),
    )


def bound(query: NamedQuery, terms: Mapping[str, Term | None]) -> str:
    """The query's text with its VALUES row holding these terms; what is not given is UNDEF.

    :raises BadValue: ``unknown-parameter`` or ``missing-parameter``
    """
    for name in terms:
        query.parameter(name)
    for parameter in query.parameters:
        if parameter.required and terms.get(parameter.name) is None:
            raise BadValue(
                "missing-parameter",
                query=query.name,
                value=parameter.name,
                example=parameter.example,
            )
    if not query.parameters:
        return query.text
    values = (terms.get(parameter.name) for parameter in query.parameters)
    filled = " ".join("UNDEF" if term is None else str(term) for term in values)
    found = ROW.search(query.text)
    assert found is not None  # read() has seen it
    start, end = found.span(2)
    return query.text[:start] + filled + query.text[end:]


def run(
    store: ox.Store,
    query: NamedQuery,
    terms: Mapping[str, Term | None],
    languages: Sequence[str] = ("da", "en"),
) -> Rows:
    """The rows a named query answers, in Danish order of the columns from left to right.

    Texts come in the first of ``languages`` they exist in.
    """
    answered = _in_one_language(select(store, bound(query, terms)), languages)
    order = [answered.columns.index(name) for name in query.columns]
    rows = (tuple(row[i] for i in order) for row in answered.rows)
    return Rows(query.columns, tuple(sorted(rows, key=_row_key)))


def raw(store: ox.Store, text: str) -> Rows | bool | str:
    """What a query of someone's own answers: rows, yes or no, or sorted N-Triples.

    :raises VejviserError: ``bad-sparql``, or ``sparql-leaves-the-house`` where it would fetch
        something or is nested so deeply that the parser would fall over
    """
    import pyoxigraph as ox

    refuse_outside(text)
    try:
        answer = store.query(text)
    except (SyntaxError, RuntimeError, OSError) as error:
        raise bad_sparql(error) from error
    if isinstance(answer, ox.QueryBoolean):
        return bool(answer)
    if isinstance(answer, ox.QueryTriples):
        return "".join(sorted(f"{triple} .\n" for triple in answer))
    answered = gathered(answer)
    return Rows(answered.columns, tuple(sorted(answered.rows, key=_row_key)))


def _in_one_language(answered: Rows, languages: Sequence[str]) -> Rows:
    """Rows that differ in the language of their texts only, reduced to the best one."""
    spoken = [
        place
        for place, column in enumerate(zip(*answered.rows, strict=True))
        if any(cell and cell.lang for cell in set(column))
    ]
    if not spoken:
        return Rows(answered.columns, tuple(dict.fromkeys(answered.rows)))
    best: dict[tuple[object, ...], tuple[int, tuple[Cell | None, ...]]] = {}
    for row in answered.rows:
        key, rank = list[object](row), 0
        for place in spoken:
            cell = row[place]
            if cell and cell.lang:
                key[place] = "text"
                rank += _rank(cell, languages)
        alike = tuple(key)
        least, held = best.get(alike, (rank + 1, row))
        if rank < least or (rank == least and str(row) < str(held)):
            best[alike] = rank, row
    return Rows(answered.columns, tuple(row for _, row in best.values()))


def _rank(cell: Cell, languages: Sequence[str]) -> int:
    return languages.index(cell.lang) if cell.lang in languages else len(languages)


def _row_key(row: tuple[Cell | None, ...]) -> tuple[object, ...]:
    return tuple(danish_key(cell.value) if cell else () for cell in row)
