"""The formats of a chart, each opened by a reader of its own kind."""

from __future__ import annotations

import builtins
import io
import re
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vejviser import words
from vejviser.chart import outline
from vejviser.chart.formats import Style, pdf, png, written
from vejviser.chart.model import Band, Box, Cell, Chart, Fact, Line, Seats, Source
from vejviser.errors import BadValue, VejviserError

GUIDE = "https://w3id.org/vejviser/source/guide-2024"
S61 = Source(GUIDE, (GUIDE + "#6.1",))
ID = "https://w3id.org/vejviser/id/"
SU, LSU, PLO, CLUSTER = (ID + name for name in ("su", "lsu", "plo-h", "cluster"))
REGION, COUNTRY = ID + "areakind-region", ID + "areakind-country"
FROM = "https://w3id.org/vejviser/ns#from"
ODD = [
    "#*_$@[]\\ `x` = y <a href='x'>&amp; \"å\" // /* ~",
    "æøå" * 60,
    "\x00\x0b\ud800\ufffe",
    "",
    "œ 你 🙂",
]


def chart(
    title: str = "Samarbejdsudvalget", said: str = "Mødes fire gange", lang: str = "da"
) -> Chart:
    """A chart in which everything occurs once."""
    seats = (
        Seats("p1", "PLO-Hovedstaden", "s1", "6", 6, vacant=1, source=S61),
        Seats("p2", "læger fra klyngen", "s1", "mindst 2", 2, True, within="p1"),
        Seats("p3", said, "s2", "1 som observatør", 0, vacant=0, capacity="observer"),
    )
    su = Box(
        SU,
        "Samarbejdsudvalget (SU)",
        band=REGION,
        subtitle="Region Hovedstaden",
        role="focus",
        seats=seats,
        facts=(Fact(said, source=S61), Fact("· med hele udvalget", source=S61)),
        source=S61,
    )
    return Chart(
        view="body",
        title=title,
        subtitle="som det er oplyst",
        lang=lang,
        day=date(2025, 3, 1),
        boxes=(
            Box(
                LSU,
                "Landssamarbejdsudvalget (LSU)",
                band=COUNTRY,
                standing="not-restated",
                source=S61,
                facts=(Fact("sidst oplyst april 2024", "not-restated"),),
            ),
            su,
            Box(PLO, "PLO-Hovedstaden", band=REGION, change="added"),
            Box(
                CLUSTER,
                said,
                facts=(Fact("Vælges årligt", "not-restated"),),
                cells=(Cell("javascript:alert(1)", "Allerød"),),
                role="group",
            ),
        ),
        lines=(
            Line(PLO, SU, FROM, "har pladser i", seats="6", source=S61),
            Line(SU, LSU, FROM, "går til", caption="ved uenighed", derived=True),
        ),
        bands=(Band(COUNTRY, "landet"), Band(REGION, "Regioner")),
        notes=("Der er ikke sagt noget om resten.",),
        footing=("Pr. 1. marts 2025", said),
    )


def svg(said: str = "Æg") -> str:
    """A small page with the words in both weights."""
    root = ElementTree.Element("svg", xmlns="http://www.w3.org/2000/svg", viewBox="0 0 300 100")
    root.attrib |= {"width": "300", "height": "100", "font-family": "IBM Plex Sans"}
    for number, weight in enumerate(("400", "600")):
        place = {"x": "5", "y": str(40 + 40 * number), "font-size": "20", "font-weight": weight}
        ElementTree.SubElement(root, "text", place).text = words.fit(said)
    return ElementTree.tostring(root, encoding="unicode")


def test_an_outline_says_all_that_a_chart_does() -> None:
    assert (
        outline.text(outline.outlined(chart()))
        == """\
Samarbejdsudvalget
==================

som det er oplyst

Landet
------

* Landssamarbejdsudvalget (LSU) – sidst oplyst i guide-2024, afsnit 6.1, ikke gentaget
  siden
  - sidst oplyst april 2024

Regioner
--------

* Samarbejdsudvalget (SU) [guide-2024, afsnit 6.1]
  - Region Hovedstaden
  - PLO-Hovedstaden: 6 pladser, 1 ubesat [guide-2024, afsnit 6.1]
    - heraf læger fra klyngen: mindst 2 pladser
  - Mødes fire gange: 1 plads som observatør, ingen ubesatte
  - Mødes fire gange [guide-2024, afsnit 6.1]
    - med hele udvalget [guide-2024, afsnit 6.1]
  - PLO-Hovedstaden har pladser i Samarbejdsudvalget (SU) (6) [guide-2024, afsnit 6.1]
  - går til Landssamarbejdsudvalget (LSU): ved uenighed – afledt: de to står i hver sit
    afsnit

* PLO-Hovedstaden – tilføjet
  - har pladser i Samarbejdsudvalget (SU) (6) [guide-2024, afsnit 6.1]

Uden område
-----------

* Mødes fire gange
  - Vælges årligt – ikke gentaget
  - Allerød

Bemærkninger
------------

* Der er ikke sagt noget om resten.

Om billedet
-----------

* Pr. 1. marts 2025
* Mødes fire gange
"""
    )


