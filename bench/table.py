"""Measurements as the table of ``bench/README.md``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from statistics import median

BEGIN, END = "<!-- table: begin -->", "<!-- table: end -->"
PEERS = ("pyshacl", "shacl", "shacl-rust")
NAMES = {"counts": "vejviser: numbers", "check": "vejviser: every verdict"}


@dataclass(frozen=True)
class Measured:
    """One run of one engine: seconds, MB, and whether it found just what is wrong.

    :param prepared: seconds spent on telling it what its shapes do not find out themselves
    :param load: 0 where the engine reads and checks in one call
    """

    engine: str
    size: int
    exact: bool
    prepared: float
    start: float
    load: float
    check: float
    peak: float


def put(readme: Path, measured: Sequence[Measured], machine: str, runs: int) -> None:
    """Write the table between its markers; all else stays."""
    before, _, rest = readme.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    told = f"{machine}; median of {runs} interleaved run{'s' if runs > 1 else ''}."
    table = "\n".join([BEGIN, told, "", *lines(measured), END])
    readme.write_text(before + table + after, encoding="utf-8")


def lines(measured: Sequence[Measured]) -> Iterator[str]:
    """A row for each size and engine."""
    yield (
        "| memberships | engine | prepared | start | load | check | peak MB | exact | exponent "
        "| × pySHACL | × shacl | × shacl-rust |"
    )
    yield "|---:|---|" + "---:|" * 5 + "---|" + "---:|" * 4
    groups = _groups(measured)
    for (size, engine), runs in groups.items():
        seconds = [_of(runs, what) for what in ("prepared", "start", "load", "check")]
        ratios = [_ratio(groups.get((size, peer)), runs) for peer in PEERS]
        cells = [
            f"{size:,}",
            NAMES.get(engine, engine),
            *(f"{value:.2f}" if value else "–" for value in seconds),
            f"{_of(runs, 'peak'):.0f}",
            "yes" if all(run.exact for run in runs) else "**no**",
            _exponent(groups, size, engine),
            *(f"{ratio:.1f}" if ratio and engine in NAMES else "–" for ratio in ratios),
        ]
        yield f"| {' | '.join(cells)} |"


Groups = dict[tuple[int, str], list[Measured]]


def _groups(measured: Sequence[Measured]) -> Groups:
    groups: Groups = {}
    for one in measured:
        groups.setdefault((one.size, one.engine), []).append(one)
    return groups


def _of(runs: Sequence[Measured], what: str) -> float:
    return float(median(getattr(run, what) for run in runs))


def _ratio(peer: Sequence[Measured] | None, ours: Sequence[Measured]) -> float | None:
    """How many times as long a peer takes; of each run that has both, then the median.

    A peer that reads and checks in one call is held against our reading and checking.
    """
    if not peer:
        return None
    pairs = zip(peer, ours, strict=False)
    return median(p.check / (o.check if p.load else o.load + o.check) for p, o in pairs)


def _exponent(groups: Groups, size: int, engine: str) -> str:
    """How the time to check grows from the size before: 1 is in step with the memberships."""
    smaller = [other for other, name in groups if name == engine and other < size]
    if not smaller:
        return ""
    before = groups[max(smaller), engine]
    growth = _of(groups[size, engine], "check") / _of(before, "check")
    return f"{log(growth) / log(size / max(smaller)):.2f}"
