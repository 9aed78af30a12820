"""Files among the rosters that cannot be used, told as `vejviser roster` tells them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from vejviser.cli import main

Told = Callable[..., str]


@pytest.fixture
def told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Told:
    """What `vejviser roster` says on stderr in a new workspace, and whether it went well."""
    monkeypatch.chdir(tmp_path)
    assert main(["new", "hos-os"]) == 0
    capsys.readouterr()

    def told(*arguments: str, code: int = 2) -> str:
        assert main(["roster", *arguments, "--data", "hos-os"]) == code
        return capsys.readouterr().err

    return told


def put(name: str, text: str) -> Path:
    path = Path("hos-os", "rosters", name)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("ending", ["xls", "XLSM", "ods"])
def test_spreadsheets_of_other_formats_are_not_passed_over(told: Told, ending: str) -> None:
    put(f"mere.{ending}", "")
    assert f"mere.{ending}: En medlemsliste er en fil på .csv" in told("status")


def test_the_first_of_every_broken_file_is_told(told: Told) -> None:
    put("a.csv", "organ;navn\nSUU;Bo\nSUU;Ib\n")
    put("b.csv", "organ;navn\nSU;Bo\n")
    put("c.csv", "navne\n")
    first, more, second = told("status").splitlines()
    assert "rosters/a.csv:2: Vejviser kender ikke »SUU«." in first
    assert more == "Flere rækker i filen er heller ikke i orden: 1."
    assert "rosters/c.csv:1: Her mangler overskrifterne" in second
    for number in range(20):
        put(f"d{number}.csv", "")
    assert told("status").splitlines()[-1] == "Flere filer er heller ikke i orden: 2."


def test_headings_alone_are_told_unless_another_table_has_rows(told: Told) -> None:
    put("møder.csv", "organ;dato\n")
    assert "møder.csv: Filen har kun overskrifter." in told("status")
    put("liste.csv", "organ;navn\nSU;Bo\n")
    told("status", code=0)
    Path("nye.csv").write_text("organ;dato\n", encoding="utf-8")
    assert told("import", "nye.csv").startswith("nye.csv: Filen har kun overskrifter.")
