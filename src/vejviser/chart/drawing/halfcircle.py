"""Places for seats in a half circle, as in a parliament: a few rows, read from left to right."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, floor, pi, sin

from vejviser.chart.drawing.scene import Point

PITCHES = (50, 46, 42, 38, 34, 30, 26, 23, 20, 17, 15, 13, 11)
"""Distances between two seats that are tried, the widest first."""
HOLLOW, REACH = 84.0, 200.0
"""The least radius of the innermost row, which leaves room for a number, and the most of all."""
WISHED = 0.5
"""How wide the hollow is best, as a share of the whole."""


@dataclass(frozen=True)
class HalfCircle:
    """Places around the middle (0, 0) of the base line, y growing downwards.

    :param seats: from left to right, those of a line outwards next to each other
    :param pitch: the least distance between two seats
    """

    seats: tuple[Point, ...]
    pitch: float
    radius: float
    hollow: float


def half_circle(number: int) -> HalfCircle | None:
    """The largest half circle for some seats; None where they do not fit.

    >>> [(round(x), round(y)) for x, y in half_circle(3).seats]
    [(-84, 0), (0, -84), (84, 0)]
    """
    for pitch in PITCHES:
        if number <= sum(_rooms(HOLLOW, 1, pitch)):
            return HalfCircle(_placed(number, [HOLLOW], pitch), pitch, HOLLOW, HOLLOW)
        fitting = []
        for rows in range(1, 16):
            inner, more = HOLLOW, (rows - 1) * pitch
            while inner + more <= REACH and sum(_rooms(inner, rows, pitch)) < number:
                inner += 2
            outer = inner + more
            if outer <= REACH:
                unfilled = 1 - number / sum(_rooms(inner, rows, pitch))
                off = unfilled + abs(inner / outer - WISHED)
                fitting.append((round(off, 6), rows, inner, outer))
        if fitting:
            _, rows, inner, outer = min(fitting)
            radii = [inner + row * pitch for row in range(rows)]
            return HalfCircle(_placed(number, radii, pitch), pitch, outer, inner)
    return None


def _rooms(inner: float, rows: int, pitch: float) -> list[int]:
    """How many seats each row has room for."""
    return [floor(pi * (inner + row * pitch) / pitch) + 1 for row in range(rows)]


def _placed(number: int, radii: list[float], pitch: float) -> tuple[Point, ...]:
    whole = sum(radii)
    rooms = _rooms(radii[0], len(radii), pitch)
    shares = [min(floor(number * radius / whole), rooms[n]) for n, radius in enumerate(radii)]
    while sum(shares) < number:
        # The row that is emptiest for its length, the outer of two.
        free = [row for row in range(len(radii)) if shares[row] < rooms[row]]
        row = min(free, key=lambda row: (round((shares[row] + 1) / radii[row], 9), -row))
        shares[row] += 1
    found = []
    for radius, share in zip(radii, shares, strict=True):
        for place in range(share):
            turn = place / (share - 1) if share > 1 else 0.5
            found.append((round(turn, 9), -radius, turn, radius))
    return tuple(
        (-radius * cos(pi * turn), -radius * sin(pi * turn)) for _, _, turn, radius in sorted(found)
    )
