"""A chart in words, for those who do not see the picture or want it in a mail.

Says what the picture shows, in the same order: every band with its boxes, and at every box its
seats, facts, names and lines, each with its source.
"""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby

from vejviser.chart.model import DOT, Box, Cell, Chart, Fact, Line, Seats, Source, Taker
from vejviser.messages import say
from vejviser.words import fit, listing

Cite = Callable[[str, Sequence[str]], str]
"""Document, sections → where it stands, in words."""
WIDTH = 88
"""The longest line of plain text, in characters."""


@dataclass(frozen=True)
class Entry:
    """Something said, and what is said of it.

    :param iri: what it is about; empty for none
    :param marks: how it stands, in words, such as "ikke gentaget"
    :param source: where it stands, in words; empty where that is said by its mark, or above it
    """

    text: str
    iri: str = ""
    marks: tuple[str, ...] = ()
    source: str = ""
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Section:
    """The boxes of a band; the heading is empty in a chart without bands."""

    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Outline:
    """All that a chart says, in reading order; ``summary`` says it in a few sentences."""

    lang: str
    title: str
    subtitle: str
    summary: str
    sections: tuple[Section, ...]
    notes: tuple[str, ...]
    footing: tuple[str, ...]


def outlined(chart: Chart, cite: Cite | None = None) -> Outline:
    """A chart in words.

    :param cite: how sources are named; by their IRIs' own names where it is None
    """
    teller = _Teller(chart, cite)
    known = [band.iri for band in chart.bands]
    bands = [(band.iri, _capital(fit(band.label))) for band in chart.bands]
    if chart.bands and "" not in known:
        bands.append(("", say("outline-no-band", chart.lang)))
    sections = []
    for iri, heading in bands or [("", "")]:
        boxes = [box for box in chart.boxes if (box.band if box.band in known else "") == iri]
        if boxes:
            sections.append(Section(heading, tuple(teller.box(box) for box in boxes)))
    return Outline(
        lang=chart.lang,
        title=fit(chart.title),
        subtitle=fit(chart.subtitle),
        summary=summary(chart),
        sections=tuple(sections),
        notes=tuple(fit(note) for note in chart.notes),
        footing=tuple(fit(line) for line in chart.footing),
    )


def inside(chart: Chart, cite: Cite | None = None) -> dict[str, list[str]]:
    """What stands in each box below its name, a line for each thing said, and names in one line.

    :param cite: as for :func:`outlined`
    """
    teller = _Teller(chart, cite)
    return {box.iri: teller.lines(box) for box in chart.boxes}


def summary(chart: Chart) -> str:
    """What a chart shows, in three sentences at most.

    >>> from datetime import date
    >>> from vejviser.chart.model import Box, Chart
    >>> summary(Chart("body", "SU", "Udvalg", "da", date(2025, 3, 1), (Box("x", "SU"),), ()))
    'SU – Udvalg. Billedet viser 1 felt.'
    """
    lang = chart.lang
    named = " – ".join(text for text in (fit(chart.title), fit(chart.subtitle)) if text)
    what = _counted("summary-box", "summary-boxes", len(chart.boxes), lang)
    if chart.bands:
        bands = listing([fit(band.label) for band in chart.bands], lang)
        what = say("summary-bands", lang, boxes=what, bands=bands)
    if chart.lines:
        lines = _counted("summary-line", "summary-lines", len(chart.lines), lang)
        kinds = Counter(fit(line.label) for line in chart.lines)
        named_kinds = listing([f"{label} ({number})" for label, number in kinds.items()], lang)
        what = listing([what, f"{lines}: {named_kinds}"], lang)
    sentences = [_ended(named), say("summary-shown", lang, what=what)]
    marks = Counter(mark for mark in map(_mark, _things(chart)) if mark)
    if marks:
        told = [f"{say(f'outline-{mark}', lang)}: {number}" for mark, number in marks.items()]
        sentences.append(_ended(_capital(", ".join(told))))
    return " ".join(sentence for sentence in sentences if sentence)


def text(outline: Outline) -> str:
    """The outline as plain text, no line longer than :data:`WIDTH`."""
    return "\n".join(line.rstrip() for line in _lines(outline)).strip("\n") + "\n"


def html(outline: Outline, top: int = 2) -> str:
    """The outline as a part of an HTML page.

    :param top: level of its heading; those below follow from there
    """
    parts = [f'<section class="outline" lang="{escape(outline.lang)}">']
    parts.append(f"<h{top}>{escape(outline.title)}</h{top}>")
    if outline.subtitle:
        parts.append(f"<p>{escape(outline.subtitle)}</p>")
    for section in outline.sections:
        level = top + 1
        if section.heading:
            parts.append(f"<h{level}>{escape(section.heading)}</h{level}>")
            level += 1
        for entry in section.entries:
            parts.append(f"<h{level}>{_linked(entry)}</h{level}>")
            parts.extend(_list(entry.entries))
    for key, said in after(outline):
        parts.append(f"<h{top + 1}>{escape(say(key, outline.lang))}</h{top + 1}>")
        parts.extend(_list([Entry(one) for one in said]))
    return "\n".join([*parts, "</section>", ""])


