"""A committee that stands in none of our documents, in a language that is not ours."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

import vejviser
from vejviser.checking import Wanted
from vejviser.errors import BrokenFile
from vejviser.find import search
from vejviser.nouns import Finding
from vejviser.rules.table import table, total

HERE = Path(__file__).parent / "stranger"
LL = "https://lageland.example/id/"


@pytest.fixture(params=[True, False], ids=["over ours", "alone"])
def guide(request: pytest.FixtureRequest) -> vejviser.Vejviser:
    return vejviser.open(HERE, shipped=request.param)


def test_it_answers(guide: vejviser.Vejviser) -> None:
    rows = guide.ask("composition", body="HOK", on="2020-05-01")
    assert {(row["verb"], row["party"], row["least"]) for row in rows} == {
        ("https://w3id.org/vejviser/ns#electedBy", LL + "huisartsenkring", "3"),
        ("https://w3id.org/vejviser/ns#from", LL + "provincie", "2"),
        ("https://w3id.org/vejviser/ns#appointedBy", LL + "patientenraad", "1"),
    }
    assert total(table(rows)) == 6
    assert len(guide.ask("composition", body="HOK", on="2019-12-31")) == 0


def test_its_labels_are_its_own(guide: vejviser.Vejviser) -> None:
    assert guide.index.label(LL + "hok", guide.preference("da")) == "Huisartsenoverleg Lageland"
    assert search(guide.index.entries.values(), "huisartsen", ("body",))[0].iri.startswith(LL)


def test_its_sides_are_its_own(guide: vejviser.Vejviser) -> None:
    sides = [(row["thing"], row["name"], row["position"]) for row in guide.ask("sides")]
    assert {side for side in sides if str(side[0]).startswith(LL)} == {
        (LL + "huisartsenkring", "Huisartsen", "1"),
        (LL + "provincie", "Overheid", "2"),
        (LL + "patientenraad", "Patiënten", "4"),
    }


def test_it_is_drawn(guide: vejviser.Vejviser) -> None:
    drawn = guide.on("2020-05-01").stated("HOK")
    assert {(line.start, line.label, line.seats) for line in drawn.lines} == {
        (LL + "huisartsenkring", "vælger til", "3"),
        (LL + "provincie", "har pladser i", "2"),
        (LL + "patientenraad", "udpeger til", "1"),
    }


def test_it_is_valid_without_danish() -> None:
    assert vejviser.open(HERE, shipped=False).check() == []


def test_its_own_language_is_demanded(tmp_path: Path) -> None:
    place = shutil.copytree(HERE, tmp_path / "lageland")
    settings = place / "vejviser.toml"
    settings.write_text(settings.read_text().replace('["nl"]', '["nl", "fy"]'), encoding="utf-8")
    codes = {finding.code for finding in vejviser.open(place, shipped=False).check()}
    assert codes == {"label-language"}


def test_a_wrong_total_is_found_at_its_line(tmp_path: Path) -> None:
    place = shutil.copytree(HERE, tmp_path / "lageland")
    source = place / "sources" / "reglement-2020.ttl"
    source.write_text(source.read_text().replace("totalSeats 6", "totalSeats 7"), encoding="utf-8")
    (finding,) = vejviser.open(place, shipped=False).check()
    assert finding.code == "rule-total"
    assert finding.place is not None
    lines = source.read_text().splitlines()
    assert lines[finding.place.line - 1] == "r20:hok"
    assert finding.message["da"] == "Pladserne giver 6 i alt, men dokumentet oplyser 7."


def test_a_misspelt_term_is_found_at_its_line(tmp_path: Path) -> None:
    place = shutil.copytree(HERE, tmp_path / "lageland")
    source = place / "sources" / "reglement-2020.ttl"
    source.write_text(
        source.read_text().replace("vv:totalSeats 6", "vv:totalSeat 6"), encoding="utf-8"
    )
    (finding,) = vejviser.open(place, shipped=False).check()
    assert finding.code == "unknown-term"
    assert finding.place is not None
    assert "totalSeat " in source.read_text().splitlines()[finding.place.line - 1]
    assert finding.repair["en"] == "Perhaps vv:totalSeats?"


def altered(folder: Path, old: str, new: str) -> list[Finding]:
    """What is wrong with the roster of the committee when a word of it is another."""
    place = shutil.copytree(HERE, folder / "lageland")
    roster = place / "rosters" / "hok.csv"
    text = roster.read_text(encoding="utf-8")
    assert text.count(old) == 1
    roster.write_text(text.replace(old, new), encoding="utf-8")
    whole = vejviser.open(place, shipped=False)
    return whole.checked(Wanted(paths=(place / "rosters",))).findings


def test_its_roster_is_right_on_every_day(guide: vejviser.Vejviser) -> None:
    checked = guide.checked(Wanted(paths=(HERE / "rosters",)))
    assert [path.name for path in checked.rosters] == ["dekking.csv", "hok.csv"]
    assert checked.findings == []


def test_a_seat_that_stood_empty_is_told_in_its_own_names(tmp_path: Path) -> None:
    [lack] = altered(tmp_path, "member;2022;", "member;2022-02;")
    assert (lack.code, lack.severity) == ("too-few", "error")
    assert (lack.first, lack.last) == (date(2022, 1, 1), date(2022, 1, 31))
    assert lack.message["en"] == "2 of 3 are recorded as elected by Huisartsenkring Lageland."


def test_a_member_from_the_wrong_side_is_found_at_its_line(tmp_path: Path) -> None:
    found = altered(tmp_path, "Floor Verzonnen;Provincie", "Floor Verzonnen;Huisartsenkring")
    assert {(f.code, f.place.line if f.place else 0) for f in found} == {
        ("too-many", 7),
        ("too-few", 2),
    }


def test_a_name_of_ours_is_not_known_there(tmp_path: Path) -> None:
    with pytest.raises(BrokenFile, match=r"hok\.csv:8"):
        altered(tmp_path, "Geert Verzonnen;Patiëntenraad", "Geert Verzonnen;PLO")
