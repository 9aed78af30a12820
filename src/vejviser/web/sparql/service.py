"""What the endpoint says of itself, as a SPARQL 1.1 service description.

https://www.w3.org/TR/sparql11-service-description/
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import quote

import pyoxigraph as ox

from vejviser.messages import LANGUAGES, say
from vejviser.names import PREFIXES, VV, expand
from vejviser.web.sparql.datasets import day_graph
from vejviser.web.sparql.passing import GRAPHS
from vejviser.words import today

if TYPE_CHECKING:
    from vejviser.web.site import Site

SD = "http://www.w3.org/ns/sparql-service-description#"
FORMATS = "http://www.w3.org/ns/formats/"
NAMES = {"sd": SD, "formats": FORMATS, "dcterms": PREFIXES["dcterms"], "vv": VV}
RESULTS = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "RDF_XML", "JSON-LD"),
)


def description(site: Site, address: str, form: str) -> bytes:
    """The description in one of the forms of :data:`vejviser.web.sparql.passing.GRAPHS`.

    :param address: the endpoint's own
    """
    triples = sorted(_triples(site, address), key=str)
    written = ox.serialize(triples, format=GRAPHS[form], prefixes=NAMES)
    assert written is not None
    return written


def _triples(site: Site, address: str) -> Iterator[ox.Triple]:
    service = ox.NamedNode(f"{address}#service")
    dataset, merged = (ox.NamedNode(f"{address}#{name}") for name in ("dataset", "default-graph"))
    a, description = ox.NamedNode(expand("rdf:type")), expand("dcterms:description")

    def sd(subject: ox.NamedNode, name: str, value: ox.NamedNode) -> ox.Triple:
        return ox.Triple(subject, ox.NamedNode(SD + name), value)

    yield ox.Triple(service, a, ox.NamedNode(SD + "Service"))
    yield sd(service, "endpoint", ox.NamedNode(address))
    yield sd(service, "supportedLanguage", ox.NamedNode(SD + "SPARQL11Query"))
    for name in RESULTS:
        yield sd(service, "resultFormat", ox.NamedNode(FORMATS + name))
    yield sd(service, "defaultDataset", dataset)
    yield ox.Triple(dataset, a, ox.NamedNode(SD + "Dataset"))
    yield sd(dataset, "defaultGraph", merged)
    yield ox.Triple(merged, a, ox.NamedNode(SD + "Graph"))
    day = ox.NamedNode(day_graph(today(), "stated"))
    yield ox.Triple(merged, ox.NamedNode(expand("dcterms:source")), day)
    for lang in LANGUAGES:
        text = ox.Literal(say("default-graph", lang), language=lang)
        yield ox.Triple(merged, ox.NamedNode(description), text)
    kinds = site.whole.dataset.graphs
    graphs = sorted(str(g.value) for g in site.whole.store.named_graphs())
    ends = Counter(graph.rpartition("/")[2] for graph in graphs)
    for graph in graphs:
        end = graph.rpartition("/")[2]
        # By its whole IRI where another ends alike, as in a namespace of somebody's own.
        node = ox.NamedNode(f"{address}#graph-{end if ends[end] == 1 else quote(graph, safe='')}")
        kind = ox.NamedNode(VV + kinds.get(graph, "derived-graph"))
        yield sd(dataset, "namedGraph", node)
        yield ox.Triple(node, a, ox.NamedNode(SD + "NamedGraph"))
        yield sd(node, "name", ox.NamedNode(graph))
        yield ox.Triple(node, ox.NamedNode(VV + "graphKind"), kind)
