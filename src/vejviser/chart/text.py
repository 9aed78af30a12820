"""A chart's graph as text that other tools draw: Mermaid and Graphviz DOT.

Bands are groups; what is not restated is drawn with a broken line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx

FORMATS = ("mermaid", "dot")


def mermaid(graph: networkx.MultiDiGraph, bands: Sequence[str], title: Callable[[str], str]) -> str:
    """A Mermaid flowchart.

    :param bands: names of kinds of area from the top down, such as ``region``; others come last
    :param title: IRI of a kind of area → its heading
    """
    names = _names(graph)
    lines = ["flowchart TB"]
    for number, (band, nodes) in enumerate(_grouped(graph, bands)):
        lines.append(f'  subgraph band{number}["{_escaped(title(band))}"]')
        lines.extend(f'    {names[n]}["{_escaped(graph.nodes[n]["label"])}"]' for n in nodes)
        lines.append("  end")
    for start, end, data in graph.edges(data=True):
        arrow = "-.->" if data["standing"] == "not-restated" else "-->"
        lines.append(f'  {names[start]} {arrow}|"{_escaped(data["label"])}"| {names[end]}')
    return "\n".join(lines) + "\n"


def dot(graph: networkx.MultiDiGraph, bands: Sequence[str], title: Callable[[str], str]) -> str:
    """A Graphviz digraph; parameters as for :func:`mermaid`."""
    names = _names(graph)
    lines = ["digraph vejviser {", "  rankdir=TB;", "  node [shape=box, style=rounded];"]
    for number, (band, nodes) in enumerate(_grouped(graph, bands)):
        lines.append(f"  subgraph cluster_{number} {{")
        lines.append(f"    label={_quoted(title(band))};")
        lines.extend(f"    {names[n]} [label={_quoted(graph.nodes[n]['label'])}];" for n in nodes)
        lines.append("  }")
    for start, end, data in graph.edges(data=True):
        style = ", style=dashed" if data["standing"] == "not-restated" else ""
        lines.append(f"  {names[start]} -> {names[end]} [label={_quoted(data['label'])}{style}];")
    return "\n".join([*lines, "}"]) + "\n"


def _grouped(graph: networkx.MultiDiGraph, bands: Sequence[str]) -> list[tuple[str, list[str]]]:
    """(kind of area, its nodes), in the order of the bands."""

    def order(node: str) -> tuple[int, str]:
        band = graph.nodes[node]["band"]
        name = band.rpartition("areakind-")[2]
        return (bands.index(name) if name in bands else len(bands), band)

    nodes = sorted(graph.nodes, key=order)
    return [(band, list(group)) for (_, band), group in groupby(nodes, key=order)]


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
    """Text in a Mermaid label: its own entities, as Mermaid reads no backslashes."""
    for sign, entity in (("#", "#35;"), ('"', "#quot;"), ("<", "#lt;"), (">", "#gt;")):
        text = text.replace(sign, entity)
    return text


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
