"""A world as files: the roster for us, the same roster with what peers need told them for peers.

SHACL Core cannot say "the PLO-K of this municipality" for all bodies of a kind at once, nor compare
two rows of one person. So that peers need one shape for each kind and bound, triples tell them in
which seat group of its body a row counts by party and office, and which rows are one person's on
one body. Days and capacity are left to their shapes, as they are to our queries. Deriving the
triples is no part of the peers' times.
"""

from __future__ import annotations

import pickle
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from bench.world import DAY, World
from vejviser.names import RDF_TYPE, VV
from vejviser.nouns import Demand, Law
from vejviser.roster import graph
from vejviser.roster.rows import Membership

BENCH = "https://w3id.org/vejviser/bench#"
Found = set[tuple[str, str]]
"""(body, code) of all that an engine finds wrong."""

# What peers' shapes tell apart; a vacancy is to them a seat nobody has.
AS_PEERS_SAY = {
    "vacant": "too-few",
    "wrong-party": "misfit",
    "wrong-area": "misfit",
    "office-missing": "misfit",
    "same-person-twice": "twice",
    "overlapping-periods": "twice",
}


def write(world: World, folder: Path) -> float:
    """Write ``roster.nt``, ``laws.pickle``, ``counted.nt`` and ``counted.ttl``.

    Answers the seconds that deriving what peers are told took.
    """
    folder.mkdir(parents=True, exist_ok=True)
    quads, _ = graph.quads(world.roster)
    triples = [quad.triple for quad in quads]
    _write(folder / "roster.nt", triples)
    (folder / "laws.pickle").write_bytes(pickle.dumps(world.laws))
    start = time.perf_counter()
    derived = list(_derived(world))
    seconds = time.perf_counter() - start
    _write(folder / "counted.nt", [*triples, *derived])
    (folder / "counted.ttl").write_text(_shapes(world), encoding="utf-8")
    return seconds


def _write(path: Path, triples: Iterable[ox.Triple]) -> None:
    with path.open("wb") as file:
        ox.serialize(triples, file, format=ox.RdfFormat.N_TRIPLES)


# ---------------------------------------------------------------- what peers are told


def _derived(world: World) -> Iterator[ox.Triple]:
    """Kinds of bodies, where each member counts, and the rows of one person on a body."""
    laws = {law.body: law for law in world.laws}
    for body, kind in world.kinds.items():
        yield _said(body, RDF_TYPE, BENCH + kind)
    for entry in world.roster.entries:
        row = entry.row
        if isinstance(row, Membership) and row.person:
            sitting = f"{BENCH}{row.body.rpartition('/')[2]}/{row.person.ident}"
            yield _said(sitting, RDF_TYPE, BENCH + "Sitting")
            yield _said(sitting, BENCH + "row", entry.iri)
            for demand in laws[row.body].demands:
                if _fits(row, demand):
                    yield _said(entry.iri, BENCH + "countsIn", demand.group)


def _fits(row: Membership, demand: Demand) -> bool:
    return row.party in demand.parties and (not demand.offices or row.office in demand.offices)


def _said(subject: str, predicate: str, value: str) -> ox.Triple:
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), ox.NamedNode(value))


# ---------------------------------------------------------------- what peers are asked


def _shapes(world: World) -> str:
    """One shape for each kind, group and bound, one for misfits and one for who sits twice."""
    laws = {world.kinds[law.body]: law for law in world.laws}
    blocks = [block for kind, law in sorted(laws.items()) for block in _of_kind(kind, law)]
    return "\n".join([HEAD, *blocks])


def _of_kind(kind: str, law: Law) -> Iterator[str]:
    yield f"<{BENCH}{kind}> a sh:NodeShape ; sh:targetClass <{BENCH}{kind}> ."
    for demand in law.demands:
        bounds = {"too-few": ("Min", demand.least), "too-many": ("Max", demand.most)}
        for code, (bound, number) in bounds.items():
            if number is not None:
                yield f"""
<{BENCH}{kind}> sh:property <{demand.group}/{code}> .
<{demand.group}/{code}> sh:path [ sh:inversePath org:organization ] ;
    sh:qualifiedValueShape [
        sh:node bench:active ;
        sh:property [ sh:path bench:countsIn ; sh:hasValue <{demand.group}> ]
    ] ;
    sh:qualified{bound}Count {number} ."""


HEAD = f"""\
PREFIX bench: <{BENCH}>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX schema: <https://schema.org/>
PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX vv: <{VV}>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

bench:active a sh:NodeShape ;
    sh:property [ sh:path vv:capacity ; sh:hasValue vv:member ] ,
        [ sh:path schema:startDate ; sh:maxInclusive "{DAY}"^^xsd:date ] ,
        [ sh:path schema:endDate ; sh:minInclusive "{DAY}"^^xsd:date ] .

<{BENCH}any/misfit> a sh:NodeShape ; sh:targetClass org:Membership ;
    sh:or ( [ sh:not bench:active ] [ sh:property [ sh:path bench:countsIn ; sh:minCount 1 ] ] ) .

bench:sitting a sh:NodeShape ; sh:targetClass bench:Sitting ; sh:property <{BENCH}any/twice> .
<{BENCH}any/twice> sh:path bench:row ; sh:qualifiedValueShape bench:active ;
    sh:qualifiedMaxCount 1 .
"""


# ---------------------------------------------------------------- what was found


def expected(world: World, codes: str) -> Found:
    """What is wrong as an engine tells it: ``all`` codes, those of ``numbers``, or as ``peers``.

    Peers count rows and not persons. Who sits twice in one group they find by another shape alone.
    """
    if codes == "all":
        return set(world.faults)
    said = {(body, AS_PEERS_SAY.get(code, code)) for body, code in world.faults}
    if codes == "numbers":
        return {one for one in said if one[1] in ("too-few", "too-many")}
    rows = {(body, "too-few") for body, code in world.faults if code == "overlapping-periods"}
    return said - rows


def read(world: World, results: Iterable[tuple[str, str]]) -> Found:
    """The bodies and codes of (focus, shape)."""
    bodies = {entry.iri: entry.row.body for entry in world.roster.entries}
    names = {law.body.rpartition("/")[2]: law.body for law in world.laws}
    found = set()
    for focus, shape in results:
        name = focus.removeprefix(BENCH).partition("/")[0]
        found.add((bodies.get(focus) or names.get(name) or focus, shape.rpartition("/")[2]))
    return found
