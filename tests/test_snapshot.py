"""What stands on a day: when a document counts, and what names its own time."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

import vejviser
from vejviser import snapshot
from vejviser.names import PREFIXES, SOURCE, expand
from vejviser.snapshot import FIRST, LAST, Period, Spoken, periods

# Two fictional series: a handbook in three editions, and an agreement between the first two.
HANDBOOK = [date(2020, 1, 1), date(2021, 4, 1), date(2022, 1, 1)]
AGREEMENT = [date(2020, 7, 1)]
EDITIONS = {"handbook": HANDBOOK, "agreement": AGREEMENT}
FIRST_EDITION, SECOND_EDITION, THIRD_EDITION = HANDBOOK


def said(
    name: str,
    counts: date,
    *,
    point: str = "board",
    series: str = "handbook",
    start: date | None = None,
    end: date | None = None,
) -> Spoken:
    return Spoken(name, point, series, counts, start, end)


def on(day: date, found: list[Period]) -> dict[str, tuple[str, str]]:
    """What stands on a day: statement → (standing, precedence)."""
    return {p.statement: (p.standing, p.precedence) for p in found if p.first <= day <= p.last}


def stands(spoken: list[Spoken], day: date) -> dict[str, tuple[str, str]]:
    return on(day, periods(spoken, EDITIONS))


# ---------------------------------------------------------------- the document's clock

FIVE, SIX = said("five", FIRST_EDITION), said("six", SECOND_EDITION)


def test_nothing_stands_before_the_first_document() -> None:
    assert stands([FIVE], date(2019, 12, 31)) == {}


def test_a_document_counts_from_its_day() -> None:
    assert stands([FIVE], FIRST_EDITION) == {"five": ("stated", "leading")}


def test_a_newer_edition_takes_over_on_the_day_it_counts() -> None:
    assert set(stands([FIVE, SIX], date(2021, 3, 31))) == {"five"}
    assert set(stands([FIVE, SIX], SECOND_EDITION)) == {"six"}


def test_silence_ends_nothing() -> None:
    assert periods([FIVE], EDITIONS) == [
        Period("five", FIRST_EDITION, date(2021, 3, 31), "stated", "leading"),
        Period("five", SECOND_EDITION, LAST, "not-restated", "leading"),
    ]


def test_a_point_restated_after_silence_is_stated_again() -> None:
    again = said("five-again", THIRD_EDITION)
    assert stands([FIVE, again], date(2021, 12, 31)) == {"five": ("not-restated", "leading")}
    assert stands([FIVE, again], THIRD_EDITION) == {"five-again": ("stated", "leading")}


def test_points_do_not_touch_one_another() -> None:
    chair = said("chair", SECOND_EDITION, point="chair")
    assert set(stands([FIVE, chair], SECOND_EDITION)) == {"five", "chair"}


def test_a_seat_group_outlives_the_rule_that_was_restated_without_it() -> None:
    rule, group = said("rule", FIRST_EDITION), said("stand-in", FIRST_EDITION, point="stand-in")
    newer = said("newer-rule", SECOND_EDITION)
    assert stands([rule, group, newer], SECOND_EDITION) == {
        "newer-rule": ("stated", "leading"),
        "stand-in": ("not-restated", "leading"),
    }


# ---------------------------------------------------------------- several series

AGREED = said("agreed", AGREEMENT[0], series="agreement")


def test_another_series_newer_edition_leaves_a_statement_stated() -> None:
    assert stands([AGREED], date(2025, 1, 1)) == {"agreed": ("stated", "leading")}


def test_the_newest_document_leads_and_the_others_also_state() -> None:
    assert stands([FIVE, AGREED], date(2020, 6, 30)) == {"five": ("stated", "leading")}
    assert stands([FIVE, AGREED], AGREEMENT[0]) == {
        "agreed": ("stated", "leading"),
        "five": ("stated", "also-stated"),
    }
    assert stands([FIVE, SIX, AGREED], SECOND_EDITION) == {
        "six": ("stated", "leading"),
        "agreed": ("stated", "also-stated"),
    }


# ---------------------------------------------------------------- the statement's own time

YEAR = {"start": date(2021, 1, 1), "end": date(2021, 12, 31)}
FEE = said("fee-2021", SECOND_EDITION, point="fee", **YEAR)


def test_own_time_holds_before_and_after_its_document_counts() -> None:
    assert stands([FEE], date(2021, 1, 1)) == {"fee-2021": ("stated", "leading")}
    assert stands([FEE], SECOND_EDITION) == {"fee-2021": ("stated", "leading")}


def test_own_time_counts_as_stated_when_its_document_is_superseded() -> None:
    late = said("late", FIRST_EDITION, point="fee", **YEAR)
    assert stands([late], date(2021, 12, 31)) == {"late": ("stated", "leading")}


def test_own_time_is_not_carried_past_its_last_day() -> None:
    assert stands([FEE], date(2022, 1, 1)) == {}


def test_both_ends_of_an_own_time_are_whole_days() -> None:
    assert periods([FEE], EDITIONS) == [
        Period("fee-2021", date(2021, 1, 1), date(2021, 12, 31), "stated", "leading")
    ]


@pytest.mark.parametrize(
    ("start", "end", "first", "last"),
    [
        (None, date(2021, 6, 30), FIRST_EDITION, date(2021, 6, 30)),
        (SECOND_EDITION, None, SECOND_EDITION, LAST),
    ],
    ids=["no start", "no end"],
)
def test_an_own_time_open_at_one_end_reaches_from_its_document_or_to_the_end_of_the_calendar(
    start: date | None, end: date | None, first: date, last: date
) -> None:
    found = periods([said("open", FIRST_EDITION, start=start, end=end)], EDITIONS)
    assert [(p.first, p.last) for p in found] == [(first, last)]


def test_of_editions_that_print_the_same_days_the_newest_that_counts_is_cited() -> None:
    early = said("early", FIRST_EDITION, point="fee", **YEAR)
    assert set(stands([early, FEE], date(2021, 3, 31))) == {"early"}
    assert set(stands([early, FEE], SECOND_EDITION)) == {"fee-2021"}


def test_where_none_counts_yet_the_first_to_say_it_is_cited() -> None:
    day = date(2019, 6, 1)
    early, late = (
        said(name, counts, start=day, end=day)
        for name, counts in (("early", FIRST_EDITION), ("late", SECOND_EDITION))
    )
    assert set(stands([late, early], day)) == {"early"}


def test_within_one_document_own_time_goes_first_whatever_the_order() -> None:
    usual = said("usual", FIRST_EDITION)
    in_2021 = said("in-2021", FIRST_EDITION, **YEAR)
    for spoken in ([usual, in_2021], [in_2021, usual]):
        assert set(stands(spoken, date(2021, 7, 1))) == {"in-2021"}
        assert set(stands(spoken, date(2020, 7, 1))) == {"usual"}


def test_the_days_that_matter_are_the_first_and_the_one_after_the_last() -> None:
    found = periods([FEE, said("until", FIRST_EDITION, end=date(2021, 6, 30))], EDITIONS)
    assert snapshot.days_that_matter(found) == [
        FIRST_EDITION,
        date(2021, 1, 1),
        date(2021, 7, 1),
        date(2022, 1, 1),
    ]


# ---------------------------------------------------------------- laws

DAYS = [date(2019, 1, 1) + timedelta(days=7 * week) for week in range(240)]
ONE_DAY = timedelta(days=1)


@st.composite
def documents(draw: st.DrawFn) -> list[Spoken]:
    """Any set of statements, each series' editions speaking at most once to a point."""
    spoken = []
    for series, counted in EDITIONS.items():
        for counts in counted:
            for point in ("board", "fee"):
                if draw(st.booleans()):
                    start = draw(st.none() | st.sampled_from(DAYS))
                    end = draw(st.none() | st.sampled_from(DAYS))
                    name = f"{series}-{counts}-{point}"
                    spoken.append(
                        said(name, counts, point=point, series=series, start=start, end=end)
                    )
    return draw(st.permutations(spoken))


