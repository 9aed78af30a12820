"""Rosters held against the law, from files to findings."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import vejviser
from vejviser.checking import Wanted
from vejviser.errors import VejviserError
from vejviser.nouns import Finding
from vejviser.seating.check import Days

MEMBERS = "organ;person-id;navn;kommer fra;rolle;egenskab;hverv;plads;startdato;slutdato;ubesat\n"
COVERAGE = "organ;side;fra;til\n"
BOARD = """
PREFIX id: <https://w3id.org/vejviser/id/>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

<https://my-place.example/id/board>
    a org:Organization ;
    skos:prefLabel
        "Lægehusets bestyrelse"@da ,
        "The health centre's board"@en ;
    org:classification id:kind-board ;
.
"""


@pytest.fixture
def found(shipped: vejviser.Vejviser, tmp_path: Path):
    """What is wrong with the rows of a roster of SU, which is complete from 2024 on."""

    def found(*rows: str, side: str = "", days: Days | None = None) -> list[Finding]:
        (tmp_path / "su.csv").write_text(MEMBERS + "\n".join(rows), encoding="utf-8")
        (tmp_path / "coverage.csv").write_text(
            f"{COVERAGE}SU;{side};2024-01-01;\n", encoding="utf-8"
        )
        return shipped.checked(Wanted(days or Days(), (tmp_path,))).findings

    return found


def seats(party: str, number: int, start: str = "2024-01-01", end: str = "") -> list[str]:
    return [f"SU;{party}{i};Prøve {i};{party};;;;;{start};{end};" for i in range(number)]


SU = [*seats("PLO-Hovedstaden", 6), *seats("regionsrådet", 5), *seats("Hillerød Kommune", 1)]


def test_a_full_committee_is_silent(found) -> None:
    assert found(*SU) == []


def test_a_seat_that_falls_empty_is_told_with_the_days_and_the_lines(found) -> None:
    rows = [SU[0].replace(";2024-01-01;;", ";2024-01-01;2024-02-29;"), *SU[1:]]
    [lack] = found(*rows, "SU;ny;Ny Prøve;PLO-Hovedstaden;;;;;2024-05-15;;")
    assert (lack.code, lack.severity) == ("too-few", "error")
    assert (lack.first, lack.last) == (date(2024, 3, 1), date(2024, 5, 14))
    assert lack.message["da"] == "5 af 6 er noteret fra PLO-Hovedstaden."
    assert sorted(row.place.line for row in lack.rows if row.place) == [3, 4, 5, 6, 7]
    assert lack.sections == ("https://w3id.org/vejviser/source/guide-2024#6.1",)


def test_who_is_missing_is_said_in_sentences(shipped: vejviser.Vejviser, tmp_path: Path) -> None:
    (tmp_path / "coverage.csv").write_text(
        f"{COVERAGE}PLO-Hovedstaden;;2025-06-01;\nKLU Gentofte;PLO-K Gentofte;2025-06-01;\n",
        encoding="utf-8",
    )
    (tmp_path / "rows.csv").write_text(
        f"{MEMBERS}PLO-Hovedstaden;;Ane Prøve;;næstformand;;;;2025-06-01;;\n"
        "KLU Gentofte;;;PLO-K Gentofte;;;alment praktiserende læge;;2025-06-01;;ja\n"
        "KLU Gentofte;;;PLO-K Gentofte;;;alment praktiserende læge;;2025-06-01;;ja\n",
        encoding="utf-8",
    )
    said = {f.message["da"] for f in shipped.checked(Wanted(paths=(tmp_path,))).findings}
    assert {
        "Ingen er noteret som formand.",
        "1 af 13 er noteret (antal repræsentanter i PLO-Hovedstaden).",
        "Ingen er noteret som udpeget af PLO-kommunalt i Gentofte, men der skal være 2;"
        " pladserne er noteret som ubesat siden 1. juni 2025.",
    } <= said


def test_a_breach_that_outlasts_an_edition_is_told_once_by_the_newest(found) -> None:
    [lack] = found(*SU[1:])
    assert (lack.first, lack.last) == (date(2024, 1, 1), None)
    assert lack.document.endswith("guide-2025")


def test_a_kind_of_party_is_named_with_its_area(found) -> None:
    [lack, wrong] = found(*SU[:11], "SU;x;Prøve;Aarhus Kommune;;;;;2024-01-01;;")
    assert lack.message["da"] == "Ingen er noteret fra kommune i området."
    assert wrong.message["da"] == (
        "Et medlem fra Aarhus Kommune, men pladserne er for kommune i området."
    )


def test_one_day_alone_is_told_with_its_true_days(found) -> None:
    day = Days(date(2024, 6, 1), date(2024, 6, 1))
    [lack] = found(*SU[1:], days=day)
    assert (lack.first, lack.last) == (date(2024, 1, 1), None)
    brief = SU[0].replace(";2024-01-01;;", ";2024-01-01;2024-05-31;")
    assert found(brief, *SU[1:], days=Days(date(2024, 5, 31), date(2024, 5, 31))) == []
    [lack] = found(brief, *SU[1:], days=day)
    assert lack.first == date(2024, 6, 1)


def test_broken_parity_names_each_side(shipped: vejviser.Vejviser, tmp_path: Path) -> None:
    (tmp_path / "coverage.csv").write_text(f"{COVERAGE}KEU's bestyrelse;;2025-01-01;\n")
    (tmp_path / "keu.csv").write_text(
        "organ;navn;kommer fra;hverv;startdato\n"
        "KEU's bestyrelse;Prøve;Region Hovedstaden;politiker;2025-01-01\n",
        encoding="utf-8",
    )
    [uneven] = shipped.checked(Wanted(paths=(tmp_path,))).findings
    assert uneven.message["da"] == (
        "Parterne skal have lige mange, men her er 0 fra PLO-Hovedstaden, 1 fra Region Hovedstaden."
    )
    assert [row.place.line for row in uneven.rows if row.place] == [2]


def test_no_document_is_cited_for_a_careless_list(found) -> None:
    row = "SU;x;Ny Prøve;PLO-Hovedstaden;;;;;2024-05-15;2024-05-01;"
    [inverted] = found(*SU, row)
    assert inverted.code == "inverted-period"
    assert (inverted.first, inverted.last) == (None, None)
    assert (inverted.document, inverted.sections, inverted.standing) == ("", (), "")


def test_a_side_knows_only_its_own(found) -> None:
    assert found(*SU[:6], side="PLO-Hovedstaden") == []
    codes = {f.code for f in found(*SU[:5], side="PLO-Hovedstaden")}
    assert codes == {"too-few"}


@pytest.mark.parametrize(
    ("side", "codes"),
    [
        ("PLO-Hovedstaden", []),
        ("Region Hovedstaden", ["substitute-for-nobody"]),
        ("", ["substitute-for-nobody"]),
    ],
)
def test_members_of_a_side_that_is_not_covered_are_not_absent(found, side, codes) -> None:
    stand_in = "SU;s;Ny Prøve;Region Hovedstaden;;suppleant;;;2024-01-01;;"
    assert [finding.code for finding in found(*SU, stand_in, side=side)] == codes


def test_a_list_whose_every_row_has_ended_is_empty_from_the_day_after(found) -> None:
    ended = [row.replace(";2024-01-01;;", ";2024-01-01;2024-12-31;") for row in SU]
    lacks = found(*ended)
    assert {(f.code, f.first) for f in lacks} == {("too-few", date(2025, 1, 1))}
    assert found(*ended, days=Days(date(2025, 1, 1), date(2025, 1, 1))) == lacks


def test_a_change_of_persons_is_no_change_of_number(found) -> None:
    passed_on = SU[0].replace(";2024-01-01;;", ";2024-01-01;2024-06-30;")
    new = "SU;ny;Ny Prøve;PLO-Hovedstaden;;;;;2024-07-01;;"
    [lack] = found(passed_on, new, *SU[2:])
    assert (lack.first, lack.last) == (date(2024, 1, 1), None)
    assert new.split(";")[1] in {row.person.rpartition("/")[2] for row in lack.rows}


def test_a_file_is_told_of_what_is_wrong_with_the_bodies_it_speaks_of(tmp_path) -> None:
    rosters = tmp_path / "rosters"
    rosters.mkdir()
    (tmp_path / "vejviser.toml").write_text('name = "prøve"', encoding="utf-8")
    (rosters / "su.csv").write_text(MEMBERS + "\n".join(SU[1:]), encoding="utf-8")
    (rosters / "coverage.csv").write_text(f"{COVERAGE}SU;;2024-01-01;\n", encoding="utf-8")
    (rosters / "lsu.csv").write_text(f"{MEMBERS}LSU;x;X;PLO;;;;;;;", encoding="utf-8")
    whole = vejviser.open(tmp_path)
    told = {
        name: [f.code for f in whole.checked(Wanted(paths=(rosters / f"{name}.csv",))).findings]
        for name in ("su", "coverage", "lsu")
    }
    assert told == {"su": ["too-few"], "coverage": ["too-few"], "lsu": ["uncovered"]}


def test_a_list_that_does_not_say_how_complete_it_is_is_not_judged(
    shipped: vejviser.Vejviser, tmp_path: Path
) -> None:
    (tmp_path / "su.csv").write_text(MEMBERS + SU[0], encoding="utf-8")
    [note] = shipped.checked(Wanted(paths=(tmp_path,))).findings
    assert (note.code, note.severity, str(note.place)) == (
        "uncovered",
        "info",
        f"{tmp_path}/su.csv:2",
    )


def test_a_folder_of_documents_holds_no_rosters(tmp_path: Path) -> None:
    (tmp_path / "vejviser.toml").write_text("", encoding="utf-8")
    (tmp_path / "bodies").mkdir()
    (tmp_path / "bodies" / "board.ttl").write_text(BOARD, encoding="utf-8")
    whole = vejviser.open(tmp_path)
    assert whole.checked(Wanted(paths=(tmp_path / "bodies",))).findings == []
    assert whole.checked(Wanted(paths=(tmp_path,))).findings == []


def test_a_list_no_rule_asks_for_need_not_be_complete(
    shipped: vejviser.Vejviser, tmp_path: Path
) -> None:
    (tmp_path / "chairs.csv").write_text(
        "organ;navn;rolle\nPLO-K Hillerød;Prøve;formand\n", encoding="utf-8"
    )
    assert shipped.checked(Wanted(paths=(tmp_path,))).findings == []


def test_a_meeting_that_is_called_too_late(shipped: vejviser.Vejviser, tmp_path: Path) -> None:
    (tmp_path / "coverage.csv").write_text(
        f"{COVERAGE}KLU Hillerød;;2024-03-01;\n", encoding="utf-8"
    )
    (tmp_path / "meetings.csv").write_text(
        "organ;dato;fra kl.;til kl.;dagsorden udsendt\n"
        "KLU Hillerød;2024-03-15;16:00;19:00;2024-03-01\n"
        "KLU Hillerød;2024-06-15;16:00;19:01;2024-06-02\n",
        encoding="utf-8",
    )
    found = shipped.checked(
        Wanted(Days(date(2024, 6, 15), date(2024, 6, 15)), (tmp_path,))
    ).findings
    assert {
        (f.code, f.place.line) for f in found if f.place and f.code[:4] in ("meet", "agen")
    } == {
        ("meeting-too-long", 3),
        ("agenda-late", 3),
    }
    assert {f.authority for f in found} != {""}


def test_before_the_first_document_there_is_no_rule(found) -> None:
    assert found(SU[0], days=Days(date(2023, 5, 31), date(2023, 5, 31))) == []


@pytest.mark.parametrize("engine", ["pyshacl", "rust"])
def test_another_engine_confirms_what_was_found(shipped, tmp_path, engine) -> None:
    rows = [SU[0].replace(";2024-01-01;;", ";2024-01-01;2024-02-29;"), *SU[1:]]
    (tmp_path / "su.csv").write_text(MEMBERS + "\n".join(rows), encoding="utf-8")
    (tmp_path / "coverage.csv").write_text(f"{COVERAGE}SU;;2024-01-01;\n", encoding="utf-8")
    found = shipped.checked(Wanted(paths=(tmp_path,), engine=engine)).findings
    assert [f.code for f in found] == ["too-few"]


def test_an_engine_that_finds_otherwise_is_an_error(shipped, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("vejviser.seating.engines.run", lambda *_: set())
    (tmp_path / "su.csv").write_text(MEMBERS + SU[0], encoding="utf-8")
    (tmp_path / "coverage.csv").write_text(f"{COVERAGE}SU;;2024-01-01;\n", encoding="utf-8")
    with pytest.raises(VejviserError, match="aggregate"):
        shipped.checked(Wanted(paths=(tmp_path,), engine="pyshacl"))


def test_a_row_that_ends_before_it_begins_is_found_in_any_body(
    shipped: vejviser.Vejviser, tmp_path: Path
) -> None:
    """LSU is not covered, no rule binds a PLO-K, and SU is told of by its law."""
    (tmp_path / "coverage.csv").write_text(
        f"{COVERAGE}SU;;2024-01-01;\nPLO-K Gentofte;;2024-01-01;\n", encoding="utf-8"
    )
    (tmp_path / "rows.csv").write_text(
        MEMBERS
        + "\n".join(SU)
        + "\n"
        + "".join(
            f"{body};;Bo Prøve;{party};;;;;2024-05-02;2024-05-01;{vacant}\n"
            for body, party, vacant in (
                ("SU", "PLO-Hovedstaden", ""),
                ("LSU", "", ""),
                ("PLO-K Gentofte", "", ""),
            )
        )
        + "LSU;;;RLTN;;;;;2024-05-02;2024-05-01;ja\n",
        encoding="utf-8",
    )
    found = [
        finding
        for finding in shipped.checked(Wanted(Days(), (tmp_path,))).findings
        if finding.code == "inverted-period"
    ]
    assert [f.place.line for f in found if f.place] == [14, 15, 16, 17]
    assert {f.severity for f in found} == {"error"}
    assert all(f.message["da"].startswith("Rækken slutter, før") for f in found)
    assert [bool(f.rows[0].person) for f in found] == [True, True, True, False]
