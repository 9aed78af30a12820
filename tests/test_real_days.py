"""What stands on real days: each day on which something changed, and days nobody prepared for.

The standing periods themselves are tested on made-up editions; here they meet the documents.
"""

from __future__ import annotations

from datetime import date

import pytest

from vejviser import snapshot
from vejviser.api import Vejviser
from vejviser.finding import who_can_tell
from vejviser.names import AREAS_GRAPH, expand, shorten

BEFORE_ALL = "2011-03-31"
DAYS = [
    "2011-04-01",
    "2014-01-01",
    "2022-06-01",
    "2023-05-31",
    "2023-06-01",
    "2024-02-15",
    "2024-03-31",
    "2024-04-01",
    "2025-02-28",
    "2025-03-01",
    "2026-11-21",
    "2027-01-02",
]
LATE = DAYS[-2:]
days = pytest.mark.parametrize("day", DAYS)
late = pytest.mark.parametrize("day", LATE)

Answer = set[tuple[str | None, ...]]


def asked(whole: Vejviser, day: str, name: str, columns: str, **parameters: str) -> Answer:
    """The answer on a day in a few columns, IRIs shortened."""
    rows = whole.on(day).ask(name, **parameters)
    wanted = columns.split()
    return {tuple(cell and shorten(cell) for cell in map(row.get, wanted)) for row in rows}


# ---------------------------------------------------------------- every day


def test_nothing_stands_before_the_first_document_counts(shipped: Vejviser) -> None:
    assert snapshot.standing_on(shipped.store, date.fromisoformat(BEFORE_ALL)) == {}


@days
def test_something_stands_ever_after(day: str, shipped: Vejviser) -> None:
    standing = snapshot.standing_on(shipped.store, date.fromisoformat(day))
    assert "stated" in standing.values()


@days
def test_all_is_what_is_stated_and_what_is_not_restated(day: str, shipped: Vejviser) -> None:
    on = date.fromisoformat(day)
    stated = set(snapshot.day(shipped.store, on, "stated"))
    everything = set(snapshot.day(shipped.store, on, "all"))
    assert stated <= everything
    newest = shipped.on(day).ask("not-restated", on=day)
    assert (stated < everything) == bool(len(newest))


MUNICIPALITIES = f"""
SELECT ?area {{ GRAPH <{AREAS_GRAPH}> {{
  ?area <{expand("vv:areaKind")}> <{expand("id:areakind-municipality")}>
}} }}
"""


@pytest.mark.parametrize("day", ["2014-01-01", "2027-01-02"])
def test_no_municipality_is_without_a_view(day: str, shipped: Vejviser) -> None:
    areas = [row["area"].value for row in shipped.store.query(MUNICIPALITIES)]  # type: ignore[union-attr]
    assert len(areas) == 98
    for area in areas:
        assert bodies_of(shipped, day, area) >= VIEW, area


@pytest.mark.parametrize("day", [BEFORE_ALL, *DAYS])
@pytest.mark.parametrize("area", ["Hillerød", "Silkeborg", "København", "Ærø"])
def test_a_municipality_has_its_view_on_any_day(area: str, day: str, shipped: Vejviser) -> None:
    assert bodies_of(shipped, day, area) >= VIEW


VIEW = {"id:kind-municipality", "id:kind-plo-k", "id:kind-klu"}


def bodies_of(whole: Vejviser, day: str, area: str) -> set[str]:
    rows = whole.on(day).ask("municipality", area=area)
    return {shorten(row["kind"] or "") for row in rows if row["body"]}


# ---------------------------------------------------------------- day by day


def test_in_april_2011_the_guidance_begins_to_count(shipped: Vejviser) -> None:
    seats = ("composition", "least most document status")
    assert asked(shipped, BEFORE_ALL, *seats, body="id:kind-klu") == set()
    assert ("2", "2", "src:klu-guidance-2011", "vv:stated") in asked(
        shipped, "2011-04-01", *seats, body="id:kind-klu"
    )


def test_at_new_year_2014_the_emergency_system_takes_over(shipped: Vejviser) -> None:
    event = ("lifecycle", "about event from status")
    ends = ("id:laegevagten-hovedstaden", "vv:ends", "2014-01-01", "vv:stated")
    begins = ("id:eva", "vv:begins", "2014-01-01", "vv:stated")
    assert asked(shipped, "2013-12-31", *event) == set()
    for day in DAYS[1:]:
        assert {ends, begins} <= asked(shipped, day, *event)


def test_the_budget_year_2022_is_told_by_an_edition_that_came_later(shipped: Vejviser) -> None:
    billions = ("quantities", "value unit document")
    budget = {"thing": "id:region-hovedstaden", "kind": "id:measure-budget"}
    assert asked(shipped, "2022-06-01", *billions, **budget) == {
        ("40", "vv:dkk-billion", "src:guide-2023")
    }
    for day in ("2023-05-31", "2023-06-01", *LATE):
        assert asked(shipped, day, *billions, **budget) == set()


def test_in_june_2023_the_guide_begins_to_count(shipped: Vejviser) -> None:
    seats = ("composition", "party least document")
    assert asked(shipped, "2023-05-31", *seats, body="id:su-hovedstaden") == set()
    assert asked(shipped, "2023-06-01", *seats, body="id:su-hovedstaden") == {
        ("id:plo-hovedstaden", "6", "src:guide-2023"),
        ("id:regionsraadet-hovedstaden", "5", "src:guide-2023"),
        ("id:kind-municipality", "1", "src:guide-2023"),
    }


