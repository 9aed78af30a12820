"""A chart's graph as text that other tools draw: Mermaid and Graphviz DOT.

Bands are groups; what is not restated is drawn with a broken line.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from vejviser.names import ID

if TYPE_CHECKING:
    import networkx

FORMATS = ("mermaid", "dot")


def mermaid(graph: networkx.MultiDiGraph, bands: Sequence[str], title: Callable[[str], str]) -> str:
    """A Mermaid flowchart.

    :param bands: kinds of area from the top down; others come last
    :param title: kind of area → its heading
    """
    lines = ["flowchart TB"]
    for number, (band, nodes) in enumerate(_grouped(graph, bands)):
        lines.append(f'  subgraph band{number}["{_escaped(title(band))}"]')
        lines.extend(f'    {_name(n)}["{_escaped(graph.nodes[n]["label"])}"]' for n in nodes)
        lines.append("  end")
    for start, end, data in graph.edges(data=True):
        arrow = "-.->" if data["standing"] == "not-restated" else "-->"
        lines.append(f'  {_name(start)} {arrow}|"{_escaped(data["label"])}"| {_name(end)}')
    return "\n".join(lines) + "\n"


def dot(graph: networkx.MultiDiGraph, bands: Sequence[str], title: Callable[[str], str]) -> str:
    """A Graphviz digraph; parameters as for :func:`mermaid`."""
    lines = ["digraph vejviser {", "  rankdir=TB;", "  node [shape=box, style=rounded];"]
    for number, (band, nodes) in enumerate(_grouped(graph, bands)):
        lines.append(f"  subgraph cluster_{number} {{")
        lines.append(f"    label={_quoted(title(band))};")
        lines.extend(f"    {_quoted(_name(n))} [label={_quoted(graph.nodes[n]['label'])}];" for n in nodes)
        lines.append("  }")
    for start, end, data in graph.edges(data=True):
        style = ", style=dashed" if data["standing"] == "not-restated" else ""
        lines.append(
            f"  {_quoted(_name(start))} -> {_quoted(_name(end))}"
            f" [label={_quoted(data['label'])}{style}];"
        )
    return "\n".join([*lines, "}"]) + "\n"


def _grouped(
    graph: networkx.MultiDiGraph, bands: Sequence[str]
) -> list[tuple[str, list[str]]]:
    def order(node: str) -> tuple[int, str]:
        band = graph.nodes[node]["band"]
        return (bands.index(band) if band in bands else len(bands), band)

    nodes = sorted(graph.nodes, key=order)
    return [(band, list(group)) for (_, band), group in groupby(nodes, key=order)]


def _name(iri: str) -> str:
    """A node's name: the end of its IRI, with signs that have a meaning replaced.

    `end` and the like are words of Mermaid's own, so every name begins with n.
    """
    local = iri.removeprefix(ID)
    return "n_" + "".join(c if c.isascii() and c.isalnum() else "_" for c in local)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
