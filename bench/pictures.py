"""How long each view takes from the shipped data, and how large it is in each format.

Run it with the Python that Vejviser is installed in::

    python -m bench.pictures

*cold* is a whole command with nothing kept, *kept* the same command again, *next* a new picture in
a process that has drawn another of the same day. Seconds, the least of three runs; × is their ratio
to a bare ``import rdflib`` beside them. Sizes are in kB, each with the seconds of a command that
finds the layout kept, but no picture.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

# What is measured, and a picture of the same sort that is drawn before *next*.
VIEWS = {
    ("chart", "overview"): "",
    ("chart", "body", "SU"): "body|KLU",
    ("chart", "seats", "SU"): "seats|LSU",
    ("chart", "municipality", "Hillerød"): "municipality|København",
    ("chart", "route", "lokalaftale"): "route|klage",
    ("chart", "appeals"): "",
    ("chart", "diff", "guide-2024", "guide-2025"): "diff|guide-2023|guide-2024",
    ("chart", "family", "KLU"): "family|PLO-K",
    ("path", "KLU", "LSU"): "",
}
FORMS = ("svg", "png", "pdf", "pptx", "html")
RUNS = 3
NEXT = """
import sys, time
import vejviser
day = vejviser.open().on("2026-01-01")
day.picture("body", "LSU"), day.picture("body", "PLO")
if sys.argv[1]:
    day.picture(*sys.argv[1].split("|"))
start = time.perf_counter()
day.picture(*sys.argv[2:])
print(time.perf_counter() - start)
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        bare = min(_timed([sys.executable, "-c", "import rdflib"], place) for _ in range(RUNS))
        print(f"import rdflib {bare:.2f}")
        print(f"{'view':34}{'cold':>6}{'×':>5}{'kept':>6}{'×':>5}{'next':>6}  {'  '.join(FORMS)}")
        for view in VIEWS:
            cold = min(_cold(view, place) for _ in range(RUNS))
            kept = min(_written(view, place, "svg") for _ in range(RUNS))
            new = (
                f"{min(_next(view, place) for _ in range(RUNS)):6.2f}" if view[0] == "chart" else ""
            )
            sizes = []
            for form in FORMS:
                shutil.rmtree(place / "cache" / "pictures", ignore_errors=True)
                took = _written(view, place, form)
                sizes.append(f"{(place / f'x.{form}').stat().st_size / 1000:.0f} ({took:.1f})")
            print(
                f"{' '.join(view):34}{cold:6.2f}{cold / bare:5.1f}{kept:6.2f}{kept / bare:5.1f}"
                f"{new:>6}  {'  '.join(sizes)}"
            )


def _cold(view: tuple[str, ...], place: Path) -> float:
    shutil.rmtree(place / "cache", ignore_errors=True)
    return _written(view, place, "svg")


def _written(view: tuple[str, ...], place: Path, form: str) -> float:
    return _timed([sys.executable, "-m", "vejviser", *view, "-o", f"x.{form}"], place)


def _next(view: tuple[str, ...], place: Path) -> float:
    shutil.rmtree(place / "cache", ignore_errors=True)
    command = [sys.executable, "-c", NEXT, VIEWS[view], *view[1:]]
    done = subprocess.run(command, cwd=place, env=_kept(place), stdout=subprocess.PIPE, check=True)
    return float(done.stdout)


def _timed(command: list[str], place: Path) -> float:
    start = time.perf_counter()
    subprocess.run(command, cwd=place, env=_kept(place), stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def _kept(place: Path) -> dict[str, str]:
    return {**os.environ, "VEJVISER_CACHE": str(place / "cache")}


if __name__ == "__main__":
    main()
