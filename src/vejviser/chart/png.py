"""A drawn page as PNG, with the font that is shipped and none of the machine's."""

from __future__ import annotations

from vejviser.errors import BadValue, VejviserError
from vejviser.thirdparty import path

FONTS = ("IBMPlexSans-Regular.ttf", "IBMPlexSans-SemiBold.ttf")
SCALES = (1, 8)
"""The least and the greatest scale."""


def rendered(svg: str, scale: float = 2) -> bytes:
    """SVG text as a PNG file, ``scale`` pixels to a px.

    :raises BadValue: ``bad-scale`` beyond :data:`SCALES`
    :raises VejviserError: ``picture-too-large`` where it cannot be drawn at that size
    """
    if not SCALES[0] <= scale <= SCALES[1]:
        raise BadValue("bad-scale", value=f"{scale:g}")
    import resvg_py

    try:
        return resvg_py.svg_to_bytes(
            svg_string=svg,
            zoom=scale,
            skip_system_fonts=True,
            font_files=[str(path(name)) for name in FONTS],
        )
    except ValueError as error:
        raise VejviserError("picture-too-large", reason=str(error).rstrip(".")) from error