def full(entry: Entry) -> str:
    """What an entry says with its marks and source, in one line."""
    said = " – ".join((entry.text, *entry.marks))
    return f"{said} [{entry.source}]" if entry.source else said


class _Teller:
    """Tells the boxes of one chart."""

    def __init__(self, chart: Chart, cite: Cite | None) -> None:
        self.chart, self.lang = chart, chart.lang
        self.cite = cite or self._named
        self.labels = {box.iri: fit(box.label) for box in chart.boxes}

    def box(self, box: Box) -> Entry:
        """A box with all it holds, and the lines that begin there; in the focus also the others."""
        said = self._inside(box)
        said += [self._entry(cell.label, cell, cell.iri, within=box) for cell in box.cells]
        for line in self.chart.lines:
            if line.start == box.iri:
                said.append(self._entry(self._line(line, ""), line, line.end))
            elif line.end == box.iri and box.role == "focus":
                start = self.labels.get(line.start, line.start)
                said.append(self._entry(self._line(line, start), line, line.start))
        return self._entry(box.label, box, box.iri, said)

    def lines(self, box: Box) -> list[str]:
        """How a box stands, and what it holds."""
        found = [*self._entry(box.label, box).marks]
        found += [line for entry in self._inside(box) for line in _flat(entry)]
        for heading, cells in groupby(box.cells, key=lambda cell: not cell.iri):
            names = [
                line for cell in cells for line in _flat(self._entry(cell.label, cell, "", (), box))
            ]
            found += names if heading else [", ".join(names)]
        return found

    def _inside(self, box: Box) -> list[Entry]:
        """What a box holds but for the names in it."""
        named = fit(f"{box.total} {box.subtitle}")
        said = [Entry(named)] if named else []
        return [*said, *self._seats(box.seats), *self._facts(box)]

    def _facts(self, box: Box) -> list[Entry]:
        """The facts of a box; those that a dot begins belong to the one before them."""
        found: list[Entry] = []
        for fact in box.facts:
            entry = self._entry(fact.text.removeprefix(DOT), fact, within=box)
            if found and fact.text.startswith(DOT):
                found[-1] = replace(found[-1], entries=(*found[-1].entries, entry))
            else:
                found.append(entry)
        return found

    def _seats(self, groups: Sequence[Seats], path: tuple[str, ...] = ()) -> list[Entry]:
        """The groups within the last group of a path, or within none, each with those in it."""
        points = {group.point for group in groups}
        found = []
        for group in groups:
            outer = group.within if group.within in points - {group.point} else ""
            if outer != (path[-1] if path else ""):
                continue
            words = self._seat(group)
            if path:
                words = say("outline-of-these", self.lang, what=words)
            deeper = [] if group.point in path else self._seats(groups, (*path, group.point))
            deeper = [*map(self._taker, group.takers), *deeper]
            found.append(self._entry(words, group, entries=deeper))
        return found

    def _seat(self, group: Seats) -> str:
        words = [_places(group.number, self.lang)]
        if group.capacity in ("observer", "substitute", "supplementary"):
            capacity = say(f"outline-{group.capacity}", self.lang)
            words += [capacity] if capacity not in group.number else []
        if group.vacant is not None and not group.vacant:
            words.append(say("outline-none-vacant", self.lang))
        elif group.vacant:
            one, many = "outline-one-vacant", "outline-vacant"
            words.append(group.vacancy or _counted(one, many, group.vacant, self.lang))
        words.append(group.note)
        told = ", ".join(word for word in words if word)
        label = " – ".join(filter(None, (group.apart, group.label)))
        return f"{label}: {told}" if label and told else label or told

    def _taker(self, taker: Taker) -> Entry:
        one, many = "outline-one-vacant", "outline-vacant"
        empty = _counted(one, many, taker.vacant, self.lang) if taker.vacant else ""
        return Entry(fit(", ".join(filter(None, (taker.label, empty)))))

    def _line(self, line: Line, start: str) -> str:
        """A line as a sentence; without its subject where that is the box it is told at."""
        # What is next is no object of a verb.
        label = f"{line.label}:" if self.chart.view == "route" else line.label
        words = [start, label, self.labels.get(line.end, line.end)]
        if line.seats:
            words.append(f"({line.seats})")
        said = " ".join(word for word in words if word)
        return f"{said}: {line.caption}" if line.caption not in ("", line.label) else said

    def _entry(
        self,
        said: str,
        thing: _Thing,
        iri: str = "",
        entries: Sequence[Entry] = (),
        within: Box | None = None,
    ) -> Entry:
        """Something said, with its marks and source; not again what is said of its box."""
        source = getattr(thing, "source", Source())
        cited = fit(self.cite(source.document, source.sections)) if source.document else ""
        marks = []
        if thing.change and thing.change != "not-restated":
            marks.append(say(f"outline-{thing.change}", self.lang))
        told = within is not None and within.standing == thing.standing and not cited
        if thing.change == "not-restated" or (thing.standing == "not-restated" and not told):
            key = "last-stated" if cited else "outline-not-restated"
            marks.append(say(key, self.lang, document=cited))
            cited = ""
        if getattr(thing, "derived", False):
            marks.append(say("outline-derived", self.lang))
        return Entry(fit(said), iri, tuple(marks), cited, tuple(entries))

    def _named(self, document: str, sections: Sequence[str]) -> str:
        """A source by the ends of its IRIs."""
        name = re.split("[/#]", document.rstrip("/#"))[-1]
        if not sections:
            return name
        numbers = listing([re.split("[/#]", one)[-1] for one in sections], self.lang)
        key = "outline-section" if len(sections) == 1 else "outline-sections"
        return say(key, self.lang, document=name, sections=numbers)


