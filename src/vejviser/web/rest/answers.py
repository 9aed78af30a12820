"""Answers of named queries: asked in a thread, once for all who ask the same, and kept."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from vejviser import queries
from vejviser.errors import BadValue, Unknown, VejviserError
from vejviser.web.rest.asked import named
from vejviser.web.rest.forms import WRITTEN, Answered
from vejviser.web.rest.parameters import CLOSED, choices
from vejviser.web.shelf import Shelf

if TYPE_CHECKING:
    from vejviser.queries import NamedQuery, Term
    from vejviser.web.rest.asked import Question
    from vejviser.web.sending import Made
    from vejviser.web.site import Site

HANDS = max(2, os.cpu_count() or 2)


class Answers:
    """What the named queries of a site answer."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self.shelf = Shelf(HANDS, waiting=64, room=64 << 20)
        site.shelves.append(self.shelf)

    async def prepare(self) -> None:
        """Read what the first question would otherwise wait for: all names, and all queries."""
        await self.shelf.run(self._read)

    async def ask(self, question: Question) -> Made:
        """The answer to a question.

        :raises VejviserError: ``server-busy``, or what is wrong with what it asks for
        """
        write = WRITTEN[question.form]
        return await self.shelf.get(question, lambda: write(self.rows(question)))

    def rows(self, question: Question) -> Answered:
        """The rows that answer a question; to be called in a thread.

        :raises VejviserError: for what is wrong with what it asks for
        """
        query = named(self._site, question.name)
        return self._rows(query, question, self._terms(query, question))

    def _read(self) -> None:
        _ = self._site.queries, self._site.whole.index.entries
        with suppress(VejviserError):
            self._site.whole.index.resolve("", "thing")

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
