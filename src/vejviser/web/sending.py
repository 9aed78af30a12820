"""Answers on their way: in parts, and counted until they are gone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from starlette.responses import Response

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

    from vejviser.web.site import Site

CHUNK = 1 << 16
"""Bytes handed to a connection at a time, so that one that takes nothing is seen (listening.py)."""
MOST_HELD = 256_000_000
"""Bytes of answers that may wait for slow readers."""


class Sent(Response):
    """An answer that is sent in parts, and counted as held until it has gone."""

    def __init__(self, site: Site, body: bytes, headers: Mapping[str, str]) -> None:
        super().__init__(body, headers=headers)
        self._site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        size = 0 if scope["method"] == "HEAD" else len(self.body)
        self._site.held += size
        try:
            start = {"type": "http.response.start", "status": self.status_code}
            await send({**start, "headers": self.raw_headers})
            for first in range(0, size, CHUNK) or (0,):
                part = self.body[first : first + CHUNK]
                more = first + CHUNK < size
                await send({"type": "http.response.body", "body": part, "more_body": more})
        finally:
            self._site.held -= size
