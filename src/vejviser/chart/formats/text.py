"""A chart's graph as text that other tools draw: Mermaid and Graphviz DOT.

Bands are groups; what is not restated is drawn with a broken line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from vejviser.chart.model import Band, Flow
from vejviser.chart.outline import fit

if TYPE_CHECKING:
    import networkx


def mermaid(graph: networkx.MultiDiGraph, bands: Sequence[Band], flow: Flow = "down") -> str:
    """A Mermaid flowchart.

    :param bands: kinds of area from the top down; boxes of no band come last, by themselves, and
        in a graph without bands no boxes are grouped
    """
    names = _names(graph)
    lines = ["flowchart LR" if flow == "right" else "flowchart TB"]
    for number, (band, nodes) in enumerate(_grouped(graph, bands)):
        boxes = [f'{names[n]}["{_escaped(graph.nodes[n]["label"])}"]' for n in nodes]
        if bands:
            lines.append(f'  subgraph band{number}["{_escaped(band)}"]')
            lines.extend(f"    {box}" for box in boxes)
            lines.append("  end")
        else:
            lines.extend(f"  {box}" for box in boxes)
    for start, end, data in graph.edges(data=True):
        arrow = "-.->" if data["standing"] == "not-restated" else "-->"
        lines.append(f'  {names[start]} {arrow}|"{_escaped(data["label"])}"| {names[end]}')
    return "\n".join(lines) + "\n"


def dot(graph: networkx.MultiDiGraph, bands: Sequence[Band], flow: Flow = "down") -> str:
    """A Graphviz digraph; parameters as for :func:`mermaid`."""
    names = _names(graph)
    rank = "LR" if flow == "right" else "TB"
    lines = ["digraph vejviser {", f"  rankdir={rank};", "  node [shape=box, style=rounded];"]
    for number, (band, nodes) in enumerate(_grouped(graph, bands)):
        boxes = [f"{names[n]} [label={_quoted(graph.nodes[n]['label'])}];" for n in nodes]
        if bands:
            lines += [f"  subgraph cluster_{number} {{", f"    label={_quoted(band)};"]
            lines.extend(f"    {box}" for box in boxes)
            lines.append("  }")
        else:
            lines.extend(f"  {box}" for box in boxes)
    for start, end, data in graph.edges(data=True):
        style = ", style=dashed" if data["standing"] == "not-restated" else ""
        lines.append(f"  {names[start]} -> {names[end]} [label={_quoted(data['label'])}{style}];")
    return "\n".join([*lines, "}"]) + "\n"


def _grouped(graph: networkx.MultiDiGraph, bands: Sequence[Band]) -> list[tuple[str, list[str]]]:
    """(heading of a band, its nodes), in the order of the bands."""
    known = [band.iri for band in bands]
    headings = {band.iri: band.label for band in bands}

    def order(node: str) -> int:
        band = graph.nodes[node]["band"]
        return known.index(band) if band in known else len(known)

    nodes = sorted(graph.nodes, key=order)
    grouped = [list(group) for _, group in groupby(nodes, key=order)]
    return [(headings.get(graph.nodes[nodes[0]]["band"], " "), nodes) for nodes in grouped]


def _names(graph: networkx.MultiDiGraph) -> dict[str, str]:
    """A short name for each node, made of its IRI's end and unique.

    Every name begins with n, as ``end`` and the like are words of Mermaid's own.
    """
    found: dict[str, str] = {}
    for iri in graph.nodes:
        local = re.split(r"[/#]", iri)[-1]
        name = "n_" + re.sub(r"[^A-Za-z0-9]", "_", local)
        while name in found.values():
            name += "_"
        found[iri] = name
    return found


def _escaped(text: str) -> str:
    """Text in a Mermaid label: one line, in its own entities, as Mermaid reads no backslashes."""
    text = fit(text) or " "
    for sign, entity in (("#", "#35;"), ('"', "#quot;"), ("<", "#lt;"), (">", "#gt;")):
        text = text.replace(sign, entity)
    return text


def _quoted(text: str) -> str:
    text = fit(text)
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
