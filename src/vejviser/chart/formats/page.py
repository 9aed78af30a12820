"""Charts as one HTML page: each picture with tools to look closer, and below it the same as text.

The page asks for nothing: letters, style and script are in it, and it forbids itself anything
else. Without the script all of it is there, and nothing can be moved.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from vejviser.chart import outline
from vejviser.chart.drawing.legend import SAMPLE
from vejviser.chart.drawing.lettering import FAMILY
from vejviser.chart.drawing.scene import Part, Rect, Scene, Text
from vejviser.chart.drawing.themes import DARK, LIGHT, Theme
from vejviser.chart.formats import svg
from vejviser.chart.formats.svg import attribute, number, text
from vejviser.chart.outline import Outline
from vejviser.messages import MESSAGES, say

APART = ("title", "notes", "foot")
"""Parts of a picture that the page says in its own text."""
EDGE = 16.0
"""What is left free around a picture, in px."""
ANSWERS = ("none", "found", "at", "related", "shown")
"""What the script answers with, of the words that begin with ``page-``."""


def rendered(pages: Sequence[tuple[Scene, Outline]], theme: Theme, lang: str) -> str:
    """The charts as an HTML page in a language.

    :param theme: how it looks; where that is light, it turns dark for readers who want it so
    """
    only = len(pages) == 1
    title = pages[0][1].title if only else say("page-charts", lang, number=len(pages))
    style, script = _style(theme), _beside("page.js")
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{lang}">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_policy(style, script)}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f'<meta name="color-scheme" content="{_schemes(theme)}">',
            f"<title>{text(title)}</title>",
            f"<style>{style}</style>",
            "</head>",
            "<body>",
            *([] if only else _contents(title, pages, lang)),
            "<main>",
            *(
                line
                for place, (scene, told) in enumerate(pages, 1)
                for line in _chart(scene, told, theme, f"c{place}", 1 if only else 2)
            ),
            "</main>",
            f"<script>{script}</script>",
            "</body>",
            "</html>",
            "",
        ]
    )


def _contents(title: str, pages: Sequence[tuple[Scene, Outline]], lang: str) -> Iterator[str]:
    yield f"<header><h1>{text(title)}</h1>"
    yield f'<nav aria-label="{attribute(say("page-contents", lang))}"><ol>'
    for place, (_, told) in enumerate(pages, 1):
        after = f' <span class="more">{text(told.subtitle)}</span>' if told.subtitle else ""
        yield f'<li><a href="#c{place}">{text(told.title)}</a>{after}</li>'
    yield "</ol></nav></header>"


def _chart(scene: Scene, told: Outline, theme: Theme, mark: str, level: int) -> Iterator[str]:
    """A chart with its heading, tools, picture and text.

    :param mark: what the names of its elements begin with
    """
    lang = scene.lang
    words = "".join(
        f' data-{key}="{attribute(MESSAGES[f"page-{key}"][lang == "en"])}"' for key in ANSWERS
    )
    yield f'<article class="chart" id="{mark}" aria-labelledby="{mark}-name" lang="{lang}"{words}>'
    yield f'<h{level} id="{mark}-name">{text(told.title)}</h{level}>'
    if told.subtitle:
        yield f'<p class="more">{text(told.subtitle)}</p>'
    yield f'<p class="skip"><a href="#{mark}-text">{text(say("page-skip", lang))}</a></p>'
    kept = [part for part in scene.parts if part.role not in APART]
    yield from _tools(kept, lang, theme, mark)
    yield f'<figure class="{"wide" if scene.width > scene.height else "upright"}">'
    yield '<div class="views">'
    yield f'<div class="stage" tabindex="0" role="group" aria-label="{_label("picture", lang)}">'
    yield from _picture(scene, kept, theme, mark)
    yield "</div>"
    yield f'<section class="about" id="{mark}-about" aria-labelledby="{mark}-of" hidden>'
    yield f'<p class="name" id="{mark}-of" tabindex="-1"></p><ul class="facts"></ul>'
    yield f'<p><a class="page" href="#{mark}">{text(say("page-open", lang))}</a></p>'
    yield '<ul class="lines"></ul>'
    yield f'<button type="button" class="back">{text(say("page-back", lang))}</button>'
    yield "</section></div><figcaption>"
    yield from (f"<p>{text(note)}</p>" for note in told.notes)
    yield from (f'<p class="more">{text(line)}</p>' for line in told.footing)
    yield "</figcaption></figure>"
    named = say("page-text", lang)
    said = replace(told, title=named, subtitle="", notes=(), footing=())
    yield f'<div id="{mark}-text">'
    yield outline.html(said, level + 1).rstrip("\n")
    yield "</div></article>"


def _label(key: str, lang: str) -> str:
    return attribute(say(f"page-{key}", lang))


def _tools(parts: Sequence[Part], lang: str, theme: Theme, mark: str) -> Iterator[str]:
    """What the script answers to; without it none of it is shown."""
    yield f'<div class="tools" role="group" aria-label="{_label("tools", lang)}" hidden>'
    yield '<div class="row">'
    yield f'<label class="search"><span class="unseen">{text(say("page-search", lang))}</span>'
    yield f'<input type="search" placeholder="{_label("search", lang)}" autocomplete="off"'
    yield f' spellcheck="false" aria-describedby="{mark}-hint"></label>'
    for name, sign in (("farther", "−"), ("nearer", "+")):
        yield f'<button type="button" class="{name}" aria-label="{_label(name, lang)}"'
        yield f' title="{_label(name, lang)}">{sign}</button>'
    yield f'<button type="button" class="whole">{text(say("page-whole", lang))}</button>'
    yield '<output class="answer" aria-live="polite"></output></div>'
    relations = [part for part in parts if part.role == "legend" and part.relation]
    if relations:
        yield f'<fieldset><legend class="unseen">{text(say("page-relations", lang))}</legend>'
        for part in relations:
            yield f'<label><input type="checkbox" value="{attribute(part.relation)}" checked>'
            yield f"{_sample(part, theme, lang)}{text(part.name)}</label>"
        yield "</fieldset>"
    yield f'<p class="hint" id="{mark}-hint">{text(say("page-hint", lang))}'
    yield f'<span class="keys"> {text(say("page-keys", lang))}</span></p></div>'


def _sample(entry: Part, theme: Theme, lang: str) -> str:
    """The line of a legend's entry, by itself."""
    items = tuple(item for item in entry.items if not isinstance(item, Text))
    alone = replace(entry, items=items, relation="")
    drawn = "".join(svg.parts(Scene(0, 0, lang, "", "", (alone,)), _named(theme)))
    at, high = entry.bounds, number(entry.bounds.height)
    view = f"{number(at.x)} {number(at.y)} {number(SAMPLE)} {high}"
    size = f'width="{number(SAMPLE)}" height="{high}"'
    return f'<svg {size} viewBox="{view}" aria-hidden="true">{drawn}</svg>'


