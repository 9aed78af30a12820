"""Fixtures: the shipped dataset, opened once, and a browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

import vejviser
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
