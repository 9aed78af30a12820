"""Rosters with the names of a dataset: reads files into a store of their own, and names what is in
them so that they can be read again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from vejviser.columns import SHEETS
from vejviser.errors import BadValue, BrokenFile, BrokenFiles, Unknown, VejviserError, stop
from vejviser.names import ID, VV, expand, slug
from vejviser.nouns import Place, Workspace
from vejviser.roster import files, graph
from vejviser.roster.changes import nameless
from vejviser.roster.importing import Taken, taken
from vejviser.roster.rows import (
    Contact,
    Coverage,
    Meeting,
    Membership,
    Participation,
    Roster,
    entries,
    two_names,
)
from vejviser.roster.status import Known
from vejviser.turtle import placed
from vejviser.words import danish_key, near

if TYPE_CHECKING:
    from vejviser.api import Vejviser

FOLDER = "rosters"
TOLD = {
    expand(name)
    for name in (
        *("vv:Roster", "vv:Coverage", "org:Membership", "vv:Vacancy", "vv:Participation"),
        *("vv:ContactAssignment", "vv:Meeting"),
    )
}
"""The classes of what stands in a roster."""
COUNTRY = ID + "area-denmark"


@dataclass(frozen=True)
class Rosters:
    """What some files say together.

    :param store: one named graph per file
    :param places: IRI of a row → where it stands
    """

    store: ox.Store
    places: dict[str, Place]
    rosters: tuple[Roster, ...]

    def firsts(self) -> dict[str, Place]:
        """Body → the first line that speaks of who sits in it, or else of it at all."""
        found: dict[str, Place] = {}
        for kinds in ((Membership,), (Membership, Coverage, Participation, Contact, Meeting)):
            for roster in self.rosters:
                for entry in roster.entries:
                    if isinstance(entry.row, kinds):
                        found.setdefault(entry.row.body, entry.place)
        return found

    def columns(self) -> dict[tuple[str, str], Mapping[str, str]]:
        """File and sheet → column → its letters."""
        return {
            (roster.path, sheet): columns
            for roster in self.rosters
            for sheet, columns in roster.columns.items()
        }

    def people(self) -> dict[str, str]:
        """IRI of a person → name."""
        named = self.store.quads_for_pattern(None, ox.NamedNode(expand("foaf:name")), None)
        return {q.subject.value: q.object.value for q in named}  # type: ignore[union-attr]


def read(whole: Vejviser, paths: Iterable[Path], folders: Iterable[Path] = ()) -> Rosters:
    """The rosters in some files.

    :param folders: where files were looked for; those of one name in two folders below are two
    :raises BrokenFile: for the files that cannot be read, and for a person-id that has another name
        in an earlier file
    """
    called, folders = Called(whole), list(folders)
    found = _all(partial(read_file, whole, path, called, folders) for path in paths)
    made = Rosters(ox.Store(), {}, found)
    _some_rows(found)
    first: dict[str, str] = {}
    for roster in made.rosters:
        if roster.graph in first:
            raise BrokenFile("same-roster-twice", roster.path, other=first[roster.graph])
        first[roster.graph] = roster.path
        quads, places = graph.quads(roster)
        made.store.extend(quads)
        made.places.update(places)
    stop(list(two_names((one.row, one.place) for r in made.rosters for one in r.entries)))
    return made


def _all(reading: Iterable[Callable[[], Roster]]) -> tuple[Roster, ...]:
    """What several files say, or what is wrong with each of them."""
    found: list[Roster] = []
    wrong: list[BrokenFile] = []
    for read in reading:
        try:
            found.append(read())
        except BrokenFile as error:
            wrong.append(error)
    if wrong:
        raise wrong[0] if len(wrong) == 1 else BrokenFiles(wrong)
    return tuple(found)


def _some_rows(rosters: Iterable[Roster]) -> None:
    """Refuse tables of a folder none of which has a row; a template leaves some of them empty."""
    folders: dict[Path, list[Roster]] = defaultdict(list)
    for roster in rosters:
        folders[Path(roster.path).parent].append(roster)
    for found in folders.values():
        if not any(roster.entries for roster in found):
            raise BrokenFile("roster-headings-only", found[0].path)


def read_file(whole: Vejviser, path: Path, called: Called, folders: Iterable[Path] = ()) -> Roster:
    """The roster in one file, by the settings of the workspace.

    :param folders: those it may have been found in
    :raises BrokenFile: where it cannot be read
    """
    workspace = whole.dataset.workspace
    own = workspace is not None and path.resolve().is_relative_to(workspace.folder.resolve())
    fictional = own and workspace is not None and workspace.fictional
    cpr = workspace is not None and workspace.cpr
    own_folder = [workspace.folder / FOLDER] if workspace else []
    name = _below(path, [*own_folder, *sorted(folders, key=_depth)])
    return files.read(path, called, name=name, fictional=fictional, cpr=cpr)


def _below(path: Path, folders: Iterable[Path]) -> str:
    """The path of a file, without ending, below the first of some folders that it lies in."""
    place = path.resolve()
    for folder in map(Path.resolve, folders):
        if folder in place.parents:
            return place.relative_to(folder).with_suffix("").as_posix()
    return path.stem


def _depth(folder: Path) -> int:
    return len(folder.resolve().parts)


def imported(
    whole: Vejviser, workspace: Workspace, given: Iterable[Path], called: Called, lang: str
) -> Taken:
    """What becomes of a workspace when files are taken into it.

    A CSV file has its own name there; another has one for each table in it.

    :raises BrokenFile: where one cannot be read, or lies in the workspace already
    """
    folder = workspace.folder / FOLDER
    given, named = list(given), []
    claimed: dict[Path, Path] = {}
    for path in given:
        if path.resolve().is_relative_to(folder.resolve()):
            raise BrokenFile("roster-in-workspace", str(path))
        alone = path.suffix.lower() == ".csv"
        targets = {
            table: folder / f"{path.stem if alone else f'{path.stem}-{slug(names[0])}'}.csv"
            for table, names in SHEETS.items()
        }
        for target in set(targets.values()):
            if target in claimed:
                raise BrokenFile("same-roster-twice", str(path), other=str(claimed[target]))
            claimed[target] = path
        named.append(targets)
    lists = _all(partial(read_file, whole, path, called) for path in given)
    _some_rows(lists)
    known = read(whole, paths(workspace.folder)).rosters
    return taken(known, list(zip(lists, named, strict=True)), called.name, lang)


def without_names(rosters: Iterable[Roster]) -> list[Roster]:
    """The same rosters with numbers for persons; rows get new IRIs, which tell nothing of them."""
    rosters = list(rosters)
    rows = iter(nameless(row for roster in rosters for row in roster.rows()))
    return [
        replace(
            roster,
            entries=tuple(
                entries(roster.graph, [(next(rows), entry.place) for entry in roster.entries])
            ),
        )
        for roster in rosters
    ]


def stored(rosters: Iterable[Roster]) -> ox.Store:
    """Rosters in a store of their own, each in its named graph."""
    store = ox.Store()
    for roster in rosters:
        store.extend(graph.quads(roster)[0])
    return store


def paths(folder: Path) -> list[Path]:
    """The rosters of a workspace, sorted."""
    return within([folder / FOLDER] if (folder / FOLDER).is_dir() else [])


def within(places: Iterable[Path]) -> list[Path]:
    """The files named, and the rosters in the folders named, sorted.

    What Excel keeps beside an open file is no roster; a spreadsheet in another format is taken for
    one, so that it is refused and not passed over.
    """
    known = (*files.FORMATS, *files.OTHER_SHEETS)
    found = {path for path in places if not path.is_dir()}
    for folder in places:
        found |= {
            path
            for path in (folder.rglob("*") if folder.is_dir() else ())
            if path.suffix.lower() in known and not path.name.startswith(("~$", "."))
        }
    return sorted(found)


def is_roster(path: Path) -> bool:
    """Whether a file is read as a roster: a table, or RDF that tells who sits in a body.

    A document too may name members; it is no roster.
    """
    if path.suffix.lower() != ".ttl":
        return True
    found = {getattr(quad.object, "value", "") for quad, *_ in placed(path)}
    return VV + "Document" not in found and not found.isdisjoint(TOLD)


class Called:
    """What a dataset calls things: the names of :class:`vejviser.roster.tables.Names`.

    Names are understood in every language; ``lang`` is the one they are written in.
    """

    def __init__(self, whole: Vejviser, lang: str = "da") -> None:
        self._whole = whole
        self._written = whole.preference(lang)
        self._known: dict[tuple[str, str], str] = {}
        self._names: dict[tuple[str, str], str] = {}

    def resolve(self, text: str, kind: str) -> str:
        """The IRI of what a person calls ``text``, as a ``body``, ``party``, ``seat`` ….

        :raises Unknown: where nothing bears the name
        :raises Ambiguous: where several things do
        :raises BadValue: for a kind of body where one body is asked for
        """
        if (text, kind) not in self._known:
            self._known[text, kind] = self._resolved(text, kind)
        return self._known[text, kind]

    def _resolved(self, text: str, kind: str) -> str:
        index, languages = self._whole.index, self._whole.languages
        match kind:
            case "seat":
                return self._seat(text)
            case "capacity":
                return index.resolve_among(text, index.in_scheme(VV + "capacities"), languages)
            case "party":
                return self._party(text)
            case "body":
                found = index.resolve(text, "body", languages)
                if index.category(found) != "body":
                    raise BadValue("roster-kind", value=text)
                return found
            case _:
                return index.resolve(text, kind, languages)

    def _party(self, text: str) -> str:
        """A body, a kind, an interest or an office; what is near a body's name comes first."""
        index, languages = self._whole.index, self._whole.languages
        try:
            return index.resolve(text, "body", languages)
        except Unknown as error:
            try:
                return index.resolve(text, "office", languages)
            except Unknown as other:
                near = (*error.suggestions, *other.suggestions)
                raise Unknown(error.key, text, near) from other

    def _seat(self, text: str) -> str:
        """The point of a seat group; only near names of the many are told."""
        try:
            return self._whole.index.resolve_among(text, self._seats, self._whole.languages)
        except Unknown as error:
            raise Unknown(error.key, text, near(text, error.suggestions)) from error

    @cached_property
    def _seats(self) -> list[str]:
        """The points of all seat groups."""
        version = ox.NamedNode(expand("dcterms:isVersionOf"))
        return sorted(
            {
                str(quad.object.value)  # type: ignore[union-attr]
                for group in self._whole.index.of_class(VV + "SeatGroup")
                for quad in self._whole.store.quads_for_pattern(ox.NamedNode(group), version, None)
            }
        )

    def name(self, iri: str, kind: str) -> str:
        """What a thing is written as so that it is read as itself: label, other name or IRI."""
        if not iri:
            return ""
        if (iri, kind) not in self._names:
            self._names[iri, kind] = self._named(iri, kind)
        return self._names[iri, kind]

    def _named(self, iri: str, kind: str) -> str:
        index = self._whole.index
        entry = index.entry(iri)
        others = sorted(entry.stated) if entry else []
        for name in (index.label(iri, self._written), *others):
            try:
                if self.resolve(name, kind) == iri:
                    return name
            except VejviserError:
                continue
        return iri


