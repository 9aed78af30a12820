"""Slides of drawn pages, opened by python-pptx and read as the file they are."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_chart_formats import ID, LSU, ODD, PLO, SU, chart, without

from vejviser import words
from vejviser.chart import outline
from vejviser.chart.drawing.scene import Item, Mark, Panel, Part, Point, Rect, Scene, Text, Trace
from vejviser.chart.drawing.themes import PATTERNS, SHAPES, THEMES
from vejviser.chart.formats import pptx
from vejviser.chart.formats.pptx_lines import straightened
from vejviser.chart.formats.pptx_parts import PATTERNS as SLIDE_PATTERNS
from vejviser.chart.formats.pptx_parts import SHAPES as SLIDE_SHAPES
from vejviser.errors import BrokenFile, VejviserError

LIGHT = THEMES["light"]
RELATION = "https://w3id.org/vejviser/ns#from"
WAYS: dict[tuple[str, str], tuple[Point, ...]] = {
    (PLO, SU): ((170, 220), (170, 260), (430, 260), (430, 300)),
    (SU, LSU): ((500, 300), (500, 120)),
    (PLO, LSU): ((250, 190), (300, 190), (300, 100), (420, 100)),
    (LSU, PLO): ((100, 160), (100, 40), (600, 40), (600, 90), (560, 90), (560, 110), (540, 110)),
}
"""Lines with one, three and six stretches."""


def box(iri: str, rect: Rect, said: str, marks: int = 0) -> Part:
    """A box with a heading, a line below it, and seats."""
    items: list[Item] = [
        Panel(rect, "tint-0", "side-0", 9),
        Text(rect.x + 13, rect.y + 24, said, 14, "ink", 600),
        Text(rect.x + 13, rect.y + 42, "Region Hovedstaden", 11.5, "muted"),
    ]
    for n in range(marks):
        mark = Mark(rect.x + 18 + 14 * n, rect.y + 54, 10, n - 1, n == 1, n == 2, n == 3)
        items.append(mark)
    if marks:
        items.append(Text(rect.right - 13, rect.y + 58, "6+5+1", 11.5, "muted", 600, "end"))
    return Part("box", f"{said}; Region Hovedstaden", rect, tuple(items), iri, iri)


def scene(said: str = "Samarbejdsudvalget (SU)", lang: str = "da") -> Scene:
    """A page in which every kind of item occurs."""
    band = Rect(28, 80, 640, 300)
    label = Rect(250, 252, 90, 16)
    parts = [
        Part("title", said, Rect(28, 28, 640, 30), (Text(28, 50, said, 22, "ink", 600),)),
        Part(
            "band",
            "Regioner",
            band,
            (Panel(band, "band", radius=9), Text(42, 100, "REGIONER", 11, "muted", 600)),
            ID + "areakind-region",
        ),
        box(LSU, Rect(420, 90, 120, 70), "LSU"),
        box(SU, Rect(400, 300, 240, 70), said, 9),
        box(PLO, Rect(90, 160, 160, 60), "PLO-Hovedstaden"),
        *(
            Part(
                "line",
                f"{start} har pladser i {end}",
                Rect(90, 40, 510, 260),
                (Trace(way, "line-seats", (8, 4), "both", faded=start == SU),),
                ends=(start, end),
                relation=RELATION,
            )
            for (start, end), way in WAYS.items()
        ),
        Part(
            "label",
            said,
            label,
            (
                Panel(label, "label", radius=4),
                Text(295, 264, said, 11, "line-seats", anchor="middle"),
            ),
            relation=RELATION,
        ),
        Part(
            "legend",
            "har pladser i",
            Rect(28, 400, 120, 24),
            (Trace(((28, 412), (64, 412)), "line-seats"), Text(72, 416, "har pladser i", 12)),
        ),
        Part("foot", said, Rect(28, 440, 640, 20), (Text(28, 455, said, 10.5, "muted"),)),
    ]
    return Scene(700, 480, lang, said, "Et billede.", tuple(parts))


def made(said: str = "Samarbejdsudvalget (SU)", theme: str = "light", **more: Any) -> bytes:
    pages = [(scene(said), outline.outlined(chart(said, said)))]
    return pptx.rendered(pages, THEMES[theme], **more)


def opened(data: bytes) -> Any:
    from pptx import Presentation

    return Presentation(io.BytesIO(data))


def every(shapes: Any) -> Iterator[Any]:
    """All shapes, those within groups too."""
    for shape in shapes:
        yield shape
        if hasattr(shape, "shapes"):
            yield from every(shape.shapes)


def test_a_slide_has_a_title_shapes_with_text_and_words_for_each() -> None:
    deck = opened(made())
    [slide] = deck.slides
    assert (deck.slide_width, deck.slide_height) == (12_192_000, 6_858_000)
    assert slide.shapes.title.text_frame.text == "Samarbejdsudvalget (SU)"
    shapes = list(every(slide.shapes))
    assert all(shape._element.xpath(".//p:cNvPr")[0].get("descr") for shape in shapes)
    texts = {shape.text_frame.text for shape in shapes if shape.has_text_frame}
    # What stands in a box is its own text: an editor can change it there.
    assert "PLO-Hovedstaden\nRegion Hovedstaden" in texts
    assert "Samarbejdsudvalget (SU)\nRegion Hovedstaden\n\t6+5+1" in texts
    assert {"REGIONER", "har pladser i"} <= texts
    links = {s.click_action.hyperlink.address for s in shapes if s.shape_type not in (6, 9)}
    assert {SU, LSU, PLO} <= links


def test_nothing_leaves_the_slide() -> None:
    deck = opened(made())
    for shape in deck.slides[0].shapes:
        assert shape.left >= 0
        assert shape.top >= 0
        assert shape.left + shape.width <= deck.slide_width
        assert shape.top + shape.height <= deck.slide_height


def test_lines_go_their_way_and_hold_on_to_their_boxes() -> None:
    """From the places of connectors and boxes in the file alone."""
    slide = opened(made()).slides[0]
    shapes = {shape.shape_id: shape for shape in every(slide.shapes)}
    scale = next(s for s in shapes.values() if s.has_text_frame and s.text_frame.text == "REGIONER")
    emu = scale.width / 640
    dx, dy = scale.left - 28 * emu, scale.top - 80 * emu
    found: dict[str, list[Any]] = {}
    for shape in shapes.values():
        if shape.shape_type == 9 and "har pladser i " in _descr(shape):
            found.setdefault(_descr(shape), []).append(shape)
    assert len(found) == len(WAYS)
    for (start, end), way in WAYS.items():
        stretches = found[f"{start} har pladser i {end}"]
        points = [(s.begin_x, s.begin_y) for s in stretches]
        points.append((stretches[-1].end_x, stretches[-1].end_y))
        wanted = [(dx + x * emu, dy + y * emu) for x, y in straightened(way)]
        assert [tuple(map(round, p)) for p in points] == [
            (pytest.approx(x, abs=2), pytest.approx(y, abs=2)) for x, y in wanted
        ]
        ends = [
            (stretches[0], "stCxn", points[0], start),
            (stretches[-1], "endCxn", points[-1], end),
        ]
        for stretch, name, point, iri in ends:
            [glue] = stretch._element.xpath(f".//a:{name}")
            held = shapes[int(glue.get("id"))]
            assert held.click_action.hyperlink.address == iri
            assert _site(held, int(glue.get("idx"))) == pytest.approx(point, abs=200)
        for one, other in pairwise(stretches):
            [ending], [beginning] = (
                one._element.xpath(".//a:endCxn"),
                other._element.xpath(".//a:stCxn"),
            )
            assert ending.get("id") == beginning.get("id")
            assert (one.end_x, one.end_y) == (other.begin_x, other.begin_y)


def _descr(shape: Any) -> str:
    return str(shape._element.xpath(".//p:cNvPr")[0].get("descr"))


def _site(shape: Any, number: int) -> tuple[float, float]:
    """Where a box's place for a connector is, by the formulas in its geometry."""
    guides = {
        guide.get("name"): guide.get("fmla").split() for guide in shape._element.xpath(".//a:gd")
    }
    place = shape._element.xpath(".//a:cxn/a:pos")[number]
    lengths = {"w": shape.width, "h": shape.height}

    def value(name: str) -> float:
        sign, of, share, whole = guides[name]
        assert sign == "*/"
        return float(lengths[of] * int(share) / int(whole))

    return shape.left + value(place.get("x")), shape.top + value(place.get("y"))


