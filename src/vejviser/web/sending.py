"""Answers on their way: in parts, and counted until they are gone."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.responses import Response

from vejviser.errors import VejviserError
from vejviser.web.media import header

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import Receive, Scope, Send

    from vejviser.web.site import Site

CHUNK = 1 << 16
"""Bytes handed to a connection at a time, so that one that takes nothing is seen (listening.py)."""
MOST_HELD = 256_000_000
"""Bytes of answers that may wait for slow readers."""


@dataclass(frozen=True)
class Made:
    """An answer, ready to be sent.

    :param tag: the same for the same content, as an ETag has it
    """

    content: bytes
    tag: str

    @staticmethod
    def of(text: str | bytes) -> Made:
        """An answer with its tag."""
        content = text.encode() if isinstance(text, str) else text
        return Made(content, f'"{hashlib.sha256(content).hexdigest()[:32]}"')


def sent(request: Request, made: Made, kind: str, headers: Mapping[str, str]) -> Sent:
    """The response with what was made; with its head only where the client has it already.

    :raises VejviserError: ``server-busy`` where too many take their time
    """
    site: Site = request.app.state.site
    if site.held > MOST_HELD:
        raise VejviserError("server-busy")
    known = header(request, "if-none-match")
    tags = {tag.strip().removeprefix("W/") for tag in known.split(",")}
    kind = f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
    headers = {"ETag": made.tag, "Cache-Control": "no-cache", **headers}
    if tags.isdisjoint((made.tag, "*")):
        return Sent(site, made.content, {**headers, "Content-Type": kind})
    response = Sent(site, b"", headers)
    response.status_code = 304
    del response.headers["content-length"]
    return response


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
