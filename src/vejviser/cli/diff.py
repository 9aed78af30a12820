"""``diff``: what has changed from one edition to another, or from one day to another."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vejviser.cli.common import example, opened, options
from vejviser.messages import say
from vejviser.nouns import Change, Compared, Detail
from vejviser.words import listing

if TYPE_CHECKING:
    from vejviser.diff.wording import Wording

SILENT = ("not-restated", "not-stated")


@click.command(epilog=example("vejviser diff guide-2023 guide-2024"))
@click.argument("a")
@click.argument("b")
@click.option(
    "--spelling", is_flag=True, help="Også stavemåder og sidetal. · Spelling and pages too."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "md", "json")),
    default="text",
    show_default=True,
    help="Hvordan svaret skrives. · How the answer is written.",
)
@options
def diff(
    a: str,
    b: str,
    spelling: bool,
    form: str,
    lang: str,
    data: Path | None,
    no_shipped: bool,
) -> None:
    """Vis, hvad der er ændret fra A til B: to udgaver af samme række, eller to dage.

    Det, B ikke gentager, er ikke dermed ophørt.

    Show what has changed from A to B: two editions of one series, or two days. What B does not
    restate has not thereby ended.
    """
    from vejviser.diff.wording import Wording

    whole = opened(data, no_shipped)
    compared = whole.compared(a, b, lang=lang, spelling=spelling)
    if form == "json":
        click.echo(json.dumps(_as_json(compared), ensure_ascii=False, indent=2))
        return
    wording = Wording(str, lang)
    lines = _markdown if form == "md" else _text
    click.echo("\n".join(lines(compared, wording)))


def _as_json(compared: Compared) -> dict[str, object]:
    found = [{"key": change.key, **asdict(change)} for change in compared.changes]
    return {**asdict(compared), "changes": found}


def _text(compared: Compared, wording: Wording) -> Iterator[str]:
    """Headings of kinds, under them sections, under them what has changed."""
    title = _title(compared)
    yield from (title, "=" * len(title), _summary(compared, wording))
    for kind, changes in groupby(compared.changes, key=lambda change: change.kind):
        yield from ("", wording.kind(kind))
        if kind in SILENT:
            yield f"  {say('silence', wording.lang)}"
        for place, group in groupby(changes, key=lambda change: _place(change, compared)):
            yield f"  {place}"
            yield from _told(list(group), wording)


def _markdown(compared: Compared, wording: Wording) -> Iterator[str]:
    """One table for each kind, one row for each respect in which something differs."""
    yield from (f"# {_title(compared)}", "", _summary(compared, wording))
    columns = [wording.word(key).title() for key in ("section", "point", "before", "after")]
    for kind, changes in groupby(compared.changes, key=lambda change: change.kind):
        yield from ("", f"## {wording.kind(kind)}", "")
        if kind in SILENT:
            yield from (say("silence", wording.lang), "")
        yield from (_row(columns), _row(["---"] * 4))
        for change in changes:
            place, label = _place(change, compared), _point(change, wording)
            if change.details:
                for detail in _telling(change):
                    about = f"{label} – {_respect(detail, wording)}"
                    yield _row([place, about, detail.before or "–", detail.after or "–"])
            else:
                texts = [side.text if side else "–" for side in (change.before, change.after)]
                yield _row([place, label, *texts])


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cell.replace("|", r"\|").replace("\n", " ") for cell in cells) + " |"


def _title(compared: Compared) -> str:
    return f"{compared.before.label} → {compared.after.label}"


def _summary(compared: Compared, wording: Wording) -> str:
    """How many changes there are of each kind."""
    counted = Counter(change.kind for change in compared.changes)
    if not counted:
        return say("no-difference", wording.lang)
    return " · ".join(f"{wording.kind(kind)}: {count}" for kind, count in counted.items())


def _place(change: Change, compared: Compared) -> str:
    """Where a change stands: the section, and between days the document too."""
    side = change.after or change.before
    assert side is not None  # a change has a side
    section = side.sections[0].label if side.sections else side.document.label
    days = "/" not in compared.after.iri
    return f"{side.document.label}, {section}" if days and side.sections else section


def _told(changes: list[Change], wording: Wording) -> Iterator[str]:
    """What has changed in one section; points that differ alike are said together."""
    alike: dict[tuple[str, ...], list[str]] = {}
    for change in changes:
        point = _point(change, wording) + _moved(change, wording)
        alike.setdefault(_respects(change, point, wording), []).append(point)
    for respects, points in alike.items():
        line = f"    · {listing(points, wording.lang)}"
        if len(respects) > 1:
            yield from (line, *(f"        {respect}" for respect in respects))
        else:
            yield line + "".join(respects)


def _respects(change: Change, point: str, wording: Wording) -> tuple[str, ...]:
    """In what a change consists: each detail, or what the only side says."""
    nothing = wording.word("nothing")
    details = [
        f"{_respect(detail, wording)}: {detail.before or nothing} → {detail.after or nothing}"
        for detail in _telling(change)
    ]
    if details:
        return tuple(details) if len(details) > 1 else (f" – {details[0]}",)
    side = change.before or change.after
    return (f": {side.text}",) if side and not point.endswith(side.text) else ()


def _point(change: Change, wording: Wording) -> str:
    """What is compared; of a section, that it is one."""
    sides = [side for side in (change.before, change.after) if side]
    of_section = any(change.point in side.sections for side in sides)
    return f"{wording.word('section')} {change.point.label}" if of_section else change.point.label


def _telling(change: Change) -> list[Detail]:
    """The details; the description only where nothing else tells what has changed."""
    others = [detail for detail in change.details if detail.aspect != "description"]
    return others or list(change.details)


def _respect(detail: Detail, wording: Wording) -> str:
    """What a detail is on, with its step."""
    if not detail.step:
        return detail.name
    step = f"{wording.aspect('step')} {detail.step}"
    return step if detail.aspect == "step" else f"{step}, {detail.name}"


def _moved(change: Change, wording: Wording) -> str:
    """Where the first side says it, if that is another section."""
    if not change.moved or not change.before or not change.before.sections:
        return ""
    return f" ({wording.word('was-in', change.before.sections[0].label)})"
