"""A release: one version of the data as files for others, and what has changed in it.

The version is a whole number of three parts, by the rule at the head of the changelog: *major*
where an IRI is gone or means something else, *minor* where there is a new document, name or term,
*patch* where data are corrected. What can be seen in the data is held against the release before; a
higher step than is seen may always be chosen. Before 1.0.0 a major step raises the middle number.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

import vejviser
from vejviser import catalogue, export, jsonld, load
from vejviser.errors import BadValue, BrokenFile, CannotWrite, unreadable
from vejviser.index import Index
from vejviser.messages import LANGUAGES, say
from vejviser.names import AREAS_GRAPH, IDENTITY_GRAPH, ONTOLOGY_GRAPH, RDF_TYPE, VV, expand
from vejviser.words import listing

if TYPE_CHECKING:
    from vejviser.api import Vejviser
    from vejviser.diff.published import Beside, Differences, Things
    from vejviser.diff.wording import Wording

DATA, DESCRIPTION, SUMS = "dataset.nq", "void.ttl", "SHA256SUMS"
FORMS = {"nq": ox.RdfFormat.N_QUADS, "trig": ox.RdfFormat.TRIG, "jsonld": ox.RdfFormat.JSON_LD}
HEADS = {
    IDENTITY_GRAPH: "release-identity",
    AREAS_GRAPH: "release-areas",
    ONTOLOGY_GRAPH: "release-ontology",
}

# The same document on both sides: what is not said any more was said in error.
CORRECTED: dict[str, tuple[str, str]] = {
    "changed": ("Rettet", "Corrected"),
    "renamed": ("Rettede navne og afsnitsnumre", "Corrected names and section numbers"),
    "added": ("Kommet til: stod i dokumentet", "Added: was in the document"),
    "not-restated": ("Slettet: stod ikke i dokumentet", "Deleted: was not in the document"),
    "reference-mended": ("Henvisninger, der nu fører rigtigt", "References that now lead right"),
    "reference-broken": (
        "Henvisninger, der ikke længere fører rigtigt",
        "References that no longer lead right",
    ),
    "link-changed": ("Rettede links", "Corrected links"),
    "respelt": ("Rettet stavemåde", "Corrected spelling"),
}


@dataclass(frozen=True)
class Former:
    """The release before, or any file of it; the version is empty where nothing tells it."""

    store: ox.Store
    version: str
    name: str


def publication(whole: Vejviser) -> catalogue.Publication:
    """Who publishes a dataset, and under which name.

    :raises BrokenFile: where a workspace has not named its dataset
    """
    workspace = whole.dataset.workspace
    about = catalogue.publication(workspace)
    if workspace and not about.iri:
        raise BrokenFile("workspace-without-iri", str(workspace.folder / load.SETTINGS))
    return about


def former(path: Path) -> Former:
    """The release in a folder, or the dataset in a file.

    :raises BrokenFile: where there is none, or its file is not as it was published
    """
    file = path / DATA if path.is_dir() else path
    form = FORMS.get(file.suffix[1:])
    if form is None or not file.is_file():
        raise BrokenFile("no-release", str(path), value=DATA)
    try:
        content = file.read_bytes()
        sums, described = (
            other.read_text(encoding="utf-8") if other.is_file() else ""
            for other in (file.with_name(SUMS), file.with_name(DESCRIPTION))
        )
    except (OSError, UnicodeError) as error:
        raise unreadable(str(file), error) from error
    kept = re.search(rf"^(\w+)  {re.escape(file.name)}$", sums, re.MULTILINE)
    if kept and kept[1] != hashlib.sha256(content).hexdigest():
        raise BrokenFile("changed-release", str(file))
    store = ox.Store()
    try:
        store.load(content.removeprefix(codecs.BOM_UTF8), form)
    except SyntaxError as error:
        reason = str(error.msg).rstrip(".")
        raise BrokenFile("broken-release", str(file), error.lineno, reason=reason) from error
    if not any(store.quads_for_pattern(None, ox.NamedNode(VV + "graphKind"), None)):
        raise BrokenFile("not-a-release", str(file))
    found = re.search(r'owl:versionInfo "([^"]*)"', described)
    return Former(store, found[1] if found else "", path.name or str(path))


class Release:
    """One version of a dataset.

    :param version: None for the package's own, which is that of the shipped data
    :param before: the release before; None for a first one
    :param issued: the day it is published; with ``address`` and ``endpoint`` as in
        :class:`vejviser.catalogue.Publication`
    :raises BadValue: where the version is none, or too low after what has changed
    """

    def __init__(
        self,
        whole: Vejviser,
        version: str | None = None,
        before: Former | None = None,
        *,
        issued: str = "",
        address: str = "",
        endpoint: str = "",
    ) -> None:
        self.whole, self.before = whole, before
        self._found: dict[str, Differences] = {}
        about = publication(whole)
        if version is None and whole.dataset.workspace:
            raise BadValue("no-version")
        self.version = str(vejviser.__version__) if version is None else version
        former = before.version if before else ""
        self.about = replace(
            about,
            version=self.version,
            before=former,
            issued=issued,
            address=address,
            endpoint=endpoint,
        )
        _parts(self.version)
        if former:
            self._is_high_enough(former)

    def files(self) -> dict[str, bytes]:
        """Name and content of every file, the checksums of the others last."""
        store = self.whole.store
        data = {
            DATA: export.whole(store, "nquads"),
            "dataset.trig": export.whole(store, "trig"),
            "dataset.ttl": export.whole(store, "turtle"),
            "dataset.jsonld": jsonld.whole(store),
        }
        made = {name: text.encode() for name, text in data.items()}
        made[DESCRIPTION] = catalogue.described(store, self.about, made).encode()
        made["context.jsonld"] = jsonld.written_context(store).encode()
        for lang in LANGUAGES:
            made[f"CHANGES.{lang}.md"] = ("\n".join(self.changes(lang)) + "\n").encode()
        digests = {name: hashlib.sha256(made[name]).hexdigest() for name in sorted(made)}
        made[SUMS] = "".join(f"{digest}  {name}\n" for name, digest in digests.items()).encode()
        return made

    @cached_property
    def _beside(self) -> Beside:
        from vejviser.diff.published import Beside

        assert self.before is not None
        return Beside(self.before.store, self.whole.store)

    @cached_property
    def _index(self) -> Index:
        return Index(self._beside.store)

    def _wording(self, lang: str) -> Wording:
        from vejviser.diff.wording import Wording

        languages = self.whole.preference(lang)
        return Wording(lambda iri: self._index.label(iri, languages), lang)

    def differences(self, lang: str = "da") -> Differences:
        """What differs from the release before, in the words of one language."""
        if lang not in self._found:
            self._found[lang] = self._beside.differences(self._wording(lang))
        return self._found[lang]

    def _is_high_enough(self, former: str) -> None:
        least = self.differences().least
        old, new = _parts(former), _parts(self.version)
        wanted = _next(old, least)
        if new < wanted:
            lowest = ".".join(map(str, wanted))
            key = f"too-low-{least or 'none'}"
            raise BadValue(key, value=self.version, before=former, least=lowest)

    def changes(self, lang: str) -> Iterator[str]:
        """The changelog as Markdown, line by line: what is new, corrected, or gone, by meaning."""
        names = dict(self.about.names)
        name = names.get(lang) or next(iter(names.values()))
        yield from (f"# {say('release-title', lang, name=name, version=self.version)}", "")
        if self.before is None:
            yield from (say("release-first", lang), "")
            yield from (f"- {line}" for line in self._held(lang))
            return
        if self.before.version:
            yield say("release-since", lang, before=self.before.version)
        else:
            yield say("release-since-file", lang, before=self.before.name)
        found, wording = self.differences(lang), self._wording(lang)
        if not found.least:
            yield from ("", say("no-difference", lang))
        yield from self._documents(found, wording)
        for things in found.things:
            key = HEADS.get(things.graph)
            head = say(key, lang) if key else wording.label(things.graph)
            yield from ("", f"## {head}", *_things(things, wording))
        if any(found.derived):
            come, gone = found.derived
            yield from ("", say("release-derived", lang, come=come, gone=gone))

    def _held(self, lang: str) -> Iterator[str]:
        """The documents of a first release, with how much there is in each."""
        languages, store = self.whole.preference(lang), self.whole.store
        version, kind = (ox.NamedNode(n) for n in (expand("dcterms:isVersionOf"), RDF_TYPE))
        section = ox.NamedNode(VV + "Section")
        for document in self.whole.dataset.documents():
            graph = ox.NamedNode(document)
            count = sum(1 for _ in store.quads_for_pattern(None, version, None, graph))
            parts = sum(1 for _ in store.quads_for_pattern(None, kind, section, graph))
            title = self.whole.index.label(document, languages)
            yield say("release-statements", lang, title=title, count=count, sections=parts)

    def _documents(self, found: Differences, wording: Wording) -> Iterator[str]:
        """What differs in documents: new ones, corrected ones, those taken out."""
        from vejviser.diff.telling import tables

        lang = wording.lang
        if found.new:
            yield from ("", f"## {say('release-new', lang)}")
        for one in found.new:
            title, before = one.after.label, one.before
            against = say("release-against", lang, title=title, before=before.label)
            yield from ("", f"### {against if before.iri else title}")
            yield from tables(one, wording, 4)
        if found.corrected:
            yield from ("", f"## {say('release-corrected', lang)}", "")
            yield say("release-corrected-why", lang)
        for one in found.corrected:
            yield from ("", f"### {one.after.label}")
            yield from tables(one, wording, 4, CORRECTED)
        if found.withdrawn:
            yield from ("", f"## {say('release-withdrawn', lang)}", "")
            yield from (f"- {document.label}" for document in found.withdrawn)


def write(files: dict[str, bytes], folder: Path) -> None:
    """Write the files of a release into a folder that is not there yet, whole or not at all.

    :raises CannotWrite: where the folder has something in it, or cannot be written
    """
    place = folder.resolve()
    draft = place.with_name(f".{place.name}.part")
    try:
        if place.exists() and (not place.is_dir() or any(place.iterdir())):
            raise CannotWrite("folder-in-use", where=str(folder))
        place.parent.mkdir(parents=True, exist_ok=True)
        draft.mkdir()
        for name, content in files.items():
            (draft / name).write_bytes(content)
        if place.exists():
            place.rmdir()
        draft.rename(place)
    except OSError as error:
        for left in draft.glob("*"):
            left.unlink()
        if draft.is_dir():
            draft.rmdir()
        reason = error.strerror or str(error)
        raise CannotWrite("cannot-write", where=str(folder), reason=reason) from error


def _things(things: Things, wording: Wording) -> Iterator[str]:
    """Names that are new or gone, by what they are, and a table of those that changed."""
    from vejviser.diff.telling import row

    for key, found in (("new", things.new), ("gone", things.gone)):
        if not found:
            continue
        yield from ("", f"### {say(f'release-things-{key}', wording.lang)}", "")
        for kind in dict.fromkeys(one.kind for one in found):
            labels = [one.thing.label for one in found if one.kind == kind]
            yield f"- {kind}: {listing(labels, wording.lang)}"
    if not things.changed:
        return
    yield from ("", f"### {say('release-things-changed', wording.lang)}", "")
    words = [say(f"release-{key}", wording.lang) for key in ("thing", "respect")]
    words += [wording.word(key) for key in ("before", "after")]
    yield from (row([word.title() for word in words]), row(["---"] * 4))
    for one in things.changed:
        for detail in one.details:
            yield row([one.thing.label, detail.name, detail.before or "–", detail.after or "–"])


def _parts(version: str) -> tuple[int, int, int]:
    """The numbers of a version.

    :raises BadValue: ``bad-version``
    """
    found = re.fullmatch(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)", version)
    if not found:
        raise BadValue("bad-version", value=version)
    return int(found[1]), int(found[2]), int(found[3])


def _next(old: tuple[int, int, int], least: str) -> tuple[int, int, int]:
    """The lowest version that a step may lead to; after no difference the next patch."""
    major, minor, patch = old
    if least == "major" and major:
        return major + 1, 0, 0
    if least == "major" or least == "minor":
        return major, minor + 1, 0
    return major, minor, patch + 1
