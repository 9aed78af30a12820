"""What differs, told as text for a terminal and as Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from vejviser.diff.wording import KINDS, Wording
from vejviser.messages import say
from vejviser.nouns import Change, Compared, Detail
from vejviser.words import listing

SILENT = ("not-restated", "not-stated")


def text(compared: Compared, wording: Wording) -> Iterator[str]:
    """Headings of kinds, under them sections, under them what has changed."""
    head = title(compared)
    yield from (head, "=" * len(head), _summary(compared, wording))
    for kind, changes in groupby(compared.changes, key=lambda change: change.kind):
        yield from ("", wording.kind(kind))
        if kind in SILENT:
            yield f"  {say('silence', wording.lang)}"
        for place, group in groupby(changes, key=lambda change: _place(change, compared)):
            yield f"  {place}"
            yield from _told(list(group), wording)


def markdown(compared: Compared, wording: Wording) -> Iterator[str]:
    """A title, a summary, and a table for each kind."""
    yield from (f"# {title(compared)}", "", _summary(compared, wording))
    yield from tables(compared, wording)


def tables(
    compared: Compared,
    wording: Wording,
    level: int = 2,
    kinds: Mapping[str, tuple[str, str]] = KINDS,
) -> Iterator[str]:
    """One Markdown table for each kind, one row for each respect in which something differs.

    :param level: of the headings
    :param kinds: what each kind is called, in Danish and English; only under the usual names is it
        said what silence means
    """
    columns = [wording.word(key).title() for key in ("section", "point", "before", "after")]
    for kind, changes in groupby(compared.changes, key=lambda change: change.kind):
        yield from ("", f"{'#' * level} {kinds[kind][wording.lang == 'en']}", "")
        if kind in SILENT and kinds is KINDS:
            yield from (say("silence", wording.lang), "")
        yield from (row(columns), row(["---"] * 4))
        for change in changes:
            place, label = _place(change, compared), _point(change, wording)
            if change.details:
                for detail in _telling(change):
                    about = f"{label} – {_respect(detail, wording)}"
                    yield row([place, about, detail.before or "–", detail.after or "–"])
            else:
                texts = [side.text if side else "–" for side in (change.before, change.after)]
                yield row([place, label, *texts])


def row(cells: Sequence[str]) -> str:
    """A row of a Markdown table."""
    return "| " + " | ".join(cell.replace("|", r"\|").replace("\n", " ") for cell in cells) + " |"


def title(compared: Compared) -> str:
    """What is compared with what."""
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
