"""What someone has asserted is asked for as such, and met nowhere else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import vejviser
from vejviser.cli import main
from vejviser.names import PREFIXES, expand

CLAIM = "https://my-place.example/letter-2024#claim"
POINT = "https://my-place.example/id/point-claim"
SAID = "Papegøjerne bestemmer."
LETTER = f"""
PREFIX dcterms: <{PREFIXES["dcterms"]}>
PREFIX id: <{PREFIXES["id"]}>
PREFIX l24: <https://my-place.example/letter-2024#>
PREFIX my: <https://my-place.example/id/>
PREFIX prov: <{PREFIXES["prov"]}>
PREFIX rdfs: <{PREFIXES["rdfs"]}>
PREFIX vv: <{PREFIXES["vv"]}>
PREFIX xsd: <{PREFIXES["xsd"]}>
<https://my-place.example/letter-2024> a vv:Document ;
    dcterms:title "Et brev"@da , "A letter"@en ;
    dcterms:publisher id:plo-hovedstaden ; dcterms:spatial id:area-hovedstaden ;
    vv:authority vv:newsletter ; vv:series my:series-letters ;
    vv:countsFrom "2024-01-01"^^xsd:date ; vv:statedDate "2024"^^xsd:gYear .
l24:1 a vv:Section ; rdfs:label "Brevet"@da , "The letter"@en ; vv:heading "Brevet" ;
    dcterms:isPartOf <https://my-place.example/letter-2024> ; vv:number "1" ; vv:position 1 .
l24:claim a vv:Claim ;
    dcterms:isVersionOf my:point-claim ; prov:hadPrimarySource l24:1 ;
    vv:claimant my:writer ; vv:reporter id:plo ;
    vv:about id:su-hovedstaden ; vv:concerns id:kind-klu , id:need-service-complaint ;
    vv:legalBasis id:ok ;
    dcterms:description "{SAID}"@da , "The parrots decide."@en .
"""
IDENTITIES = f"""
PREFIX foaf: <{PREFIXES["foaf"]}>
PREFIX my: <https://my-place.example/id/>
PREFIX skos: <{PREFIXES["skos"]}>
PREFIX vv: <{PREFIXES["vv"]}>
my:series-letters a vv:Series ; skos:prefLabel "Breve"@da , "Letters"@en .
my:point-claim a vv:Point ; skos:prefLabel "papegøjernes magt"@da , "the power of parrots"@en .
my:writer a foaf:Person ; skos:prefLabel "Papegøjevennen"@da , "Parrot Friend"@en .
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a letter in which someone asserts something."""
    folder = tmp_path_factory.mktemp("claims") / "place"
    assert main(["new", str(folder)]) == 0
    (folder / "sources" / "letter-2024.ttl").write_text(LETTER, encoding="utf-8")
    (folder / "bodies" / "people.ttl").write_text(IDENTITIES, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def told(place: Path) -> vejviser.Vejviser:
    return vejviser.open(place)


def out(capsys: pytest.CaptureFixture[str], *argv: str) -> str:
    capsys.readouterr()
    main(list(argv))
    return capsys.readouterr().out


def test_a_claim_is_sound_and_found_by_asking_for_claims(told: vejviser.Vejviser) -> None:
    assert told.check("2024-05-01") == []
    rows = list(told.ask("claims", thing="SU", on="2024-05-01"))
    assert {(row["statement"], row["description"]) for row in rows} == {(CLAIM, SAID)}
    assert {row["reporter"] for row in rows} == {expand("id:plo")}


@pytest.mark.parametrize("words", ["papegøjernes magt", "Papegøjerne", "parrots", "papegøje"])
@pytest.mark.parametrize("form", ["table", "json"])
def test_a_search_meets_neither_a_claim_nor_its_point(
    words: str, form: str, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = out(capsys, "find", words, "--format", form, "--data", str(place))
    assert CLAIM not in found
    assert POINT not in found
    assert "papegøjernes" not in found.replace(f"»{words}«", "")


@pytest.mark.parametrize("body", ["SU", "KLU", "PLO"])
def test_what_is_shown_of_a_body_is_the_same_with_the_claim_and_without(
    body: str, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("show", body, "--on", "2024-05-01", "--format", "json")
    assert json.loads(out(capsys, *asked, "--data", str(place))) == json.loads(out(capsys, *asked))


def test_charts_routes_and_rules_are_the_same_with_the_claim_and_without(
    told: vejviser.Vejviser, shipped: vejviser.Vejviser
) -> None:
    with_, without = told.on("2024-05-01"), shipped.on("2024-05-01")
    assert with_.stated("SU") == without.stated("SU")
    for name in ("routes", "composition", "decisions", "duties", "relations", "provisions"):
        assert list(with_.ask(name)) == list(without.ask(name)), name
    assert list(with_.ask("agreements")) == list(without.ask("agreements"))


def test_a_body_is_not_meant_by_the_name_of_a_claim(told: vejviser.Vejviser) -> None:
    for kind in ("body", "need", "thing"):
        with pytest.raises(vejviser.errors.Unknown):
            told.index.resolve("papegøjernes magt", kind)
