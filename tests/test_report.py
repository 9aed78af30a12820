"""Findings as they are printed: every one can be, in both languages."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

import vejviser
from vejviser.checking import Checked
from vejviser.cli import main
from vejviser.cli.check import FORMS
from vejviser.nouns import Finding, Place, Severity
from vejviser.report.rows import COLUMNS, table
from vejviser.report.telling import Report
from vejviser.seating.findings import CELLS, Lines

HERE = Path(__file__).parent / "stranger"
BODY = "bodies/lageland.ttl"
SOURCE = "sources/reglement-2020.ttl"

# What is changed in the stranger's files, and the code of what is then found.
BREAKS = {
    "a label without a language": (BODY, '"Patiëntenraad"@nl', '"Patiëntenraad"', "label-language"),
    "bounds the wrong way round": (SOURCE, "vv:maxSeats 3", "vv:maxSeats 1", "seat-group-numbers"),
    "a negative number": (SOURCE, "vv:minSeats 2", "vv:minSeats -2", "seat-group-minimum"),
    "a number in words": (SOURCE, "vv:minSeats 2", 'vv:minSeats "to"', "seat-group-minimum"),
    "half a seat": (SOURCE, "vv:minSeats 2", "vv:minSeats 2.5", "seat-group-minimum"),
    "a party in words": (SOURCE, "ll:provincie ;", '"provincie" ;', "rule-party"),
    "a misspelt property": (SOURCE, "vv:closed", "vv:close", "unknown-term"),
}


@pytest.mark.parametrize("name", BREAKS)
@pytest.mark.parametrize("lang", ["da", "en"])
def test_check_prints_what_it_finds(
    name: str, lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, old, new, code = BREAKS[name]
    place = shutil.copytree(HERE, tmp_path / "lageland")
    path = place / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert main(["check", "--data", str(place), "--no-shipped", "--lang", lang]) == 1
    out = capsys.readouterr().out
    assert f" {code}: " in out
    assert f"{path}:" in out


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"2020-01-01"^^xsd:date', '"2020-13-01"^^xsd:date'),
        ('"2020-01-01"^^xsd:date', '"2020-01-01Z"^^xsd:date'),
        ('"2020-01-01"^^xsd:date', '"2020"'),
    ],
)
def test_a_day_that_is_none_stops_every_command_at_its_line(
    old: str, new: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = shutil.copytree(HERE, tmp_path / "lageland", ignore=shutil.ignore_patterns("rosters"))
    path = place / SOURCE
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    line = next(
        n for n, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if new in text
    )
    for command in (["check"], ["show", "HOK"]):
        assert main([*command, "--data", str(place)]) == 2
        assert capsys.readouterr().err.startswith(f"{path}:{line}: ")


def test_a_value_that_is_no_iri_is_printed_as_it_is(shipped: vejviser.Vejviser) -> None:
    for value in ("en", "en: to", "2", ""):
        assert shipped.index.label(value, ("da",)) == value


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with two violations, opened from inside."""
    place = shutil.copytree(HERE, tmp_path / "lageland", ignore=shutil.ignore_patterns("rosters"))
    path = place / SOURCE
    text = path.read_text(encoding="utf-8").replace("vv:maxSeats 3", "vv:maxSeats 1", 1)
    path.write_text(text, encoding="utf-8")
    monkeypatch.chdir(place)
    return place


STARTS = {
    "text": SOURCE + ":",
    "json": "[\n  {\n",
    "csv": "severity,code,file,line,",
    "sarif": '{\n "$schema"',
    "junit": "<?xml",
    "github": "::error file=" + SOURCE,
    "html": "<!doctype html>",
    "turtle": "PREFIX ",
    "xlsx": "PK",
}


