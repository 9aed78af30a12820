"""The words around a chart on an HTML page: its tools, and what they answer."""

from __future__ import annotations

CHART_PAGES: dict[str, tuple[str, str]] = {
    "page-charts": ("{number} billeder", "{number} charts"),
    "page-contents": ("Indhold", "Contents"),
    "page-skip": ("Spring til teksten", "Skip to the text"),
    "page-picture": ("Billede, der kan rulles", "Picture that can be scrolled"),
    "page-text": ("Det samme som tekst", "The same as text"),
    "page-tools": ("Værktøjer til billedet", "Tools for the picture"),
    "page-search": ("Søg i billedet", "Search the picture"),
    "page-none": ("ingen fundet", "none found"),
    "page-found": (
        "{number} fundet – Enter går til den næste",
        "{number} found – Enter goes to the next",
    ),
    "page-at": ("{at} af {number}: {name}", "{at} of {number}: {name}"),
    "page-nearer": ("Zoom ind", "Zoom in"),
    "page-farther": ("Zoom ud", "Zoom out"),
    "page-whole": ("Hele billedet", "Whole picture"),
    "page-relations": ("Forhold, der vises", "Relations shown"),
    "page-related": ("{name}: {number} forhold", "{name}: {number} relations"),
    "page-open": ("Åbn siden om det", "Open its page"),
    "page-back": ("Vis alt igen", "Show everything again"),
    "page-shown": ("Alt vises", "Everything is shown"),
    "page-hint": (
        "Vælg et felt for at se, hvad det hænger sammen med.",
        "Choose a box to see what it is connected with.",
    ),
    "page-keys": (
        "Tasterne + og − zoomer, 0 viser hele billedet, og Esc viser alt igen. I søgefeltet går"
        " pil ned til det fundne.",
        "The keys + and − zoom, 0 shows the whole picture, and Esc shows everything again. In the"
        " search box, arrow down goes to what was found.",
    ),
}
