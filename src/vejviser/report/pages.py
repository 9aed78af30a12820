"""The pages that explain the codes: ``docs/findings/<code>.md``, Danish first, then English.

A page has four parts: ``## Dansk`` and ``## English``, which begin with the title in bold type and
the severity; and ``## Forkert · Wrong`` and ``## Rigtigt · Right``, which hold files as fenced
blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PARTS = {"da": "Dansk", "en": "English", "wrong": "Forkert · Wrong", "right": "Rigtigt · Right"}
OPENING = re.compile(r"\*\*(?P<title>.+?)\*\* – (?P<severity>.+)")
FILE = re.compile(r"(?:^`(?P<name>[^`\n]+)`:\n\n)?^```\w+\n(?P<text>.*?)^```$", re.M | re.S)


@dataclass(frozen=True)
class Page:
    """What one code means, per language, and examples: the name of a file → what it holds."""

    code: str
    title: dict[str, str]
    severity: dict[str, str]
    text: dict[str, str]
    wrong: dict[str, str]
    right: dict[str, str]


def codes(folder: Path) -> Iterator[str]:
    """The codes that have a page, sorted."""
    return (path.stem for path in sorted(folder.glob("*.md")))


@cache
def page(folder: Path, code: str) -> Page | None:
    """The page of a code; None where it has none."""
    if code not in codes(folder):
        return None
    parts = re.split(r"^## (.*)\n", (folder / f"{code}.md").read_text("utf-8"), flags=re.M)
    named = {name: text.strip() for name, text in zip(parts[1::2], parts[2::2], strict=True)}
    text = {lang: named[PARTS[lang]] for lang in ("da", "en")}
    opening = {lang: OPENING.match(text[lang]) for lang in text}
    return Page(
        code=code,
        title={lang: found["title"] for lang, found in opening.items() if found},
        severity={lang: found["severity"] for lang, found in opening.items() if found},
        text=text,
        wrong=_files(named[PARTS["wrong"]]),
        right=_files(named[PARTS["right"]]),
    )


def _files(text: str) -> dict[str, str]:
    return {found["name"] or "": found["text"] for found in FILE.finditer(text)}
