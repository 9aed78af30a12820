"""From counts to verdicts: which rule is broken, how, and by how many."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import get_args

from vejviser.nouns import Demand, Grade, Law, Severity
from vejviser.rules.aggregate import members

SEVERITIES = get_args(Severity)


@dataclass(frozen=True)
class Verdict:
    """One breach of one law on one day.

    :param shape: IRI of the shape that finds the same
    :param demand: None where the breach is the body's
    :param found: how many there are; of a parity, as ``3–2``
    :param wanted: how many there should be
    :param party: IRI of the party a member is from who fits no seat
    :param since: the day since which a seat is recorded as vacant; empty where none is given
    """

    code: str
    severity: Grade
    shape: str
    demand: Demand | None
    found: str = ""
    wanted: str = ""
    party: str = ""
    since: str = ""


def of_demand(demand: Demand, persons: int, vacancies: int) -> Verdict | None:
    """What is wrong with the number that fit a demand; None where nothing is."""
    if not demand.severity:
        return None
    if demand.most is not None and persons > demand.most:
        code, wanted = "too-many", demand.most
    elif demand.least is not None and persons < demand.least:
        code, wanted = lack(demand, vacant=persons + vacancies >= demand.least), demand.least
    else:
        return None
    shape = f"{demand.shape}/{code}"
    return Verdict(code, demand.severity, shape, demand, str(persons), str(wanted))


def lack(demand: Demand, *, vacant: bool) -> str:
    """The code of too few persons for a demand.

    :param vacant: whether recorded vacancies make up for all that is missing
    """
    if vacant:
        return "vacant"
    if demand.each:
        return "one-per-each-unmet"
    if demand.role:
        return "role-missing"
    return "nested-unmet" if demand.within else "too-few"


def of_misfit(law: Law, code: str) -> Grade:
    """How bad it is to fit no seat of a law; empty where that is not looked at.

    One shape finds all such members, so the seat they could have had that binds most decides.

    :param code: ``office-missing``, ``wrong-area`` or ``wrong-party``
    """
    if law.closed or code == "wrong-party":
        return law.closed
    asked = [d for d in members(law) if (d.elsewhere if code == "wrong-area" else d.offices)]
    severities = [demand.severity for demand in asked if demand.severity]
    return min(severities, key=SEVERITIES.index, default="warning")


def sides(law: Law) -> list[Demand]:
    """The demands of a law that parity holds between."""
    return [demand for demand in members(law) if not demand.within]


def of_law(law: Law, persons: Mapping[str, int]) -> Iterable[Verdict]:
    """What is wrong between the demands of a law.

    :param persons: shape of a demand → how many fit it
    """
    if law.parity:
        numbers = [persons[side.shape] for side in sides(law)]
        if len(set(numbers)) > 1:
            found = "–".join(map(str, numbers))
            shape = f"{law.shape}/parity-broken"
            yield Verdict("parity-broken", law.parity, shape, None, found)
