"""What differs: each kind of change on a made-up handbook, the guides in full, and laws that hold.

The golden texts are what ``vejviser diff guide-2023 guide-2024`` and its next year's sister print.
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import vejviser
from vejviser.cli import main
from vejviser.errors import BadValue
from vejviser.names import SOURCE
from vejviser.nouns import Change
from vejviser.words import spelt_alike

HERE = Path(__file__).parent
EDITIONS = ("guide-2023", "guide-2024", "guide-2025")
NEXT = {"e1": ("guide-2023", "guide-2024"), "e2": ("guide-2024", "guide-2025")}

# ---------------------------------------------------------------- a handbook made up for the test

PREFIXES = """
PREFIX : <https://handbook.example/{name}#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX my: <https://handbook.example/id/>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX vv: <https://w3id.org/vejviser/ns#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
NAMES = """
my:handbook a vv:Series ; skos:prefLabel "Håndbogen"@da .
my:statutes a vv:Series ; skos:prefLabel "Vedtægterne"@da .
my:point a vv:Point ; skos:prefLabel "sagen"@da .
my:point-2 a vv:Point ; skos:prefLabel "den anden sag"@da .
my:board a org:Organization ; skos:prefLabel "Bestyrelsen"@da .
my:council a org:Organization ; skos:prefLabel "Rådet"@da .
my:old-5 a <http://data.europa.eu/eli/ontology#LegalResourceSubdivision> ;
    skos:prefLabel "§ 5"@da .
my:new-7 a <http://data.europa.eu/eli/ontology#LegalResourceSubdivision> ;
    skos:prefLabel "Aftale25 § 7"@da .
"""
DOCUMENT = """
<https://handbook.example/{name}> a vv:Document ; dcterms:title "Håndbog {name}"@da ;
    vv:series my:{series} ; vv:countsFrom "{year}-01-01"^^xsd:date .
"""
SECTION = (
    ':{n} a vv:Section ; vv:number "{n}" ; vv:heading "{heading}" ; vv:position {position} .\n'
)
ONE = SECTION.format(n=1, heading="Bestyrelsen", position=1)
TWO = SECTION.format(n=2, heading="Rådet", position=2)
REVISES = "{} prov:wasRevisionOf <https://handbook.example/old#{}> .\n"
SAID = "dcterms:isVersionOf my:point ; prov:hadPrimarySource :1 ; "

Handbook = Callable[..., vejviser.Vejviser]


@pytest.fixture
def handbook(tmp_path: Path) -> Handbook:
    """Two editions of a handbook, of 2020 and 2021, each with the statements given in Turtle."""

    def handbook(old: str, new: str, series: str = "handbook") -> vejviser.Vejviser:
        (tmp_path / "sources").mkdir()
        (tmp_path / "bodies").mkdir()
        (tmp_path / "vejviser.toml").write_text("", encoding="utf-8")
        texts = {"bodies/names": PREFIXES.format(name="names") + NAMES}
        for name, year, kind, said in (("old", 2020, "handbook", old), ("new", 2021, series, new)):
            head = DOCUMENT.format(name=name, year=year, series=kind)
            texts[f"sources/{name}"] = PREFIXES.format(name=name) + head + said
        for name, text in texts.items():
            (tmp_path / f"{name}.ttl").write_text(text, encoding="utf-8")
        return vejviser.open(tmp_path, shipped=False)

    return handbook


def both(old: str, new: str) -> tuple[str, str]:
    """Two editions whose section 1 is the same."""
    return ONE + old, ONE + REVISES.format(":1", "1") + new


def found(whole: vejviser.Vejviser, **how: bool) -> list[Change]:
    return whole.diff("https://handbook.example/old", "https://handbook.example/new", **how)


