"""`vejviser roster` as a secretariat uses it: template, import, export, forget, prune, status."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pyoxigraph as ox
import pytest

import vejviser
from vejviser import rostering
from vejviser.cli import main
from vejviser.names import GRAPH, ID, VV
from vejviser.nouns import Place
from vejviser.roster import changes, removing
from vejviser.roster.rows import (
    Contact,
    Coverage,
    Entry,
    Meeting,
    Membership,
    Period,
    Person,
    Row,
    entries,
)
from vejviser.roster.status import Known, Recorded, Undeclared, Unrecorded, status

SU, LSU, PLO = ID + "su-hovedstaden", ID + "lsu", ID + "plo-hovedstaden"

MEMBERS = """\
organ;person-id;navn;kommer fra;startdato;slutdato;ubesat;note
SU;p1;Ane Prøve;PLO-Hovedstaden;01-01-2024;31-05-2024;;
SU;p2;Bo Prøve;PLO-Hovedstaden;01-01-2024;;;"følger
Ane Prøve"
SU;;;PLO-Hovedstaden;01-03-2024;;ja;
LSU;p1;;RLTN;2019;2020;;
"""
COVERAGE = "organ;side;fra\nSU;PLO-Hovedstaden;2024\n"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `vejviser roster` in a new workspace with two rosters → (exit code, stdout, stderr)."""
    monkeypatch.chdir(tmp_path)
    assert main(["new", "hos-os"]) == 0
    rosters = tmp_path / "hos-os" / "rosters"
    (rosters / "liste.csv").write_bytes(MEMBERS.encode("cp1252"))
    (rosters / "dækket.csv").write_text(COVERAGE, encoding="utf-8")
    capsys.readouterr()

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(["roster", *arguments, "--data", "hos-os"])
        out, err = capsys.readouterr()
        return code, out, err

    return run


def rosters(tmp_path: Path) -> dict[str, bytes]:
    folder = tmp_path / "hos-os" / "rosters"
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_a_template_offers_what_the_rules_name(run: Run, tmp_path: Path) -> None:
    assert run("template", "SU", "KLU Gentofte", "-o", "su.xlsx")[0] == 0
    book = openpyxl.load_workbook("su.xlsx")
    assert book.sheetnames == [
        *("medlemmer", "dækning", "deltagere", "kontakter", "møder", "hjælp", "lister")
    ]
    sheet, lists = book["medlemmer"], book["lister"]
    assert lists.sheet_state == "hidden"
    assert sheet.freeze_panes == "A2"
    offers = {str(offer.sqref): offer.formula1 for offer in sheet.data_validations.dataValidation}
    first, last = offers["D2:D5003"].rpartition("!")[2].replace("$", "").split(":")
    parties = [row[0].value for row in lists[first:last]]
    assert {"PLO-Hovedstaden", "Gentofte Kommune"} <= set(parties)
    assert sum(map(len, parties)) > 255
    rows = list(sheet.iter_rows(min_row=2, max_row=3, values_only=True))
    assert [row[12] for row in rows] == ["Eksempel: slet denne række"] * 2
    assert all(row[3] in parties for row in rows)
    code, _, err = run("import", "su.xlsx")
    assert code == 2
    assert err.startswith("su.xlsx!medlemmer!A2: Her står skabelonens eksempel. Slet rækken.")
    code, _, err = run("template", "SU", "-o", "su.xlsx")
    assert (code, err) == (2, "su.xlsx: Filen findes allerede. Vælg en anden, så intet går tabt.\n")