def cited(said: list[Spoken], day: date) -> list[Spoken]:
    """The statement that a series' documents give for a day: none or one."""
    timed = [s for s in said if s.start or s.end]
    fitting = [s for s in timed if (s.start or s.counts) <= day <= (s.end or LAST)]
    fitting += [s for s in said if s not in timed and s.counts <= day]
    by_age = sorted(fitting, key=lambda s: s.counts)
    return [s for s in by_age if s.counts <= day][-1:] or by_age[:1]


def by_definition(spoken: list[Spoken], day: date) -> dict[str, tuple[str, str]]:
    """What stands on a day, straight from the definition: statement → (standing, precedence)."""
    found = {}
    for point in {s.point for s in spoken}:
        of_point = [s for s in spoken if s.point == point]
        voices = [cited([s for s in of_point if s.series == name], day) for name in EDITIONS]
        by_age = sorted((one for voice in voices for one in voice), key=lambda s: s.counts)
        for rank, one in enumerate(reversed(by_age)):
            editions = [counts for counts in EDITIONS[one.series] if counts <= day]
            stated = one.start or one.end or one.counts == max(editions)
            found[one.statement] = (
                "stated" if stated else "not-restated",
                "also-stated" if rank else "leading",
            )
    return found


@given(documents())
def test_periods_say_what_the_definition_says(spoken: list[Spoken]) -> None:
    found = periods(spoken, EDITIONS)
    edges = {*HANDBOOK, *AGREEMENT, *(d for s in spoken for d in (s.start, s.end) if d)}
    for day in sorted({edge + n * ONE_DAY for edge in edges for n in (-1, 0, 1)}):
        assert on(day, found) == by_definition(spoken, day)


