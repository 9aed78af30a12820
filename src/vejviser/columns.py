"""What the columns of answers, and the codes in them, are called on paper, in Danish and English.

JSON keeps names and codes; CSV keeps the names of columns, as programs look them up, and has the
words of their codes; tables for people have words throughout.
"""

from __future__ import annotations

from vejviser.errors import BadValue
from vejviser.messages import LANGUAGES
from vejviser.words import fold

HEADINGS: dict[str, tuple[str, str]] = {
    "about": ("om", "about"),
    "act": ("handling", "act"),
    "adopted": ("vedtaget", "adopted"),
    "after": ("i dokumentet", "in the document"),
    "amongOthers": ("bl.a.", "among others"),
    "anchorText": ("linktekst", "link text"),
    "area": ("område", "area"),
    "areaKind": ("områdeslags", "kind of area"),
    "aspect": ("hvad", "what"),
    "authority": ("vægt", "authority"),
    "basis": ("hjemmel", "legal basis"),
    "before": ("i det andet", "in the other"),
    "beginsAt": ("begynder", "begins"),
    "body": ("organ", "body"),
    "capacity": ("deltager som", "capacity"),
    "category": ("slags", "category"),
    "cell": ("celle", "cell"),
    "change": ("forskel", "difference"),
    "channel": ("sker ved", "channel"),
    "claimant": ("hævdes af", "claimed by"),
    "class": ("slags udsagn", "kind of statement"),
    "closed": ("udtømmende", "lists all"),
    "code": ("kode", "code"),
    "comparator": ("talforhold", "comparator"),
    "concerns": ("angår", "concerns"),
    "condition": ("betingelse", "condition"),
    "contact": ("kontakt", "contact"),
    "countsFrom": ("tæller fra", "counts from"),
    "decidedBy": ("besluttet af", "decided by"),
    "decidedOn": ("besluttet", "decided on"),
    "derived": ("udregnet", "computed"),
    "derivedDate": ("udledt dato", "derived date"),
    "description": ("beskrivelse", "description"),
    "document": ("dokument", "document"),
    "documents": ("dokumenter", "documents"),
    "electionYear": ("valgår", "election year"),
    "endsAt": ("slutter", "ends"),
    "establishes": ("opretter", "establishes"),
    "event": ("hændelse", "event"),
    "exclusive": ("kun denne", "exclusive"),
    "expected": ("forventet", "expected"),
    "file": ("fil", "file"),
    "first": ("fra og med", "from"),
    "focus": ("om", "focus"),
    "found": ("står i", "found in"),
    "from": ("fra", "from"),
    "goTo": ("går til", "goes to"),
    "group": ("pladser", "seats"),
    "heading": ("overskrift", "heading"),
    "inForce": ("gjaldt den dag", "in force that day"),
    "intended": ("må mene", "must intend"),
    "intendedTitle": ("ment afsnit", "intended section"),
    "key": ("afsnitsnr.", "section no."),
    "kind": ("slags", "kind"),
    "known": ("kendt den dag", "known that day"),
    "label": ("emne", "matter"),
    "last": ("til og med", "until"),
    "least": ("mindst", "least"),
    "level": ("niveau", "level"),
    "line": ("linje", "line"),
    "link": ("forhold", "relation"),
    "matched": ("fundet ved", "found by"),
    "measure": ("mål", "measure"),
    "message": ("bemærkning", "message"),
    "most": ("højst", "most"),
    "name": ("navn", "name"),
    "nameKind": ("navneslags", "kind of name"),
    "need": ("behov", "need"),
    "next": ("går videre til", "goes on to"),
    "nextCondition": ("betingelse for at gå videre", "condition of going on"),
    "nextSection": ("afsnit om at gå videre", "section on going on"),
    "note": ("bemærkning", "note"),
    "number": ("nummer", "number"),
    "obligation": ("kraft", "force"),
    "occasion": ("anledning", "occasion"),
    "office": ("hverv", "office"),
    "onePer": ("ét for hver", "one per"),
    "origin": ("kommer af", "origin"),
    "other": ("det andet dokument", "the other document"),
    "otherKey": ("nr. i det andet", "no. in the other"),
    "otherSection": ("afsnit i det andet", "section in the other"),
    "otherTitle": ("titel i det andet", "title in the other"),
    "ours": ("vores ord", "our word"),
    "page": ("side", "page"),
    "paidBy": ("betales af", "paid by"),
    "parent": ("del af", "part of"),
    "parity": ("paritet", "parity"),
    "party": ("hvem", "who"),
    "path": ("egenskab", "property"),
    "period": ("periode", "period"),
    "person": ("person", "person"),
    "place": ("område", "area"),
    "point": ("punkt", "point"),
    "pointsTo": ("peger på", "points to"),
    "position": ("nr.", "no."),
    "precedence": ("forrang", "precedence"),
    "printed": ("trykt", "printed"),
    "printedTarget": ("trykt mål", "printed target"),
    "problem": ("fejl", "problem"),
    "publisher": ("udgiver", "publisher"),
    "rank": ("nr.", "no."),
    "repair": ("gør", "do"),
    "replaces": ("træder i stedet for", "stands in for"),
    "reporter": ("gengives af", "reported by"),
    "represents": ("taler for", "speaks for"),
    "rhythm": ("tages op", "taken up"),
    "role": ("rolle", "role"),
    "rows": ("rækker", "rows"),
    "rule": ("regel", "rule"),
    "rulePoint": ("reglens punkt", "point of the rule"),
    "ruling": ("reglens kraft", "force of the rule"),
    "scope": ("hvilken", "which"),
    "score": ("passer", "fits"),
    "section": ("afsnit", "section"),
    "sections": ("afsnit", "sections"),
    "series": ("række", "series"),
    "severity": ("alvor", "severity"),
    "shape": ("form", "shape"),
    "sheet": ("ark", "sheet"),
    "side": ("side af bordet", "side of the table"),
    "source": ("kilde", "source"),
    "standing": ("status", "standing"),
    "statedDate": ("trykt dato", "stated date"),
    "statement": ("udsagn", "statement"),
    "status": ("status", "standing"),
    "step": ("skridt", "step"),
    "target": ("organ", "body"),
    "text": ("tekst", "text"),
    "thing": ("hvad", "what"),
    "title": ("titel", "title"),
    "to": ("til", "to"),
    "total": ("i alt", "in all"),
    "unclear": ("måske med i tallet", "may be in the total"),
    "unit": ("enhed", "unit"),
    "until": ("til og med", "until"),
    "usability": ("brugbar", "usability"),
    "value": ("værdi", "value"),
    "venue": ("sted", "place"),
    "verb": ("hvordan", "how"),
    "where": ("hvor", "where"),
    "who": ("hvem", "who"),
    "wider": ("bredere emne", "wider topic"),
    "within": ("tælles i", "counted in"),
    "withinPoint": ("tælles i punktet", "point counted in"),
    "year": ("år", "year"),
}

