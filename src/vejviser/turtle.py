"""Turtle files: read with the line of everything, and written in one fixed form.

The form is a block per subject, a line per value, always in the same order; the layout is that of
rdflib's ``longturtle``. It is written here because rdflib orders blocks by how often something
refers to them, so that one new triple moves a whole block, and because it rewrites numbers: a
decimal ``650`` becomes ``650.0``.
"""

from __future__ import annotations

import codecs
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from vejviser.errors import BrokenFile, unreadable
from vejviser.names import PREFIXES, RDF_TYPE
from vejviser.nouns import Place

RDF, XSD = PREFIXES["rdf"], PREFIXES["xsd"]
RDFS_LABEL = PREFIXES["rdfs"] + "label"
Values = dict[str, set[ox.NamedNode | ox.Literal]]
"""What stands in one block: predicate IRI → its values."""

LIST_TERMS = {RDF + "first", RDF + "rest", RDF + "nil"}

# What may follow a prefix without an escape; all else is written as a full IRI.
LOCAL = re.compile(r"[A-Za-z0-9_](?:[\w.-]*[\w-])?", re.ASCII)

# The forms Turtle can write bare and read back with the same datatype.
# https://www.w3.org/TR/turtle/#abbrev
BARE = {
    XSD + "integer": re.compile(r"[+-]?[0-9]+"),
    XSD + "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    XSD + "double": re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)[eE][+-]?[0-9]+"),
    XSD + "boolean": re.compile(r"true|false"),
}

# IRIs, strings and escapes come first, so that what they contain is not taken for a mark.
# Compiled when first used, as reading has no need of it.
MARKS = (
    r'<[^<>\s]*>|"""(?:\\.|[^\\])*?"""|\'\'\'(?:\\.|[^\\])*?\'\'\''
    r'|"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'|\\.'
    r"|(?P<remark>#)|(?P<list>\()|(?P<blank>\[|(?<![\w.-])_:)"
)


def parse(path: Path) -> list[ox.Triple]:
    """The triples of a Turtle file.

    :raises BrokenFile: with line and column
    """
    return _parsed(path)[0]


def _parsed(path: Path) -> tuple[list[ox.Triple], dict[str, str]]:
    """The triples of a Turtle file, and its prefixes."""
    with reading(path):
        parser = ox.parse(content(path), ox.RdfFormat.TURTLE)
        return [quad.triple for quad in parser], parser.prefixes