@given(documents())
def test_the_periods_of_a_statement_never_overlap(spoken: list[Spoken]) -> None:
    for one, following in pairwise(periods(spoken, EDITIONS)):
        assert one.first <= one.last
        assert one.statement != following.statement or one.last < following.first


@given(documents())
def test_neighbouring_periods_of_a_statement_differ(spoken: list[Spoken]) -> None:
    for one, following in pairwise(periods(spoken, EDITIONS)):
        if one.statement == following.statement and one.last + ONE_DAY == following.first:
            assert (one.standing, one.precedence) != (following.standing, following.precedence)


@given(documents(), st.sampled_from(DAYS))
def test_at_most_one_statement_leads_a_point(spoken: list[Spoken], day: date) -> None:
    point = {s.statement: s.point for s in spoken}
    leading = Counter(point[s] for s, (_, how) in stands(spoken, day).items() if how == "leading")
    assert set(leading.values()) <= {1}


@given(documents())
def test_the_state_changes_on_the_days_that_matter_only(spoken: list[Spoken]) -> None:
    found = periods(spoken, EDITIONS)
    for earlier, later in pairwise([FIRST, *snapshot.days_that_matter(found), LAST]):
        assert on(earlier, found) == on(later - ONE_DAY, found)


@given(documents())
def test_own_time_appears_on_no_day_outside_it(spoken: list[Spoken]) -> None:
    timed = {s.statement: s for s in spoken if s.own_time}
    for period in periods(spoken, EDITIONS):
        if period.statement in timed:
            one = timed[period.statement]
            assert (one.start or one.counts) <= period.first
            assert period.last <= (one.end or LAST)


# ---------------------------------------------------------------- a whole day

HEAD = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())
TEXTS = {
    "fjord-2020": """
<> a vv:Document ; vv:series id:series-fjord ; vv:countsFrom "2020-01-01"^^xsd:date .
<#2> a vv:Section ; vv:number "2" ; dcterms:isPartOf <> ; vv:mentions id:fjord-council .
<#2.1> a vv:Section ; vv:number "2.1" ; dcterms:isPartOf <#2> .
<#part> a rdf:Statement ; dcterms:isVersionOf id:point-part ; prov:hadPrimarySource <#2.1> ;
    rdf:subject id:fjord-council ; rdf:predicate org:subOrganizationOf ; rdf:object id:fjord .
<#way> a vv:Route ; dcterms:isVersionOf id:point-way ; prov:hadPrimarySource <#2> ;
    vv:step <#way-1> .
<#way-1> a vv:Step ; vv:position 1 .
""",
    "fjord-2021": """
<> a vv:Document ; vv:series id:series-fjord ; vv:countsFrom "2021-01-01"^^xsd:date .
<#2> a vv:Section ; vv:number "2" ; dcterms:isPartOf <> .
<#fee> a vv:Quantity ; dcterms:isVersionOf id:point-fee ; prov:hadPrimarySource <#2> ;
    schema:startDate "2021-03-01"^^xsd:date ; schema:endDate "2021-03-31"^^xsd:date .
<#under> a rdf:Statement ; dcterms:isVersionOf id:point-under ; prov:hadPrimarySource <#2> ;
    schema:startDate "2021-03-01"^^xsd:date ; schema:endDate "2021-03-31"^^xsd:date ;
    rdf:subject id:fjord-council ; rdf:predicate org:subOrganizationOf ; rdf:object id:fjord .
""",
}
PLAIN = ox.Triple(
    *(ox.NamedNode(expand(t)) for t in ("id:fjord-council", "org:subOrganizationOf", "id:fjord"))
)