_Thing = Box | Line | Seats | Cell | Fact


def _things(chart: Chart) -> Iterator[_Thing]:
    """All that can have a mark of its own."""
    for box in chart.boxes:
        yield box
        yield from box.seats
        within: tuple[_Thing, ...] = (*box.facts, *box.cells)
        yield from (one for one in within if one.change or one.standing != box.standing)
    yield from chart.lines


def _mark(thing: _Thing) -> str:
    return thing.change or ("not-restated" if thing.standing == "not-restated" else "")


def _counted(one: str, many: str, number: int, lang: str) -> str:
    return say(one if number == 1 else many, lang, number=number)


def _places(number: str, lang: str) -> str:
    """How many seats, in words: "mindst 2" → "mindst 2 pladser".

    >>> _places("1 for hver deltager", "da"), _places("antal ikke oplyst", "da")
    ('1 plads for hver deltager', 'antal ikke oplyst')
    """
    figures = re.match(r"\D*\d+(\s*–\s*\d+)?", number)
    if not figures:
        return number
    key = "outline-seat" if figures[0] == "1" else "outline-seats"
    return say(key, lang, number=figures[0]) + number[figures.end() :]


def _ended(sentence: str) -> str:
    return sentence if not sentence or sentence[-1] in ".?!" else f"{sentence}."


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def after(outline: Outline) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What stands below the picture: key of its heading, and its lines."""
    if outline.notes:
        yield "outline-notes", outline.notes
    if outline.footing:
        yield "outline-footing", outline.footing


def _lines(outline: Outline) -> Iterator[str]:
    yield from _headed(outline.title, "=")
    if outline.subtitle:
        yield from textwrap.wrap(outline.subtitle, WIDTH, break_on_hyphens=False)
        yield ""
    for section in outline.sections:
        yield from _headed(section.heading, "-")
        for entry in section.entries:
            yield from _told(entry, 0)
            yield ""
    for key, said in after(outline):
        yield from _headed(say(key, outline.lang), "-")
        for one in said:
            yield from _told(Entry(one), 0)
        yield ""


def _headed(heading: str, rule: str) -> Iterator[str]:
    if heading:
        lines = textwrap.wrap(heading, WIDTH, break_on_hyphens=False)
        yield from (*lines, rule * max(map(len, lines)), "")


def _told(entry: Entry, depth: int) -> Iterator[str]:
    first = "  " * min(depth, 20) + ("* " if depth == 0 else "- ")
    yield from textwrap.wrap(
        full(entry),
        WIDTH,
        initial_indent=first,
        subsequent_indent=" " * len(first),
        break_on_hyphens=False,
    )
    for inner in entry.entries:
        yield from _told(inner, depth + 1)


def _flat(entry: Entry, depth: int = 0) -> Iterator[str]:
    """An entry with its marks and those below it, a line each; without sources."""
    yield DOT * depth + " – ".join((entry.text, *entry.marks))
    for inner in entry.entries:
        yield from _flat(inner, depth + 1)


def _linked(entry: Entry) -> str:
    """An entry's text as a link to what it is about, with marks and source behind it."""
    said = escape(entry.text)
    # Whatever else an IRI may begin with is no page, and could be a script.
    if entry.iri.startswith(("http://", "https://")):
        said = f'<a href="{escape(fit(entry.iri))}">{said}</a>'
    said += "".join(f" – <em>{escape(mark)}</em>" for mark in entry.marks)
    return f"{said} <cite>{escape(entry.source)}</cite>" if entry.source else said


def _list(entries: Sequence[Entry]) -> Iterator[str]:
    if entries:
        yield "<ul>"
        for entry in entries:
            yield f"<li>{_linked(entry)}"
            yield from _list(entry.entries)
            yield "</li>"
        yield "</ul>"