SEATS = f":s a vv:SeatGroup ; {SAID} vv:minSeats %d ; vv:maxSeats %d ; vv:from %s ."
AMOUNT = (
    f":s a vv:Quantity ; {SAID} vv:about my:board ; vv:value %d ;"
    ' schema:startDate "%d-01-01"^^xsd:date ; schema:endDate "%d-12-31"^^xsd:date .'
)
DUTY = f":s a vv:Duty ; {SAID} vv:about my:board ; vv:obligation vv:%s ; vv:legalBasis my:%s ."
TEXT = f':s a vv:Task ; {SAID} vv:about my:board ; dcterms:description "%s"@da .'
NAMING = f':s a vv:Naming ; {SAID} vv:about %s ; vv:name "%s" ; vv:nameKind vv:%s .'
LINK = (
    f':s a vv:Hyperlink ; {SAID} vv:about my:board ; vv:anchorText "%s" ;'
    ' vv:printedTarget "%s" ; vv:usability vv:%s .'
)
REFERENCE = f':s a vv:CrossReference ; {SAID} vv:printed "%s" %s .'
ROUTE = (
    f":s a vv:Route ; {SAID} vv:goTo my:board ; vv:step :s-1 ."
    " :s-1 a vv:Step ; vv:position 1 ; vv:goTo %s ."
)


@pytest.mark.parametrize(
    ("old", "new", "kind", "differs"),
    [
        (SEATS % (2, 2, "my:board"), SEATS % (3, 3, "my:board"), "changed", [("tal", "2", "3")]),
        (
            SEATS % (2, 2, "my:board"),
            SEATS % (2, 2, "my:council"),
            "changed",
            [("hvem", "kommer fra Bestyrelsen", "kommer fra Rådet")],
        ),
        (
            AMOUNT % (5, 2020, 2020),
            AMOUNT % (6, 2021, 2021),
            "changed",
            [("tal", "5", "6"), ("tid", "2020", "2021")],
        ),
        (
            DUTY % ("must", "old-5"),
            DUTY % ("may", "old-5"),
            "changed",
            [("kraft", "skal", "kan")],
        ),
        (
            DUTY % ("must", "old-5"),
            DUTY % ("must", "new-7"),
            "changed",
            [("hjemmel", "§ 5", "Aftale25 § 7")],
        ),
        (TEXT % "Spiser.", TEXT % "Drikker.", "changed", [("indhold", "Spiser.", "Drikker.")]),
        (
            ROUTE % "my:board",
            ROUTE % "my:council",
            "changed",
            [("går til", "Bestyrelsen", "Rådet")],
        ),
        (
            NAMING % ("my:board", "Styret", "full-name"),
            NAMING % ("my:board", "Bestyrelsen", "full-name"),
            "renamed",
            [("navn", "»Styret« (fuldt navn)", "»Bestyrelsen« (fuldt navn)")],
        ),
        (
            NAMING % ("my:board", "Styret", "full-name"),
            NAMING % ("my:council", "Styret", "full-name"),
            "changed",
            [("om", "Bestyrelsen", "Rådet")],
        ),
        (
            LINK % ("her", "#", "no-target"),
            LINK % ("her", "http://x.example", "usable"),
            "link-changed",
            [("mål", "uden mål", "http://x.example")],
        ),
        (
            REFERENCE % ("5", "; vv:intended :1"),
            REFERENCE % ("1", "; vv:intended :1 ; vv:pointsTo :1"),
            "reference-mended",
            [
                (
                    "henvisning",
                    "»5« (fører ingen steder, må mene 1 old#1)",
                    "»1« (fører til 1 new#1)",
                )
            ],
        ),
        (
            REFERENCE % ("1", "; vv:intended :1 ; vv:pointsTo :1"),
            REFERENCE % ("1", ""),
            "reference-broken",
            [("henvisning", "»1« (fører til 1 old#1)", "»1« (fører ingen steder)")],
        ),
    ],
)
def test_each_kind_of_change_says_what_differs(
    handbook: Handbook, old: str, new: str, kind: str, differs: list[tuple[str, str, str]]
) -> None:
    (change,) = found(handbook(*both(old, new)))
    assert change.kind == kind
    assert change.point.label == "sagen"
    assert change.before
    assert change.after
    assert change.before.document.label == "Håndbog old"
    assert [s.iri for s in change.after.sections] == ["https://handbook.example/new#1"]
    unprefixed = [
        (d.name, *(t.replace("https://handbook.example/", "") for t in (d.before, d.after)))
        for d in change.details
    ]
    assert unprefixed == differs


