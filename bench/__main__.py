"""``python -m bench``: every engine on worlds of growing size, and a table of it in the README.

Each run of a size asks every engine once, one after the other, so that a machine whose speed drifts
slows all of them; the table has the median of the runs. What an engine found is held against what
the making of the world says is wrong.
"""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from bench.files import expected, read, write
from bench.table import Measured, put
from bench.world import world

README = Path(__file__).with_name("README.md")
ENGINES = ("counts", "check", "shacl-rust", "shacl", "pyshacl")
CODES = {"counts": "numbers", "check": "all"}
OFTEN = {"pyshacl": 10**3}
"""The most memberships an engine gets in more than one run."""
ONCE = {"pyshacl": 10**4}
"""The most memberships an engine gets at all without ``--full``."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__.split("\n")[0])
    parser.add_argument("--sizes", default="3,4", help="powers of ten, such as 3,4,5")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--full", action="store_true", help="pySHACL on the greatest sizes too")
    asked = parser.parse_args()
    measured: list[Measured] = []
    with tempfile.TemporaryDirectory() as folder:
        for power in asked.sizes.split(","):
            size = 10 ** int(power)
            once = ENGINES if asked.full else _up_to(size, ONCE)
            turns = [once, *[_up_to(size, OFTEN)] * (asked.runs - 1)]
            measured += _measure(size, turns, Path(folder) / power)
    put(README, measured, _machine(), asked.runs)


def _up_to(size: int, greatest: Mapping[str, int]) -> list[str]:
    """The engines that get a world of a size."""
    return [engine for engine in ENGINES if size <= greatest.get(engine, size)]


def _measure(size: int, turns: Sequence[Sequence[str]], folder: Path) -> list[Measured]:
    """The engines of each turn on one world."""
    made = world(size)
    deriving = write(made, folder)
    found = []
    for number, engines in enumerate(turns, 1):
        for engine in engines:
            print(f"{size:,} memberships, run {number}: {engine}", file=sys.stderr)
            answer = _run(engine, folder)
            codes = CODES.get(engine, "peers")
            said = {(focus, shape) for focus, shape in answer.pop("found")}  # type: ignore[attr-defined]
            exact = read(made, said) == expected(made, codes)
            prepared = 0.0 if engine in CODES else deriving
            found.append(Measured(engine, size, exact, prepared=prepared, **answer))  # type: ignore[arg-type]
    return found


def _run(engine: str, folder: Path) -> dict[str, object]:
    command = [sys.executable, "-m", "bench.engines", engine, str(folder), str(time.time())]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


def _machine() -> str:
    names = ("pyoxigraph", "pyshacl", "rdflib", "shacl", "shacl-rust")
    versions = ", ".join(f"{name} {version(name)}" for name in names)
    return f"Python {platform.python_version()}, {versions}"


if __name__ == "__main__":
    main()
