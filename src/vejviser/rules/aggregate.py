"""The law of many bodies on many days as SPARQL that any SPARQL 1.1 engine runs on rosters.

:func:`counts` asks, for every demand and day, how many distinct persons fit it, in one aggregate: a
grouped sub-select under OPTIONAL, as HAVING over OPTIONAL gave wrong counts in an engine that is in
use. It answers a row for every demand and day, zeros included, so that an answer cut short can be
told from a body without members.

The other questions – who is counted, who fits nowhere, who sits twice – are asked by SELECTs of the
same parts. What a demand asks for stands in a table of values; each combination of party, office
and role that occurs is a branch of its own, in which the table drives the join and nothing is
optional.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import product

from vejviser.names import VV, XSD_DATE
from vejviser.nouns import Demand, Law

PREFIXES = """\
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX schema: <https://schema.org/>
PREFIX vv: <https://w3id.org/vejviser/ns#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""

# Documents too name members of bodies; only what a roster says is counted. A row without a start
# has always held, one without an end still holds.
ACTIVE = """\
    GRAPH ?roster { ?roster a vv:Roster }
    FILTER NOT EXISTS { GRAPH ?roster { ?row schema:startDate ?start } FILTER(?start > ?day) }
    FILTER NOT EXISTS { GRAPH ?roster { ?row schema:endDate ?end } FILTER(?end < ?day) }"""

# A row that names its seat is counted nowhere else; ?seats holds the IRIs of the seats that fit.
SEATED = """\
    FILTER NOT EXISTS {
      GRAPH ?roster { ?row vv:seat ?seat }
      FILTER(!CONTAINS(?seats, CONCAT("<", STR(?seat), ">")))
    }"""

PROPERTIES = {"party": "vv:onBehalfOf", "office": "vv:office", "role": "org:role"}

Asked = tuple[Law, Demand, date]
"""A demand of a law on a day."""


def counts(asked: Sequence[Asked], of: str = "persons") -> str:
    """How many fit each demand on each day; answers ``shape, day, number``.

    :param of: ``persons``, each counted once, or ``vacancies``, each row of which is one seat
    """
    counted = "?person" if of == "persons" else "?row"
    every = _values("shape day", ([_iri(d.shape), _day(day)] for _, d, day in asked))
    return f"""{PREFIXES}
SELECT ?shape ?day (COALESCE(?counted, 0) AS ?number)
WHERE {{
  {every}
  OPTIONAL {{
    SELECT ?shape ?day (COUNT(DISTINCT {counted}) AS ?counted)
    WHERE {{
{_fitting(asked, of)}
    }}
    GROUP BY ?shape ?day
  }}
}}
"""


def counted(asked: Sequence[Asked], of: str = "persons") -> str:
    """Who fits each demand on each day; answers ``shape, day, row`` and ``person`` or ``since``."""
    since = "\n  OPTIONAL { GRAPH ?roster { ?row schema:startDate ?since } }"
    return f"""{PREFIXES}
SELECT DISTINCT ?shape ?day ?row {"?person" if of == "persons" else "?since"}
WHERE {{
{_fitting(asked, of)}{"" if of == "persons" else since}
}}
"""


def unfitting(asked: Sequence[tuple[Law, date]]) -> str:
    """The members who fit none of a law's demands by party and office.

    Answers ``shape, day, row, person, party``.
    """
    laws = _values(
        "shape day body", ([_iri(law.shape), _day(day), _iri(law.body)] for law, day in asked)
    )
    fitting = [(law, demand, day) for law, day in asked for demand in members(law)]
    return f"""{PREFIXES}
SELECT ?shape ?day ?row ?person ?party
WHERE {{
  {{
    {laws}
    GRAPH ?roster {{ ?row org:organization ?body ; vv:capacity vv:member ; org:member ?person }}
{ACTIVE}
  }}
  OPTIONAL {{ GRAPH ?roster {{ ?row vv:onBehalfOf ?party }} }}
  MINUS {{
{_fitting(fitting, "persons", loosely=True)}
  }}
}}
"""


def members(law: Law) -> list[Demand]:
    """The demands of a law that are about members, functions such as chair aside."""
    of_members = [demand for demand in law.demands if demand.capacity == "member"]
    return [d for d in of_members if not (d.role and not d.parties and not d.offices)]


def repeated(bodies: Iterable[str]) -> str:
    """Persons with several rows of one capacity in one body.

    Answers ``body, capacity, person, row, start, end, party, office, role, seat``.
    """
    return f"""{PREFIXES}
SELECT ?body ?capacity ?person ?row ?start ?end ?party ?office ?role ?seat
WHERE {{
  {{
    SELECT ?body ?capacity ?person
    WHERE {{
      {_values("body", ([_iri(body)] for body in bodies))}
      GRAPH ?roster {{
        ?roster a vv:Roster .
        ?row org:organization ?body ; vv:capacity ?capacity ; org:member ?person .
      }}
    }}
    GROUP BY ?body ?capacity ?person
    HAVING (COUNT(DISTINCT ?row) > 1)
  }}
  GRAPH ?list {{
    ?list a vv:Roster .
    ?row org:organization ?body ; vv:capacity ?capacity ; org:member ?person .
  }}
{_optional("?list")}
}}
"""


