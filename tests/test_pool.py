"""The pool of processes by itself: bounds that take long to meet, and processes that die."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from vejviser.errors import VejviserError
from vejviser.web.sparql.pool import Bounds, Pool

DAY = "https://w3id.org/vejviser/graph/day/2024-05-01"
PATIENCE = 60
TRIPLES = "".join(
    f"<x:s{n}> <x:p> <x:o{n}> <x:g> .\n<x:s{n}> <x:p> <x:o{n}> .\n" for n in range(500)
)
JOIN = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l ."
ENDLESS = f"SELECT (COUNT(*) AS ?n) {{ {JOIN} }}"


@pytest.fixture(autouse=True)
def _soon_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is endless is found to be long without much waiting."""
    monkeypatch.setattr("vejviser.web.sparql.pool.LONG", 0.1)


Work = Callable[[Pool], Coroutine[Any, Any, None]]


def question(text: str) -> dict[str, object]:
    graphs = {"merged": None, "named": (), "day": "", "home": DAY}
    return {"query": text, "base": "http://a.example/", "rows": "csv", "graph": "", **graphs}


def pooled(folder: Path, bounds: Bounds, work: Work, size: int = 1) -> None:
    """Do something with a pool, and see it end with nothing left behind."""
    file = folder / "dataset.nq"
    file.write_text(TRIPLES, encoding="utf-8")

    async def run() -> None:
        pool = Pool(size, bounds)
        try:
            await pool.start(file, DAY)
            async with asyncio.timeout(PATIENCE):
                await work(pool)
        finally:
            await pool.stop()

    asyncio.run(run())


async def wrong(pool: Pool, text: str) -> str:
    """What is told to be wrong with a query."""
    with pytest.raises(VejviserError) as caught:
        await pool.ask(question(text))
    return caught.value.key


