"""Drawn pages as slides of native shapes, connectors and texts, with their words in the notes.

Every shape can be moved, filled and written in, in PowerPoint and in its like.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from vejviser.chart.drawing.lettering import width
from vejviser.chart.drawing.scene import Mark, Part, Rect, Scene
from vejviser.chart.drawing.themes import Theme
from vejviser.chart.formats.pptx_parts import Drawer, around, named
from vejviser.chart.formats.pptx_texts import POINT, rgb
from vejviser.chart.outline import Entry, Outline, after, full
from vejviser.errors import BrokenFile, VejviserError, unreadable
from vejviser.messages import say
from vejviser.words import fit

WIDE, HIGH = 12_192_000, 6_858_000
"""Size of a slide where no template gives one, in EMU: 13.333 × 7.5 inches."""
EDGE = 342_900
"""What is left free at the edges of a slide, in EMU."""
LARGEST = 1.4 * 9525
"""The most a px may measure, in EMU; a small chart does not fill a slide."""
TITLES = (26, 24, 22, 20, 18, 16, 14)
"""Sizes of a title in points; the largest at which it is one line is taken."""
TEMPLATE, DECK = (
    f"application/vnd.openxmlformats-officedocument.presentationml.{kind}.main+xml".encode()
    for kind in ("template", "presentation")
)
FONT = rb'<a:latin typeface="Arial" panose="020B0604020202020204"/>'
"""Ours is on few machines, and what stands in for it may be wider; this one is on nearly all."""
STALE = ("/thumbnail", "/extended-properties", "/printerSettings")
"""What a file tells of the slides it had, and of somebody's printer."""
FURNITURE = ("dt", "ftr", "sldNum")
"""What a layout has at the edge: date, footer, number."""


def library() -> ModuleType:
    """The library ``python-pptx``, which not everybody has.

    :raises VejviserError: ``needs-extra`` where it is not installed
    """
    try:
        import pptx
    except ImportError as error:
        raise VejviserError("needs-extra", value="python-pptx", extra="pptx") from error
    return pptx


def rendered(
    slides: Sequence[tuple[Scene, Outline]], theme: Theme, template: Path | None = None
) -> bytes:
    """A PPTX file with one slide for each scene.

    :param template: a PPTX or POTX file whose master and size the slides get, and whose own slides
        are left out
    :raises BrokenFile: ``broken-template`` where the template is none
    :raises VejviserError: ``needs-extra`` where python-pptx is not installed
    """
    pptx = library()
    deck = _opened(pptx, template) if template else _plain(pptx)
    for scene, outline in slides:
        _slide(deck, scene, outline, theme, own=template is None)
    core = deck.core_properties
    core.author = core.last_modified_by = core.comments = core.keywords = ""
    # More than 255 signs are refused as a property; the slide has them all.
    core.title = fit(slides[0][0].title)[:255] if slides else ""
    core.language = slides[0][0].lang if slides else ""
    out = io.BytesIO()
    deck.save(out)
    return _timeless(out.getvalue())


def _plain(pptx: Any) -> Any:
    """An empty deck in the usual wide size."""
    deck = pptx.Presentation()
    wider = WIDE / deck.slide_width
    deck.slide_width, deck.slide_height = WIDE, HIGH
    for page in (deck.slide_master, *deck.slide_layouts):
        for placed in page.element.xpath(".//a:off[@x] | .//a:ext[@cx]"):
            name = "x" if "x" in placed.attrib else "cx"
            placed.set(name, str(round(int(placed.get(name)) * wider)))
    theme = next(
        rel.target_part for rel in deck.slide_master.part.rels.values() if "theme" in rel.reltype
    )
    theme._blob = re.sub(rb'<a:latin typeface="[^"]+"[^>]*/>', FONT, theme.blob)
    _bare(deck)
    return deck


def _opened(pptx: Any, template: Path) -> Any:
    """A template without its own slides."""
    try:
        data = template.read_bytes()
    except OSError as error:
        raise unreadable(str(template), error) from error
    try:
        deck = pptx.Presentation(io.BytesIO(_as_deck(data)))
        _bare(deck)
        usable = bool(len(deck.slide_layouts) and deck.slide_width and deck.slide_height)
    # Whatever is wrong inside a file, python-pptx tells by errors of many kinds, lxml's among them.
    except Exception as error:
        raise BrokenFile("broken-template", str(template)) from error
    if not usable:
        raise BrokenFile("broken-template", str(template))
    return deck


