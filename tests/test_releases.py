"""A release: what is in it, what it says has changed, and that it is whole, repeatable and safe."""

from __future__ import annotations

import csv
import gzip
import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest

import vejviser
from vejviser import releases
from vejviser.cli import main
from vejviser.errors import BadValue, CannotWrite
from vejviser.names import RDF_TYPE, SOURCE, VV, expand
from vejviser.releases import Former, Release

ROOT = Path(__file__).parent.parent
GUIDE = SOURCE + "guide-2025"


@pytest.fixture(scope="module")
def whole() -> vejviser.Vejviser:
    return vejviser.open()


def node(name: str) -> ox.NamedNode:
    return ox.NamedNode(expand(name))


def earlier(
    store: ox.Store,
    mend: Callable[[ox.Quad], ox.Quad | None] = lambda quad: quad,
    more: Iterable[ox.Quad] = (),
    version: str = "0.0.9",
) -> Former:
    """An invented release before: the dataset with something other, less or more in it."""
    before = ox.Store()
    before.extend(changed for quad in store if (changed := mend(quad)) is not None)
    before.extend(more)
    return Former(before, version, "r0")


def section(text: str, heading: str) -> str:
    """What stands below a heading of the second level."""
    return text.split(f"\n## {heading}\n")[1].split("\n## ")[0] if f"## {heading}" in text else ""


def told(whole: vejviser.Vejviser, before: Former, lang: str = "en") -> str:
    return "\n".join(Release(whole, "1.0.0", before).changes(lang)) + "\n"


def test_a_first_release_says_so_and_what_it_holds(whole: vejviser.Vejviser) -> None:
    text = "\n".join(Release(whole).changes("da"))
    assert "Den første udgivelse" in text
    assert "PLO-Hovedstadens vejviser (april 2024): 552 udsagn i 42 afsnit" in text


def test_no_difference_is_none(whole: vejviser.Vejviser) -> None:
    text = told(whole, earlier(whole.store))
    assert text.endswith("There is no difference.\n")
    assert "#" not in text[1:]


def test_a_new_document_is_held_against_the_edition_it_revises(whole: vejviser.Vejviser) -> None:
    def without(quad: ox.Quad) -> ox.Quad | None:
        return None if GUIDE in (quad.graph_name.value, quad.subject.value) else quad  # type: ignore[union-attr]

    before = earlier(whole.store, without)
    text = told(whole, before)
    new = section(text, "New documents")
    assert "### PLO-Hovedstaden's guide (2025), compared with PLO-Hovedstaden's guide (Apr" in new
    assert "#### Not restated\n\nSaid in the first but not in the second. That does not" in new
    assert "750 DKK per year" in new
    assert section(text, "Corrections") == ""
    assert Release(whole, "0.1.0", before).differences().least == "minor"


def _corrected(quad: ox.Quad) -> ox.Quad | None:
    """The April guide with a wrong number, section, spelling and note, and a group left out."""
    wrong = {
        ("g24:su-plo-h", "vv:maxSeats"): ox.Literal(7),
        ("g24:su-municipal", "prov:hadPrimarySource"): node("g24:6.2"),
        ("g24:2", "vv:heading"): ox.Literal("Lægernes orgnisation"),
        ("g24:2", "vv:position"): ox.Literal(99),
        ("src:guide-2024", "vv:authority"): node("vv:newsletter"),
    }
    if quad.subject == node("g24:su-council"):
        return None
    for (subject, prop), value in wrong.items():
        if (quad.subject, quad.predicate) == (node(subject), node(prop)):
            return ox.Quad(quad.subject, quad.predicate, value, quad.graph_name)
    return quad


def test_what_differs_in_one_document_is_a_correction(whole: vejviser.Vejviser) -> None:
    graph = node("src:guide-2024")
    invented = [
        ox.Quad(node("g24:wrong"), node(prop), value, graph)
        for prop, value in (
            ("rdf:type", node("vv:Naming")),
            ("dcterms:isVersionOf", node("id:point-su")),
            ("prov:hadPrimarySource", node("g24:6.1")),
            ("vv:name", ox.Literal("Invented")),
        )
    ]
    before = earlier(whole.store, _corrected, invented)
    text = told(whole, before)
    assert section(text, "New documents") == ""
    mended = section(text, "Corrections")
    assert mended.count("\n### ") == 1
    assert "number of representatives from PLO-Hovedstaden on SU – number | 6–7 | 6 |" in mended
    assert "representatives from the municipalities on SU – section |" in mended
    assert "Lægernes orgnisation | Lægernes organisation |" in mended
    assert "– authority | newsletter | information guide |" in mended
    added, deleted = mended.split("#### Added: was in the document")[1].split("#### Deleted")
    assert "representatives from the regional council on SU | – | 5;" in added
    assert "| “Invented” | – |" in deleted.split("####")[0]
    # A correction is nothing the world did: nobody is told that it was not restated.
    assert "Not restated" not in mended
    assert Release(whole, "0.0.10", before).differences().least == "patch"


