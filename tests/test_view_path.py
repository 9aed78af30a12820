"""How something gets from one to another, along what the documents state."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from flaws import flaws

import vejviser
from vejviser import charting
from vejviser.chart.drawing.compose import composed
from vejviser.chart.drawing.scene import Trace
from vejviser.chart.model import Line
from vejviser.chart.paths import BOTH, STILL, carrying, shortest
from vejviser.cli import main
from vejviser.errors import BadValue, Unknown

STRANGER = Path(__file__).parent / "stranger"
LL = "https://lageland.example/id/"
OWN = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX ll: <https://lageland.example/id/>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX r20: <https://lageland.example/reglement-2020#>
PREFIX vv: <https://w3id.org/vejviser/ns#>

r20:hok-besluit a vv:DecisionRule ; dcterms:isVersionOf ll:point-hok-besluit ;
    prov:hadPrimarySource r20:2 ; vv:about ll:hok ; vv:method vv:unanimity ;
    vv:obligation vv:must .
r20:hok-beroep a vv:Referral ; dcterms:isVersionOf ll:point-hok-beroep ;
    prov:hadPrimarySource r20:2 ; vv:about ll:hok ; vv:goTo ll:provincie ;
    vv:occasion vv:appeal ; dcterms:description "De provincie beslist in beroep."@nl .
r20:klacht a vv:Route ; dcterms:isVersionOf ll:point-klacht ;
    prov:hadPrimarySource r20:2 ; vv:need ll:behoefte-klacht ; vv:actor ll:patientenraad ;
    vv:goTo ll:hok ; vv:nextLevel r20:hok-beroep ; vv:step r20:klacht-1 .
r20:klacht-1 a vv:Step ; vv:position 1 ; vv:actor ll:patientenraad ; vv:goTo ll:hok ;
    dcterms:description "De patiëntenraad legt de klacht voor."@nl .
"""
NEED = """
PREFIX id: <https://w3id.org/vejviser/id/>
PREFIX ll: <https://lageland.example/id/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
ll:behoefte-klacht a skos:Concept ; skos:inScheme id:needs ; skos:prefLabel "klacht"@nl .
"""


def told(whole: vejviser.Vejviser, start: str, end: str, lang: str = "da") -> str:
    return " ".join(charting.path(whole.on("2025-03-01", "all"), start, end, lang)[0].split())


def test_a_draft_of_klu_gets_to_lsu_by_su(shipped: vejviser.Vejviser) -> None:
    words = told(shipped, "KLU", "LSU")
    assert "1. Kommunalt-lægeligt udvalg (KLU) går til Samarbejdsudvalget" in words
    assert "sende aftaleudkast [Vejledning om kommunalt lægelige udvalg (2011)" in words
    assert "2. Samarbejdsudvalget for almen praksis (SU) går til Landssamarbejdsudvalget" in words
    # Three functions of LSU towards SU stand in two sections.
    assert "manglende enighed [PLO-Hovedstadens vejviser (2025), afsnit 6.1]" in words
    assert "anke og fortolkning [PLO-Hovedstadens vejviser (2025), afsnit 6.2]" in words
    assert "sammenføjet af os" in words


def test_what_holds_for_a_kind_holds_for_its_body_in_the_same_place(
    shipped: vejviser.Vejviser,
) -> None:
    words = told(shipped, "PLO-K Gentofte", "LSU")
    assert "hører under" in words
    words = told(shipped, "PLO-K Gentofte", "SU")
    assert "udpeger til kommunalt-lægeligt udvalg i Gentofte (2 pladser)" in words


def test_another_region_is_not_led_into_ours(shipped: vejviser.Vejviser) -> None:
    words = told(shipped, "KLU Silkeborg", "LSU")
    assert "går til samarbejdsudvalg for almen praksis (SU)" in words
    assert "anke" not in words
    assert "siger ikke, hvordan" in told(shipped, "KLU Silkeborg", "SU Hovedstaden")


def test_what_one_does_with_one_need_tells_nothing_of_another(shipped: vejviser.Vejviser) -> None:
    words = told(shipped, "patient", "LSU")
    assert "1. Patient går til Samarbejdsudvalget for almen praksis (SU): klage over" in words
    # A doctor who leaves RIV goes to PLO-Hovedstaden, but that is no way into SU.
    assert "siger ikke, hvordan" in told(shipped, "praktiserende læge", "SU")


def test_a_way_for_a_wide_circle_is_for_those_who_belong_to_it(shipped: vejviser.Vejviser) -> None:
    assert "konsulenthjælp til klinikken" in told(shipped, "nynedsat læge", "KAP-H")


