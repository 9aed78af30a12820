"""Schemathesis asks what OpenAPI promises: examples, edges and nonsense, with all its checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema

import vejviser
from vejviser.web.app import application
from vejviser.web.site import Site

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

# Between them they have parameters of every type. All queries take minutes, mostly to generate.
EDGES = (
    "duties",
    "election-years",
    "not-restated",
    "provisions",
    "routes",
    "seat-groups",
    "topics",
)
CONFIG = """
seed = 1
[generation]
max-examples = 3
mode = "all"
[phases.stateful]
enabled = false
[phases.coverage]
enabled = {coverage}
"""


@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("edges", [False, True], ids=["all", "edges"])
def test_schemathesis_finds_nothing(edges: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VEJVISER_TODAY", "2025-03-01")
    inner = application(Site(vejviser.open(), 1))

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        # Without the pool of the SPARQL endpoint, which nothing here has need of.
        if scope["type"] != "lifespan":
            await inner(scope, receive, send)

    config = SchemathesisConfig.from_str(CONFIG.format(coverage=str(edges).lower()))
    schema = schemathesis.openapi.from_asgi("/openapi.json", app, config=config)
    if edges:
        schema = schema.include(path=[f"/api/{name}" for name in EDGES])
    cases, found = 0, []
    for event in from_schema(schema).execute():
        assert not isinstance(event, events.FatalError | events.NonFatalError), event
        if isinstance(event, events.ScenarioFinished):
            cases += len(event.recorder.cases)
            for checks in event.recorder.checks.values():
                found += [(event.label, c.failure_info) for c in checks if c.failure_info]
    assert found == []
    assert cases > (500 if edges else 250)
    print(f"{cases} cases")
