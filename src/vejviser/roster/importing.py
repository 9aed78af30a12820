"""Lists taken into a workspace: rows are changed where they stand, and new ones find their file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from vejviser.roster.changes import RowChange, difference, without_repeats
from vejviser.roster.removing import edited
from vejviser.roster.rows import Entry, Roster
from vejviser.roster.writing import KINDS, Name, tables, to_csv


@dataclass(frozen=True)
class Taken:
    """What becomes of a workspace.

    :param changes: the rows that are added, changed or removed
    :param same: how many rows the workspace has already
    :param contents: what the files that change will hold; None for one that is left empty
    """

    changes: Sequence[RowChange]
    same: int
    contents: Mapping[Path, bytes | None]


def taken(
    rosters: Iterable[Roster],
    lists: Sequence[tuple[Roster, Mapping[str, Path]]],
    name: Name,
    lang: str,
) -> Taken:
    """What becomes of the files of a workspace when lists are taken in.

    A row is looked for in all files, so that a list that was written out of several changes
    nothing. Rows that a list lacks go only from the files that bear its own name: it may well be
    a part of all that is known.

    :param rosters: all of the workspace
    :param lists: what is taken in, each with the file of its own name for every table
    """
    own = {str(path) for _, targets in lists for path in targets.values()}
    before = sorted(
        (entry for one in rosters for entry in one.entries),
        key=lambda entry: entry.place.path not in own,
    )
    files = _Files(before)
    after = list(without_repeats(entry for one, _ in lists for entry in one.entries))
    targets = {one.path: paths for one, paths in lists}
    changes = difference(before, after, own)
    for change in changes:
        files.take(change, targets)
    come = sum(change.after is not None for change in changes)
    same = sum(len(one.entries) for one, _ in lists) - come
    return Taken(changes, same, files.contents(name, lang))


class _Files:
    """The rows of each file of a workspace, while they change."""

    def __init__(self, before: Iterable[Entry]) -> None:
        self._rows: dict[str, list[Entry]] = {}
        self._gone: dict[str, list[Entry]] = {}
        self._touched: set[str] = set()
        for entry in before:
            self._rows.setdefault(entry.place.path, []).append(entry)

    def take(self, change: RowChange, targets: Mapping[str, Mapping[str, Path]]) -> None:
        """Do as a change says; ``targets`` are the files of a list's own name by its path."""
        path = ""
        if change.before:
            path = change.before.place.path
            self._rows[path].remove(change.before)
            self._gone.setdefault(path, []).append(change.before)
            self._touched.add(path)
        if change.after:
            # Only CSV is written to; a row of another file moves when it changes.
            if not _is_csv(path):
                own = targets[change.after.place.path][KINDS[type(change.after.row)]]
                path = self._home(change.after, str(own))
            self._rows.setdefault(path, []).append(change.after)
            self._touched.add(path)

    def _home(self, entry: Entry, own: str) -> str:
        """Where a new row belongs: its own file, or else where most rows of its body stand."""
        table, body = KINDS[type(entry.row)], entry.row.body
        fitting = {
            path: Counter(one.row.body for one in rows)[body]
            for path, rows in self._rows.items()
            if _is_csv(path) and {KINDS[type(one.row)] for one in rows} <= {table}
        }
        if own in fitting or not any(fitting.values()):
            return own
        return max(fitting, key=lambda path: (fitting[path], path))

    def contents(self, name: Name, lang: str) -> dict[Path, bytes | None]:
        """What the files that change will hold."""
        return {Path(path): self._content(path, name, lang) for path in sorted(self._touched)}

    def _content(self, path: str, name: Name, lang: str) -> bytes | None:
        rows = [entry.row for entry in self._rows[path]]
        if not rows:
            return None
        if not _is_csv(path):
            return edited(Path(path), [RowChange(entry, None) for entry in self._gone[path]])
        return to_csv(tables(rows, name, lang), KINDS[type(rows[0])])


def _is_csv(path: str) -> bool:
    return path.lower().endswith(".csv")
