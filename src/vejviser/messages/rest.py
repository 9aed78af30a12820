"""What the named queries over HTTP say: of requests they cannot answer, and of themselves."""

from __future__ import annotations

REST: dict[str, tuple[str, str]] = {
    # requests
    "no-such-query": (
        "Der er intet spørgsmål, der hedder »{value}«. De står alle på /api.",
        "There is no query called “{value}”. They are all listed at /api.",
    ),
    "rest-not-acceptable": (
        "Svaret findes ikke i den form, der ønskes. Det findes som application/json, text/csv og"
        " text/turtle.",
        "The answer does not exist in the form wanted. It exists as application/json, text/csv and"
        " text/turtle.",
    ),
    "empty-parameter": (
        "Parameteren {value} er tom. Giv den en værdi, eller udelad den.",
        "The parameter {value} is empty. Give it a value or leave it out.",
    ),
    "parameter-missing": (
        "Spørgsmålet {query} mangler parameteren {value}, for eksempel {value}={example}.",
        "The query {query} lacks the parameter {value}, for example {value}={example}.",
    ),
    "value-too-long": (
        "Værdien er længere end {count} tegn. Gør den kortere.",
        "The value is longer than {count} characters. Make it shorter.",
    ),
    "number-out-of-range": (
        "»{value}« er ikke et helt tal mellem -{count} og {count}.",
        "“{value}” is not a whole number between -{count} and {count}.",
    ),
    # the description
    "rest-title": ("Vejvisers navngivne spørgsmål", "Vejviser's named queries"),
    "rest-about": (
        "Hvem bestemmer hvad i dansk almen praksis, efter de dokumenter, der beskriver det. Hvert"
        " spørgsmål har sin adresse og svarer med rækker som JSON, CSV eller Turtle. En værdi"
        " kan være et navn, en forkortelse, et kort navn eller en IRI. Kan der spørges om en dag,"
        " og nævnes hverken dag eller dokument, er dagen i dag. Det samme spørgsmål giver de"
        " samme byte.",
        "Who decides what in Danish general practice, by the documents that describe it. Each query"
        " has its address and answers with rows as JSON, CSV or Turtle. A value may be a name, an"
        " abbreviation, a short name or an IRI. Where a day can be asked of and neither a day nor"
        " a document is given, the day is today. The same question gives the same bytes.",
    ),
    "rest-list": ("Alle spørgsmål", "All queries"),
    "rest-openapi": ("Denne beskrivelse", "This description"),
    "rest-answer": ("Rækkerne, der svarer på spørgsmålet.", "The rows that answer the question."),
    "rest-unchanged": (
        "Svaret er det, hvis ETag forespørgslen nævner i If-None-Match.",
        "The answer is the one whose ETag the request names in If-None-Match.",
    ),
    "rest-problem-400": (
        "En parameter er ukendt, mangler, står to gange eller har ikke sin types form, eller"
        " navnet kan være flere ting.",
        "A parameter is unknown, missing, given twice or not of the form of its type, or the name"
        " can mean several things.",
    ),
    "rest-problem-404": (
        "En værdi nævner noget, der ikke findes; detail siger, hvad der kan være ment.",
        "A value names what does not exist; detail says what may be meant.",
    ),
    "rest-problem-405": ("Der svares kun på GET og HEAD.", "Only GET and HEAD are answered."),
    "rest-problem-406": (
        "Svaret findes ikke i den form, Accept ønsker.",
        "The answer does not exist in the form that Accept asks for.",
    ),
    "rest-problem-414": ("Adressen er for lang.", "The address is too long."),
    "rest-problem-503": (
        "Serveren er optaget; Retry-After siger, hvornår der kan spørges igen.",
        "The server is busy; Retry-After says when to ask again.",
    ),
    # pages
    "rest-home": (
        "Hvert spørgsmål har en adresse og svarer som JSON, CSV og Turtle.",
        "Each query has an address and answers as JSON, CSV and Turtle.",
    ),
    "rest-docs": ("Sådan spørges der, med OpenAPI", "How to ask, with OpenAPI"),
    "rest-forms": (
        "Formen vælges med Accept eller format. JSON har IRI'er, navne og typer, CSV navne som i et"
        " regneark, og Turtle er W3C's ordforråd for svar. Maskinlæsbart:",
        "The form is chosen by Accept or format. JSON has IRIs, labels and types, CSV labels as in"
        " a spreadsheet, and Turtle is the W3C's vocabulary for results. Machine-readable:",
    ),
    "rest-example": ("Eksempel", "Example"),
    "rest-required": ("skal udfyldes", "required"),
    "rest-such-as": ("Fx {value}.", "Such as {value}."),
    "rest-ask": ("Spørg", "Ask"),
    "rest-fill": ("Vis et eksempel", "Show an example"),
    "rest-table": ("Rækkerne", "The rows"),
    "rest-one-row": ("Svar: 1 række", "Answer: 1 row"),
    "rest-rows": ("Svar: {count} rækker", "Answer: {count} rows"),
    "rest-more": (
        "Her vises {most} af {count} rækker; filerne har dem alle.",
        "{most} of {count} rows are shown here; the files have them all.",
    ),
    "rest-programs": ("Det samme for programmer", "The same for programs"),
    "rest-programs-example": ("Et eksempel for programmer", "An example for programs"),
    "rest-columns": ("Kolonner", "Columns"),
    "rest-heading": ("Overskrift", "Heading"),
    "rest-type": ("Type", "Type"),
    "rest-open": ("(intet valgt)", "(none chosen)"),
    "rest-hint-document": (
        "Så spørges der om, hvad det siger, uanset dagen.",
        "Then what it says is asked for, whatever the day.",
    ),
    "rest-hint-standing": (
        "Uden valg: det, de gældende udgaver siger.",
        "If none is chosen: what the counting editions say.",
    ),
    # parameters
    "rest-format": (
        "Svarets form; går forud for Accept.",
        "The form of the answer; goes before Accept.",
    ),
    "rest-lang": (
        "Sproget, tekster og navne helst er på; går forud for Accept-Language.",
        "The language that texts and labels are preferably in; goes before Accept-Language.",
    ),
    "rest-thing": (
        "En ting: et navn, en forkortelse, et kort navn eller en IRI.",
        "A thing: a name, an abbreviation, a short name or an IRI.",
    ),
    "rest-body": (
        "Et organ eller en slags organer: et navn, en forkortelse, et kort navn eller en IRI.",
        "A body or a kind of body: a name, an abbreviation, a short name or an IRI.",
    ),
    "rest-need": (
        "Et behov: et navn, et kort navn eller en IRI.",
        "A need: a name, a short name or an IRI.",
    ),
    "rest-office": (
        "Et hverv: et navn, et kort navn eller en IRI.",
        "An office: a name, a short name or an IRI.",
    ),
    "rest-area": (
        "Et område, fx en kommune: et navn, et kort navn eller en IRI.",
        "An area, such as a municipality: a name, a short name or an IRI.",
    ),
    "rest-document": (
        "Et dokument; så spørges der om, hvad det siger, uanset dagen: {names}.",
        "A document; then what it says is asked for, whatever the day: {names}.",
    ),
    "rest-provision": (
        "En bestemmelse eller en aftale: et navn, et kort navn eller en IRI.",
        "A provision or an agreement: a name, a short name or an IRI.",
    ),
    "rest-choice": (
        "Ét af en fast liste; også navnet eller IRI'en forstås.",
        "One of a fixed list; its name or IRI is understood, too.",
    ),
    "rest-day": (
        "Den dag, der spørges om; today er i dag, og all spørger hvert dokument, uanset dagen."
        " Også »1. april 2024« og »31/12/2024« forstås.",
        "The day that is asked of; today is today, and all asks every document, whatever the day."
        " “1 April 2024” and “31/12/2024” are understood, too.",
    ),
    "rest-standing": (
        "stated er det, de gældende udgaver siger; all tager det med, som kun en tidligere udgave"
        " har oplyst.",
        "stated is what the counting editions say; all includes what only an earlier edition has"
        " stated.",
    ),
    "rest-stated": ("oplyst", "stated"),
    "rest-all": ("alt, også det, der ikke er gentaget", "all, also what is not restated"),
    "rest-text": ("Ord, der står i det, der søges.", "Words that stand in what is looked for."),
    "rest-number": ("Et helt tal.", "A whole number."),
    # what answers hold
    "rest-kind-thing": (
        "Noget med en IRI, og hvad det hedder.",
        "Something with an IRI, and its label.",
    ),
    "rest-kind-text": (
        "Ord på et sprog; lang er null, hvor det ikke er oplyst.",
        "Words in a language; lang is null where it is not stated.",
    ),
    "rest-kind-string": (
        "Ord på intet sprog: som trykt, et afsnits nummer eller en kode.",
        "Words in no language: as printed, a section's number or a code.",
    ),
    "rest-kind-integer": ("Et helt tal.", "A whole number."),
    "rest-kind-number": ("Et tal.", "A number."),
    "rest-kind-boolean": ("Sandt eller falsk.", "True or false."),
    "rest-kind-date": ("En dag.", "A day."),
    "rest-kind-time": (
        "En dag, en dag med klokkeslæt, en måned eller et år, som det er oplyst.",
        "A day, a day with time, a month or a year, as stated.",
    ),
    "rest-kind-any": ("Hvad som helst af de andre.", "Any of the others."),
    "rest-row": (
        "En række: hver kolonne er der, og null er ikke oplyst.",
        "A row: every column is there, and null is not stated.",
    ),
    "rest-schema-query": ("Spørgsmålets navn.", "The name of the query."),
    "rest-schema-summary": ("Spørgsmålet.", "The question."),
    "rest-schema-language": ("Sproget, der er svaret på.", "The language answered in."),
    "rest-schema-parameters": (
        "Parametrene, som de er forstået; null er ladt åben.",
        "The parameters as understood; null is left open.",
    ),
    "rest-schema-day": (
        "Den dag, der er svaret for; null, hvor der ikke er spurgt om en dag.",
        "The day that is answered for; null where none is asked of.",
    ),
    "rest-schema-columns": (
        "Kolonnerne med overskrift og hvad de rummer, i CSV's rækkefølge.",
        "The columns with their heading and what they hold, in the order of CSV.",
    ),
    "rest-schema-count": ("Antal rækker.", "The number of rows."),
    "rest-schema-rows": ("Rækkerne, i fast rækkefølge.", "The rows, in a fixed order."),
}