# The aspects under which `show` tells of a thing; `describe` keeps their order.
ASPECTS: dict[str, tuple[str, str]] = {
    "names": ("Navne", "Names"),
    "what": ("Hvad det er", "What it is"),
    "composition": ("Hvem sidder her", "Who sits here"),
    "persons": ("Personer", "Persons"),
    "sends": ("Sender medlemmer til", "Sends members to"),
    "relations": ("Hænger sammen med", "Hangs together with"),
    "lifecycle": ("Begynder og ophører", "Begins and ends"),
    "schedules": ("Tidspunkter og frister", "Dates and deadlines"),
    "decisions": ("Beslutninger og anke", "Decisions and appeals"),
    "tasks": ("Opgaver", "Tasks"),
    "topics": ("Emner at drøfte", "Topics to discuss"),
    "duties": ("Skal, bør og må", "Must, should and may"),
    "quantities": ("Tal", "Numbers"),
    "routes": ("Veje hertil", "Routes to here"),
    "contacts": ("Kontakt", "Contact"),
    "provisions": ("Hjemmel", "Legal basis"),
    "not-stated": ("Ikke oplyst", "Not stated"),
    "mentions": ("Nævnes i", "Mentioned in"),
}

# The tables of a roster, as sheets and files are called, and in each its columns in their order:
# what a column is called in Danish and in English.
SHEETS: dict[str, tuple[str, str]] = {
    "members": ("medlemmer", "members"),
    "coverage": ("dækning", "coverage"),
    "participants": ("deltagere", "participants"),
    "contacts": ("kontakter", "contacts"),
    "meetings": ("møder", "meetings"),
}
TABLES: dict[str, dict[str, tuple[str, str]]] = {
    "members": {
        "body": ("organ", "body"),
        "person-id": ("person-id", "person-id"),
        "name": ("navn", "name"),
        "from": ("kommer fra", "from"),
        "role": ("rolle", "role"),
        "capacity": ("egenskab", "capacity"),
        "office": ("hverv", "office"),
        "seat": ("plads", "seat"),
        "start": ("startdato", "start"),
        "end": ("slutdato", "end"),
        "vacant": ("ubesat", "vacant"),
        "show": ("må vises", "may be shown"),
        "note": ("note", "note"),
    },
    "coverage": {
        "body": ("organ", "body"),
        "party": ("side", "side"),
        "start": ("fra", "from"),
        "end": ("til", "to"),
    },
    "participants": {
        "body": ("organ", "body"),
        "participant": ("deltager", "participant"),
        "start": ("startdato", "start"),
        "end": ("slutdato", "end"),
    },
    "contacts": {
        "body": ("organ", "body"),
        "person-id": ("person-id", "person-id"),
        "name": ("navn", "name"),
        "for": ("kontakt for", "contact for"),
        "start": ("startdato", "start"),
        "end": ("slutdato", "end"),
    },
    "meetings": {
        "body": ("organ", "body"),
        "day": ("dato", "date"),
        "begins": ("fra kl.", "from (time)"),
        "ends": ("til kl.", "to (time)"),
        "agenda": ("dagsorden udsendt", "agenda sent"),
        "note": ("note", "note"),
    },
}
# The other sheets a workbook of ours may have, which are no tables.
HELP_SHEETS: dict[str, tuple[str, str]] = {
    "help": ("hjælp", "help"),
    "lists": ("lister", "lists"),
    "findings": ("bemærkninger", "findings"),
}
# The note by which the invented row of a template is known again.
EXAMPLE = ("Eksempel: slet denne række", "Example: delete this row")

