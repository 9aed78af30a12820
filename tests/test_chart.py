"""Charts: what is drawn is what is stated, in the text's own verbs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO

import networkx
import pytest

import vejviser
from vejviser import charting
from vejviser.chart.formats import Style, written
from vejviser.chart.formats.text import dot, mermaid
from vejviser.chart.model import Band, Box, Chart, Line
from vejviser.chart.network import network
from vejviser.chart.stated import Stated
from vejviser.names import ID, VV

BANDS = tuple(Band(f"{ID}areakind-{name}", name) for name in ("country", "region", "municipality"))


def labels(drawn: Stated) -> set[tuple[str, str, str]]:
    """(start, label with seats, end) of each line."""
    return {
        (start.removeprefix(ID), data["label"], end.removeprefix(ID))
        for start, end, data in network(drawn).edges(data=True)
    }


def test_su_is_drawn_with_its_seats_and_where_it_goes(shipped: vejviser.Vejviser) -> None:
    assert labels(shipped.on("2024-05-01").stated("SU")) == {
        ("plo-hovedstaden", "har pladser i (6)", "su-hovedstaden"),
        ("regionsraadet-hovedstaden", "har pladser i (5)", "su-hovedstaden"),
        ("kind-municipality", "har pladser i (1)", "su-hovedstaden"),
        ("su-hovedstaden", "manglende enighed", "lsu"),
        ("su-hovedstaden", "anke", "lsu"),
        ("su-hovedstaden", "fortolkning", "lsu"),
        ("kind-klu", "informere", "su-hovedstaden"),
        ("kind-klu", "sende aftaleudkast", "su-hovedstaden"),
    }


def test_the_verb_is_the_documents_own(shipped: vejviser.Vejviser) -> None:
    drawn = labels(shipped.on("2024-05-01").stated("kind-klu", lang="en"))
    assert ("kind-plo-k", "appoints to (2)", "kind-klu") in drawn
    assert ("kind-municipality", "has seats in", "kind-klu") in drawn


def test_who_elects_a_body_elects_those_who_sit_in_it_by_one_line(
    shipped: vejviser.Vejviser,
) -> None:
    drawn = labels(shipped.on("2025-03-01").stated("PLO's bestyrelse"))
    assert {line for line in drawn if line[0] == "plo-repraesentantskab"} == {
        ("plo-repraesentantskab", "vælger", "plo-bestyrelse")
    }
    others = labels(shipped.on("2025-03-01").stated("plo-repraesentantskab"))
    assert ("plo-repraesentantskab", "vælger til (1)", "plo") in others


def test_a_derived_body_is_drawn_with_the_parties_of_its_own_area(
    shipped: vejviser.Vejviser,
) -> None:
    assert labels(shipped.on("2024-05-01").stated("KLU Hillerød")) == {
        ("plo-k-hilleroed", "udpeger til (2)", "klu-hilleroed"),
        ("municipality-hilleroed", "har pladser i", "klu-hilleroed"),
        ("klu-hilleroed", "informere", "kind-su"),
        ("klu-hilleroed", "sende aftaleudkast", "kind-su"),
        ("klu-hilleroed", "sende aftaleudkast", "kind-plo-r"),
    }


def test_one_body_does_not_bear_the_seats_of_all_its_kind(shipped: vejviser.Vejviser) -> None:
    drawn = labels(shipped.on("2024-05-01").stated("PLO-Hovedstaden"))
    assert ("plo-hovedstaden", "har pladser i", "plo-repraesentantskab") in drawn
    kind = labels(shipped.on("2024-05-01").stated("kind-plo-r"))
    assert ("kind-plo-r", "har pladser i (46)", "plo-repraesentantskab") in kind


@pytest.mark.parametrize(
    ("view", "names", "pale", "not_pale"),
    [
        ("body", ["SSU"], "ssu", "region-hovedstaden"),
        ("body", ["sundhedsklyngernes politiske niveau"], "kind-municipal-council", "plo"),
        ("overview", [], "kind-municipal-council", "kind-health-cluster"),
    ],
)
def test_a_box_is_pale_only_if_nothing_of_it_is_restated(
    shipped: vejviser.Vejviser, view: str, names: list[str], pale: str, not_pale: str
) -> None:
    [drawn] = charting.charts(shipped.on("2025-03-01", "all"), view, names, "da")
    standing = {box.iri: box.standing for box in drawn.boxes}
    assert (standing[ID + pale], standing[ID + not_pale]) == ("not-restated", "stated")


def test_nothing_is_drawn_before_the_first_document(shipped: vejviser.Vejviser) -> None:
    assert shipped.on("2011-03-31").stated().lines == ()


def test_the_graph_has_a_node_per_box_and_an_edge_per_line(shipped: vejviser.Vejviser) -> None:
    drawn = shipped.on("2024-05-01").stated()
    graph = network(drawn)
    assert isinstance(graph, networkx.MultiDiGraph)
    assert list(graph.nodes) == [box.iri for box in drawn.boxes]
    assert graph.number_of_edges() == len(drawn.lines) > 50


ENCODED: dict[str, tuple[str, ...]] = {"mermaid": (), "dot": (), "graphml": ("utf-8",)}


@pytest.fixture
def made_up() -> Chart:
    """Two boxes whose names clash and hold signs with a meaning, one line not restated."""
    boxes = (
        Box("https://a.example/end", 'Det "øverste" #1', "", ID + "areakind-country"),
        Box("https://b.example/end", "a\\b <c>", "", ""),
    )
    line = Line(boxes[0].iri, boxes[1].iri, VV + "elects", "vælger", standing="not-restated")
    day, bands = date(2025, 3, 1), tuple(BANDS)
    around = ("Ikke\nalt.",), ("Kilder: %%{.",)
    return Chart("body", 'En "titel"', "Under", "da", day, boxes, (line,), bands, (), *around)


def test_mermaid_escapes_names_and_dashes_what_is_not_restated(made_up: Chart) -> None:
    told = {made_up.boxes[0].iri: ["6 pladser", "ord " * 20]}
    assert mermaid(made_up, told) == (
        "---\n"
        'title: "En \\"titel\\" – Under"\n'
        "---\n"
        "%% Ikke alt.\n"
        "%% Kilder: %%{.\n"
        "flowchart TB\n"
        '  subgraph band0["country"]\n'
        '    n_end["Det #quot;øverste#quot; #35;1<br>6 pladser<br>'
        f'{("ord " * 20).strip()}"]\n'
        "  end\n"
        '  subgraph band1[" "]\n'
        '    n_end_["a\\b #lt;c#gt;"]\n'
        "  end\n"
        '  n_end -.->|"vælger"| n_end_\n'
    )


def test_without_bands_nothing_is_grouped_and_steps_lead_to_the_right(made_up: Chart) -> None:
    steps = replace(made_up, bands=(), flow="right")
    drawn = mermaid(steps, {})
    assert "flowchart LR\n" in drawn
    assert "subgraph" not in drawn
    drawn = dot(steps, {})
    assert "rankdir=LR" in drawn
    assert "subgraph" not in drawn


def test_dot_escapes_names_and_dashes_what_is_not_restated(made_up: Chart) -> None:
    drawn = dot(made_up, {made_up.boxes[1].iri: ["en", 'to "tre"', "ord " * 20]})
    assert drawn.startswith("// Ikke alt.\n// Kilder: %%{.\ndigraph vejviser {\n")
    assert 'label="En \\"titel\\" – Under";' in drawn
    assert 'n_end [label="Det \\"øverste\\" #1"];' in drawn
    assert 'n_end_ [label="a\\\\b <c>\\nen\\nto \\"tre\\"\\nord' in drawn
    assert 'ord\\nord ord ord ord ord"];' in drawn
    assert 'n_end -> n_end_ [label="vælger", style=dashed];' in drawn


@pytest.mark.parametrize("form", ["mermaid", "dot", "graphml"])
def test_text_for_other_tools_says_what_the_picture_says(
    shipped: vejviser.Vejviser, form: str
) -> None:
    day = shipped.on("2025-03-01", "all")
    changed = str(day.picture("diff", "guide-2024", "guide-2025", form=form), *ENCODED[form])
    assert "ikke gentaget" in changed
    assert "Kilder: PLO-Hovedstadens vejviser (april 2024)" in changed
    assert "tilføjet" in changed
    family = str(day.picture("family", "KLU", form=form), *ENCODED[form])
    assert all(name in family for name in ("Hillerød", "Aabenraa", "Ærø"))
    seats = str(day.picture("seats", "SU", form=form), *ENCODED[form])
    assert "fra PLO-Hovedstaden: 6 pladser" in seats


def test_a_box_of_what_is_not_restated_has_a_broken_frame(shipped: vejviser.Vejviser) -> None:
    day = shipped.on("2025-03-01", "all")
    drawn = str(day.picture("overview", form="mermaid"))
    [silent] = re.findall(r"^  class (\S+) silent$", drawn, re.MULTILINE)
    assert "n_ssu" in silent.split(",")
    assert "n_su_hovedstaden" not in silent.split(",")
    drawn = str(day.picture("overview", form="dot"))
    assert re.search(r'n_ssu \[label="[^"]*", style="rounded,dashed"\];', drawn)


def test_any_name_can_be_read_again_as_a_graph() -> None:
    said = 'To\nlinjer,\ten "klokke"\x07 & <b>'
    boxes = (Box("https://a.example/a", said), Box("https://a.example/b", "b"))
    line = Line(boxes[0].iri, boxes[1].iri, VV + "elects", said)
    drawn = Chart("body", said, "", "da", date(2025, 3, 1), boxes, (line,))
    graph = networkx.read_graphml(BytesIO(bytes(written([drawn], "graphml", Style(), cite))))
    assert graph.nodes[boxes[0].iri]["label"] == 'To linjer, en "klokke" & <b>'
    for form, mark in (("mermaid", "#quot;"), ("dot", '\\"')):
        text = str(written([drawn], form, Style(), cite))
        assert text.count(f"To linjer, en {mark}klokke{mark} &") == 2 + (form == "dot")


def cite(document: str, sections: Sequence[str]) -> str:
    return document


def test_bands_follow_the_order_given(shipped: vejviser.Vejviser) -> None:
    stated = shipped.on("2024-05-01").stated()
    day, bands = date(2024, 5, 1), tuple(BANDS)
    drawn = mermaid(Chart("", "", "", "da", day, stated.boxes, stated.lines, bands), {})
    heads = [line.split('"')[1] for line in drawn.splitlines() if "subgraph" in line]
    assert heads[:3] == [band.label for band in BANDS]
