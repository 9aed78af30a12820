"""``show`` and ``find``: all there is on a body, and the way in one's own words."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vejviser.cli.common import (
    example,
    format_option,
    on_option,
    opened,
    options,
    section_name,
    standing_option,
    write,
)
from vejviser.errors import Ambiguous
from vejviser.messages import say
from vejviser.names import shorten
from vejviser.nouns import Cell, Hit, Rows
from vejviser.words import listing, parse_day, today, write_day

if TYPE_CHECKING:
    from vejviser.api import Day, Vejviser
    from vejviser.describe import Describer, Line

BODIES = ("body", "kind", "interest", "work", "agreement", "subject", "office")
ANY_ROUTE, VERY_NAME = 0.0, 0.85
"""The least score of a route, in general and where something bears just the name asked for."""
WORTHWHILE = 0.7
"""A further hit is shown only where it fits at least so well in proportion to the best."""
NEARLY = 0.02
"""Hits whose scores differ by less are equally good."""


@click.command(epilog=example("vejviser show SU --on 2024-05-01"))
@click.argument("body")
@on_option
@standing_option("all")
@format_option
@options
def show(
    body: str,
    on: str | None,
    standing: str,
    form: str,
    lang: str,
    data: Path | None,
    no_shipped: bool,
) -> None:
    """Vis alt, der er oplyst om et organ: navne, pladser, hvem det sender, veje og kilder.

    Show all that is stated of a body: names, seats, whom it sends, routes and sources.
    """
    from vejviser import rules

    whole = opened(data, no_shipped)
    day = whole.on(parse_day(on) if on else today(), standing)  # type: ignore[arg-type]
    iri = whole.index.resolve(body, "body", whole.preference(lang))
    describer = _describer(day, lang)
    groups = rules.table(day.ask("composition", lang=lang, body=iri))
    lines = describer.body(iri, groups)
    if form != "table":
        write(_as_rows(lines), whole, form, lang)
        return
    title = whole.index.label(iri, whole.preference(lang))
    click.echo(f"{title}\n{'=' * len(title)}")
    click.echo(f"{write_day(day.on, lang)}{_origin(day, iri, lang)}")
    for aspect, group in groupby(lines, key=lambda line: line.aspect):
        click.echo(f"\n{describer.aspect(aspect)}")
        for (text, document, stands), same in _gathered(group).items():
            click.echo(f"  · {text}{_source(whole, document, same, stands, lang)}")


def _describer(day: Day, lang: str) -> Describer:
    from vejviser.describe import Describer

    whole = day.whole
    languages = whole.preference(lang)

    def ask(name: str, **parameters: str | None) -> Rows:
        return day.ask(name, lang=lang, **parameters)

    return Describer(ask, lambda iri: whole.index.label(iri, languages), lang)


def _origin(day: Day, iri: str, lang: str) -> str:
    """A word of warning: a body no document names, or an area no longer known."""
    whole = day.whole
    how = whole.derived(iri)
    last = whole.last_known(iri)
    told = [say(f"{how}-body", lang)] if how else []
    if last and last < day.on:
        told.append(say("last-known", lang, day=write_day(last, lang)))
    return "".join(f"\n{sentence}" for sentence in told)


def _gathered(lines: Iterable[Line]) -> dict[tuple[str, str, str], list[str]]:
    """(text, document, standing) → the sections that say so."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for line in lines:
        found.setdefault((line.text, line.document, line.standing), []).append(line.section)
    return found


def _source(whole: Vejviser, document: str, sections: list[str], standing: str, lang: str) -> str:
    """Where a line is from, and whether it is still stated."""
    if not any(sections):
        return ""
    languages = whole.preference(lang)
    word = "afsnit" if lang == "da" else "section"
    named = listing([section_name(s, whole, languages) for s in sections], lang)
    said = f"  [{whole.index.label(document, languages)}, {word} {named}]"
    return said + (f" – {say('not-restated', lang)}" if standing == "not-restated" else "")


def _as_rows(lines: list[Line]) -> Rows:
    columns = ("aspect", "text", "document", "section", "standing")
    return Rows(
        columns,
        tuple(
            (
                Cell(line.aspect),
                Cell(line.text),
                Cell(line.document, iri=True) if line.document else None,
                Cell(line.section, iri=True) if line.section else None,
                Cell(line.standing) if line.standing else None,
            )
            for line in lines
        ),
    )


