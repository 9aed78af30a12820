"""Rows taken out of their files or shortened; the files otherwise stay as somebody wrote them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path

import pyoxigraph as ox

from vejviser import excel
from vejviser.columns import TABLES
from vejviser.errors import CannotWrite
from vejviser.names import PREFIXES, expand
from vejviser.roster.changes import RowChange
from vejviser.roster.files import decoded, separator
from vejviser.roster.rows import Coverage, Entry
from vejviser.turtle import placed
from vejviser.words import fold


def edited(path: Path, changes: Iterable[RowChange]) -> bytes:
    """The content of a file without the rows that go, and with the new first days of coverages.

    Encoding, separators, headings and order stay; Turtle loses its remarks and its layout.
    """
    gone: list[Entry] = []
    later: list[tuple[Entry, date]] = []
    for change in changes:
        assert change.before, "nothing is added"
        if change.after is None:
            gone.append(change.before)
        elif isinstance(row := change.after.row, Coverage) and row.period.start:
            later.append((change.before, row.period.start))
    match path.suffix.lower():
        case ".csv":
            starts = {entry.place.line: day for entry, day in later}
            return _csv(path, {entry.place.line for entry in gone}, starts)
        case ".xlsx":
            return _xlsx(path, gone, later)
        case _:
            starts_of = {entry.iri: day for entry, day in later}
            return _turtle(path, {entry.iri for entry in gone}, starts_of)


def _csv(path: Path, gone: set[int], starts: Mapping[int, date]) -> bytes:
    """A row may have several lines; it goes with all of them."""
    text, encoding = decoded(path)
    between = separator(text)[0]
    lines = list(io.StringIO(text, newline=""))
    kept: list[str] = []
    begins, column = 1, -1
    reader = csv.reader(iter(lines), delimiter=between, strict=True)
    for cells in reader:
        row = lines[begins - 1 : reader.line_num]
        if column < 0:
            column = _start_column(cells)
        if begins in starts:
            cells[column] = starts[begins].isoformat()
            out = io.StringIO(newline="")
            end = row[-1][len(row[-1].rstrip("\r\n")) :]
            csv.writer(out, delimiter=between, lineterminator=end).writerow(cells)
            row = [out.getvalue()]
        if begins not in gone:
            kept += row
        begins = reader.line_num + 1
    return "".join(kept).encode(encoding)


def _start_column(cells: Iterable[object]) -> int:
    """The column that says from when on a list is complete; -1 where no heading does."""
    names = {fold(name) for name in TABLES["coverage"]["start"]}
    found = [number for number, cell in enumerate(cells) if fold(str(cell or "")) in names]
    return found[0] if found else -1


def _xlsx(path: Path, gone: Sequence[Entry], later: Sequence[tuple[Entry, date]]) -> bytes:
    book = excel.library().load_workbook(BytesIO(path.read_bytes()))
    changed = book.properties.modified or excel.NO_TIME
    for entry, day in later:
        sheet = book[entry.place.sheet]
        columns = (_start_column(row) for row in sheet.iter_rows(values_only=True))
        column = next(column for column in columns if column >= 0)
        cell = sheet.cell(entry.place.line, column + 1, day)
        cell.number_format = "dd-mm-yyyy"
    for place in sorted((entry.place for entry in gone), reverse=True):
        book[place.sheet].delete_rows(place.line)
    return excel.written(book, changed)


def _turtle(path: Path, gone: set[str], starts: Mapping[str, date]) -> bytes:
    """A person whom no row tells of any longer goes with the last one."""
    member = ox.NamedNode(expand("org:member"))
    quads = [later for quad, *_ in placed(path) if (later := _later(quad, starts))]
    kept = [
        quad
        for quad in quads
        if not {getattr(quad.subject, "value", ""), getattr(quad.object, "value", "")} & gone
    ]
    persons = {q.object for q in quads if q.predicate == member}
    persons -= {q.object for q in kept if q.predicate == member}
    left = [quad for quad in kept if quad.subject not in persons]
    form = ox.RdfFormat.TRIG if path.suffix.lower() == ".trig" else ox.RdfFormat.TURTLE
    written = ox.serialize(
        left if form == ox.RdfFormat.TRIG else [quad.triple for quad in left],
        format=form,
        prefixes=PREFIXES,
    )
    assert written is not None, "nothing was given to write to"
    return written


def _later(quad: ox.Quad, starts: Mapping[str, date]) -> ox.Quad | None:
    """A triple with the new first day of its row; None for the year or month it was stated as."""
    day = starts.get(getattr(quad.subject, "value", ""))
    if day and quad.predicate.value == expand("vv:statedStart"):
        return None
    if day and quad.predicate.value == expand("schema:startDate"):
        literal = ox.Literal(day.isoformat(), datatype=ox.NamedNode(expand("xsd:date")))
        return ox.Quad(quad.subject, quad.predicate, literal, quad.graph_name)
    return quad


def replace_all(contents: Mapping[Path, bytes | None]) -> None:
    """Write all files, or none of them; None takes a file away.

    :raises CannotWrite: where one cannot be written; the others are as they were before
    """
    drafts = {path: path.with_name(f".{path.name}.part") for path in contents}
    done: list[tuple[Path, bytes | None]] = []
    here = next(iter(contents), Path())
    try:
        for here, content in contents.items():
            here.parent.mkdir(parents=True, exist_ok=True)
            drafts[here].write_bytes(content or b"")
        for here, content in contents.items():
            before = here.read_bytes() if here.exists() else None
            if content is None:
                here.unlink(missing_ok=True)
            else:
                drafts[here].replace(here)
            done.append((here, before))
    except OSError as error:
        for path, before in done:
            path.unlink() if before is None else path.write_bytes(before)
        reason = error.strerror or str(error)
        raise CannotWrite("cannot-write", where=str(here), reason=reason) from error
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)
