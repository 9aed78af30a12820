"""One engine on one world, in a process of its own.

``python -m bench.engines NAME FOLDER LAUNCHED`` prints JSON: seconds of start, load and check, peak
memory in MB, and the (focus, shape) of what was found. Engines that read and validate in one call
have no load of their own: ``check`` is both.
"""

from __future__ import annotations

import json
import pickle
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vejviser.nouns import Law
    from vejviser.store.embedded import Embedded

Results = list[tuple[str, str]]
Answer = tuple[float, float, float, Results]
"""The clock once everything is imported, seconds of load and check, and what was found."""

DATA, SHAPES = "counted.nt", "counted.ttl"


def counts(folder: Path) -> Answer:
    """Ours: the aggregate that counts who fits each demand."""
    from bench.world import DAY
    from vejviser.rules.verdicts import of_demand
    from vejviser.seating.questions import numbers

    imported = time.perf_counter()
    asked = [(law, demand, DAY) for law in _laws(folder) for demand in law.demands]
    store, load = _loaded(folder)
    begun = time.perf_counter()
    counted = numbers(store, asked, "persons")
    verdicts = (of_demand(demand, counted[demand.shape, DAY], 0) for _, demand, _ in asked)
    found = [(v.demand.body, v.shape) for v in verdicts if v and v.demand]
    return imported, load, time.perf_counter() - begun, found


def check(folder: Path) -> Answer:
    """Ours: every verdict on every body."""
    from bench.world import DAY
    from vejviser.seating.breaches import breaches
    from vejviser.seating.recorded import recorded

    imported = time.perf_counter()
    sessions = [(law, DAY) for law in _laws(folder)]
    store, load = _loaded(folder)
    begun = time.perf_counter()
    found = breaches(store, sessions, recorded(store))
    results = [(breach.law.body, breach.verdict.shape) for breach in found]
    return imported, load, time.perf_counter() - begun, results


def _laws(folder: Path) -> tuple[Law, ...]:
    laws: tuple[Law, ...] = pickle.loads((folder / "laws.pickle").read_bytes())
    return laws


def _loaded(folder: Path) -> tuple[Embedded, float]:
    """A store with the roster in it, and the seconds it took to fill it."""
    import pyoxigraph as ox

    from vejviser.roster.rows import graph_iri
    from vejviser.store.embedded import Embedded

    begun = time.perf_counter()
    store = ox.Store()
    graph = ox.NamedNode(graph_iri("bench"))
    store.bulk_load(path=folder / "roster.nt", format=ox.RdfFormat.N_TRIPLES, to_graph=graph)
    return Embedded(store), time.perf_counter() - begun


def pyshacl(folder: Path) -> Answer:
    import rdflib
    from pyshacl import validate
    from rdflib.namespace import SH

    imported = time.perf_counter()
    data, shapes = (rdflib.Graph().parse(folder / name) for name in (DATA, SHAPES))
    loaded = time.perf_counter()
    _, report, _ = validate(data, shacl_graph=shapes, inplace=True)
    checked = time.perf_counter()
    assert isinstance(report, rdflib.Graph)
    results = [
        (str(report.value(one, SH.focusNode)), str(report.value(one, SH.sourceShape)))
        for one in report.subjects(rdflib.RDF.type, SH.ValidationResult)
    ]
    return imported, loaded - imported, checked - loaded, results


def shacl(folder: Path) -> Answer:
    from shacl import validate

    imported = time.perf_counter()
    report = validate(str(folder / DATA), str(folder / SHAPES))
    checked = time.perf_counter()
    results = [(_bare(one.focus_node), _bare(one.source_shape)) for one in report.results]
    return imported, 0.0, checked - imported, results


def shacl_rust(folder: Path) -> Answer:
    from shacl_rust import validate_file

    imported = time.perf_counter()
    data, shapes = str(folder / DATA), str(folder / SHAPES)
    report = validate_file(data, shapes, experimental_index=True)
    checked = time.perf_counter()
    found = [(_bare(one["focusNode"]), _bare(one["sourceShape"])) for one in report["results"]]
    return imported, 0.0, checked - imported, found


def _bare(term: str | None) -> str:
    return (term or "").removeprefix("<").removesuffix(">")


ENGINES: dict[str, Callable[[Path], Answer]] = {
    "counts": counts,
    "check": check,
    "pyshacl": pyshacl,
    "shacl": shacl,
    "shacl-rust": shacl_rust,
}


def main(name: str, folder: str, launched: str) -> None:
    clock = time.time() - time.perf_counter()
    imported, load, check, found = ENGINES[name](Path(folder))
    measured = {
        "start": clock + imported - float(launched),
        "load": load,
        "check": check,
        "peak": _peak(),
        "found": found,
    }
    json.dump(measured, sys.stdout)


def _peak() -> float:
    """The most memory this process has held, in MB.

    Linux counts the process that launched this one into ``ru_maxrss``, so that is asked elsewhere.
    """
    status = Path("/proc/self/status")
    if status.exists():
        [line] = [one for one in status.read_text().splitlines() if one.startswith("VmHWM")]
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(*sys.argv[1:])