def test_what_one_side_says_alone_is_added_or_not_restated(handbook: Handbook) -> None:
    whole = handbook(*both(TEXT % "Spiser.", (TEXT % "Drikker.").replace("point ", "point-2 ")))
    assert [(c.kind, c.point.label) for c in found(whole)] == [
        ("added", "den anden sag"),
        ("not-restated", "sagen"),
    ]
    assert [c.before.text for c in found(whole) if c.before] == ["Spiser."]
    assert [c.after.text for c in found(whole) if c.after] == ["Drikker."]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (TEXT % "Tager sig af PLO's mad", TEXT % "Tager sig af PLO’s mad."),
        (LINK % ("Læs her.", "#", "no-target"), LINK % ("Læs her", "#", "no-target")),
        (
            NAMING % ("my:board", "Højstegrænse", "variant"),
            NAMING % ("my:board", "Højestegrænse", "full-name"),
        ),
        (
            NAMING % ("my:board", "Komiteen", "full-name"),
            (NAMING % ("my:board", "Kommiten", "misspelling")).replace("point ", "point-2 "),
        ),
    ],
)
def test_spelling_is_folded_away_unless_asked_for(handbook: Handbook, old: str, new: str) -> None:
    whole = handbook(*both(old, new))
    assert found(whole) == []
    (change,) = found(whole, spelling=True)
    assert change.kind == "respelt"
    assert len(change.details) == 1


def test_a_misspelling_like_nothing_else_is_spelling(handbook: Handbook) -> None:
    whole = handbook(*both("", NAMING % ("my:board", "Xqz", "misspelling")))
    assert found(whole) == []
    assert [(c.kind, c.before) for c in found(whole, spelling=True)] == [("respelt", None)]


def test_words_and_figures_are_no_matter_of_spelling() -> None:
    assert not spelt_alike("§ 93", "§ 96")
    assert not spelt_alike("Lægeforeningen Hovedstaden", "Lægeforeningen Østdanmark")
    assert not spelt_alike("hvert år", "hvert andet år")


def test_remarks_and_order_are_no_content(handbook: Handbook) -> None:
    remark = ':s skos:editorialNote "Vores."@da ; vv:position 3 .'
    assert found(handbook(*both(TEXT % "Spiser.", TEXT % "Spiser." + remark))) == []


def test_renumbering_is_one_change_and_moves_nothing(handbook: Handbook) -> None:
    moved = (TEXT % "Spiser.").replace(":1", ":2")
    reference = REFERENCE.replace(":s", ":x").replace("point ", "point-2 ")
    old = ONE + TEXT % "Spiser." + reference % ("1", "; vv:pointsTo :1 ; vv:intended :1")
    now = reference.replace(":1", ":2") % ("2", "; vv:pointsTo :2 ; vv:intended :2")
    new = SECTION.format(n=2, heading="Bestyrelsen", position=1) + REVISES.format(":2", "1")
    (change,) = found(handbook(old, new + moved + now))
    assert (change.kind, change.before and change.before.text) == ("renamed", "Bestyrelsen")
    assert [(d.before, d.after) for d in change.details] == [("1", "2")]


def test_a_section_is_added_or_not_restated(handbook: Handbook) -> None:
    whole = handbook(ONE, TWO)
    assert [c.key for c in found(whole)] == [
        "added/https://handbook.example/new#2",
        "not-restated/https://handbook.example/old#1",
    ]


def test_what_moves_to_another_section_says_where_it_was(handbook: Handbook) -> None:
    old, new = both(TEXT % "Spiser.", (TEXT % "Drikker.").replace(":1", ":2") + TWO)
    changes = found(handbook(old, new))
    assert [(c.kind, c.moved) for c in changes] == [("changed", True), ("added", False)]


def test_own_times_are_paired_by_the_time_they_share(handbook: Handbook) -> None:
    later = (AMOUNT % (6, 2021, 2021)).replace(":s", ":t")
    whole = handbook(*both(AMOUNT % (5, 2020, 2020), AMOUNT % (5, 2020, 2020) + later))
    assert [(c.kind, c.after and c.after.text) for c in found(whole)] == [("added", "6")]


# ---------------------------------------------------------------- days