def test_in_february_2024_the_fee_is_newer_than_the_assembly(shipped: Vejviser) -> None:
    fee = {"thing": "id:riv", "kind": "id:measure-annual-fee"}
    assert asked(shipped, "2024-02-15", "quantities", "value document", **fee) == {
        ("650", "src:guide-2024")
    }
    total = ("seat-totals", "total derived document")
    assert asked(shipped, "2024-02-15", *total, body="id:plo-repraesentantskab") == {
        ("49", "false", "src:guide-2023")
    }


@pytest.mark.parametrize(
    ("day", "edition", "paragraph"),
    [
        ("2024-03-31", "src:guide-2023", "102"),
        ("2024-04-01", "src:guide-2024", "102"),
        ("2025-02-28", "src:guide-2025", "105"),
    ],
)
def test_the_duty_to_set_up_klu_moves_with_the_editions(
    day: str, edition: str, paragraph: str, shipped: Vejviser
) -> None:
    rows = asked(shipped, day, "provisions", "document number precedence", thing="id:kind-klu")
    assert (edition, paragraph, "vv:leading") in rows


@pytest.mark.parametrize(
    ("day", "name"),
    [("2025-02-28", "Sparring sårbar patient"), ("2025-03-01", "Sparring AMK")],
)
def test_the_service_code_changes_its_name_overnight(
    day: str, name: str, shipped: Vejviser
) -> None:
    called = asked(shipped, day, "names", "name document", thing="id:service-code-4324")
    assert called == {(name, "src:newsletter-midtjylland-2025")}


# ---------------------------------------------------------------- long after the last edition


@late
@pytest.mark.parametrize(
    "body", ["id:ssu", "id:kind-cluster-political", "id:kind-cluster-professional"]
)
def test_what_a_later_edition_leaves_out_is_not_restated(
    day: str, body: str, shipped: Vejviser
) -> None:
    assert asked(shipped, day, "seat-groups", "status", body=body) == set()
    everything = shipped.on(day, "all").ask("seat-groups", body=body)
    assert {shorten(row["status"] or "") for row in everything} == {"vv:not-restated"}
    assert {shorten(row["document"] or "") for row in everything} == {"src:guide-2024"}


@late
def test_the_emergency_telephone_is_found_as_not_restated(day: str, shipped: Vejviser) -> None:
    route = {"need": "id:need-acute-illness"}
    assert asked(shipped, day, "routes", "goTo", **route) == set()
    everything = shipped.on(day, "all").ask("routes", **route)
    assert ("id:akuttelefonen-1813", "vv:not-restated") in {
        (shorten(row["goTo"] or ""), shorten(row["status"] or "")) for row in everything
    }


@late
@pytest.mark.parametrize("body", ["SSU", "sundhedsklynge", "1813"])
def test_nothing_is_called_abolished_because_it_is_not_restated(
    day: str, body: str, shipped: Vejviser
) -> None:
    iri = shipped.index.resolve(body, "body")
    events = shipped.on(day, "all").ask("lifecycle", thing=iri)
    assert not any(row["event"] == expand("vv:ends") for row in events)


@late
def test_after_its_year_an_amount_is_not_stated(day: str, shipped: Vejviser) -> None:
    fee = {"thing": "id:riv", "kind": "id:measure-annual-fee"}
    assert asked(shipped, day, "quantities", "value", **fee) == set()


# ---------------------------------------------------------------- elsewhere than in the capital


@pytest.mark.parametrize("day", DAYS[3:])
def test_a_doctor_in_silkeborg_is_not_sent_to_the_capitals_referral_service(
    day: str, shipped: Vejviser
) -> None:
    cvi = {"id:kind-cvi", "id:psyk-central-visitation"}
    for standing in ("stated", "all"):
        routes = shipped.on(day, standing).ask("routes", area="Silkeborg")
        assert not cvi & {shorten(row["goTo"] or "") for row in routes}
        bodies = shipped.on(day, standing).ask("municipality", area="Silkeborg")
        assert not cvi & {shorten(row["kind"] or "") for row in bodies}
    if day >= "2023-06-01":
        routes = shipped.on(day).ask("routes", area="Hillerød")
        assert cvi <= {shorten(row["goTo"] or "") for row in routes}


def test_a_search_for_silkeborg_leads_to_nothing_of_the_capital(shipped: Vejviser) -> None:
    day = shipped.on("2025-06-01", "all")
    for words in ("henvise til kirurg", "akut syg", "datakonsulent", "indlægge patient"):
        answers = day.find(words, area="Silkeborg")
        told = [told for answer in answers for told in answer.told]
        assert {expand("id:area-hovedstaden")} & {one.where for one in told} == set(), words
        here = day.find(words, area="Hillerød")
        assert any(one.where == expand("id:area-hovedstaden") for a in here for one in a.told)


def test_who_can_tell_is_near(shipped: Vejviser) -> None:
    day = shipped.on("2025-06-01", "all")
    near = {area: who_can_tell(day, expand(f"id:area-{area}")) for area in ("silkeborg", "herlev")}
    assert near["herlev"] is not None
    assert shorten(near["herlev"][0]) == "id:plo-hovedstaden"
    assert near["silkeborg"] is not None
    assert shorten(near["silkeborg"][0]) != "id:plo-hovedstaden"