def test_sources_are_named_as_the_face_names_them() -> None:
    told = outline.text(outline.outlined(chart(lang="en"), lambda document, sections: "p. 7"))
    assert "* Samarbejdsudvalget (SU) [p. 7]" in told
    assert "* Landssamarbejdsudvalget (LSU) – last stated in p. 7, not restated since" in told
    assert "6 seats, 1 vacant" in told


def test_a_summary_has_three_sentences_at_most() -> None:
    assert outline.summary(chart()) == (
        "Samarbejdsudvalget – som det er oplyst. Billedet viser 4 felter fordelt på landet og"
        " Regioner og 2 forbindelser: har pladser i (1) og går til (1)."
        " Ikke gentaget: 2, tilføjet: 1."
    )


def test_seats_within_each_other_in_a_circle_are_told_to_an_end() -> None:
    seats = tuple(Seats(a, a, "", "1", 1, within=b) for a, b in ("ab", "bc", "cb", "dd", "dx"))
    box = Box("x", "x", seats=seats)
    told = outline.outlined(Chart("seats", "x", "", "da", date(2025, 1, 1), (box,), ()))
    assert [entry.text for entry in told.sections[0].entries[0].entries][:1] == ["d: 1 plads"]


class Reader(HTMLParser):
    """Notes whether every tag is closed in its turn, what links lead to, and the text."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.links: list[str | None] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.tags.add(tag)
        self.links += [value for name, value in attrs if name == "href"]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("said", ODD)
@pytest.mark.parametrize("form", ["svg", "html", "graphml"])
def test_any_name_can_stand_in_xml(form: str, said: str) -> None:
    drawn = written([chart(said, said)], form, Style(), lambda document, sections: document)
    text = drawn if isinstance(drawn, str) else drawn.decode()
    assert not words.UNFIT.search(text)
    if form != "html":
        ElementTree.fromstring(text)


@pytest.mark.parametrize("said", ODD)
def test_html_holds_odd_words_as_words(said: str) -> None:
    reader = Reader()
    reader.feed(outline.html(outline.outlined(chart(said, said))))
    assert reader.open == []
    assert reader.tags <= {"section", "h2", "h3", "h4", "p", "ul", "li", "a", "em", "cite"}
    assert words.fit(said) in reader.text
    assert set(reader.links) == {SU, LSU, PLO, CLUSTER}


@settings(max_examples=60, deadline=None)
@given(st.text())
def test_plain_text_keeps_all_words_and_its_width(said: str) -> None:
    told = outline.text(outline.outlined(chart(said, said)))
    assert all(len(line) <= outline.WIDTH for line in told.split("\n"))
    assert words.fit(said).replace(" ", "") in re.sub(r"[\s]|(?<=\n)  +", "", told)
    assert not words.UNFIT.search(told)


@pytest.mark.parametrize("scale", [1, 1.5, 4])
def test_png_has_the_size_asked_for(scale: float) -> None:
    data = png.rendered(svg(), scale)
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = (int.from_bytes(data[place : place + 4], "big") for place in (16, 20))
    assert (width, height) == (300 * scale, 100 * scale)
    assert data == png.rendered(svg(), scale)


def test_png_of_a_sheet_has_its_size_at_96_dpi() -> None:
    sheet = svg().replace('width="300" height="100"', 'width="254mm" height="127mm"')
    data = png.rendered(sheet, 2)
    assert [int.from_bytes(data[n : n + 4], "big") for n in (16, 20)] == [1920, 960]


def test_png_draws_both_weights_with_the_shipped_font() -> None:
    both = svg("Samarbejdsudvalget")
    assert png.rendered(both) != png.rendered(both.replace('"600"', '"400"'))
    assert png.rendered(both) != png.rendered(both.replace("Samarbejdsudvalget", ""))


@pytest.mark.parametrize("scale", [0, 0.99, 8.1, -1, float("nan"), float("inf")])
def test_png_tells_the_scales_there_are(scale: float) -> None:
    with pytest.raises(BadValue, match="from 1 to 8"):
        png.rendered(svg(), scale)


def test_png_that_is_too_large_is_told_and_not_begun() -> None:
    large = svg().replace('width="300"', 'width="90000"').replace('height="100"', 'height="250mm"')
    with pytest.raises(VejviserError, match="180000 × 1890 dots"):
        png.rendered(large, 2)


def read(data: bytes) -> Any:
    import pypdf

    return pypdf.PdfReader(io.BytesIO(data))


def test_pdf_is_tagged_and_says_its_title_and_language() -> None:
    told = outline.outlined(chart())
    data = pdf.rendered(svg("Ærø"), told, "a3", "da", "SU – i dag")
    found = read(data)
    root = found.trailer["/Root"]
    assert root["/Lang"] == "da"
    assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"]
    assert found.metadata["/Title"] == "SU – i dag"
    assert not {"/CreationDate", "/ModDate"} & set(found.metadata)
    assert b"<pdfuaid:part>1<" in data
    tags = list(_tags(root["/StructTreeRoot"]))
    assert tags[0] == ("Document", "")
    assert ("Figure", told.summary) in tags
    assert {"H1", "H2", "H3", "L", "LI", "LBody", "Link"} <= {tag for tag, _ in tags}
    assert data == pdf.rendered(svg("Ærø"), told, "a3", "da", "SU – i dag")


def _tags(element: Any) -> Any:
    """(kind of tag, alternative text) of every element of the structure, in reading order."""
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        found = kid.get_object()
        if isinstance(found, dict) and "/S" in found:
            yield found["/S"].removeprefix("/"), str(found.get("/Alt", ""))
            yield from _tags(found)


@pytest.mark.parametrize(("paper", "long"), [("a4", 842), ("a3", 1191), ("a0", 3370)])
def test_pdf_lies_as_the_picture_does(paper: str, long: int) -> None:
    told = outline.outlined(chart())
    upright = svg().replace('width="300" height="100"', 'width="100" height="300"')
    for picture, side in ((svg(), "width"), (upright, "height")):
        pages = read(pdf.rendered(picture, told, paper, "da", "x")).pages
        assert round(float(getattr(pages[0].mediabox, side))) == long
        assert round(float(pages[1].mediabox.height)) == 842


@pytest.mark.parametrize("said", ODD)
def test_pdf_holds_odd_words_as_words(said: str) -> None:
    found = read(pdf.rendered(svg(said), outline.outlined(chart(said, said)), "a4", "en", said))
    told = "".join(page.extract_text() for page in found.pages[1:])
    # A reader cannot tell a line's end from a blank, nor a hyphen that breaks a word.
    bare = re.sub(r"\s", "", words.fit(said))
    assert bare in re.sub(r"\s", "", told) or "你" in said or len(bare) > 88


def test_pdf_draws_both_weights() -> None:
    data = pdf.rendered(svg("vægt"), outline.outlined(chart()), "a4", "da", "x")
    fonts = read(data).pages[0]["/Resources"]["/Font"]
    names = {font.get_object()["/BaseFont"].partition("+")[2] for font in fonts.values()}
    assert names == {"IBMPlexSans", "IBMPlexSans-SmBld"}


def test_pdf_on_no_paper_is_told() -> None:
    with pytest.raises(BadValue, match="a4, a3 or a0"):
        pdf.rendered(svg(), outline.outlined(chart()), "letter", "da", "x")


def without(monkeypatch: pytest.MonkeyPatch, library: str) -> None:
    """Let a library be missing."""
    real: Callable[..., Any] = builtins.__import__

    def importing(name: str, *arguments: Any, **more: Any) -> Any:
        if name.partition(".")[0] == library:
            raise ImportError(name)
        return real(name, *arguments, **more)

    monkeypatch.setattr(builtins, "__import__", importing)


def test_pdf_without_its_extra_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    without(monkeypatch, "typst")
    with pytest.raises(VejviserError, match=r"pip install vejviser\[pdf\]"):
        pdf.rendered(svg(), outline.outlined(chart()), "a4", "da", "x")
