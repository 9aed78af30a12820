"""SPARQL as text: what is seen of a query before any engine parses it.

Nothing here may be taken in by how a query is written, so what decides about safety looks at the
bare text: a lexer can be led out of step with the engine's parser – by an escaped ``#`` in a name,
a carriage return in a comment, a ``'`` between two comparisons – and then takes code for a string.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from vejviser.errors import VejviserError

# A federated query has one shape wherever it stands: the keyword, SILENT or not, a name, and a
# brace. Between them may be nothing at all, blanks, or comments, which end at either line end.
# What stands behind `?`, `$` or `:` is part of a longer name.
# https://www.w3.org/TR/sparql11-query/#rServiceGraphPattern
BLANK = r"(?>(?:\s++|\#[^\r\n]*+)*)"
SERVICE = rf"""
(?<![?$:]) SERVICE {BLANK} (?:SILENT {BLANK})?
(?: <[^<>]*+> | [?$]\w++[^\s{{<]*+ | (?>(?:\\.|[^\s{{}}<>\#:])*) : (?>(?:\\.|[^\s{{}}<>\#])*) )
{BLANK} \{{
"""
# Strings, IRIs and comments come first, so that words and brackets inside them are not taken for
# others. Compiled when first used, as most starts have no need of it.
# https://www.w3.org/TR/sparql11-query/#rGrammar
TOKENS = r"""
"{3}(?>(?:[^"\\]|\\.|"(?!""))*)"{3} | '{3}(?>(?:[^'\\]|\\.|'(?!''))*)'{3}
| "(?>(?:[^"\\\r\n]|\\.)*)" | '(?>(?:[^'\\\r\n]|\\.)*)'
| (?P<iri><[^<>"{}|^`\x00-\x20]*+>) | \#[^\r\n]*+ | [?$]\w+ | @[A-Za-z-]+
| (?P<name>[\w.-]*+:(?>(?:[\w.%:-]|\\.)*)) | \\.
| \d[\d.]*(?:[eE][+-]?\d+)? | (?P<word>[A-Za-z]\w*) | (?P<open>[({\[]) | (?P<close>[)}\]])
"""
DEEPEST = 200
"""Brackets within brackets: oxigraph parses them by recursion, and thousands end its process."""


@dataclass(frozen=True)
class Dataset:
    """What a query is asked of, as its FROM clauses say: graphs merged into one, and named ones."""

    merged: tuple[str, ...]
    named: tuple[str, ...]


def refuse_outside(text: str) -> None:
    """Stop a query that would fetch something from outside, before it is parsed.

    pyoxigraph federates without asking and has no switch for it. A whole clause is refused in a
    comment or a string, too: better than one that is taken for a comment.

    :raises VejviserError: ``sparql-leaves-the-house`` or ``sparql-too-deep``

    >>> refuse_outside('SELECT * { ?service ?p "SERVICE <http://x>" } # SERVICE')
    """
    if re.search(SERVICE, text, re.IGNORECASE | re.VERBOSE | re.DOTALL):
        raise VejviserError("sparql-leaves-the-house", value="SERVICE")
    depth = 0
    for token in _tokens(text):
        depth += bool(token["open"]) - bool(token["close"])
        if depth > DEEPEST:
            raise VejviserError("sparql-too-deep", value=DEEPEST)


def without_dataset(text: str, base: str) -> tuple[str, Dataset | None]:
    """A query without its FROM clauses, and what they say; None where it has none.

    Blanks take the place of what is taken out, so that a mistake is still told at its place. A
    clause that is not in order is left to the parser.

    :param base: the IRI that relative ones are relative to, until the query names its own

    >>> without_dataset("ASK FROM <b> { ?s ?p 1 }", "http://a.example/")
    ('ASK          { ?s ?p 1 }', Dataset(merged=('http://a.example/b',), named=()))
    """
    if not re.search("FROM", text, re.IGNORECASE):
        return text, None
    found: dict[bool, list[str]] = {False: [], True: []}
    prefixes: dict[str, str] = {}
    outer = list(_outer(text))
    for number, token in enumerate(outer):
        keyword = (token["word"] or "").upper()
        rest = outer[number + 1 : number + 3]
        if keyword == "BASE" and rest and rest[0]["iri"]:
            base = urljoin(base, _unescaped(rest[0]["iri"][1:-1]))
        elif keyword == "PREFIX" and len(rest) == 2 and rest[0]["name"] and rest[1]["iri"]:
            prefixes[rest[0]["name"]] = urljoin(base, _unescaped(rest[1]["iri"][1:-1]))
        elif keyword == "FROM" and rest:
            named = (rest[0]["word"] or "").upper() == "NAMED"
            graph = rest[-1] if named else rest[0]
            iri = _iri(graph, base, prefixes)
            if iri is not None:
                found[named].append(iri)
                cut = text[token.start() : graph.end()]
                blank = re.sub(r"[^\r\n]", " ", cut)
                text = text[: token.start()] + blank + text[graph.end() :]
    if not (found[False] or found[True]):
        return text, None
    return text, Dataset(tuple(found[False]), tuple(found[True]))


def _tokens(text: str) -> Iterator[re.Match[str]]:
    return re.finditer(TOKENS, text, re.DOTALL | re.VERBOSE)


def _outer(text: str) -> Iterator[re.Match[str]]:
    """The tokens outside all brackets."""
    depth = 0
    for token in _tokens(text):
        depth += bool(token["open"]) - bool(token["close"])
        if depth == 0 and token.lastgroup in ("iri", "name", "word"):
            yield token


def _iri(token: re.Match[str], base: str, prefixes: dict[str, str]) -> str | None:
    """The graph a token names; None where it names none."""
    if token["iri"]:
        return urljoin(base, _unescaped(token["iri"][1:-1]))
    prefix, colon, local = (token["name"] or "").partition(":")
    if prefix + colon not in prefixes:
        return None
    return prefixes[prefix + colon] + re.sub(r"\\(.)", r"\1", local)


def _unescaped(iri: str) -> str:
    def sign(found: re.Match[str]) -> str:
        return chr(int(found[1] or found[2], 16))

    return re.sub(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})", sign, iri)