@pytest.fixture(scope="module")
def fjord(tmp_path_factory: pytest.TempPathFactory) -> ox.Store:
    """A workspace with two editions; the second is silent on what the first says."""
    folder = tmp_path_factory.mktemp("fjord")
    (folder / "sources").mkdir()
    (folder / "vejviser.toml").touch()
    for name, text in TEXTS.items():
        turtle = f"BASE <{SOURCE}{name}>\n{HEAD}{text}"
        (folder / "sources" / f"{name}.ttl").write_text(turtle, encoding="utf-8")
    return vejviser.open(folder, shipped=False).store


def locals_in(triples: list[ox.Triple]) -> set[str]:
    """What the documents say of the day, by local name: ``2020#part`` …"""
    subjects = {t.subject.value for t in triples}
    return {s.removeprefix(SOURCE + "fjord-") for s in subjects if s.startswith(SOURCE)}


def test_a_day_holds_statements_with_their_steps_sections_and_documents(fjord: ox.Store) -> None:
    found = snapshot.day(fjord, date(2020, 6, 1))
    assert locals_in(found) == {"2020", "2020#2", "2020#2.1", "2020#part", "2020#way", "2020#way-1"}


def test_what_is_not_restated_is_in_all_only(fjord: ox.Store) -> None:
    day = date(2021, 6, 1)
    assert locals_in(snapshot.day(fjord, day)) == set()
    assert "2020#part" in locals_in(snapshot.day(fjord, day, "all"))


def test_a_plain_triple_is_there_exactly_when_its_relation_stands(fjord: ox.Store) -> None:
    there = {
        (day, standing): PLAIN in snapshot.day(fjord, date.fromisoformat(day), standing)
        for day in ("2019-12-31", "2020-01-01", "2021-02-28", "2021-03-31", "2021-04-01")
        for standing in ("stated", "all")
    }
    assert there == {
        ("2019-12-31", "stated"): False,
        ("2019-12-31", "all"): False,
        ("2020-01-01", "stated"): True,
        ("2020-01-01", "all"): True,
        ("2021-02-28", "stated"): False,
        ("2021-02-28", "all"): True,
        ("2021-03-31", "stated"): True,
        ("2021-03-31", "all"): True,
        ("2021-04-01", "stated"): False,
        ("2021-04-01", "all"): True,
    }


def test_a_triple_that_two_statements_give_appears_once(fjord: ox.Store) -> None:
    found = snapshot.day(fjord, date(2021, 3, 1), "all")
    assert found.count(PLAIN) == 1
    assert len(found) == len(set(found))


def test_what_a_section_mentions_is_not_a_statement_of_the_day(fjord: ox.Store) -> None:
    found = snapshot.day(fjord, date(2020, 6, 1))
    assert all(t.predicate.value != expand("vv:mentions") for t in found)


@pytest.mark.parametrize("day", ["2014-01-01", "2024-03-31", "2024-04-01", "2025-01-01"])
def test_all_contains_what_is_stated(day: str, fjord: ox.Store, store: ox.Store) -> None:
    on = date.fromisoformat(day)
    for some in (fjord, store):
        assert set(snapshot.day(some, on)) <= set(snapshot.day(some, on, "all"))


def test_a_day_holds_every_triple_of_every_standing_statement_and_no_other_statement(
    store: ox.Store,
) -> None:
    day = date(2024, 4, 1)
    found = set(snapshot.day(store, day))
    spoken = {s.statement for s in snapshot.spoken_in(store)[0]}
    standing = {s for s, how in snapshot.standing_on(store, day).items() if how == "stated"}
    assert {t.subject.value for t in found} & spoken == standing
    for statement in standing:
        quads = store.quads_for_pattern(ox.NamedNode(statement), None, None)
        assert {quad.triple for quad in quads} <= found