@pytest.mark.parametrize("form", FORMS)
def test_check_writes_every_form(
    form: str, broken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = broken / "out"
    check = ["check", "--no-shipped", "--format", form]
    assert main([*check, "-o", str(out)]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert "Bemærkninger: 2." in told.err
    assert out.read_bytes().startswith(STARTS[form].encode())
    if form != "xlsx":
        assert main(check) == 1
        assert capsys.readouterr().out.encode().startswith(out.read_bytes())


def test_a_workbook_is_not_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--format", "xlsx"]) == 2
    assert "Skriv -o FIL.xlsx" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("severity", "codes"), [("error", [1, 1, 1]), ("warning", [0, 1, 1]), ("info", [0, 0, 1])]
)
def test_check_fails_from_the_severity_asked_for(
    severity: Severity, codes: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    finding = Finding("code", severity, "https://x.example/a", {"da": "Galt."})
    found = Checked((), (), 0, 0, (), {}, (), [finding])
    monkeypatch.setattr(vejviser.Vejviser, "checked", lambda *_: found)
    asked = [["check", "--fail-on", named] for named in ("violation", "warning", "info")]
    assert [main(arguments) for arguments in asked] == codes
    assert main(["check"]) == codes[1]


def test_rows_hold_every_column() -> None:
    finding = Finding("code", "info", "https://x.example/a", {"da": "Galt."})
    told = Report([finding], str, "da", Path(), Path(), "")
    (row,) = table(told)
    assert tuple(row) == COLUMNS
    assert row["file"] is None


HEAD = "organ;person-id;navn;kommer fra;hverv;startdato\n"
DOCTOR = "KLU Hillerød;p1;Anna Prøve;PLO-K Hillerød;alment praktiserende læge;2024-06-01\n"


@pytest.fixture
def short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with rosters by which a doctor is missing."""
    monkeypatch.chdir(tmp_path)
    Path("medlemmer.csv").write_text(HEAD + DOCTOR, encoding="utf-8")
    covered = "organ;side;fra\nKLU Hillerød;PLO-K Hillerød;2024-06-01\n"
    Path("dækning.csv").write_text(covered, encoding="utf-8")
    return tmp_path


def test_persons_of_a_roster_are_named_if_asked(
    short: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "."]) == 1
    out = capsys.readouterr().out
    assert "Anna" not in out
    assert out.startswith(
        "medlemmer.csv:2: fejl too-few: kommunalt-lægeligt udvalg i Hillerød: 1 af 2 "
    )
    assert main(["check", ".", "--names"]) == 1
    assert "rækker: medlemmer.csv:2 (Anna Prøve)\n" in capsys.readouterr().out


def test_the_workbook_that_was_checked_comes_back(
    short: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = openpyxl.Workbook()
    for name, text in (("medlemmer", Path("medlemmer.csv")), ("dækning", Path("dækning.csv"))):
        sheet = book.create_sheet(name)
        for line in text.read_text(encoding="utf-8").splitlines():
            sheet.append(line.split(";"))
    del book["Sheet"]
    book.save("liste.xlsx")
    check = ["check", "liste.xlsx", "--format", "xlsx", "-o", "svar.xlsx"]
    for _ in range(2):
        assert main(check) == 1
        answer = openpyxl.load_workbook("svar.xlsx")
        assert answer.sheetnames == ["medlemmer", "dækning", "bemærkninger"]
        cells = [cell for row in answer["medlemmer"].rows for cell in row if cell.comment]
        assert ["too-few" in cell.comment.text for cell in cells] == [True]
        check[1] = "svar.xlsx"
        Path("liste.xlsx").unlink(missing_ok=True)
    shutil.copy("svar.xlsx", "andet.xlsx")
    assert main(["check", ".", "--format", "xlsx", "-o", "x.xlsx"]) == 2
    assert "én projektmappe ad gangen" in capsys.readouterr().err


SIDES = [*["PLO-Hovedstaden"] * 6, *["regionsrådet"] * 5, "Hillerød Kommune"]
# cell → code, row
FAULTS = {
    "D14": ("wrong-party", "SU;Ny;p20;KLU Hillerød;;2024-01-01;"),
    "D15": ("wrong-area", "SU;Ny;p21;Aarhus Kommune;;2024-01-01;"),
    "E16": ("office-missing", "KLU Hillerød;Ny;p22;PLO-K Hillerød;;2024-01-01;"),
    "F17": ("inverted-period", "SU;Ny;p23;regionsrådet;;2024-05-01;2024-04-01"),
    "C18": ("same-person-twice", "SU;Prøve;p0;regionsrådet;;2024-01-01;"),
    "F19": ("overlapping-periods", "SU;Prøve;p0;PLO-Hovedstaden;;2024-05-01;"),
    "A20": ("too-many", "SU;Ny;p24;PLO-Hovedstaden;;2024-01-01;"),
}


def test_a_comment_stands_in_the_cell_that_can_mend_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    book = openpyxl.Workbook()
    book.active.title = "medlemmer"
    head = "organ;navn;person-id;kommer fra;hverv;startdato;slutdato"
    seats = [f"SU;Prøve;p{n};{party};;2024-01-01;" for n, party in enumerate(SIDES)]
    for line in (head, *seats, *(row for _, row in FAULTS.values())):
        book["medlemmer"].append(line.split(";"))
    covered = book.create_sheet("dækning")
    for line in ("organ;side;fra", "SU;;2024-01-01", "KLU Hillerød;PLO-K Hillerød;2024-01-01"):
        covered.append(line.split(";"))
    book.save("liste.xlsx")
    assert main(["check", "liste.xlsx", "--format", "xlsx", "-o", "svar.xlsx"]) == 1
    sheet = openpyxl.load_workbook("svar.xlsx")["medlemmer"]
    for name, (code, _) in FAULTS.items():
        assert f" {code}: " in sheet[name].comment.text


@pytest.mark.parametrize(
    ("columns", "code", "cell"),
    [
        ({"name": "B", "from": "C"}, "same-person-twice", "B7"),
        ({"name": "B", "from": "C"}, "office-missing", "C7"),
        ({"name": "B"}, "wrong-party", "A7"),
    ],
)
def test_what_a_sheet_has_no_column_for_stands_in_another(
    columns: dict[str, str], code: str, cell: str
) -> None:
    lines = Lines({}, {}, {("su.xlsx", "medlemmer"): columns})
    row = Place("su.xlsx", 7, "medlemmer", "A7")
    assert lines.cell(row, CELLS[code]) == replace(row, cell=cell)
    assert lines.cell(Place("su.csv", 7), CELLS[code]) == Place("su.csv", 7)
