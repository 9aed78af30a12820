"""Layouts: nothing over anything else, whatever the chart; and the same one each time."""

from __future__ import annotations

import dataclasses
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vejviser import kept
from vejviser.chart import layout
from vejviser.chart.layout import answers, elk, elk_child, laid_out
from vejviser.chart.layout.answers import Answers
from vejviser.chart.layout.asked import question
from vejviser.chart.layout.faults import faults
from vejviser.chart.layout.places import Edge, Laid, Node, Rect
from vejviser.chart.layout.rows import arranged
from vejviser.errors import VejviserError
from vejviser.thirdparty import path

SIZES = st.sampled_from([(60.0, 24.0), (120.0, 44.0), (180.25, 61.6), (300.0, 44.0)])
LABELS = st.sampled_from([None, None, (18.0, 13.0), (74.3, 13.0)])


@st.composite
def charts(draw: st.DrawFn) -> tuple[list[Node], list[Edge]]:
    """Boxes in some bands and lines of any kind between them: loops, twins, islands and rings."""
    count = draw(st.integers(1, 24))
    bands = draw(st.sampled_from([[0], [0, 1], [0, 1, 2, 4]]))
    nodes = [
        Node(f"n{number}", *draw(SIZES), band=draw(st.sampled_from(bands)))
        for number in range(count)
    ]
    names = st.sampled_from([node.id for node in nodes])
    edges = [
        Edge(
            f"e{number}",
            draw(names),
            draw(names),
            draw(LABELS),
            upward=draw(st.sampled_from([False, False, False, True])),
            bundle=draw(st.sampled_from(["", "", "part", "seats"])),
        )
        for number in range(draw(st.integers(0, 2 * count)))
    ]
    return nodes, edges


