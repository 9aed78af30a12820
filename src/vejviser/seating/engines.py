"""A second opinion: the same laws as SHACL, run by an engine that shares nothing with our own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

import pyoxigraph as ox

from vejviser.errors import VejviserError
from vejviser.names import shorten
from vejviser.nouns import Law
from vejviser.rules.shapes import shapes
from vejviser.seating.breaches import Breach
from vejviser.seating.questions import Session
from vejviser.validate.composition import run
from vejviser.validate.exchange import Engine


def confirm(
    engine: Engine, rosters: ox.Store, sessions: Sequence[Session], found: Iterable[Breach]
) -> None:
    """Have an engine find the same breaches of the same shapes on every day of the sessions.

    :raises VejviserError: ``engines-differ`` with the first day and shape on which it does not
    """
    data = {quad.triple for quad in rosters}
    by_day: dict[date, list[Law]] = defaultdict(list)
    for law, day in sessions:
        by_day[day].append(law)
    known = list(found)
    for day, laws in sorted(by_day.items()):
        bodies = {law.body for law in laws}
        ours = {
            (b.law.body, b.verdict.shape)
            for b in known
            if b.law.body in bodies and b.span.holds(day)
        }
        theirs = {(body, shape) for body, shape, _ in run(engine, data, shapes(laws, day))}
        if ours != theirs:
            body, shape = min(ours ^ theirs)
            raise VejviserError(
                "engines-differ",
                engine=engine,
                day=day.isoformat(),
                shape=shape,
                body=shorten(body),
                found="aggregate" if (body, shape) in ours else engine,
            )
