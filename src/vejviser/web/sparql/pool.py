"""A pool of processes that raw queries run in, killed when they take too long and replaced.

One more is kept for quick queries while all others are at long ones: what takes longer there is
stopped and waits for one of the others, so that a few endless queries do not stand in the way of
all small ones. And one stands by, loaded, so that a query that kills its process delays nobody.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections import deque
from collections.abc import Coroutine, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vejviser.errors import VejviserError

READY = 120.0
"""Seconds a process may take to load the data, on a machine that does much else."""
LINE = 1 << 16
"""Bytes the first line of an answer may have; the reason of a parser can be long."""
MOST_FAILURES = 3
"""How often in a row a process may fail to start before the pool is not well."""
QUICK = 0.25
"""Seconds a query may take in the process that is kept for quick ones."""
LONG = 1.0
"""Seconds after which a query is a long one. Only while all that run are long is that process used:
what is stopped in it has run for nothing."""
LONGEST_WAIT = 30.0
"""Seconds after which at most it is tried again."""


@dataclass(frozen=True)
class Bounds:
    """What one query may take.

    :param seconds: from its start to its whole answer
    :param memory: bytes on top of the loaded data
    :param answer: bytes of the answer
    :param waiting: queries that may wait for a process; more are turned away
    """

    seconds: float = 10.0
    memory: int = 512 << 20
    answer: int = 20_000_000
    waiting: int = 128


@dataclass(frozen=True)
class Answer:
    """A whole answer: ``kind`` is rows or graph."""

    kind: str
    body: bytes


class Pool:
    """Processes that answer raw queries.

    :param size: how many queries run at a time, besides a quick one
    """

    def __init__(self, size: int, bounds: Bounds) -> None:
        self.bounds, self.size = bounds, size
        self.bounded: tuple[str, ...] = ()
        """What this platform bounds: ``time``, ``network``, ``memory``; known once it runs."""
        self._command: list[str] = []
        self._free: list[_Worker] = []
        self._all: set[_Worker] = set()
        self._running: dict[_Worker, asyncio.TimerHandle] = {}
        """Process with a query → what will find it to be a long one"""
        self._long: set[_Worker] = set()
        self._quick: _Worker | None = None
        """the process that has the place for a quick one"""
        self._waiting: deque[asyncio.Future[_Worker]] = deque()
        self._slow: deque[asyncio.Future[_Worker]] = deque()
        """those who wait for a place with all the time there is"""
        self._tasks: set[asyncio.Task[None]] = set()
        self._failures = 0
        self._end = asyncio.Event()

    @property
    def _stopped(self) -> bool:
        return self._end.is_set()

    @property
    def well(self) -> bool:
        """Whether a query can be answered, if not at once."""
        return not self._stopped and self._failures < MOST_FAILURES

    async def start(self, file: Path, home: str) -> None:
        """Start all processes and wait until they can answer.

        :param file: N-Quads that every process loads
        :param home: the IRI of the graph that is the file's default graph
        :raises VejviserError: ``no-workers``
        """
        limits = (self.bounds.seconds, self.bounds.memory, self.bounds.answer)
        self._command = [*_WORKER, str(file), home, *map(str, limits)]
        await asyncio.gather(*(self._start() for _ in range(self.size + 2)))
        if not self._free:
            raise VejviserError("no-workers")

    async def stop(self) -> None:
        """End all processes, whatever they are at, and wait until they are gone."""
        self._end.set()
        for turn in (*self._waiting, *self._slow):
            if not turn.done():
                turn.set_exception(VejviserError("server-stopping"))
        self._waiting.clear()
        self._slow.clear()
        # One that is just being started is not known yet, and ends itself.
        await asyncio.gather(*(worker.end() for worker in tuple(self._all)), *self._tasks)

    async def ask(self, question: Mapping[str, Any]) -> Answer:
        """The answer to one question; who no longer waits for it frees the process.

        :raises VejviserError: ``server-busy``, ``server-stopping``, ``query-too-slow`` or
            ``query-too-heavy``, and what the process finds wrong with the query
        """
        until = asyncio.get_running_loop().time() + self.bounds.seconds
        worker = await self._next(self._waiting, until)
        if worker.quick:
            with suppress(_NotQuick):
                return await self._asked(worker, question)
            worker = await self._next(self._slow, until)
        return await self._asked(worker, question)

    async def _asked(self, worker: _Worker, question: Mapping[str, Any]) -> Answer:
        short = worker.quick and self.bounds.seconds > QUICK
        try:
            head, body = await worker.ask(question, QUICK if short else self.bounds.seconds)
        except VejviserError as error:
            if self._stopped:
                raise VejviserError("server-stopping") from error
            if short and error.key == "query-too-slow":
                raise _NotQuick from error
            raise
        finally:
            self._give_back(worker)
        if "error" in head:
            raise VejviserError(head["error"], **head["data"])
        return Answer(head["kind"], body)

    async def _next(self, queue: deque[asyncio.Future[_Worker]], until: float) -> _Worker:
        """A process that is free, in the order of those who ask.

        :param queue: those who may have the place for a quick one, or those who may not
        :param until: by the loop's clock
        """
        if self._stopped:
            raise VejviserError("server-stopping")
        if not queue and (worker := self._take(queue is self._waiting)):
            return worker
        full = len(self._waiting) + len(self._slow) >= self.bounds.waiting
        if (full and queue is self._waiting) or not self.well:
            raise VejviserError("server-busy")
        turn: asyncio.Future[_Worker] = asyncio.get_running_loop().create_future()
        queue.append(turn)
        try:
            async with asyncio.timeout_at(until):
                return await turn
        except BaseException as error:
            if turn in queue:
                queue.remove(turn)
            if turn.done() and not turn.cancelled() and not turn.exception():
                self._give_back(turn.result())
            if isinstance(error, TimeoutError):
                raise VejviserError("server-busy") from error
            raise

    def _take(self, quick: bool) -> _Worker | None:
        """A process to run a query in, unless as many as may run do.

        :param quick: whether the place for a quick one will do
        """
        while self._free and (len(self._running) < self.size or (quick and self._quick_is_open())):
            worker = self._free.pop()
            if not worker.alive:
                self._replace(worker)
                continue
            worker.quick = len(self._running) == self.size
            if worker.quick:
                self._quick = worker
            else:
                loop = asyncio.get_running_loop()
                self._running[worker] = loop.call_later(LONG, self._found_long, worker)
            return worker
        return None

    def _quick_is_open(self) -> bool:
        return not self._quick and len(self._long) == self.size

    def _found_long(self, worker: _Worker) -> None:
        """A process is at a long query; those who wait may have the place for a quick one now."""
        self._long.add(worker)
        self._serve()

    def _give_back(self, worker: _Worker) -> None:
        if worker.quick:
            self._quick = None
        else:
            self._running.pop(worker).cancel()
            self._long.discard(worker)
        if worker.alive:
            self._free.append(worker)
        else:
            self._replace(worker)
        self._serve()

    def _serve(self) -> None:
        """Give the processes that are free to those who wait, the slow ones first."""
        for queue in (self._slow, self._waiting):
            while queue:
                if queue[0].done():
                    queue.popleft()
                elif worker := self._take(queue is self._waiting):
                    queue.popleft().set_result(worker)
                else:
                    break

    def _replace(self, worker: _Worker) -> None:
        """Start another process in the place of one that is dead."""
        if not self._stopped:
            self._later(self._bury(worker))
            self._later(self._start_again())

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _bury(self, worker: _Worker) -> None:
        await worker.end()
        self._all.discard(worker)

    async def _start_again(self) -> None:
        """Start a process, if not at the first attempt: memory may be short for a while."""
        while not self._stopped and not await self._start():
            with suppress(TimeoutError):
                async with asyncio.timeout(min(LONGEST_WAIT, 2.0**self._failures)):
                    await self._end.wait()

    async def _start(self) -> bool:
        """Start a process and add it once it is loaded; whether it could be."""
        # By its own group or session, as Ctrl-C is for the server, which stops it in order.
        apart: dict[str, Any] = {"start_new_session": True}
        if sys.platform == "win32":
            flags = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.BELOW_NORMAL_PRIORITY_CLASS
            apart = {"creationflags": flags}
        try:
            process = await asyncio.create_subprocess_exec(
                *self._command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, limit=LINE, **apart
            )
        except OSError:
            self._failures += 1
            return False
        worker = _Worker(process)
        self._all.add(worker)
        bounded = None if self._stopped else await worker.ready()
        if bounded is None:
            await self._bury(worker)
            self._failures += 1
            return False
        self._failures = 0
        self.bounded = tuple(bounded)
        self._free.append(worker)
        self._serve()
        return True


# Not from the working directory, where somebody's file could have the name of a module.
_WORKER = (sys.executable, "-P", "-m", "vejviser.web.sparql.worker")


class _NotQuick(Exception):
    """A query that was given the place for a quick one, and is none."""


class _Worker:
    """One process, asked one thing at a time."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self._killed = False
        self.quick = False
        """whether it has the place for a quick one"""

    @property
    def alive(self) -> bool:
        return not self._killed and self._process.returncode is None

    async def ready(self) -> list[str] | None:
        """What the process is bounded by, once it has loaded; None where it could not."""
        try:
            async with asyncio.timeout(READY):
                head, _ = await self._answer()
        except (OSError, TimeoutError, ValueError, asyncio.IncompleteReadError):
            self._kill()
            return None
        except asyncio.CancelledError:
            self._kill()
            raise
        bounded: list[str] = head["bounded"]
        return bounded

    async def ask(
        self, question: Mapping[str, Any], seconds: float
    ) -> tuple[dict[str, Any], bytes]:
        """The head of the answer and its body; the process is gone where there is none.

        :raises VejviserError: ``query-too-slow`` or ``query-too-heavy``
        """
        assert self._process.stdin is not None
        try:
            async with asyncio.timeout(seconds):
                self._process.stdin.write(json.dumps(question).encode() + b"\n")
                return await self._answer()
        except TimeoutError as error:
            self._kill()
            raise VejviserError("query-too-slow", seconds=f"{seconds:g}") from error
        except (OSError, ValueError, asyncio.IncompleteReadError) as error:
            # It has died of the query: of its size, or of more brackets than its stack holds.
            self._kill()
            raise VejviserError("query-too-heavy") from error
        except asyncio.CancelledError:
            self._kill()
            raise

    async def _answer(self) -> tuple[dict[str, Any], bytes]:
        assert self._process.stdout is not None
        head: dict[str, Any] = json.loads(await self._process.stdout.readline())
        return head, await self._process.stdout.readexactly(head.get("size", 0))

    async def end(self) -> None:
        """End the process and wait until it is gone."""
        self._kill()
        await self._process.wait()

    def _kill(self) -> None:
        # Once: with a second signal the loop would not be the one to learn of its end.
        if self.alive:
            with suppress(ProcessLookupError):
                self._process.kill()
        self._killed = True
