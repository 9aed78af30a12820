"""What the documentation shows is what the program does."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import openpyxl
import pytest

import vejviser
from vejviser.cli import COMMANDS, main
from vejviser.columns import EXAMPLE

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"`([\w/.-]+\.(?:ttl|rq|csv))`:\n\n```\w+\n(.*?)```", re.DOTALL)
COMMAND = re.compile(r"^    vejviser (.*)$", re.MULTILINE)


def test_what_contributing_shows_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    first, *rest = COMMAND.findall(CONTRIBUTING)
    assert main(shlex.split(first)) == 0
    blocks = dict(BLOCK.findall(CONTRIBUTING))
    lists = {name: text for name, text in blocks.items() if name.startswith("lists/")}
    assert sorted(lists) == ["lists/daekning.csv", "lists/medlemmer.csv"]
    own = {"bodies/board.ttl", "queries/boards.rq", "sources/statutes-2024.ttl"}
    assert blocks.keys() - lists.keys() == own
    for name in own:
        (tmp_path / "my-place" / name).write_text(blocks[name], encoding="utf-8")
    assert len(rest) == 13
    for line in rest:
        assert main(shlex.split(line)) == 0, capsys.readouterr()
        if line.startswith("roster template"):
            for name, text in lists.items():
                assert (tmp_path / name).is_file()
                (tmp_path / name).write_text(text, encoding="utf-8")
    for name in ("bodies/board.ttl", "sources/statutes-2024.ttl"):
        assert (tmp_path / "my-place" / name).read_text(encoding="utf-8") == blocks[name]
    out = capsys.readouterr().out
    assert "valgt af" in out
    assert "Lægehusets bestyrelse" in out
    roster = tmp_path / "my-place" / "rosters" / "medlemmer.csv"
    kept = [line for line in roster.read_text("utf-8-sig").splitlines() if "Ditte" not in line]
    roster.write_text("\n".join(kept), encoding="utf-8")
    assert main(["check", str(roster), "--data", "my-place", "--lang", "en"]) == 1
    out = capsys.readouterr().out
    assert "2 of 3 are recorded as elected by" in out
    assert "from 1 January 2025" in out


# `serve` runs until it is stopped; tests/test_serve.py starts it. `push` needs a store;
# tests/test_behind.py has some.
ROWS = re.findall(r"^\| `vejviser ([^`]*)`", README, re.M)
RUNNING = [line for line in ROWS if line.split()[0] not in ("serve", "push")]


@pytest.mark.parametrize("line", RUNNING)
def test_the_commands_in_the_readme_run(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("my.rq").write_text("ASK {}", encoding="utf-8")
    Path("FILE").write_text("", encoding="utf-8")
    assert main(shlex.split(line)) == 0


def test_the_way_of_a_roster_in_the_readme(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    lines = COMMAND.findall(README)
    names = [line.split()[0] for line in lines]
    assert names[:5] == ["new", "roster", "roster", "roster", "check"]
    assert names[5:] == ["roster", "check", "shapes"]
    # The endpoint of the second check is the reader's own; tests/test_endpoints.py has one.
    for line in [line for line in lines if "--endpoint" not in line]:
        assert main(shlex.split(line)) == 0, capsys.readouterr()
        if line.startswith("roster template"):
            _fill_in(tmp_path / "members.xlsx")
    assert "uncovered" in capsys.readouterr().out


def _fill_in(path: Path) -> None:
    """Let the example rows of a template be members, of lists that are complete for nothing."""
    book = openpyxl.load_workbook(path)
    book["dækning"].delete_rows(2, 99)
    for row in book["medlemmer"].iter_rows(min_row=2):
        for cell in row:
            if cell.value in EXAMPLE:
                cell.value = None
    book.save(path)


def test_the_readme_names_every_command() -> None:
    assert set(re.findall(r"^\| `vejviser ([\w-]+)", README, re.MULTILINE)) == set(COMMANDS)


def test_the_python_in_the_readme_runs() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    found: dict[str, object] = {}
    exec(code, found)
    assert found["findings"] == []
    assert len(found["rows"]) == 2  # type: ignore[arg-type]


def test_the_changelog_is_about_this_version() -> None:
    newest = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.M)
    assert newest is not None
    assert newest[1] == vejviser.__version__


def test_the_dataset_has_the_packages_version() -> None:
    ontology = (ROOT / "ontology" / "vejviser.ttl").read_text(encoding="utf-8")
    (version,) = re.findall(r'owl:versionInfo "([^"]+)"', ontology)
    assert version == vejviser.__version__
