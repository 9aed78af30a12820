"""Writes the page of every code that a shape of ``ontology/shapes.ttl`` has.

    python docs/write_pages.py

What the shape says and the examples of ``tests/shapes/`` are copied, so that a page cannot say
anything else; a test checks that all are fresh. The pages of other codes are written by hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from vejviser.names import shorten
from vejviser.report.pages import PARTS
from vejviser.report.telling import SEVERITIES
from vejviser.turtle import parse
from vejviser.validate.shapes import Said, day_shapes, unit_shapes

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "tests" / "shapes"
LANGUAGES = ("da", "en")

WORDS = {
    "by": (
        "**Hvem siger det:** Vejviser selv, i formen `{shape}` i `ontology/shapes.ttl`. Det er en"
        " regel om, hvordan data skrives, ikke om, hvem der sidder hvor.",
        "**By whom:** Vejviser itself, in the shape `{shape}` of `ontology/shapes.ttl`. It is a"
        " rule on how data are written, not on who sits where.",
    ),
    "mend": ("**Sådan rettes det:** {repair}", "**How to mend it:** {repair}"),
    "examples": (
        "Eksemplerne er opdigtede; det, de henviser til, står i `tests/shapes/context.ttl`."
        " · The examples are made up; what they refer to is in `tests/shapes/context.ttl`.",
    ),
}


def pages() -> Iterator[tuple[str, str]]:
    """(code, page) of every shape that says something, sorted by code."""
    triples = parse(ROOT / "ontology" / "shapes.ttl")
    said = unit_shapes(triples, LANGUAGES).said | day_shapes(triples).said
    for shape, one in sorted(said.items(), key=lambda pair: pair[1].code):
        yield one.code, page(shape, one)


def page(shape: str, said: Said) -> str:
    """The page of one shape's code."""
    parts = [f"# {said.code}\n"]
    for i, lang in enumerate(LANGUAGES):
        message = said.message[lang].replace("{language}", "…")
        parts += [
            f"## {PARTS[lang]}\n",
            f"**{message}** – {SEVERITIES[said.severity][i]}\n",
            WORDS["by"][i].format(shape=shorten(shape)) + "\n",
            WORDS["mend"][i].format(repair=said.repair[lang]) + "\n",
        ]
    parts += [f"## {PARTS['wrong']}\n", WORDS["examples"][0] + "\n", *examples(said.code, "fail")]
    parts += [f"## {PARTS['right']}\n", *examples(said.code, "pass")]
    return "\n".join(parts)


def examples(code: str, kind: str) -> Iterator[str]:
    """The examples that fail, or pass, as named blocks; the plainest first."""
    paths = (EXAMPLES / code).glob(f"{kind}*.ttl")
    for path in sorted(paths, key=lambda path: (len(path.stem), path.stem)):
        yield f"`{path.name}`:\n\n```turtle\n{path.read_text(encoding='utf-8')}```\n"


if __name__ == "__main__":
    for code, text in pages():
        path = Path(__file__).parent / "findings" / f"{code}.md"
        path.write_text(text, encoding="utf-8", newline="\n")