def test_notes_say_what_the_picture_does_with_its_sources() -> None:
    told = opened(made()).slides[0].notes_slide.notes_text_frame.text
    assert told.startswith("Samarbejdsudvalget (SU) – som det er oplyst. Billedet viser")
    assert "    • PLO-Hovedstaden: 6 pladser, 1 ubesat [guide-2024, afsnit 6.1]" in told
    assert "Om billedet\n• Pr. 1. marts 2025" in told


@pytest.mark.parametrize("theme", sorted(THEMES))
def test_every_theme_gives_the_same_file_again(theme: str) -> None:
    data = made(theme=theme)
    assert data == made(theme=theme)
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = file.read("docProps/core.xml")
        slide = file.read("ppt/slides/slide1.xml")
        names = {name for name in file.namelist() if name.startswith("docProps/")}
    assert names == {"docProps/core.xml"}
    assert re.findall(rb">([^<\n]+)<", core) == [b"Samarbejdsudvalget (SU)", b"1", b"da"]
    assert b"created" not in core
    assert b"modified" not in core
    assert (b"<p:bg>" in slide) == (theme == "dark")


def test_every_shape_and_pattern_of_a_seat_has_one_on_a_slide() -> None:
    from pptx.enum.dml import MSO_PATTERN
    from pptx.enum.shapes import MSO_SHAPE

    assert set(SLIDE_SHAPES) == set(SHAPES)
    assert set(SLIDE_PATTERNS) == set(PATTERNS) - {"solid"}
    assert all(hasattr(MSO_SHAPE, name) for name in SLIDE_SHAPES.values())
    assert all(hasattr(MSO_PATTERN, name) for name in SLIDE_PATTERNS.values())