async def answers(pool: Pool) -> None:
    answer = await pool.ask(question("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"))
    assert answer.body.split() == [b"n", b"500"]


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="only Linux bounds memory")
@pytest.mark.parametrize(
    "text",
    [
        f"SELECT * {{ {JOIN} }} ORDER BY DESC(CONCAT(STR(?a), STR(?d), STR(?g))) LIMIT 1",
        "SELECT (COUNT(DISTINCT *) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    ],
    ids=["sort", "group"],
)
def test_memory_is_bounded(tmp_path: Path, text: str) -> None:
    async def work(pool: Pool) -> None:
        assert "memory" in pool.bounded
        assert await wrong(pool, text) == "query-too-heavy"
        await answers(pool)

    pooled(tmp_path, Bounds(seconds=PATIENCE, memory=30 << 20), work)


def test_time_is_bounded(tmp_path: Path) -> None:
    async def work(pool: Pool) -> None:
        assert await wrong(pool, ENDLESS) == "query-too-slow"
        await answers(pool)

    pooled(tmp_path, Bounds(seconds=0.5), work)


def test_answers_are_bounded_and_never_cut(tmp_path: Path) -> None:
    async def work(pool: Pool) -> None:
        answer = await pool.ask(question("SELECT ?s { ?s ?p ?o }"))
        assert len(answer.body.splitlines()) == 501
        assert await wrong(pool, f"SELECT * {{ {JOIN} }}") == "answer-too-long"
        await answers(pool)

    pooled(tmp_path, Bounds(seconds=PATIENCE, answer=10_000), work)


async def busy(pool: Pool) -> list[asyncio.Task[str]]:
    """Endless queries in all places."""
    asking = [asyncio.create_task(wrong(pool, ENDLESS)) for _ in range(pool.size + 1)]
    while not pool._quick:
        await asyncio.sleep(0)
    return asking


async def given_up(asking: list[asyncio.Task[str]]) -> None:
    for one in asking:
        one.cancel()
    await asyncio.gather(*asking, return_exceptions=True)


def test_those_who_wait_are_served_in_turn_and_the_rest_turned_away(tmp_path: Path) -> None:
    async def work(pool: Pool) -> None:
        slow = await busy(pool)
        waiting = [asyncio.ensure_future(answers(pool)) for _ in range(2)]
        await asyncio.sleep(0)
        assert await wrong(pool, "ASK {}") == "server-busy"
        await given_up(slow)
        await asyncio.gather(*waiting)

    pooled(tmp_path, Bounds(seconds=PATIENCE, waiting=2), work)


def test_who_no_longer_waits_leaves_the_queue(tmp_path: Path) -> None:
    async def work(pool: Pool) -> None:
        slow = await busy(pool)
        for _ in range(5):
            leaving = asyncio.ensure_future(answers(pool))
            await asyncio.sleep(0)
            leaving.cancel()
            await asyncio.gather(leaving, return_exceptions=True)
        await given_up(slow)
        await asyncio.gather(*(answers(pool) for _ in range(2)))

    pooled(tmp_path, Bounds(seconds=PATIENCE, waiting=2), work)


def test_quick_ones_are_answered_while_endless_ones_run(tmp_path: Path) -> None:
    """Those of them that find no place with all the time there is wait for one."""

    async def work(pool: Pool) -> None:
        slow = await busy(pool)
        for _ in range(5):
            await answers(pool)
        assert not any(one.done() for one in slow)
        await given_up(slow)

    pooled(tmp_path, Bounds(seconds=PATIENCE), work, size=2)


def test_what_is_not_quick_stands_in_nobodys_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no query is long, none is stopped to be asked again, and none turned away."""
    monkeypatch.setattr("vejviser.web.sparql.pool.LONG", PATIENCE)

    async def work(pool: Pool) -> None:
        processes = {worker._process.pid for worker in pool._all}
        await asyncio.gather(*(answers(pool) for _ in range(20)))
        assert {worker._process.pid for worker in pool._all} == processes

    pooled(tmp_path, Bounds(seconds=PATIENCE), work)


def test_who_has_been_let_in_is_not_turned_away(tmp_path: Path) -> None:
    async def work(pool: Pool) -> None:
        first, second = await busy(pool)
        waiting = asyncio.ensure_future(answers(pool))
        while not pool._slow:
            await asyncio.sleep(0.01)
        assert not second.done()
        await given_up([first, second])
        await waiting

    pooled(tmp_path, Bounds(seconds=PATIENCE, waiting=1), work)


def test_what_is_not_quick_is_answered_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vejviser.web.sparql.pool.QUICK", 0.0)

    async def work(pool: Pool) -> None:
        first, second = await busy(pool)
        waiting = [asyncio.ensure_future(answers(pool)) for _ in range(3)]
        await asyncio.sleep(0.5)
        assert not any(one.done() for one in (first, second, *waiting))
        await given_up([first, second])
        await asyncio.gather(*waiting)
        assert await wrong(pool, "SELECT") == "bad-sparql"

    pooled(tmp_path, Bounds(seconds=PATIENCE), work)


@pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")
def test_a_process_that_has_died_meanwhile_is_replaced(tmp_path: Path) -> None:
    async def work(pool: Pool) -> None:
        for worker in list(pool._all):
            os.kill(worker._process.pid, signal.SIGKILL)
            await worker._process.wait()
        await answers(pool)
        await answers(pool)

    pooled(tmp_path, Bounds(seconds=PATIENCE), work, size=2)


def test_a_pool_that_cannot_start_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def run() -> None:
        file = tmp_path / "nothing.nq"
        pool = Pool(1, Bounds())
        try:
            with pytest.raises(VejviserError) as caught:
                await pool.start(file, DAY)
            assert caught.value.key == "no-workers"
        finally:
            await pool.stop()
        monkeypatch.setattr("vejviser.web.sparql.pool._WORKER", ("no-such-program",))
        pool = Pool(3, Bounds())
        with pytest.raises(VejviserError):
            await pool.start(file, DAY)
        assert not pool.well
        await pool.stop()

    asyncio.run(run())


def test_a_pool_that_stops_tells_those_who_wait(tmp_path: Path) -> None:
    async def work(pool: Pool) -> None:
        asking = [asyncio.ensure_future(wrong(pool, ENDLESS)) for _ in range(3)]
        await asyncio.sleep(0.1)
        await pool.stop()
        assert set(await asyncio.gather(*asking)) == {"server-stopping"}
        assert await wrong(pool, "ASK {}") == "server-stopping"

    pooled(tmp_path, Bounds(seconds=PATIENCE), work)