def chart(size: int, seed: int = 1) -> tuple[list[Node], list[Edge]]:
    """A made-up chart of as many boxes, the same for the same seed."""
    pick = random.Random(seed)
    nodes = [Node(f"n{n}", pick.randrange(80, 220), 44, band=3 * n // size) for n in range(size)]
    edges = []
    for number in range(size + size // 4):
        start, end = sorted(pick.sample(range(size), 2))
        edges.append(Edge(f"e{number}", f"n{start}", f"n{end}", bundle=pick.choice(["", "part"])))
    return nodes, edges


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(charts(), st.sampled_from(["down", "right"]))
def test_nothing_lies_over_anything_else(
    drawn: tuple[list[Node], list[Edge]], direction: Any
) -> None:
    laid = laid_out(*drawn, direction=direction)
    assert faults(laid, *drawn) == []


def test_one_box_and_none() -> None:
    assert laid_out([], []) == Laid(0.0, 0.0, {}, {}, {}, ())
    alone = laid_out([Node("a", 80, 40, band=2)], [])
    assert faults(alone, [Node("a", 80, 40, band=2)], []) == []
    assert len(alone.bands) == 3


@pytest.mark.parametrize("aspect", [1.0, 1.6, 2.4])
def test_boxes_without_lines_fill_the_page(aspect: float) -> None:
    laid = laid_out([Node(f"n{number}", 150, 44) for number in range(40)], [], aspect=aspect)
    assert 0.75 < laid.width / laid.height / aspect < 1.33


def test_bands_are_above_one_another_and_appeals_turn_nothing_round() -> None:
    nodes = [Node("court", 80, 40), Node("board", 80, 40), Node("office", 80, 40, band=1)]
    edges = [
        Edge("part", "court", "board"),
        Edge("sends", "board", "office"),
        Edge("appeal", "board", "court", upward=True),
        Edge("appeal too", "office", "court", (60, 13), upward=True),
    ]
    laid = laid_out(nodes, edges)
    assert faults(laid, nodes, edges) == []
    assert laid.nodes["court"].bottom < laid.nodes["board"].y
    assert laid.nodes["board"].bottom < laid.bands[0][1] < laid.bands[1][0] < laid.nodes["office"].y
    assert laid.edges["appeal"][0][1] > laid.edges["appeal"][-1][1]


def test_lines_of_a_bundle_share_a_stem() -> None:
    nodes = [Node(name, 80, 40) for name in "abcd"]
    edges = [Edge(name, "a", name, bundle="part") for name in "bcd"]
    assert len({way[0] for way in laid_out(nodes, edges).edges.values()}) == 1


def test_an_order_handed_in_changes_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    nodes, edges = chart(40)
    first = laid_out(nodes, edges)
    layout._answers.cache_clear()
    monkeypatch.setenv("VEJVISER_CACHE", str(tmp_path))
    assert laid_out(nodes[::-1], edges[::-1]) == first


def test_a_layout_is_kept() -> None:
    """Beyond this process too, and for either direction apart."""
    nodes, edges = chart(10)
    first = laid_out(nodes, edges)
    layout._answers.cache_clear()

    def unasked(graph: Any) -> Any:
        raise AssertionError("ELK was asked again")

    assert laid_out(nodes, edges, place=unasked) == first
    assert laid_out(nodes, edges, direction="right") != first


def test_faults_are_seen() -> None:
    nodes = [Node("a", 10, 10), Node("b", 10, 10), Node("c", 10, 10)]
    edges = [Edge("ab", "a", "b", (5, 5)), Edge("bb", "b", "b", (5, 5))]
    good = Laid(
        100,
        100,
        {"a": Rect(10, 10, 10, 10), "b": Rect(10, 50, 10, 10), "c": Rect(60, 50, 10, 10)},
        {"ab": ((15, 20), (15, 50)), "bb": ((20, 52), (30, 52), (30, 58), (20, 58))},
        {"ab": Rect(13, 30, 5, 5), "bb": Rect(32, 52, 5, 5)},
        ((0, 100),),
    )
    assert faults(good, nodes, edges) == []
    for change, said in (
        ({"nodes": {**good.nodes, "c": Rect(19, 10, 10, 10)}}, "box a lies over box c"),
        ({"nodes": {**good.nodes, "c": Rect(95, 10, 10, 10)}}, "box c is off the page"),
        ({"nodes": {**good.nodes, "c": Rect(12, 25, 10, 10)}}, "line ab runs through box c"),
        ({"nodes": {**good.nodes, "c": Rect(60, 50, 11, 10)}}, "box c has another size"),
        ({"nodes": {"a": Rect(10, 10, 10, 10)}}, "box b is missing"),
        ({"labels": {}}, "the label of ab is missing"),
        ({"labels": {**good.labels, "bb": Rect(14, 32, 5, 5)}}, "label ab lies over label bb"),
        ({"labels": {**good.labels, "bb": Rect(12, 40, 5, 5)}}, "line ab runs through label bb"),
        ({"edges": {**good.edges, "ab": ((15, 20), (16, 50))}}, "line ab is not upright"),
        ({"edges": {**good.edges, "ab": ((15, 12), (15, 50))}}, "line ab runs through box a"),
        ({"edges": {**good.edges, "ab": ((10, 20), (10, 50))}}, "line ab does not end at box a"),
        ({"edges": {**good.edges, "ab": ((15, 20),)}}, "line ab is missing"),
        ({"bands": ((0, 5),)}, "box b is not in its band"),
        ({"bands": ((0, 100), (90, 100))}, "the bands overlap at 90"),
    ):
        assert said in faults(dataclasses.replace(good, **change), nodes, edges)


TINY = {
    "id": "",
    "layoutOptions": {"elk.algorithm": "layered"},
    "children": [{"id": "a", "width": 10, "height": 10}, {"id": "b", "width": 10, "height": 10}],
    "edges": [{"id": "ab", "sources": ["a"], "targets": ["b"]}],
}


@pytest.fixture
def engine() -> Iterator[elk.Elk]:
    """ELK in a child of its own."""
    own = elk.Elk(elk.script)
    yield own
    own.close()


def _graphs(size: int) -> list[Any]:
    """What ELK is asked for a chart."""
    nodes, edges = chart(size)
    rows = arranged(nodes, edges, 1.6)
    return [question(nodes, edges, rows, seed).graph for seed in (1, 2)]


def test_what_was_asked_before_does_not_matter(engine: elk.Elk) -> None:
    """So that one process can serve for ever, and any two give the same answer."""
    asked = [graph for size in (25, 40) for graph in _graphs(size)]
    first = [engine.place(graph) for graph in asked]
    assert [engine.place(graph) for graph in reversed(asked)] == first[::-1]
    engine.close()
    assert engine.place(asked[-1]) == first[-1]
    assert "$H" not in str(first)


def test_what_it_lays_out_unasked_can_be_laid_out(engine: elk.Elk) -> None:
    """Else V8 would learn nothing from it, and nobody would notice."""
    for size in elk_child.TRIALS:
        placed = engine.place(elk_child.trial(*size))
        assert len({box["y"] for box in placed["children"]}) == size[0]
        assert all(line["sections"] for line in placed["edges"])


def test_a_child_that_dies_is_started_again(engine: elk.Elk) -> None:
    first = engine.place(TINY)
    assert engine.child is not None
    engine.child.kill()
    engine.child.wait()
    assert engine.place(TINY) == first


def test_a_child_started_ahead_is_the_one_that_is_asked() -> None:
    own = elk.Elk(elk.script)
    own.ready()
    child = own.child
    assert own.place(TINY)["children"]
    assert own.child is child
    own.close()


def test_what_is_wrong_shows_when_it_is_asked() -> None:
    own = elk.Elk(lambda: path("elk-of-old.js"))
    own.ready()
    with pytest.raises(VejviserError):
        own.place(TINY)


def test_a_child_killed_at_work_is_asked_again(engine: elk.Elk) -> None:
    asked = _graphs(60)
    engine.place(TINY)
    assert engine.child is not None
    threading.Timer(0.03, engine.child.kill).start()
    assert engine.place(asked[0]) == elk.place(asked[0])


def test_two_threads_at_once(engine: elk.Elk) -> None:
    graphs = [{**TINY, "id": str(number)} for number in range(8)]
    answers: dict[str, Any] = {}
    threads = [
        threading.Thread(target=lambda g=graph: answers.update({g["id"]: engine.place(g)}))
        for graph in graphs
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {name: answer["id"] for name, answer in answers.items()} == {n: n for n in answers}
    assert len(answers) == 8


def test_what_is_wrong_is_said(tmp_path: Path, engine: elk.Elk) -> None:
    with pytest.raises(VejviserError, match=r"elk-of-old\.js"):
        elk.Elk(lambda: path("elk-of-old.js")).place(TINY)
    broken = tmp_path / "broken.js"
    broken.write_text("(", encoding="utf-8")
    with pytest.raises(VejviserError, match="ELK died twice"):
        elk.Elk(lambda: broken).place(TINY)
    with pytest.raises(VejviserError, match="ELK answers"):
        engine.place({**TINY, "layoutOptions": {"elk.algorithm": "none"}})
    with pytest.raises(VejviserError, match=r"not been drawn in 0\.01 seconds"):
        elk.Elk(elk.script, patience=0.01).place(TINY)


def test_no_child_is_left_when_the_parent_is_killed() -> None:
    program = (
        "import os, sys; from vejviser.chart.layout import elk; own = elk.Elk(elk.script);"
        f"own.place({TINY!r}); print(own.child.pid, flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.kill()
    deadline = time.monotonic() + 5
    while _runs(child) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not _runs(child)


def _runs(pid: int) -> bool:
    """Whether a process is at work; one that ended and that nobody has asked for is not."""
    status = Path(f"/proc/{pid}/status")
    try:
        return "State:\tZ" not in status.read_text(encoding="utf-8")
    except OSError:
        return False


def _asked(answer: dict[str, Any]) -> tuple[Answers, list[Any], Any]:
    calls: list[Any] = []
    return Answers("1"), calls, lambda graph: calls.append(graph) or answer  # type: ignore[func-returns-value]


def test_an_answer_is_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("VEJVISER_CACHE", str(tmp_path))
    answer = {"x": [0.1, 1e-9, "æ"]}
    one, calls, ask = _asked(answer)
    assert [one.answer(TINY, ask) for _ in range(2)] == [answer, answer]
    other = Answers("1")
    assert [other.answer(TINY, ask) for _ in range(2)] == [answer, answer]
    assert len(calls) == 1
    Answers("2").answer(TINY, ask)
    assert len(calls) == 2


@pytest.mark.parametrize("text", ["", "{", "[]", "x y\n{}", "\udcff"])
def test_a_broken_file_is_asked_anew(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str
) -> None:
    monkeypatch.setenv("VEJVISER_CACHE", str(tmp_path))
    one, calls, ask = _asked({"x": 1})
    one.answer(TINY, ask)
    (file,) = (tmp_path / "layouts").iterdir()
    whole = file.read_bytes()
    file.write_bytes(text.encode("utf-8", "surrogateescape"))
    assert Answers("1").answer(TINY, ask) == {"x": 1}
    assert len(calls) == 2
    assert file.read_bytes() == whole


def test_a_file_of_half_an_answer_is_asked_anew() -> None:
    nodes, edges = chart(12)
    first = laid_out(nodes, edges)
    for file in (kept.folder() / "layouts").iterdir():
        file.write_bytes(file.read_bytes()[:-2])
    layout._answers.cache_clear()
    assert laid_out(nodes, edges) == first


def test_a_folder_that_cannot_be_used_is_done_without(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("VEJVISER_CACHE", str(tmp_path / "file"))
    one, calls, ask = _asked({"x": 1})
    assert [one.answer(TINY, ask) for _ in range(2)] == [{"x": 1}] * 2
    assert len(calls) == 1


def test_the_oldest_go(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("VEJVISER_CACHE", str(tmp_path))
    monkeypatch.setattr(answers, "MOST", 3)
    one, _, ask = _asked({"x": 1})
    for number in range(6):
        one.answer({**TINY, "id": str(number)}, ask)
    assert len(list((tmp_path / "layouts").iterdir())) == 3
