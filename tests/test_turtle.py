"""Turtle in its one written form: nothing is lost, and what cannot be kept is refused."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vejviser.errors import BrokenFile
from vejviser.names import PREFIXES
from vejviser.turtle import formatted, is_formatted

ROOT = Path(__file__).parent.parent
SHIPPED = sorted((ROOT / "data").rglob("*.ttl"))

HEAD = """\
PREFIX g24: <https://w3id.org/vejviser/source/guide-2024#>
PREFIX id: <https://w3id.org/vejviser/id/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX vv: <https://w3id.org/vejviser/ns#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""

WRITTEN = """\
PREFIX id: <https://w3id.org/vejviser/id/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX vv: <https://w3id.org/vejviser/ns#>

id:kind-board
    a skos:Concept ;
    skos:inScheme id:kinds ;
    skos:prefLabel
        "bestyrelse"@da ,
        "board"@en ;
.

id:kind-su
    a skos:Concept ;
    skos:inScheme id:kinds ;
    vv:areaKind id:areakind-region ;
.
"""


def written(folder: Path, turtle: str) -> Path:
    path = folder / "sample.ttl"
    path.write_bytes(turtle.encode())
    return path


def triples(turtle: str | bytes) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(turtle, ox.RdfFormat.TURTLE)}


def test_writes_a_block_per_subject_and_a_line_per_value(tmp_path: Path) -> None:
    loose = HEAD + (
        "id:kind-su a skos:Concept; vv:areaKind id:areakind-region; skos:inScheme id:kinds. "
        'id:kind-board skos:prefLabel "board"@en, "bestyrelse"@da; a skos:Concept .'
        "id:kind-board skos:inScheme id:kinds ."
    )
    assert formatted(written(tmp_path, loose)) == WRITTEN


def test_layout_is_rdflibs_longturtle() -> None:
    import rdflib

    graph = rdflib.Graph(bind_namespaces="none")
    graph.parse(data=WRITTEN, format="turtle")
    assert graph.serialize(format="longturtle") == WRITTEN


@pytest.mark.parametrize("path", SHIPPED, ids=[str(p.relative_to(ROOT)) for p in SHIPPED])
def test_shipped_data_keep_their_triples(path: Path, tmp_path: Path) -> None:
    once = formatted(path)
    assert triples(once) == triples(path.read_bytes())
    assert formatted(written(tmp_path, once)) == once


@pytest.mark.parametrize(
    "literal",
    [
        "42.7",
        "0.50",
        "+7",
        "007",
        "-.5",
        "1e0",
        "1.50E+03",
        "true",
        '"1"^^xsd:boolean',
        '"650"^^xsd:decimal',
        '"INF"^^xsd:double',
        '"tolv"^^xsd:integer',
        '"2024-04-01"^^xsd:date',
        '"2024-04"^^xsd:gYearMonth',
        '"2024-13"^^xsd:gYearMonth',
        '"2025"^^xsd:gYear',
        '"æøå ÆØÅ – »§ 105«"@da',
        r'"Han sagde \"nej\""@da',
        r'"PLO\u0027s \\ vej"@da',
        r'"to\nlinjer\tog et tabulatorspring"',
        '"""lang\n"citeret" # ikke en bemærkning\n"""@da',
        '"#"',
        '"[ ( _: # ) ]"@en-gb',
    ],
)
def test_literals_keep_their_lexical_form(literal: str, tmp_path: Path) -> None:
    turtle = f"{HEAD}id:x vv:value {literal} .\n"
    again = formatted(written(tmp_path, turtle))
    assert triples(again) == triples(turtle)
    assert formatted(written(tmp_path, again)) == again


@pytest.mark.parametrize("bare", ["42.7", "0.50", "007", "true"])
def test_plain_numbers_stay_bare(bare: str, tmp_path: Path) -> None:
    again = formatted(written(tmp_path, f"{HEAD}id:x vv:value {bare} ."))
    assert f" {bare} ;" in again
    assert "xsd:" not in again


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
LITERALS = st.one_of(
    TEXTS.map(ox.Literal),
    TEXTS.map(lambda text: ox.Literal(text, language="da")),
    st.builds(
        lambda text, kind: ox.Literal(text, datatype=ox.NamedNode(PREFIXES["xsd"] + kind)),
        st.from_regex(r"[+-]?[0-9.]{1,6}([eE][0-9]{1,2})?|true|1", fullmatch=True),
        st.sampled_from(["integer", "decimal", "double", "boolean", "date", "string"]),
    ),
)
NODES = st.builds(
    lambda namespace, local: ox.NamedNode(namespace + local),
    st.sampled_from([PREFIXES["id"], PREFIXES["g24"], PREFIXES["rdfs"], "https://example.org/a#"]),
    st.from_regex(r"[A-Za-z0-9._~!$'(),;:@/-]{0,8}", fullmatch=True),
)


