"""What is said while a chart is laid out and drawn."""

from __future__ import annotations

# One line per sentence: key → (Danish, English).
CHARTS: dict[str, tuple[str, str]] = {
    "layout-missing": (
        "Diagrammet kan ikke tegnes: {value} mangler. Skriv »pip install {value}«; findes det"
        " ikke til din maskine, så brug »--format text«.",
        "The chart cannot be drawn: {value} is missing. Write “pip install {value}”; if there is"
        " none for your machine, use “--format text”.",
    ),
    "layout-failed": (
        "Diagrammet kan ikke tegnes: ELK svarer »{reason}«. Meld det som en fejl, og skriv, hvad du"
        " bad om.",
        "The chart cannot be drawn: ELK answers “{reason}”. Report it as a bug and say what you"
        " asked for.",
    ),
    "layout-died": (
        "Diagrammet kan ikke tegnes: ELK gik ned to gange. Prøv et mindre diagram.",
        "The chart cannot be drawn: ELK died twice. Try a smaller chart.",
    ),
    "layout-too-slow": (
        "Diagrammet er ikke tegnet efter {seconds} sekunder. Prøv et mindre diagram.",
        "The chart has not been drawn in {seconds} seconds. Try a smaller chart.",
    ),
}
