"""What Vejviser says of rosters: of files that cannot be read, and of what the commands do."""

from __future__ import annotations

ROSTERS: dict[str, tuple[str, str]] = {
    "uncovered": (
        "Medlemmerne efterses ikke, for ingen liste siger, at den er fuldstændig for organet.",
        "The members are not checked, as no roster says that it is complete for the body.",
    ),
    "uncovered-repair": (
        "Skriv organet i tabellen »dækning« med den dag, listen er fuldstændig fra.",
        "Write the body in the table “dækning” with the day from which the list is complete.",
    ),
    "more-broken-files": (
        "Flere filer er heller ikke i orden: {count}.",
        "More files are not in order: {count}.",
    ),
    "more-broken-rows": (
        "Flere rækker i filen er heller ikke i orden: {count}.",
        "More rows of the file are not in order: {count}.",
    ),
    "roster-format": (
        "En medlemsliste er en fil på .csv, .xlsx, .ttl eller .trig. Gem den som en af dem.",
        "A roster is a .csv, .xlsx, .ttl or .trig file. Save it as one of these.",
    ),
    "same-roster-twice": (
        "Filen hedder det samme som {other}. Giv den et andet navn, så de kan kendes fra hinanden.",
        "The file has the same name as {other}. Rename it, so that they can be told apart.",
    ),
    "roster-too-big": (
        "Filen er på over {most} MB, og det er ingen medlemsliste. Del den op.",
        "The file has more than {most} MB, which is no roster. Split it up.",
    ),
    "roster-not-text": (
        "Filen er ikke tekst. Gem den som CSV eller som .xlsx.",
        "The file is not text. Save it as CSV or as .xlsx.",
    ),
    "roster-broken-csv": (
        "Filen er ikke gyldig CSV: et anførselstegn begynder eller slutter midt i en celle.",
        "The file is not valid CSV: a quotation mark begins or ends inside a cell.",
    ),
    "roster-broken-xlsx": (
        "Filen er ikke en Excel-fil, eller den er i stykker. Åbn den i Excel, og gem den igen"
        " som .xlsx.",
        "The file is no Excel file, or it is broken. Open it in Excel and save it again as .xlsx.",
    ),
    "roster-no-sheet": (
        "Intet ark i filen er en medlemsliste. Kald et af dem {sheets}.",
        "No sheet of the file is a roster. Call one of them {sheets}.",
    ),
    "roster-formula": (
        "Her står en formel. Skriv det, den giver: kopiér cellen, og indsæt den som værdi. Er det"
        " tekst, så lad den ikke begynde med = + - eller @.",
        "Here is a formula. Write what it yields instead: copy the cell and paste it as a value."
        " Where it is text, do not let it begin with = + - or @.",
    ),
    "roster-no-rows": (
        "Filen har intet medlemskab, ingen ubesat plads og intet andet, en medlemsliste kan have.",
        "The file has no membership, no vacancy and nothing else a roster may have.",
    ),
    "roster-headings-only": (
        "Filen har kun overskrifter. Skriv rækkerne, eller slet filen.",
        "The file has headings only. Write the rows, or delete the file.",
    ),
    "roster-two-values": (
        "Der står flere gange {heading}. Behold den ene.",
        "There is more than one {heading}. Keep one of them.",
    ),
    "roster-not-iri": (
        "{heading} skal være en IRI, og dato og navn skal være tekst.",
        "{heading} must be an IRI, and a date or name must be text.",
    ),
    "roster-help": (
        "Hvert ark er en liste, og én række er én plads, ét møde og så videre. Slet eksemplerne.\n"
        "organ: navn eller forkortelse. kommer fra: hvem der sender medlemmet.\n"
        "person-id: jeres eget nummer, aldrig et CPR-nummer. Uden det kendes personen på navnet.\n"
        "egenskab: tom betyder medlem. rolle: i organet. hverv: det, der gør en valgbar.\n"
        "startdato og slutdato: begge dage med. Kendes kun år eller måned: 2024 eller, med apostrof"
        " foran, '2024-05.\n"
        "ubesat: ja for en tom plads, og da intet navn. må vises: om navnet må stå på sider.\n"
        "dækning: hvilke organer listen er fuldstændig for, eller for hvilken side, og fra hvornår."
        " Kun det bliver efterset.\n"
        "Uden en række i dækning ved ingen, om en, der ikke står på listen, mangler, og der bliver"
        " ikke set efter.\n"
        "Se efter med »vejviser check«.",
        "Each sheet is a list, and one row is one seat, one meeting and so on. Delete the"
        " examples.\n"
        "body: a name or abbreviation. from: who sends the member.\n"
        "person-id: a number of your own, never a civil registration number. Without it a person"
        " is known by name.\n"
        "capacity: empty means member. role: in the body. office: what makes one eligible.\n"
        "start and end: both days included. Where only the year or month is known: 2024 or,"
        " with an apostrophe in front, '2024-05.\n"
        "vacant: yes for an open seat, and then no name. may be shown: whether pages may have the"
        " name.\n"
        "coverage: which bodies the list is complete for, or for which side, and since when. Only"
        " that is checked.\n"
        "Without a row in coverage nobody knows whether one who is not on the list is missing, and"
        " nothing is checked.\n"
        "Look it over with “vejviser check”.",
    ),
    "roster-empty": (
        "Filen er tom. »vejviser roster template« laver en at begynde med.",
        "The file is empty. “vejviser roster template” makes one to begin with.",
    ),
    "roster-no-header": (
        "Her mangler overskrifterne, for eksempel organ; navn; kommer fra; startdato."
        " »vejviser roster template« viser dem alle.",
        "The headings are missing, for example body; name; from; start."
        " “vejviser roster template” shows them all.",
    ),
    "roster-unknown-column": (
        "Der er ingen kolonne, der hedder »{value}«.",
        "There is no column called “{value}”.",
    ),
    "roster-column-twice": (
        "Kolonnen »{value}« står to gange. Slet den ene.",
        "The column “{value}” is there twice. Delete one.",
    ),
    "roster-missing-column": ("Kolonnen {heading} mangler.", "The column {heading} is missing."),
    "roster-missing-cell": (
        "Rækken mangler {heading}. Skriv det, eller slet rækken.",
        "The row lacks {heading}. Write it, or delete the row.",
    ),
    "roster-extra-cell": (
        "Her står noget uden for kolonnerne. Er der et semikolon i teksten, så sæt den i"
        " anførselstegn.",
        "Here is something outside the columns. Where the text has a separator in it, put it"
        " in quotation marks.",
    ),
    "roster-bad-day": (
        "»{value}« er ikke en dag. Skriv den med fire cifre i årstallet, som 1. maj 2024,"
        " 31/12/2024 eller 2024-12-31; kendes kun år eller måned, som 2024 eller 2024-05.",
        "“{value}” is not a day. Write it with four figures in the year, as 1 May 2024, 31/12/2024"
        " or 2024-12-31; where only the year or the month is known, as 2024 or 2024-05.",
    ),
    "roster-not-one-day": (
        "»{value}« er ikke én dag. Skriv dag, måned og et årstal med fire cifre, som 1. maj 2024,"
        " 31/12/2024 eller 2024-12-31.",
        "“{value}” is not one day. Write the day, the month and a year with four figures, as"
        " 1 May 2024, 31/12/2024 or 2024-12-31.",
    ),
    "roster-inverted-period": (
        "Slutdatoen ligger før startdatoen. Ret den ene.",
        "The end date lies before the start date. Correct one of them.",
    ),
    "roster-bad-clock": (
        "»{value}« er ikke et klokkeslæt. Skriv det som 17.30.",
        "“{value}” is no time of day. Write it as 17:30.",
    ),
    "roster-bad-yes": (
        "»{value}« er hverken ja eller nej. Skriv ja, nej eller ingenting.",
        "“{value}” is neither yes nor no. Write yes, no or nothing.",
    ),
    "roster-kind": (
        "»{value}« er en slags organ og ikke ét organ. Skriv hvilket.",
        "“{value}” is a kind of body and not one body. Write which.",
    ),
    "roster-iri": (
        "Her står en IRI. Skriv navnet: {value}.",
        "Here is an IRI. Write the name: {value}.",
    ),
    "roster-nobody": (
        "Rækken har ingen person. Skriv et navn, eller skriv ja under ubesat.",
        "The row has no person. Write a name, or yes under vacant.",
    ),
    "roster-vacant-person": (
        "Pladsen er ubesat, men rækken har en person. Slet det ene.",
        "The seat is vacant, yet the row has a person. Delete one of them.",
    ),
    "roster-two-names": (
        "Samme person-id har et andet navn i {first}. Ret det ene.",
        "The same person-id has another name in {first}. Correct one of them.",
    ),
    "roster-repeated": (
        "Rækken gentager {first}. Slet den ene.",
        "The row repeats {first}. Delete one of them.",
    ),
    "roster-example": (
        "Her står skabelonens eksempel. Slet rækken.",
        "Here is the example of the template. Delete the row.",
    ),
    "roster-meeting-ends": (
        "Mødet slutter, før det begynder, eller begynder ikke. Ret klokkeslættene.",
        "The meeting ends before it begins, or does not begin. Correct the times.",
    ),
    "roster-in-workspace": (
        "Filen ligger allerede i arbejdsområdet. Hent den et andet sted fra.",
        "The file lies in the workspace already. Import it from somewhere else.",
    ),
    "roster-imported": (
        "Rækker tilføjet, ændret eller fjernet: {count}; uændret: {same}. Filer skrevet: {files}.",
        "Rows added, changed or removed: {count}; unchanged: {same}. Files written: {files}.",
    ),
    "roster-would-import": (
        "Rækker, der tilføjes (+), ændres (~) eller fjernes (-): {count}; uændret: {same}. Intet er"
        " skrevet; det gør --write.",
        "Rows to be added (+), changed (~) or removed (-): {count}; unchanged: {same}. Nothing is"
        " written; --write does that.",
    ),
    "roster-removed": (
        "Rækker fjernet: {count}. Filer skrevet: {files}.",
        "Rows removed: {count}. Files written: {files}.",
    ),
    "roster-would-remove": (
        "Rækker, der fjernes: {count}. Intet er skrevet; det gør --write.",
        "Rows to be removed: {count}. Nothing is written; --write does that.",
    ),
    "roster-covered-later": (
        "Listerne er derefter kun fuldstændige fra {day}; det står i dækningen (~).",
        "The lists are then complete from {day} only, as their coverage says (~).",
    ),
    "roster-unknown-person": (
        "Ingen af arbejdsområdets lister har den person.",
        "None of the workspace's lists has that person.",
    ),
    "roster-several-persons": (
        "Flere personer har det navn. Skriv person-id i stedet, eller tilføj det organ, personen"
        " uden person-id sidder i: {persons}.",
        "Several persons have that name. Write the person-id instead, or add the body in which the"
        " person without a person-id sits: {persons}.",
    ),
    "roster-named-in-note": (
        "Noten nævner personen også. Ret den.",
        "The note names the person too. Edit it.",
    ),
    "roster-row-members": ("plads", "seat"),
    "roster-row-coverage": ("dækning", "coverage"),
    "roster-row-participants": ("deltager", "participant"),
    "roster-row-contacts": ("kontakt", "contact"),
    "roster-row-meetings": ("møde", "meeting"),
    "roster-row-vacant": ("ubesat", "vacant"),
    "roster-cell-begins": ("fra kl. {value}", "from {value}"),
    "roster-cell-ends": ("til kl. {value}", "until {value}"),
    "roster-cell-agenda": ("dagsorden udsendt {value}", "agenda sent {value}"),
    "roster-all-sides": ("alle sider", "all sides"),
    "roster-recorded": (
        "{body} ({sides}): medlemmer {members}, ubesatte pladser {vacancies}, sidst ændret"
        " {changed}.",
        "{body} ({sides}): members {members}, vacant seats {vacancies}, last changed {changed}.",
    ),
    "roster-undeclared": (
        "Noteret, men ikke oplyst fuldstændig: {kind}, {area}: {number}, sidst ændret {changed}.",
        "Recorded, but not declared complete: {kind}, {area}: {number}, last changed {changed}.",
    ),
    "roster-unrecorded": (
        "Ikke oplyst: {kind}, {area}: {number}.",
        "Not recorded: {kind}, {area}: {number}.",
    ),
    "roster-falls-empty": (
        "En plads i {body} er tom efter {day}: {left}",
        "A seat in {body} is empty after {day}: {left}",
    ),
    "roster-cpr": (
        "Her står noget, der ligner et CPR-nummer. Slet det; brug et nummer af jeres egen slags"
        " som person-id.",
        "Here is what looks like a civil registration number. Delete it; use a number of your own"
        " as person-id.",
    ),
    "roster-cpr-file": (
        "En fil i denne mappe har et navn, der ligner et CPR-nummer. Kald den noget andet.",
        "A file in this folder has a name that looks like a civil registration number. Rename it.",
    ),
    "roster-cpr-sheet": (
        "Ark nummer {number} har et navn, der ligner et CPR-nummer. Kald det noget andet.",
        "Sheet number {number} has a name that looks like a civil registration number. Rename it.",
    ),
    "roster-cpr-remark": (
        "I en bemærkning til cellen står noget, der ligner et CPR-nummer. Slet det.",
        "A remark on the cell has what looks like a civil registration number. Delete it.",
    ),
}
