"""A drawn page and its words as a tagged PDF by Typst, as PDF/UA-1 asks.

The first page is the picture, on the paper asked for; the pages after it say the same in headings
and lists, on A4, which can be read at a desk. Words reach Typst as data, so that no sign in them
means anything to it.
"""

from __future__ import annotations

import json
import re
from types import ModuleType

from vejviser.chart.formats.png import FONTS, size
from vejviser.chart.outline import Entry, Outline, after
from vejviser.errors import BadValue, VejviserError
from vejviser.messages import say
from vejviser.thirdparty import path
from vejviser.words import fit

PAPERS = ("a4", "a3", "a0")
SEMIBOLD = "IBM Plex Sans SmBld"
"""What Typst calls the semibold font: it knows families by the first name a file gives them."""
SOURCE = r"""
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title, date: none)
#set text(font: "IBM Plex Sans", lang: data.lang, size: 10pt)
#set page(paper: data.paper, flipped: data.flipped, margin: 8mm)
#figure(
  image(bytes(sys.inputs.svg), format: "svg", width: 100%, height: 100%, fit: "contain"),
  alt: data.summary,
)
#set page(paper: "a4", flipped: false, margin: (x: 22mm, y: 20mm), numbering: "1")
#set list(marker: ([•], [–]), spacing: 0.75em)
#set par(leading: 0.6em)
#show heading: set text(font: data.semibold, weight: "semibold", hyphenate: false)
#show heading: set block(above: 1.4em, below: 0.7em)
#show link: underline
#let named(entry) = if entry.link == "" { entry.text } else { link(entry.link, entry.text) }
#let said(entry) = {
  named(entry)
  if entry.rest != "" { text(fill: luma(35%), entry.rest) }
  if entry.entries.len() > 0 { list(..entry.entries.map(said)) }
}
#heading(level: 1, data.title)
#if data.subtitle != "" { par(data.subtitle) }
#for section in data.sections {
  if section.heading != "" { heading(level: 2, section.heading) }
  for entry in section.entries {
    heading(level: if section.heading == "" { 2 } else { 3 }, {
      named(entry)
      if entry.rest != "" { text(font: "IBM Plex Sans", weight: "regular", entry.rest) }
    })
    if entry.entries.len() > 0 { list(..entry.entries.map(said)) }
  }
}
#for part in data.after {
  heading(level: 2, part.heading)
  list(..part.entries)
}
"""


def library() -> ModuleType:
    """The library ``typst``, which not everybody has.

    :raises VejviserError: ``needs-extra`` where it is not installed
    """
    try:
        import typst
    except ImportError as error:
        raise VejviserError("needs-extra", value="typst", extra="pdf") from error
    return typst


def rendered(svg: str, outline: Outline, paper: str, lang: str, title: str) -> bytes:
    """SVG text and a chart in words as a PDF file.

    :param paper: of the picture: one of :data:`PAPERS`, upright where the picture is
    :raises BadValue: ``unknown-paper``
    :raises VejviserError: ``needs-extra`` where Typst is not installed
    """
    if paper not in PAPERS:
        raise BadValue("unknown-paper", value=paper)
    typst = library()
    width, height = size(svg)
    data = {
        "title": fit(title) or fit(outline.title) or "Vejviser",
        "subtitle": outline.subtitle,
        "summary": outline.summary,
        "lang": lang,
        "paper": paper,
        "flipped": width > height,
        "semibold": SEMIBOLD,
        "sections": [
            {"heading": section.heading, "entries": [_entry(entry) for entry in section.entries]}
            for section in outline.sections
        ],
        "after": [{"heading": say(key, lang), "entries": said} for key, said in after(outline)],
    }
    inputs = {"data": json.dumps(data, ensure_ascii=False), "svg": _with_family(svg)}
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=True,
        font_paths=[str(path(FONTS[0]).parent)],
    )

    def compiled(standards: list[str]) -> bytes:
        made: bytes = typst.compile(
            SOURCE.encode(),
            font_paths=fonts,
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs=inputs,
            pdf_standards=standards,
        )
        return made

    try:
        return compiled(["ua-1"])
    except typst.TypstError:
        # The standard forbids signs that no font has; it is tagged all the same.
        return compiled([])


def _entry(entry: Entry) -> dict[str, object]:
    page = entry.iri.startswith(("http://", "https://"))
    source = f" [{entry.source}]" if entry.source else ""
    return {
        "text": entry.text,
        "link": fit(entry.iri) if page else "",
        "rest": "".join(f" – {mark}" for mark in entry.marks) + source,
        "entries": [_entry(inner) for inner in entry.entries],
    }


def _with_family(svg: str) -> str:
    """The SVG with the semibold font named where its weight is asked for."""
    svg = re.sub(r"font-weight:\s*600", rf"font-weight:600;font-family:'{SEMIBOLD}'", svg)

    def named(tag: re.Match[str]) -> str:
        bare = re.sub(r'\s+font-family="[^"]*"', "", tag[0])
        return bare.replace('font-weight="600"', f'font-weight="600" font-family="{SEMIBOLD}"')

    return re.sub(r'<[^<>]*\sfont-weight="600"[^<>]*>', named, svg)
