"""The process that ELK runs in: a graph in, a line; its layout out, a line.

Until it is asked, it lays out graphs of its own: V8 compiles a function when it is first called,
and the first layout takes four times as long as others.

V8 in a thread brings its process down, and a context left open hangs at exit, so it has a process
of its own, which is left by ``os._exit``. It imports nothing of Vejviser: what takes time is to
start.
"""

from __future__ import annotations

import json
import os
import queue
import sys
import threading
from pathlib import Path

# ELK is written for a web worker: it is sent messages, and answers by `postMessage` at once.
WORKER = """
var self = globalThis, said = '';
self.setTimeout = function (task) { task(); return 0; };
self.clearTimeout = function () {};
self.postMessage = function (answer) {
  const wrong = answer.error;
  said = JSON.stringify(
    wrong ? { failed: String(wrong.message || wrong.type) } : { placed: answer.data },
    (key, value) => key === '$H' ? undefined : value);
};
var console = { log() {}, info() {}, warn() {}, error() {}, debug() {} };
0
"""
# `$H`, left out above, numbers ELK's own objects since it was started.
PLACE = """
self.onmessage({ data: { id: 0, cmd: 'register', algorithms: ['layered'] } });
function place(graph) {
  said = '{"failed":"nothing"}';
  self.onmessage({ data: { id: 1, cmd: 'layout', graph: graph, layoutOptions: {}, options: {} } });
  return said;
}
0
"""

TRIALS = ((2, 1), (3, 2), (5, 3), (5, 3), (5, 3), (5, 3))
"""Rows and boxes in each, of the graphs laid out while nobody asks: whoever does waits for one."""


def trial(rows: int, wide: int) -> dict[str, object]:
    """A graph with what questions have: rows of boxes, rows of labels, lines within and past them.

    >>> len(trial(5, 3)["children"]), len(trial(2, 1)["edges"])
    (15, 2)
    """
    children = [
        {
            "id": f"{row} {column}",
            "width": 60 + 20 * column,
            "height": 40,
            "x": 0,
            "y": row * 1000,
            "layoutOptions": {"elk.portConstraints": "FIXED_POS" if row % 2 else "FIXED_SIDE"},
            "ports": [
                {
                    "id": f"{row} {column} {side}",
                    "x": 30,
                    "y": 40 * (side == "SOUTH"),
                    "layoutOptions": {"elk.port.side": side},
                }
                for side in ("NORTH", "SOUTH")
            ],
        }
        for row in range(rows)
        for column in range(wide)
    ]
    lines = [
        (f"{row} {column}", f"{row + 1} {end}")
        for row in range(rows - 1)
        for column in range(wide)
        for end in {column, (column + row) % wide}
    ]
    lines += [(f"0 {column}", f"{rows - 1} {wide - 1 - column}") for column in range(wide)]
    return {
        "id": "",
        "layoutOptions": {
            "elk.algorithm": "layered",
            "elk.direction": "DOWN",
            "elk.edgeRouting": "ORTHOGONAL",
            "elk.layered.layering.strategy": "INTERACTIVE",
            "elk.layered.nodePlacement.strategy": "NETWORK_SIMPLEX",
        },
        "children": children,
        "edges": [
            {"id": f"{number}", "sources": [f"{start} SOUTH"], "targets": [f"{end} NORTH"]}
            for number, (start, end) in enumerate(lines)
        ],
    }


def main(script: str) -> None:
    """Answer each line of standard input until it ends."""
    lines: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(lines,), daemon=True).start()
    try:
        from py_mini_racer import MiniRacer, init_mini_racer

        # Without `--single-threaded`, which is for processes that fork, it takes half the time.
        init_mini_racer(flags=())
        context = MiniRacer()
    except (ImportError, OSError, RuntimeError):
        _say(json.dumps({"missing": "mini-racer"}))
        return
    context.eval(WORKER)
    context.eval(Path(script).read_text(encoding="utf-8") + "\n;0")
    context.eval(PLACE)
    for size in TRIALS:
        if lines.empty():
            context.eval(f"place({json.dumps(trial(*size))})")
    while True:
        # A line of JSON is an expression of JavaScript.
        _say(str(context.eval(f"place({lines.get()})")))


def _listen(lines: queue.SimpleQueue[str]) -> None:
    """Pass lines on; leave when there are no more, even while ELK is at work."""
    for line in sys.stdin:
        lines.put(line)
    os._exit(0)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    finally:
        os._exit(1)