def test_an_amount_that_has_run_out_is_not_stated_for_the_day(handbook: Handbook) -> None:
    whole = handbook(*both(AMOUNT % (5, 2020, 2020) + "", AMOUNT % (6, 2021, 2021)))
    (changed,) = [c for c in whole.diff("2020-06-01", "2021-06-01") if c.details]
    assert [d.after for d in changed.details] == ["6", "2021"]
    (ended,) = whole.diff("2021-06-01", "2022-06-01")
    assert (ended.kind, ended.after) == ("not-stated", None)


def test_what_a_new_edition_leaves_out_is_not_restated_on_its_days(handbook: Handbook) -> None:
    whole = handbook(*both(TEXT % "Spiser.", ""))
    (change,) = whole.diff("2020-06-01", "2021-06-01")
    assert (change.kind, change.details) == ("not-restated", ())
    assert change.after == change.before
    assert whole.diff("2021-06-01", "2022-06-01") == []
    (before,) = whole.diff("2019-06-01", "2020-06-01")
    assert before.kind == "added"


def test_the_fee_changes_at_new_year_and_not_with_the_edition(
    shipped: vejviser.Vejviser,
) -> None:
    keys = {c.key for c in shipped.diff("2023-12-31", date(2024, 1, 1))}
    assert "changed/id:point-riv-fee" in keys
    assert shipped.diff("2024-02-15", "2024-02-16") == []
    assert "changed/id:point-riv-fee" not in {
        c.key for c in shipped.diff("2024-02-15", "2024-05-01")
    }
    assert "not-stated/id:point-riv-fee" in {
        c.key for c in shipped.diff("2025-05-01", "2026-01-01")
    }


# ---------------------------------------------------------------- laws

MIRRORED = {
    "added": {"not-restated", "not-stated"},
    "not-restated": {"added"},
    "not-stated": {"added"},
    "reference-mended": {"reference-broken"},
    "reference-broken": {"reference-mended"},
}
moments = st.sampled_from(EDITIONS)
days = st.dates(date(2022, 6, 1), date(2026, 6, 1))


@settings(max_examples=12, deadline=None)
@given(pair=st.one_of(st.tuples(moments, moments), st.tuples(days, days)), spelling=st.booleans())
def test_there_and_back_mirror_each_other(
    shipped: vejviser.Vejviser, pair: tuple[str, str], spelling: bool
) -> None:
    a, b = pair
    there = {sides(c): c for c in shipped.diff(a, b, spelling=spelling)}
    back = {sides(c)[::-1]: c for c in shipped.diff(b, a, spelling=spelling)}
    assert there.keys() == back.keys()
    for key, change in there.items():
        assert back[key].kind in MIRRORED.get(change.kind, {change.kind})
        turned = {(d.aspect, d.after, d.before, d.step) for d in back[key].details}
        assert {(d.aspect, d.before, d.after, d.step) for d in change.details} == turned


@settings(max_examples=8, deadline=None)
@given(moment=st.one_of(moments, days), spelling=st.booleans())
def test_nothing_differs_from_itself(
    shipped: vejviser.Vejviser, moment: str, spelling: bool
) -> None:
    assert shipped.diff(moment, moment, spelling=spelling) == []


def sides(change: Change) -> tuple[str, str]:
    return tuple(side.statement if side else "" for side in (change.before, change.after))  # type: ignore[return-value]


# ---------------------------------------------------------------- the guides


