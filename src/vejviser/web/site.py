"""What every response is made from: the dataset, the pool, and how they are held together."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from vejviser import jsonld, queries, snapshot
from vejviser.web.kept import Kept
from vejviser.web.shelf import Shelf
from vejviser.web.sparql.datasets import day_graph
from vejviser.web.sparql.pool import Answer, Bounds, Pool
from vejviser.words import today

MOST_RAW = 64 << 20
"""Bytes of raw queries and their answers that are kept."""
FLEETING = re.compile(r"\b(now|rand|struuid|uuid)\b", re.IGNORECASE)
"""What may make a query answer otherwise each time it is asked; keywords know no escapes."""

if TYPE_CHECKING:
    from vejviser.api import Vejviser
    from vejviser.queries import NamedQuery
    from vejviser.web.sparql.behind import Behind


class Site:
    """One dataset as it is served.

    :param workers: how many raw queries run at a time
    :param behind: the store that raw queries are passed on to, and that ``whole`` was read from;
        without one they are answered here
    """

    def __init__(
        self,
        whole: Vejviser,
        workers: int = 2,
        bounds: Bounds | None = None,
        behind: Behind | None = None,
    ) -> None:
        self.whole, self.behind = whole, behind
        self.held = 0
        """Bytes of answers that are on their way to whoever asked."""
        self.pool = Pool(workers, bounds or Bounds())
        self._raw = Kept[Answer](MOST_RAW)
        # What is linked data: pages and parts of the data, pictures, and the whole as files.
        self.pages = Shelf(hands=2, waiting=60, room=48 << 20)
        self.pictures = Shelf(hands=1, waiting=12, room=24 << 20)
        self.dumps = Shelf(hands=1, waiting=6, room=128 << 20)
        self.shelves = [self.pages, self.pictures, self.dumps]
        """All that close with the site."""

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[None]:
        """The site with its pool at work; once closed, it cannot be opened again.

        :raises VejviserError: ``no-workers``
        """
        store, day = self.whole.store, today()
        with tempfile.TemporaryDirectory(prefix="vejviser-") as folder:
            file = Path(folder) / "dataset.nq"
            with file.open("wb") as out:
                if not self.behind:
                    ox.serialize(store, out, ox.RdfFormat.N_QUADS)
                    ox.serialize(snapshot.day(store, day), out, ox.RdfFormat.N_TRIPLES)
            try:
                await self.pool.start(file, day_graph(day, "stated"))
                yield
            finally:
                await self.stop()

    async def stop(self) -> None:
        """Give up what is at work, and tell all who wait for it."""
        for shelf in self.shelves:
            shelf.close()
        await self.pool.stop()

    async def raw(self, question: Mapping[str, Any]) -> Answer:
        """The answer to a query of somebody's own, or the one kept; see :meth:`Pool.ask`.

        :param question: as a worker takes it
        """
        if self.behind:
            return await self.behind.ask(self.pool, question)
        if FLEETING.search(question["query"]):
            return await self.pool.ask(question)
        key = json.dumps(question)
        kept = self._raw.get(key)
        if kept is not None:
            return kept
        answer = await self.pool.ask(question)
        return self._raw.put(key, answer, len(key) + len(answer.body))

    @cached_property
    def jsonld(self) -> jsonld.Writer:
        """What writes parts of the dataset as JSON-LD."""
        return jsonld.Writer(self.whole.store)

    @cached_property
    def queries(self) -> list[NamedQuery]:
        """All named queries, sorted by name."""
        return [self.whole.query(name) for name in sorted(queries.paths(self.whole.query_folders))]
