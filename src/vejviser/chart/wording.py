"""The few words a picture itself needs, Danish and English."""

from __future__ import annotations

from vejviser.chart.model import Change, Seats
from vejviser.names import VV

CHANGES: dict[Change, tuple[str, str]] = {
    "added": ("+ kommet til", "+ added"),
    "not-restated": ("– ikke gentaget", "– not restated"),
    "not-stated": ("– ikke oplyst da", "– not stated then"),
    "changed": ("≠ ændret", "≠ changed"),
    "renamed": ("= andet navn", "= renamed"),
}
"""What has become of something, with a sign that needs no colour."""
EXPLAINED: dict[str, tuple[str, str]] = {
    VV + "goTo": ("sag eller henvendelse går til", "case or message goes to"),
}
"""What the legend calls a relation whose name says little without what it joins."""
WORDS: dict[str, tuple[str, str]] = {
    "unknown": ("antal ikke oplyst", "number not stated"),
    "some-unknown": ("{known}, resten ikke oplyst", "{known}, the rest not stated"),
    "not-restated": ("bleg: ikke gentaget siden", "pale: not restated since"),
    "last-stated": ("sidst oplyst {when}", "last stated {when}"),
    "kind": ("i almindelighed", "in general"),
    "section": ("afsnit", "section"),
    "sections": ("afsnit", "sections"),
    "named": ("»{name}«", "“{name}”"),
    "overview": ("Hvem repræsenterer og bestemmer hvad?", "Who represents and decides what?"),
    "overview-of": ("Organer, pladser og veje mellem dem", "Bodies, seats and how they connect"),
    "overview-from-to": (
        "Organer, pladser og veje mellem dem, fra {top} til {bottom}",
        "Bodies, seats and how they connect, from {top} to {bottom}",
    ),
    "payments": (
        "Betalinger er ikke tegnet: efter dokumenterne går de til personer ({offices}), ikke til"
        " organer.",
        "Payments are not drawn: by the documents they go to persons ({offices}), not to bodies.",
    ),
    "map": ("Hvem repræsenterer og bestemmer i {area}?", "Who represents and decides in {area}?"),
    "map-of": (
        "Organer i {areas} og vejene mellem dem",
        "Bodies in {areas} and how they connect",
    ),
    "all-in": ("alle i {areas} tilsammen", "all in {areas} together"),
    "exists-must": (
        "skal oprettes; om det er sket, er ikke oplyst",
        "must be set up; whether it has been is not stated",
    ),
    "exists-may": ("kan oprettes", "may be set up"),
    "not-told": (
        "Dokumenterne i Vejviser siger ikke, hvem der sidder i {bodies} i {area}.",
        "For {area}, the documents in Vejviser do not say who sits on: {bodies}.",
    ),
    "limited": (
        "{document} handler om {area}; det, den siger om sit eget område, er ikke tegnet her.",
        "{document} is about {area}; what it says of its own area is not drawn here.",
    ),
    "area-list": (
        "Listen over områder dækker ikke dagen; det er de senest kendte, der vises.",
        "The list of areas does not cover the day; those last known are shown.",
    ),
    "diff": ("Hvad er ændret?", "What has changed?"),
    "compared": ("Sammenlignet er {a} og {b}", "Compared: {a} and {b}"),
    "now": ("nu", "now"),
    "before": ("før", "before"),
    "not-said": ("ikke oplyst", "not stated"),
    "name-in-text": ("navn i teksten", "name in the text"),
    "silence": (
        "Det, der ikke er gentaget, er ikke dermed ophørt.",
        "What is not restated has not thereby ended.",
    ),
    "more-changes": (
        "Ikke tegnet er {number} ændringer i opgaver, kontakter, links, beløb og andet, {on} af dem"
        " om organerne her. Se dem med »{command}«.",
        "Not drawn: {number} changes in tasks, contacts, links, amounts and so on, {on} of them"
        " about the bodies here. See them with “{command}”.",
    ),
    "more-changes-one": (
        "Ikke tegnet er 1 ændring i opgaver, kontakter, links, beløb eller andet. Se den med"
        " »{command}«.",
        "Not drawn: 1 change in tasks, contacts, links, amounts or the like. See it with"
        " “{command}”.",
    ),
    "more-at-body": ("… og {number} ændringer til", "… and {number} more changes"),
    "more-at-body-one": ("… og 1 ændring til", "… and 1 more change"),
    "one-each": ("et for hver {each}", "one for each {each}"),
    "one-each-must": (
        "skal oprettes, et for hver {each}; om det er sket, er ikke oplyst",
        "must be set up, one for each {each}; whether they have been is not stated",
    ),
    "one-each-may": ("kan oprettes, et for hver {each}", "may be set up, one for each {each}"),
    "seats-limited": (
        "Det, {document} siger om pladserne, gælder {area}.",
        "What {document} says of the seats applies to {area}.",
    ),
    "bodies": ("{number} organer", "{number} bodies"),
    "bodies-one": ("1 organ", "1 body"),
    "decides": ("Beslutter ved {how}", "Decides by {how}"),
    "more-tasks": (
        "… og {number} opgaver og pligter til",
        "… and {number} more tasks and duties",
    ),
    "more-tasks-one": ("… og 1 opgave eller pligt til", "… and 1 more task or duty"),
    "list-bodies": ("Organer", "Bodies"),
    "list-seats": ("Pladser", "Seats"),
    "list-steps": ("Skridt", "Steps"),
    "list-lines": ("Forhold", "Relations"),
    "vacant-once": ("{number} ubesat", "{number} vacant"),
    "vacant-once-many": ("{number} ubesatte", "{number} vacant"),
    "vacant-since": ("{number} ubesat siden {day}", "{number} vacant since {day}"),
    "vacant-since-many": ("{number} ubesatte siden {day}", "{number} vacant since {day}"),
    "missing": ("{number} mangler på medlemslisten", "{number} missing from the list of members"),
    "seats-of": ("Sådan er pladserne fordelt", "How the seats are shared out"),
    "members": ("medlemmer", "members"),
    "several": ("pladser: {who}", "seats: {who}"),
    "seats": ("pladser", "seats"),
    "seats-stated": ("pladser i alt", "seats in all"),
    "seats-derived": ("pladser i alt, udregnet", "seats in all, computed"),
    "of-these": ("heraf {what}", "of these: {what}"),
    "per-taker": ("× deltagere", "× participants"),
    "apart-observer": ("Sidder med uden at være medlem", "Sits in without being a member"),
    "apart-substitute": ("Stedfortrædere", "Substitutes"),
    "apart-supplementary": ("Ud over medlemmerne", "Besides the members"),
    "apart-function": ("Hverv", "Functions"),
    "derived-family": (
        "Dokumenterne nævner dem ikke én for én; navnene er fra Vejvisers egen liste over områder.",
        "The documents do not name them one by one; the names are from Vejviser's list of areas.",
    ),
    "apart-kind": ("Om {who} gælder i almindelighed", "Of {who} in general"),
    "unclear": (
        "Det fremgår ikke, om {which} er talt med i de {total}.",
        "It is not clear whether {which} is counted in the {total}.",
    ),
    "not-closed": (
        "Om andre også har plads, siger teksten ikke.",
        "The text does not say whether others have a seat too.",
    ),
    "parity": ("Der er lige mange fra hver side.", "There are equally many from each side."),
    "also-stated": ("Står også i {where}.", "Also stated in {where}."),
    "no-roster": (
        "Ingen medlemsliste: om pladserne er besat, er ikke oplyst.",
        "No list of members: whether the seats are filled is not stated.",
    ),
    "part-roster": (
        "Medlemslisten siger ikke, om disse pladser er besat: {which}.",
        "The list of members does not say whether these seats are filled: {which}.",
    ),
    "full-roster": (
        "Ifølge medlemslisten er alle pladser med oplyst antal besat.",
        "By the list of members, all seats of a stated number are filled.",
    ),
    "may-be": ("plads, der kan være", "possible seat"),
    "one-mark": (
        "ét tegn kan stå for mange pladser: tallet gælder",
        "one mark may stand for many seats: go by the number",
    ),
    "vacant": ("ubesat plads", "vacant seat"),
    "no-member": ("sidder der, men ikke som medlem", "sits there, but not as a member"),
    "from": ("fra {who}", "from {who}"),
    "appointedBy": ("udpeget af {who}", "appointed by {who}"),
    "electedBy": ("valgt af {who}", "elected by {who}"),
    "observer": ("som observatør", "as observer"),
    "substitute": ("som stedfortræder", "as substitute"),
    "supplementary": ("ud over medlemmerne", "besides the members"),
    "each": ("for hver deltager", "for each participant"),
    "no-side": ("andre", "others"),
    "no-area": ("uden område", "without area"),
    "derived": ("sammenføjet af os", "joined by us"),
    "route-of": ("Skridt for skridt: hvem gør hvad?", "Step by step: who does what?"),
    "next-step": ("næste skridt", "next step"),
    "for-whom": ("Hvem: {who}", "Who: {who}"),
    "to-whom": ("Hvorhen: {who}", "Where to: {who}"),
    "on": ("Ved {occasion}", "In case of {occasion}"),
    "where": ("Hvor: {where}", "Where: {where}"),
    "way": ("Vej til {goal}", "Route to {goal}"),
    "to-be-done": ("{how} gøres", "{how} be done"),
    "paid-by": ("Betaler: {who}", "Payer: {who}"),
    "basis": ("Grundlag: {basis}", "Basis: {basis}"),
    "alternatives": (
        "Samme tal med hver sit bogstav ({number}a, {number}b) er alternativer.",
        "The same number with different letters ({number}a, {number}b) stands for alternatives.",
    ),
    "also-in": ("Står også i {sources}.", "Also stated in {sources}."),
    "appeals": (
        "Hvor går en sag hen, når man ikke er enige?",
        "Where does a case go without agreement?",
    ),
    "appeals-short": ("beslutninger og anke", "decisions and appeals"),
    "appeals-of": (
        "Beslutninger, anke og spørgsmål, og hvem de går videre til",
        "Decisions, appeals and questions, and to whom they go on",
    ),
    "decides-unknown": (
        "Hvordan der besluttes her, er ikke oplyst",
        "How decisions are made here is not stated",
    ),
    "goes-unknown": (
        "Hvor en sag går hen herfra, er ikke oplyst",
        "Where a case goes from here is not stated",
    ),
    "path": ("Fra {start} til {end}", "From {start} to {end}"),
    "way-number": ("Vej {number}", "Route {number}"),
    "more-ways": (
        "Der er {number} lige så korte veje til.",
        "There are {number} more routes just as short.",
    ),
    "more-ways-one": (
        "Der er 1 lige så kort vej til.",
        "There is 1 more route just as short.",
    ),
    "path-joined": (
        "Hvert skridt står i det afsnit, der er nævnt; at de følger efter hinanden, er sammenføjet"
        " af os.",
        "Each step is stated in the section named; we have joined them together.",
    ),
    "no-path": (
        "Dokumenterne siger ikke, hvordan noget kommer fra {start} til {end} ({day}).",
        "The documents do not say how anything gets from {start} to {end} ({day}).",
    ),
    "reaches": (
        "Fra {name} fører noget til {names}.",
        "From {name} the documents lead on to {names}.",
    ),
    "reached-by": (
        "Til {name} fører noget fra {names}.",
        "To {name} the documents lead from {names}.",
    ),
    "reaches-none": (
        "Hvad der fører videre fra {name}, er ikke oplyst.",
        "What leads on from {name} is not stated.",
    ),
    "reached-by-none": (
        "Hvad der fører til {name}, er ikke oplyst.",
        "What leads to {name} is not stated.",
    ),
    "others": ("{number} andre", "{number} others"),
    "others-one": ("1 anden", "1 other"),
    "as-of": ("Sådan ser det ud {day}", "As it stands on {day}"),
    "sources": ("Kilder: {sources}.", "Sources: {sources}."),
    "not-by": (
        "Udtegnet af Vejviser; ikke udgivet af dem, der er nævnt.",
        "Drawn by Vejviser; not issued by those named.",
    ),
}


def say(key: str, lang: str) -> str:
    """The words for a key in Danish, or in English where that is asked for."""
    return WORDS[key][lang == "en"]


def counted(key: str, number: int, lang: str) -> str:
    """The words for a key with a number in them; of one alone in the singular.

    >>> counted("bodies", 98, "en"), counted("bodies", 1, "en")
    ('98 bodies', '1 body')
    """
    one = f"{key}-one"
    return say(one if number == 1 and one in WORDS else key, lang).replace("{number}", str(number))


def sitting(group: Seats, lang: str) -> str:
    """Who fills seats, as it follows their number: several are not called what one of them is.

    >>> sitting(Seats("", "general practitioner", "", "2", 2, person=True), "en")
    'seats: general practitioner'
    """
    if group.person and group.marks and group.number != "1" and not group.within:
        return say("several", lang).format(who=group.label)
    return group.label
