"""What differs: each kind of change, and what is no change, on a handbook made up for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import vejviser
from vejviser.errors import BadValue
from vejviser.nouns import Change
from vejviser.words import spelt_alike

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


def test_editions_of_two_series_are_not_compared(handbook: Handbook) -> None:
    with pytest.raises(BadValue) as caught:
        found(handbook(*both("", ""), series="statutes"))
    assert caught.value.text("da").startswith("Håndbog old og Håndbog new hører ikke til samme")
