"""The Python face: its names, and that a day is the same in every form."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import networkx
import pytest
import rdflib
from rdflib.namespace import ORG

import vejviser
from vejviser import snapshot
from vejviser.names import ID


def test_the_public_names() -> None:
    assert vejviser.__all__ == [
        *("Day", "Finding", "Rows", "Vejviser", "VejviserError", "__version__", "open", "shorten")
    ]
    assert all(hasattr(vejviser, name) for name in vejviser.__all__)
    with pytest.raises(AttributeError):
        _ = vejviser.nonsense


def test_importing_it_costs_nothing() -> None:
    script = "import sys, vejviser; print('pyoxigraph' in sys.modules, 'click' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "False"]


def test_a_day_as_an_rdflib_graph(shipped: vejviser.Vejviser) -> None:
    graph = shipped.on("2024-05-01").graph()
    assert isinstance(graph, rdflib.Graph)
    assert len(graph) == len(snapshot.day(shipped.store, date(2024, 5, 1)))
    under = (
        rdflib.URIRef(ID + "plo"),
        ORG.subOrganizationOf,
        rdflib.URIRef(ID + "laegeforeningen"),
    )
    assert under in graph
    assert under not in shipped.on("2012-01-01").graph()


def test_a_day_as_a_networkx_graph(shipped: vejviser.Vejviser) -> None:
    network = shipped.on("2024-05-01").network(lang="en")
    assert isinstance(network, networkx.MultiDiGraph)
    assert networkx.has_path(network, ID + "plo-hovedstaden", ID + "lsu")
    assert network.nodes[ID + "lsu"]["label"] == "National Cooperation Committee"


def test_a_day_asks_on_that_day(shipped: vejviser.Vejviser) -> None:
    fee = {"thing": "RIV", "kind": "measure-annual-fee"}
    assert [row["value"] for row in shipped.on("2024-02-15").ask("quantities", **fee)] == ["650"]
    assert [row["value"] for row in shipped.on("2025-02-15").ask("quantities", **fee)] == ["750"]
    assert len(shipped.on("2022-02-15").ask("quantities", **fee)) == 0


@pytest.mark.parametrize("all_days", ["all", "Alle", None])
def test_all_documents_are_asked_when_no_day_is_meant(
    all_days: str | None, shipped: vejviser.Vejviser
) -> None:
    fees = shipped.ask("quantities", thing="RIV", kind="measure-annual-fee", on=all_days)
    assert [row["value"] for row in fees] == ["200", "650", "750"]


def test_texts_come_in_the_language_asked_for(shipped: vejviser.Vejviser) -> None:
    danish = {row["description"] for row in shipped.ask("tasks", thing="LSU", lang="da")}
    english = {row["description"] for row in shipped.ask("tasks", thing="LSU", lang="en")}
    assert len(danish) == len(english) == 4
    assert not danish & english


def test_errors_have_one_base() -> None:
    with pytest.raises(vejviser.VejviserError) as caught:
        vejviser.open("findes-ikke")
    assert "findes-ikke" in caught.value.text("da")


def test_laws_are_read_once(shipped: vejviser.Vejviser) -> None:
    su = f"{ID}su-hovedstaden"
    assert [law.body for law in shipped.laws.on(date(2024, 5, 1), [su])] == [su]
    assert shipped.laws is shipped.laws
