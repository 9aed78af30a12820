"""A picture asked for again is kept, for as long as all that it was made from stays the same."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from vejviser import charting
from vejviser.cli import main

GOOD = Path(__file__).parent.parent / "examples" / "good"
SEATS = ("chart", "seats", "SU", "--on", "2025-03-01")


class _Again(Exception):
    """Something was drawn again."""


@pytest.fixture
def drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., bytes]:
    """What a command writes to a file."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VEJVISER_CACHE", str(tmp_path / "cache"))

    def drawn(*arguments: str, name: str = "x.svg") -> bytes:
        assert main([*arguments, "-o", name]) == 0
        return (tmp_path / name).read_bytes()

    return drawn


def nothing_more(monkeypatch: pytest.MonkeyPatch) -> None:
    def again(*_: object) -> None:
        raise _Again

    monkeypatch.setattr(charting, "charts", again)
    monkeypatch.setattr(charting, "path", again)


@pytest.mark.parametrize("name", ["x.svg", "x.html", "x.txt", "x.mmd", "x.dot"])
@pytest.mark.parametrize("command", [SEATS, ("path", "KLU", "LSU")], ids=" ".join)
def test_a_picture_is_kept(
    drawn: Callable[..., bytes],
    monkeypatch: pytest.MonkeyPatch,
    command: tuple[str, ...],
    name: str,
) -> None:
    first = drawn(*command, name=name)
    nothing_more(monkeypatch)
    assert drawn(*command, name=name) == first


@pytest.mark.parametrize(
    "other",
    [
        ("chart", "seats", "LSU", "--on", "2025-03-01"),
        ("chart", "body", "SU", "--on", "2025-03-01"),
        ("chart", "seats", "SU", "--on", "2025-03-02"),
        ("chart", "seats", "SU", "--edition", "guide-2025"),
        *((*SEATS, *more) for more in [("--standing", "stated"), ("--theme", "dark")]),
        *((*SEATS, *more) for more in [("--paper", "a4"), ("--lang", "en")]),
        *((*SEATS, *more) for more in [("--format", "text"), ("--no-shipped",)]),
    ],
    ids=" ".join,
)
def test_another_picture_is_drawn(
    drawn: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch, other: tuple[str, ...]
) -> None:
    drawn(*SEATS)
    nothing_more(monkeypatch)
    with pytest.raises(_Again):
        drawn(*other)


@pytest.mark.parametrize("name", ["x.png", "x.pdf", "x.pptx", "x.graphml"])
def test_what_libraries_write_is_written_anew(
    drawn: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    drawn(*SEATS, name=name)
    nothing_more(monkeypatch)
    with pytest.raises(_Again):
        drawn(*SEATS, name=name)


def test_today_is_part_of_what_was_asked(
    drawn: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn("chart", "seats", "SU")
    nothing_more(monkeypatch)
    monkeypatch.setenv("VEJVISER_TODAY", "2024-05-02")
    with pytest.raises(_Again):
        drawn("chart", "seats", "SU")


@pytest.mark.parametrize(
    "file", ["vejviser.toml", "rosters/su.csv", "bodies/own.ttl", "queries/own.rq"]
)
def test_a_workspace_that_changed_is_read_again(
    drawn: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, file: str
) -> None:
    """Whatever file of it changes; one it does not read changes nothing."""
    shutil.copytree(GOOD, tmp_path / "ws")
    command = (*SEATS, "--data", str(tmp_path / "ws"))
    first = drawn(*command)
    nothing_more(monkeypatch)
    (tmp_path / "ws" / "notes.txt").write_text("mine", encoding="utf-8")
    assert drawn(*command) == first
    place = tmp_path / "ws" / file
    place.parent.mkdir(exist_ok=True)
    with place.open("a", encoding="utf-8") as out:
        out.write("\n")
    with pytest.raises(_Again):
        drawn(*command)


def test_a_broken_picture_is_drawn_again(drawn: Callable[..., bytes], tmp_path: Path) -> None:
    first = drawn(*SEATS)
    for file in (tmp_path / "cache" / "pictures").iterdir():
        file.write_bytes(file.read_bytes()[:-1])
    assert drawn(*SEATS) == first


def test_what_went_wrong_is_not_kept(drawn: Callable[..., bytes], tmp_path: Path) -> None:
    assert main(["chart", "seats", "Nobody", "-o", "x.svg"]) == 2
    assert not (tmp_path / "cache" / "pictures").exists()
