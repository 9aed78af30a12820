"""A push that fails: the store holds the old or the new, whatever goes wrong, and says which."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NoReturn

import pyoxigraph as ox
import pytest
from stores import Store, store, switching

from vejviser.errors import BadValue, VejviserError
from vejviser.store import copied, pushing, wire
from vejviser.store import remote as room
from vejviser.store.places import places
from vejviser.store.pushing import BESIDE, Plan, plan, push
from vejviser.store.remote import Queries, Remote

MOST = 20
"""Triples at a time, here."""
EX = "https://example.org/"
OTHER = ox.Quad(*(ox.NamedNode(f"{EX}{name}") for name in ("s", "p", "o", "graph-of-others")))


def graph(words: str, version: int = 1, count: int = 3) -> frozenset[ox.Triple]:
    """Some triples of a graph, different in each version."""
    says = ox.NamedNode(f"{EX}says")
    return frozenset(
        ox.Triple(
            ox.NamedNode(f"{EX}{words}-{n}"),
            says,
            ox.Literal(f"{words} {version} æ", language="da"),
        )
        for n in range(count)
    )


OLD = {f"{EX}a": graph("a"), f"{EX}b": graph("b"), f"{EX}gone": graph("gone")}
NEW = {
    f"{EX}a": graph("a"),
    f"{EX}b": graph("b", 2, 5),
    f"{EX}c": graph("c"),
    f"{EX}large": graph("large", 1, 2 * MOST + 7),
}


@pytest.fixture
def remote(monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A store that holds the old graphs, and one of others."""
    monkeypatch.setattr(pushing, "PATIENCE", 0.5)
    monkeypatch.setattr(pushing, "PAUSE", 0.05)
    for module in (room, pushing):
        monkeypatch.setattr(module, "MOST", MOST)
    with store() as made:
        made.held.add(OTHER)
        send(made, OLD)
        made.log.clear()
        yield made


def planned(to: Store, graphs: copied.Graphs) -> tuple[Queries, Remote, Plan]:
    at = places(to.address)
    queries, remote = Queries(at.query, 5), Remote(at.graphs, at.update, 5)
    return queries, remote, plan(queries, remote, graphs)


def send(to: Store, graphs: copied.Graphs) -> Plan:
    queries, remote, made = planned(to, graphs)
    if made.new:
        push(queries, remote, made)
    return made


def held(graphs: copied.Graphs) -> set[ox.Quad]:
    """What a store holds that holds just these, their record, and what is not ours."""
    full = {**graphs, copied.RECORD: copied.record(graphs)}
    quads = {ox.Quad(*t, ox.NamedNode(g)) for g, triples in full.items() for t in triples}
    return quads | {OTHER}


def failed(to: Store, graphs: copied.Graphs) -> str:
    """The key of what a push says that fails."""
    with pytest.raises(VejviserError) as caught:
        send(to, graphs)
    for lang in ("da", "en"):
        assert to.address in caught.value.text(lang)
        assert "{" not in caught.value.text(lang)
    return caught.value.key


def once(*faults: tuple[str, str]) -> Callable[[str, str], str]:
    """A fault at the first request of a kind, and then at the first of another kind, and so on."""
    left = list(faults)

    def fault(kind: str, what: str) -> str:
        if left and (left[0][0] == kind or (left[0][0] == "switch" and switching(what))):
            return left.pop(0)[1]
        return ""

    return fault


# ---------------------------------------------------------------- what goes well


def test_what_is_new_takes_the_place_of_what_was(remote: Store) -> None:
    assert remote.quads() == held(OLD)
    made = send(remote, NEW)
    assert remote.quads() == held(NEW)
    assert made.added == [f"{EX}c", f"{EX}large"]
    assert made.replaced == [f"{EX}b", copied.RECORD]
    assert made.removed == [f"{EX}gone"]
    assert made.kept == [f"{EX}a"]
    assert not any(f"{EX}graph-of-others" in line for line in remote.log)


def test_the_same_again_changes_nothing(remote: Store) -> None:
    assert send(remote, OLD).touched == []
    assert {line.split()[0] for line in remote.log} == {"query"}


def test_a_graph_somebody_has_changed_is_mended(remote: Store) -> None:
    remote.held.add(ox.Quad(OTHER.subject, OTHER.predicate, OTHER.object, ox.NamedNode(f"{EX}a")))
    assert send(remote, OLD).replaced == [f"{EX}a", copied.RECORD]
    assert remote.quads() == held(OLD)


def test_all_is_put_in_place_by_one_update(remote: Store) -> None:
    send(remote, NEW)
    assert sum(switching(line.removeprefix("update ")) for line in remote.log) == 1


def test_readers_see_the_old_or_the_new(remote: Store) -> None:
    """Each request is answered between two states of the store: none is neither."""
    seen = []

    def look(kind: str, what: str) -> str:
        seen.append({quad for quad in remote.quads() if BESIDE not in quad.graph_name.value})
        return ""

    remote.fault = look
    send(remote, NEW)
    assert [state for state in seen if state not in (held(OLD), held(NEW))] == []
    assert held(NEW) in seen


# ---------------------------------------------------------------- what goes wrong


@pytest.mark.parametrize("fault", ["full", "refused", "cut"])
def test_nothing_has_changed_where_it_cannot_even_be_planned(remote: Store, fault: str) -> None:
    remote.fault = once(("query", fault))
    assert failed(remote, NEW) == "push-undone"
    assert remote.quads() == held(OLD)


