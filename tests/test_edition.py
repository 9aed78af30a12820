"""The next edition of a document begins as a whole copy that says what it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest

import vejviser
from vejviser.cli import main
from vejviser.edition import first_day, of_own_time, successor
from vejviser.errors import BadValue
from vejviser.names import SOURCE, expand
from vejviser.turtle import parse

OLD, NEW = SOURCE + "guide-2025", SOURCE + "guide-2026"


@pytest.fixture(scope="module")
def made(store: ox.Store) -> set[ox.Triple]:
    return set(successor(store, OLD, NEW, "2026-04"))


def values(triples: set[ox.Triple], subject: str, prop: str) -> set[str]:
    return {
        str(t.object)
        for t in triples
        if (t.subject.value, t.predicate.value) == (subject, expand(prop))
    }


def test_every_statement_is_there_under_the_new_name(made: set[ox.Triple], store: ox.Store) -> None:
    point = ox.NamedNode(expand("dcterms:isVersionOf"))
    old = {
        (q.subject.value, q.object)
        for q in store.quads_for_pattern(None, point, None, ox.NamedNode(OLD))
    }
    assert old
    assert {(t.subject.value, t.object) for t in made if t.predicate == point} == {
        (NEW + statement.removeprefix(OLD), point) for statement, point in old
    }


def test_it_bears_its_own_date_and_nothing_of_the_old_one(made: set[ox.Triple]) -> None:
    year_month = f'"2026-04"^^<{expand("xsd:gYearMonth")}>'
    assert values(made, NEW, "vv:statedDate") == {year_month}
    assert values(made, NEW, "vv:countsFrom") == {f'"2026-04-01"^^<{expand("xsd:date")}>'}
    assert values(made, NEW, "vv:derivedDate") == values(made, NEW, "skos:editorialNote") == set()
    assert values(made, NEW, "dcterms:title") == {
        '"PLO-Hovedstadens vejviser (april 2026)"@da',
        '"PLO-Hovedstaden\'s guide (April 2026)"@en',
    }


def test_it_and_its_sections_revise_those_of_the_old_one(made: set[ox.Triple]) -> None:
    assert values(made, NEW, "prov:wasRevisionOf") == {f"<{OLD}>"}
    assert values(made, f"{NEW}#6.1", "prov:wasRevisionOf") == {f"<{OLD}#6.1>"}


def test_nothing_else_points_to_the_old_one(made: set[ox.Triple]) -> None:
    left = {t.predicate.value for t in made if getattr(t.object, "value", "").startswith(OLD)}
    assert left == {expand("prov:wasRevisionOf")}


def test_what_names_its_own_time_is_pointed_out(store: ox.Store) -> None:
    assert f"{OLD}#riv-fee" in of_own_time(store, OLD)
    assert f"{OLD}#su" not in of_own_time(store, OLD)


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("2026", date(2026, 1, 1)),
        ("2026-04", date(2026, 4, 1)),
        ("2026-04-15", date(2026, 4, 15)),
    ],
)
def test_an_edition_counts_from_the_first_day_of_what_is_printed(printed: str, day: date) -> None:
    assert first_day(printed) == day


@pytest.mark.parametrize("printed", ["26", "2026-13", "2026-4", "2026-W01-1", "april 2026", "٢٠٢٦"])
def test_another_date_is_refused(printed: str) -> None:
    with pytest.raises(BadValue):
        first_day(printed)


def test_the_command_writes_a_file_that_needs_no_mending(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["new", "mit"]) == 0
    monkeypatch.chdir("mit")
    target = "sources/guide-2026.ttl"
    assert main(["edition", "guide-2025", "guide-2026", "--date", "2026-04", "-o", target]) == 0
    assert "kontingentet til RIV" in capsys.readouterr().err
    assert main(["format", "--check", target]) == 0
    assert {t.subject.value.partition("#")[0] for t in parse(Path(target))} == {NEW}
    whole = vejviser.open(".")
    assert whole.check("2026-11-21") == []
    rows = whole.ask("composition", body="SU", on="2026-04-01")
    assert {row["document"] for row in rows} == {NEW}


# What a made-up text of 2026 says otherwise: the block it changes, what stands there and what
# then does, and what the diff shows. An empty text deletes the block.
CHANGES = [
    (
        "the fee for RIV is 800 kr. in 2026",
        "riv-fee",
        {"vv:value 750": "vv:value 800", '"2025-': '"2026-'},
        "changed/id:point-riv-fee",
    ),
    (
        "PLO-Hovedstaden has seven seats in SU",
        "su-plo-h",
        {"Seats 6": "Seats 7"},
        "changed/id:point-su-plo-h",
    ),
    (
        "section 9 has a new heading",
        "9",
        {'vv:heading "Dansk Selskab for Almen Medicin (DSAM)"': 'vv:heading "DSAMs vejledninger"'},
        "renamed/g25:9",
    ),
    (
        "nothing is said of what FPL is for",
        "fpl-purpose",
        {},
        "not-restated/id:point-fpl-purpose",
    ),
    (
        "SU's reference is to a section that is not there",
        "xref-11.2",
        {
            "    vv:pointsTo guide-2026:6.1 ;\n": "",
            'vv:printed "6.1"': 'vv:printed "6.9"',
        },
        "reference-broken/id:point-xref-11.2",
    ),
    (
        "KAP-H has a telephone",
        "kap-h-phone",
        {
            "": """
