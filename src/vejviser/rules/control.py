"""What :mod:`vejviser.rules.aggregate` counts, counted another way: two wrongs seldom agree.

Nothing is grouped, joined optionally by a sub-select, or tested for not being there. COALESCE is in
neither form, as Virtuoso answers wrongly where it holds a comparison with an unbound variable.
"""

from __future__ import annotations

from vejviser.rules.aggregate import ACTIVE, PREFIXES, ROSTER, SEATED, one_of

OTHERWISE = {
    ACTIVE: f"""\
    {ROSTER}
    OPTIONAL {{ GRAPH ?roster {{ ?row schema:startDate ?start }} }}
    OPTIONAL {{ GRAPH ?roster {{ ?row schema:endDate ?end }} }}
    FILTER((!BOUND(?start) || ?start <= ?day) && (!BOUND(?end) || ?end >= ?day))""",
    SEATED: """\
    OPTIONAL { GRAPH ?roster { ?row vv:seat ?seat } }
    FILTER(!BOUND(?seat) || CONTAINS(?seats, CONCAT("<", STR(?seat), ">")))""",
}


def total(pattern: str, of: str = "rows") -> str:
    """The sum of what :func:`aggregate.number` counts of a pattern, in one row.

    Answers ``number, shapes``: the sum, and of how many shapes there is any.
    """
    for one, other in OTHERWISE.items():
        pattern = pattern.replace(one, other)
    return f"""{PREFIXES}
SELECT (COUNT(*) AS ?number) (COUNT(DISTINCT ?shape) AS ?shapes)
WHERE {{
  SELECT DISTINCT ?shape ?day {one_of(of)}
  WHERE {{
{pattern}
  }}
}}
"""
