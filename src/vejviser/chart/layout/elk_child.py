"""The process that ELK runs in: a graph in, a line; its layout out, a line.

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