def test_several_charts_are_several_slides() -> None:
    told = outline.outlined(chart())
    data = pptx.rendered([(scene("Et"), told), (scene("To"), told), (scene(""), told)], LIGHT)
    titles = [slide.shapes.title.text_frame.text for slide in opened(data).slides]
    assert titles == ["Et", "To", ""]
    assert not opened(pptx.rendered([], LIGHT)).slides


@pytest.mark.parametrize("said", ODD)
def test_odd_words_are_words(said: str) -> None:
    slide = opened(made(said)).slides[0]
    assert slide.shapes.title.text_frame.text == words.fit(said)
    texts = [shape.text_frame.text for shape in every(slide.shapes) if shape.has_text_frame]
    assert words.fit(said) in texts


def test_a_name_of_any_length_fits() -> None:
    deck = opened(made("ord " * 100 + "slut"))
    assert deck.slides[0].shapes.title.text_frame.text.endswith("slut")
    assert len(deck.core_properties.title) == 255


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=255))
def test_any_words_can_be_read_again(said: str) -> None:
    deck = opened(made(said))
    assert deck.slides[0].shapes.title.text_frame.text == words.fit(said)
    assert deck.core_properties.title == words.fit(said)


def template(path: Path, *, titled: bool = True) -> Path:
    """A house's file in the old wide size, with two slides, a section and a show of its own."""
    from pptx import Presentation
    from pptx.oxml import parse_xml

    deck = Presentation()
    deck.slide_height = 5_143_500
    for layout in list(deck.slide_layouts):
        if not titled and any(found.placeholder_format.idx == 0 for found in layout.placeholders):
            deck.slide_layouts.remove(layout)
    for layout in deck.slide_layouts:
        layout.name = "Vores " + layout.name
    for _ in range(2):
        slide = deck.slides.add_slide(deck.slide_layouts[0])
        slide.notes_slide.notes_text_frame.text = "Et eksempel"
    p14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
    p = "http://schemas.openxmlformats.org/presentationml/2006/main"
    deck.part._element.append(
        parse_xml(
            f'<p:extLst xmlns:p="{p}"><p:ext uri="{{521415D9-36F7-43E2-AB2F-B90AF26B5E84}}">'
            f'<p14:sectionLst xmlns:p14="{p14}"/></p:ext></p:extLst>'
        )
    )
    deck.save(str(path))
    return path