# column → what each code that a query writes in it is called
CODES: dict[str, dict[str, tuple[str, str]]] = {
    "aspect": {
        **ASPECTS,
        # what `not-stated` misses
        "composition": ("sammensætning", "composition"),
        "decision-rule": ("hvordan der besluttes", "how decisions are taken"),
        "referral": ("hvor en sag går videre", "where a case goes on to"),
        "tasks": ("opgaver", "tasks"),
        "purpose": ("formål", "purpose"),
        "meeting-frequency": ("hvor tit der holdes møde", "how often it meets"),
        "contact": ("kontaktoplysninger", "contact details"),
        "party": ("hvem medlemmerne kommer fra", "where the members come from"),
        "appointing-body": ("hvem der udpeger", "who appoints"),
        "number": ("antal pladser", "number of seats"),
        "maximum": ("største antal", "greatest number"),
    },
    "change": {
        "added": ("tilføjet", "added"),
        "changed": ("ændret", "changed"),
        "dropped": ("ikke gentaget", "not restated"),
        "missing": ("findes ikke der", "not there"),
        "renumbered": ("andet nummer", "another number"),
        "retitled": ("anden titel", "another title"),
    },
    "problem": {
        "missing": ("intet sådant afsnit", "no such section"),
        "right": ("rigtigt afsnit", "right section"),
        "wrong": ("forkert afsnit", "wrong section"),
    },
    "verdict": {
        "inverted-period": ("slutter før start", "ends before it starts"),
        "nested-unmet": ("for få blandt gruppens", "too few of the group's"),
        "office-missing": ("hvervet passer ikke", "the office does not fit"),
        "one-per-each-unmet": ("ikke én fra hver", "not one from each"),
        "overlapping-periods": ("overlappende perioder", "overlapping periods"),
        "parity-broken": ("ikke lige mange", "not equally many"),
        "role-missing": ("rollen er ubesat", "nobody has the role"),
        "same-person-twice": ("samme person to gange", "same person twice"),
        "substitute-for-nobody": ("suppleant for ingen", "substitute for nobody"),
        "too-few": ("for få", "too few"),
        "too-many": ("for mange", "too many"),
        "vacant": ("ubesat", "vacant"),
        "wrong-area": ("forkert område", "wrong area"),
        "wrong-party": ("fra en forkert part", "from a wrong party"),
    },
}


def heading(column: str, lang: str) -> str:
    """What a column is called; a workspace's own column keeps its name.

    >>> heading("least", "da"), heading("myOwn", "da")
    ('mindst', 'myOwn')
    """
    return HEADINGS[column][LANGUAGES.index(lang)] if column in HEADINGS else column


def word(column: str, code: str, lang: str) -> str:
    """What a code in a column is called; any other text stays as it is.

    >>> word("change", "retitled", "da"), word("heading", "Klynger", "da")
    ('anden titel', 'Klynger')
    """
    words = CODES.get(column, {}).get(code)
    return words[LANGUAGES.index(lang)] if words else code


def code(column: str, text: str) -> str:
    """The code of a column that a person means, by itself or by its words.

    :raises BadValue: ``bad-choice``, with all of them

    >>> code("problem", "missing"), code("problem", "Forkert afsnit")
    ('missing', 'wrong')
    """
    codes = CODES[column]
    for known, words in codes.items():
        if fold(text) in map(fold, (known, *words)):
            return known
    raise BadValue("bad-choice", value=text, names=", ".join(codes))
