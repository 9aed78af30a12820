"""``serve``: the dataset over HTTP, for programs and their people."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from vejviser.cli.common import example, opened, options
from vejviser.errors import BadValue
from vejviser.messages import say

if TYPE_CHECKING:
    from vejviser.web.sparql.behind import Behind
    from vejviser.web.sparql.pool import Bounds


@click.command(epilog=example("vejviser serve --port 8080"))
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Adressen. · The address to answer at."
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8080,
    show_default=True,
    help="0 er en ledig. · 0 is any free one.",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=lambda: max(2, os.cpu_count() or 2),
    help="SPARQL-forespørgsler ad gangen. · SPARQL queries at a time. [kerner · cores]",
)
@click.option(
    "--timeout",
    type=click.FloatRange(0.1, 3600),
    default=10.0,
    show_default=True,
    help="Sekunder til én forespørgsel. · Seconds for one query.",
)
@click.option(
    "--cors",
    multiple=True,
    metavar="WEBSTED",
    help="Websted, hvis sider må spørge, eller *. · Web site whose pages may ask, or *.",
)
@click.option(
    "--root-path",
    default="",
    metavar="STI",
    help="Stien bag en proxy, fx /vejviser. · The path behind a proxy.",
)
@click.option(
    "--endpoint",
    metavar="URL",
    help="Svar fra et SPARQL-lager, som push har fyldt. · Answer from a SPARQL store that push"
    " has filled.",
)
@options
def serve(
    host: str,
    port: int,
    workers: int,
    timeout: float,
    cors: tuple[str, ...],
    root_path: str,
    endpoint: str | None,
    lang: str,
    data: Path | None,
    no_shipped: bool,
) -> None:
    """Svar på SPARQL og vis data over HTTP, til der trykkes Ctrl-C. Kun til læsning.

    Answer SPARQL and show the data over HTTP until Ctrl-C. Read-only.
    """
    if root_path and not re.fullmatch(r"(/[\w.~-]+)+/?", root_path, re.ASCII):
        raise BadValue("bad-root-path", value=root_path)
    for origin in cors:
        parts = urlsplit(origin)
        if origin != "*" and (not parts.netloc or parts.path or parts.query):
            raise BadValue("bad-origin", value=origin)
    from vejviser.web import listening
    from vejviser.web.app import application
    from vejviser.web.site import Site
    from vejviser.web.sparql.pool import Bounds

    with listening.listener(host, port) as at:
        bounds, behind = Bounds(seconds=timeout), None
        if endpoint is None:
            whole = opened(data, no_shipped)
        else:
            behind = _behind(endpoint, data, bounds, workers, lang)
            whole = behind.whole
        site = Site(whole, workers, bounds, behind)
        root = root_path.rstrip("/")
        name = f"[{host}]" if ":" in host else host
        url = f"http://{name}:{at.getsockname()[1]}{root}/"

        def ready() -> None:
            listening.settle()
            click.echo(say("serving", lang, url=url))
            for what in ("memory", "network"):
                if what not in site.pool.bounded:
                    told = say("not-bounded", lang, what=say(f"bound-{what}", lang))
                    click.echo(told, err=True)

        listening.serve(application(site, cors, ready, root), at, site.stop)


def _behind(endpoint: str, data: Path | None, bounds: Bounds, workers: int, lang: str) -> Behind:
    """A store elsewhere, its dataset read from it."""
    from vejviser import elsewhere, load
    from vejviser.store.remote import Queries
    from vejviser.store.wire import Address
    from vejviser.web.sparql.behind import Behind

    address = Address.read(endpoint)
    folder = data if data is not None else load.find_workspace(Path.cwd())
    queries = Queries(address)
    whole, record = elsewhere.opened(queries, folder)
    most = queries.most(max(record, key=lambda graph: record[graph].size))
    click.echo(say("serving-from", lang, url=address.url, count=len(record)), err=True)
    return Behind(address, whole, record, bounds, workers, most)
