"""Charts as files: which formats there are, and what writes each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from vejviser.chart import outline
from vejviser.chart.drawing.compose import composed
from vejviser.chart.drawing.themes import THEMES
from vejviser.chart.model import Chart
from vejviser.chart.outline import Cite
from vejviser.errors import BadValue, Unknown, VejviserError
from vejviser.words import fit, near

SUFFIXES = {
    ".svg": "svg",
    ".png": "png",
    ".pdf": "pdf",
    ".pptx": "pptx",
    ".html": "html",
    ".htm": "html",
    ".txt": "text",
    ".mmd": "mermaid",
    ".dot": "dot",
    ".gv": "dot",
    ".graphml": "graphml",
}
"""End of a file's name → format."""
FORMATS = tuple(dict.fromkeys(SUFFIXES.values()))
SEVERAL = ("text", "html", "pptx")
"""Formats that hold more than one chart."""


@dataclass(frozen=True)
class Style:
    """How a picture is to look.

    :param paper: its page, or empty for one as big as the picture
    :param scale: pixels per px of a PNG
    :param template: presentation whose master is kept
    """

    theme: str = "light"
    paper: str = ""
    scale: float = 2
    template: Path | None = None


def form(path: Path | None, asked: str | None) -> str:
    """The format asked for, or else the one the file's name tells; text where neither does.

    :raises BadValue: ``no-format`` for a name that tells none, ``chart-into-folder`` for a folder
    """
    if path and path.is_dir():
        raise BadValue("chart-into-folder", value=str(path), example=str(path / "chart.svg"))
    if asked:
        return asked
    if path is None:
        return "text"
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise BadValue("no-format", value=path.name, names=", ".join(SUFFIXES))
    return SUFFIXES[suffix]


def written(charts: Sequence[Chart], form: str, style: Style, cite: Cite) -> str | bytes:
    """Charts in a format.

    :param cite: how sources are named
    :raises Unknown: ``unknown-form`` and ``unknown-theme``
    :raises VejviserError: ``one-chart`` where the format holds one only, ``needs-extra``, and
        where no picture can be made
    """
    if form not in FORMATS:
        raise Unknown("unknown-form", form, near(form, FORMATS) or list(FORMATS))
    if style.theme not in THEMES:
        raise Unknown("unknown-theme", style.theme, near(style.theme, THEMES) or list(THEMES))
    if form in SEVERAL:
        return _SEVERAL[form](charts, style, cite)
    if len(charts) != 1:
        raise VejviserError("one-chart", form=form, names=", ".join(SEVERAL))
    return _ONE[form](charts[0], style, cite)


def _svg(chart: Chart, style: Style, cite: Cite) -> str:
    from vejviser.chart.formats import svg

    return svg.drawn(composed(chart), THEMES[style.theme], paper=style.paper)


def _png(chart: Chart, style: Style, cite: Cite) -> bytes:
    from vejviser.chart.formats import png

    return png.rendered(_svg(chart, style, cite), style.scale)


def _pdf(chart: Chart, style: Style, cite: Cite) -> bytes:
    from vejviser.chart.formats import pdf, svg

    picture = svg.drawn(composed(chart), THEMES[style.theme], letters="given")
    told = outline.outlined(chart, cite)
    return pdf.rendered(picture, told, style.paper or "a4", chart.lang, chart.title)


def _mermaid(chart: Chart, style: Style, cite: Cite) -> str:
    from vejviser.chart.formats import text

    return text.mermaid(chart, outline.inside(chart, cite))


def _dot(chart: Chart, style: Style, cite: Cite) -> str:
    from vejviser.chart.formats import text

    return text.dot(chart, outline.inside(chart, cite))


def _graphml(chart: Chart, style: Style, cite: Cite) -> bytes:
    import networkx

    from vejviser.chart.network import network

    graph = network(chart)
    graph.graph.update(title=chart.title, subtitle=chart.subtitle)
    graph.graph.update(notes=" ".join(chart.notes), footing=" ".join(chart.footing))
    for iri, lines in outline.inside(chart, cite).items():
        graph.nodes[iri]["told"] = "; ".join(lines)
    for data in (graph.graph, *graph.nodes.values(), *graph.edges.values()):
        data.update((key, fit(value)) for key, value in data.items())
    file = BytesIO()
    networkx.write_graphml(graph, file, named_key_ids=True)
    return file.getvalue()


def _text(charts: Sequence[Chart], style: Style, cite: Cite) -> str:
    return "\n".join(outline.text(outline.outlined(chart, cite)) for chart in charts)


def _html(charts: Sequence[Chart], style: Style, cite: Cite) -> str:
    from vejviser.chart.formats import page

    pages = [(composed(chart), outline.outlined(chart, cite)) for chart in charts]
    return page.rendered(pages, THEMES[style.theme], charts[0].lang)


def _pptx(charts: Sequence[Chart], style: Style, cite: Cite) -> bytes:
    from vejviser.chart.formats import pptx

    slides = [(composed(chart), outline.outlined(chart, cite)) for chart in charts]
    return pptx.rendered(slides, THEMES[style.theme], style.template)


_ONE: dict[str, Callable[[Chart, Style, Cite], str | bytes]] = {
    "svg": _svg,
    "png": _png,
    "pdf": _pdf,
    "mermaid": _mermaid,
    "dot": _dot,
    "graphml": _graphml,
}
_SEVERAL: dict[str, Callable[[Sequence[Chart], Style, Cite], str | bytes]] = {
    "text": _text,
    "html": _html,
    "pptx": _pptx,
}
