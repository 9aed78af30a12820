"""The picture of a thing, as SVG; drawn one at a time, since a new one takes up to a second."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from vejviser.chart.drawing.themes import THEMES
from vejviser.errors import Unknown, VejviserError
from vejviser.names import expand
from vejviser.words import near

if TYPE_CHECKING:
    from vejviser.nouns import Standing
    from vejviser.web.sending import Made
    from vejviser.web.site import Site

VIEWS = {"body": "body", "kind": "body", "interest": "body", "need": "route"}
"""What a thing is → the view that shows it."""
POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; sandbox"
"""What a picture may do where it is looked at by itself: carry its letters, and nothing else."""


def view(site: Site, iri: str) -> str:
    """The view that shows a thing; empty where none does."""
    kind = site.whole.index.category(iri)
    if kind == "area":
        return "municipality" if _is_municipality(site, iri) else ""
    return VIEWS.get(kind, "")


def _is_municipality(site: Site, iri: str) -> bool:
    import pyoxigraph as ox

    kind = ox.NamedNode(expand("vv:areaKind"))
    found = site.whole.store.quads_for_pattern(ox.NamedNode(iri), kind, None)
    return any(quad.object == ox.NamedNode(expand("id:areakind-municipality")) for quad in found)


def there_is(site: Site, iri: str, on: date, standing: Standing, lang: str) -> bool:
    """Whether there is anything to draw of a thing on a day."""
    shown = view(site, iri)
    try:
        return bool(shown and site.whole.on(on, standing).chart(shown, iri, lang=lang))
    except VejviserError:
        return False


async def made(site: Site, iri: str, on: date, standing: Standing, theme: str, lang: str) -> Made:
    """The picture of a thing on a day.

    :param theme: ``light``, ``dark`` or ``print``
    :raises VejviserError: ``no-picture``, ``unknown-theme``, ``server-busy``
    """
    if theme not in THEMES:
        raise Unknown("unknown-theme", theme[:100], near(theme[:100], THEMES) or list(THEMES))
    shown = view(site, iri)
    if not shown:
        raise VejviserError("no-picture")

    def draw() -> str | bytes:
        day = site.whole.on(on, standing)
        if not there_is(site, iri, on, standing, lang):
            raise VejviserError("no-picture")
        return day.picture(shown, iri, theme=theme, lang=lang)

    return await site.pictures.get((iri, on, standing, theme, lang), draw)
