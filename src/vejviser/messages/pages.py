"""What pages say: the frame around each of them, and each by itself."""

from __future__ import annotations

PAGES: dict[str, tuple[str, str]] = {
    # the frame
    "page-ways": ("Sider", "Pages"),
    "page-publisher": ("Udgivet af {name}", "Published by {name}"),
    "page-nobody": (
        "Hvem der udgiver denne kopi, er ikke oplyst",
        "Who publishes this copy is not stated",
    ),
    "page-not-plo": (
        "Ikke udgivet af PLO eller af nogen, den beskriver.",
        "Not issued by PLO or by any body it describes.",
    ),
    "page-day": ("Viser {day}.", "Shows {day}."),
    "page-newest": (
        "Nyeste dokument: {title}, regnet fra {day} ({age} dage).",
        "Newest document: {title}, counted from {day} ({age} days).",
    ),
    "page-other": ("In English", "På dansk"),
    "problem-page": ("Det gik ikke", "That did not work"),
    # the first page
    "home-page": ("Data om almen praksis", "Data on general practice"),
    "home-lead": (
        "Hvem bestemmer hvad i dansk almen praksis, og hvor går man hen? Her kan data hentes og"
        " spørges.",
        "Who decides what in Danish general practice, and where does one go? Here the data can be"
        " fetched and asked.",
    ),
    "home-sparql": ("SPARQL", "SPARQL"),
    "home-sparql-text": (
        "SPARQL 1.1 med GET og POST, kun til læsning. Uden andet spørges der om det, der er oplyst"
        " for i dag.",
        "SPARQL 1.1 by GET and POST, read-only. Unless told otherwise it asks of what stands"
        " today.",
    ),
    "home-service": ("Hvad tjenesten kan", "What the service can do"),
    "home-rows": ("Rækker og ja/nej", "Rows and yes/no"),
    "home-graphs": ("Grafer", "Graphs"),
    "home-queries": ("Navngivne spørgsmål", "Named queries"),
    "home-documents": ("Dokumenter", "Documents"),
    "home-dataset-text": (
        "Hent alt på én gang, eller se, hvad der er i det",
        "Fetch all of it at once, or see what is in it",
    ),
    "home-dataset": ("Datasættet", "The dataset"),
    "home-ontology": ("Ontologien", "The ontology"),
    "home-example": ("Svar på eksemplet", "Answer to the example"),
    "home-title": ("Titel", "Title"),
    "home-counts": ("Regnes fra", "Counts from"),
    "home-name": ("Navn", "Name"),
    "home-asks": ("Spørgsmål", "Question"),
    "home-parameters": ("Parametre", "Parameters"),
    "home-answer": ("Svar", "Answer"),
}
