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
}
