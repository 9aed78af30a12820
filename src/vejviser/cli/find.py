"""``find``: the way in one's own words."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vejviser.cells import section_name
from vejviser.cli.common import (
    example,
    format_option,
    on_option,
    opened,
    options,
    source,
    write,
)
from vejviser.errors import Ambiguous
from vejviser.messages import say
from vejviser.names import shorten
from vejviser.nouns import Cell, Hit, Rows
from vejviser.words import parse_day, today

if TYPE_CHECKING:
    from vejviser.day import Day
    from vejviser.finding import Answer, Told

NEARLY = 0.02
"""Hits whose scores differ by less are equally good."""


@click.command(epilog=example("vejviser find barselspenge"))
@click.argument("words", nargs=-1, required=True)
@on_option
@click.option(
    "--area",
    metavar="OMRÅDE",
    help="Svar for et område, fx Silkeborg. · Answer for an area.",
)
@format_option
@options
def find(
    words: tuple[str, ...],
    on: str | None,
    area: str | None,
    form: str,
    lang: str,
    data: Path | None,
    no_shipped: bool,
) -> None:
    """Find vej med dine egne ord: hvor du går hen, hvad der er oplyst, og hvem der passer.

    Find the way in your own words: where to go, what is stated, and who fits.
    """
    whole = opened(data, no_shipped)
    day = whole.on(parse_day(on) if on else today(), "all")
    text = " ".join(words)
    here = whole.index.resolve(area, "area", whole.preference(lang)) if area else None
    found = day.find(text, lang=lang, area=here)
    if form != "table":
        write(_as_rows(found), whole, form, lang)
        return
    if not found:
        click.echo(_nobody(day, text, lang, here))
        return
    told = [answer for answer in found if answer.hit.category in ("need", "fact")]
    others = [answer.hit for answer in found if answer not in told]
    if not told and len(meanings := _equally_good(others)) > 1:
        languages = whole.preference(lang)
        named = [(shorten(h.iri), whole.index.label(h.iri, languages)) for h in meanings]
        click.echo(Ambiguous(text, named).text(lang))
        return
    first = found[0].hit in others
    if first:
        _print_others(day, others, lang, "bodies-found")
    for answer in told:
        _print_answer(day, answer, lang)
    if others and not first:
        _print_others(day, others, lang, "also-bodies")


def _equally_good(hits: list[Hit]) -> list[Hit]:
    best = hits[:1]
    return [h for h in hits if best[0].score - h.score < NEARLY and h.category == best[0].category]


def _print_others(day: Day, hits: Iterable[Hit], lang: str, heading: str) -> None:
    click.echo(say(heading, lang))
    for hit in hits:
        label = day.whole.index.label(hit.iri, day.whole.preference(lang))
        click.echo(f"  · {label}  ({shorten(hit.iri)}){_matched(hit, label, lang)}")
    click.echo("")


def _print_answer(day: Day, answer: Answer, lang: str) -> None:
    """A need and the ways to go with it, or what is stated on a matter."""
    label = day.whole.index.label(answer.hit.iri, day.whole.preference(lang))
    click.echo(f"{label}{_matched(answer.hit, label, lang)}")
    if not answer.told:
        click.echo(f"  {say('not-that-day', lang)}")
    for told in answer.told:
        _print_told(day, told, lang)
    click.echo("")


def _print_told(day: Day, told: Told, lang: str) -> None:
    whole = day.whole
    languages = whole.preference(lang)

    def label(iri: str) -> str:
        return whole.index.label(iri, languages)

    if told.goals:
        click.echo(f"  → {', '.join(map(label, told.goals))}")
    indent = "    " if told.goals else "  "
    if told.standing == "other-day":
        click.echo(f"{indent}{say('newest-of-other-days', lang)}")
    click.echo(f"{indent}{told.text}")
    for printed in told.contacts:
        click.echo(f"{indent}{printed}")
    for further in told.further:
        section = section_name(further.section, whole, languages)
        words = {"to": label(further.to), "occasion": label(further.occasion), "section": section}
        click.echo(f"{indent}{say('goes-on', lang, **words)}")
    if told.where:
        click.echo(f"{indent}{say('holds-in', lang, area=label(told.where))}")
    click.echo(f"{indent[2:]}{source(whole, told.document, [*told.sections], told.standing, lang)}")


def _matched(hit: Hit, label: str, lang: str) -> str:
    """By which word it was found, where that is not its label; ours are said to be ours."""
    if hit.matched == label or (hit.category == "fact" and not hit.ours):
        return ""
    key = "matched-ours" if hit.ours else "matched-stated"
    return f"  – {say(key, lang, word=hit.matched)}"


def _nobody(day: Day, text: str, lang: str, area: str | None) -> str:
    """That nothing was found, and who can tell."""
    from vejviser.finding import who_can_tell

    known = who_can_tell(day, area)
    if known is None:
        return say("nothing-found", lang, words=text)
    publisher, contacts = known
    body = day.whole.index.label(publisher, day.whole.preference(lang))
    return say("nothing-found-ask", lang, words=text, body=body, contact="; ".join(contacts))


def _as_rows(found: list[Answer]) -> Rows:
    """The answers as rows: one for every place a route leads to, and every statement."""
    columns = (
        *("rank", "category", "thing", "text", "goTo", "score", "matched", "ours"),
        *("area", "document", "section", "status"),
    )
    rows: list[tuple[Cell | None, ...]] = []
    for answer in found:
        for told in answer.told or (None,):
            for goal in (told and told.goals) or ("",):
                rows.append(_row(len(rows) + 1, answer.hit, told, goal))
    return Rows(columns, tuple(rows))


def _row(rank: int, hit: Hit, told: Told | None, goal: str) -> tuple[Cell | None, ...]:
    def iri(value: str) -> Cell | None:
        return Cell(value, iri=True) if value else None

    return (
        Cell(str(rank), datatype="#integer"),
        Cell("route" if hit.category == "need" else hit.category),
        iri(hit.iri),
        Cell(told.text) if told else None,
        iri(goal),
        Cell(str(hit.score), datatype="#decimal"),
        Cell(hit.matched),
        Cell("true" if hit.ours else "false", datatype="#boolean"),
        iri(told.where) if told else None,
        iri(told.document) if told else None,
        iri(told.sections[0]) if told and told.sections else None,
        Cell(told.standing) if told else None,
    )
