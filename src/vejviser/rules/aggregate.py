"""The law of many bodies on many days as SPARQL that any SPARQL 1.1 engine runs on rosters.

:func:`counts` asks, for every demand and day, how many distinct persons fit it, in one aggregate: a
grouped sub-select under OPTIONAL, as HAVING over OPTIONAL gave wrong counts in an engine that is in
use. It answers a row for every demand and day, zeros included, so that an answer cut short can be
told from a body without members.

The other questions are counts of the same form, and plain lists: who is counted, who sits, what a
row says. Nothing is subtracted in SPARQL – Virtuoso refuses MINUS here, and answers an OPTIONAL
that must not be met, and NOT EXISTS within NOT EXISTS, with rows that should not be there – so who
fits nowhere is found by comparing two counts, and two lists where they differ.

What a demand asks for stands in a table of values; each combination of party, office and role that
occurs is a branch of its own, in which the table drives the join and nothing is optional.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
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

# Documents too name members of bodies; only what a roster says is counted, and a graph is one where
# some roster stands in it, whatever the graph is called. (As a pattern rather than a filter this
# would be joined first, to every row of the table.) A row without a start has always held, one
# without an end still holds.
ROSTER = "FILTER EXISTS { GRAPH ?roster { ?list a vv:Roster } }"
ACTIVE = f"""\
    {ROSTER}
    FILTER NOT EXISTS {{ GRAPH ?roster {{ ?row schema:startDate ?start }} FILTER(?start > ?day) }}
    FILTER NOT EXISTS {{ GRAPH ?roster {{ ?row schema:endDate ?end }} FILTER(?end < ?day) }}"""

# A row that names its seat is counted nowhere else; ?seats holds the IRIs of the seats that fit.
SEATED = """\
    FILTER NOT EXISTS {
      GRAPH ?roster { ?row vv:seat ?seat }
      FILTER(!CONTAINS(?seats, CONCAT("<", STR(?seat), ">")))
    }"""

# A vacancy has no holder: one that names no office is for any; ?offices holds those that fit.
OPEN_TO = """\
    FILTER NOT EXISTS {
      GRAPH ?roster { ?row vv:office ?office }
      FILTER(!CONTAINS(?offices, CONCAT("<", STR(?office), ">")))
    }"""

PROPERTIES = {"party": "vv:onBehalfOf", "office": "vv:office", "role": "org:role"}
SAID = {
    "person": "org:member",
    **PROPERTIES,
    "seat": "vv:seat",
    "start": "schema:startDate",
    "end": "schema:endDate",
}
"""What a row says that matters here: name → property."""

Asked = tuple[Law, Demand, date]
"""A demand of a law on a day."""


def counts(asked: Sequence[Asked], of: str = "persons") -> str:
    """How many fit each demand on each day; answers ``shape, day, number``.

    :param of: ``persons``, each counted once, or ``vacancies``, each row of which is one seat
    """
    return number(((d.shape, day) for _, d, day in asked), fitting(asked, of), of)


def counted(asked: Sequence[Asked], of: str = "persons") -> str:
    """Who fits each demand on each day; answers ``shape, day, row`` and, of persons, ``person``."""
    return listed(fitting(asked, of), "row person" if of == "persons" else "row")


def number(keys: Iterable[tuple[str, date]], pattern: str, of: str = "rows") -> str:
    """How many of a pattern there are for each shape and day; answers ``shape, day, number``."""
    every = _values("shape day", ([_iri(shape), _day(day)] for shape, day in keys))
    return f"""{PREFIXES}
SELECT ?shape ?day (COALESCE(?counted, 0) AS ?number)
WHERE {{
  {every}
  OPTIONAL {{
    SELECT ?shape ?day (COUNT(DISTINCT {one_of(of)}) AS ?counted)
    WHERE {{
{pattern}
    }}
    GROUP BY ?shape ?day
  }}
}}
"""


def listed(pattern: str, columns: str) -> str:
    """All of a pattern; answers ``shape, day`` and the columns."""
    names = " ".join(f"?{name}" for name in columns.split())
    return f"""{PREFIXES}
SELECT DISTINCT ?shape ?day {names}
WHERE {{
{pattern}
}}
"""


def one_of(counted: str) -> str:
    """The variable that stands for one of what is counted: a person counts once, a row for one."""
    return "?person" if counted == "persons" else "?row"


def said(rows: Iterable[str]) -> str:
    """What rows say of :data:`SAID`; answers ``row, property, value``."""
    return f"""{PREFIXES}
SELECT DISTINCT ?row ?property ?value
WHERE {{
  {_values("row", ([_iri(row)] for row in rows))}
  GRAPH ?roster {{ ?row ?property ?value }}
  FILTER(?property IN ({", ".join(SAID.values())}))
  {ROSTER}
}}
"""


def repeated(bodies: Iterable[str]) -> str:
    """Persons with several rows of one capacity in one body; answers ``body, capacity, person``."""
    return f"""{PREFIXES}
