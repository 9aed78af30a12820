"""What is wrong with a file that cannot be read, or with what stands in it."""

from __future__ import annotations

FILES: dict[str, tuple[str, str]] = {
    "unreadable-file": ("Filen kan ikke læses: {reason}.", "The file cannot be read: {reason}."),
    "not-utf8": (
        "Filen er ikke skrevet i UTF-8. Gem den som UTF-8, og prøv igen.",
        "The file is not written in UTF-8. Save it as UTF-8 and try again.",
    ),
    "broken-turtle": (
        "Filen er ikke gyldig Turtle: {reason}. Ret linjen, og prøv igen.",
        "The file is not valid Turtle: {reason}. Mend the line and try again.",
    ),
    "not-one-document": (
        "Filen skal indeholde præcis ét vv:Document, men har {count}. Én fil er ét dokument.",
        "The file must hold exactly one vv:Document but has {count}. One file is one document.",
    ),
    "same-document-twice": (
        "Dokumentet {document} står allerede i {other}. Ét dokument er én fil.",
        "The document {document} is already in {other}. One document is one file.",
    ),
    "broken-toml": (
        "Filen er ikke gyldig TOML: {reason}.",
        "The file is not valid TOML: {reason}.",
    ),
    "bad-setting": (
        "Indstillingen {setting} skal være {form}.",
        "The setting {setting} must be {form}.",
    ),
    "no-workspace": (
        "»{value}« er ikke et arbejdsområde: der mangler en vejviser.toml."
        " Lav et med »vejviser new {value}«.",
        "“{value}” is not a workspace: it has no vejviser.toml."
        " Make one with “vejviser new {value}”.",
    ),
    "no-shipped-data": (
        "Vejvisers egne data mangler ved {value}. Installer pakken igen.",
        "Vejviser's own data are missing at {value}. Install the package again.",
    ),
    "no-third-party": (
        "Filen {value} mangler; den hentes, når Vejviser installeres. Installer igen, i et"
        " checkout med »pip install -e .«.",
        "The file {value} is missing; it is fetched when Vejviser is installed. Install again, in"
        " a checkout by “pip install -e .”.",
    ),
    "folder-in-use": (
        "Mappen findes allerede og er ikke tom. Vælg en ny.",
        "The folder exists already and is not empty. Choose a new one.",
    ),
    "cannot-write": ("Der kan ikke skrives: {reason}.", "Cannot write: {reason}."),
    "needs-extra": (
        "Det kræver {value}. Skriv »pip install vejviser[{extra}]«, og prøv igen.",
        "That needs {value}. Write “pip install vejviser[{extra}]” and try again.",
    ),
}
