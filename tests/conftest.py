"""Fixtures: the shipped dataset, opened once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import vejviser
from vejviser.rostering import Called

if TYPE_CHECKING:
    import pyoxigraph as ox


@pytest.fixture(autouse=True)
def _a_fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Today is the same in every run, so that what a test sees does not depend on when it runs."""
    monkeypatch.setenv("VEJVISER_TODAY", "2024-05-01")


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
