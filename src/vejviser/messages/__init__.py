"""Every sentence Vejviser says to people, in Danish and English.

Fixed words that stand in no sentence are in :mod:`vejviser.columns` (headings and codes of tables),
:mod:`vejviser.describe` (what is stated of a thing) and :mod:`vejviser.diff.wording`.
"""

from __future__ import annotations

from vejviser.messages.chart_pages import CHART_PAGES
from vejviser.messages.charts import CHARTS
from vejviser.messages.console import CONSOLE
from vejviser.messages.copies import COPIES
from vejviser.messages.endpoints import ENDPOINTS
from vejviser.messages.files import FILES
from vejviser.messages.linked import LINKED
from vejviser.messages.outlines import OUTLINES
from vejviser.messages.pages import PAGES
from vejviser.messages.practice import PRACTICE
from vejviser.messages.releases import RELEASES
from vejviser.messages.reports import REPORTS
from vejviser.messages.rest import REST
from vejviser.messages.rosters import ROSTERS
from vejviser.messages.serving import SERVING
from vejviser.messages.system import REASONS

LANGUAGES = ("da", "en")

# One line per sentence: key → (Danish, English). Fields in braces are filled in by `say`.
MESSAGES: dict[str, tuple[str, str]] = {
    # editions
    "bad-date-of-edition": (
        "»{value}« er ikke en dato for en udgave. Skriv et år, en måned eller en dag: 2026,"
        " 2026-04 eller 2026-04-01.",
        "“{value}” is no date of an edition. Write a year, a month or a day: 2026, 2026-04 or"
        " 2026-04-01.",
    ),
    "bad-name-of-edition": (
        "»{value}« kan ikke være navn på en udgave. Skriv små bogstaver, tal og bindestreg, fx"
        " guide-2026, eller en hel IRI.",
        "“{value}” cannot name an edition. Write lower-case letters, figures and hyphens, such as"
        " guide-2026, or a whole IRI.",
    ),
    "edition-exists": (
        "Der er allerede et dokument, der hedder {value}. Giv den nye udgave et andet navn.",
        "There is a document called {value} already. Give the new edition another name.",
    ),
    "edition-not-later": (
        "En udgave fra {value} er ikke nyere end den, den skal afløse; den tæller fra {counts}."
        " Skriv en senere dato.",
        "An edition of {value} is not newer than the one it is to follow, which counts from"
        " {counts}. Write a later date.",
    ),
    "file-in-use": (
        "Filen findes allerede. Vælg en anden, så intet går tabt.",
        "The file exists already. Choose another, so that nothing is lost.",
    ),
    "edition-made": (
        "{new} er en kopi af {old}. Ret den efter den nye tekst; se først på det, der nævner sin"
        " egen tid: {timed}. Se så efter med »vejviser check« og »vejviser diff«.",
        "{new} is a copy of {old}. Edit it by the new text; look first at what names its own time:"
        " {timed}. Then look it over with “vejviser check” and “vejviser diff”.",
    ),
    # formatting
    "remark-in-data": (
        "Her står en bemærkning. Bemærkninger er tripler: skriv den som skos:editorialNote,"
        " eller slet den.",
        "Here is a remark. Remarks are triples: write it as skos:editorialNote or delete it.",
    ),
    "blank-in-data": (
        "Her står noget uden navn ([…] eller _:). Giv det en IRI, så det kan sammenlignes.",
        "Here is something without a name ([…] or _:). Give it an IRI so that it can be compared.",
    ),
    "list-in-data": (
        "Her står en RDF-liste. Skriv hver værdi for sig, og brug vv:position til rækkefølgen.",
        "Here is an RDF list. Write each value by itself and use vv:position for the order.",
    ),
    "no-such-day": (
        "»{value}« er ikke en dag (ved {subject}). Skriv den som 2024-04-01.",
        "“{value}” is not a day (at {subject}). Write it as 2024-04-01.",
    ),
    "unknown-setting": (
        "Der er ingen indstilling, der hedder {setting}. Der er: {names}.",
        "There is no setting called {setting}. There are: {names}.",
    ),
    # names and values
    "did-you-mean": ("Mente du {names}?", "Did you mean {names}?"),
    "ambiguous": (
        "»{value}« kan være flere ting: {names}. Skriv den, du mener.",
        "“{value}” can mean several things: {names}. Write the one you mean.",
    ),
    "unknown-name": (
        "Vejviser kender ikke »{value}«.",
        "Vejviser does not know “{value}”.",
    ),
    "unknown-document": (
        "Der er intet dokument, der hedder »{value}«.",
        "There is no document called “{value}”.",
    ),
    "unknown-query": (
        "Der er intet spørgsmål, der hedder »{value}«. »vejviser ask« viser dem alle.",
        "There is no query called “{value}”. “vejviser ask” lists them all.",
    ),
    "unknown-parameter": (
        "Spørgsmålet {query} har ingen parameter »{value}«. Den har: {names}.",
        "The query {query} has no parameter “{value}”. It has: {names}.",
    ),
    "missing-parameter": (
        "Spørgsmålet {query} mangler --{value}, for eksempel --{value} {example}.",
        "The query {query} lacks --{value}, for example --{value} {example}.",
    ),
    "bad-day": (
        "»{value}« er ikke en dag. Skriv den med fire cifre i årstallet, som 1. maj 2024,"
        " 31/12/2024 eller 2024-12-31, eller skriv »i dag«.",
        "“{value}” is not a day. Write it with four figures in the year, as 1 May 2024, 31/12/2024"
        " or 2024-12-31, or write “today”.",
    ),
    "bad-days": (
        "»{value}« er ikke et antal dage. Skriv det i tal, fx 180d.",
        "“{value}” is not a number of days. Write it in figures, such as 180d.",
    ),
    "on-and-ahead": (
        "--on er én dag, og --ahead er dagene fra i dag; vælg den ene.",
        "--on is one day and --ahead the days from today; choose one of them.",
    ),
    "bad-choice": (
        "»{value}« er ikke et af: {names}.",
        "“{value}” is not one of: {names}.",
    ),
    "bad-number": ("»{value}« er ikke et helt tal.", "“{value}” is not a whole number."),
    "bad-header": (
        "Forespørgslens hoved er ikke i orden: {reason}.",
        "The header of the query is not in order: {reason}.",
    ),
    "bad-sparql": (
        "Forespørgslen er ikke gyldig SPARQL: {reason}.",
        "The query is not valid SPARQL: {reason}.",
    ),
    "sparql-leaves-the-house": (
        "Forespørgslen bruger {value}, som ville hente noget udefra. Det gør Vejviser ikke.",
        "The query uses {value}, which would fetch from outside. Vejviser does not do that.",
    ),
    "sparql-too-deep": (
        "Forespørgslen har parenteser i mere end {value} lag. Skriv den fladere.",
        "The query has brackets nested more than {value} deep. Write it flatter.",
    ),
    # endpoints
    **CHARTS,
    **ENDPOINTS,
    # arguments
    "unknown-command": (
        "Der er ingen kommando, der hedder »{value}«. »vejviser --help« viser dem alle.",
        "There is no command called “{value}”. “vejviser --help” lists them all.",
    ),
    "no-such-option": ("Der er intet valg {value}.", "There is no option {value}."),
    "missing-argument": ("Der mangler {value}.", "{value} is missing."),
    "bad-option": ("{value} skal være et af: {names}.", "{value} must be one of: {names}."),
    "bad-parameter": (
        "»{value}« er ikke en parameter. Skriv den som --navn værdi.",
        "“{value}” is not a parameter. Write it as --name value.",
    ),
    "missing-value": ("--{value} mangler en værdi.", "--{value} lacks a value."),
    "given-twice": ("--{value} står to gange.", "--{value} is given twice."),
    "extra-argument": (
        "Der er for mange ord på linjen: {value}.",
        "There are too many words on the line: {value}.",
    ),
    "garbled": (
        "»{value}« er ikke skrevet i UTF-8. Sæt terminalen eller scriptet til UTF-8.",
        "“{value}” is not written in UTF-8. Set the terminal or the script to UTF-8.",
    ),
    "could-not": ("Det kunne ikke lade sig gøre: {reason}.", "It could not be done: {reason}."),
    "flat-is-no-trig": (
        "Én dag er én graf; TriG er til flere. Skriv --format turtle, nquads eller jsonld.",
        "A day is one graph; TriG is for several. Write --format turtle, nquads or jsonld.",
    ),
    "not-of-a-day": (
        "--format {value} er om alle data, ikke om én dag. Udelad --flat og --on.",
        "--format {value} is of all data, not of one day. Leave out --flat and --on.",
    ),
    "flat-with-on": (
        "--flat og --on hører sammen: skriv begge, eller ingen af dem.",
        "--flat and --on belong together: write both, or neither.",
    ),
    "workspace-made": (
        "Arbejdsområdet {folder} er klar. Læg dokumenter i sources/ og organer i bodies/.",
        "The workspace {folder} is ready. Put documents into sources/ and bodies into bodies/.",
    ),
    "not-formatted": (
        "Filen er ikke på fast form. »vejviser format« retter den.",
        "The file is not in its fixed form. “vejviser format” mends it.",
    ),
    # answers
    "checked": (
        "Efterset: {what}. Bemærkninger: {findings}.",
        "Checked: {what}. Findings: {findings}.",
    ),
    "nothing-to-check": (
        "Der er hverken medlemslister, dokumenter eller organer i {value}. Skriv den rigtige mappe"
        " eller fil.",
        "There are no rosters, documents or bodies in {value}. Write the right folder or file.",
    ),
    "checked-documents": ("dokumenter {number}", "documents {number}"),
    "checked-rosters": ("medlemslister {number}", "rosters {number}"),
    "checked-statements": ("udsagn {number}", "statements {number}"),
    "checked-groups": ("grupper af pladser {number}", "seat groups {number}"),
    "checked-days": ("dage {number}", "days {number}"),
    "checked-lawless": (
        "Ingen regel den dag, og derfor hverken rigtigt eller forkert: {names}.",
        "No rule that day, and so neither right nor wrong: {names}.",
    ),
    "no-findings": ("ingen", "none"),
    "expected-body": (
        "Forventet: der skal være et, men ingen kilde siger, at det findes.",
        "Expected: there must be one, but no source says that it exists.",
    ),
    "derived-body": (
        "Udledt: kilderne nævner slagsen, ikke netop dette organ.",
        "Derived: the sources name the kind, not this very body.",
    ),
    "not-restated": ("ikke gentaget siden", "not restated since"),
    "also-stated": ("står også i", "also stated in"),
    "also-bodies": ("Passer også:", "Also fits:"),
    "bodies-found": ("Fundet:", "Found:"),
    "goes-on": (
        "Kan gå videre til {to}: {occasion} (afsnit {section}).",
        "May go on to {to}: {occasion} (section {section}).",
    ),
    "not-that-day": (
        "ikke oplyst den dag eller for det område",
        "not stated on that day or for that area",
    ),
    "newest-of-other-days": ("ikke oplyst for dagen; nyeste:", "not stated for the day; newest:"),
    "holds-in": ("Gælder i {area}.", "Holds in {area}."),
    "last-known": (
        "Området er sidst kendt den {day}.",
        "The area is last known on {day}.",
    ),
    "no-rows": (
        "0 rækker. Data ligger i navngivne grafer: skriv GRAPH ?g {{ … }}.",
        "0 rows. The data lie in named graphs: write GRAPH ?g {{ … }}.",
    ),
    "try-matter": (
        "Men noget angår »{value}«: spørg med --matter i stedet for --thing.",
        "But something concerns “{value}”: ask with --matter instead of --thing.",
    ),
    "matched-ours": ("fundet ved vores søgeord »{word}«", "found by our search word “{word}”"),
    "matched-stated": ("fundet ved »{word}«", "found by “{word}”"),
    "nothing-found": (
        "Vejviser finder intet om »{words}«.",
        "Vejviser finds nothing on “{words}”.",
    ),
    "nothing-found-ask": (
        "Vejviser finder intet om »{words}«. Den nærmeste, der kan svare, er {body}: {contact}.",
        "Vejviser finds nothing on “{words}”. The nearest who can tell is {body}: {contact}.",
    ),
    "unknown-term": (
        "Ontologien har intet, der hedder {term}.",
        "The ontology has nothing called {term}.",
    ),
    "unknown-term-repair": ("Måske {names}?", "Perhaps {names}?"),
    "unknown-term-use-ours": (
        "Brug et ord, ontology/vejviser.ttl eller ontology/schemes.ttl har, eller fjern linjen;"
        " dit eget ord skal stå i dit eget navnerum.",
        "Use a term that ontology/vejviser.ttl or ontology/schemes.ttl has, or remove the line;"
        " a term of your own belongs in a namespace of your own.",
    ),
    # rules
    "rule-total": (
        "Pladserne giver {added} i alt, men dokumentet oplyser {stated}.",
        "The seats add up to {added}, but the document states {stated}.",
    ),
    "rule-total-repair": (
        "Ret gruppernes tal eller det samlede tal efter dokumentet.",
        "Correct the groups' numbers or the total from the document.",
    ),
    "rule-party": (
        "Gruppens part {party} findes ikke.",
        "The group's party {party} does not exist.",
    ),
    "rule-party-repair": (
        "Giv parten en identitet i bodies, eller ret navnet.",
        "Give the party an identity in bodies, or correct the name.",
    ),
    "rule-source": ("Reglen har intet afsnit.", "The rule has no section."),
    "rule-source-repair": (
        "Skriv afsnittet med prov:hadPrimarySource.",
        "Write the section with prov:hadPrimarySource.",
    ),
    "referral-dead-end": (
        "Sagen går videre til {to}, som ikke findes.",
        "The case goes on to {to}, which does not exist.",
    ),
    "referral-dead-end-repair": (
        "Giv modtageren en identitet i bodies, eller ret navnet.",
        "Give the receiver an identity in bodies, or correct the name.",
    ),
    "referral-circle": (
        "Sagen går i ring: den kan komme tilbage til {start}.",
        "The case goes round in a circle: it can come back to {start}.",
    ),
    "referral-circle-repair": (
        "Ret den forelæggelse, der fører tilbage.",
        "Correct the referral that leads back.",
    ),
    # releases
    **RELEASES,
    # rosters
    **REPORTS,
    **REST,
    **ROSTERS,
    **FILES,
    **PAGES,
    **CONSOLE,
    **LINKED,
    **SERVING,
    **COPIES,
    **PRACTICE,
    # charts
    **CHART_PAGES,
    **OUTLINES,
    # differences
    "day-and-edition": (
        "En dag og en udgave kan ikke sammenlignes: {a} og {b}. Skriv to dage eller to udgaver.",
        "A day and an edition cannot be compared: {a} and {b}. Write two days or two editions.",
    ),
    "two-series": (
        "{a} og {b} hører ikke til samme række. Sammenlign to udgaver af den samme.",
        "{a} and {b} are not of the same series. Compare two editions of one.",
    ),
    "no-difference": ("Der er ingen forskel.", "There is no difference."),
    "silence": (
        "Nævnt i den første, men ikke i den anden. Det betyder ikke, at noget er ophørt.",
        "Said in the first but not in the second. That does not mean that anything has ended.",
    ),
    "no-law": (
        "Ingen regel siger den {day}, hvem der skal sidde i {names}.",
        "No rule says on {day} who is to sit in {names}.",
    ),
    "no-law-at-all": (
        "Ingen regel siger den {day}, hvem der skal sidde hvor.",
        "No rule says on {day} who is to sit where.",
    ),
    "nothing-to-draw": (
        "Der er ikke noget at tegne: intet er oplyst den {day}.",
        "There is nothing to draw: nothing is stated on {day}.",
    ),
    "no-way-to-draw": (
        "»{value}« kan ikke tegnes: der er ikke oplyst noget om det den {day}.",
        "“{value}” cannot be drawn: nothing is stated of it on {day}.",
    ),
}


def say(key: str, lang: str, **data: object) -> str:
    """The sentence of a message in ``da`` or ``en``, with its fields filled in.

    >>> say("bad-number", "en", value="x")
    '“x” is not a whole number.'
    """
    if lang == "da" and "reason" in data:
        data["reason"] = REASONS.get(str(data["reason"]), data["reason"])
    return MESSAGES[key][LANGUAGES.index(lang)].format(**data)


def both(key: str, **data: object) -> dict[str, str]:
    """The sentence of a message in every language, as findings carry it."""
    return {lang: say(key, lang, **data) for lang in LANGUAGES}