def _as_deck(data: bytes) -> bytes:
    """A template file as a deck: they differ in what the file says it is."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "[Content_Types].xml":
                content = content.replace(TEMPLATE, DECK)
            new.writestr(name, content)
    return out.getvalue()


def _bare(deck: Any) -> None:
    """Take out slides, and what speaks of them: sections, shows, counts, a picture of the first."""
    from pptx.oxml.ns import qn

    listed = deck.slides._sldIdLst
    for entry in list(listed):
        listed.remove(entry)
        deck.part.drop_rel(entry.rId)
    whole = deck.part._element
    for gone in whole.xpath("p:custShowLst | p:extLst/p:ext[*[local-name()='sectionLst']]"):
        gone.getparent().remove(gone)
    for empty in whole.findall(qn("p:extLst")):
        if not len(empty):
            whole.remove(empty)
    for rels in (deck.part._rels, deck.part.package._rels):
        for name in [name for name, rel in rels.items() if rel.reltype.endswith(STALE)]:
            rels.pop(name)


def _slide(deck: Any, scene: Scene, outline: Outline, theme: Theme, own: bool) -> None:
    """A slide with a scene, as large as there is room below its title.

    :param own: whether the deck has no house's looks that title and ground should keep
    """
    slide = deck.slides.add_slide(_layout(deck))
    page = theme.colour("page")
    if page != "#ffffff":
        slide.background.fill.solid()
        slide.background.fill.fore_color.rgb = rgb(page)
    wide = deck.slide_width - 2 * EDGE
    title = _title(slide, scene)
    if own:
        title.left, title.top, title.width, title.height = EDGE, EDGE, wide, 36 * POINT
    if own or page != "#ffffff":
        _dressed(title, theme, wide)
    left, top = title.left, title.top + title.height
    if top > deck.slide_height / 3:
        left, top = EDGE, EDGE
    if outline.subtitle:
        below = slide.shapes.add_textbox(left, top, deck.slide_width - left - EDGE, 20 * POINT)
        named(below, outline.subtitle)
        _worded(below, outline.subtitle, 13, theme.colour("muted"), title)
        top += 22 * POINT
    parts = [part for part in scene.parts if part.role != "title"]
    if parts:
        area = Rect(EDGE, top + 8 * POINT, wide, _floor(deck, slide) - top - 8 * POINT)
        held = _around(parts)
        fitting = (area.width / max(held.width, 1), area.height / max(held.height, 1))
        scale = max(1.0, min(LARGEST, *fitting))
        x = area.x + (area.width - held.width * scale) / 2
        origin = (x - held.x * scale, area.y - held.y * scale)
        Drawer(slide, theme, scale, origin, scene.lang).parts(parts)
    slide.notes_slide.notes_text_frame.text = "\n".join(_notes(outline))


def _layout(deck: Any) -> Any:
    """The layout with a title and as little else as there is; the first of those alike."""

    def others(layout: Any) -> tuple[bool, int]:
        kinds = [found.element.ph.type for found in layout.placeholders]
        titled = any(str(kind) in ("title", "ctrTitle") for kind in map(_kind, kinds))
        return not titled, sum(_kind(kind) not in FURNITURE for kind in kinds)

    return min(deck.slide_layouts, key=others)


def _kind(kind: Any) -> str:
    """What a placeholder is for, as files have it."""
    return str(getattr(kind, "xml_value", kind))


def _title(slide: Any, scene: Scene) -> Any:
    """The slide's title; placeholders that would stay empty are taken away."""
    title = slide.shapes.title
    for found in list(slide.placeholders):
        if title is None or found.shape_id != title.shape_id:
            found._element.getparent().remove(found._element)
    if title is None:
        title = slide.shapes.add_textbox(EDGE, EDGE, WIDE - 2 * EDGE, 36 * POINT)
        place = title._element.nvSpPr.nvPr
        place.insert(0, place.makeelement(_tag("p:ph"), {"type": "title"}))
    title.text_frame.text = fit(scene.title)
    named(title, scene.title)
    return title


def _dressed(title: Any, theme: Theme, wide: float) -> None:
    """Give a title our own looks, in one line where one of its sizes allows that."""
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN

    text = title.text_frame.text
    room = wide / POINT * 0.95
    size = next((size for size in TITLES if width(text, size, 600) <= room), TITLES[-1])
    frame = title.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    for paragraph in frame.paragraphs:
        paragraph.alignment = PP_ALIGN.LEFT
        for run in paragraph.runs:
            run.font.size, run.font.bold = size * POINT, True
            run.font.color.rgb = rgb(theme.colour("ink"))


def _worded(made: Any, text: str, size: float, colour: str, title: Any) -> None:
    """One line of text that begins where the title does."""
    frame = made.text_frame
    frame.word_wrap = True
    frame.margin_left = title.text_frame.margin_left
    frame.margin_top = frame.margin_bottom = 0
    run = frame.paragraphs[0].add_run()
    run.text = fit(text)
    run.font.size = int(size * POINT)
    run.font.color.rgb = rgb(colour)


def _floor(deck: Any, slide: Any) -> float:
    """Down to where a picture may reach: the house's date, footer and number stay free."""
    low = deck.slide_height * 3 / 4
    tops = [
        found.top
        for found in slide.slide_layout.placeholders
        if _kind(found.element.ph.type) in FURNITURE and (found.top or 0) > low
    ]
    return float(min([*tops, deck.slide_height - EDGE]))


def _around(parts: Sequence[Part]) -> Rect:
    """What the parts take up together."""
    rects = [part.bounds for part in parts]
    rects += [around(item) for part in parts for item in part.items if isinstance(item, Mark)]
    left, top = min(rect.x for rect in rects), min(rect.y for rect in rects)
    right, bottom = max(rect.right for rect in rects), max(rect.bottom for rect in rects)
    return Rect(left, top, right - left, bottom - top)


def _notes(outline: Outline) -> Iterator[str]:
    """The outline as paragraphs for whoever speaks."""

    def told(entry: Entry, depth: int) -> Iterator[str]:
        yield f"{'    ' * depth}• {full(entry)}"
        for inner in entry.entries:
            yield from told(inner, depth + 1)

    yield outline.summary
    for section in outline.sections:
        yield from ("", section.heading) if section.heading else ("",)
        for entry in section.entries:
            yield from told(entry, 0)
    for key, said in after(outline):
        yield from ("", say(key, outline.lang), *(f"• {one}" for one in said))


def _tag(name: str) -> str:
    from pptx.oxml.ns import qn

    return str(qn(name))


def _timeless(data: bytes) -> bytes:
    """A file with no time of writing in it."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                times = rb"<(dcterms:(?:created|modified)|cp:lastPrinted)\b.*?</\1>"
                content = re.sub(times, b"", content, flags=re.DOTALL)
            entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            new.writestr(entry, content)
    return out.getvalue()
