"""The workspaces in ``examples``: one in which all is well, and one that shows every finding."""

from __future__ import annotations

import csv
import re
import shlex
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

import vejviser
from vejviser import rostering
from vejviser.checking import Wanted
from vejviser.cli import main
from vejviser.messages.practice import PRACTICE
from vejviser.names import ID
from vejviser.nouns import Finding
from vejviser.roster.rows import Membership, person_of
from vejviser.seating.check import Days
from vejviser.seating.laws import Laws
from vejviser.seating.wording import SENTENCES

ROOT = Path(__file__).parent.parent
GOOD, FAULTY = ROOT / "examples" / "good", ROOT / "examples" / "faulty"
EXPECTED = ROOT / "tests" / "examples" / "expected.csv"
CODES = {*SENTENCES, "uncovered", *(key for key in PRACTICE if not key.endswith("-repair"))}


@pytest.fixture(autouse=True)
def _a_later_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rosters go on to 2026."""
    monkeypatch.setenv("VEJVISER_TODAY", "2026-11-22")


@pytest.fixture(scope="module")
def good() -> vejviser.Vejviser:
    return vejviser.open(GOOD)


def found(
    whole: vejviser.Vejviser, paths: Iterable[Path], days: Days | None = None
) -> list[Finding]:
    return whole.checked(Wanted(days or Days(), tuple(paths))).findings


@pytest.mark.parametrize(("lang", "said"), [("da", "ingen"), ("en", "none")])
def test_all_is_well_in_the_good_one(
    lang: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [str(GOOD / "bodies"), str(GOOD / "rosters")]
    asked = ["check", *paths, "--data", str(GOOD), "--lang", lang, "--fail-on", "info"]
    assert main(asked) == 0
    [line] = capsys.readouterr().out.splitlines()
    assert line.endswith(f": {said}.")


@pytest.mark.parametrize(
    "day", ["2022-01-01", "2023-05-31", "2023-06-01", "2024-07-15", "2025-08-16", "2026-11-22"]
)
def test_all_is_well_day_by_day(good: vejviser.Vejviser, day: str) -> None:
    on = date.fromisoformat(day)
    assert found(good, [GOOD / "rosters"], Days(on, on)) == []


def test_before_the_first_guide_there_is_no_rule_for_su(good: vejviser.Vejviser) -> None:
    su = ID + "su-hovedstaden"
    assert Laws(good).on(date(2023, 5, 31), [su]) == []
    [law] = Laws(good).on(date(2023, 6, 1), [su])
    assert sorted(demand.least or 0 for demand in law.demands) == [1, 5, 6]


def test_no_member_of_the_good_one_can_be_spared(
    tmp_path: Path, shipped: vejviser.Vejviser
) -> None:
    """All is well because the lists are right, not because nothing looks at them."""
    coverage = "organ;fra\nKEU's bestyrelse;2022-01-01\n"
    (tmp_path / "coverage.csv").write_text(coverage, encoding="utf-8")
    header, *lines = (GOOD / "rosters" / "keu.csv").read_text(encoding="utf-8").splitlines()
    for line in ["", *lines]:
        kept = [other for other in lines if other != line]
        (tmp_path / "members.csv").write_text("\n".join([header, *kept]), encoding="utf-8")
        assert bool(found(shipped, [tmp_path])) == bool(line), line


def test_the_faulty_one_shows_every_finding_at_its_line() -> None:
    told = [
        {"file": Path(f.place.path).name, "line": str(f.place.line), "code": f.code}
        for f in found(vejviser.open(FAULTY), [FAULTY / "rosters"])
        if f.place
    ]
    with EXPECTED.open(encoding="utf-8", newline="") as table:
        expected = list(csv.DictReader(table, delimiter=";"))
    assert sorted(told, key=str) == sorted(expected, key=str)
    assert {row["code"] for row in told} == CODES


def test_each_fault_has_a_file_of_its_name_that_is_described() -> None:
    readme = (FAULTY / "README.md").read_text(encoding="utf-8")
    files = {path.name for path in (FAULTY / "rosters").glob("*.csv")}
    assert {f"{code}.csv" for code in CODES} <= files
    for folder in (GOOD, FAULTY):
        told = set(re.findall(r"`([\w-]+\.csv)`", (folder / "README.md").read_text("utf-8")))
        assert told == {path.name for path in (folder / "rosters").iterdir()}
    assert set(re.findall(r"^\| `([\w-]+)\.csv`", readme, re.MULTILINE)) == CODES


def test_the_faulty_one_is_well_but_for_its_rosters() -> None:
    bodies = sorted((FAULTY / "bodies").iterdir())
    assert found(vejviser.open(FAULTY), bodies) == []


@pytest.mark.parametrize("folder", [GOOD, FAULTY], ids=lambda folder: folder.name)
def test_nobody_is_real(folder: Path) -> None:
    whole = vejviser.open(folder)
    read = rostering.read(whole, rostering.paths(folder))
    assert all(roster.fictional for roster in read.rosters)
    rows = [row for roster in read.rosters for row in roster.rows()]
    people = {person for row in rows if (person := person_of(row))}
    assert all(person.name.endswith(" Opdigtet") for person in people)
    assert len({p.ident for p in people}) == len({p.name for p in people}) == len(people)
    assert any(isinstance(row, Membership) and row.person is None for row in rows)


COMMANDS = [
    (folder, line)
    for folder in (GOOD, FAULTY)
    for line in re.findall(
        r"^    vejviser (.*)$", (folder / "README.md").read_text(encoding="utf-8"), re.MULTILINE
    )
]


@pytest.mark.parametrize(("folder", "line"), COMMANDS, ids=[line for _, line in COMMANDS])
def test_what_the_readmes_show_works(
    folder: Path, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert main(shlex.split(line)) == (1 if folder is FAULTY else 0)


def test_examples_are_no_part_of_what_is_shipped(shipped: vejviser.Vejviser) -> None:
    files = [path for paths in shipped.dataset.files.values() for path in paths]
    assert not [path for path in files if "examples" in path.relative_to(ROOT).parts]