@settings(deadline=None, max_examples=150)
@given(st.sets(st.builds(ox.Triple, NODES, NODES, NODES | LITERALS), min_size=1, max_size=12))
def test_any_triples_come_back_the_same(
    tmp_path_factory: pytest.TempPathFactory, wanted: set[ox.Triple]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    once = formatted(written(folder, "".join(f"{triple} .\n" for triple in wanted)))
    assert triples(once) == wanted
    assert formatted(written(folder, once)) == once


def test_one_more_triple_is_one_more_line(tmp_path: Path) -> None:
    before = WRITTEN.splitlines()
    more = written(tmp_path, WRITTEN + "id:kind-board vv:areaKind id:kind-su .\n")
    after = formatted(more).splitlines()
    assert [line for line in after if line not in before] == ["    vv:areaKind id:kind-su ;"]
    assert [line for line in after if line in before] == before


def test_sections_stand_in_reading_order(tmp_path: Path) -> None:
    loose = HEAD + "".join(f"g24:{number} a vv:Section . " for number in ("10.1", "6.4.1", "2.4"))
    lines = formatted(written(tmp_path, loose)).splitlines()
    assert [line for line in lines if line.startswith("g24:")] == [
        "g24:2.4",
        "g24:6.4.1",
        "g24:10.1",
    ]


def test_prefixes_are_those_in_use_under_the_names_of_the_house(tmp_path: Path) -> None:
    loose = """
        @prefix dct: <http://purl.org/dc/terms/> .
        @prefix id: <https://example.org/elsewhere/> .
        @prefix ours: <https://example.org/ours#> .
        @prefix unused: <https://example.org/unused#> .
        ours:a dct:title "x" ; dct:relation id:b , <https://w3id.org/vejviser/id/su> .
    """
    assert formatted(written(tmp_path, loose)) == (
        "PREFIX dcterms: <http://purl.org/dc/terms/>\n"
        "PREFIX id: <https://w3id.org/vejviser/id/>\n"
        "PREFIX ours: <https://example.org/ours#>\n"
        "\n"
        "ours:a\n"
        "    dcterms:relation\n"
        "        <https://example.org/elsewhere/b> ,\n"
        "        id:su ;\n"
        '    dcterms:title "x" ;\n'
        ".\n"
    )


@pytest.mark.parametrize(
    ("key", "line", "turtle"),
    [
        ("remark-in-data", 6, "# en bemærkning\nid:x a vv:Point ."),
        ("remark-in-data", 6, "id:x a vv:Point ; # her\n  vv:name '#' ."),
        ("remark-in-data", 8, 'id:x vv:name """a\n# tekst\nb""" . # her'),
        ("blank-in-data", 7, "id:x a vv:Point .\nid:y vv:about [ a vv:Point ] ."),
        ("blank-in-data", 6, "_:x a vv:Point ."),
        ("list-in-data", 7, "id:x vv:about\n  ( id:y id:z ) ."),
        ("list-in-data", 6, "id:x vv:about () ."),
    ],
)
def test_refuses_what_would_be_lost(key: str, line: int, turtle: str, tmp_path: Path) -> None:
    path = written(tmp_path, HEAD + turtle)
    with pytest.raises(BrokenFile) as caught:
        formatted(path)
    assert (caught.value.key, caught.value.path, caught.value.line) == (key, str(path), line)
    assert caught.value.text("da").startswith(f"{path}:{line}: ")


def test_refuses_a_list_spelt_out(tmp_path: Path) -> None:
    spelt = "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>\nid:x rdf:rest rdf:nil ."
    with pytest.raises(BrokenFile) as caught:
        formatted(written(tmp_path, HEAD + spelt))
    assert caught.value.key == "list-in-data"


def test_broken_and_missing_files_are_named(tmp_path: Path) -> None:
    path = written(tmp_path, HEAD + "id:x a vv:Point ;;; vv: .. \n")
    with pytest.raises(BrokenFile) as broken:
        is_formatted(path)
    assert (broken.value.key, broken.value.line) == ("broken-turtle", 6)
    with pytest.raises(BrokenFile) as missing:
        is_formatted(tmp_path / "ingen.ttl")
    assert missing.value.key == "unreadable-file"


def test_is_formatted(tmp_path: Path) -> None:
    assert is_formatted(written(tmp_path, WRITTEN))
    assert is_formatted(written(tmp_path, WRITTEN.replace("\n", "\r\n")))
    assert not is_formatted(written(tmp_path, WRITTEN + "\n"))


def test_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    path = written(tmp_path, (ROOT / "data" / "bodies.ttl").read_text(encoding="utf-8"))
    code = (
        "import sys; from pathlib import Path; from vejviser.turtle import formatted;"
        "sys.stdout.buffer.write(formatted(Path(sys.argv[1])).encode());"
        "assert 'rdflib' not in sys.modules"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code, str(path)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "src")},
            stdout=subprocess.PIPE,
            check=True,
        ).stdout
        for seed in ("0", "1", "2", "4711")
    }
    assert outputs == {formatted(path).encode()}
