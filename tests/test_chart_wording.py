"""What pictures say: one and several, names within a sentence, and why there is none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import vejviser
from vejviser import charting
from vejviser.chart.drawing.compose import composed
from vejviser.chart.drawing.scene import Mark, Panel, Text
from vejviser.chart.formats import form
from vejviser.chart.model import Chart
from vejviser.chart.outline import outlined, text
from vejviser.chart.views.family import family
from vejviser.chart.wording import WORDS, counted
from vejviser.errors import BadValue, Unknown

STRANGER = Path(__file__).parent / "stranger"


def chart(whole: vejviser.Vejviser, view: str, *names: str, lang: str = "en") -> Chart:
    [made] = charting.charts(whole.on("2025-03-01", "all"), view, names, lang)
    return made


def drawn(made: Chart) -> str:
    """All that is written in a picture, line by line."""
    parts = composed(made).parts
    texts = [item for part in parts for item in part.items if isinstance(item, Text)]
    return " ".join(text.text for text in texts)


def test_every_word_for_one_alone_has_another_for_several() -> None:
    ones = [key for key in WORDS if key.endswith("-one")]
    assert ones
    for key in ones:
        assert key.removesuffix("-one") in WORDS
        for lang in ("da", "en"):
            assert " 1 " in f" {counted(key.removesuffix('-one'), 1, lang)} "
            assert " 2 " in f" {counted(key.removesuffix('-one'), 2, lang)} "


@pytest.mark.parametrize(
    ("lang", "cited"),
    [
        (
            "da",
            "Vejledning om kommunalt lægelige udvalg (2011), afsnit 13 og »Organiseringen af"
            " udvalget«",
        ),
        (
            "en",
            "Guidance on municipal-medical committees (2011), sections 13 and “How the committee"
            " is organised”",
        ),
    ],
)
def test_sections_are_named_in_the_plural_and_titles_in_quotation_marks(
    shipped: vejviser.Vejviser, lang: str, cited: str
) -> None:
    cite = charting.facts(shipped.on("2025-03-01"), lang).cite
    document = "https://w3id.org/vejviser/source/klu-guidance-2011"
    assert cite(document, [f"{document}#13", f"{document}#Org"]) == cited
    [one] = [cite(document, [f"{document}#13"])]
    assert one.endswith(("afsnit 13", "section 13"))


def test_an_abbreviation_stands_before_what_a_name_means(shipped: vejviser.Vejviser) -> None:
    assert chart(shipped, "body", "PLO-K").title == "PLO-kommunalt (PLO-K, local organ of PLO)"
    assert chart(shipped, "body", "PLO-K", lang="da").title == "PLO-kommunalt (PLO-K)"


@pytest.mark.parametrize(
    ("lang", "goes", "kind"),
    [
        ("da", "sag eller henvendelse går til", "i almindelighed"),
        ("en", "case or message goes to", "in general"),
    ],
)
def test_what_goes_where_and_who_is_meant_is_told(
    shipped: vejviser.Vejviser, lang: str, goes: str, kind: str
) -> None:
    made = chart(shipped, "body", "SU", lang=lang)
    legend = [part.name for part in composed(made).parts if part.role == "legend"]
    assert goes in legend
    assert {box.subtitle for box in made.boxes if "kind-" in box.iri} == {kind}


def test_a_name_in_a_sentence_begins_small(shipped: vejviser.Vejviser) -> None:
    [step] = [
        box
        for box in chart(shipped, "route", "illness of the doctor or a locum").boxes
        if box.role == "step"
    ]
    assert "Where to: the Administration Committee" in [fact.text for fact in step.facts]


def test_several_seats_are_not_called_what_one_of_them_is(shipped: vejviser.Vejviser) -> None:
    assert "2 seats: general practitioner" in drawn(chart(shipped, "municipality", "Silkeborg"))
    assert " pladser: alment praktiserende læge" in drawn(
        chart(shipped, "seats", "KAP-H", lang="da")
    )
    assembly = drawn(chart(shipped, "seats", "PLO's repræsentantskab"))
    assert " representative from the Faroe Islands" in assembly
    assert "seats: representative" not in assembly


def test_a_kind_of_which_one_is_meant_has_its_article_in_english(
    shipped: vejviser.Vejviser,
) -> None:
    [su] = chart(shipped, "seats", "SU").boxes
    assert "from a municipality" in [group.label for group in su.seats]
    [klu] = chart(shipped, "seats", "KLU").boxes
    assert "from the municipality" in [group.label for group in klu.seats]


def test_the_overview_says_why_it_draws_no_payments(shipped: vejviser.Vejviser) -> None:
    made = chart(shipped, "overview")
    [note] = made.notes
    assert note.startswith(
        "Payments are not drawn: by the documents they go to persons (chair of a"
    )
    assert note.endswith("), not to bodies.")
    bodies = {row["body"] for row in shipped.ask("bodies")}
    kinds = {row["kind"] for row in shipped.ask("kinds")}
    paid = {row["to"] for row in shipped.ask("relations", relation="vv:pays", on="2025-03-01")}
    assert paid
    assert not paid & (bodies | kinds)


def test_the_next_step_stands_behind_a_colon(shipped: vejviser.Vejviser) -> None:
    told = text(outlined(chart(shipped, "route", "need-service-complaint")))
    assert "- next step: 1. The patient makes the complaint to SU." in told


def test_a_sum_of_words_is_spaced(shipped: vejviser.Vejviser) -> None:
    told = drawn(chart(shipped, "overview"))
    assert "2 + at least 2 + 1 for each participant" in told
    assert "6+5+1" in told


def test_the_overview_says_from_which_areas_to_which(shipped: vejviser.Vejviser) -> None:
    assert chart(shipped, "overview").subtitle.endswith(", from country to municipality")
    assert chart(shipped, "overview", lang="da").subtitle.endswith(", fra land til kommune")
    stranger = vejviser.open(STRANGER, shipped=False)
    assert "municipality" not in chart(stranger, "overview").subtitle


@pytest.mark.parametrize(
    ("view", "name", "fitting"),
    [
        ("municipality", "SU", "“SU” is a body; “municipality” .* Write “body SU”"),
        ("municipality", "serviceklage", "is a need; .* Write “route serviceklage”"),
        ("route", "SU", "Write “body SU”"),
        ("seats", "Silkeborg", "is an area; .* Write “municipality Silkeborg”.*KLU Silkeborg"),
    ],
)
def test_a_name_that_is_of_another_view_says_which(
    shipped: vejviser.Vejviser, view: str, name: str, fitting: str
) -> None:
    with pytest.raises(Unknown, match=fitting):
        chart(shipped, view, name)


def test_a_part_of_a_name_suggests_the_whole(shipped: vejviser.Vejviser) -> None:
    with pytest.raises(Unknown) as error:
        charting.path(shipped.on("2025-03-01"), "Yngre", "LSU", "da")
    assert error.value.suggestions == ("Yngre Læger",)
    with pytest.raises(Unknown) as error:
        chart(shipped, "municipality", "Hilerød")
    assert error.value.suggestions[0] == "Hillerød"


def test_a_language_no_picture_is_written_in_is_refused(shipped: vejviser.Vejviser) -> None:
    day = shipped.on("2025-03-01")
    for drawing in (day.chart, day.picture):
        with pytest.raises(BadValue, match="languages da, en"):
            drawing("body", "SU", lang="xx")
    with pytest.raises(BadValue, match="languages da, en"):
        charting.path(day, "KLU", "LSU", "xx")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    for asked in (None, "svg"):
        with pytest.raises(BadValue, match=r"is a folder. Write a file in it.*chart\.svg"):
            form(tmp_path, asked)


def test_the_list_of_seats_is_one_of_seats(shipped: vejviser.Vejviser) -> None:
    made = shipped.on("2025-03-01").picture("seats", "SU", lang="en")
    assert 'role="list" aria-label="Seats"' in str(made)
    assert "Bodies" not in str(made)


def test_a_family_needs_no_kinds_of_area(shipped: vejviser.Vejviser) -> None:
    facts = charting.facts(shipped.on("2025-03-01", "all"), "en")
    klu = "https://w3id.org/vejviser/id/kind-klu"
    [box] = [box for box in family(replace(facts, bands=()), klu).boxes if box.cells]
    assert len([cell for cell in box.cells if cell.iri]) == 98


@pytest.mark.parametrize(
    ("view", "told"), [(("overview",), True), (("body", "SU"), False), (("seats", "PLO"), False)]
)
def test_one_mark_for_many_seats_is_explained_where_there_is_one(
    shipped: vejviser.Vejviser, view: tuple[str, ...], told: bool
) -> None:
    scene = composed(shipped.on("2025-03-01").chart(*view, lang="en"))
    words = "one mark may stand for many seats: go by the number"
    assert (words in {part.name for part in scene.parts if part.role == "legend"}) == told


def test_a_side_without_seats_is_shown_by_a_box(shipped: vejviser.Vejviser) -> None:
    """A mark that stands nowhere in the picture would be looked for."""
    scene = composed(shipped.on("2025-03-01").chart("route", "lokalaftale", lang="en"))
    [doctors] = [part for part in scene.parts if part.role == "legend" and part.name == "Doctors"]
    assert not any(isinstance(item, Mark) for part in scene.parts for item in part.items)
    assert [item.fill for item in doctors.items if isinstance(item, Panel)] == ["tint-0"]


def test_a_region_is_not_told_its_own_area(shipped: vejviser.Vejviser) -> None:
    made = chart(shipped, "overview")
    [region] = [box for box in made.boxes if box.iri.endswith("/region-hovedstaden")]
    assert (region.label, region.subtitle) == ("Capital Region of Denmark", "")
