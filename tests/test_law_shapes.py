"""A law as SHACL: what any engine finds by it, and that the same law gives the same file."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest
import shacl_rust

import vejviser
from vejviser import rostering
from vejviser.answers import select
from vejviser.cli import main
from vejviser.columns import CODES
from vejviser.errors import VejviserError
from vejviser.names import SHAPE, expand
from vejviser.nouns import Demand, Law
from vejviser.rules import aggregate, questions
from vejviser.rules.shapes import shapes
from vejviser.seating.breaches import breaches
from vejviser.seating.check import Days, sessions_of
from vejviser.seating.recorded import recorded
from vejviser.store.embedded import Embedded
from vejviser.validate.composition import run

DAY = date(2024, 5, 1)
EX = "https://example.org/"
BOARD = SHAPE + "board"

DOCTORS = Demand(
    shape=f"{BOARD}/doctors",
    body=EX + "board",
    group=EX + "doctors",
    statement=EX + "rule#doctors",
    verb="from",
    capacity="member",
    parties=(EX + "association",),
    elsewhere=(EX + "association-elsewhere",),
    offices=(),
    role="",
    each="",
    within="",
    least=2,
    most=2,
    severity="error",
    standing="stated",
    document=EX + "document",
    sections=(),
)
GUESTS = replace(
    DOCTORS, shape=f"{BOARD}/guests", group=EX + "guests", parties=(EX + "guests",), severity=""
)
LAW = Law(
    body=EX + "board",
    shape=BOARD,
    demands=(DOCTORS, GUESTS),
    closed="error",
    parity="",
    statement=EX + "rule",
    standing="stated",
    document=EX + "document",
    sections=(),
)
OTHER = replace(LAW, body=EX + "council", shape=SHAPE + "council", demands=())

HEAD = """
PREFIX : <https://example.org/>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX schema: <https://schema.org/>
PREFIX vv: <https://w3id.org/vejviser/ns#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
:all a vv:Coverage ; org:organization :board ; schema:startDate "2024-01-01"^^xsd:date .
"""
ONE = (
    HEAD
    + """
:row-1 a org:Membership ; org:organization :board ; org:member :anna ; vv:capacity vv:member ;
    vv:onBehalfOf :association ; schema:startDate "2024-01-01"^^xsd:date .
"""
)
TWO = (
    ONE
    + """
:row-2 a org:Membership ; org:organization :board ; org:member :bo ; vv:capacity vv:member ;
    vv:onBehalfOf :association ; schema:startDate "2024-05-01"^^xsd:date .
