"""All our graphs into a store of somebody else's, whole or not at all.

The Graph Store Protocol knows no transaction over several graphs. So every graph that is new goes
into a graph of its own beside, in parts, is read again and compared; what it takes the place of is
copied beside, too; and one SPARQL update then moves all of them to their places. Engines run an
update as one transaction, or nearly so (Virtuoso does not undo one that fails). Afterwards all is
read again; where it is neither all new nor all old, the old is put back. Graphs that are not ours
are never touched.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from time import monotonic, sleep
from typing import TYPE_CHECKING

from vejviser.errors import VejviserError
from vejviser.store import copied
from vejviser.store.remote import MOST, Queries, Remote, Size

if TYPE_CHECKING:
    import pyoxigraph as ox

    from vejviser.store.copied import Graphs

BESIDE = "urn:vejviser:push:"
"""What the graphs begin with that lie beside while a push is under way."""
PATIENCE = 30.0
"""Seconds an engine has to come to an end with an update whose connection was cut."""
PAUSE = 0.5


@dataclass
class Plan:
    """What a push does, and with what: graph → …

    :param new: … the triples it will have
    :param old: … the size it has, where it is there and will not stay
    """

    new: dict[str, frozenset[ox.Triple]]
    old: dict[str, Size]
    kept: list[str]
    token: str = field(default_factory=lambda: secrets.token_hex(4))

    @property
    def replaced(self) -> list[str]:
        return sorted(self.new.keys() & self.old.keys())

    @property
    def added(self) -> list[str]:
        return sorted(self.new.keys() - self.old.keys())

    @property
    def removed(self) -> list[str]:
        return sorted(self.old.keys() - self.new.keys())

    @property
    def touched(self) -> list[str]:
        return sorted(self.new.keys() | self.old.keys())

    def former(self, graph: str) -> str:
        """Where the copy of an old graph lies."""
        return f"{BESIDE}{self.token}:old:{sorted(self.old).index(graph)}"

    @cached_property
    def parts(self) -> dict[str, dict[str, Sequence[ox.Triple]]]:
        """New graph → where each of its parts lies → what is in it."""
        found: dict[str, dict[str, Sequence[ox.Triple]]] = {}
        for number, graph in enumerate(sorted(self.new)):
            triples = sorted(self.new[graph], key=str)
            found[graph] = {
                f"{BESIDE}{self.token}:new:{number}-{first // MOST}": triples[first : first + MOST]
                for first in range(0, max(1, len(triples)), MOST)
            }
        return found

    @property
    def beside(self) -> list[str]:
        """All graphs that lie beside while the push is under way."""
        new = [name for parts in self.parts.values() for name in parts]
        return new + [self.former(graph) for graph in self.old]

    def switch(self) -> str:
        """The update that puts all into its place."""
        said = []
        for graph, (first, *others) in self.parts.items():
            said.append(f"MOVE GRAPH <{first}> TO GRAPH <{graph}>")
            said += [f"ADD GRAPH <{name}> TO GRAPH <{graph}>" for name in others]
        said += [f"DROP SILENT GRAPH <{graph}>" for graph in self.removed]
        return " ;\n".join(said)

    def back(self) -> str:
        """The update that puts back what was."""
        said = [f"COPY GRAPH <{self.former(g)}> TO GRAPH <{g}>" for g in sorted(self.old)]
        said += [f"DROP SILENT GRAPH <{graph}>" for graph in self.added]
        return " ;\n".join(said)


def plan(queries: Queries, remote: Remote, graphs: Graphs) -> Plan:
    """What has to be done so that a store holds some graphs, and a record of them.

    What an earlier record names is ours, and goes where it is no longer wanted. A graph that has
    not changed since is left alone.

    :raises VejviserError: ``copy-blank``, or ``push-undone`` where the store cannot be asked
    """
    for graph, triples in graphs.items():
        if any(str(term).startswith("_:") for t in triples for term in (t.subject, t.object)):
            raise VejviserError("copy-blank", value=graph)
    record = copied.record(graphs)
    try:
        before = _before(queries)
        sizes = queries.sizes(graphs.keys() | before.keys() | {copied.RECORD})
    except VejviserError as error:
        raise _failed("push-undone", remote, error) from error
    wanted = copied.read(record, remote.url)
    kept = [g for g in graphs if before.get(g) == wanted[g] and sizes[g][0] == wanted[g].size]
    new = {graph: triples for graph, triples in graphs.items() if graph not in kept}
    if new or before.keys() != graphs.keys():
        new[copied.RECORD] = record
    there = {graph: size for graph, size in sizes.items() if size[0] and graph not in kept}
    if not new:
        there = {}
    return Plan(new, there, kept)


def _before(queries: Queries) -> dict[str, copied.Noted]:
    """What the record of an earlier push says; one that is none says nothing."""
    triples = queries.triples(copied.RECORD)
    try:
        return copied.read(triples, queries.url)
    except VejviserError:
        return {}


def push(queries: Queries, remote: Remote, plan: Plan) -> None:
    """Do what is planned, or leave all as it was.

    :raises VejviserError: ``push-undone`` where nothing has changed, ``push-back`` where the old is
        there again, ``push-unknown`` where the server could not be asked any more, ``push-mixed``
        where neither could be brought about
    """
    cause: BaseException | None = None
    try:
        new = _laid_beside(queries, remote, plan)
    except (VejviserError, KeyboardInterrupt) as error:
        _tidy(remote, plan)
        raise _failed("push-undone", remote, error) from error
    try:
        remote.update(plan.switch())
    except (VejviserError, KeyboardInterrupt) as error:
        cause = error
    try:
        _settle(queries, remote, plan, new, cause)
    except KeyboardInterrupt as error:
        raise _failed("push-unknown", remote, error, token=BESIDE + plan.token) from error
    _tidy(remote, plan)


def _laid_beside(queries: Queries, remote: Remote, plan: Plan) -> dict[str, Size]:
    """Put all that is new beside, and copies of what is old; the sizes of the new graphs."""
    new: dict[str, Size] = {}
    for graph, parts in plan.parts.items():
        for name, triples in parts.items():
            remote.put(name, triples)
            if remote.get(name) != frozenset(triples):
                raise VejviserError("store-differs", url=remote.url, value=graph)
        sizes = queries.sizes(parts)
        new[graph] = sum(n for n, _ in sizes.values()), sum(m for _, m in sizes.values())
    if plan.old:
        formers = {graph: plan.former(graph) for graph in plan.old}
        remote.update(" ;\n".join(f"COPY GRAPH <{g}> TO GRAPH <{f}>" for g, f in formers.items()))
        sizes = queries.sizes(formers.values())
        for graph, former in formers.items():
            if sizes[former] != plan.old[graph]:
                raise VejviserError("store-differs", url=remote.url, value=graph)
    return new


def _settle(
    queries: Queries,
    remote: Remote,
    plan: Plan,
    new: dict[str, Size],
    cause: BaseException | None,
) -> None:
    """See what has come of the switch, and put the old back where it is neither old nor new."""
    answered = cause is None or getattr(cause, "key", "").startswith("store-")
    state = _state(queries, plan, new, 0.0 if answered else PATIENCE)
    if state == "new":
        wrong = [g for g in plan.new if queries.triples(g) != plan.new[g]]
        if not wrong:
            return
        cause = VejviserError("store-differs", url=remote.url, value=", ".join(wrong))
        state = "mixed"
    cause = cause or VejviserError("store-differs", url=remote.url, value="–")
    if state == "unknown" or (state == "old" and not answered):
        # It may still be at it: what lies beside must stay.
        raise _failed("push-unknown", remote, cause, token=BESIDE + plan.token) from cause
    if state == "mixed":
        try:
            remote.update(plan.back())
            state = _state(queries, plan, new, 0.0)
        except VejviserError:
            state = "mixed"
        if state != "old":
            raise _failed("push-mixed", remote, cause, token=BESIDE + plan.token) from cause
        _tidy(remote, plan)
        raise _failed("push-back", remote, cause) from cause
    _tidy(remote, plan)
    raise _failed("push-undone", remote, cause) from cause


def _state(queries: Queries, plan: Plan, new: dict[str, Size], patience: float) -> str:
    """Whether the graphs are ``new``, ``old`` or ``mixed``; ``unknown`` where nobody answers.

    :param patience: seconds in which they may yet become new
    """
    old = {graph: plan.old.get(graph, (0, 0)) for graph in plan.touched}
    wanted = {graph: new.get(graph, (0, 0)) for graph in plan.touched}
    until = monotonic() + patience
    while True:
        try:
            sizes = queries.sizes(plan.touched)
            state = "new" if sizes == wanted else "old" if sizes == old else "mixed"
        except VejviserError:
            state = "unknown"
        if state == "new" or monotonic() >= until:
            return state
        sleep(PAUSE)


def _tidy(remote: Remote, plan: Plan) -> None:
    """Remove what lies beside, as far as the server lets us."""
    for name in plan.beside:
        with suppress(VejviserError):
            remote.delete(name)


def _failed(key: str, remote: Remote, cause: BaseException, **data: str) -> VejviserError:
    """What to raise, with what it came of."""

    def reason(lang: str) -> str:
        if isinstance(cause, VejviserError):
            return cause.text(lang)
        from vejviser.messages import say

        return say("push-stopped", lang)

    return Failed(key, reason, url=remote.url, **data)


class Failed(VejviserError):
    """A push that did not come about, and why."""

    def __init__(self, key: str, reason: Callable[[str], str], **data: str) -> None:
        self._reason = reason
        super().__init__(key, **data)

    def text(self, lang: str) -> str:
        """What stopped it, and what state it left."""
        return f"{self._reason(lang)} {super().text(lang)}"