def test_of_two_statements_on_one_point_each_is_held_against_its_own(
    whole: vejviser.Vejviser,
) -> None:
    graph = node("src:guide-2024")
    twin = [
        ox.Quad(node("g24:a-twin-of-su"), quad.predicate, quad.object, graph)
        for quad in whole.store.quads_for_pattern(node("g24:su"), None, None, graph)
        if quad.predicate != node("vv:seatGroup")
    ]
    found = Release(whole, "1.0.0", earlier(whole.store, more=twin)).differences("en")
    (corrected,) = found.corrected
    changes = [(c.kind, c.before and c.before.statement) for c in corrected.changes]
    assert changes == [("not-restated", f"urn:before:{SOURCE}guide-2024#a-twin-of-su")]


def test_what_is_not_compared_between_editions_is_between_releases(
    whole: vejviser.Vejviser,
) -> None:
    def remark(quad: ox.Quad) -> ox.Quad | None:
        note = quad.predicate == node("skos:editorialNote")
        mine = quad.graph_name == node("src:klu-guidance-2011")
        return None if note and mine else quad

    text = told(whole, earlier(whole.store, remark), "da")
    assert "Vejledning om kommunalt lægelige udvalg (2011)" in section(text, "Rettelser")


def test_a_document_taken_out_and_a_name_that_is_gone_are_major(whole: vejviser.Vejviser) -> None:
    graph = node("gr:identity")
    gone = [
        ox.Quad(node("id:old-board"), node("rdf:type"), node("org:Organization"), graph),
        ox.Quad(
            node("id:old-board"), node("skos:prefLabel"), ox.Literal("X", language="da"), graph
        ),
    ]
    before = earlier(whole.store, more=gone)
    names = section(told(whole, before), "Bodies, points and other names")
    assert "### Gone\n\n- body: X" in names
    with pytest.raises(BadValue, match=r"something that had a name is gone. Write 0\.1\.0 or"):
        Release(whole, "0.0.10", before)
    with pytest.raises(BadValue, match=r"Write 2\.0\.0 or"):
        Release(whole, "1.9.0", earlier(whole.store, more=gone, version="1.8.0"))

    other = node("src:guide-2030")
    withdrawn = [
        ox.Quad(other, node("rdf:type"), node("vv:Document"), other),
        ox.Quad(
            other, node("dcterms:title"), ox.Literal("The guide of 2030", language="en"), other
        ),
        ox.Quad(other, node("vv:graphKind"), node("vv:source-graph"), node("gr:catalogue")),
    ]
    text = told(whole, earlier(whole.store, more=withdrawn))
    assert section(text, "Documents taken out").strip() == "- The guide of 2030"


def test_new_and_changed_names_and_terms_are_told(whole: vejviser.Vejviser) -> None:
    def less(quad: ox.Quad) -> ox.Quad | None:
        if quad.subject in (node("id:su-hovedstaden"), node("vv:parity")):
            return None
        if quad.subject == node("id:area-koebenhavn") and quad.predicate == node("skos:notation"):
            return ox.Quad(quad.subject, quad.predicate, ox.Literal("0100"), quad.graph_name)
        return quad

    before = earlier(whole.store, less)
    text = told(whole, before)
    assert "Cooperation Committee" in section(text, "Bodies, points and other names")
    assert "| 0100 | 0101 |" in section(text, "Areas")
    assert "### New" in section(text, "The ontology")
    with pytest.raises(BadValue, match="new documents, names or terms"):
        Release(whole, "0.0.10", before)


@pytest.mark.parametrize(
    ("version", "sentence"),
    [("0.0.9", "is published"), ("1.0", "not a version"), ("01.0.0", "not a version")],
)
def test_a_version_is_three_numbers_and_higher(
    whole: vejviser.Vejviser, version: str, sentence: str
) -> None:
    with pytest.raises(BadValue, match=sentence):
        Release(whole, version, earlier(whole.store))