"""
)


def broken(data: str, laws: list[Law] | None = None, day: date = DAY) -> set[tuple[str, str]]:
    """(shape, row), as both engines find them; the shape without what all have in common."""
    triples = [quad.triple for quad in ox.parse(data, ox.RdfFormat.TURTLE)]
    text = shapes([LAW] if laws is None else laws, day)
    found = {engine: run(engine, triples, text) for engine in ("pyshacl", "rust")}
    assert found["pyshacl"] == found["rust"]
    assert {focus for focus, _, _ in found["rust"]} <= {LAW.body}
    return {(s.removeprefix(BOARD + "/"), row.removeprefix(EX)) for _, s, row in found["rust"]}


def test_a_full_board_is_silent() -> None:
    assert broken(TWO) == set()


def test_the_day_decides_who_is_counted() -> None:
    assert broken(TWO, day=date(2024, 4, 30)) == {("doctors/too-few", "")}


def test_what_no_roster_covers_is_not_empty() -> None:
    assert broken(ONE, day=date(2023, 12, 31)) == set()
    assert broken(ONE.replace(":all a vv:Coverage", ":all a vv:Participation")) == set()


def test_a_party_covers_what_it_fills_alone() -> None:
    whose = "org:organization :board ; vv:party :{} ;"
    ours = ONE.replace("org:organization :board ;", whose.format("association"), 1)
    theirs = ONE.replace("org:organization :board ;", whose.format("guests"), 1)
    assert broken(ours) == {("doctors/too-few", "")}
    assert broken(theirs) == set()


def test_a_kind_covers_the_seats_of_its_kind() -> None:
    of_kind = replace(DOCTORS, parties=(EX + "association", EX + "b"), party=EX + "associations")
    theirs = ONE.replace(
        "org:organization :board ;", "org:organization :board ; vv:party :associations ;", 1
    )
    assert broken(theirs, [replace(LAW, demands=(of_kind,))]) == {("doctors/too-few", "")}
    assert broken(theirs) == set()


def test_who_all_can_come_from_is_covered_party_by_party() -> None:
    either = replace(DOCTORS, parties=(EX + "association", EX + "b"))
    ours = "org:organization :board ; vv:party :association ;"
    theirs = "\n:b-too a vv:Coverage ; org:organization {} ; vv:party :b ."
    part = ONE.replace("org:organization :board ;", ours, 1)
    both = part + theirs.format(":board")
    elsewhere = part + theirs.format(":council")
    law = replace(LAW, demands=(either,))
    assert broken(both, [law]) == {("doctors/too-few", "")}
    assert broken(part, [law]) == broken(elsewhere, [law]) == set()


def test_numbers_that_are_not_checked_still_know_their_party() -> None:
    guest = TWO.replace(":bo ; vv:capacity vv:member ;\n    vv:onBehalfOf :association", "{}")
    known = ":bo ; vv:capacity vv:member ; vv:onBehalfOf :guests"
    stranger = ":bo ; vv:capacity vv:member ; vv:onBehalfOf :nobody"
    assert broken(guest.replace("{}", known)) == {("doctors/too-few", "")}
    assert broken(guest.replace("{}", stranger)) == {
        ("doctors/too-few", ""),
        ("wrong-party", "row-2"),
    }


def test_the_order_of_laws_is_no_matter() -> None:
    assert shapes([LAW, OTHER], DAY) == shapes([OTHER, LAW], DAY)


def test_every_verdict_speaks_both_languages_and_is_asked_of_its_body() -> None:
    store = ox.Store()
    store.load(shapes([LAW], DAY).encode(), ox.RdfFormat.TURTLE)
    law = ox.NamedNode(LAW.shape)
    assert {q.object.value for q in store.quads_for_pattern(law, _sh("targetNode"), None)} == {
        LAW.body
    }
    asked = {q.object for q in store.quads_for_pattern(law, _sh("property"), None)}
    assert asked == {q.subject for q in store.quads_for_pattern(None, _sh("message"), None)}
    for shape in asked:
        messages = [q.object for q in store.quads_for_pattern(shape, _sh("message"), None)]
        assert sorted(m.language for m in messages) == ["da", "en"], shape
        assert shape.value.rpartition("/")[2] in CODES["verdict"]
        assert len(list(store.quads_for_pattern(shape, _sh("severity"), None))) == 1


def _sh(name: str) -> ox.NamedNode:
    return ox.NamedNode(expand(f"sh:{name}"))


@pytest.mark.parametrize(("data", "code"), [(TWO, 0), (ONE, 1)], ids=["full", "short"])
def test_pyshacls_own_command_runs_the_file(data, code, tmp_path) -> None:
    for name, text in (("shapes.ttl", shapes([LAW], DAY)), ("data.ttl", data)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pyshacl", "-m", "-s", "shapes.ttl", "-f", "turtle", "data.ttl"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == code, done.stderr
    assert (f"<{BOARD}/doctors/too-few>" in done.stdout) == bool(code)


@pytest.mark.parametrize("indexed", [True, False])
def test_shacl_rust_reads_the_files_itself(indexed, tmp_path) -> None:
    for name, text in (("shapes.ttl", shapes([LAW], DAY)), ("data.ttl", ONE)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    report = shacl_rust.validate_file(
        tmp_path / "data.ttl", tmp_path / "shapes.ttl", experimental_index=indexed
    )
    assert [one["sourceShape"] for one in report["results"]] == [f"<{BOARD}/doctors/too-few>"]


def test_an_engine_that_is_not_installed_is_named(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "shacl_rust", None)
    with pytest.raises(VejviserError) as caught:
        run("rust", [], "")
    assert "pip install vejviser[fast]" in caught.value.text("da")


# ---------------------------------------------------------------- the command


@pytest.fixture
def printed(capsys, tmp_path, monkeypatch):
    """What ``vejviser shapes`` prints in an empty folder, and what it says besides."""
    monkeypatch.chdir(tmp_path)

    def printed(*arguments: str, code: int = 0) -> tuple[str, str]:
        assert main(["shapes", *arguments]) == code
        return capsys.readouterr()

    return printed


def test_the_command_writes_the_law_of_one_body(printed) -> None:
    out, err = printed("--on", "2024-05-01", "--body", "SU")
    assert err == ""
    assert aims(out) == {expand("id:su-hovedstaden")}
    assert printed("--on", "1. maj 2024", "--body", "SU").out == out


def aims(text: str) -> set[str]:
    parsed = ox.parse(text, ox.RdfFormat.TURTLE)
    return {quad.object.value for quad in parsed if quad.predicate == _sh("targetNode")}


def test_a_kind_stands_for_its_bodies(printed) -> None:
    assert len(aims(printed("--on", "2024-05-01", "--body", "KLU").out)) == 98


@pytest.mark.parametrize(("body", "form"), [("SU", ()), ("SU", ("--sparql",)), ("PLO-K", ())])
def test_before_the_first_document_there_is_no_rule(printed, body, form) -> None:
    out, err = printed("--on", "2023-05-31", "--body", body, "--lang", "en", *form, code=2)
    assert out == ""
    assert err.startswith("No rule says on 31 May 2023 who is to sit in ")
    assert (err.count("\n"), len(err) < 100) == (1, True)


def test_before_any_document_no_rule_binds_anybody(printed) -> None:
    out, err = printed("--on", "2001-01-01", "--lang", "en", code=2)
    assert (out, err) == ("", "No rule says on 1 January 2001 who is to sit where.\n")


def test_some_of_the_bodies_may_have_no_rule(printed) -> None:
    out, err = printed("--on", "2024-05-01", "--body", "SU", "--body", "PLO-K Gentofte")
    assert aims(out) == {expand("id:su-hovedstaden")}
    assert err.startswith("Ingen regel siger den 1. maj 2024, hvem der skal sidde i ")


def test_the_query_counts_the_stated_total_too(shipped, printed) -> None:
    body = expand("id:plo-repraesentantskab")
    (law,) = shipped.laws.on(date(2023, 6, 1), [body])
    assert law.total == (49, 50)
    query = printed("--on", "2023-06-01", "--body", body, "--sparql").out
    asked = {row["shape"] for row in select(ox.Store(), query)}
    assert asked == {law.shape, *(demand.shape for demand in law.demands)}


def test_the_query_tells_zero_of_an_empty_store(printed) -> None:
    query = printed("--on", "2024-05-01", "--body", "SU", "--sparql").out
    rows = list(select(ox.Store(), query))
    assert {row["number"] for row in rows} == {"0"}
    assert {row["day"] for row in rows} == {"2024-05-01"}
    assert all(row["shape"].startswith(SHAPE + "su-hovedstaden/") for row in rows)


# ---------------------------------------------------------------- the queries of the shapes, alone

FAULTY = Path(__file__).parent.parent / "examples" / "faulty"


@pytest.mark.parametrize("on", [date(2024, 2, 1), date(2024, 7, 1), date(2025, 3, 1)])
def test_the_queries_of_the_shapes_run_by_themselves(on: date) -> None:
    """With ``$this`` free, each answers for all bodies at once what ``check`` finds of them."""
    whole = vejviser.open(FAULTY)
    rosters = rostering.read(whole, rostering.paths(FAULTY)).store
    known = recorded(Embedded(rosters))
    sessions = [
        session for session in sessions_of(whole.laws, known, Days(on, on)) if session[1] == on
    ]
    merged = ox.Store()
    merged.extend(ox.Quad(q.subject, q.predicate, q.object) for q in rosters)
    ours = {
        (breach.verdict.code, breach.law.body, row.row)
        for breach in breaches(Embedded(rosters), sessions, known)
        for row in breach.rows
        if breach.span.holds(on)
    }
    bodies = {law.body for law, _ in sessions}
    for code, query in (
        ("same-person-twice", questions.twice(on, equal=False)),
        ("overlapping-periods", questions.twice(on, equal=True)),
        ("substitute-for-nobody", questions.substitute(on)),
    ):
        rows = select(merged, aggregate.PREFIXES + query)
        theirs = {(row["this"], row["value"]) for row in rows if row["this"] in bodies}
        assert theirs == {(body, row) for found, body, row in ours if found == code}, code
    assert ours
