"""What is made once and kept: off the event loop, a few at a time, and no more than there is room.

The dataset does not change while it is served, so the same question has the same answer for good.
"""

from __future__ import annotations

import asyncio
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vejviser.errors import VejviserError
from vejviser.web.sending import MOST_HELD, Sent

if TYPE_CHECKING:
    from starlette.requests import Request


@dataclass(frozen=True)
class Made:
    """An answer, ready to be sent."""

    content: bytes
    tag: str

    @staticmethod
    def of(text: str | bytes) -> Made:
        """An answer with its tag, which is another for other content."""
        content = text.encode() if isinstance(text, str) else text
        return Made(content, f'"{hashlib.sha256(content).hexdigest()[:32]}"')


class Shelf:
    """Answers of one sort.

    :param hands: how many are made at a time
    :param waiting: how many may be made or wait for it; who comes after is told to come again
    :param room: bytes of answers that are kept, the last asked for
    """

    def __init__(self, hands: int, waiting: int, room: int) -> None:
        self._hands, self._waiting, self._room = hands, waiting, room
        self._kept: OrderedDict[Hashable, Made] = OrderedDict()
        self._size = 0
        self._coming: dict[Hashable, Future[Made]] = {}
        self._lock = threading.Lock()
        self._workers: ThreadPoolExecutor | None = None

    async def get(self, key: Hashable, make: Callable[[], str | bytes]) -> Made:
        """The answer with this key, made unless it is kept; several that ask at once share it.

        :raises VejviserError: ``server-busy``, and whatever ``make`` raises
        """
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
            coming = self._coming.get(key)
            if coming is None:
                if len(self._coming) >= self._waiting:
                    raise VejviserError("server-busy")
                if self._workers is None:
                    self._workers = ThreadPoolExecutor(self._hands)
                coming = self._coming[key] = self._workers.submit(self._make, key, make)
        # Who goes away does not take the answer from the others.
        return await asyncio.shield(asyncio.wrap_future(coming))

    def close(self) -> None:
        """Give up what is waiting to be made."""
        with self._lock:
            workers, self._workers = self._workers, None
        if workers:
            workers.shutdown(wait=False, cancel_futures=True)

    def _make(self, key: Hashable, make: Callable[[], str | bytes]) -> Made:
        try:
            made = Made.of(make())
            with self._lock:
                self._kept[key] = made
                self._size += len(made.content)
                while self._size > self._room:
                    _, old = self._kept.popitem(last=False)
                    self._size -= len(old.content)
            return made
        except StopIteration as error:
            # No future can carry that one: who waits for it would wait for ever.
            raise RuntimeError from error
        finally:
            with self._lock:
                self._coming.pop(key, None)


def sent(request: Request, made: Made, kind: str, headers: dict[str, str]) -> Sent:
    """The response with what was made; with its head only where the client has it already.

    :raises VejviserError: ``server-busy`` where too many take their time
    """
    site = request.app.state.site
    if site.held > MOST_HELD:
        raise VejviserError("server-busy")
    known = request.headers.get("if-none-match", "")
    tags = {tag.strip().removeprefix("W/") for tag in known.split(",")}
    kind = f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
    headers = {"ETag": made.tag, "Cache-Control": "no-cache", **headers}
    if tags.isdisjoint((made.tag, "*")):
        return Sent(site, made.content, {**headers, "Content-Type": kind})
    response = Sent(site, b"", headers)
    response.status_code = 304
    del response.headers["content-length"]
    return response
