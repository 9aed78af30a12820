"""Files for others: the whole dataset or one day, as Turtle, TriG or N-Quads.

The same data give the same bytes: N-Quads are sorted, Turtle and TriG in the fixed form.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from vejviser.names import PREFIXES
from vejviser.turtle import written

if TYPE_CHECKING:
    import pyoxigraph as ox
    import rdflib

FORMATS = ("turtle", "trig", "nquads")


def rdflib_graph(triples: Iterable[ox.Triple]) -> rdflib.Graph:
    """Triples as an rdflib graph with our prefixes bound."""
    import pyoxigraph as ox
    import rdflib

    graph = rdflib.Graph()
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace, override=True, replace=True)
    lines = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    graph.parse(data=lines, format="nt")
    return graph


def flat(triples: Iterable[ox.Triple], form: str) -> str:
    """One plain graph, such as a day, as ``turtle`` or ``nquads``."""
    if form == "nquads":
        return "".join(sorted(f"{triple} .\n" for triple in triples))
    return written(triples)


def whole(store: ox.Store, form: str) -> str:
    """All named graphs: as ``nquads``, as ``trig``, or merged into one graph as ``turtle``.

    Merged, statements keep to their documents, since each has its own IRI.
    """
    if form == "nquads":
        return "".join(sorted(f"{quad} .\n" for quad in store))
    if form == "turtle":
        return flat({quad.triple for quad in store}, "turtle")
    graphs = sorted({str(quad.graph_name) for quad in store})
    blocks = [_trig_block(store, graph) for graph in graphs]
    heads = "".join(f"PREFIX {p}: <{ns}>\n" for p, ns in sorted(PREFIXES.items()))
    return heads + "\n" + "\n".join(blocks)


def _trig_block(store: ox.Store, graph: str) -> str:
    """One ``<graph> { … }`` block, indented; prefixes are declared once at the top."""
    import pyoxigraph as ox

    name = ox.NamedNode(graph[1:-1])
    text = written(q.triple for q in store.quads_for_pattern(None, None, None, name))
    lines = [line for line in text.splitlines() if not line.startswith("PREFIX ")]
    body = "\n".join(f"    {line}" if line else "" for line in lines).strip("\n")
    return f"{graph} {{\n{body}\n}}\n"
