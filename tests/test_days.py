"""What is found on days is the same, whether each is looked at as a whole or only what is new."""

from __future__ import annotations

from datetime import date
from functools import cache

import pyoxigraph as ox
from hypothesis import given, settings
from hypothesis import strategies as st

from vejviser import snapshot
from vejviser.load import home
from vejviser.names import RDF_TYPE, SOURCE, STANDING_GRAPH, VV, XSD_DATE, expand
from vejviser.turtle import parse
from vejviser.validate import days
from vejviser.validate.engine import results
from vejviser.validate.exchange import Triples
from vejviser.validate.shapes import Shapes, day_shapes

YEARS = range(2020, 2026)
OBJECTS = {
    "vv:about": ("id:board", "id:office"),
    "vv:goTo": ("id:board", "id:office"),
    "vv:ends": ("id:board", "id:office"),
    "vv:seatGroup": range(6),
    "vv:within": range(6),
    "vv:contact": range(6),
    "vv:nextLevel": range(6),
}
"""What a statement may name: a body, or another statement by its number."""

statements = st.fixed_dictionaries(
    {
        "document": st.integers(0, 1),
        "point": st.integers(0, 3),
        "class": st.sampled_from(("Route", "Referral", "Contact", "SeatGroup")),
        "time": st.none() | st.tuples(st.sampled_from(YEARS), st.integers(0, 2)),
        "says": st.dictionaries(st.sampled_from(sorted(OBJECTS)), st.integers(0, 5), max_size=4),
    }
)


@cache
def shapes() -> Shapes:
    return day_shapes(parse(home() / "ontology" / "shapes.ttl"))


def node(short: str) -> ox.NamedNode:
    return ox.NamedNode(expand(short))


def day(year: int, end: bool = False) -> ox.Literal:
    return ox.Literal(f"{year}-12-31" if end else f"{year}-01-01", datatype=ox.NamedNode(XSD_DATE))


def stored(made: list[dict]) -> ox.Store:
    """Statements of two editions of one series, as a store with its standing periods."""
    store = ox.Store()
    editions = [ox.NamedNode(f"{SOURCE}edition-{number}") for number in (0, 1)]
    for number, document in enumerate(editions):
        for prop, value in (("vv:countsFrom", day(2021 + 2 * number)), ("vv:series", node("id:s"))):
            store.add(ox.Quad(document, node(prop), value, document))
    names = [
        ox.NamedNode(f"{editions[one['document']].value}#{number}")
        for number, one in enumerate(made)
    ]
    for me, one in zip(names, made, strict=True):
        said = [
            (RDF_TYPE, ox.NamedNode(VV + one["class"])),
            (expand("dcterms:isVersionOf"), node(f"id:point-{one['point']}")),
            (expand("prov:hadPrimarySource"), node("id:section")),
        ]
        if one["time"]:
            year, more = one["time"]
            said.append((expand("schema:startDate"), day(year)))
            said.append((expand("schema:endDate"), day(year + more, end=True)))
        for prop, choice in one["says"].items():
            among = OBJECTS[prop]
            other = (
                names[choice % len(names)]
                if isinstance(among, range)
                else node(among[choice % len(among)])
            )
            said.append((expand(prop), other))
        for prop, value in said:
            store.add(ox.Quad(me, ox.NamedNode(prop), value, editions[one["document"]]))
    snapshot.add_periods(store)
    return store


def whole(store: ox.Store, on: date) -> set[tuple[str, str]]:
    """What the engine finds in all that the leading statements of a day say."""
    standing = ox.NamedNode(STANDING_GRAPH)
    triples = set()
    for period in snapshot.periods_in(store):
        if period.precedence == "leading" and period.first <= on <= period.last:
            me = ox.NamedNode(period.statement)
            triples |= {q.triple for q in store.quads_for_pattern(me, None, None)}
            triples |= {
                q.triple
                for q in store.quads_for_pattern(None, node("vv:statement"), me, standing)
                if period.first.isoformat() in q.subject.value
            }
    for other in {t.object for t in triples if isinstance(t.object, ox.NamedNode)}:
        point = node("dcterms:isVersionOf")
        triples |= {q.triple for q in store.quads_for_pattern(other, point, None)}
    whole = Triples(triples)
    return {(r.focus, r.shape) for r in results(whole, whole, shapes())}


@settings(max_examples=25, deadline=None)
@given(st.lists(statements, min_size=1, max_size=6))
def test_a_day_in_parts_is_the_day_as_a_whole(made: list[dict]) -> None:
    store = stored(made)
    for on in snapshot.days_that_matter(snapshot.periods_in(store)):
        found = {(f.focus, f.rule) for f in days.check_days(store, [on], shapes())}
        assert found == whole(store, on)


@settings(max_examples=25, deadline=None)
@given(st.lists(statements, min_size=1, max_size=6))
def test_all_days_together_are_all_days_one_by_one(made: list[dict]) -> None:
    store = stored(made)
    every = snapshot.days_that_matter(snapshot.periods_in(store))
    apart = {}
    for on in every:
        for f in days.check_days(store, [on], shapes()):
            apart.setdefault((f.code, f.focus, f.path, f.value), f)
    together = days.check_days(store, every, shapes())
    assert sorted(apart.values(), key=str) == sorted(together, key=str)


def test_the_made_up_data_are_broken() -> None:
    """Each shape of a day is broken by some data of this form, so that there is much to find."""
    said = {"vv:goTo": 0, "vv:ends": 0, "vv:seatGroup": 1, "vv:within": 1, "vv:contact": 1}
    route = {"document": 0, "point": 0, "class": "Route", "time": None}
    gone = {"document": 0, "point": 1, "class": "Contact", "time": (2025, 0), "says": {}}
    store = stored([route | {"says": said | {"vv:nextLevel": 1}}, gone])
    found = days.check_days(store, [date(2022, 1, 1), date(2023, 1, 1)], shapes())
    wanted = {one.code for one in shapes().said.values()} - {"point-one-leads"}
    assert {f.code for f in found} == wanted
    assert {f.severity for f in found if f.code != "route-ceased"} == {"error"}