def test_no_way_is_said_with_what_is_near(shipped: vejviser.Vejviser) -> None:
    words = told(shipped, "LSU", "KLU", "en")
    assert "do not say how anything gets from" in words
    assert "What leads on from National Cooperation Committee (LSU) is not stated." in words
    assert "the documents lead from municipality and PLO-kommunalt" in words


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize(
    "ends",
    [("KLU", "LSU"), ("patient", "LSU"), ("PLO-K Gentofte", "RLTN"), ("LSU", "KLU")],
    ids="–".join,
)
def test_the_page_is_whole(shipped: vejviser.Vejviser, ends: tuple[str, str], lang: str) -> None:
    _, chart = charting.path(shipped.on("2025-03-01", "all"), *ends, lang)
    assert flaws(composed(chart)) == []


def test_a_caption_leaves_its_line_in_sight(shipped: vejviser.Vejviser) -> None:
    _, chart = charting.path(shipped.on("2025-03-01", "all"), "KLU", "LSU", "en")
    parts = composed(chart).parts
    captions = [part for part in parts if part.role == "label"]
    lines = {part.ends: part.items[0] for part in parts if part.role == "line"}
    assert len(captions) == 2
    for caption in captions:
        line = lines[caption.ends]
        assert isinstance(line, Trace)
        assert all(y > caption.bounds.bottom for _, y in line.points)


def test_both_ends_must_be_something_and_differ(shipped: vejviser.Vejviser) -> None:
    with pytest.raises(BadValue, match="two that differ"):
        told(shipped, "KLU", "KLU")
    with pytest.raises(Unknown, match="klage over servicen i en praksis"):
        told(shipped, "klage over service", "LSU")


def test_it_is_written_in_words_and_as_a_picture(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "vej.svg"
    assert main(["path", "KLU", "LSU", "--edition", "guide-2024", "-o", str(target)]) == 0
    assert target.read_text(encoding="utf-8").startswith("<svg")
    assert main(["path", "LSU", "KLU"]) == 0
    assert "siger ikke, hvordan" in capsys.readouterr().out


def test_no_shorter_way_is_passed_over() -> None:
    """Against a search by hand: nearest first, and only the ways of the least length."""
    pairs = ["ab", "bc", "ad", "dc", "ce", "ef", "bf", "ga"]
    lines = [Line(a, b, "r", "går til") for a, b in pairs]
    assert [way.boxes for way in shortest(lines, "a", "c")] == [("a", "b", "c"), ("a", "d", "c")]
    assert [way.boxes for way in shortest(lines, "a", "f")] == [("a", "b", "f")]
    assert shortest(lines, "a", "g") == []


def test_talks_go_both_ways_and_comparisons_nowhere() -> None:
    talks = Line("a", "b", BOTH, "forhandler med")
    still = [Line("a", "b", relation, "") for relation in sorted(STILL)]
    assert [(line.start, line.end) for line in carrying([talks, *still])] == [
        ("a", "b"),
        ("b", "a"),
    ]


@pytest.fixture(params=[True, False], ids=["over ours", "alone"])
def stranger(request: pytest.FixtureRequest, tmp_path: Path) -> vejviser.Vejviser:
    """A Dutch workspace with a decision, an appeal and a route of its own."""
    place = tmp_path / "lageland"
    shutil.copytree(STRANGER, place)
    source = place / "sources" / "reglement-2020.ttl"
    source.write_text(source.read_text(encoding="utf-8") + OWN, encoding="utf-8")
    (place / "bodies" / "behoeften.ttl").write_text(NEED, encoding="utf-8")
    return vejviser.open(place, shipped=request.param)


def test_a_workspace_of_another_language_has_its_ways(stranger: vejviser.Vejviser) -> None:
    day = stranger.on("2020-05-01", "all")
    [route] = charting.charts(day, "route", ["klacht"], "da")
    assert [box.label for box in route.boxes[1:]] == [
        "1. De patiëntenraad legt de klacht voor.",
        "Provincie Lageland",
    ]
    assert flaws(composed(route)) == []
    [appeals] = charting.charts(day, "appeals", [], "da")
    assert (LL + "hok", LL + "provincie") in {(line.start, line.end) for line in appeals.lines}
    assert flaws(composed(appeals)) == []
    words, chart = charting.path(day, "klacht", "Provincie Lageland", "da")
    assert "Klacht går til Huisartsenoverleg Lageland" in words
    assert [(line.start, line.end) for line in chart.lines][-1] == (LL + "hok", LL + "provincie")