guide-2026:kap-h-phone
    a vv:Contact ;
    dcterms:isVersionOf <https://my-place.example/id/point-kap-h-phone> ;
    prov:hadPrimarySource guide-2026:8 ;
    vv:about id:kap-h ;
    vv:channel vv:telephone ;
    vv:printed "12 34 56 78" ;
    vv:usability vv:usable ;
.
"""
        },
        "added/https://my-place.example/id/point-kap-h-phone",
    ),
]
NEW_POINT = """\
PREFIX my: <https://my-place.example/id/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX vv: <https://w3id.org/vejviser/ns#>

my:point-kap-h-phone
    a vv:Point ;
    skos:prefLabel
        "KAP-H's telefonnummer"@da ,
        "KAP-H's telephone number"@en ;
.
"""


def edited(text: str, name: str, edits: dict[str, str]) -> str:
    """The Turtle of an edition with one block changed, deleted or added."""
    start = f"\nguide-2026:{name}\n"
    before, found, after = text.partition(start)
    if not found:
        return text + edits[""]
    block, end, rest = after.partition("\n.\n")
    if not edits:
        return before + rest
    for old, new in edits.items():
        assert old in block, name
        block = block.replace(old, new)
    return before + start + block + end + rest


def test_what_was_edited_is_what_the_diff_shows_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["new", "mit"]) == 0
    monkeypatch.chdir("mit")
    target = Path("sources/guide-2026.ttl")
    made = ["edition", "guide-2025", "guide-2026", "--date", "2026-04", "-o", str(target)]
    assert main(made) == 0
    Path("bodies/kap-h.ttl").write_text(NEW_POINT, encoding="utf-8")
    # Untouched, only its date is another.
    assert keys("guide-2025", "guide-2026") == {"changed/src:guide-2025"}
    text = target.read_text(encoding="utf-8")
    for _, name, edits, _ in CHANGES:
        text = edited(text, name, edits)
    target.write_text(text, encoding="utf-8")
    assert main(["format", str(target)]) == 0
    assert main(["check"]) == 0
    expected = {key for *_, key in CHANGES}
    assert keys("guide-2025", "guide-2026") == {"changed/src:guide-2025", *expected}


def keys(old: str, new: str) -> set[str]:
    return {change.key for change in vejviser.open(".").diff(old, new)}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["guide-2025", "guide-2025", "--date", "2026"], "allerede et dokument, der hedder"),
        (["guide-2025", "guide-2024", "--date", "2026"], "allerede et dokument, der hedder"),
        (["guide-2025", "Guide 2026", "--date", "2026"], "kan ikke være navn på en udgave"),
        (["guide-2025", "æøå", "--date", "2026"], "kan ikke være navn på en udgave"),
        (["guide-2025", "a/b", "--date", "2026"], "kan ikke være navn på en udgave"),
        (["guide-2025", "", "--date", "2026"], "kan ikke være navn på en udgave"),
        (["guide-2025", "https://x.example/a b", "--date", "2026"], "kan ikke være navn"),
        (["guide-2025", "guide-2026", "--date", "2020"], "ikke nyere end den, den skal afløse"),
        (["guide-2025", "guide-2026", "--date", "2026", "-o", __file__], "findes allerede"),
        (["guide-2035", "guide-2036", "--date", "2036"], "Der er intet dokument"),
        (["guide-2025", "guide-2026", "--date", "i år"], "ikke en dato for en udgave"),
        (["guide-2025", "guide-2026"], "--date"),
    ],
)
def test_what_cannot_be_made_is_said(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["edition", *arguments]) == 2
    assert said in capsys.readouterr().err
