"""What a worker does with a query that a store elsewhere answers: reads it, and then its answer.

It is parsed here before anybody else sees it, so that only queries are passed on, without pragmas
and functions of one engine; and the answer is written anew, so that it is whole, and in any form.
"""

from __future__ import annotations

import json
import re
from typing import IO, Any, cast

import pyoxigraph as ox

from vejviser.errors import VejviserError

ROWS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
GRAPHS = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}
# Functions of Virtuoso's, by which a query reaches what is no graph. Any function nobody knows is
# refused as the query is read, but for one that is simplified away.
OWN = re.compile(r"<\s*(?:bif|sql|lbif|aref|openlinksw?|http://www\.openlinksw\.com/)[^>]*:?", re.I)


def plain(text: str) -> str:
    """A query with line ends of one sort, as engines differ on where a comment ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def passed(
    asked: dict[str, Any],
    text: str,
    merged: tuple[str, ...],
    named: tuple[str, ...] | None,
    held: IO[bytes] | Any,
) -> str:
    """Read a query and write what is to be asked elsewhere; tell of which kind its answer is.

    :raises VejviserError: ``sparql-of-one-engine`` or ``not-acceptable``
    :raises SyntaxError: and whatever else pyoxigraph raises
    """
    text = plain(text)
    bare = re.sub(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})", _sign, text)
    if OWN.search(bare):
        raise VejviserError("sparql-of-one-engine")
    read = ox.Store().query(text, base_iri=asked["base"])
    kind = "graph" if isinstance(read, ox.QueryTriples) else "rows"
    if not asked["graph" if kind == "graph" else "rows"]:
        raise VejviserError("not-acceptable")
    if re.search(r"<[^<>:\s]*>", bare):
        text = f"BASE <{asked['base']}>\n{text}"
    yes_or_no = isinstance(read, ox.QueryBoolean)
    said = {"text": text, "merged": merged, "named": named, "boolean": yes_or_no}
    held.write(json.dumps(said).encode())
    return kind


def _sign(found: re.Match[str]) -> str:
    try:
        return chr(int(found[1] or found[2], 16))
    except (ValueError, OverflowError):
        return found[0]


def passed_on(asked: dict[str, Any], held: IO[bytes] | Any) -> str:
    """Write an answer from elsewhere anew in the form that is wanted.

    ``most`` is the number of rows after which the store cuts an answer short, 0 for none.

    :raises VejviserError: ``behind-broken`` or ``behind-cut``
    """
    body, most = asked["answered"].encode(), asked["most"]
    try:
        if asked["kind"] == "graph":
            triples = [quad.triple for quad in ox.parse(body, ox.RdfFormat.N_TRIPLES, lenient=True)]
            _whole(len(triples), most)
            ox.serialize(triples, held, GRAPHS[asked["graph"]])
            return "graph"
        if asked["boolean"]:
            body = _boolean(json.loads(body))
        elif most:
            _whole(len(json.loads(body)["results"]["bindings"]), most)
        answer = ox.parse_query_results(body, ox.QueryResultsFormat.JSON)
        answer.serialize(cast(IO[bytes], held), ROWS[asked["rows"]])
        return "rows"
    except (SyntaxError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise VejviserError("behind-broken") from error


def _boolean(answer: dict[str, Any]) -> bytes:
    """Yes or no in JSON; Virtuoso gives a row with 1 or 0 in it."""
    if "boolean" not in answer:
        values = [cell["value"] for row in answer["results"]["bindings"] for cell in row.values()]
        answer = {"boolean": values not in ([], ["0"], ["false"])}
    return json.dumps({"head": {}, "boolean": bool(answer["boolean"])}).encode()


def _whole(count: int, most: int) -> None:
    if most and count >= most:
        raise VejviserError("behind-cut", count=most)
