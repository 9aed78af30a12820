"""Texts of a scene in the frames of shapes: a paragraph for each line, where it is in the scene."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from vejviser.chart.drawing.scene import Rect, Text
from vejviser.chart.drawing.themes import Theme
from vejviser.words import fit

POINT = 12_700
"""EMU to a point."""
ABOVE, BELOW = 1.0, 0.25
"""How far a line of text reaches above and below its base line, in its size."""
NARROWER = 0.96
"""Size of letters as a share of the scene's: the font may be wider than the one measured."""
LANGUAGES = {"da": "da-DK", "en": "en-GB"}


class Writer:
    """Writes texts of one scene.

    :param scale: EMU to a px
    """

    def __init__(self, theme: Theme, scale: float, lang: str) -> None:
        self.theme, self.scale, self.lang = theme, scale, lang

    def write(self, frame: Any, texts: Sequence[Text], rect: Rect) -> None:
        """Texts in the frame of a shape with this place in the scene; nothing is broken anew."""
        from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
        from pptx.util import Pt

        frame.word_wrap = False
        frame.auto_size = MSO_AUTO_SIZE.NONE
        frame.vertical_anchor = MSO_ANCHOR.TOP
        frame.margin_left = frame.margin_right = frame.margin_bottom = frame.margin_top = 0
        below = rect.y
        for number, row in enumerate(_rows(texts)):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            size = max(text.size for text in row)
            top = row[0].y - ABOVE * size
            if number == 0:
                frame.margin_top = max(0, round((top - below) * self.scale))
            else:
                paragraph.space_before = Pt(max(0.0, self._points(top - below)))
            paragraph.line_spacing = Pt(max(1.0, self._points((ABOVE + BELOW) * size)))
            below = row[0].y + BELOW * size
            self._row(paragraph, row, rect)

    def _row(self, paragraph: Any, row: Sequence[Text], rect: Rect) -> None:
        """The texts on one base line: the first by its indent, the others by tabulators."""
        from pptx.enum.text import PP_ALIGN

        first = row[0]
        middle = rect.x + rect.width / 2
        alone = len(row) == 1 and first.anchor == "middle" and abs(first.x - middle) < 2
        indented = not alone and first.anchor == "start"
        paragraph.alignment = PP_ALIGN.CENTER if alone else PP_ALIGN.LEFT
        properties = paragraph._p.get_or_add_pPr()
        indent = max(0, round((first.x - rect.x) * self.scale)) if indented else 0
        properties.set("marL", str(indent))
        properties.set("indent", "0")
        stops = [] if alone else list(row[1:] if indented else row)
        if stops:
            self._tabulators(properties, stops, rect)
        for text in row:
            run = paragraph.add_run()
            run.text = ("\t" if text in stops else "") + fit(text.text)
            # Sizes are told in hundredths of a point, and none is less than one point.
            size = max(100, int(self._points(text.size) * NARROWER * 100))
            run.font.size = size * POINT // 100
            run.font.bold = text.weight == 600
            run.font.color.rgb = rgb(self.theme.colour(text.tone))
            if self.lang in LANGUAGES:
                run._r.get_or_add_rPr().set("lang", LANGUAGES[self.lang])

    def _tabulators(self, properties: Any, stops: Sequence[Text], rect: Rect) -> None:
        from pptx.oxml.ns import qn

        found = properties.makeelement(qn("a:tabLst"), {})
        for text in stops:
            place = str(max(0, round((text.x - rect.x) * self.scale)))
            kind = {"start": "l", "middle": "ctr", "end": "r"}[text.anchor]
            found.append(found.makeelement(qn("a:tab"), {"pos": place, "algn": kind}))
        properties.append(found)

    def _points(self, length: float) -> float:
        return round(length * self.scale / POINT, 2)


def rgb(colour: str) -> Any:
    """A colour ``#rrggbb`` as python-pptx has it."""
    from pptx.dml.color import RGBColor

    make: Any = RGBColor.from_string
    return make(colour.removeprefix("#").upper())


def _rows(texts: Sequence[Text]) -> list[list[Text]]:
    """Texts by their base lines, from the top down and from left to right."""
    rows: list[list[Text]] = []
    for text in sorted(texts, key=lambda text: (text.y, text.x)):
        if rows and abs(rows[-1][0].y - text.y) < 2:
            rows[-1].append(text)
        else:
            rows.append([text])
    return [sorted(row, key=lambda text: text.x) for row in rows]
