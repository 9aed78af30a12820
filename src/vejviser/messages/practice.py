"""What Vejviser says of contact persons and meetings that are not as documents say."""

from __future__ import annotations

PRACTICE: dict[str, tuple[str, str]] = {
    "contacts-too-few": (
        "Medlemmet er kontaktperson for {found}, men reglen siger {wanted} organer.",
        "The member is contact person for {found}, but the rule says {wanted} bodies.",
    ),
    "contacts-too-few-repair": (
        "Tilføj de kontaktopgaver, der mangler, eller ret deres datoer.",
        "Add the contact assignments that are missing, or mend their dates.",
    ),
    "contacts-too-many": (
        "Medlemmet er kontaktperson for {found}, men reglen siger {wanted} organer.",
        "The member is contact person for {found}, but the rule says {wanted} bodies.",
    ),
    "contacts-too-many-repair": (
        "Afslut en kontaktopgave med en slutdato, eller giv den til et andet medlem.",
        "End a contact assignment by an end date, or give it to another member.",
    ),
    "too-few-meetings": (
        "Antallet af møder i {year} er {found}, men reglen siger {wanted}.",
        "The number of meetings in {year} is {found}, but the rule says {wanted}.",
    ),
    "too-few-meetings-repair": (
        "Tilføj de møder, der er holdt; aflyste møder tæller ikke.",
        "Add the meetings that were held; cancelled ones do not count.",
    ),
    "meeting-too-long": (
        "Mødet den {day} varede {found} timer, men reglen siger {wanted} timer.",
        "The meeting of {day} took {found} hours, but the rule says {wanted} hours.",
    ),
    "meeting-too-long-repair": (
        "Ret tiderne, hvis de er forkerte; hold ellers de næste møder kortere.",
        "Mend the times where they are wrong; otherwise hold the next meetings shorter.",
    ),
    "agenda-late": (
        "Dagsordenen til mødet den {day} blev sendt den {sent}, men reglen siger {wanted} uger"
        " før.",
        "The agenda of the meeting of {day} was sent on {sent}, but the rule says {wanted} weeks"
        " before.",
    ),
    "agenda-late-repair": (
        "Ret dagene, hvis de er forkerte; send ellers de næste dagsordener tidligere.",
        "Mend the days where they are wrong; otherwise send the next agendas earlier.",
    ),
}
