"""The server: a port, connections that are not waited for for ever, and an orderly end."""

from __future__ import annotations

import asyncio
import gc
import logging
import socket
import sys
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from vejviser.errors import VejviserError

if TYPE_CHECKING:
    from starlette.types import ASGIApp

HEAD = 10.0
"""Seconds a client has for the head of a request, from its first byte or from the connection."""
STALL = 30.0
"""Seconds a client may take for a part of an answer, which is 64 KB."""
LEAVE = 3.0
"""Seconds that queries have to come to an end once the server is told to stop."""
TOLD = 3
"""Seconds after that in which those that have not are told so."""
TURN = 0.001
"""Seconds a thread works before others have their turn; a request takes several."""
MOST_CONNECTIONS = 1000
LONGEST_HEAD = 1 << 17
"""Bytes of a request's head that are read before it is refused."""


def listener(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 is any that is free.

    :raises VejviserError: ``cannot-listen``
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, _, _, place = found[0]
        # By its protocol's number, or asyncio leaves Nagle's delay on: 40 ms for each answer.
        at = socket.socket(family, kind, socket.IPPROTO_TCP)
        try:
            if sys.platform != "win32":
                # There it would let two servers have one port; here, one be started again at once.
                at.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            at.bind(place)
            at.listen(2048)
        except BaseException:
            at.close()
            raise
        return at
    except (OSError, OverflowError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise VejviserError("cannot-listen", host=host, port=port, reason=reason) from error


def settle() -> None:
    """Let threads that work hold up the connections as little as can be, once all is loaded."""
    # What stays for good is not looked through for garbage again and again.
    gc.collect()
    gc.freeze()
    sys.setswitchinterval(TURN)


def serve(app: ASGIApp, at: socket.socket, end: Callable[[], Awaitable[None]]) -> None:
    """Answer until told to stop by Ctrl-C or SIGTERM.

    :param end: stops what is still at work
    :raises VejviserError: ``no-workers``
    """
    log = logging.StreamHandler(sys.stderr)
    log.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[log])
    logging.getLogger("vejviser.access").setLevel(logging.INFO)
    config = uvicorn.Config(
        app,
        http=Patient,
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        limit_concurrency=MOST_CONNECTIONS,
        timeout_graceful_shutdown=int(LEAVE) + TOLD,
    )
    server = Ending(config, end)
    try:
        server.run(sockets=[at])
    except KeyboardInterrupt:
        return
    except SystemExit as error:
        raise VejviserError("no-workers") from error


class Ending(uvicorn.Server):
    """A server that ends what is still at work some time after it is told to stop."""

    def __init__(self, config: uvicorn.Config, end: Callable[[], Awaitable[None]]) -> None:
        super().__init__(config)
        self._end = end

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        ending = asyncio.ensure_future(self._end_later())
        await super().shutdown(sockets)
        ending.cancel()

    async def _end_later(self) -> None:
        await asyncio.sleep(LEAVE)
        await self._end()


class Patient(HttpToolsProtocol):
    """A connection with a bound on how slowly a client may ask, and take what it asked for."""

    _asking: asyncio.TimerHandle | None = None
    _taking: asyncio.TimerHandle | None = None
    _head = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._asking = self.loop.call_later(HEAD, transport.abort)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.cycle is not None and not self.cycle.response_complete:
            self._head = 0
            if self._asking:
                self._asking.cancel()
                self._asking = None
            return
        self._head += len(data)
        if self._head > LONGEST_HEAD:
            self.send_400_response("The head of the request is too long.")
        elif not self._asking:
            self._asking = self.loop.call_later(HEAD, self.transport.abort)

    def connection_lost(self, exc: Exception | None) -> None:
        for timer in (self._asking, self._taking):
            if timer:
                timer.cancel()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        super().pause_writing()
        self._taking = self.loop.call_later(STALL, self.transport.abort)

    def resume_writing(self) -> None:
        super().resume_writing()
        if self._taking:
            self._taking.cancel()
