"""From files to a dataset: the shipped graph and a workspace, each file in its named graph.

Finds the shipped files in a checkout and in an installed wheel. What a document states goes into
the graph that bears the document's IRI; names and identities into ``gr:identity``; municipalities
into ``gr:areas``, which is knowledge from outside the documents; and what ``queries/derive`` builds
into ``gr:derived``.
"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox

from vejviser.errors import BrokenFile, NoSuchDay, VejviserError
from vejviser.names import (
    AREAS_GRAPH,
    CATALOGUE_GRAPH,
    DERIVED_GRAPH,
    ID,
    IDENTITY_GRAPH,
    ONTOLOGY_GRAPH,
    PREFIXES,
    RDF_TYPE,
    VV,
    slug,
)
from vejviser.nouns import Workspace
from vejviser.turtle import content, places, reading

SETTINGS = "vejviser.toml"
KEYS = ("name", "publisher", "contact", "languages", "bands", "fictional", "cpr", "iri", "licence")
ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`#]+")
"""What can name a workspace's dataset; what is in it is named behind a ``#``."""
COMPILED = "dataset.nq"
"""The shipped dataset as the wheel's build wrote it; a checkout has none."""
DOCUMENT = ox.NamedNode(VV + "Document")
TYPE = ox.NamedNode(RDF_TYPE)
GRAPH_KIND = ox.NamedNode(VV + "graphKind")
AREAS = "municipalities.csv"
SHIPPED = ("data", "ontology", "queries", "third-party")
WORKSPACE = ("bodies", "queries", "rosters", "sources")
"""The folders of a workspace in which what it says lies."""


@dataclass
class Dataset:
    """A store with its named graphs, and where each graph came from."""

    store: ox.Store
    workspace: Workspace | None = None
    shipped: bool = True
    graphs: dict[str, str] = field(default_factory=dict)
    """graph IRI → kind of graph (local name of a ``vv:`` concept such as ``source-graph``)"""
    files: dict[str, list[Path]] = field(default_factory=dict)
    """graph IRI → the files it was read from"""
    own: set[Path] = field(default_factory=set)
    """the files that belong to the workspace"""
    compiled: bool = False
    """whether it was read from what the build has made of the shipped files"""

    def documents(self) -> list[str]:
        """IRIs of the source graphs, sorted."""
        return sorted(g for g, kind in self.graphs.items() if kind == "source-graph")


@cache
def home() -> Path:
    """The folder that holds ``ontology``, ``data`` and ``queries``.

    In a wheel they lie inside the package, in a checkout beside ``src``.

    :raises VejviserError: ``no-shipped-data`` where neither is there
    """
    package = Path(__file__).parent
    for folder in (package / "shipped", package.parent.parent):
        if (folder / "ontology" / "vejviser.ttl").is_file():
            return folder
    raise VejviserError("no-shipped-data", value=str(package))


