"""Fixtures: the shipped dataset, opened once."""

from __future__ import annotations

from collections.abc import Iterator
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
