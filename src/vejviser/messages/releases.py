"""What Vejviser says of its data as a whole, and of one release of them."""

from __future__ import annotations

RELEASES: dict[str, tuple[str, str]] = {
    "dataset-description": (
        "Organer, hvem der sender hvem til dem, hvad de afgør, og hvor man går hen, som det står i:"
        " {documents}.",
        "Bodies, who sends whom to them, what they decide and where one goes, as stated in:"
        " {documents}.",
    ),
    "dataset-keywords": (
        "almen praksis, organisation, sammensætning, klageveje",
        "general practice, organisation, composition, appeals",
    ),
    "workspace-without-iri": (
        "Arbejdsområdets data har intet navn for andre. Skriv iri = "
        '"https://…" i filen, en adresse I selv råder over.',
        "The data of the workspace have no name for others. Write iri = "
        '"https://…" in the file, an address that is yours.',
    ),
    # versions
    "no-version": (
        "Arbejdsområdets data har deres eget versionsnummer. Skriv --version, fx 1.0.0.",
        "The data of a workspace have a version of their own. Write --version, such as 1.0.0.",
    ),
    "bad-version": (
        "»{value}« er ikke et versionsnummer. Skriv tre tal, fx 1.2.0.",
        "“{value}” is not a version. Write three numbers, such as 1.2.0.",
    ),
    "too-low-major": (
        "{value} er for lav efter {before}: noget, der havde et navn, er væk. Skriv mindst"
        " {least}.",
        "{value} is too low after {before}: something that had a name is gone. Write {least} or"
        " higher.",
    ),
    "too-low-minor": (
        "{value} er for lav efter {before}: der er nye dokumenter, navne eller termer. Skriv mindst"
        " {least}.",
        "{value} is too low after {before}: there are new documents, names or terms. Write {least}"
        " or higher.",
    ),
    "too-low-patch": (
        "{value} er for lav efter {before}: data er rettet. Skriv mindst {least}.",
        "{value} is too low after {before}: data are corrected. Write {least} or higher.",
    ),
    "too-low-none": (
        "{value} er for lav: {before} er udgivet. Skriv mindst {least}.",
        "{value} is too low: {before} is published. Write {least} or higher.",
    ),
    # the release before
    "no-release": (
        "Der er ingen udgivelse: der mangler {value}. Vælg en mappe, som »vejviser release« har"
        " lavet, eller en fil med N-Quads, TriG eller JSON-LD.",
        "There is no release: {value} is missing. Choose a folder that “vejviser release” has made,"
        " or a file of N-Quads, TriG or JSON-LD.",
    ),
    "not-a-release": (
        "Filen har ingen af Vejvisers grafer. Vælg en, som »vejviser release« eller »vejviser"
        " export« har skrevet.",
        "The file has none of Vejviser's graphs. Choose one that “vejviser release” or “vejviser"
        " export” has written.",
    ),
    "broken-release": (
        "Filen kan ikke læses som RDF: {reason}. Hent udgivelsen igen.",
        "The file cannot be read as RDF: {reason}. Fetch the release again.",
    ),
    "changed-release": (
        "Filen er ændret, siden den blev udgivet: den passer ikke med SHA256SUMS. Hent den igen.",
        "The file was changed since it was published: it does not fit SHA256SUMS. Fetch it again.",
    ),
    "bad-address": (
        "»{value}« er ikke en webadresse. Skriv den som https://….",
        "“{value}” is not a web address. Write it as https://….",
    ),
    "release-made": (
        "Version {version} ligger i {folder}: {count} filer.",
        "Version {version} is in {folder}: {count} files.",
    ),
    # the changelog
    "release-title": ("{name}, version {version}", "{name}, version {version}"),
    "release-since": ("Ændret siden version {before}.", "Changed since version {before}."),
    "release-since-file": ("Ændret siden {before}.", "Changed since {before}."),
    "release-first": (
        "Den første udgivelse: der er ingen før den at sammenligne med.",
        "The first release: there is none before it to compare with.",
    ),
    "release-statements": (
        "{title}: {count} udsagn i {sections} afsnit",
        "{title}: {count} statements in {sections} sections",
    ),
    "release-new": ("Nye dokumenter", "New documents"),
    "release-against": ("{title}, i forhold til {before}", "{title}, compared with {before}"),
    "release-corrected": ("Rettelser", "Corrections"),
    "release-corrected-why": (
        "Dokumenterne er de samme; det her var gengivet forkert eller manglede.",
        "The documents are the same; this was rendered wrongly or was missing.",
    ),
    "release-withdrawn": ("Dokumenter, der er taget ud", "Documents taken out"),
    "release-identity": ("Organer, punkter og andre navne", "Bodies, points and other names"),
    "release-areas": ("Områder", "Areas"),
    "release-ontology": ("Ontologien", "The ontology"),
    "release-things-new": ("Nye", "New"),
    "release-things-changed": ("Ændrede", "Changed"),
    "release-things-gone": ("Væk", "Gone"),
    "release-thing": ("navn", "name"),
    "release-respect": ("hvad", "what"),
    "release-derived": (
        "Det, der følger af resten: {come} oplysninger er kommet til, {gone} er faldet bort.",
        "What follows from the rest: {come} triples have come, {gone} have gone.",
    ),
}