# ---------------------------------------------------------------- the command


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of the shipped data."""
    folder = tmp_path_factory.mktemp("releases") / "v1"
    assert main(["release", str(folder), "--version", "0.1.0"]) == 0
    return folder


def test_the_files_fit_their_checksums_and_each_other(first: Path) -> None:
    lines = (first / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    sums = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    assert sums.keys() == {p.name for p in first.iterdir()} - {"SHA256SUMS"}
    for name, digest in sums.items():
        assert hashlib.sha256((first / name).read_bytes()).hexdigest() == digest
    stores = [releases.former(first / f"dataset.{form}").store for form in ("nq", "trig", "jsonld")]
    assert set(stores[0]) == set(stores[1]) == set(stores[2])
    merged = ox.parse((first / "dataset.ttl").read_bytes(), ox.RdfFormat.TURTLE)
    assert {quad.triple for quad in merged} == {quad.triple for quad in stores[0]}
    assert releases.former(first).version == "0.1.0"


def test_the_same_again_is_the_same_bytes(first: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    assert main(["release", str(again), "--version", "0.1.0"]) == 0
    assert {p.name: p.read_bytes() for p in first.iterdir()} == {
        p.name: p.read_bytes() for p in again.iterdir()
    }


def test_the_next_release_names_the_one_before(first: Path, tmp_path: Path) -> None:
    after = tmp_path / "v2"
    told = ["--issued", "1. april 2026", "--url", "https://data.example/v2"]
    version = ["--version", "0.1.1", "--before", str(first)]
    assert main(["release", str(after), *version, *told]) == 0
    described = (after / "void.ttl").read_text(encoding="utf-8")
    assert "owl:priorVersion <https://w3id.org/vejviser/dataset/0.1.0>" in described
    assert "owl:versionIRI <https://w3id.org/vejviser/dataset/0.1.1>" in described
    assert "<https://data.example/v2/dataset.nq>" in described
    assert '"2026-04-01"^^xsd:date' in described
    assert "Ændret siden version 0.1.0." in (after / "CHANGES.da.md").read_text(encoding="utf-8")


def test_nothing_is_overwritten_or_left_half(first: Path, tmp_path: Path) -> None:
    assert main(["release", str(first)]) == 2
    kept = tmp_path / "taken"
    kept.write_text("mine", encoding="utf-8")
    assert main(["release", str(kept)]) == 2
    assert kept.read_text(encoding="utf-8") == "mine"
    with pytest.raises(CannotWrite):
        releases.write({"a": b"1", "no/such/folder": b"2"}, tmp_path / "half")
    assert [p.name for p in tmp_path.iterdir()] == ["taken"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"<a> <b>", "kan ikke læses som RDF"),
        (b"<http://a> <http://b> <http://c> .\n", "ingen af Vejvisers grafer"),
        (gzip.compress(b"", mtime=0), "kan ikke læses som RDF"),
        (None, "Der er ingen udgivelse"),
    ],
)
def test_a_release_before_that_is_none_is_refused(
    content: bytes | None, sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tmp_path / "before"
    before.mkdir()
    if content is not None:
        (before / "dataset.nq").write_bytes(content)
    assert main(["release", str(tmp_path / "after"), "--before", str(before)]) == 2
    err = capsys.readouterr().err
    assert sentence in err
    assert str(before) in err
    assert not (tmp_path / "after").exists()


def test_a_release_that_was_changed_is_refused(
    first: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tmp_path / "before"
    before.mkdir()
    for name in ("dataset.nq", "SHA256SUMS", "void.ttl"):
        (before / name).write_bytes((first / name).read_bytes())
    data = before / "dataset.nq"
    data.write_bytes(data.read_bytes() + b"<http://a> <http://b> <http://c> .\n")
    assert main(["release", str(tmp_path / "after"), "--before", str(before)]) == 2
    assert "SHA256SUMS" in capsys.readouterr().err


def test_a_workspace_has_its_own_name_and_version_and_no_rosters(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "mine"
    assert main(["new", str(folder)]) == 0
    rosters = ROOT / "examples" / "good" / "rosters"
    for path in rosters.glob("*.csv"):
        (folder / "rosters" / path.name).write_bytes(path.read_bytes())
    settings = folder / "vejviser.toml"
    named = settings.read_text(encoding="utf-8").replace("# iri =", "iri =")
    settings.write_text(named, encoding="utf-8")
    assert main(["release", str(tmp_path / "out"), "--data", str(folder)]) == 2
    assert "--version" in capsys.readouterr().err
    arguments = ["release", str(tmp_path / "out"), "--version", "3.0.0", "--data", str(folder)]
    assert main(arguments) == 0
    described = (tmp_path / "out" / "void.ttl").read_text(encoding="utf-8")
    assert "owl:versionIRI <https://example.org/vejviser/3.0.0>" in described
    written = (tmp_path / "out" / "dataset.nq").read_text(encoding="utf-8")
    assert f"<{RDF_TYPE}> <{VV}Roster>" not in written
    names = set()
    for path in rosters.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as opened:
            names |= {row.get("navn", "") for row in csv.DictReader(opened, delimiter=";")}
    assert len(names) > 9
    assert not any(name in written for name in names - {""})
    assert main([*arguments[:1], str(tmp_path / "b"), *arguments[2:], "--url", "ftp://x"]) == 2
    assert "ikke en webadresse" in capsys.readouterr().err
