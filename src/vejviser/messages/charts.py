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
    "unknown-view": (
        "Der er intet billede, der hedder »{value}«. Vil du tegne et organ, så skriv »body"
        " {value}«.",
        "There is no picture called “{value}”. To draw a body, write “body {value}”.",
    ),
    "view-takes-0": (
        "»{view}« tegnes uden navne, men der står »{names}«. Udelad det, eller vælg et billede, der"
        " er af noget, såsom »body {names}«.",
        "“{view}” is drawn without names, but “{names}” is given. Leave it out, or choose a picture"
        " that is of something, such as “body {names}”.",
    ),
    "view-not-of-area": (
        "»{value}« er et område; »{view}« tegnes af noget andet. Skriv »{fitting} {value}«.",
        "“{value}” is an area; “{view}” is drawn of something else. Write “{fitting} {value}”.",
    ),
    "view-not-of-body": (
        "»{value}« er et organ; »{view}« tegnes af noget andet. Skriv »{fitting} {value}«.",
        "“{value}” is a body; “{view}” is drawn of something else. Write “{fitting} {value}”.",
    ),
    "view-not-of-need": (
        "»{value}« er et behov; »{view}« tegnes af noget andet. Skriv »{fitting} {value}«.",
        "“{value}” is a need; “{view}” is drawn of something else. Write “{fitting} {value}”.",
    ),
    "chart-language": (
        "Et billede kan ikke skrives på »{value}«. Brug et af sprogene {names}.",
        "A picture cannot be written in “{value}”. Use one of the languages {names}.",
    ),
    "chart-into-folder": (
        "»{value}« er en mappe. Skriv en fil i den, fx »{example}«.",
        "“{value}” is a folder. Write a file in it, such as “{example}”.",
    ),
    "one-picture": (
        "Der er bedt om {number} billeder. Bed om ét ad gangen.",
        "There are {number} pictures asked for. Ask for one at a time.",
    ),
    "unknown-form": (
        "Et billede kan ikke skrives som »{value}«.",
        "A picture cannot be written as “{value}”.",
    ),
    "unknown-theme": (
        "Der er intet udseende, der hedder »{value}«.",
        "There is no theme called “{value}”.",
    ),
    "view-takes-1": (
        "»{view}« tegnes af ét eller flere navne. Skriv, hvad billedet skal vise.",
        "“{view}” is drawn of one or more names. Say what the picture is to show.",
    ),
    "view-takes-1-2": (
        "»{view}« tegnes af ét navn og eventuelt et område. Skriv, hvad billedet skal vise.",
        "“{view}” is drawn of one name and, if you like, an area. Say what the picture is to show.",
    ),
    "nothing-differs": (
        "Der er ingen forskel på {a} og {b}.",
        "There is no difference between {a} and {b}.",
    ),
    "no-body-differs": (
        "Mellem {a} og {b} er {number} ting ændret, men intet om pladser, forhold eller organers"
        " navne, der kan tegnes; »vejviser diff« viser dem.",
        "Between {a} and {b} {number} things have changed, but nothing about seats, relations or"
        " names of bodies that can be drawn; “vejviser diff” lists them.",
    ),
    "no-family": (
        "Der er ingen organer af slagsen »{value}«; en familie tegnes af en slags, der er flere"
        " af.",
        "There are no bodies of the kind “{value}”; a family is drawn of a kind of which there are"
        " several.",
    ),
    "no-family-in": (
        "Der er ingen organer af slagsen »{value}« i {area}.",
        "There are no bodies of the kind “{value}” in {area}.",
    ),
    "view-takes-2": (
        "»{view}« tegnes af to: skriv to udgaver eller to dage.",
        "“{view}” is drawn of two: write two editions or two days.",
    ),
    "same-ends": (
        "Vejen begynder og ender ved »{value}«. Skriv to forskellige.",
        "The way begins and ends at “{value}”. Write two that differ.",
    ),
    "day-and-two": (
        "»{view}« har selv sine to dage eller udgaver. Udelad --on og --edition.",
        "“{view}” has its own two days or editions. Leave out --on and --edition.",
    ),
    "day-or-edition": (
        "Skriv enten en dag eller en udgave, ikke begge.",
        "Write either a day or an edition, not both.",
    ),
    "no-format": (
        "Navnet »{value}« fortæller ikke, hvad filen skal være. Brug en af {names} eller --format.",
        "The name “{value}” does not tell what the file is to be. Use one of {names}, or --format.",
    ),
    "one-chart": (
        "En fil som {form} rummer ét billede. Bed om ét ad gangen, eller brug {names}.",
        "A file of {form} holds one picture. Ask for one at a time, or use {names}.",
    ),
    "no-seats": (
        "Intet dokument siger, hvem der har plads i »{value}« {day}. Skriv »body {value}« for at"
        " se, hvad der ellers er oplyst.",
        "No document says who has a seat in “{value}” {day}. Write “body {value}” to see what else"
        " is stated.",
    ),
    "nothing-drawn": (
        "Intet dokument siger noget om »{value}«, der kan tegnes {day}.",
        "No document says anything of “{value}” that can be drawn {day}.",
    ),
}
