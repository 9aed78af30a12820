"""What SHACL Core cannot ask about the rosters of a body, as queries on one graph with ``$this``.

No query has a sub-select, as engines differ in what they bind in one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from vejviser.nouns import Demand

USED = ("org", "schema", "vv", "xsd")
COMPARED = {"party": "vv:onBehalfOf", "seat": "vv:seat", "role": "org:role", "office": "vv:office"}


def twice(on: date, *, equal: bool) -> str:
    """Rows of persons who sit twice in one capacity.

    :param equal: with equal party, seat, role and office in both rows, or else with some of them
        different
    """
    one, other = _more("value", "other"), _more("other", "value")
    compared = f"""  FILTER NOT EXISTS {one}
  FILTER NOT EXISTS {other}"""
    if not equal:
        compared = f"  FILTER(EXISTS {one} || EXISTS {other})"
    return f"""SELECT DISTINCT $this ?value WHERE {{
{_covered(on)}
  ?value a org:Membership ; org:organization $this ; org:member ?person ; vv:capacity ?capacity .
  ?other a org:Membership ; org:organization $this ; org:member ?person ; vv:capacity ?capacity .
  FILTER(?value != ?other)
{_active("value", on)}
{_active("other", on)}
{compared}
}}
"""


def _more(row: str, other: str) -> str:
    """What one row says of its seat and another does not."""
    said = ", ".join(COMPARED.values())
    return f"{{ ?{row} ?says ?what . FILTER(?says IN ({said})) {_lacks(other, '?says')} }}"


def _lacks(row: str, said: str, what: str = "?what") -> str:
    return f"FILTER NOT EXISTS {{ ?{row} {said} {what} }}"


def substitute(on: date) -> str:
    """Substitutes when nobody sits whom they could stand in for.

    A substitute stands in for a member of the same party and the same seat, where they are given.
    Only where the rosters cover the whole body, or that party, is nobody else there.
    """
    same = "\n".join(
        f"    FILTER NOT EXISTS {{ ?value {said} ?what . {_lacks('member', said)} }}"
        for said in (COMPARED["party"], COMPARED["seat"])
    )
    return f"""SELECT DISTINCT $this ?value WHERE {{
{_covered(on)}
  ?value a org:Membership ; org:organization $this ; vv:capacity vv:substitute .
{_active("value", on)}
  FILTER NOT EXISTS {{ ?coverage vv:party ?side . {_lacks("value", COMPARED["party"], "?side")} }}
  FILTER NOT EXISTS {{
    ?member a org:Membership ; org:organization $this ; vv:capacity vv:member .
{_active("member", on)}
{same}
  }}
}}
"""


def parity(asked: Sequence[tuple[Demand, Iterable[str]]], on: date) -> str:
    """The body, where not equally many persons fit each of some demands.

    :param asked: demands, each with the seats a row may name and still count for it
    """
    sides = "\n  UNION\n".join(
        _side(number, demand, seats, on) for number, (demand, seats) in enumerate(asked)
    )
    counts = [f"COUNT(DISTINCT ?person{number})" for number in range(len(asked))]
    uneven = " || ".join(f"{one} != {other}" for one, other in pairwise(counts))
    return f"""SELECT $this WHERE {{
{_covered(on, " FILTER NOT EXISTS { ?coverage vv:party ?side }")}
{sides}
}} GROUP BY $this HAVING ({uneven})
"""


def _side(number: int, demand: Demand, seats: Iterable[str], on: date) -> str:
    """The persons of one demand, under a name of their own."""
    asked = [("party", demand.parties), ("office", demand.offices)]
    asked.append(("role", (demand.role,) if demand.role else ()))
    wanted = "\n".join(
        f"    ?row{number} {COMPARED[name]} ?{name}{number} ."
        f" FILTER(?{name}{number} IN ({_iris(values)}))"
        for name, values in asked
        if values
    )
    return f"""  {{
    ?row{number} a org:Membership ; org:organization $this ; org:member ?person{number} ;
        vv:capacity vv:{demand.capacity} .
{wanted}
{_active(f"row{number}", on)}
    OPTIONAL {{ ?row{number} vv:seat ?seat{number} }}
    FILTER(COALESCE(?seat{number} IN ({_iris(seats)}), true))
  }}"""


def _covered(on: date, also: str = "") -> str:
    return f"""  ?coverage a vv:Coverage ; org:organization $this .{also}
{_active("coverage", on)}"""


def _active(name: str, on: date) -> str:
    # rdflib parses this in a third of the time that OPTIONAL and COALESCE take.
    day = f'"{on.isoformat()}"^^xsd:date'
    return f"""  FILTER NOT EXISTS {{ ?{name} schema:startDate ?start . FILTER(?start > {day}) }}
  FILTER NOT EXISTS {{ ?{name} schema:endDate ?end . FILTER(?end < {day}) }}"""


def _iris(iris: Iterable[str]) -> str:
    return ", ".join(f"<{iri}>" for iri in iris)
