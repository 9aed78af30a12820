"""Rows taken out of their files, which otherwise stay as somebody has written them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from pathlib import Path

import pyoxigraph as ox

from vejviser import excel
from vejviser.errors import CannotWrite
from vejviser.names import PREFIXES, expand
from vejviser.roster.files import decoded, separator
from vejviser.roster.rows import Entry
from vejviser.turtle import placed


def without(path: Path, doomed: Iterable[Entry]) -> bytes:
    """The content of a file without some of its rows.

    Encoding, separators, headings and order stay; Turtle loses its remarks and its layout.
    """
    doomed = list(doomed)
    match path.suffix.lower():
        case ".csv":
            return _csv(path, {entry.place.line for entry in doomed})
        case ".xlsx":
            return _xlsx(path, doomed)
        case _:
            return _turtle(path, {entry.iri for entry in doomed})


def _csv(path: Path, doomed: set[int]) -> bytes:
    """A row may have several lines; it goes with all of them."""
    text, encoding = decoded(path)
    lines = list(io.StringIO(text, newline=""))
    kept: list[str] = []
    begins = 1
    reader = csv.reader(iter(lines), delimiter=separator(text)[0], strict=True)
    for _ in reader:
        if begins not in doomed:
            kept += lines[begins - 1 : reader.line_num]
        begins = reader.line_num + 1
    return "".join(kept).encode(encoding)


def _xlsx(path: Path, doomed: Sequence[Entry]) -> bytes:
    book = excel.library().load_workbook(BytesIO(path.read_bytes()))
    changed = book.properties.modified or excel.NO_TIME
    for place in sorted((entry.place for entry in doomed), reverse=True):
        book[place.sheet].delete_rows(place.line)
    return excel.written(book, changed)


def _turtle(path: Path, doomed: set[str]) -> bytes:
    """A person whom no row tells of any longer goes with the last one."""
    member = ox.NamedNode(expand("org:member"))
    quads = [quad for quad, *_ in placed(path)]
    kept = [
        quad
        for quad in quads
        if not {getattr(quad.subject, "value", ""), getattr(quad.object, "value", "")} & doomed
    ]
    gone = {q.object for q in quads if q.predicate == member}
    gone -= {q.object for q in kept if q.predicate == member}
    left = [quad for quad in kept if quad.subject not in gone]
    form = ox.RdfFormat.TRIG if path.suffix.lower() == ".trig" else ox.RdfFormat.TURTLE
    written = ox.serialize(
        left if form == ox.RdfFormat.TRIG else [quad.triple for quad in left],
        format=form,
        prefixes=PREFIXES,
    )
    assert written is not None, "nothing was given to write to"
    return written


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
