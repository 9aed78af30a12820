"""How long a chart's layout takes, on made-up charts of growing size.

Run it with the Python that Vejviser is installed in::

    python -m bench.charts

*cold* is the first chart of a process, the start of ELK's own included; *next* a new one of the
same size in the same process; *kept* one that an earlier process has laid out. Seconds, of one run
each, and ratios to a bare ``import rdflib`` beside it.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time

from vejviser.chart.layout import laid_out
from vejviser.chart.layout.places import Edge, Node

SIZES = (10, 45, 100, 400)
BANDS = 3


def chart(size: int, seed: int) -> tuple[list[Node], list[Edge]]:
    """A made-up chart: in each band boxes under boxes, and a quarter of the lines from anywhere."""
    pick = random.Random(seed)
    nodes = [
        Node(f"n{number}", pick.randrange(80, 220), 44, band=BANDS * number // size)
        for number in range(size)
    ]
    edges = [
        Edge(f"e{number}", f"n{pick.randrange(number)}", f"n{number}", bundle="part")
        for number in range(1, size)
    ]
    for number in range(size // 4):
        start, end = pick.sample(range(size), 2)
        edges.append(Edge(f"f{number}", f"n{start}", f"n{end}", (60.0, 13.0)))
    return nodes, edges


def main() -> None:
    if sys.argv[1:]:
        print(json.dumps([_seconds(int(size), seed) for size in sys.argv[1:] for seed in (1, 2)]))
        return
    print(f"{'boxes':>6} {'cold':>6} {'next':>6} {'kept':>6} {'cold × rdflib':>14}")
    for size in SIZES:
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", "import rdflib"], check=True)
        bare = time.perf_counter() - start
        with tempfile.TemporaryDirectory() as folder:
            (cold, following), (kept, _) = _run(size, folder), _run(size, folder)
        print(f"{size:6} {cold:6.2f} {following:6.2f} {kept:6.2f} {cold / bare:14.1f}")


def _run(size: int, folder: str) -> list[float]:
    command = [sys.executable, "-m", "bench.charts", str(size)]
    environment = {**os.environ, "VEJVISER_CACHE": folder}
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, env=environment)
    times: list[float] = json.loads(done.stdout)
    return times


def _seconds(size: int, seed: int) -> float:
    nodes, edges = chart(size, seed)
    start = time.perf_counter()
    laid_out(nodes, edges)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
