"""What :mod:`vejviser.rules.aggregate` counts, counted another way: two wrongs seldom agree.

Nothing is grouped, joined optionally by a sub-select, or tested for not being there. COALESCE is in
neither form, as Virtuoso answers wrongly where it holds a comparison with an unbound variable.
"""

from __future__ import annotations

from vejviser.rules.aggregate import ACTIVE, OPEN_TO, PREFIXES, ROSTER, SEATED, one_of

OTHERWISE = {
    ACTIVE: f"""\
    {ROSTER}
    OPTIONAL {{ GRAPH ?roster {{ ?row schema:startDate ?start }} }}
    OPTIONAL {{ GRAPH ?roster {{ ?row schema:endDate ?end }} }}
    FILTER((!BOUND(?start) || ?start <= ?day) && (!BOUND(?end) || ?end >= ?day))""",
    SEATED: """\
    OPTIONAL { GRAPH ?roster { ?row vv:seat ?seat } }
    FILTER(!BOUND(?seat) || CONTAINS(?seats, CONCAT("<", STR(?seat), ">")))""",
    OPEN_TO: """\
    OPTIONAL { GRAPH ?roster { ?row vv:office ?office } }
    FILTER(!BOUND(?office) || CONTAINS(?offices, CONCAT("<", STR(?office), ">")))""",
}


def total(pattern: str, of: str = "rows") -> str:
    """The sum of what :func:`aggregate.number` counts of a pattern, in one row.

    Answers ``number, shapes``: the sum, and of how many shapes there is any.

    :raises ValueError: for a pattern that would be counted the same way again
    """
    pattern = _otherwise(pattern, ACTIVE)
    for asked, test in (("?seats", SEATED), ("?offices", OPEN_TO)):
        if asked in pattern:
            pattern = _otherwise(pattern, test)
    return f"""{PREFIXES}
SELECT (COUNT(*) AS ?number) (COUNT(DISTINCT ?shape) AS ?shapes)
WHERE {{
  SELECT DISTINCT ?shape ?day {one_of(of)}
  WHERE {{
{pattern}
  }}
}}
"""


def _otherwise(pattern: str, test: str) -> str:
    """A pattern with a test in it put another way."""
    if test not in pattern:
        raise ValueError(f"the pattern does not test as expected: {test}")
    return pattern.replace(test, OTHERWISE[test])
