"""The command line: arguments in, rooms joined, text out, and an exit code.

0 fine, 1 findings, 2 could not run. Results go to stdout and all else to stderr. A command is
imported when it is called, so that ``--help`` and small commands start at once.
"""

from __future__ import annotations

import gc
import os
import re
import sys
from contextlib import suppress
from importlib import import_module
from itertools import pairwise
from typing import NoReturn

import click

from vejviser.errors import Unknown, VejviserError
from vejviser.messages import say
from vejviser.words import near

# command → the module that holds it and its line in the list
COMMANDS = {
    "ask": ("ask", "Stil et navngivet spørgsmål. · Ask a named question."),
    "query": ("ask", "Kør din egen SPARQL. · Run SPARQL of your own."),
    "find": ("find", "Find vej med dine egne ord. · Find the way in your own words."),
    "show": (
        "show",
        "Vis alt om et organ eller andet. · Show all there is on a body or other thing.",
    ),
    "diff": ("diff", "Vis, hvad der er ændret. · Show what has changed."),
    "check": ("check", "Efterse alle data. · Validate all data."),
    "roster": ("roster", "Før medlemslister. · Keep rosters."),
    "explain": ("explain", "Forklar en bemærkning. · Explain a finding."),
    "shapes": (
        "shapes",
        "Skriv reglerne som SHACL eller SPARQL. · Write the rules as SHACL or SPARQL.",
    ),
    "chart": ("chart", "Tegn, hvem der er hvem. · Draw who is who."),
    "path": (
        "path",
        "Find vejen fra et organ til et andet. · Find the way from one body to another.",
    ),
    "serve": ("serve", "Svar på SPARQL over HTTP. · Answer SPARQL over HTTP."),
    "push": ("push", "Læg data ind i et SPARQL-lager. · Load the data into a SPARQL store."),
    "export": ("files", "Skriv data ud som RDF. · Write the data out as RDF."),
    "release": ("release", "Udgiv en version af data. · Publish a version of the data."),
    "new": ("files", "Lav et arbejdsområde. · Make a workspace."),
    "edition": (
        "files",
        "Begynd den næste udgave af et dokument. · Begin a document's next edition.",
    ),
    "format": ("files", "Sæt Turtle-filer på fast form. · Put Turtle files into their fixed form."),
}


class Commands(click.Group):
    """The group of all commands, each loaded when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        return getattr(import_module(f"vejviser.cli.{COMMANDS[name][0]}"), name)  # type: ignore[no-any-return]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            raise Unknown("unknown-command", args[0], near(args[0], COMMANDS))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Kommandoer · Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.command(
    cls=Commands,
    epilog="Eksempel · Example:\n\n  vejviser find barselspenge",
)
@click.version_option(package_name="vejviser", prog_name="vejviser")
def group() -> None:
    """Vejviser: hvem bestemmer hvad i dansk almen praksis, og hvor går man hen?

    Who decides what in Danish general practice, and where does one go?
    """


def main(args: list[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    arguments = sys.argv[1:] if args is None else args
    lang = _language(arguments)
    _write_utf8()
    # What a command makes it mostly still needs when it ends: looking for waste as often as Python
    # does otherwise takes a tenth of its time.
    gc.set_threshold(50_000)
    out = sys.stdout
    try:
        result = group.main(arguments, prog_name="vejviser", standalone_mode=False)
    except VejviserError as error:
        click.echo(error.text(lang), err=True)
        return 2
    except click.UsageError as error:
        click.echo(_usage(error, lang), err=True)
        return 2
    except click.exceptions.Abort:
        return 2
    except SystemExit:
        # Where the reader of our output, such as `head`, has had enough, Click puts another in its
        # place and leaves; any other way out is as it was meant.
        if sys.stdout is out:
            raise
        return 0
    except UnicodeEncodeError:
        # What is not UTF-8 in an argument has a meaning in the name of a file, and nowhere else.
        garbled = [text for text in map(_readable, arguments) if text not in arguments]
        if not garbled:
            raise
        click.echo(say("garbled", lang, value=garbled[0]), err=True)
        return 2
    except OSError as error:
        click.echo(say("could-not", lang, reason=error.strerror or str(error)), err=True)
        return 2
    return result if isinstance(result, int) else 0


def run() -> NoReturn:
    """Run the command line and end the process at once.

    To free all that it holds first, as Python does, takes longer than some commands do.
    """
    code = main()
    with suppress(BrokenPipeError):
        for stream in (sys.stdout, sys.stderr):
            if stream and not stream.closed:
                stream.flush()
    os._exit(code)


def _write_utf8() -> None:
    """Write æ ø å on every console, also where Windows would choose another encoding."""
    for stream, errors in ((sys.stdout, "strict"), (sys.stderr, "replace")):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors=errors)


def _readable(argument: str) -> str:
    """An argument with a question mark for each byte in it that is not UTF-8."""
    return argument.encode("utf-8", "replace").decode("utf-8")


def _language(arguments: list[str]) -> str:
    """The language errors are told in, read before the arguments are parsed."""
    for flag, value in pairwise(arguments):
        if flag == "--lang" and value in ("da", "en"):
            return value
    return "en" if "--lang=en" in arguments else "da"


def _usage(error: click.UsageError, lang: str) -> str:
    """A mistake in the arguments, said in the language asked for."""
    match error:
        case click.NoSuchOption():
            likely = ", ".join(error.possibilities or [])
            hint = f" {say('did-you-mean', lang, names=likely)}" if likely else ""
            return say("no-such-option", lang, value=error.option_name) + hint
        case click.MissingParameter() if error.param is not None:
            option = isinstance(error.param, click.Option)
            name = error.param.opts[0] if option else error.param.human_readable_name
            return say("missing-argument", lang, value=name)
        case click.BadParameter() if error.param is not None and isinstance(
            error.param.type, click.Choice
        ):
            names = ", ".join(str(c) for c in error.param.type.choices)
            return say("bad-option", lang, value=error.param.opts[0], names=names)
        case _ if found := re.search(r"unexpected extra arguments? \((.*)\)", str(error)):
            return say("extra-argument", lang, value=found[1])
        case _:
            return error.format_message()