SELECT ?body ?capacity ?person
WHERE {{
  {_values("body", ([_iri(body)] for body in bodies))}
  GRAPH ?roster {{ ?row org:organization ?body ; vv:capacity ?capacity ; org:member ?person }}
  {ROSTER}
}}
GROUP BY ?body ?capacity ?person
HAVING (COUNT(DISTINCT ?row) > 1)
"""


def sittings(persons: Iterable[Mapping[str, str | None]]) -> str:
    """The rows of persons, given by their ``body``, ``capacity`` and ``person``.

    Answers these and ``row``. Asked of those alone who are :func:`repeated`: together the two would
    read every row of every body.
    """
    keys = "body", "capacity", "person"
    table = ([_iri(person[key] or "") for key in keys] for person in persons)
    return f"""{PREFIXES}
SELECT ?body ?capacity ?person ?row
WHERE {{
  {_values("body capacity person", table)}
  GRAPH ?roster {{ ?row org:organization ?body ; vv:capacity ?capacity ; org:member ?person }}
  {ROSTER}
}}
"""


def inverted(bodies: Iterable[str]) -> str:
    """Rows that end before they begin; answers ``body, row, start, end``."""
    return f"""{PREFIXES}
SELECT ?body ?row ?start ?end
WHERE {{
  {_values("body", ([_iri(body)] for body in bodies))}
  GRAPH ?roster {{
    ?row org:organization ?body ; vv:capacity ?capacity ;
      schema:startDate ?start ; schema:endDate ?end .
  }}
  {ROSTER}
  FILTER(?end < ?start)
}}
"""


def members(law: Law) -> list[Demand]:
    """The demands of a law that are about members, functions such as chair aside."""
    of_members = [demand for demand in law.demands if demand.capacity == "member"]
    return [d for d in of_members if not (d.role and not d.parties and not d.offices)]


def fitting_members(asked: Iterable[tuple[Law, date]]) -> str:
    """Pattern of the members who fit some demand of a law by party and office, under its shape."""
    open_to = [(law, demand, day) for law, day in asked for demand in members(law)]
    return fitting(open_to, "persons", loosely=True)


def seated(asked: Iterable[tuple[Law, date]], capacity: str) -> str:
    """Pattern of all who sit in the bodies of laws in a capacity, whatever is asked for."""
    laws = ([_iri(law.shape), _day(day), _iri(law.body)] for law, day in asked)
    return f"""\
    {_values("shape day body", laws)}
    GRAPH ?roster {{ ?row org:organization ?body ; vv:capacity vv:{capacity} ; org:member ?person }}
{ACTIVE}"""


def fitting(asked: Sequence[Asked], of: str, *, loosely: bool = False) -> str:
    """The rows that fit demands on days, a branch for each combination of what is asked for.

    :param loosely: by party and office alone, under the law's shape rather than the demand's
    """
    vacant = of == "vacancies"
    tables: dict[tuple[str, ...], list[list[str]]] = defaultdict(list)
    for law, demand, day in asked:
        wanted = {
            "party": list(map(_iri, demand.parties)),
            "office": list(map(_iri, () if vacant else demand.offices)),
            "offices": [_together(demand.offices)] if vacant and demand.offices else [],
            "role": [_iri(demand.role)] if demand.role and not loosely else [],
        }
        named = tuple(name for name, values in wanted.items() if values)
        shape = law.shape if loosely else demand.shape
        head = [_iri(shape), _day(day), _iri(demand.body), _iri(VV + demand.capacity)]
        tail = [] if loosely else [_together(seats(law, demand))]
        for values in product(*(wanted[name] for name in named)):
            tables[named].append([*head, *tail, *values])
    who = " ; a vv:Vacancy" if vacant else " ; org:member ?person"
    return "\n  UNION\n".join(_branch(named, rows, who, loosely) for named, rows in tables.items())


def _branch(named: Sequence[str], rows: list[list[str]], who: str, loosely: bool) -> str:
    columns = " ".join(["shape day body capacity", *([] if loosely else ["seats"]), *named])
    also = "".join(f" ; {PROPERTIES[name]} ?{name}" for name in named if name in PROPERTIES)
    asked = {ACTIVE: True, SEATED: not loosely, OPEN_TO: "offices" in named}
    filters = "\n".join(text for text, holds in asked.items() if holds)
    return f"""  {{
    {_values(columns, rows)}
    GRAPH ?roster {{ ?row org:organization ?body ; vv:capacity ?capacity{also}{who} }}
{filters}
  }}"""


def lines(demand: Demand) -> int:
    """How many lines a demand on a day takes in the table of values."""
    return max(len(demand.parties), 1) * max(len(demand.offices), 1)


def seats(law: Law, demand: Demand) -> list[str]:
    """The seats a row may name and still be counted for a demand.

    They are the demand's own, those within it, and the one it is within; for all members, any.
    """
    if not demand.group:
        return sorted({other.group for other in law.demands})
    inner = {other.group for other in law.demands if other.within == demand.group}
    return sorted({demand.group, *inner, *filter(None, [demand.within])})


def _together(iris: Iterable[str]) -> str:
    """Some IRIs as one text."""
    return f'"{" ".join(map(_iri, iris))}"'


def _values(columns: str, rows: Iterable[Iterable[str]]) -> str:
    names = " ".join(f"?{name}" for name in columns.split())
    table = "\n".join(f"    ({' '.join(row)})" for row in rows)
    return f"VALUES ({names}) {{\n{table}\n  }}"


def _iri(iri: str) -> str:
    return f"<{iri}>"


def _day(day: date) -> str:
    return f'"{day.isoformat()}"^^<{XSD_DATE}>'
