"""Rosters with the names of a dataset: reads files into a store of their own, and names what is in
them so that they can be read again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from vejviser.errors import BadValue, BrokenFile, Unknown, VejviserError
from vejviser.names import VV, expand
from vejviser.nouns import Place
from vejviser.roster import files, graph
from vejviser.roster.rows import (
    Contact,
    Coverage,
    Meeting,
    Membership,
    Participation,
    Roster,
)
from vejviser.turtle import placed
from vejviser.words import near

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

    def people(self) -> dict[str, str]:
        """IRI of a person → name."""
        named = self.store.quads_for_pattern(None, ox.NamedNode(expand("foaf:name")), None)
        return {q.subject.value: q.object.value for q in named}  # type: ignore[union-attr]


def read(whole: Vejviser, paths: Iterable[Path]) -> Rosters:
    """The rosters in some files.

    :raises BrokenFile: for the first file that cannot be read
    """
    called = Called(whole)
    made = Rosters(ox.Store(), {}, tuple(read_file(whole, path, called) for path in paths))
    first: dict[str, str] = {}
    for roster in made.rosters:
        if roster.graph in first:
            raise BrokenFile("same-roster-twice", roster.path, other=first[roster.graph])
        first[roster.graph] = roster.path
        quads, places = graph.quads(roster)
        made.store.extend(quads)
        made.places.update(places)
    return made


def read_file(whole: Vejviser, path: Path, called: Called) -> Roster:
    """The roster in one file, by the settings of the workspace.

    :raises BrokenFile: where it cannot be read
    """
    workspace = whole.dataset.workspace
    own = workspace is not None and path.resolve().is_relative_to(workspace.folder.resolve())
    fictional = own and workspace is not None and workspace.fictional
    return files.read(path, called, fictional=fictional, cpr=bool(workspace and workspace.cpr))


def paths(folder: Path) -> list[Path]:
    """The rosters of a workspace, sorted."""
    return within([folder / FOLDER] if (folder / FOLDER).is_dir() else [])


def within(places: Iterable[Path]) -> list[Path]:
    """The files named, and the rosters in the folders named, sorted.

    What Excel keeps beside an open file is no roster.
    """
    found = {path for path in places if not path.is_dir()}
    for folder in places:
        found |= {
            path
            for path in (folder.rglob("*") if folder.is_dir() else ())
            if path.suffix.lower() in files.FORMATS and not path.name.startswith(("~$", "."))
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
    """What a dataset calls things: the names of :class:`vejviser.roster.tables.Names`."""

    def __init__(self, whole: Vejviser) -> None:
        self._whole = whole
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
        for name in (index.label(iri, self._whole.languages), *others):
            try:
                if self.resolve(name, kind) == iri:
                    return name
            except VejviserError:
                continue
        return iri
