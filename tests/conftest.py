"""Fixtures: the shipped dataset, opened once, and a browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import vejviser
from vejviser import api, load
from vejviser.rostering import Called

if TYPE_CHECKING:
    import pyoxigraph as ox
    from playwright.sync_api import Browser


@pytest.fixture(autouse=True)
def _a_fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Today is the same in every run, so that what a test sees does not depend on when it runs."""
    monkeypatch.setenv("VEJVISER_TODAY", "2024-05-01")


@pytest.fixture(autouse=True, scope="session")
def _kept_apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nothing is kept where other runs would find it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VEJVISER_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(autouse=True, scope="session")
def _read_once() -> Iterator[None]:
    """Files are not read again while they are the same; half the time of most commands is that.

    No command changes the dataset it is given. A test that does reads one of its own:
    ``vejviser.Vejviser(load.dataset())``.
    """
    read_anew = api.open

    @lru_cache(maxsize=4)
    def read(contents: str, folder: Path | None, shipped: bool) -> load.Dataset:
        return read_anew(folder, shipped=shipped).dataset

    def opened(
        data: str | Path | None = None, *, shipped: bool = True, files: Sequence[Path] = ()
    ) -> vejviser.Vejviser:
        if files:
            return read_anew(data, shipped=shipped, files=files)
        folder = Path(data) if data is not None else None
        return vejviser.Vejviser(read(load.contents(folder), folder, shipped))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(api, "open", opened)
        yield


@pytest.fixture(scope="session")
def shipped() -> vejviser.Vejviser:
    """The shipped graph, without a workspace."""
    return vejviser.open()


@pytest.fixture(scope="session")
def called(shipped: vejviser.Vejviser) -> Called:
    """What the shipped graph calls things, as rosters are read with."""
    return Called(shipped)


@pytest.fixture(scope="session")
def store(shipped: vejviser.Vejviser) -> ox.Store:
    """Its store, with the standing periods in."""
    return shipped.store


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium. It is skipped where it is not installed, except in CI."""
    program = shutil.which("chromium")
    if not program:
        missing = "Chromium is not installed (Debian: chromium)"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(missing)
    from playwright.sync_api import sync_playwright

    given = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=program, args=given)
        yield found
        found.close()
