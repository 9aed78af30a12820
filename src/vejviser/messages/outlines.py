"""What is said beside a picture, and of the files it is drawn in."""

from __future__ import annotations

OUTLINES: dict[str, tuple[str, str]] = {
    "outline-no-band": ("Uden område", "Without area"),
    "outline-notes": ("Bemærkninger", "Notes"),
    "outline-footing": ("Om billedet", "About the picture"),
    "outline-seat": ("{number} plads", "{number} seat"),
    "outline-seats": ("{number} pladser", "{number} seats"),
    "outline-one-vacant": ("1 ubesat", "1 vacant"),
    "outline-vacant": ("{number} ubesatte", "{number} vacant"),
    "outline-none-vacant": ("ingen ubesatte", "none vacant"),
    "outline-of-these": ("heraf {what}", "of these {what}"),
    "outline-observer": ("som observatør", "as observer"),
    "outline-substitute": ("som stedfortræder", "as substitute"),
    "outline-supplementary": ("som supplerende", "as supplementary"),
    "outline-derived": (
        "afledt: de to står i hver sit afsnit",
        "derived: the two stand in different sections",
    ),
    "outline-not-restated": ("ikke gentaget", "not restated"),
    "outline-not-stated": ("ikke oplyst den dag", "not stated on that day"),
    "outline-added": ("tilføjet", "added"),
    "outline-changed": ("ændret", "changed"),
    "outline-renamed": ("omdøbt", "renamed"),
    "outline-section": ("{document}, afsnit {sections}", "{document}, section {sections}"),
    "outline-sections": ("{document}, afsnit {sections}", "{document}, sections {sections}"),
    "summary-box": ("1 felt", "1 box"),
    "summary-boxes": ("{number} felter", "{number} boxes"),
    "summary-line": ("1 forbindelse", "1 connection"),
    "summary-lines": ("{number} forbindelser", "{number} connections"),
    "summary-bands": ("{boxes} fordelt på {bands}", "{boxes} divided into {bands}"),
    "summary-shown": ("Billedet viser {what}.", "The picture shows {what}."),
    "bad-scale": (
        "En målestok på {value} går ikke. Skriv et tal fra 1 til 8.",
        "A scale of {value} will not do. Write a number from 1 to 8.",
    ),
    "unknown-paper": (
        "Der er intet papir, der hedder »{value}«. Skriv a4, a3 eller a0.",
        "There is no paper called “{value}”. Write a4, a3 or a0.",
    ),
    "picture-too-large": (
        "Billedet ville blive på {pixels} punkter, og så store kan de ikke tegnes. Skriv en mindre"
        " --scale, eller tegn det som svg eller pdf.",
        "The picture would be {pixels} dots, which is too large to be drawn. Write a smaller"
        " --scale, or draw it as svg or pdf.",
    ),
    "broken-template": (
        "Filen er ingen skabelon til PowerPoint, eller den er gået i stykker. Gem den igen som"
        " .pptx eller .potx, og prøv så.",
        "The file is no PowerPoint template, or it is broken. Save it again as .pptx or .potx, then"
        " try.",
    ),
    "slide-legend": ("Signaturforklaring", "Legend"),
    "slide-seat": ("plads", "seat"),
    "slide-vacant": ("ubesat plads", "vacant seat"),
    "slide-observer": ("plads uden stemmeret", "seat without a vote"),
}