def content(path: Path) -> bytes:
    """What a file holds, without the mark some editors put in front of UTF-8."""
    return path.read_bytes().removeprefix(codecs.BOM_UTF8)


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn what goes wrong while a Turtle file is read into a :class:`BrokenFile`."""
    try:
        yield
    except OSError as error:
        raise unreadable(str(path), error) from error
    except SyntaxError as error:
        # The parser's own sentence begins with the place, which stands in front already.
        reason = re.sub(r"^Parser error (at|between) [^:]*: ", "", error.msg).rstrip(".")
        key = "not-utf8" if "utf-8" in reason.lower() else "broken-turtle"
        raise BrokenFile(key, str(path), error.lineno, error.offset, reason=reason) from error


def places(path: Path) -> tuple[dict[str, Place], dict[tuple[str, str, str], Place]]:
    """Where the statement on each subject opens in a Turtle file, and where each object ends."""
    subjects: dict[str, Place] = {}
    triples: dict[tuple[str, str, str], Place] = {}
    for quad, opens, ends in placed(path):
        subject = _plain(quad.subject)
        subjects.setdefault(subject, opens)
        triples[(subject, _plain(quad.predicate), _plain(quad.object))] = ends
    return subjects, triples


def placed(path: Path) -> Iterator[tuple[ox.Quad, Place, Place]]:
    """The quads of a Turtle or TriG file, with where their statement opens and their object ends.

    The parser is fed one line or less per read, so that what it has taken when a triple appears
    ends at that triple's object, and holds nothing of a later statement.

    :raises BrokenFile: with line and column
    """
    form = ox.RdfFormat.TRIG if path.suffix.lower() == ".trig" else ox.RdfFormat.TURTLE
    with reading(path):
        feed = _Feed(content(path))
        opens = Place(str(path), 1)
        for quad in ox.parse(feed, form):  # type: ignore[arg-type]
            if feed.opens != opens.line:
                opens = Place(str(path), feed.opens)
            yield quad, opens, Place(str(path), feed.ends(quad.object))


class _Feed:
    """A binary file whose ``read`` hands out one piece per call: of a line what one statement has.

    :ivar line: the line of the piece taken last
    :ivar opens: the line on which the statement it belongs to opens
    """

    def __init__(self, text: bytes) -> None:
        begins, self._last_texts = _marks(text)
        self._pieces = _pieces(text, begins)
        self.line, self.opens, self._waiting = 0, 1, 0

    def read(self, size: int = -1) -> bytes:
        piece, line, opens = next(self._pieces, (b"", self.line, self.opens))
        if self.line != line and self.line in self._last_texts:
            self._waiting = self.line
        self.line, self.opens = line, opens
        return piece

    def ends(self, term: object) -> int:
        """The line on which the object of the triple that has just appeared ends.

        A text that a line ends with appears late, as a language or a datatype may follow.
        """
        if self._waiting and isinstance(term, ox.Literal):
            line, self._waiting = self._waiting, 0
            return line
        return self.line


def _marks(text: bytes) -> tuple[list[int], set[int]]:
    """Where each statement of a Turtle or TriG file begins, and the lines that end with a text.

    Directives and the openings of graphs count as statements; lines count from 1, bytes from 0.
    """
    begins: list[int] = []
    lines: set[int] = set()
    line, counted = 1, 0
    fresh, directive = True, False
    for token in _tokens().finditer(text):
        kind = token.lastgroup
        if kind == "remark":
            continue
        if kind == "end":
            fresh = True
            continue
        if fresh:
            begins.append(token.start())
            fresh, directive = False, token[0].upper() in (b"PREFIX", b"BASE")
        elif directive and kind == "iri":
            # These end without a full stop.
            fresh, directive = True, False
        elif kind == "last":
            line += len(text[counted : token.end()].splitlines()) - 1
            counted = token.end() - 1
            lines.add(line)
    return begins, lines


def _pieces(text: bytes, begins: Iterable[int]) -> Iterator[tuple[bytes, int, int]]:
    """The text cut at line ends and where statements begin: piece, its line, its statement's line.

    Of a statement that begins behind another on one line the first byte goes with the other: the
    parser must see it to know that a full stop is no decimal point.
    """
    opens, here = 1, 0
    coming = iter(begins)
    begin = next(coming, len(text))
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        until = here + len(line)
        while begin < until:
            if text[here:begin].strip():
                yield text[here : begin + 1], number, opens
                here = begin + 1
            opens, begin = number, next(coming, len(text))
        if here < until:
            yield text[here:until], number, opens
        here = until


@cache
def _tokens() -> re.Pattern[bytes]:
    """What Turtle is made of; compiled when first used, as most commands have no need of it.

    A full stop within a name or a number ends nothing. A text that its line ends with is ``last``.
    Groups are atomic and not possessive, which Python before 3.11.5 takes wrongly (gh-106052).
    """
    return re.compile(
        rb"""
          (?: \"{3} [^"\\]*+ (?> (?: (?: \\. | "{1,2}(?!") ) [^"\\]*+ )* ) \"{3}
            | '{3} [^'\\]*+ (?> (?: (?: \\. | '{1,2}(?!') ) [^'\\]*+ )* ) '{3}
            | " [^"\\\r\n]*+ (?> (?: \\. [^"\\\r\n]*+ )* ) "
            | ' [^'\\\r\n]*+ (?> (?: \\. [^'\\\r\n]*+ )* ) '
          ) (?: (?P<last> (?= [ \t]* (?: [\r\n#] | \Z ) ) ) | (?P<text>) )
        | (?P<iri> <[^<>\s]*+> )
        | (?P<remark> [#][^\r\n]*+ )
        | (?P<word> @[A-Za-z]++ (?> (?: -[A-Za-z0-9]++ )* )
            | (?: \.(?=[0-9]) | \\. | [^\s<>"'#;,\[\](){}.\\] )
              (?> (?: [^\s<>"'#;,\[\](){}.\\]++ | \\. | \.++(?=[^\s<>"'#;,\[\](){}.]) )* ) )
        | (?P<end> [.{}] )
        | (?P<mark> \S )
        """,
        re.DOTALL | re.VERBOSE,
    )


def _plain(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)


def formatted(path: Path) -> str:
    """A Turtle file as it should be written, ending in a newline.

    Prefixes are those in use: the house's own names for its namespaces, the file's for others.

    :raises BrokenFile: where the file cannot be read, or holds a remark, a blank node or a list
    """
    triples, prefixes = _parsed(path)
    _refuse(path, triples)
    return written(triples, prefixes)


def written(triples: Iterable[ox.Triple], prefixes: Mapping[str, str] = PREFIXES) -> str:
    """Triples without blank nodes as Turtle in the fixed form.

    :param prefixes: names for namespaces that are not the house's own
    """
    names = _Names(prefixes)
    blocks: dict[str, Values] = defaultdict(lambda: defaultdict(set))
    for triple in triples:
        blocks[triple.subject.value][triple.predicate.value].add(triple.object)  # type: ignore[union-attr,arg-type]
    body = [_block(names, subject, blocks[subject]) for subject in sorted(blocks, key=_by_number)]
    head = [f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in sorted(names.used)]
    return "".join(head) + "".join(f"\n{block}" for block in body)


def is_formatted(path: Path) -> bool:
    """Whether a Turtle file is written as :func:`formatted` would write it; line ends aside.

    :raises BrokenFile: as :func:`formatted`
    """
    wanted = formatted(path)
    return path.read_text(encoding="utf-8") == wanted


def _refuse(path: Path, triples: Iterable[ox.Triple]) -> None:
    text = path.read_text(encoding="utf-8-sig")
    for mark in re.finditer(MARKS, text, re.DOTALL):
        if mark.lastgroup:
            line = text.count("\n", 0, mark.start()) + 1
            raise BrokenFile(f"{mark.lastgroup}-in-data", str(path), line)
    for triple in triples:
        if LIST_TERMS & {triple.predicate.value, getattr(triple.object, "value", "")}:
            raise BrokenFile("list-in-data", str(path))
        if not isinstance(triple.object, ox.NamedNode | ox.Literal):
            raise BrokenFile("blank-in-data", str(path))


def _block(names: _Names, subject: str, values: Values) -> str:
    lines = [names.iri(subject)]
    order = sorted(values, key=lambda p: (p != RDF_TYPE, p != RDFS_LABEL, _by_number(p)))
    for predicate in order:
        verb = "a" if predicate == RDF_TYPE else names.iri(predicate)
        terms = [names.term(value) for value in sorted(values[predicate], key=_value_order)]
        if len(terms) == 1:
            lines.append(f"    {verb} {terms[0]} ;")
        else:
            lines.append(f"    {verb}\n        " + " ,\n        ".join(terms) + " ;")
    return "\n".join(lines) + "\n.\n"


class _Names:
    """The prefixed names of one file; ``used`` holds the (prefix, namespace) pairs they needed."""

    def __init__(self, own: Mapping[str, str]) -> None:
        taken = set(PREFIXES) | set(PREFIXES.values())
        others = {ns: prefix for prefix, ns in sorted(own.items()) if not {prefix, ns} & taken}
        every = others | {ns: prefix for prefix, ns in PREFIXES.items()}
        self.longest_first = sorted(every.items(), key=lambda pair: (-len(pair[0]), pair[0]))
        self.used: set[tuple[str, str]] = set()

    def iri(self, iri: str) -> str:
        for namespace, prefix in self.longest_first:
            if iri.startswith(namespace) and LOCAL.fullmatch(iri, len(namespace)):
                self.used.add((prefix, namespace))
                return f"{prefix}:{iri[len(namespace) :]}"
        return f"<{iri}>"

    def term(self, term: ox.NamedNode | ox.Literal) -> str:
        if isinstance(term, ox.NamedNode):
            return self.iri(term.value)
        datatype = term.datatype.value
        if term.language or datatype == XSD + "string":
            return str(term)
        if datatype in BARE and BARE[datatype].fullmatch(term.value):
            return term.value
        return f"{ox.Literal(term.value)}^^{self.iri(datatype)}"


def _value_order(term: ox.NamedNode | ox.Literal) -> tuple[object, ...]:
    """Sort key that puts IRIs before texts and Danish before English."""
    if isinstance(term, ox.NamedNode):
        return (0, "", _by_number(term.value))
    return (1, term.language or "", term.value, str(term))


def _by_number(text: str) -> tuple[object, ...]:
    """Sort key by which section 2.4 stands before section 10.1."""
    pieces = []
    for letters, digits in re.findall(r"([^0-9]*)([0-9]*)", text):
        figures = digits.lstrip("0")
        pieces.append((letters, len(figures), figures))
    return (pieces, text)