@click.command(epilog=example("vejviser find barselspenge"))
@click.argument("words", nargs=-1, required=True)
@on_option
@format_option
@options
def find(
    words: tuple[str, ...],
    on: str | None,
    form: str,
    lang: str,
    data: Path | None,
    no_shipped: bool,
) -> None:
    """Find vej: den bedste vej først, derefter organer og andet, der passer.

    Find the way: the best route first, then bodies and other things that fit.
    """
    from vejviser.find import search

    whole = opened(data, no_shipped)
    day = whole.on(parse_day(on) if on else today(), "all")
    text = " ".join(words)
    known = whole.index.entries.values()
    things = search(known, text, BODIES)
    things = [h for h in things if h.score >= WORTHWHILE * things[0].score][:5]
    needs = search(known, text, ("need",))
    # The very name of a thing is meant, not a route that only shares a word with it.
    least = VERY_NAME if any(h.score >= 1 and not h.ours for h in things) else ANY_ROUTE
    needs = [h for h in needs if h.score >= max(least, WORTHWHILE * needs[0].score)][:3]
    if form != "table":
        write(_hits(day, needs, things, lang), whole, form, lang)
        return
    if not needs and not things:
        click.echo(_nobody(day, text, lang))
        return
    for hit in needs:
        _print_route(day, hit, lang)
    meanings = [
        h for h in things if things[0].score - h.score < NEARLY and h.category == things[0].category
    ]
    if not needs and len(meanings) > 1:
        languages = whole.preference(lang)
        named = [(shorten(h.iri), whole.index.label(h.iri, languages)) for h in meanings]
        click.echo(Ambiguous(text, named).text(lang))
        return
    if things:
        click.echo(say("also-bodies" if needs else "bodies-found", lang))
    for hit in things:
        label = whole.index.label(hit.iri, whole.preference(lang))
        click.echo(f"  · {label}  ({shorten(hit.iri)}){_matched(hit, label, lang)}")


def _print_route(day: Day, hit: Hit, lang: str) -> None:
    """A need and the ways to go with it, each once, with its contacts."""
    whole = day.whole
    languages = whole.preference(lang)

    def label(iri: str | None) -> str:
        return whole.index.label(iri, languages) if iri else ""

    need = label(hit.iri)
    click.echo(f"{need}{_matched(hit, need, lang)}")
    rows = list(day.ask("routes", lang=lang, need=hit.iri))
    if not rows:
        click.echo(f"  {say('not-that-day', lang)}")
    for statement in dict.fromkeys(row["statement"] for row in rows):
        same = [row for row in rows if row["statement"] == statement]
        first = same[0]
        goals = ", ".join(dict.fromkeys(label(row["goTo"]) for row in same if row["goTo"]))
        click.echo(f"  → {goals}")
        click.echo(f"    {first['description'] or ''}")
        for printed in dict.fromkeys(row["contact"] for row in same if row["contact"]):
            click.echo(f"    {printed}")
        for to, occasion, further in dict.fromkeys(
            (row["next"], row["occasion"], row["nextSection"]) for row in same if row["next"]
        ):
            section = section_name(further or "", whole, languages)
            told = {"to": label(to), "occasion": label(occasion), "section": section}
            click.echo(f"    {say('goes-on', lang, **told)}")
        sections = list(dict.fromkeys(row["section"] or "" for row in same))
        stands = (first["status"] or "").rpartition("#")[2]
        click.echo(f"  {_source(whole, first['document'] or '', sections, stands, lang)}")
    click.echo("")


def _matched(hit: Hit, label: str, lang: str) -> str:
    """By which word it was found, where that is not its label; ours are said to be ours."""
    if hit.matched == label:
        return ""
    key = "matched-ours" if hit.ours else "matched-stated"
    return f"  – {say(key, lang, word=hit.matched)}"


def _nobody(day: Day, text: str, lang: str) -> str:
    """That nothing was found, and who can tell: the publisher of the newest document."""
    whole = day.whole
    documents = sorted(whole.ask("documents", lang=lang), key=lambda row: row["countsFrom"] or "")
    published = [row["publisher"] for row in documents if row["publisher"]]
    if not published:
        return say("nothing-found", lang, words=text)
    contacts = [row["printed"] for row in day.ask("contacts", lang=lang, thing=published[-1])]
    return say(
        "nothing-found-ask",
        lang,
        words=text,
        body=whole.index.label(published[-1], whole.preference(lang)),
        contact="; ".join(str(c) for c in dict.fromkeys(contacts)) or "–",
    )


def _hits(day: Day, needs: list[Hit], things: list[Hit], lang: str) -> Rows:
    """The same answer as rows: routes first, one row per goal."""
    columns = (
        "rank",
        "category",
        "thing",
        "goTo",
        "score",
        "matched",
        "ours",
        "document",
        "section",
    )
    rows: list[tuple[Cell | None, ...]] = []

    def row(hit: Hit, to: str | None, document: str | None, section: str | None) -> None:
        rows.append(
            (
                Cell(str(len(rows) + 1), datatype="#integer"),
                Cell("route" if hit.category == "need" else hit.category),
                Cell(hit.iri, iri=True),
                Cell(to, iri=True) if to else None,
                Cell(str(hit.score), datatype="#decimal"),
                Cell(hit.matched),
                Cell("true" if hit.ours else "false", datatype="#boolean"),
                Cell(document, iri=True) if document else None,
                Cell(section, iri=True) if section else None,
            )
        )

    for hit in needs:
        goals = day.ask("routes", lang=lang, need=hit.iri)
        for to, document, section in dict.fromkeys(
            (r["goTo"], r["document"], r["section"]) for r in goals
        ):
            row(hit, to, document, section)
    for hit in things:
        row(hit, None, None, None)
    return Rows(columns, tuple(rows))