@pytest.mark.parametrize("pair", NEXT.values(), ids=" ".join)
def test_the_golden_texts(pair: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", *pair]) == 0
    years = "-".join(name.removeprefix("guide-") for name in pair)
    golden = HERE / "golden" / f"diff-guide-{years.replace('-', '-guide-')}.txt"
    assert capsys.readouterr().out == golden.read_text(encoding="utf-8")


ROWS = list(
    csv.DictReader(
        (HERE / "coverage" / "diff.csv").read_text(encoding="utf-8").splitlines(), delimiter=";"
    )
)


@pytest.mark.parametrize(("table", "pair"), NEXT.items())
def test_every_known_difference_is_shown_and_every_change_is_known(
    shipped: vejviser.Vejviser, table: str, pair: tuple[str, str]
) -> None:
    named = {key for row in ROWS if row["table"] == table for key in row["change"].split()}
    shown = [change.key for change in shipped.diff(*pair, spelling=True)]
    assert len(shown) == len(set(shown))
    assert set(shown) == named


def test_a_row_names_changes_or_says_why_there_are_none() -> None:
    numbers = [*range(1, 33), *range(40, 66)]
    assert [row["row"] for row in ROWS] == [f"D{number:02}" for number in numbers]
    for row in ROWS:
        loud = [key for key in row["change"].split() if not key.startswith("respelt/")]
        assert loud or row["reason"], row


@pytest.mark.parametrize("pair", NEXT.values(), ids=" ".join)
def test_our_own_words_differ_only_where_nothing_else_holds_the_difference(
    shipped: vejviser.Vejviser, pair: tuple[str, str]
) -> None:
    """Wording that drifts from edition to edition would be told as news."""
    ours = {c.key for c in shipped.diff(*pair) if {d.aspect for d in c.details} == {"description"}}
    known = {"changed/id:point-plo-h-publishes-vejviser", "changed/id:point-plo-h-email"}
    assert ours == (known if pair[1] == "guide-2025" else set())


def test_silence_is_never_called_an_end(capsys: pytest.CaptureFixture[str]) -> None:
    for lang, words in (("da", ("fjernet", "afskaffet", "nedlagt")), ("en", ("removed", "abol"))):
        main(["diff", "guide-2024", "guide-2025", "--lang", lang])
        out = capsys.readouterr().out.lower()
        assert not [word for word in words if word in out]


def test_the_basis_of_a_point_is_compared_across_versions_of_the_agreement(
    shipped: vejviser.Vejviser,
) -> None:
    changes = {c.key: c for c in shipped.diff("guide-2024", "guide-2025", lang="en")}
    (basis,) = changes["changed/id:point-klu-duty"].details
    assert basis.aspect == "basis"
    assert basis.before.startswith("§ 102 ")
    assert basis.after.startswith("§ 105 ")
    assert not any("par-" in key for key in changes)


# ---------------------------------------------------------------- the command


def test_json_is_complete(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "guide-2024", "guide-2025", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["after"]["iri"] == SOURCE + "guide-2025"
    (fee,) = [c for c in told["changes"] if c["key"] == "changed/id:point-riv-fee"]
    assert [about["label"] for about in fee["about"]]
    assert fee["point"]["label"] == "kontingentet til RIV"
    assert [d["after"] for d in fee["details"]] == ["750 kr. om året", "2025"]
    assert fee["before"]["sections"][0]["iri"] == SOURCE + "guide-2024#7.4"


def test_markdown_is_one_table_for_each_kind(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "guide-2024", "guide-2025", "--format", "md", "--lang", "en"]) == 0
    lines = capsys.readouterr().out.splitlines()
    rows = [line for line in lines if line.startswith("|")]
    assert {line.count(" | ") for line in rows} == {3}
    assert lines.count("| --- | --- | --- | --- |") == sum(x.startswith("## ") for x in lines)


def test_the_same_edition_twice_has_no_difference(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "guide-2024", "guide-2024"]) == 0
    assert "Der er ingen forskel." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("a", "b", "said"),
    [
        ("guide-2022", "guide-2024", "hedder »guide-2022«. Mente du guide-2023"),
        ("2023", "2024", "hedder »2023«. Mente du guide-2023"),
        ("guide-2023", "2024-01-01", "En dag og en udgave kan ikke sammenlignes"),
        ("today", "guide-2023", "En dag og en udgave kan ikke sammenlignes"),
        ("2024-13-01", "today", "»2024-13-01« er ikke en dag"),
    ],
)
def test_a_mistake_is_one_clear_sentence(
    a: str, b: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", a, b]) == 2
    out, err = capsys.readouterr()
    assert said in err
    assert (out, err.count("\n")) == ("", 1)


def test_editions_of_two_series_are_not_compared(handbook: Handbook) -> None:
    with pytest.raises(BadValue) as caught:
        found(handbook(*both("", ""), series="statutes"))
    assert caught.value.text("da").startswith("Håndbog old og Håndbog new hører ikke til samme")


def test_the_output_is_the_same_in_every_run() -> None:
    def run(seed: str) -> bytes:
        command = [sys.executable, "-m", "vejviser", "diff", *NEXT["e2"], "--format", "json"]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        return subprocess.run(command, env=environment, capture_output=True, check=True).stdout

    assert run("1") == run("2")
