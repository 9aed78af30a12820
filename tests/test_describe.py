"""Sentences: what ``show`` says of a body is what the queries answer, and no more."""

from __future__ import annotations

from vejviser.api import Vejviser
from vejviser.describe import ASPECTS, WORDS, Line
from vejviser.names import expand


def lines(shipped: Vejviser, body: str, on: str, lang: str = "da") -> list[Line]:
    day, iri = shipped.on(on), expand(body)
    return day.lines(iri, lang)


def texts(found: list[Line], aspect: str) -> list[str]:
    return [line.text for line in found if line.aspect == aspect]


def test_seats_are_told_with_number_party_and_total(shipped: Vejviser) -> None:
    assert texts(lines(shipped, "id:su-hovedstaden", "2024-05-01"), "composition") == [
        "5 fra regionsrådet i Region Hovedstaden – skal",
        "1 fra kommune i området – skal",
        "6 fra PLO-Hovedstaden – skal",
        "i alt 12 (udregnet) – og ingen andre",
    ]


def test_nested_minimum_and_observer_seats(shipped: Vejviser) -> None:
    told = texts(lines(shipped, "id:kind-cluster-political", "2024-05-01", "en"), "composition")
    assert told == [
        "1 × chair of the regional council (counted within regional councillors at the political"
        " level of a cluster) – unless otherwise agreed",
        "at least 2 × regional councillor – unless otherwise agreed",
        "2 × general practitioner appointed by Organisation of General Practitioners"
        " – unless otherwise agreed",
        "1 × mayor from municipal council per participant – unless otherwise agreed",
        "1 × secretariat employee as observer – must",
    ]


def test_a_number_of_another_year_is_told_as_such(shipped: Vejviser) -> None:
    (then,) = texts(lines(shipped, "id:riv", "2025-02-15"), "quantities")
    (now,) = texts(lines(shipped, "id:riv", "2026-11-21"), "quantities")
    assert now == f"ikke oplyst for dagen; nyeste: {then}"


def test_what_is_said_of_the_kind_says_so(shipped: Vejviser) -> None:
    told = texts(lines(shipped, "id:klu-hilleroed", "2024-05-01"), "names")
    assert "KLU (forkortelse) – sagt om kommunalt-lægeligt udvalg" in told


def test_before_the_first_document_only_what_holds_by_its_own_time_is_told(
    shipped: Vejviser,
) -> None:
    aspects = {line.aspect for line in lines(shipped, "id:su-hovedstaden", "2011-03-31")}
    assert aspects <= {"not-stated", "mentions"}


def test_every_line_but_what_is_missing_has_its_section(shipped: Vejviser) -> None:
    for body in ("id:plo-hovedstaden", "id:kind-klu", "id:lsu"):
        for line in lines(shipped, body, "2024-05-01"):
            assert line.section or line.aspect == "not-stated"


def test_every_fixed_word_is_in_both_languages() -> None:
    assert all(danish and english for danish, english in (*ASPECTS.values(), *WORDS.values()))


def test_seats_besides_the_members_are_told_as_such(shipped: Vejviser) -> None:
    told = texts(lines(shipped, "id:kind-klu", "2025-03-01"), "composition")
    assert "(antal ikke oplyst) × læge som stedfortræder – kan" in told
    assert "(antal ikke oplyst) × læge ud over medlemmerne – kan" in told


def test_what_an_older_document_of_another_series_says_too_is_marked(shipped: Vejviser) -> None:
    found = lines(shipped, "id:kind-klu", "2025-03-01")
    doctors = {
        (line.document, line.precedence)
        for line in found
        if line.text.startswith("2 × alment praktiserende læge")
    }
    assert doctors == {
        (expand("src:guide-2025"), "leading"),
        (expand("src:klu-guidance-2011"), "also-stated"),
    }


def test_persons_dates_and_topics_are_told(shipped: Vejviser) -> None:
    midtjylland = lines(shipped, "id:plo-midtjylland", "2025-03-01")
    assert texts(midtjylland, "persons") == ["Henrik Idriss Kise – formand"]
    assert any(
        text.startswith("26. marts 2025 kl. 17.00 – 26. marts 2025 kl. 21.00: afholde")
        for text in texts(midtjylland, "schedules")
    )
    topics = texts(lines(shipped, "id:kind-klu", "2025-03-01"), "topics")
    assert sum(text.startswith("bør, ved hvert møde:") for text in topics) >= 4
