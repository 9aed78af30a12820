"""A SPARQL 1.1 endpoint: asked by POST, waited for, and refused where its answer is no answer."""

from __future__ import annotations

import ast
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException, HTTPResponse
from time import monotonic, sleep
from typing import TYPE_CHECKING
from urllib.error import HTTPError

from vejviser.errors import VejviserError
from vejviser.names import PREFIXES
from vejviser.nouns import Cell, Rows
from vejviser.store.embedded import XSD, settled
from vejviser.store.wire import Address, body_of, first_line, no_answer

if TYPE_CHECKING:
    from SPARQLWrapper import SPARQLWrapper

TIMEOUT = 60
"""Seconds an endpoint has for one answer: what the public ones give a query themselves."""
TRIES = 4
LONGEST_WAIT = 30.0
"""Seconds: an endpoint that wants us to wait longer than this is not to be had now."""
BUSY = (429, 503)
JSON = ("application/sparql-results+json", "application/json")


class Endpoint:
    """A SPARQL 1.1 endpoint, asked by POST; a name and password may stand in its address.

    :raises BadValue: ``endpoint-address`` for what is no address of the web
    """

    own = False

    def __init__(self, url: str, timeout: int = TIMEOUT) -> None:
        read = Address.read(url)
        self.address = read.url
        self._timeout = timeout
        self._credentials = read.name, read.password

    def select(self, text: str) -> Rows:
        """The rows of a SELECT, sorted; an endpoint that is busy is asked again.

        :raises VejviserError: ``endpoint-…``: unreachable, slow, refused, failed, no-sparql, broken
            or cut
        """
        for attempt in range(TRIES):
            try:
                return self._ask(text)
            except _Busy as busy:
                wait = busy.wait if busy.wait is not None else 2.0**attempt
                if attempt + 1 == TRIES or wait > LONGEST_WAIT:
                    raise self._error("endpoint-failed", **busy.data) from busy
                sleep(wait)
        raise AssertionError("the last attempt answers or raises")

    def _ask(self, text: str) -> Rows:
        from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

        until = monotonic() + self._timeout
        try:
            with self._prepared(text).query().response as response:
                body = body_of(response, until)
        except SPARQLWrapperException as error:
            raise self._refusal(*_status(error)) from error
        except HTTPError as error:
            with error:
                reason = first_line(error.read())
            if error.code in BUSY:
                raise _Busy(error.headers.get("Retry-After"), error.code, reason) from error
            raise self._refusal(error.code, reason) from error
        except (OSError, HTTPException) as error:
            raise no_answer(error, self.address, self._timeout) from error
        return self._read(response, body)

    def _prepared(self, text: str) -> SPARQLWrapper:
        import SPARQLWrapper as sparql

        wrapper = sparql.SPARQLWrapper(self.address, agent="vejviser")
        wrapper.setMethod(sparql.POST)
        wrapper.setReturnFormat(sparql.JSON)
        wrapper.setOnlyConneg(True)
        wrapper.setTimeout(self._timeout)
        wrapper.setQuery(text)
        name, password = self._credentials
        if name is not None:
            wrapper.setCredentials(name, password)
        return wrapper

    def _read(self, response: HTTPResponse, body: bytes) -> Rows:
        """An answer with status 200 as rows, unless it is not what it should be."""
        kind = response.headers.get_content_type()
        if response.status != 200:
            raise self._error("endpoint-broken")
        if kind not in JSON:
            raise self._error("endpoint-no-sparql", value=kind)
        try:
            rows = parsed(body)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise self._error("endpoint-broken") from error
        # Virtuoso says so where it has cut an answer to its own limit, and that limit.
        limit = response.headers.get("X-SPARQL-MaxRows", "")
        if limit.isdigit() and len(rows) >= int(limit):
            raise self._error("endpoint-cut", count=len(rows))
        return rows

    def _refusal(self, status: int, reason: str) -> VejviserError:
        key = "endpoint-refused" if 400 <= status < 500 else "endpoint-failed"
        return self._error(key, status=status, reason=reason or "–")

    def _error(self, key: str, **data: object) -> VejviserError:
        return VejviserError(key, where="", url=self.address, **data)


class _Busy(Exception):
    """An endpoint that asks to be asked later; ``wait`` is in seconds, None where it did not say"""

    def __init__(self, after: str | None, status: int, reason: str) -> None:
        self.wait = _seconds(after)
        self.data: dict[str, object] = {"status": status, "reason": reason or "–"}
        super().__init__(status)


def _seconds(after: str | None) -> float | None:
    """What a Retry-After means: a number of seconds, or a day and time.

    https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
    """
    if not after:
        return None
    if after.isdigit():
        return float(after)
    try:
        return max(0.0, (parsedate_to_datetime(after) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None


def _status(error: Exception) -> tuple[int, str]:
    """Status and first line of an answer SPARQLWrapper has read already.

    It leaves the status in the error it met, and the answer in the text of its own.
    """
    met = error.__context__
    assert isinstance(met, HTTPError)
    met.close()
    shown = str(error).partition("Response:\n")[2]
    return met.code, first_line(ast.literal_eval(shown) if shown else b"")


def parsed(body: bytes) -> Rows:
    """SPARQL results in JSON as rows. https://www.w3.org/TR/sparql11-results-json/"""
    answer = json.loads(body)
    columns = tuple(answer["head"]["vars"])
    bindings = answer["results"]["bindings"]
    return settled(columns, (tuple(_cell(b.get(name)) for name in columns) for b in bindings))


def _cell(term: Mapping[str, str] | None) -> Cell | None:
    if term is None:
        return None
    kind, value = term["type"], term["value"]
    if kind == "uri":
        return Cell(value, iri=True)
    if kind == "bnode":
        return Cell(f"_:{value}")
    lang = term.get("xml:lang", "")
    plain = PREFIXES["rdf"] + "langString" if lang else XSD + "string"
    return Cell(value, lang=lang.lower(), datatype=term.get("datatype", plain))
