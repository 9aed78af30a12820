"""How the server stands hostile queries: which bound meets each, and when the next is answered.

Run it with the Python that Vejviser is installed in::

    python -m bench.serve

For each query: what was told of it, after how long, and how long an ordinary query took that was
sent right after. Then ordinary queries, pages and named queries while six hostile ones run over
and over, and the memory of all processes before and after. Seconds, of one run.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "tests"))
from test_serve import HOSTILE, ORDINARY, Server, running

SECONDS = 2.0
UNDER_ATTACK = 20.0


def main() -> None:
    options = ("--timeout", f"{SECONDS:g}", "--workers", "2")
    with tempfile.TemporaryDirectory() as folder, running(Path(folder), *options) as server:
        for _ in range(20):
            server.ask(ORDINARY)
        print(f"memory of the processes: {_memory(server)}")
        print(f"{'query':40} {'told':>20} {'after':>7} {'next':>7}")
        for name, (text, _) in HOSTILE.items():
            start = time.perf_counter()
            _, body = server.ask(text)
            after = time.perf_counter() - start
            start = time.perf_counter()
            assert server.answers()
            following = time.perf_counter() - start
            told = json.loads(body).get("type", "").rpartition("/")[2] or "answered"
            print(f"{name:40} {told:>20} {after:7.2f} {following:7.3f}")
        _attacked(server)
        time.sleep(SECONDS)
        print(f"memory of the processes: {_memory(server)}")


def _attacked(server: Server) -> None:
    """What others notice while six hostile queries run."""
    texts = [text for text, told in HOSTILE.values() if "query-too-slow" in told]
    over = threading.Event()

    def attack(text: str) -> None:
        while not over.is_set():
            server.ask(text)

    attackers = [threading.Thread(target=attack, args=(text,)) for text in texts[:6]]
    for attacker in attackers:
        attacker.start()
    time.sleep(1)
    for name, path in (("healthz", "healthz"), ("first page", ""), ("service", "sparql")):
        taken = []
        until = time.perf_counter() + UNDER_ATTACK / 3
        while time.perf_counter() < until:
            start = time.perf_counter()
            with urllib.request.urlopen(server.url + path, timeout=60) as answer:
                answer.read()
            taken.append(time.perf_counter() - start)
        cuts = statistics.quantiles(taken, n=100)
        print(
            f"under attack, {name:12} p50 {cuts[49] * 1000:6.1f} ms  p99 {cuts[98] * 1000:6.1f} ms"
        )
    over.set()
    for attacker in attackers:
        attacker.join()


def _memory(server: Server) -> str:
    own = Path(f"/proc/{server.process.pid}/status").read_text(encoding="utf-8")
    [server_own] = [line.split()[1] for line in own.splitlines() if line.startswith("VmRSS")]
    sizes = [int(server_own), *server.workers().values()]
    return " + ".join(f"{size // 1000}" for size in sizes) + " MB"


if __name__ == "__main__":
    main()
