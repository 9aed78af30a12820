"""Charts: rows of named queries → chart → layout → page → file.

``views`` make a :class:`~vejviser.chart.model.Chart` of what :class:`~vejviser.chart.facts.Facts`
answer; ``layout`` gives boxes and lines their places; ``drawing`` makes of both a
:class:`~vejviser.chart.drawing.scene.Scene`; ``formats`` write chart and scene as files.
"""

LAID_OUT = ("svg", "png", "pdf", "pptx", "html")
"""Formats whose boxes the layout engine places; the others are text."""
