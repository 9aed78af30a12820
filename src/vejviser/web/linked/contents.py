"""A page on what a named graph holds: a document section by section, any other by its classes."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import pyoxigraph as ox

from vejviser.names import RDF_TYPE, VV, expand
from vejviser.web import pages
from vejviser.web.linked import places, schemaorg
from vejviser.web.linked.telling import Entry, Said, Telling
from vejviser.words import danish_key, today

if TYPE_CHECKING:
    from starlette.requests import Request

    from vejviser.web.linked.asked import Asked
    from vejviser.web.site import Site

SECTION = ox.NamedNode(VV + "Section")
SOURCE, PART_OF = expand("prov:hadPrimarySource"), expand("dcterms:isPartOf")
PARTS = (VV + "step", VV + "seatGroup")
POSITION = VV + "position"
DEEPEST = 3
"""How many levels of sections have a heading of their own."""
Graph = dict[str, dict[str, list[ox.NamedNode | ox.BlankNode | ox.Literal]]]
"""Subject → what is said of it."""


def text(request: Request, ask: Asked, iri: str) -> str:
    """The page on a graph."""
    site: Site = request.app.state.site
    tell, held = Telling(site, ask), _read(site, iri)
    about = tell.told(iri)
    document = iri in site.whole.dataset.documents()
    groups = _sections(tell, held, iri) if document else _classes(tell, held, iri)
    values = {
        "title": tell.label(iri),
        "kinds": tell.values(about.get(RDF_TYPE, [])),
        "facts": tell.facts({prop: said for prop, said in about.items() if prop != RDF_TYPE}, iri),
        "document": document,
        "groups": groups,
        "size": sum(len(values) for said in held.values() for values in said.values()),
        "forms": [(name, ask.to(places.formed(iri, name))) for name in ("ttl", "jsonld")],
        "iri": iri,
        "schema": schemaorg.thing(site, iri, about, today(), ask.lang) if document else None,
    }
    return pages.text(request, "graph.html", values, ask.on)


def _read(site: Site, iri: str) -> Graph:
    found: Graph = defaultdict(lambda: defaultdict(list))
    for quad in site.whole.store.quads_for_pattern(None, None, None, ox.NamedNode(iri)):
        if isinstance(quad.subject, ox.NamedNode) and not isinstance(quad.object, ox.Triple):
            found[quad.subject.value][quad.predicate.value].append(quad.object)
    return found


Held = tuple[Entry, int, list[tuple[Entry, list[Entry]]]]
"""A heading, how deep it lies, and what stands under it, each with its parts."""


def _sections(tell: Telling, held: Graph, iri: str) -> list[Held]:
    """The sections of a document in reading order, each with its statements."""
    inner = {part for said in held.values() for prop in PARTS for part in _iris(said, prop)}
    placed: dict[str, list[str]] = defaultdict(list)
    for subject, said in held.items():
        if subject != iri and subject not in inner and SECTION not in said.get(RDF_TYPE, ()):
            first = min(_iris(said, SOURCE), key=lambda one: _place(held[one]), default=iri)
            placed[first].append(subject)
    sections = [one for one, said in held.items() if SECTION in said.get(RDF_TYPE, ())]
    made: list[Held] = []
    for section in sorted(sections, key=lambda one: _place(held[one])):
        made.append((tell.entry(section, held[section]), _depth(held, section), []))
        made[-1][2].extend(_under(tell, held, placed.pop(section, [])))
    left = [one for several in placed.values() for one in several]
    if left:
        made.append((tell.entry(iri, held.get(iri, {})), 0, _under(tell, held, left)))
    return made


def _under(tell: Telling, held: Graph, several: list[str]) -> list[tuple[Entry, list[Entry]]]:
    """Things by name, each with its steps or seats."""
    made = []
    for one in several:
        parts = [part for prop in PARTS for part in _iris(held[one], prop)]
        parts = sorted(parts, key=lambda part: (_place(held[part]), part))
        made.append((tell.entry(one, held[one]), [tell.entry(p, held[p]) for p in parts]))
    return sorted(made, key=lambda pair: tell.order(pair[0]))


def _classes(tell: Telling, held: Graph, iri: str) -> list[Held]:
    """All things of a graph, by what they are."""
    sorts: dict[str, list[str]] = defaultdict(list)
    for subject in held:
        kinds = sorted(_iris(tell.told(subject), RDF_TYPE))
        sorts[kinds[0] if kinds else ""].append(subject)
    made: list[Held] = []
    for kind in sorted(sorts, key=lambda one: danish_key(tell.label(one) if one else "")):
        listed = sorted((tell.entry(one, {}) for one in sorts[kind]), key=tell.order)
        head = Entry(kind, "", tell.label(kind)) if kind else Entry(iri, "", "–")
        made.append((head, 0, [(one, []) for one in listed]))
    return made


def _iris(said: Said, prop: str) -> list[str]:
    return [value.value for value in said.get(prop, []) if isinstance(value, ox.NamedNode)]


def _place(said: Said) -> int:
    return min((int(v.value) for v in said.get(POSITION, [])), default=0)


def _depth(held: Graph, section: str) -> int:
    """How many sections lie around one."""
    depth = 0
    while depth < DEEPEST:
        above = [one for one in _iris(held[section], PART_OF) if "#" in one and one in held]
        if not above:
            break
        depth, section = depth + 1, above[0]
    return depth
