"""A store behind this server: raw queries are passed on to it, of our graphs alone.

Every query names its dataset, so that it does not matter what the store takes for its default
graph: the graph of a day, and the named graphs that were pushed. Other graphs of the store are
never named, so that nobody reads through this server what was not pushed for it.
"""

from __future__ import annotations

import asyncio
import json
import logging
import threading
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlencode

import pyoxigraph as ox

from vejviser import elsewhere, snapshot
from vejviser.errors import BadValue, VejviserError
from vejviser.store import copied
from vejviser.store.remote import FORM, NTRIPLES, Queries
from vejviser.store.wire import Address, Reply, Server
from vejviser.web.sparql.datasets import DAY, NOTHING
from vejviser.words import listing

if TYPE_CHECKING:
    from vejviser.api import Vejviser
    from vejviser.web.sparql.pool import Answer, Bounds, Pool

LOG = logging.getLogger("vejviser.behind")
JSON = "application/sparql-results+json"
KINDS = {"rows": (JSON, "application/json"), "graph": (NTRIPLES, "text/plain")}
LOOKED = 10.0
"""Seconds for which what was seen of the store's health holds."""
LOOK = 5
"""Seconds it has to show that it is well."""
T = TypeVar("T")


class Behind:
    """The store of somebody else's that a site answers raw queries from.

    :param whole: the dataset as it was read from there
    :param record: what the record said then
    :param size: how many queries it is asked at a time
    :param most: after how many rows or triples it cuts an answer short; 0 if it does not
    """

    def __init__(
        self,
        address: Address,
        whole: Vejviser,
        record: Mapping[str, copied.Noted],
        bounds: Bounds,
        size: int,
        most: int = 0,
    ) -> None:
        self._address, self._bounds, self._most = address, bounds, most
        self.whole, self._record = whole, dict(record)
        self._changes = elsewhere.changes(whole.store)
        self.days = elsewhere.days(record)
        self._named = sorted(graph for graph in record if not graph.startswith(copied.DAY))
        self._size, self._turns = size, asyncio.Semaphore(size)
        self._under_way = 0
        self._seen: tuple[float, str] = (float("-inf"), "")

    async def ask(self, pool: Pool, question: Mapping[str, Any]) -> Answer:
        """The answer to one question, which a process of the pool reads, and the answer, too.

        :raises VejviserError: ``behind-…`` where the store does not answer as it should,
            ``day-not-behind`` or ``merged-behind`` where it does not hold what is asked for, and
            what :meth:`Pool.ask` raises
        """
        read = await pool.ask({**question, "elsewhere": True})
        said = json.loads(read.body)
        default = await self._default(sorted(set(said["merged"])))
        named = self._named if said["named"] is None else list(map(self._graph, said["named"]))
        fields = [
            ("query", said["text"]),
            *(("default-graph-uri", graph) for graph in default or [NOTHING.value]),
            *(("named-graph-uri", graph) for graph in named or [NOTHING.value]),
        ]
        reply = await self._sent(fields, read.kind)
        return await pool.ask(
            {
                **question,
                "answered": reply.body.decode("utf-8", "replace"),
                "kind": read.kind,
                "boolean": said["boolean"],
                "most": self._most,
            }
        )

    async def state(self) -> str:
        """Whether the store is ``ok``, ``changed`` since it was read, or ``failing``."""
        seen, state = self._seen
        if monotonic() - seen > LOOKED:
            state = await _apart(self._looked)
            self._seen = monotonic(), state
        return state

    def _looked(self) -> str:
        try:
            found = Queries(self._address, LOOK).triples(copied.RECORD)
            return "ok" if copied.read(found, "") == self._record else "changed"
        except VejviserError as error:
            return "changed" if error.key == "copy-broken" else "failing"

    async def _sent(self, fields: list[tuple[str, str]], kind: str) -> Reply:
        """What the store answers, if it does, in its turn and in time."""
        if self._under_way >= self._size + self._bounds.waiting:
            raise VejviserError("server-busy")
        self._under_way += 1
        try:
            try:
                async with asyncio.timeout(self._bounds.seconds):
                    await self._turns.acquire()
            except TimeoutError as error:
                raise VejviserError("server-busy") from error
            # A turn ends when its request does, not when whoever asked has gone.
            work = asyncio.ensure_future(_apart(lambda: self._send(fields, kind)))
            work.add_done_callback(self._over)
            return await asyncio.shield(work)
        finally:
            self._under_way -= 1

    def _over(self, work: asyncio.Future[Reply]) -> None:
        self._turns.release()
        if not work.cancelled():
            work.exception()  # seen, though nobody may be left to be told

    def _send(self, fields: list[tuple[str, str]], kind: str) -> Reply:
        body = urlencode(fields).encode()
        seconds = self._bounds.seconds
        server = Server(self._address, seconds)
        headers = {**FORM, "Accept": KINDS[kind][0]}
        try:
            reply = server.send("POST", body, headers, most=self._bounds.answer)
        except VejviserError as error:
            LOG.warning("%s", error.text("en"))
            raise _told(error, seconds) from error
        if reply.status in (429, 503):
            raise VejviserError("server-busy")
        if reply.status != 200:
            LOG.warning("%s: %d %s", self._address.url, reply.status, reply.reason)
            raise VejviserError("behind-refused", status=reply.status, reason=reply.reason)
        if reply.headers.get("X-SQL-State", "00000") not in ("00000", ""):
            # Virtuoso says so where its time was up, and gives what it has.
            raise VejviserError("behind-slow", seconds=f"{seconds:g}")
        if reply.kind not in KINDS[kind]:
            raise VejviserError("behind-broken")
        return reply

    async def _default(self, merged: list[str]) -> list[str]:
        """The graphs of the store that together are the default graph of a query."""
        graphs = sorted({self._graph(graph) for graph in merged} - {NOTHING.value})
        if len(graphs) > 1 and not await asyncio.to_thread(self._disjoint, graphs):
            raise VejviserError("merged-behind")
        return graphs

    def _disjoint(self, graphs: Iterable[str]) -> bool:
        """Whether no triple stands in two of some graphs: else engines count it twice."""
        found: set[ox.Triple] = set()
        for graph in graphs:
            if graph.startswith(copied.DAY):
                day = date.fromisoformat(graph.removeprefix(copied.DAY))
                held = set(snapshot.day(self.whole.store, day))
            else:
                quads = self.whole.store.quads_for_pattern(None, None, None, ox.NamedNode(graph))
                held = {quad.triple for quad in quads}
            if found & held:
                return False
            found |= held
        return True

    def _graph(self, graph: str) -> str:
        """The graph of the store that is asked for; one that is not ours is empty."""
        found = DAY.fullmatch(graph)
        if not found:
            return graph if graph in self._named else NOTHING.value
        try:
            on = date.fromisoformat(found[1])
        except ValueError:
            return NOTHING.value
        first = elsewhere.state_of(self._changes, on)
        if found[2] or first not in self.days:
            days = listing([day.isoformat() for day in self.days], "en") or "–"
            raise BadValue("day-not-behind", value=found[1] + (found[2] or ""), days=days)
        return f"{copied.DAY}{first}"


def _told(error: VejviserError, seconds: float) -> VejviserError:
    """The same error for whoever asks, who need not know where the store is."""
    match error.key:
        case "endpoint-slow":
            return VejviserError("behind-slow", seconds=f"{seconds:g}")
        case "endpoint-too-long":
            return VejviserError("answer-too-long", count=error.data["count"])
        case "endpoint-broken":
            return VejviserError("behind-broken")
    return VejviserError("behind-unreachable")


async def _apart(work: Callable[[], T]) -> T:
    """What some work comes to in a thread of its own, which nobody waits for at the end."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[T] = loop.create_future()

    def settle(result: T | None, error: BaseException | None) -> None:
        if done.cancelled():
            return
        if error is not None:
            done.set_exception(error)
        else:
            done.set_result(result)  # type: ignore[arg-type]

    def run() -> None:
        result, wrong = None, None
        try:
            result = work()
        except BaseException as error:
            wrong = error
        if not loop.is_closed():
            loop.call_soon_threadsafe(settle, result, wrong)

    threading.Thread(target=run, daemon=True).start()
    return await done