def inverted(bodies: Iterable[str]) -> str:
    """Rows that end before they begin; answers ``body, row, person, start, end``."""
    return f"""{PREFIXES}
SELECT ?body ?row ?person ?start ?end
WHERE {{
  {_values("body", ([_iri(body)] for body in bodies))}
  GRAPH ?roster {{
    ?roster a vv:Roster .
    ?row org:organization ?body ; vv:capacity ?capacity ;
      schema:startDate ?start ; schema:endDate ?end .
  }}
  OPTIONAL {{ GRAPH ?roster {{ ?row org:member ?person }} }}
  FILTER(?end < ?start)
}}
"""


def substitutes(asked: Sequence[tuple[Law, date]]) -> str:
    """Substitutes on days on which nobody sits whom they could stand in for.

    A substitute stands in for a member of the same party, and of the same seat where one is given.
    Answers ``shape, day, row, person``.
    """
    laws = _values(
        "shape day body", ([_iri(law.shape), _day(day), _iri(law.body)] for law, day in asked)
    )
    others = ACTIVE.replace("?roster", "?list").replace("?row", "?other")
    return f"""{PREFIXES}
SELECT ?shape ?day ?row ?person
WHERE {{
  {laws}
  GRAPH ?roster {{ ?row org:organization ?body ; vv:capacity vv:substitute ; org:member ?person }}
{ACTIVE}
  FILTER NOT EXISTS {{
    GRAPH ?list {{ ?other org:organization ?body ; vv:capacity vv:member ; org:member ?member }}
{others}
    FILTER NOT EXISTS {{
      GRAPH ?roster {{ ?row vv:onBehalfOf ?party }}
      FILTER NOT EXISTS {{ GRAPH ?list {{ ?other vv:onBehalfOf ?party }} }}
    }}
    FILTER NOT EXISTS {{
      GRAPH ?roster {{ ?row vv:seat ?seat }}
      FILTER NOT EXISTS {{ GRAPH ?list {{ ?other vv:seat ?seat }} }}
    }}
  }}
}}
"""


def _fitting(asked: Sequence[Asked], of: str, *, loosely: bool = False) -> str:
    """The rows that fit demands on days, a branch for each combination of what is asked for.

    :param loosely: by party and office alone, under the law's shape rather than the demand's
    """
    who = " ; org:member ?person" if of == "persons" else " ; a vv:Vacancy"
    tables: dict[tuple[str, ...], list[list[str]]] = defaultdict(list)
    for law, demand, day in asked:
        wanted = {
            "party": demand.parties,
            "office": demand.offices,
            "role": (demand.role,) if demand.role and not loosely else (),
        }
        named = tuple(name for name, values in wanted.items() if values)
        shape = law.shape if loosely else demand.shape
        head = [_iri(shape), _day(day), _iri(demand.body), _iri(VV + demand.capacity)]
        tail = [] if loosely else [_seats(law, demand)]
        for values in product(*(wanted[name] for name in named)):
            tables[named].append([*head, *tail, *map(_iri, values)])
    return "\n  UNION\n".join(_branch(named, rows, who, loosely) for named, rows in tables.items())


def _branch(named: Sequence[str], rows: list[list[str]], who: str, loosely: bool) -> str:
    columns = " ".join(["shape day body capacity", *([] if loosely else ["seats"]), *named])
    also = "".join(f" ; {PROPERTIES[name]} ?{name}" for name in named)
    filters = ACTIVE if loosely else f"{ACTIVE}\n{SEATED}"
    return f"""  {{
    {_values(columns, rows)}
    GRAPH ?roster {{ ?row org:organization ?body ; vv:capacity ?capacity{also}{who} }}
{filters}
  }}"""


def seats(law: Law, demand: Demand) -> list[str]:
    """The seats a row may name and still be counted for a demand.

    They are the demand's own, those within it, and the one it is within; for all members, any.
    """
    if not demand.group:
        return sorted({other.group for other in law.demands})
    inner = {other.group for other in law.demands if other.within == demand.group}
    return sorted({demand.group, *inner, *filter(None, [demand.within])})


def _seats(law: Law, demand: Demand) -> str:
    return f'"{" ".join(f"<{seat}>" for seat in seats(law, demand))}"'


def _optional(graph: str) -> str:
    named = {"start": "schema:startDate", "end": "schema:endDate", **PROPERTIES, "seat": "vv:seat"}
    return "\n".join(
        f"  OPTIONAL {{ GRAPH {graph} {{ ?row {prop} ?{name} }} }}" for name, prop in named.items()
    )


def _values(columns: str, rows: Iterable[Sequence[str]]) -> str:
    names = " ".join(f"?{name}" for name in columns.split())
    lines = "\n".join(f"    ({' '.join(row)})" for row in rows)
    return f"VALUES ({names}) {{\n{lines}\n  }}"


def _iri(iri: str) -> str:
    return f"<{iri}>"


def _day(day: date) -> str:
    return f'"{day.isoformat()}"^^<{XSD_DATE}>'
