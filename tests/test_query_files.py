"""Every query file explains itself, and is written so that any engine runs it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pyoxigraph as ox
import pytest
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Variable

from vejviser import queries
from vejviser.columns import CODES
from vejviser.load import home
from vejviser.names import PREFIXES, RDF_TYPE, SOURCE, VV, expand

FOLDER = home() / "queries"
NAMES = sorted(queries.paths([FOLDER]))
THINGS = {
    *("thing", "body", "need", "office", "area", "concept"),
    *("provision", "relation", "verb"),
}
TAIL = "  OPTIONAL {\n    GRAPH gr:standing {"
# Their rows are there without a statement too, so the day narrows what is cited, not the rows.
WITHOUT_STATEMENT = {"municipality", "not-stated"}


@cache
def query(name: str) -> queries.NamedQuery:
    return queries.find(name, [FOLDER])


STANDING = [n for n in NAMES if TAIL in query(n).text and n not in WITHOUT_STATEMENT]


# ---------------------------------------------------------------- what the header says


@pytest.mark.parametrize("name", NAMES)
def test_the_header_explains_itself_in_danish_and_english(name: str) -> None:
    asked = query(name)
    for texts in (asked.summary, asked.description):
        assert texts["da"]
        assert texts["en"]
        assert texts["da"] != texts["en"]
    assert asked.summary["da"].endswith("?")
    assert asked.summary["en"].endswith("?")
    assert asked.tags


def test_no_two_queries_ask_the_same() -> None:
    for lang in ("da", "en"):
        assert len({query(name).summary[lang] for name in NAMES}) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_concept_parameters_name_a_scheme_that_exists(name: str, store: ox.Store) -> None:
    kind, scheme = ox.NamedNode(RDF_TYPE), ox.NamedNode(expand("skos:ConceptScheme"))
    for parameter in query(name).parameters:
        assert bool(parameter.scheme) == (parameter.type in ("concept", "code")), parameter.name
        if parameter.type == "code":
            assert parameter.example in CODES[parameter.scheme]
        elif parameter.scheme:
            named = ox.NamedNode(expand(parameter.scheme))
            assert any(store.quads_for_pattern(named, kind, scheme)), parameter.scheme


@pytest.mark.parametrize("name", NAMES)
def test_examples_name_something_in_the_shipped_graph(name: str, store: ox.Store) -> None:
    for parameter in query(name).parameters:
        if parameter.type in THINGS:
            namespaces = PREFIXES["id"], VV
        elif parameter.type == "document":
            namespaces = (SOURCE,)
        else:
            continue
        terms = [ox.NamedNode(namespace + parameter.example) for namespace in namespaces]
        assert any(any(store.quads_for_pattern(t, None, None)) for t in terms), parameter.example


@pytest.mark.parametrize("name", NAMES)
def test_prefixes_are_the_house_s_own_and_all_are_used(name: str) -> None:
    text = query(name).text
    declared = dict(re.findall(r"^PREFIX (\w+): <([^>]+)>$", text, re.M))
    body = "\n".join(x for x in text.splitlines() if not x.startswith(("#+", "PREFIX")))
    assert list(declared) == sorted(declared)
    for prefix, namespace in declared.items():
        assert PREFIXES[prefix] == namespace
        assert re.search(rf"(?<!\w){prefix}:", body), prefix


# ---------------------------------------------------------------- what the text may not do


@pytest.mark.parametrize("name", NAMES)
def test_texts_come_in_every_language(name: str) -> None:
    """The runner chooses among the languages there are, so a query must not."""
    assert not re.search(r"\bLANG(MATCHES)?\s*\(", query(name).text, re.I)


@pytest.mark.parametrize("name", NAMES)
def test_statements_carry_their_source_and_the_same_standing(name: str) -> None:
    asked = query(name)
    if name not in STANDING and name not in WITHOUT_STATEMENT:
        assert "status" not in asked.columns
        return
    if name in STANDING:
        model = query("composition").text
        assert asked.text.endswith(model[model.index(TAIL) :])
    for column in ("statement", "document", "section", "status", "precedence"):
        assert column in asked.columns
    names = [parameter.name for parameter in asked.parameters]
    assert "on" in names
    assert "standing" in names or name == "not-restated"
    assert "document" in names or name == "municipality"


@pytest.mark.parametrize("name", NAMES)
def test_no_filter_reads_a_parameter_that_is_out_of_scope(name: str) -> None:
    """SPARQL evaluates from the inside out: a parameter is known only where it is joined."""
    asked = query(name)
    own = {parameter.name for parameter in asked.parameters}
    assert not list(out_of_scope(asked.text, own))


def test_a_filter_within_a_union_is_found_out_of_scope() -> None:
    text = """SELECT ?s WHERE { VALUES (?p) { (1) }
      { ?s ?q ?o FILTER(?o = ?p) } UNION { ?s ?q 2 } FILTER(?p = 1) }"""
    assert list(out_of_scope(text, {"p"})) == ["p"]


def out_of_scope(text: str, own: set[str]) -> Iterator[str]:
    """The parameters read by a FILTER or BIND in whose own group they are not bound."""
    for node in nodes(translateQuery(parseQuery(text)).algebra):
        if node.name in ("Filter", "Extend", "LeftJoin") and node.expr is not None:
            parts = [node.p1, node.p2] if node.name == "LeftJoin" else [node.p]
            bound = {str(v) for part in parts for v in scope(part)}
            read = {str(v) for v in variables(node.expr)}
            yield from sorted((read & own) - bound)


def scope(node: CompValue) -> set[Variable]:
    """The variables a pattern may bind."""
    match node.name:
        case "BGP":
            return {v for triple in node.triples or [] for v in triple if isinstance(v, Variable)}
        case "values":
            return {v for row in node.res for v in row}
        case "Project":
            return set(node.PV)
        case "Extend":
            return scope(node.p) | {node.var}
        case "Graph":
            return scope(node.p) | ({node.term} if isinstance(node.term, Variable) else set())
        case "Minus":
            return scope(node.p1)
        case "Join" | "LeftJoin" | "Union":
            return scope(node.p1) | scope(node.p2)
    return scope(node.p) if isinstance(node.p, CompValue) else set()


def nodes(value: object) -> Iterator[CompValue]:
    if isinstance(value, CompValue):
        yield value
        for key, part in value.items():
            if key != "_vars":
                yield from nodes(part)
    elif isinstance(value, list | tuple | set):
        for part in value:
            yield from nodes(part)


def variables(value: object) -> Iterator[Variable]:
    """The variables of an expression, those within EXISTS aside."""
    if isinstance(value, Variable):
        yield value
    elif isinstance(value, CompValue):
        if not value.name.endswith("EXISTS"):
            for key, part in value.items():
                if key != "_vars":
                    yield from variables(part)
    elif isinstance(value, list | tuple | set):
        for part in value:
            yield from variables(part)


@pytest.mark.parametrize("name", NAMES)
def test_rdflib_reads_it_too(name: str) -> None:
    prepareQuery(query(name).text)
