"""A drawn page as PNG, with the font that is shipped and none of the machine's."""

from __future__ import annotations

import re

from vejviser.errors import BadValue, VejviserError
from vejviser.thirdparty import path

FONTS = ("IBMPlexSans-Regular.ttf", "IBMPlexSans-SemiBold.ttf")
SCALES = (1, 8)
"""The least and the greatest scale."""
MOST = 200_000_000
"""The most pixels: an A0 sheet at 300 dpi has fewer. Each takes four bytes, and where the machine
has none left the whole process ends."""
DPI = 96
UNITS = {"": 1.0, "px": 1.0, "mm": DPI / 25.4}
"""Unit of a length in SVG → px."""


def rendered(svg: str, scale: float = 2) -> bytes:
    """SVG text as a PNG file, ``scale`` pixels to a px.

    :raises BadValue: ``bad-scale`` beyond :data:`SCALES`
    :raises VejviserError: ``picture-too-large`` beyond :data:`MOST`
    """
    if not SCALES[0] <= scale <= SCALES[1]:
        raise BadValue("bad-scale", value=f"{scale:g}")
    width, height = size(svg)
    if width * height * scale**2 > MOST:
        pixels = f"{width * scale:.0f} × {height * scale:.0f}"
        raise VejviserError("picture-too-large", pixels=pixels)
    import resvg_py

    return resvg_py.svg_to_bytes(
        svg_string=svg,
        zoom=scale,
        dpi=DPI,
        skip_system_fonts=True,
        font_files=[str(path(name)) for name in FONTS],
    )


def size(svg: str) -> tuple[float, float]:
    """Width and height of an SVG in px.

    >>> [round(length) for length in size('<svg width="508mm" height="99px" viewBox="0 0 5 5"/>')]
    [1920, 99]
    """
    head = svg[: svg.find(">", svg.find("<svg"))]
    found = [
        re.search(rf'\s{side}="([\d.]+)({"|".join(UNITS)})"', head) for side in ("width", "height")
    ]
    width, height = (float(one[1]) * UNITS[one[2]] if one else 1.0 for one in found)
    return width, height
