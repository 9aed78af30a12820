"""A chart as text that other tools draw: Mermaid and Graphviz DOT.

Bands are groups; a box holds the words that it has in the picture, and what is not restated has a
broken line. Day, sources and notes stand in comments, as neither has a place for them.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from vejviser.chart.model import SILENT, Box, Chart, Line
from vejviser.chart.network import worded
from vejviser.chart.wording import CHANGES
from vejviser.words import fit

WIDTH = 60
"""The longest line in a box of Graphviz, which breaks none by itself, in characters."""
BREAK = r"\n"
"""A new line in a label of Graphviz."""
Told = Mapping[str, Sequence[str]]
"""IRI of a box → what stands below its name, a line each."""


def mermaid(chart: Chart, told: Told) -> str:
    """A Mermaid flowchart; boxes of no band come last, by themselves."""
    names = _names(chart)
    lines = ["---", f"title: {json.dumps(_title(chart), ensure_ascii=False)}", "---"]
    lines += [f"%% {said}" for said in _around(chart)]
    lines.append("flowchart LR" if chart.flow == "right" else "flowchart TB")
    for number, (band, boxes) in enumerate(_grouped(chart)):
        written = [
            f'{names[box.iri]}["{"<br>".join(map(_escaped, _lines(box, told)))}"]' for box in boxes
        ]
        if chart.bands:
            lines.append(f'  subgraph band{number}["{_escaped(band)}"]')
            lines.extend(f"    {box}" for box in written)
            lines.append("  end")
        else:
            lines.extend(f"  {box}" for box in written)
    for line in chart.lines:
        arrow = "-.->" if _silent(line) else "-->"
        label = _escaped(_label(line, chart.lang))
        lines.append(f'  {names[line.start]} {arrow}|"{label}"| {names[line.end]}')
    if silent := [names[box.iri] for box in chart.boxes if _silent(box)]:
        lines.append("  classDef silent stroke-dasharray:5 3")
        lines.append(f"  class {','.join(silent)} silent")
    return "\n".join(lines) + "\n"


def dot(chart: Chart, told: Told) -> str:
    """A Graphviz digraph; see :func:`mermaid`."""
    names = _names(chart)
    rank = "LR" if chart.flow == "right" else "TB"
    lines = [*(f"// {said}" for said in _around(chart)), "digraph vejviser {"]
    lines += [f"  label={_quoted(_title(chart))};", "  labelloc=t;", f"  rankdir={rank};"]
    lines.append("  node [shape=box, style=rounded];")
    for number, (band, boxes) in enumerate(_grouped(chart)):
        written = [_node(names[box.iri], box, told) for box in boxes]
        if chart.bands:
            lines += [f"  subgraph cluster_{number} {{", f"    label={_quoted(band)};"]
            lines.extend(f"    {box}" for box in written)
            lines.append("  }")
        else:
            lines.extend(f"  {box}" for box in written)
    for line in chart.lines:
        style = ", style=dashed" if _silent(line) else ""
        label = _quoted(_label(line, chart.lang))
        lines.append(f"  {names[line.start]} -> {names[line.end]} [label={label}{style}];")
    return "\n".join([*lines, "}"]) + "\n"


def _node(name: str, box: Box, told: Told) -> str:
    style = ', style="rounded,dashed"' if _silent(box) else ""
    lines = [part for line in _lines(box, told) for part in textwrap.wrap(line, WIDTH) or [" "]]
    return f'{name} [label="{BREAK.join(map(_slashed, lines))}"{style}];'


def _title(chart: Chart) -> str:
    return " – ".join(filter(None, (fit(chart.title), fit(chart.subtitle))))


def _around(chart: Chart) -> Iterator[str]:
    """What stands below the picture."""
    return map(fit, (*chart.notes, *chart.footing))


def _silent(thing: Box | Line) -> bool:
    return thing.standing == "not-restated" or thing.change in SILENT


def _label(line: Line, lang: str) -> str:
    """What a line says, and what has become of it."""
    change = CHANGES[line.change][lang == "en"] if line.change else ""
    return " ".join(filter(None, (worded(line), change and f"({change})")))


def _lines(box: Box, told: Told) -> list[str]:
    """The name of a box and what stands below it."""
    return [fit(box.label) or " ", *told.get(box.iri, ())]


def _grouped(chart: Chart) -> list[tuple[str, list[Box]]]:
    """(heading of a band, its boxes), in the order of the bands."""
    known = [band.iri for band in chart.bands]
    headings = {band.iri: band.label for band in chart.bands}

    def order(box: Box) -> int:
        return known.index(box.band) if box.band in known else len(known)

    grouped = [list(group) for _, group in groupby(sorted(chart.boxes, key=order), key=order)]
    return [(headings.get(boxes[0].band, " "), boxes) for boxes in grouped]


def _names(chart: Chart) -> dict[str, str]:
    """A short name for each box, made of its IRI's end and unique.

    Every name begins with n, as ``end`` and the like are words of Mermaid's own.
    """
    found: dict[str, str] = {}
    for box in chart.boxes:
        local = re.split(r"[/#]", box.iri)[-1]
        name = "n_" + re.sub(r"[^A-Za-z0-9]", "_", local)
        while name in found.values():
            name += "_"
        found[box.iri] = name
    return found


def _escaped(text: str) -> str:
    """Text in a Mermaid label: one line, in its own entities, as Mermaid reads no backslashes."""
    text = fit(text) or " "
    for sign, entity in (("#", "#35;"), ('"', "#quot;"), ("<", "#lt;"), (">", "#gt;")):
        text = text.replace(sign, entity)
    return text


def _slashed(text: str) -> str:
    return fit(text).replace("\\", "\\\\").replace('"', '\\"')


def _quoted(text: str) -> str:
    return f'"{_slashed(text)}"'