def test_a_template_is_a_folder_of_csv_too(run: Run, tmp_path: Path) -> None:
    assert run("template", "-o", "tom", "--lang", "en")[0] == 0
    assert sorted(path.name for path in (tmp_path / "tom").iterdir()) == [
        *("contacts.csv", "coverage.csv", "meetings.csv", "members.csv", "participants.csv")
    ]
    lines = (tmp_path / "tom" / "members.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("body;person-id;name;from;role;")
    rows = [line.split(";") for line in lines[1:]]
    assert {(row[8], row[-1]) for row in rows} == {("2024-01-01", "Example: delete this row")}
    bodies = [row[0] for row in rows]
    assert sum(body.startswith("municipal-medical committee") for body in bodies) == 1
    assert "Cooperation Committee for General Practice" in bodies
    covered = (tmp_path / "tom" / "coverage.csv").read_text(encoding="utf-8-sig").splitlines()
    assert sorted(line.split(";")[0] for line in covered[1:]) == sorted(bodies)
    for table in ("members", "coverage"):
        code, _, err = run("import", f"tom/{table}.csv")
        assert (code, "Her står skabelonens eksempel." in err) == (2, True)


def test_a_template_in_english_is_read_back(run: Run, tmp_path: Path) -> None:
    assert run("template", "-o", "tom", "--lang", "en")[0] == 0
    for table in ("members", "coverage"):
        path = tmp_path / "tom" / f"{table}.csv"
        filled = path.read_text(encoding="utf-8-sig").replace("Example: delete this row", "")
        path.write_text(filled, encoding="utf-8")
        assert run("import", f"tom/{table}.csv")[0] == 0


def test_a_body_without_a_rule_has_an_empty_template(run: Run, tmp_path: Path) -> None:
    assert run("template", "PLO-K Gentofte", "-o", "x")[0] == 0
    lines = (tmp_path / "x" / "medlemmer.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[1:] == [
        "PLO-kommunalt i Gentofte;0;Eksempel Eksempelsen;;;medlem;;;2024-01-01;;;;"
        "Eksempel: slet denne række"
    ]


def test_import_shows_first_and_writes_when_told(run: Run, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "medlemmer"
    for row in (["organ", "navn", "kommer fra"], ["SU", "Ib", "Gentofte Kommune"], ["LSU", "Ea"]):
        sheet.append(row)
    covered = book.create_sheet("dækning")
    for row in (["organ", "fra"], ["SU", date(2024, 1, 1)]):
        covered.append(row)
    book.save("ny.xlsx")
    before = rosters(tmp_path)
    code, out, err = run("import", "ny.xlsx")
    assert code == 0
    assert out.splitlines() == [
        "+ ny.xlsx!medlemmer!A2: plads, Samarbejdsudvalget for almen praksis, Gentofte Kommune,"
        " medlem",
        "+ ny.xlsx!medlemmer!A3: plads, Landssamarbejdsudvalget, medlem",
        "+ ny.xlsx!dækning!A2: dækning, Samarbejdsudvalget for almen praksis, 1. januar 2024 –",
    ]
    assert "Intet er skrevet" in err
    assert rosters(tmp_path) == before
    assert run("import", "ny.xlsx", "--write")[0] == 0
    # Each goes to the file that has most of its body.
    assert set(rosters(tmp_path)) == set(before)
    assert run("import", "ny.xlsx")[1] == ""
    sheet["C2"].value = "Furesø Kommune"
    book.save("ny.xlsx")
    _, out, _ = run("import", "ny.xlsx", "--names", "--write")
    assert [line[0] for line in out.splitlines()] == ["~"]
    assert "Ib, Furesø Kommune" in out
    assert rosters(tmp_path)["liste.csv"].count(b"Ib;") == 1


def test_a_list_replaces_what_bears_its_own_name(run: Run, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "medlemmer"
    for row in (["organ", "navn", "kommer fra"], ["KLU Gentofte", "Ib"], ["KLU Gentofte", "Ea"]):
        sheet.append(row)
    covered = book.create_sheet("dækning")
    for row in (["organ", "fra"], ["KLU Gentofte", date(2024, 1, 1)]):
        covered.append(row)
    book.save("ny.xlsx")
    before = rosters(tmp_path)
    assert run("import", "ny.xlsx", "--write")[0] == 0
    assert set(rosters(tmp_path)) - set(before) == {"ny-medlemmer.csv", "ny-daekning.csv"}
    book.remove(covered)
    sheet["C2"].value = "Gentofte Kommune"
    sheet["B3"].value = "Eva"
    book.save("ny.xlsx")
    _, out, err = run("import", "ny.xlsx", "--names", "--write")
    assert [line[0] for line in out.splitlines()] == ["~", "+", "-", "-"]
    assert err == ("Rækker tilføjet, ændret eller fjernet: 4; uændret: 0. Filer skrevet: 2.\n")
    assert "ny-daekning.csv" not in rosters(tmp_path)


def test_what_is_exported_changes_nothing_when_it_comes_back(run: Run, tmp_path: Path) -> None:
    before = rosters(tmp_path)
    assert run("export", "--names", "--format", "xlsx", "-o", "rt.xlsx")[0] == 0
    code, out, err = run("import", "rt.xlsx", "--write")
    assert (code, out, "uændret: 5" in err, "skrevet: 0" in err) == (0, "", True, True)
    assert rosters(tmp_path) == before
    book = openpyxl.load_workbook("rt.xlsx")
    for row in book["medlemmer"].iter_rows(min_row=2):
        if row[1].value == "p2":
            row[9].value = date(2024, 12, 31)
    book["medlemmer"].append(["SU", "p1", "Ane Prøve", None, None, None, None, None, "2026"])
    book.save("rt.xlsx")
    _, out, _ = run("import", "rt.xlsx", "--write")
    # Who comes back has a new row; the old one, which had ended, stays.
    assert [line[0] for line in out.splitlines()] == ["~", "+"]
    after = rosters(tmp_path)
    assert set(after) == set(before)
    assert after["dækket.csv"] == before["dækket.csv"]
    told = after["liste.csv"].decode("utf-8-sig")
    assert (told.count(";p1;"), told.count(";p2;")) == (3, 1)
    assert ";2024-01-01;2024-12-31;" in told
    Path("andet.csv").write_bytes(after["liste.csv"])
    assert run("import", "andet.csv")[1] == ""


def test_a_row_of_a_workbook_moves_to_csv_when_it_changes(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "hos-os" / "rosters"
    assert run("export", "--names", "--format", "xlsx", "-o", "ud.xlsx")[0] == 0
    for path in folder.iterdir():
        path.unlink()
    Path("ud.xlsx").rename(folder / "alt.xlsx")
    Path("ny.csv").write_text(
        "organ;person-id;navn;kommer fra;startdato\nSU;p2;Bo Prøve;PLO-Hovedstaden;2024\n",
        encoding="utf-8",
    )
    _, out, _ = run("import", "ny.csv", "--write")
    assert [line[0] for line in out.splitlines()] == ["~"]
    assert set(rosters(tmp_path)) == {"alt.xlsx", "ny.csv"}
    assert run("export", "--names")[1].count('foaf:name "Bo Prøve"') == 1


def test_import_writes_all_or_nothing(run: Run, tmp_path: Path) -> None:
    Path("god.csv").write_text("organ;navn\nSU;Ib\n", encoding="utf-8")
    Path("slem.csv").write_text("organ;navn\nSUU;Ib\n", encoding="utf-8")
    before = rosters(tmp_path)
    assert run("import", "god.csv", "slem.csv", "--write")[0] == 2
    assert rosters(tmp_path) == before
    code, _, err = run("import", "hos-os/rosters/liste.csv")
    assert (code, "Filen ligger allerede i arbejdsområdet." in err) == (2, True)


def test_files_are_replaced_together_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "full").touch()
    with pytest.raises(removing.CannotWrite):
        removing.replace_all({tmp_path / "a": b"new", tmp_path / "b": b"new"})
    assert (tmp_path / "a").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]


def test_exports_leave_people_out_unless_asked(run: Run) -> None:
    code, out, _ = run("export")
    assert code == 0
    assert "Prøve" not in out
    assert 'foaf:name "Person 2"' in out
    assert run("export")[1] == out
    assert 'foaf:name "Ane Prøve"' in run("export", "--names")[1]
    assert run("export", "--format", "csv", "-o", "ud")[0] == 0
    told = Path("ud/medlemmer.csv").read_text(encoding="utf-8-sig")
    # Who is known longest has the lowest number, in every row.
    assert "Landssamarbejdsudvalget;1;Person 1;" in told
    assert "Samarbejdsudvalget for almen praksis;1;Person 1;" in told
    assert "Prøve" not in told
    assert run("export", "--format", "xlsx", "--names", "-o", "ud.xlsx")[0] == 0
    sheet = openpyxl.load_workbook(BytesIO(Path("ud.xlsx").read_bytes()))["medlemmer"]
    assert sheet["B3"].value == "p1"
    assert run("export", "--format", "xlsx")[2] == "--output mangler en værdi.\n"


@pytest.mark.parametrize("form", ["nquads", "trig"])
def test_rosters_are_exported_for_a_store(run: Run, form: str) -> None:
    """Each in its own graph, and with just what the flat file says."""
    code, out, _ = run("export", "--format", form)
    assert (code, "Prøve" in out, "Person 2" in out) == (0, False, True)
    assert run("export", "--format", form)[1] == out
    rosters = ox.Store()
    rosters.load(out.encode(), ox.RdfFormat.TRIG if form == "trig" else ox.RdfFormat.N_QUADS)
    graphs = {str(graph.value) for graph in rosters.named_graphs()}
    assert graphs == {f"{GRAPH}roster-liste", f"{GRAPH}roster-daekket"}
    flat = ox.parse(run("export")[1], ox.RdfFormat.TURTLE)
    assert {quad.triple for quad in rosters} == {quad.triple for quad in flat}
    assert 'foaf:name "Ane Prøve"' in run("export", "--format", "trig", "--names")[1]


@pytest.mark.parametrize("person", ["p1", "ANE PRØVE"])
def test_a_person_is_forgotten_in_every_file(run: Run, tmp_path: Path, person: str) -> None:
    before = rosters(tmp_path)
    code, out, err = run("forget", person)
    assert (code, len(out.splitlines())) == (0, 2)
    assert "Prøve" not in out + err
    assert "liste.csv:3: Noten nævner personen også. Ret den." in err
    assert rosters(tmp_path) == before
    assert run("forget", "p1", "--write")[0] == 0
    after = rosters(tmp_path)
    lines = MEMBERS.encode("cp1252").splitlines(keepends=True)
    assert after["liste.csv"] == b"".join((lines[0], *lines[2:5]))
    assert after["dækket.csv"] == before["dækket.csv"]
    assert run("forget", "p1")[2] == "Ingen af arbejdsområdets lister har den person.\n"


def test_of_several_persons_with_one_name_none_is_forgotten(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "hos-os" / "rosters" / "mere.csv"
    path.write_text(
        "organ;person-id;navn\nLSU;p9;ane prøve\nLSU;;Ane Prøve\nKLU Gentofte;;Ane Prøve\n"
        "LSU;;Eva Prøve\n",
        encoding="utf-8",
    )
    before = rosters(tmp_path)
    code, out, err = run("forget", "Ane Prøve", "--write")
    assert (code, out) == (2, "")
    assert '--body "KLU Gentofte"' in err or '--body "kommunalt-lægeligt udvalg' in err.lower()
    assert err.endswith("; p1; p9.\n")
    assert rosters(tmp_path) == before
    _, out, _ = run("forget", "Ane Prøve", "--body", "LSU", "--write")
    assert [line.split(":")[1] for line in out.splitlines()] == ["3"]
    _, out, _ = run("forget", "p9", "--write")
    assert [line.split(":")[1] for line in out.splitlines()] == ["2"]
    assert path.read_text(encoding="utf-8") == (
        "organ;person-id;navn\nKLU Gentofte;;Ane Prøve\nLSU;;Eva Prøve\n"
    )


def test_forgetting_works_in_workbooks_and_turtle(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "hos-os" / "rosters"
    assert run("export", "--names", "--format", "xlsx", "-o", "ud.xlsx")[0] == 0
    assert run("export", "--names", "-o", "ud.ttl")[0] == 0
    for path in folder.iterdir():
        path.unlink()
    Path("ud.xlsx").rename(folder / "a.xlsx")
    Path("ud.ttl").rename(folder / "b.ttl")
    assert run("forget", "p2", "--write")[0] == 0
    assert b"Bo Pr" not in (folder / "b.ttl").read_bytes()
    _, out, _ = run("export", "--names")
    assert "Bo Prøve" not in out
    assert out.count('foaf:name "Ane Prøve"') == 1
    assert out.count("a vv:Vacancy") == 2
    assert out.count("a vv:Coverage") == 2


def test_previews_are_told_in_the_language_and_from_here(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path / "hos-os")
    (tmp_path / "hos-os" / "rosters" / "møder.csv").write_text(
        "organ;dato;fra kl.;til kl.;dagsorden udsendt\n"
        "KLU Gentofte;20-04-2022;17.00;19.30;06-04-2022\n",
        encoding="utf-8",
    )
    told = {}
    for lang in ("da", "en"):
        assert main(["roster", "prune", "--before", "2024-01-01", "--lang", lang]) == 0
        told[lang] = capsys.readouterr().out.splitlines()
    assert told["da"][-1] == (
        "- rosters/møder.csv:2: møde, kommunalt-lægeligt udvalg i Gentofte, 20. april 2022,"
        " fra kl. 17.00, til kl. 19.30, dagsorden udsendt 6. april 2022"
    )
    assert told["en"][-1] == (
        "- rosters/møder.csv:2: meeting, municipal-medical committee of Gentofte, 20 April 2022,"
        " from 17.00, until 19.30, agenda sent 6 April 2022"
    )
    assert main(["roster", "forget", "p2", "--lang", "en"]) == 0
    assert capsys.readouterr().out == (
        "- rosters/liste.csv:3: seat, Cooperation Committee for General Practice,"
        " PLO-Hovedstaden (PLO in the Capital Region), member, 1 January 2024 –\n"
    )


def test_old_rows_are_pruned(run: Run, tmp_path: Path) -> None:
    _, out, _ = run("prune", "--before", "2021-01-01", "--write")
    assert len(out.splitlines()) == 1
    assert rosters(tmp_path)["liste.csv"].count(b"\n") == 5


def test_status_tells_what_is_recorded_and_what_is_not(run: Run) -> None:
    code, out, _ = run("status", "--area", "Region Hovedstaden", "--ahead", "60d")
    assert code == 0
    lines = out.splitlines()
    assert (
        "Samarbejdsudvalget for almen praksis (PLO-Hovedstaden): medlemmer 2, ubesatte pladser 1,"
        " sidst ændret 1. marts 2024." in lines
    )
    assert "Ikke oplyst: kommunalt-lægeligt udvalg, Region Hovedstaden: 29." in lines
    assert lines[-1].endswith(
        "liste.csv:2: En plads i Samarbejdsudvalget for almen praksis er tom efter 31. maj 2024:"
        " 1 af 6 er noteret fra PLO-Hovedstaden."
    )
    assert "tom efter" not in run("status", "--ahead", "10")[1]
    assert run("status", "--ahead", "snart")[2] == (
        "»snart« er ikke et antal dage. Skriv det i tal, fx 180d.\n"
    )


def test_files_of_a_workspace_are_held_together(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "hos-os" / "rosters"
    (folder / "mere.csv").write_text("organ;person-id;navn\nLSU;p1;En Anden\n", encoding="utf-8")
    code, _, err = run("status")
    assert (code, "mere.csv:2: Samme person-id har et andet navn i " in err) == (2, True)
    (folder / "mere.csv").unlink()
    (folder / "LISTE.ttl").touch()
    assert "LISTE.ttl:1: Filen har intet medlemskab" in run("status")[2]
    (folder / "LISTE.ttl").unlink()
    (folder / "daekket.csv").write_text(COVERAGE, encoding="utf-8")
    assert "dækket.csv: Filen hedder det samme som " in run("status")[2]


def test_files_of_one_name_in_two_folders_are_two(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "hos-os" / "rosters"
    for name in ("su", "lsu/2024"):
        (folder / name).mkdir(parents=True)
        (folder / name / "dækket.csv").write_text(COVERAGE, encoding="utf-8")
    code, out, _ = run("export", "--format", "trig")
    assert code == 0
    for name in ("daekket", "su/daekket", "lsu/2024/daekket", "liste"):
        assert out.count(f"\n<{GRAPH}roster-{name}> {{\n") == 1


def test_a_file_bears_one_name_wherever_it_is_looked_for(
    run: Run, tmp_path: Path, shipped: vejviser.Vejviser
) -> None:
    lists = tmp_path / "hos-os" / "rosters"
    (lists / "su").mkdir()
    (lists / "su" / "dækket.csv").write_text(COVERAGE, encoding="utf-8")
    inner = lists / "su" / "dækket.csv"

    def names(whole: vejviser.Vejviser, paths: list[Path], *folders: Path) -> list[str]:
        read = rostering.read(whole, paths, folders)
        return [one.graph.removeprefix(f"{GRAPH}roster-") for one in read.rosters]

    own = vejviser.open(tmp_path / "hos-os")
    for folders in ([], [lists / "su"], [tmp_path], [inner]):
        assert names(own, [inner], *folders) == ["su/daekket"]
    assert names(shipped, [inner]) == names(shipped, [inner], lists / "su", inner) == ["daekket"]
    assert names(shipped, [inner], lists / "su", lists) == ["su/daekket"]
    assert names(shipped, [inner], Path("hos-os/rosters")) == ["su/daekket"]


def test_a_workspace_says_what_its_lists_may_hold(run: Run, tmp_path: Path) -> None:
    settings = tmp_path / "hos-os" / "vejviser.toml"
    (tmp_path / "hos-os" / "rosters" / "cpr.csv").write_text(
        "organ;person-id;navn\nSU;010190-1234;Ea\n", encoding="utf-8"
    )
    assert run("export")[0] == 2
    written = settings.read_text(encoding="utf-8")
    loose = written.replace("fictional = false", "fictional = true\ncpr = true")
    settings.write_text(loose, encoding="utf-8")
    code, out, _ = run("export")
    assert (code, out.count("vv:fictional true"), "010190" in out) == (0, 3, False)
    settings.write_text(f'{written}cpr = "ja"\n', encoding="utf-8")
    assert "Indstillingen cpr skal være true / false." in run("export")[2]


def test_without_a_workspace_it_is_said(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["roster", "status"]) == 2
    assert "er ikke et arbejdsområde" in capsys.readouterr().err
    assert main(["roster", "statu"]) == 2
    assert "Mente du status?" in capsys.readouterr().err


def member(name: str, start: date | None, end: date | None = None, **more: str) -> Membership:
    person = Person(name) if name else None
    return Membership(SU, person, more.get("party", PLO), period=Period(start, end))


def listed(*rows: Row) -> list[Entry]:
    placed = [(row, Place("f.csv", line)) for line, row in enumerate(rows, 2)]
    return list(entries("https://e.org/g", placed))


def test_no_seat_falls_empty_that_another_fills_the_next_day(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A chair who stays as a member, and a seat that passes from one municipality to another."""
    monkeypatch.setenv("VEJVISER_TODAY", "2025-12-01")
    good = Path(__file__).parent.parent / "examples" / "good"
    assert main(["roster", "status", "--ahead", "180d", "--data", str(good)]) == 0
    out = capsys.readouterr().out
    assert "tom efter" not in out
    assert (
        "Noteret, men ikke oplyst fuldstændig: PLO-kommunalt, Region Hovedstaden: 29, sidst"
        " ændret 1. juli 2025.\n"
    ) in out


def test_a_role_nobody_takes_over_falls_empty(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "hos-os" / "rosters"
    board = "Lægeforeningen Hovedstadens bestyrelse"
    (folder / "liste.csv").write_text(
        "organ;navn;kommer fra;rolle;startdato;slutdato\n"
        f"{board};Ane;PLO;formand;2024;31-05-2024\n"
        f"{board};Ane;PLO;;01-06-2024;\n"
        f"{board};Bo;PLO;;2024;\n"
        f"{board};Ea;YL;;2024;30-06-2024\n",
        encoding="utf-8",
    )
    (folder / "dækket.csv").write_text(f"organ;fra\n{board};2024\n", encoding="utf-8")
    fallen = [line for line in run("status")[1].splitlines() if "tom efter" in line]
    assert [line.partition("liste.csv:")[2].partition(":")[0] for line in fallen] == ["2", "5"]
    assert "31. maj 2024" in fallen[0]
    assert "30. juni 2024: Ingen er noteret som valgt af" in fallen[1]


def test_every_seat_falls_empty_when_every_row_ends(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "hos-os" / "rosters"
    (folder / "liste.csv").write_text(
        "organ;navn;kommer fra;startdato;slutdato\n"
        "SU;Ane;PLO-Hovedstaden;2024-01-01;2024-06-30\n"
        "SU;Bo;PLO-Hovedstaden;2024-01-01;2024-06-30\n",
        encoding="utf-8",
    )
    fallen = [line for line in run("status")[1].splitlines() if "tom efter" in line]
    assert len(fallen) == 1
    assert fallen[0].endswith(
        "tom efter 30. juni 2024: Ingen er noteret fra PLO-Hovedstaden, men der skal være 6."
    )


def test_status_counts_persons_once() -> None:
    day = date(2024, 5, 1)
    known = [Known(SU, "su", "h"), Known(LSU, "lsu", "d"), Known("x", "lsu", "d")]
    found = status(
        known,
        listed(
            Coverage(SU, "", Period(date(2024, 1, 1))),
            Coverage(LSU, "", Period(date(2025, 1, 1))),
            member("Ane", date(2024, 1, 1), date(2024, 6, 30)),
            member("Ane", date(2024, 2, 1), party="rltn"),
            member("Bo", date(2024, 1, 1), date(2024, 6, 30)),
            member("Ea", date(2024, 7, 1)),
            member("", date(2024, 4, 1), date(2024, 6, 1)),
            Meeting(SU, date(2024, 4, 2)),
            Meeting(SU, datetime(2024, 5, 2, 16)),
            Contact("x", Person("Ib"), "y", Period(date(2023, 1, 1), date(2024, 1, 31))),
        ),
        day,
    )
    assert found.recorded == (Recorded(known[0], (), 2, 1, date(2024, 4, 2)),)
    assert found.undeclared == (Undeclared("lsu", "d", 1, date(2024, 2, 1)),)
    assert found.unrecorded == (Unrecorded("lsu", "d", 1),)


def test_a_row_that_says_the_same_is_the_same_wherever_it_stands() -> None:
    one, other = member("Ane", date(2024, 1, 1)), member("Bo", date(2024, 1, 1))
    assert changes.difference(listed(one, other), listed(other, one), ["f.csv"]) == []
    ended = member("Ane", date(2024, 1, 1), date(2024, 6, 1))
    (change,) = changes.difference(listed(one, other), listed(other, ended), ["f.csv"])
    assert (change.before, change.after) == (listed(one)[0], listed(other, ended)[1])
    (change,) = changes.difference(listed(one), [], ["f.csv"])
    assert change.after is None
    assert changes.difference(listed(one), [], []) == []


def test_numbers_for_persons_stay_when_somebody_new_comes() -> None:
    old, new = member("Bo", date(2023, 1, 1)), member("Ane", date(2024, 1, 1))
    alone, both = changes.nameless([old]), changes.nameless([new, old])
    assert alone[0] == both[1]
    assert both[0].person == Person("Person 2", "2")  # type: ignore[union-attr]


def test_what_ended_is_what_ended_before_the_day() -> None:
    rows = listed(
        member("Ane", None, date(2024, 1, 1)),
        member("Bo", None, date(2024, 1, 2)),
        Meeting(SU, date(2023, 1, 1)),
        Membership(SU, Person("Ea"), capacity=VV + "observer"),
    )
    gone = [change.before for change in changes.pruned(rows, date(2024, 1, 2))]
    assert gone == [rows[0], rows[2]]


def test_a_shortened_list_is_complete_from_then_on_only() -> None:
    day = date(2024, 7, 1)
    rows = listed(
        Coverage(SU, "", Period(date(2022, 1, 1), date(2024, 6, 30))),
        Coverage(SU, "", Period(date(2023, 1, 1), None, "2023")),
        Coverage(SU, "", Period(date(2024, 2, 1))),
        Coverage(LSU, "", Period(date(2025, 1, 1))),
        Meeting(SU, datetime(2024, 1, 1, 9)),
        Meeting(SU, date(2023, 12, 31)),
    )
    found = changes.pruned(rows, day)
    assert [change.before for change in found] == [rows[0], rows[1], rows[2], rows[5]]
    assert [change.after and change.after.row for change in found] == [
        *(None, Coverage(SU, "", Period(day)), None, None)
    ]


@pytest.mark.parametrize("form", ["csv", "xlsx", "turtle"])
def test_a_good_workspace_is_good_when_it_has_been_shortened(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    form: str,
) -> None:
    monkeypatch.setenv("VEJVISER_TODAY", "2026-03-01")
    good = tmp_path / "good"
    shutil.copytree(Path(__file__).parent.parent / "examples" / "good", good)
    if form != "csv":
        end = {"xlsx": "xlsx", "turtle": "ttl"}[form]
        out = str(tmp_path / f"alt.{end}")
        export = ["export", "--format", form, "--names", "-o", out]
        assert main(["roster", *export, "--data", str(good)]) == 0
        shutil.rmtree(good / "rosters")
        (good / "rosters").mkdir()
        Path(out).rename(good / "rosters" / Path(out).name)
    capsys.readouterr()
    prune = ["roster", "prune", "--before", "2024-07-01", "--data", str(good)]
    assert main(prune) == 0
    out, err = capsys.readouterr()
    assert [line[0] for line in out.splitlines()].count("~") == 11
    assert "kun fuldstændige fra 1. juli 2024" in err
    assert main([*prune, "--write"]) == 0
    assert main(["check", str(good / "rosters"), "--data", str(good)]) == 0
    assert "Bemærkninger: ingen." in capsys.readouterr().out
    assert main(prune) == 0
    assert capsys.readouterr().out == ""
