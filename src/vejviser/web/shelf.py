"""What is made once and kept: off the event loop, a few at a time, and no more than there is room.

The dataset does not change while it is served, so the same question has the same answer for good.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Hashable
from concurrent.futures import Future, InvalidStateError, ThreadPoolExecutor
from contextlib import suppress
from typing import Any, TypeVar

from vejviser.errors import VejviserError
from vejviser.web.kept import Kept
from vejviser.web.sending import Made

T = TypeVar("T")


class Shelf:
    """Answers of one sort.

    :param hands: how many are made at a time
    :param waiting: how many may be made or wait for it; who comes after is told to come again
    :param room: bytes of answers that are kept, the last asked for
    """

    def __init__(self, hands: int, waiting: int, room: int) -> None:
        self._hands, self._waiting = hands, waiting
        self._kept = Kept[Made](room)
        self._coming: dict[Hashable, Future[Made]] = {}
        self._under_way: set[Future[Any]] = set()
        self._closed = False
        self._lock = threading.Lock()
        self._workers: ThreadPoolExecutor | None = None

    async def get(self, key: Hashable, make: Callable[[], str | bytes]) -> Made:
        """The answer with this key, made unless it is kept; several that ask at once share it.

        :raises VejviserError: ``server-busy``, ``server-stopping``, and whatever ``make`` raises
        """
        if (found := self._kept.get(key)) is not None:
            return found

        def made() -> Made:
            try:
                answer = Made.of(make())
                return self._kept.put(key, answer, len(answer.content))
            finally:
                with self._lock:
                    self._coming.pop(key, None)

        with self._lock:
            coming = self._coming.get(key)
            if coming is None:
                coming = self._coming[key] = self._submit(made)
        # Who goes away does not take the answer from the others.
        return await asyncio.shield(asyncio.wrap_future(coming))

    async def run(self, work: Callable[[], T]) -> T:
        """What some work comes to that is not kept.

        :raises VejviserError: ``server-busy``, ``server-stopping``, and whatever ``work`` raises
        """
        with self._lock:
            coming = self._submit(work)
        return await asyncio.wrap_future(coming)

    def close(self) -> None:
        """Give up what is waiting to be made, and tell all who wait; for good."""
        with self._lock:
            self._closed = True
            workers, self._workers = self._workers, None
        for coming in tuple(self._under_way):
            with suppress(InvalidStateError):
                coming.set_exception(VejviserError("server-stopping"))
        if workers:
            workers.shutdown(wait=False, cancel_futures=True)

    def _submit(self, work: Callable[[], T]) -> Future[T]:
        """Some work, to be done by the next free hand; called with the lock."""
        if self._closed:
            raise VejviserError("server-stopping")
        if len(self._under_way) >= self._waiting:
            raise VejviserError("server-busy")
        if self._workers is None:
            self._workers = ThreadPoolExecutor(self._hands, "vejviser-shelf")
        # Not the one of the hand at work: that could not be told that the server stops.
        coming: Future[T] = Future()
        self._under_way.add(coming)
        # By whoever ends the work or cancels it, which may be one that has the lock.
        coming.add_done_callback(self._under_way.discard)
        self._workers.submit(_do, work, coming)
        return coming


def _do(work: Callable[[], T], coming: Future[T]) -> None:
    """Some work, unless nobody waits for it any more."""
    if coming.done() or not coming.set_running_or_notify_cancel():
        return
    failed: BaseException | None = None
    try:
        done = work()
    except StopIteration as error:
        # No future can carry that one: who waits for it would wait for ever.
        failed = RuntimeError(repr(error))
    except BaseException as error:
        failed = error
    # Who waits may have been told meanwhile that the server stops.
    with suppress(InvalidStateError):
        if failed:
            coming.set_exception(failed)
        else:
            coming.set_result(done)