def test_a_template_keeps_its_master_and_loses_its_slides(tmp_path: Path) -> None:
    own = template(tmp_path / "hus.pptx")
    data = made(template=own)
    deck = opened(data)
    assert len(deck.slides) == 1
    assert (deck.slide_width, deck.slide_height) == (9_144_000, 5_143_500)
    [slide] = deck.slides
    assert slide.slide_layout.name == "Vores Title Only"
    assert [found.placeholder_format.idx for found in slide.placeholders] == [0]
    assert data == made(template=own)
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        names = file.namelist()
        assert [name for name in names if re.match("ppt/(slides|notesSlides)/[^_]", name)] == [
            "ppt/slides/slide1.xml",
            "ppt/notesSlides/notesSlide1.xml",
        ]
        assert b"sectionLst" not in file.read("ppt/presentation.xml")
        assert len(names) == len(set(names))
    for shape in slide.shapes:
        assert shape.top + shape.height <= deck.slide_height


def test_a_template_without_titles_gets_one_on_the_slide(tmp_path: Path) -> None:
    slide = opened(made(template=template(tmp_path / "hus.pptx", titled=False))).slides[0]
    assert slide.slide_layout.name == "Vores Blank"
    assert slide.shapes.title.text_frame.text == "Samarbejdsudvalget (SU)"


def test_a_potx_file_is_a_template_too(tmp_path: Path) -> None:
    own = tmp_path / "hus.potx"
    with zipfile.ZipFile(template(tmp_path / "hus.pptx")) as old, zipfile.ZipFile(own, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(pptx.DECK, pptx.TEMPLATE))
    data = made(template=own)
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert pptx.DECK in file.read("[Content_Types].xml")
    assert len(opened(data).slides) == 1


@pytest.mark.parametrize("content", [b"", b"hej", b"PK\x03\x04", "zip", "docx", "xml"])
def test_a_broken_template_is_told_with_its_name(tmp_path: Path, content: bytes | str) -> None:
    own = tmp_path / "hus.pptx"
    if isinstance(content, bytes):
        own.write_bytes(content)
    else:
        template(own)
        with zipfile.ZipFile(own) as old:
            files = {name: old.read(name) for name in old.namelist()}
        if content == "zip":
            files = {"hej.txt": b"hej"}
        elif content == "docx":
            types = files["[Content_Types].xml"]
            files["[Content_Types].xml"] = types.replace(pptx.DECK, b"application/x-docx")
        else:
            files["ppt/presentation.xml"] = files["ppt/presentation.xml"][:300]
        with zipfile.ZipFile(own, "w") as new:
            for name, data in files.items():
                new.writestr(name, data)
    with pytest.raises(BrokenFile, match=r"hus\.pptx: .*no PowerPoint template"):
        made(template=own)


def test_a_template_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BrokenFile, match="cannot be read"):
        made(template=tmp_path / "ingen.pptx")


def test_pptx_without_its_extra_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    without(monkeypatch, "pptx")
    with pytest.raises(VejviserError, match=r"pip install vejviser\[pptx\]"):
        made()