def bodies_to_tell_of(
    whole: Vejviser, day: date, area: str = "", recorded: Collection[str] = ()
) -> list[Known]:
    """The bodies that some rule of composition is about on a day, sorted by kind, area and name.

    A body of a municipality is told under its region, so that a hundred are one line.

    :param area: IRI of the area they must lie in; empty for all
    :param recorded: the bodies that are told of without a rule too
    """
    index, languages = whole.index, whole.languages
    ruled = {row["target"] for row in whole.ask("composition", on=day, standing="all")}
    around = whole.laws.atlas.around
    found: dict[str, Known] = {}
    for row in whole.ask("bodies"):
        body, kind, place = row["body"] or "", row["kind"] or "", row["place"] or ""
        if body not in recorded and not {body, kind} & ruled:
            continue
        within = [place]
        while within[-1] in around:
            within.append(around[within[-1]])
        if area in ("", *within):
            region = next((one for one in within if around.get(one) == COUNTRY), place)
            # Of several kinds the one with the rule is the one it is told by.
            if body not in found or kind in ruled:
                found[body] = Known(body, kind, region)
    return sorted(
        found.values(),
        key=lambda one: tuple(
            danish_key(index.label(iri, languages)) for iri in (one.kind, one.area, one.body)
        ),
    )
