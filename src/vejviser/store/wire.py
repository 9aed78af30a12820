"""Requests to a server that is not ours: who asks, how long it is waited for, and what comes back.

A name and password stand in the address and are shown nowhere. They are sent only once the server
has asked for them and said how: so a server that wants a digest never gets the password itself.
"""

from __future__ import annotations

import re
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage, HTTPResponse, IncompleteRead
from time import monotonic
from typing import Any, cast
from urllib.error import HTTPError
from urllib.parse import unquote, urlsplit, urlunsplit

from vejviser.errors import BadValue, VejviserError

CHUNK = 1 << 16
REASON = 200
"""Characters of what a server says that are passed on."""


@dataclass(frozen=True)
class Address:
    """Where a server answers, without who asks it.

    :param name: None where nobody needs to say who asks
    """

    url: str
    name: str | None = None
    password: str = ""

    @classmethod
    def read(cls, url: str) -> Address:
        """An address as a person writes it, which may begin with ``name:password@``.

        :raises BadValue: ``endpoint-address`` for what is no address of the web
        """
        try:
            parts = urlsplit(url)
            host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
            host = f"{host}:{parts.port}" if parts.port else host
        except ValueError:
            host = None
        if not host or parts.scheme not in ("http", "https"):
            # What cannot be read may hold a password, so only its end is shown.
            raise BadValue("endpoint-address", value=url.rpartition("@")[2])
        name = None if parts.username is None else unquote(parts.username)
        plain = urlunsplit(parts._replace(netloc=host, fragment=""))
        return cls(plain, name, unquote(parts.password or ""))

    def beside(self, url: str) -> Address:
        """Another address of the same server, for the same who asks."""
        return Address(url, self.name, self.password)


@dataclass(frozen=True)
class Reply:
    """What a server answers, whole."""

    status: int
    headers: HTTPMessage
    body: bytes

    @property
    def kind(self) -> str:
        """Its media type."""
        return self.headers.get_content_type()

    @property
    def reason(self) -> str:
        """What it says first, for a sentence."""
        return first_line(self.body) or "–"


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follows nobody elsewhere: a password would be sent along, and what is loaded lost."""

    def redirect_request(self, *_: Any) -> None:
        return None


class Server:
    """One address, asked again and again; not by two threads at a time where it wants a digest.

    :param timeout: seconds for one request, from its start to its whole answer
    """

    def __init__(self, address: Address, timeout: float = 60) -> None:
        self.address, self.timeout = address, timeout
        self._opener = urllib.request.build_opener(_Stay)
        self._proof = _Proof(address)

    def send(
        self,
        method: str,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        *,
        url: str = "",
        most: int = 1 << 30,
        timeout: float = 0,
    ) -> Reply:
        """The answer to one request, whatever its status.

        :param url: another than the server's own, such as the same with parameters
        :param most: bytes the answer may have
        :raises VejviserError: ``endpoint-unreachable``, ``endpoint-slow``, ``endpoint-broken`` or
            ``endpoint-too-long``
        """
        seconds = timeout or self.timeout
        until = monotonic() + seconds
        request = urllib.request.Request(url or self.address.url, body, method=method)
        for name, value in {"User-Agent": "vejviser", **(headers or {})}.items():
            request.add_header(name, value)
        try:
            self._proof.give(request)
            reply = self._sent(request, until, most)
            if reply.status == 401 and self._proof.asked_for(reply):
                self._proof.give(request)
                reply = self._sent(request, until, most)
        except (OSError, HTTPException) as error:
            raise no_answer(error, self.address.url, seconds) from error
        except TooLong as error:
            url, count = self.address.url, most // 1_000_000
            raise VejviserError("endpoint-too-long", url=url, count=count) from error
        return reply

    def _sent(self, request: urllib.request.Request, until: float, most: int) -> Reply:
        left = max(0.1, until - monotonic())
        try:
            opened: HTTPResponse | HTTPError = self._opener.open(request, timeout=left)
        except HTTPError as error:
            opened = error
        with opened:
            response = cast(HTTPResponse, opened.fp if isinstance(opened, HTTPError) else opened)
            return Reply(response.status, response.headers, body_of(response, until, most))


class TooLong(Exception):
    """An answer longer than it may be."""


class _Proof:
    """Who asks, in the way the server wants it said: Basic or Digest.

    https://www.rfc-editor.org/rfc/rfc7616
    """

    def __init__(self, address: Address) -> None:
        self._address = address
        self._challenge: dict[str, str] | None = None
        self._basic = False
        known = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        if address.name is not None:
            host = urlsplit(address.url)._replace(path="/", query="")
            known.add_password(None, urlunsplit(host), address.name, address.password)
        self._digest = urllib.request.HTTPDigestAuthHandler(known)

    def asked_for(self, reply: Reply) -> bool:
        """Take note of how a server wants it said; whether that can be done, and was not yet."""
        if self._address.name is None:
            return False
        offered = {
            value.partition(" ")[0].lower(): value.partition(" ")[2]
            for value in reply.headers.get_all("WWW-Authenticate", [])
        }
        if "digest" in offered:
            read = urllib.request.parse_keqv_list
            challenge = read(urllib.request.parse_http_list(offered["digest"]))
            fresh = challenge.get("nonce") != (self._challenge or {}).get("nonce")
            self._challenge = challenge
            return fresh
        if "basic" in offered and not self._basic:
            self._basic = True
            return True
        return False

    def give(self, request: urllib.request.Request) -> None:
        """Add to a request who asks, as far as the server has said how it wants it."""
        if self._challenge is not None:
            said = self._digest.get_authorization(request, self._challenge)
            request.add_unredirected_header("Authorization", f"Digest {said}")
        elif self._basic:
            from base64 import b64encode

            pair = f"{self._address.name}:{self._address.password}".encode()
            request.add_unredirected_header("Authorization", f"Basic {b64encode(pair).decode()}")


def body_of(response: HTTPResponse, until: float, most: int = 1 << 62) -> bytes:
    """All of an answer; the socket's own time-out does not stop one that comes in drops.

    :raises TooLong: where it is longer than it may be
    """
    parts, size = [], 0
    while part := response.read1(CHUNK):
        parts.append(part)
        size += len(part)
        if size > most:
            raise TooLong
        if monotonic() > until:
            raise TimeoutError
    if response.length:
        raise IncompleteRead(b"", response.length)
    return b"".join(parts)


def no_answer(error: Exception, url: str, seconds: float) -> VejviserError:
    """What to raise where there is no answer at all, or only a part of one."""
    cause = getattr(error, "reason", error)
    if isinstance(cause, TimeoutError):
        return VejviserError("endpoint-slow", where="", url=url, count=round(seconds))
    if isinstance(error, HTTPException | ConnectionError):
        return VejviserError("endpoint-broken", where="", url=url)
    reason = getattr(cause, "strerror", 0) or cause
    return VejviserError("endpoint-unreachable", where="", url=url, reason=reason)


def first_line(body: bytes) -> str:
    """The first line of an answer that says something, cut to what fits into a sentence."""
    text = re.sub(r"<(title|style)\b.*?</\1>", " ", body.decode("utf-8", "replace"), flags=re.S)
    lines = re.sub(r"<[^<>]*>", " ", text).splitlines()
    return next((" ".join(line.split())[:REASON].rstrip(".") for line in lines if line.strip()), "")
