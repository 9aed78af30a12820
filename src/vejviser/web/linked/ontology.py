"""``/ns``: the ontology at its namespace, each term in both languages behind its own ``#``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox
from markupsafe import Markup
from starlette.responses import RedirectResponse, Response

from vejviser.messages import LANGUAGES, say
from vejviser.names import ONTOLOGY_GRAPH, PREFIXES, RDF_TYPE, VV, expand, shorten
from vejviser.turtle import written
from vejviser.web import pages
from vejviser.web.linked import answering, bounded, places
from vejviser.web.linked.asked import asked
from vejviser.web.linked.telling import Said, Telling
from vejviser.words import danish_key, today

if TYPE_CHECKING:
    from starlette.requests import Request

    from vejviser.web.linked.asked import Asked
    from vejviser.web.site import Site

OWL = PREFIXES["owl"]
CONCEPT, SCHEME = expand("skos:Concept"), expand("skos:ConceptScheme")
IN_SCHEME = expand("skos:inScheme")
SORTS = (
    ("classes", (OWL + "Class",)),
    ("links", (OWL + "ObjectProperty",)),
    ("values", (OWL + "DatatypeProperty",)),
)
"""The parts of the page that list terms, and what is in each."""
NAMES = ("rdfs:label", "skos:prefLabel")
TEXTS = ("skos:definition", "skos:scopeNote", "skos:example", "skos:editorialNote")
"""What is told of a term in both languages."""
ABOUT = ("dcterms:title", "dcterms:description")
OWN = {expand(name) for name in (*NAMES, *TEXTS, "skos:hiddenLabel", "skos:inScheme")} | {RDF_TYPE}


@dataclass(frozen=True)
class Term:
    """One term as it stands on the page.

    :param name: what stands behind the ``#``
    :param label: language → what it is called
    :param texts: what is said of it: key → language → text
    :param facts: what else is said of it, with links
    """

    name: str
    label: dict[str, str]
    texts: list[tuple[str, dict[str, str]]]
    facts: list[tuple[Markup, list[Markup]]]


async def ontology(request: Request) -> Response:
    """The ontology: a page, Turtle or JSON-LD.

    :raises VejviserError: ``no-such-form``
    """
    ask, site = asked(request), request.app.state.site
    named = request.path_params.get("form", "")
    chosen = answering.form(request, named)

    def make() -> str:
        if chosen == "html":
            return _page(request, ask, site)
        triples = bounded.graph(site.whole, ONTOLOGY_GRAPH)
        return written(triples) if chosen == "ttl" else str(site.jsonld.flat(triples))

    key = ("ns", chosen, *((ask, request.url.query, today()) if chosen == "html" else ()))
    made = await site.pages.get(key, make)
    paths = {name: f"ns.{name}" for name in answering.TEXTS}
    return answering.response(request, ask, made, chosen, named, paths)


async def within(request: Request) -> Response:
    """What the ontology's page is on as well: which terms of others ours are like, and why."""
    return RedirectResponse(asked(request).to("ns"), 303)


def _page(request: Request, ask: Asked, site: Site) -> str:
    tell = Telling(site, ask)
    told = _terms(site)
    ontology = told[places.ONTOLOGY]
    parts = []
    for key, kinds in SORTS:
        listed = [_term(tell, iri, said) for iri, said in told.items() if _is(said, kinds)]
        parts.append((key, sorted(listed, key=lambda term: term.name.lower())))
    values = {
        "about": {prop: _by_language(ontology, prop) for prop in ABOUT},
        "version": next((v.value for v in ontology.get(OWL + "versionInfo", [])), ""),
        "parts": parts,
        "schemes": list(_schemes(tell, told)),
        "others": [(one, said) for one, said in _others(told)],
        "forms": [(name, ask.to(f"ns.{name}")) for name in ("ttl", "jsonld")],
        "namespace": VV,
        "languages": LANGUAGES,
        "say_in": lambda lang, key: say(key, lang),
        "short": shorten,
    }
    return pages.text(request, "ontology.html", values)


def _terms(site: Site) -> dict[str, Said]:
    """Everything in the ontology's graph, with what is said of it."""
    found: dict[str, dict[str, list[ox.NamedNode | ox.BlankNode | ox.Literal]]] = {}
    graph = ox.NamedNode(ONTOLOGY_GRAPH)
    for quad in site.whole.store.quads_for_pattern(None, None, None, graph):
        if isinstance(quad.subject, ox.NamedNode) and not isinstance(quad.object, ox.Triple):
            said = found.setdefault(quad.subject.value, {})
            said.setdefault(quad.predicate.value, []).append(quad.object)
    return dict(sorted(found.items()))


def _is(said: Said, kinds: tuple[str, ...]) -> bool:
    return any(value.value in kinds for value in said.get(RDF_TYPE, []))


def _term(tell: Telling, iri: str, said: Said) -> Term:
    label = next((found for name in NAMES if (found := _by_language(said, name))), {})
    texts = [(name.partition(":")[2], _by_language(said, name)) for name in TEXTS]
    return Term(
        iri.removeprefix(VV),
        label,
        [(key, text) for key, text in texts if text],
        tell.facts({prop: values for prop, values in said.items() if prop not in OWN}),
    )


def _schemes(tell: Telling, told: dict[str, Said]) -> Iterator[tuple[Term, list[Term]]]:
    """The lists of concepts of our namespace, by name, each with its concepts."""
    for iri, said in sorted(told.items()):
        if iri.startswith(VV) and _is(said, (SCHEME,)):
            members = [
                _term(tell, one, other)
                for one, other in told.items()
                if any(value.value == iri for value in other.get(IN_SCHEME, []))
            ]
            yield _term(tell, iri, said), sorted(members, key=lambda term: term.name.lower())


def _others(told: dict[str, Said]) -> Iterator[tuple[str, dict[str, str]]]:
    """The terms of others that our data use, with what we call them."""
    for iri, said in sorted(told.items(), key=lambda pair: danish_key(shorten(pair[0]))):
        if not iri.startswith(places.BASE) and (label := _by_language(said, "rdfs:label")):
            yield iri, label


def _by_language(said: Said, prop: str) -> dict[str, str]:
    """Language → the texts of a property, parted by semicolons; Danish first."""
    found: dict[str, list[str]] = {}
    for value in said.get(expand(prop), []):
        if isinstance(value, ox.Literal) and value.language:
            found.setdefault(value.language, []).append(value.value)
    return {lang: "; ".join(sorted(found[lang], key=danish_key)) for lang in sorted(found)}
