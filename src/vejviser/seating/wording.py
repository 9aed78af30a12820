"""What is said of each breach, and what would mend it, in Danish and English."""

from __future__ import annotations

from collections.abc import Callable

from vejviser.messages import LANGUAGES
from vejviser.nouns import Demand, Text
from vejviser.rules.verdicts import sides
from vejviser.seating.breaches import Breach
from vejviser.words import danish_key, write_printed

Label = Callable[[str, str], str]
"""IRI, language → label"""

# code → (what is wrong, what to do), each in Danish and English
SENTENCES: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "too-many": (
        (
            "{found} er noteret {who}, men der er plads til {wanted}.",
            "{found} are recorded {who}, but there is room for {wanted}.",
        ),
        (
            "Afslut et medlemskab med en slutdato, eller ret det, der gør, at det tælles med.",
            "End a membership by an end date, or mend what makes it count.",
        ),
    ),
    "too-few": (
        ("{lack}.", "{lack}."),
        (
            "Tilføj den, der mangler, eller skriv pladsen som ubesat, med »kommer fra« og hverv.",
            "Add who is missing, or record the seat as vacant, with “from” and office.",
        ),
    ),
    "vacant": (
        (
            "{lack}; {rest} noteret som ubesat{since}.",
            "{lack}; {rest} recorded as vacant{since}.",
        ),
        (
            "Når pladsen bliver besat, så giv den ubesatte plads en slutdato og tilføj medlemmet.",
            "When the seat is filled, give the vacancy an end date and add the member.",
        ),
    ),
    "wrong-party": (
        (
            "Et medlem {from_party}, men pladserne er kun for: {parties}.",
            "A member {from_party}, but the seats are only for: {parties}.",
        ),
        (
            "Ret »kommer fra«, eller afslut medlemskabet.",
            "Mend “from”, or end the membership.",
        ),
    ),
    "wrong-area": (
        (
            "Et medlem {from_party}, men pladserne er for {parties}.",
            "A member {from_party}, but the seats are for {parties}.",
        ),
        (
            "Ret »kommer fra«, eller flyt rækken til det rigtige organ.",
            "Mend “from”, or move the row to the right body.",
        ),
    ),
    "nested-unmet": (
        ("{lack}.", "{lack}."),
        (
            "Skriv hvervet eller rollen på det medlem, der har det, eller tilføj medlemmet.",
            "Write the office or role on the member who has it, or add the member.",
        ),
    ),
    "one-per-each-unmet": (
        ("{lack}.", "{lack}."),
        (
            "Tilføj den, der mangler, eller afslut deltagelsen, hvis den er ophørt.",
            "Add who is missing, or end the participation if it has ceased.",
        ),
    ),
    "parity-broken": (
        (
            "Parterne skal have lige mange, men her er {sides}.",
            "The parties must have equally many, but here are {sides}.",
        ),
        (
            "Tilføj eller afslut medlemskaber, til siderne er lige.",
            "Add or end memberships until the sides are even.",
        ),
    ),
    "office-missing": (
        (
            "Et medlem {from_party} har ikke et hverv, der giver plads: {offices}.",
            "A member {from_party} has no office that gives a seat: {offices}.",
        ),
        ("Skriv hvervet, eller ret »kommer fra«.", "Write the office, or mend “from”."),
    ),
    "role-missing": (
        ("{lack}.", "{lack}."),
        (
            "Skriv rollen på det medlem, der har den.",
            "Write the role on the member who has it.",
        ),
    ),
    "same-person-twice": (
        (
            "Den samme person har to pladser på samme tid og tælles kun én gang.",
            "The same person has two seats at the same time and counts only once.",
        ),
        (
            "Afslut det ene medlemskab, eller ret person-id, hvis det er to personer.",
            "End one of the memberships, or mend the person-id where they are two persons.",
        ),
    ),
    "overlapping-periods": (
        (
            "To rækker om den samme plads for den samme person overlapper.",
            "Two rows on the same seat of the same person overlap.",
        ),
        (
            "Ret datoerne, så den ene række slutter, før den anden begynder.",
            "Mend the dates so that one row ends before the other begins.",
        ),
    ),
    "inverted-period": (
        (
            "Rækken slutter, før den begynder, og tæller derfor ingen dag.",
            "The row ends before it begins, and so counts on no day.",
        ),
        ("Byt om på startdato og slutdato.", "Swap the start and end dates."),
    ),
    "substitute-for-nobody": (
        (
            "Stedfortræderen har ingen at træde i stedet for.",
            "The substitute has nobody to stand in for.",
        ),
        (
            "Afslut stedfortræderen, eller tilføj det medlem, der stedfortrædes for.",
            "End the substitute, or add the member who is stood in for.",
        ),
    ),
}

FEW = 2
"""As many offices are named in a sentence; of more, the seats are."""
VERBS = {
    "from": ("fra", "from"),
    "appointedBy": ("udpeget af", "appointed by"),
    "electedBy": ("valgt af", "elected by"),
}