def contents(data: Path | None) -> str:
    """A digest of all that an answer is made from: the program, its data, and a workspace's files.

    What is installed is told apart by the sizes and times of its files; what people edit is read.

    :param data: folder of a workspace, or None
    """
    package, root = Path(__file__).parent, home()
    beside = [] if root.is_relative_to(package) else [root / name for name in SHIPPED]
    found = sha256()
    for folder in (package, *beside):
        for path in _files(folder):
            told = path.stat()
            found.update(f"{path} {told.st_size} {told.st_mtime_ns}\n".encode())
    if data is not None:
        for path in (data / SETTINGS, *(p for name in WORKSPACE for p in _files(data / name))):
            found.update(f"{path}\n".encode())
            if path.is_file():
                found.update(sha256(path.read_bytes()).digest())
    return found.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    """Every file in a folder, but for what Python itself keeps there."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(set(folders) - {"__pycache__"})
        yield from (Path(place, name) for name in sorted(names))


def dataset(
    data: Path | None = None, *, shipped: bool = True, files: Sequence[Path] = ()
) -> Dataset:
    """The shipped graph with a workspace layered over it.

    :param data: folder of a workspace, or None
    :param files: Turtle files from elsewhere that are layered over it too: documents, and others as
        identities
    :param shipped: False leaves the shipped documents and identities out; the ontology and
        the areas stay, as every workspace needs them
    :raises BrokenFile: for the first file that cannot be read, with line and column
    """
    made = Dataset(ox.Store(), shipped=shipped)
    root = home()
    if shipped and data is None and not files and (root / COMPILED).is_file():
        return _compiled(made, root)
    for path in _ontology_files(root):
        _add(made, path, ONTOLOGY_GRAPH, "editorial-graph")
    if shipped:
        _add_folder(made, root / "data", root / "data" / "sources")
    _add_areas(made, root / "data" / AREAS)
    if data is not None:
        made.workspace = workspace(data)
        before = {p for paths in made.files.values() for p in paths}
        _add_folder(made, data / "bodies", data / "sources")
        made.own = {p for paths in made.files.values() for p in paths} - before
    _add_files(made, files)
    _derive(made, root / "queries" / "derive")
    _catalogue(made)
    return made


def _compiled(made: Dataset, root: Path) -> Dataset:
    """The shipped dataset read from its one compiled file, whose IRIs the build has checked."""
    made.compiled = True
    made.store.load(path=root / COMPILED, format=ox.RdfFormat.N_QUADS, lenient=True)
    catalogue = ox.NamedNode(CATALOGUE_GRAPH)
    for quad in made.store.quads_for_pattern(None, GRAPH_KIND, None, catalogue):
        made.graphs[quad.subject.value] = quad.object.value.removeprefix(VV)  # type: ignore[union-attr]
    made.files[ONTOLOGY_GRAPH] = _ontology_files(root)
    made.files[IDENTITY_GRAPH] = sorted((root / "data").glob("*.ttl"))
    made.files[AREAS_GRAPH] = [root / "data" / AREAS]
    for path in sorted((root / "data" / "sources").glob("*.ttl")):
        made.files[_document(path)] = [path]
    return made


def located(made: Dataset, error: NoSuchDay) -> BrokenFile:
    """The same error with the file and line its value stands on."""
    files = [path for paths in made.files.values() for path in paths if path.suffix == ".ttl"]
    found = (
        place
        for path in files
        for (subject, _, value), place in places(path)[1].items()
        if (subject, value) == (error.subject, error.value)
    )
    place = next(found)
    return BrokenFile(error.key, place.path, place.line, value=error.value, subject=error.subject)


def workspace(folder: Path) -> Workspace:
    """The settings of a workspace.

    :raises BrokenFile: where ``vejviser.toml`` is missing or malformed
    """
    import tomllib

    path = folder / SETTINGS
    if not path.is_file():
        raise VejviserError("no-workspace", value=str(folder))
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BrokenFile("broken-toml", str(path), reason=str(error)) from error
    for key in ("name", "publisher", "contact", "iri", "licence"):
        if not isinstance(found.get(key, ""), str):
            raise BrokenFile("bad-setting", str(path), setting=key, form='"…"')
    for key in ("languages", "bands"):
        value = found.get(key, ["da"])
        if not (value and isinstance(value, list) and all(isinstance(v, str) for v in value)):
            raise BrokenFile("bad-setting", str(path), setting=key, form='["…", "…"]')
    for key in ("iri", "licence"):
        if not ADDRESS.fullmatch(found.get(key, "https://x")):
            raise BrokenFile("bad-setting", str(path), setting=key, form='"https://…"')
    for key in ("fictional", "cpr"):
        if not isinstance(found.get(key, False), bool):
            raise BrokenFile("bad-setting", str(path), setting=key, form="true / false")
    for key in found:
        if key not in KEYS:
            raise BrokenFile("unknown-setting", str(path), setting=key, names=", ".join(KEYS))
    return Workspace(
        folder=folder,
        name=found.get("name", folder.name),
        publisher=found.get("publisher", ""),
        contact=found.get("contact", ""),
        languages=tuple(found.get("languages", ["da", "en"])),
        bands=tuple(found.get("bands", [])),
        fictional=found.get("fictional", False),
        cpr=found.get("cpr", False),
        iri=found.get("iri", ""),
        licence=found.get("licence", ""),
    )


def find_workspace(start: Path) -> Path | None:
    """The nearest folder from ``start`` upwards that is a workspace."""
    for folder in (start, *start.parents):
        if (folder / SETTINGS).is_file():
            return folder
    return None


def _ontology_files(root: Path) -> list[Path]:
    """The ontology without its shapes, which are no part of the dataset."""
    files = sorted((root / "ontology").glob("*.ttl"))
    return [path for path in files if path.name not in ("shapes.ttl", "house.ttl")]


def _add_folder(made: Dataset, identities: Path, sources: Path) -> None:
    for path in sorted(identities.glob("*.ttl")):
        _add(made, path, IDENTITY_GRAPH, "editorial-graph")
    for path in sorted(sources.glob("*.ttl")):
        _add_document(made, path, _document(path))


def _add_files(made: Dataset, files: Iterable[Path]) -> None:
    known = {path.resolve() for paths in made.files.values() for path in paths}
    for path in files:
        if path.resolve() in known:
            continue
        if document := _first_document(path):
            _add_document(made, path, document)
        else:
            _add(made, path, IDENTITY_GRAPH, "editorial-graph")
        made.own.add(path)


def _add_document(made: Dataset, path: Path, document: str) -> None:
    if document in made.files:
        other = str(made.files[document][0])
        raise BrokenFile("same-document-twice", str(path), document=document, other=other)
    _add(made, path, document, "source-graph")
    graph = ox.NamedNode(document)
    count = len(list(made.store.quads_for_pattern(None, TYPE, DOCUMENT, graph)))
    if count != 1:
        raise BrokenFile("not-one-document", str(path), count=count)


def _document(path: Path) -> str:
    """The IRI of the document a file speaks of."""
    found = _first_document(path)
    if not found:
        raise BrokenFile("not-one-document", str(path), count=0)
    return found


def _first_document(path: Path) -> str:
    """The IRI of the first document in a file; in a formatted file it comes first."""
    with reading(path):
        for quad in ox.parse(content(path), ox.RdfFormat.TURTLE):
            if quad.predicate == TYPE and quad.object == DOCUMENT:
                return str(quad.subject.value)
    return ""


def _add(made: Dataset, path: Path, graph: str, kind: str) -> None:
    with reading(path):
        made.store.load(content(path), ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(graph))
    made.graphs[graph] = kind
    made.files.setdefault(graph, []).append(path)


def _fill(made: Dataset, triples: Iterable[ox.Triple], graph: str, kind: str) -> None:
    name = ox.NamedNode(graph)
    made.store.extend(ox.Quad(t.subject, t.predicate, t.object, name) for t in triples)
    made.graphs[graph] = kind


def _add_areas(made: Dataset, path: Path) -> None:
    _fill(made, area_triples(path), AREAS_GRAPH, "outside-graph")
    made.files[AREAS_GRAPH] = [path]


def area_triples(path: Path) -> Iterator[ox.Triple]:
    """Denmark, its regions and municipalities as areas, with code, parent and validity.

    Reads the columns ``code, name, official_name, region, region_code`` of a CSV file.
    """

    def iri(local: str) -> ox.NamedNode:
        return ox.NamedNode(ID + local)

    def term(short: str) -> ox.NamedNode:
        prefix, _, local = short.partition(":")
        return ox.NamedNode(PREFIXES[prefix] + local)

    def day(text: str) -> ox.Literal:
        return ox.Literal(text, datatype=term("xsd:date"))

    def area(
        local: str, kind: str, da: str, en: str, code: str, parent: str
    ) -> Iterator[ox.Triple]:
        me = iri(local)
        yield ox.Triple(me, TYPE, term("vv:Area"))
        yield ox.Triple(me, term("vv:areaKind"), iri(f"areakind-{kind}"))
        yield ox.Triple(me, term("skos:prefLabel"), ox.Literal(da, language="da"))
        yield ox.Triple(me, term("skos:prefLabel"), ox.Literal(en, language="en"))
        if code:
            yield ox.Triple(me, term("skos:notation"), ox.Literal(code))
        if parent:
            yield ox.Triple(me, term("schema:containedInPlace"), iri(parent))
        yield ox.Triple(me, term("schema:startDate"), day("2007-01-01"))
        yield ox.Triple(me, term("schema:endDate"), day("2026-12-31"))

    yield from area("area-denmark", "country", "Danmark", "Denmark", "", "")
    with path.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    regions = {row["region"]: row["region_code"] for row in rows}
    for name, code in sorted(regions.items()):
        local = f"area-{slug(name)}"
        yield from area(local, "region", f"Region {name}", f"Region {name}", code, "area-denmark")
    for row in rows:
        local = f"area-{slug(row['name'])}"
        parent = f"area-{slug(row['region'])}"
        yield from area(local, "municipality", row["name"], row["name"], row["code"], parent)
        yield ox.Triple(
            iri(local),
            term("schema:alternateName"),
            ox.Literal(row["official_name"], language="da"),
        )


def _derive(made: Dataset, folder: Path) -> None:
    for path in sorted(folder.glob("*.rq")):
        found = made.store.query(path.read_text(encoding="utf-8"))
        _fill(made, list(found), DERIVED_GRAPH, "derived-graph")  # type: ignore[arg-type]
        made.files.setdefault(DERIVED_GRAPH, []).append(path)


def _catalogue(made: Dataset) -> None:
    """Say in the dataset itself what kind each of its graphs is, the catalogue included."""
    made.graphs[CATALOGUE_GRAPH] = "derived-graph"
    catalogue = ox.NamedNode(CATALOGUE_GRAPH)
    made.store.extend(
        ox.Quad(ox.NamedNode(graph), GRAPH_KIND, ox.NamedNode(VV + name), catalogue)
        for graph, name in made.graphs.items()
    )
