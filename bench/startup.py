"""How long the commands take from a cold process, beside a bare ``import rdflib``.

Run it with the Python that Vejviser is installed in::

    python bench/startup.py

Each command is run in turn with the bare import, so that a machine whose speed drifts slows both.
Prints the median wall time in seconds and its ratio to the bare import.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

RUNS = 5
VEJVISER = str(Path(sys.executable).with_name("vejviser"))
BARE = [sys.executable, "-c", "import rdflib"]
COMMANDS = (
    ["--help"],
    ["ask", "composition", "--body", "SU", "--on", "2024-05-01"],
    ["find", "barselspenge"],
    ["show", "SU", "--on", "2024-05-01"],
    ["chart", "SU", "--on", "2024-05-01"],
    ["check"],
)


def wall(command: list[str]) -> float:
    """Seconds one run takes, start of the process included."""
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def main() -> None:
    print(f"{'command':55} {'median s':>9} {'× rdflib':>9}")
    for arguments in COMMANDS:
        command = [VEJVISER, *arguments]
        wall(command), wall(BARE)
        pairs = [(wall(command), wall(BARE)) for _ in range(RUNS)]
        ours, bare = (statistics.median(times) for times in zip(*pairs, strict=True))
        print(f"{' '.join(arguments):55} {ours:9.2f} {ours / bare:9.2f}")


if __name__ == "__main__":
    main()