def _picture(scene: Scene, kept: Sequence[Part], theme: Theme, mark: str) -> Iterator[str]:
    """The picture without what the page says in its own text."""
    bounds = [part.bounds for part in kept] or [Rect(0, 0, scene.width, scene.height)]
    left, top = min(one.x for one in bounds) - EDGE, min(one.y for one in bounds) - EDGE
    wide = max(one.right for one in bounds) + EDGE - left
    high = max(one.bottom for one in bounds) + EDGE - top
    view = " ".join(map(number, (left, top, wide, high)))
    yield (
        f'<svg class="picture" width="{number(wide)}" height="{number(high)}" viewBox="{view}" '
        f'role="graphics-document document" aria-labelledby="{mark}-title {mark}-desc" '
        f"font-family=\"'{FAMILY}', Arial, sans-serif\">"
    )
    yield f'<title id="{mark}-title">{text(scene.title)}</title>'
    yield f'<desc id="{mark}-desc">{text(scene.description)}</desc>'
    # Every picture shares the patterns of the first, as a page may have each name once.
    if theme.patterned and mark == "c1":
        yield f"<defs>{''.join(svg.patterns())}</defs>"
    yield from svg.parts(replace(scene, parts=tuple(kept)), _named(theme))
    yield "</svg>"


def _named(theme: Theme) -> Theme:
    """A theme whose colours are names, which the page's style gives their values."""
    return replace(
        theme,
        tones={tone: f"var(--{tone})" for tone in theme.tones},
        strong=tuple(f"var(--side-{slot})" for slot in range(len(theme.strong))),
        tints=tuple(f"var(--tint-{slot})" for slot in range(len(theme.tints))),
    )


def _colours(theme: Theme) -> str:
    """The values of the names."""
    named: Iterable[tuple[str, str]] = (
        *theme.tones.items(),
        *((f"side-{slot}", colour) for slot, colour in enumerate(theme.strong)),
        *((f"tint-{slot}", colour) for slot, colour in enumerate(theme.tints)),
    )
    return ":root{" + ";".join(f"--{name}:{colour}" for name, colour in named) + "}"


def _schemes(theme: Theme) -> str:
    if theme.name == LIGHT.name:
        return "light dark"
    return "dark" if theme.name == DARK.name else "light"


def _style(theme: Theme) -> str:
    """The page's style sheet. Paper is white, whatever the screen is."""
    colours = _colours(theme)
    if theme.name == LIGHT.name:
        colours += f"@media screen and (prefers-color-scheme:dark){{{_colours(DARK)}}}"
    elif theme.name == DARK.name:
        colours += f"@media print{{{_colours(LIGHT)}}}"
    return "\n".join([svg.faces(), colours, _beside("page.css")])


def _beside(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """What the page may load: its own style and script, known by their hashes, and nothing else."""
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "font-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(content: str) -> str:
    digest = hashlib.sha256(content.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