@pytest.mark.parametrize("fault", ["full", "refused", "cut"])
@pytest.mark.parametrize("kind", ["PUT", "GET", "query", "update"])
def test_nothing_has_changed_where_it_fails_beforehand(
    remote: Store, kind: str, fault: str
) -> None:
    queries, store, made = planned(remote, NEW)
    remote.fault = once((kind, fault))
    with pytest.raises(VejviserError) as caught:
        push(queries, store, made)
    assert caught.value.key == "push-undone"
    assert remote.quads() == held(OLD)


def test_a_store_that_loses_a_triple_is_found_out(remote: Store) -> None:
    remote.fault = once(("GET", "lossy"))
    assert failed(remote, NEW) == "push-undone"
    assert remote.quads() == held(OLD)


@pytest.mark.parametrize("fault", ["full", "refused"])
def test_nothing_has_changed_where_the_switch_is_refused(remote: Store, fault: str) -> None:
    remote.fault = once(("switch", fault))
    assert failed(remote, NEW) == "push-undone"
    assert remote.quads() == held(OLD)


def test_the_old_is_put_back_where_the_switch_is_done_in_part(remote: Store) -> None:
    remote.fault = once(("switch", "half"))
    assert failed(remote, NEW) == "push-back"
    assert remote.quads() == held(OLD)


def test_says_so_where_not_even_that_can_be_done(remote: Store) -> None:
    remote.fault = once(("switch", "half"), ("update", "full"))
    assert failed(remote, NEW) == "push-mixed"
    assert OTHER in remote.quads()
    old = {quad.triple for quad in remote.held if ":old:" in quad.graph_name.value}
    assert old >= OLD[f"{EX}b"] | OLD[f"{EX}gone"]
    remote.fault = lambda kind, what: ""
    send(remote, NEW)
    assert {q for q in remote.quads() if BESIDE not in q.graph_name.value} == held(NEW)


def test_a_switch_whose_answer_is_lost_is_asked_after(remote: Store) -> None:
    remote.fault = once(("switch", "done-cut"))
    send(remote, NEW)
    assert remote.quads() == held(NEW)


def test_says_that_it_is_not_known_where_nobody_answers_any_more(remote: Store) -> None:
    gone: list[str] = []

    def fault(kind: str, what: str) -> str:
        if switching(what):
            gone.append("done-cut")
            return "done-cut"
        return "cut" if gone else ""

    remote.fault = fault
    assert failed(remote, NEW) == "push-unknown"


def test_what_lies_beside_stays_while_the_switch_may_be_at_it(remote: Store) -> None:
    remote.fault = once(("switch", "cut"))
    assert failed(remote, NEW) == "push-unknown"
    assert any(name.startswith(BESIDE) for name in remote.graphs())
    assert {q for q in remote.quads() if BESIDE not in q.graph_name.value} == held(OLD)


@pytest.mark.parametrize(("at", "key"), [("PUT", "push-undone"), ("switch", "push-unknown")])
def test_ctrl_c_leaves_one_or_the_other(
    remote: Store, monkeypatch: pytest.MonkeyPatch, at: str, key: str
) -> None:
    queries, to, made = planned(remote, NEW)

    def pressed(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    name = "put" if at == "PUT" else "update"
    if at == "switch":
        made.old.clear()
    monkeypatch.setattr(to, name, pressed)
    with pytest.raises(VejviserError) as caught:
        push(queries, to, made)
    assert "Ctrl-C" in caught.value.text("da")
    assert {q for q in remote.quads() if BESIDE not in q.graph_name.value} == held(OLD)
    assert caught.value.key in (key, "push-back")


def test_a_record_that_is_none_is_written_anew(remote: Store) -> None:
    part = ox.NamedNode(copied.PART)
    remote.held.add(ox.Quad(ox.NamedNode(EX), part, ox.NamedNode(EX), ox.NamedNode(copied.RECORD)))
    send(remote, OLD)
    assert remote.quads() == held(OLD)


def test_nodes_without_names_are_refused(remote: Store) -> None:
    blank = ox.Triple(ox.BlankNode(), OTHER.predicate, OTHER.object)
    with pytest.raises(VejviserError) as caught:
        send(remote, {EX: frozenset([blank])})
    assert caught.value.key == "copy-blank"


# ---------------------------------------------------------------- where a store answers


@pytest.mark.parametrize(
    ("graphs", "query", "update"),
    [
        ("http://h:7878/store", "http://h:7878/query", "http://h:7878/update"),
        (
            "http://h/sparql-graph-crud-auth",
            "http://h/sparql-auth",
            "http://h/sparql-auth",
        ),
        ("http://h/ds/data", "http://h/ds/query", "http://h/ds/update"),
        (
            "http://h/repositories/r/rdf-graphs/service",
            "http://h/repositories/r",
            "http://h/repositories/r/statements",
        ),
    ],
)
def test_the_neighbours_of_known_engines(graphs: str, query: str, update: str) -> None:
    at = places(graphs.replace("//", "//lone:hem%40melig@"))
    assert (at.graphs.url, at.query.url, at.update.url) == (graphs, query, update)
    assert {a.password for a in (at.graphs, at.query, at.update)} == {"hem@melig"}


def test_those_of_others_are_told() -> None:
    with pytest.raises(BadValue) as caught:
        places("http://lone:hemmelig@h/graphs")
    assert caught.value.key == "store-unknown"
    assert "hemmelig" not in caught.value.text("da")
    at = places("http://lone:hemmelig@h/graphs", "http://h/q", "http://elsewhere/u")
    assert (at.query.name, at.update.name) == ("lone", None)


@pytest.mark.parametrize(
    "url", ["", "localhost", "file:///etc/passwd", "http://", "http://a:b:c@x:y/"]
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(BadValue) as caught:
        wire.Address.read(url)
    assert "a:b" not in caught.value.text("da")
