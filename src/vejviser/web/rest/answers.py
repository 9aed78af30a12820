"""Answers of named queries: asked in a thread, once for all who ask the same, and kept."""

from __future__ import annotations

import asyncio
import hashlib
import os
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from vejviser import queries
from vejviser.errors import BadValue, Unknown, VejviserError
from vejviser.web.kept import Kept
from vejviser.web.rest.asked import named
from vejviser.web.rest.forms import WRITTEN, Answered
from vejviser.web.rest.parameters import CLOSED, choices

if TYPE_CHECKING:
    from vejviser.queries import NamedQuery, Term
    from vejviser.web.rest.asked import Question
    from vejviser.web.site import Site

THREADS = max(2, os.cpu_count() or 2)
MOST_WAITING = 64
"""Questions that may wait for a thread; whoever comes after is told to come again."""
MOST_KEPT = 64_000_000
"""Bytes of answers that are kept."""
MOST_MEANINGS = 4096
"""Questions of which it is kept what they mean; each takes some hundred bytes."""

Key = tuple[object, ...]
T = TypeVar("T")


@dataclass(frozen=True)
class Answer:
    """One answer in one form.

    :param tag: the same for the same bytes, as an ETag has it
    """

    body: bytes
    tag: str


class Answers:
    """What the named queries of a site answer."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._threads = ThreadPoolExecutor(THREADS, "vejviser-rest")
        self._waiting = 0
        self._meant: OrderedDict[Question, Key] = OrderedDict()
        self._kept = Kept[Answer](MOST_KEPT)
        self._asked: dict[Hashable, asyncio.Future[Answer]] = {}

    async def prepare(self) -> None:
        """Read what the first question would otherwise wait for: all names, and all queries."""
        await self.in_thread(self._read)

    def close(self) -> None:
        """Answer nothing more."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def ask(self, question: Question) -> Answer:
        """The answer to a question.

        :raises VejviserError: ``server-busy``, or what is wrong with what it asks for
        """
        meant = self._meant.get(question)
        if meant and (found := self._kept.get(meant)):
            return found
        return await self._once(question, partial(self._ask, question))

    async def page(self, name: str, lang: str, made: Callable[[], bytes]) -> Answer:
        """What is made once in each language, such as a description.

        :raises VejviserError: ``server-busy``
        """

        async def make() -> Answer:
            return self._keep((name, lang), await self.in_thread(made))

        return self._kept.get((name, lang)) or await self._once((name, lang), make)

    def rows(self, question: Question) -> Answered:
        """The rows that answer a question; to be called in a thread.

        :raises VejviserError: for what is wrong with what it asks for
        """
        query = named(self._site, question.name)
        return self._rows(query, question, self._terms(query, question))

    async def in_thread(self, work: Callable[[], T]) -> T:
        """What some work comes to that would keep others waiting.

        :raises VejviserError: ``server-busy``
        """
        if self._waiting >= MOST_WAITING:
            raise VejviserError("server-busy")
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work)
        finally:
            self._waiting -= 1

    def _read(self) -> None:
        _ = self._site.queries, self._site.whole.index.entries
        with suppress(VejviserError):
            self._site.whole.index.resolve("", "thing")

    async def _ask(self, question: Question) -> Answer:
        key, answer = await self.in_thread(lambda: self._answer(question))
        self._meant[question] = key
        if len(self._meant) > MOST_MEANINGS:
            self._meant.popitem(last=False)
        return answer

    async def _once(self, key: Hashable, work: Callable[[], Awaitable[Answer]]) -> Answer:
        """What some work comes to, done once for all who want it while it is under way."""
        under_way = self._asked.get(key)
        if under_way is None:
            under_way = self._asked[key] = asyncio.ensure_future(work())
            under_way.add_done_callback(partial(self._done, key))
        # Who leaves leaves the others their answer.
        return await asyncio.shield(under_way)

    def _done(self, key: Hashable, done: asyncio.Future[Answer]) -> None:
        del self._asked[key]
        if not done.cancelled():
            # Looked at, even where nobody waits for it any more.
            done.exception()

    def _answer(self, question: Question) -> tuple[Key, Answer]:
        query = named(self._site, question.name)
        terms = self._terms(query, question)
        meant = sorted((name, str(term)) for name, term in terms.items())
        key = (question.name, *meant, question.lang, question.form)
        answer = self._kept.get(key)
        if answer is None:
            body = WRITTEN[question.form](self._rows(query, question, terms))
            answer = self._keep(key, body)
        return key, answer

    def _keep(self, key: Key, body: bytes) -> Answer:
        tag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
        return self._kept.put(key, Answer(body, tag), len(body))

    def _terms(self, query: NamedQuery, question: Question) -> dict[str, Term]:
        """What the parameters mean, those left open left out.

        :raises VejviserError: for a value that means nothing, with its parameter as the place
        """
        whole = self._site.whole
        given: dict[str, Term | None] = {}
        for name, value in question.given:
            parameter = query.parameter(name)
            try:
                given[name] = whole.term(parameter, value)
            except Unknown as error:
                if parameter.type in CLOSED:
                    names = ", ".join(choices(whole, parameter, question.lang))
                    raise BadValue("bad-choice", where=name, value=value, names=names) from error
                error.where = name
                raise
            except VejviserError as error:
                error.where = name
                raise
            if parameter.required and given[name] is None:
                # Every day at once is none.
                raise BadValue("bad-day", where=name, value=value)
        terms = whole.with_defaults(query, given, question.day)
        return {name: term for name, term in terms.items() if term is not None}

    def _rows(self, query: NamedQuery, question: Question, terms: dict[str, Term]) -> Answered:
        whole = self._site.whole
        rows = queries.run(whole.store, query, terms, whole.preference(question.lang))
        return Answered(whole, query, terms, rows, question.lang)
