"""``explain``: what the code of a finding means, by whom, wrong and right, and how to mend it."""

from __future__ import annotations

import re
import textwrap

import click

from vejviser.cli.common import example
from vejviser.errors import Unknown
from vejviser.report.pages import PARTS, Page, codes, page
from vejviser.words import near


@click.command(epilog=example("vejviser explain too-few"))
@click.argument("code", required=False, metavar="[KODE]")
@click.option(
    "--lang",
    type=click.Choice(("da", "en")),
    default="da",
    help="Sprog. · Language.",
    show_default=True,
)
def explain(code: str | None, lang: str) -> None:
    """Forklar en bemærkning: hvad den betyder, og hvad man gør. Uden KODE vises alle.

    Explain a finding: what it means and what to do. Without a code, all are listed.
    """
    from vejviser import load

    folder = load.home() / "docs" / "findings"
    if code is None:
        found = [one for known in codes(folder) if (one := page(folder, known))]
        click.echo(_list(found, lang), nl=False)
        return
    one = page(folder, code)
    if one is None:
        raise Unknown("unknown-code", code, near(code, codes(folder)))
    click.echo(_whole(one, lang), nl=False)


def _list(pages: list[Page], lang: str) -> str:
    """A line for each code: how bad it is, and what it means."""
    code = max(len(one.code) for one in pages)
    how = max(len(one.severity[lang]) for one in pages)
    return "".join(
        f"{one.code:{code}}  {one.severity[lang]:{how}}  {one.title[lang]}\n" for one in pages
    )


def _whole(one: Page, lang: str) -> str:
    """One page in one language, its examples indented."""
    parts = [one.code, _bare(one.text[lang])]
    for name, files in (("wrong", one.wrong), ("right", one.right)):
        parts.append(PARTS[name].split(" · ")[lang == "en"] + ":")
        parts += [f"  {file}\n{textwrap.indent(text, '    ')}" for file, text in files.items()]
    return "\n\n".join(part.rstrip("\n") for part in parts) + "\n"


def _bare(text: str) -> str:
    """A text without the marks of Markdown: a link is its words, and a code stands alone."""
    return re.sub(r"\[([^]\n]*)\]\([^)\n]*\)", r"\1", text).replace("**", "").replace("`", "")
