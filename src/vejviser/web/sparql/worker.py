"""The process raw queries run in: one at a time, a line of JSON in, a line and an answer out.

It may be killed at any moment, and a query may bring it down: parsers fall over thousands of
brackets, and sorts fill the memory. Where the platform allows, it is nice to others, has a bound on
its memory and on the time of the processor, and can open no file and no socket once it has loaded.
"""

from __future__ import annotations

import io
import json
import os
import queue
import signal
import sys
import threading
import time
from pathlib import Path
from typing import IO, Any, cast

import pyoxigraph as ox

from vejviser.answers import bad_sparql
from vejviser.errors import VejviserError
from vejviser.sparql import refuse_outside, without_dataset
from vejviser.web.sparql.datasets import Datasets
from vejviser.web.sparql.passing import GRAPHS, ROWS, passed, passed_on

SIZE = Path("/proc/self/statm")
"""Where Linux tells how many pages of memory a process has."""
GRACE = 2
"""Seconds of the processor a query may take beyond its deadline, by which it is killed anyway."""

REASON = 1000
"""Characters of what a parser says; it can quote the whole query."""


class _TooLong(Exception):
    """An answer longer than it may be."""


class _Held(io.RawIOBase):
    """An answer, held until it is complete."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.parts: list[bytes] = []
        self.size, self.most = 0, most

    def write(self, part: Any) -> int:
        self.size += len(part)
        if self.size > self.most:
            raise _TooLong
        self.parts.append(part)
        return len(part)


def main(file: str, home: str, seconds: float, memory: int, most: int) -> None:
    """Load a file of N-Quads and answer each line of standard input until it ends.

    :param home: the graph that the file's default graph is
    :param seconds: how long a query may take
    :param memory: bytes it may take on top of what is loaded
    :param most: bytes an answer may have
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(lines,), daemon=True).start()
    store = ox.Store()
    store.bulk_load(path=Path(file), format=ox.RdfFormat.N_QUADS, lenient=True)
    datasets = Datasets(store, home)
    bounded = _bound(memory)
    _say({"bounded": bounded}, [])
    while True:
        asked = json.loads(lines.get())
        _bound_time(seconds)
        head, body = _answered(datasets, asked, most)
        _say(head, body)


def _answered(
    datasets: Datasets, asked: dict[str, Any], most: int
) -> tuple[dict[str, Any], list[bytes]]:
    """The head of an answer and its body, or what is wrong with the query."""
    held = _Held(most)
    try:
        return {"kind": _answer(datasets, asked, held), "size": held.size}, held.parts
    except VejviserError as error:
        return {"error": error.key, "data": error.data}, []
    except _TooLong:
        return {"error": "answer-too-long", "data": {"count": most // 1_000_000}}, []
    except MemoryError:
        return {"error": "query-too-heavy", "data": {}}, []
    except (SyntaxError, RuntimeError, OSError, ValueError) as error:
        reason = str(bad_sparql(error).data["reason"])[:REASON]
        return {"error": "bad-sparql", "data": {"reason": reason}}, []


def _answer(datasets: Datasets, asked: dict[str, Any], held: _Held) -> str:
    """Write the answer and tell of which kind it is: ``rows`` or ``graph``."""
    if "answered" in asked:
        return passed_on(asked, held)
    refuse_outside(asked["query"])
    text, own = without_dataset(asked["query"], asked["base"])
    if asked["merged"] is not None:
        # What the request says goes before what the query says.
        merged, named = tuple(asked["merged"]), tuple(asked["named"])
    elif own is not None:
        merged, named = own.merged, own.named
    else:
        merged, named = (asked["day"] or asked["home"],), None
    if named is not None and asked["day"]:
        raise VejviserError("two-datasets")
    if asked.get("elsewhere"):
        return passed(asked, text, merged, named, held)
    answer = datasets.query(text, asked["base"], merged, named)
    if isinstance(answer, ox.QueryTriples):
        if not asked["graph"]:
            raise VejviserError("not-acceptable")
        answer.serialize(cast(IO[bytes], held), GRAPHS[asked["graph"]])
        return "graph"
    if not asked["rows"]:
        raise VejviserError("not-acceptable")
    answer.serialize(cast(IO[bytes], held), ROWS[asked["rows"]])
    return "rows"


def _listen(lines: queue.SimpleQueue[bytes]) -> None:
    """Pass lines on; leave when there are no more, even while a query is at work."""
    for line in sys.stdin.buffer:
        lines.put(line)
    os._exit(0)


def _say(head: dict[str, Any], body: list[bytes]) -> None:
    out = sys.stdout.buffer
    out.write(json.dumps(head).encode() + b"\n")
    out.writelines(body)
    out.flush()


def _bound(memory: int) -> list[str]:
    """Take away what a query has no need of; the names of what this platform can bound."""
    if sys.platform == "win32":
        return []
    import resource

    os.nice(10)
    bounded = ["time", "network"]
    if SIZE.exists():
        pages = int(SIZE.read_text(encoding="ascii").split()[0])
        most = pages * resource.getpagesize() + memory
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        bounded.append("memory")
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # What is open stays open; nothing can be added, so no socket and no file.
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    return bounded


def _bound_time(seconds: float) -> None:
    """A bound of its own on the next query, for when nobody is left to kill this process."""
    if sys.platform != "win32":
        import resource

        most = int(time.process_time() + seconds) + GRACE
        resource.setrlimit(resource.RLIMIT_CPU, (most, resource.RLIM_INFINITY))


if __name__ == "__main__":
    _file, _home, _seconds, _memory, _most = sys.argv[1:]
    try:
        main(_file, _home, float(_seconds), int(_memory), int(_most))
    finally:
        os._exit(1)