def message(breach: Breach, label: Label) -> Text:
    """What is wrong."""
    verdict, party = breach.verdict, breach.verdict.party
    return {
        lang: SENTENCES[verdict.code][0][i].format(
            found=verdict.found,
            wanted=verdict.wanted,
            who=_who(verdict.demand, label, lang),
            lack=_lack(breach, label, lang),
            parties=_parties(breach, label, lang),
            offices=_listed(
                {o for d in breach.law.demands if party in d.parties for o in d.offices},
                label,
                lang,
            ),
            from_party=_from(party, label, lang),
            sides=_sides(breach, label, lang),
            rest=_rest(verdict.found, verdict.wanted)[lang == "en"],
            since=_since(verdict.since, lang),
        )
        for i, lang in enumerate(LANGUAGES)
    }


def repair(code: str) -> Text:
    """What would mend it."""
    return dict(zip(LANGUAGES, SENTENCES[code][1], strict=True))


def _lack(breach: Breach, label: Label, lang: str) -> str:
    """How many of those asked for there are, such as “5 of 6 are recorded from PLO-Hovedstaden”."""
    verdict, english = breach.verdict, lang == "en"
    who = _who(verdict.demand, label, lang)
    if verdict.found != "0":
        said = ("{} af {} er noteret {}", "{} of {} are recorded {}")[english]
        return said.format(verdict.found, verdict.wanted, who)
    nobody = ("Ingen er noteret {}", "Nobody is recorded {}")[english].format(who)
    if verdict.wanted == "1":
        return nobody
    return nobody + (", men der skal være {}", ", but there must be {}")[english].format(
        verdict.wanted
    )


def _rest(found: str, wanted: str) -> tuple[str, str]:
    """What is recorded as vacant."""
    if found != "0":
        return "resten er", "the rest is"
    return ("pladsen er", "the seat is") if wanted == "1" else ("pladserne er", "the seats are")


def _who(demand: Demand | None, label: Label, lang: str) -> str:
    """As whom, and from where, members are recorded who have the seats."""
    english = lang == "en"
    if demand is None:
        return ""
    if not demand.group:
        return ("i alt", "in all")[english]
    kind = label(demand.role, lang) if demand.role else ""
    own = not demand.party or demand.within or demand.each
    if not kind and own and len(demand.offices) <= FEW:
        offices = sorted((label(office, lang) for office in demand.offices), key=danish_key)
        kind = (" eller ", " or ")[english].join(offices)
    parts = [f"{('som', 'as')[english]} {kind}"] if kind else []
    if demand.party and (not demand.role or demand.within):
        appointed = demand.verb != "from" and not kind
        parts += [("som", "as")[english]] if appointed else []
        parts += [_side(demand, label, lang)]
    return " ".join(parts) or f"({label(demand.group, lang)})"


def _side(demand: Demand, label: Label, lang: str) -> str:
    """Where a side's members come from, such as “from PLO-Hovedstaden”."""
    if not demand.party:
        return f"({label(demand.group, lang)})"
    return f"{VERBS[demand.verb][lang == 'en']} {_party(demand, label, lang)}"


def _since(day: str, lang: str) -> str:
    return f" {('siden', 'since')[lang == 'en']} {write_printed(day, lang)}" if day else ""


def _parties(breach: Breach, label: Label, lang: str) -> str:
    """Whom the seats are for; of the wrong area, only those of the same kind."""
    wrong = breach.verdict.party
    seats = [demand for demand in breach.law.demands if demand.party]
    seats = [demand for demand in seats if wrong in demand.elsewhere] or seats
    named = {_party(demand, label, lang) for demand in seats}
    return ", ".join(sorted(named, key=danish_key)) or "–"


def _party(demand: Demand, label: Label, lang: str) -> str:
    """Whom a member may come from: the one body there is, or a kind of them."""
    if len(demand.parties) == 1:
        return label(demand.parties[0], lang)
    here = (" i området", " in the area")[lang == "en"] if demand.elsewhere else ""
    return label(demand.party, lang) + here


def _sides(breach: Breach, label: Label, lang: str) -> str:
    """How many there are of each side whose parity is broken, such as “3 from PLO-Hovedstaden”."""
    if breach.verdict.code != "parity-broken":
        return ""
    seats = [_side(side, label, lang) for side in sides(breach.law)]
    numbers = breach.verdict.found.split("–")
    return ", ".join(f"{number} {seat}" for number, seat in zip(numbers, seats, strict=True))


def _from(party: str, label: Label, lang: str) -> str:
    if party:
        return f"{VERBS['from'][lang == 'en']} {label(party, lang)}"
    return ("uden »kommer fra«", "without a “from”")[lang == "en"]


def _listed(iris: set[str], label: Label, lang: str) -> str:
    return ", ".join(sorted((label(iri, lang) for iri in iris), key=danish_key)) or "–"
