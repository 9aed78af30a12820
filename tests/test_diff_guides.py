"""What differs between the guides: in full, against every known difference, and by laws that hold.

The golden texts are what ``vejviser diff guide-2023 guide-2024`` and its next year's sister print.
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import vejviser
from vejviser.cli import main
from vejviser.names import SOURCE
from vejviser.nouns import Change

HERE = Path(__file__).parent
EDITIONS = ("guide-2023", "guide-2024", "guide-2025")
NEXT = {"e1": ("guide-2023", "guide-2024"), "e2": ("guide-2024", "guide-2025")}

# ---------------------------------------------------------------- laws

MIRRORED = {
    "added": {"not-restated", "not-stated"},
    "not-restated": {"added"},
    "not-stated": {"added"},
    "reference-mended": {"reference-broken"},
    "reference-broken": {"reference-mended"},
}
moments = st.sampled_from(EDITIONS)
days = st.dates(date(2022, 6, 1), date(2026, 6, 1))


@settings(max_examples=12, deadline=None)
@given(pair=st.one_of(st.tuples(moments, moments), st.tuples(days, days)), spelling=st.booleans())
def test_there_and_back_mirror_each_other(
    shipped: vejviser.Vejviser, pair: tuple[str, str], spelling: bool
) -> None:
    a, b = pair
    there = {sides(c): c for c in shipped.diff(a, b, spelling=spelling)}
    back = {sides(c)[::-1]: c for c in shipped.diff(b, a, spelling=spelling)}
    assert there.keys() == back.keys()
    for key, change in there.items():
        assert back[key].kind in MIRRORED.get(change.kind, {change.kind})
        turned = {(d.aspect, d.after, d.before, d.step) for d in back[key].details}
        assert {(d.aspect, d.before, d.after, d.step) for d in change.details} == turned


@settings(max_examples=8, deadline=None)
@given(moment=st.one_of(moments, days), spelling=st.booleans())
def test_nothing_differs_from_itself(
    shipped: vejviser.Vejviser, moment: str, spelling: bool
) -> None:
    assert shipped.diff(moment, moment, spelling=spelling) == []


def sides(change: Change) -> tuple[str, str]:
    return tuple(side.statement if side else "" for side in (change.before, change.after))  # type: ignore[return-value]


# ---------------------------------------------------------------- the guides


@pytest.mark.parametrize("pair", NEXT.values(), ids=" ".join)
def test_the_golden_texts(pair: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", *pair]) == 0
    years = "-".join(name.removeprefix("guide-") for name in pair)
    golden = HERE / "golden" / f"diff-guide-{years.replace('-', '-guide-')}.txt"
    assert capsys.readouterr().out == golden.read_text(encoding="utf-8")


ROWS = list(
    csv.DictReader(
        (HERE / "coverage" / "diff.csv").read_text(encoding="utf-8").splitlines(), delimiter=";"
    )
)


@pytest.mark.parametrize(("table", "pair"), NEXT.items())
def test_every_known_difference_is_shown_and_every_change_is_known(
    shipped: vejviser.Vejviser, table: str, pair: tuple[str, str]
) -> None:
    named = {key for row in ROWS if row["table"] == table for key in row["change"].split()}
    shown = [change.key for change in shipped.diff(*pair, spelling=True)]
    assert len(shown) == len(set(shown))
    assert set(shown) == named


def test_a_row_names_changes_or_says_why_there_are_none() -> None:
    numbers = [*range(1, 33), *range(40, 66)]
    assert [row["row"] for row in ROWS] == [f"D{number:02}" for number in numbers]
    for row in ROWS:
        loud = [key for key in row["change"].split() if not key.startswith("respelt/")]
        assert loud or row["reason"], row


@pytest.mark.parametrize("pair", NEXT.values(), ids=" ".join)
def test_our_own_words_differ_only_where_nothing_else_holds_the_difference(
    shipped: vejviser.Vejviser, pair: tuple[str, str]
) -> None:
    """Wording that drifts from edition to edition would be told as news."""
    ours = {c.key for c in shipped.diff(*pair) if {d.aspect for d in c.details} == {"description"}}
    known = {"changed/id:point-plo-h-publishes-vejviser", "changed/id:point-plo-h-email"}
    assert ours == (known if pair[1] == "guide-2025" else set())


def test_silence_is_never_called_an_end(capsys: pytest.CaptureFixture[str]) -> None:
    for lang, words in (("da", ("fjernet", "afskaffet", "nedlagt")), ("en", ("removed", "abol"))):
        main(["diff", "guide-2024", "guide-2025", "--lang", lang])
        out = capsys.readouterr().out.lower()
        assert not [word for word in words if word in out]


def test_the_basis_of_a_point_is_compared_across_versions_of_the_agreement(
    shipped: vejviser.Vejviser,
) -> None:
    changes = {c.key: c for c in shipped.diff("guide-2024", "guide-2025", lang="en")}
    (basis,) = changes["changed/id:point-klu-duty"].details
    assert basis.aspect == "basis"
    assert basis.before.startswith("§ 102 ")
    assert basis.after.startswith("§ 105 ")
    assert not any("par-" in key for key in changes)


# ---------------------------------------------------------------- the command


def test_json_is_complete(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "guide-2024", "guide-2025", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["after"]["iri"] == SOURCE + "guide-2025"
    (fee,) = [c for c in told["changes"] if c["key"] == "changed/id:point-riv-fee"]
    assert [about["label"] for about in fee["about"]]
    assert fee["point"]["label"] == "kontingentet til RIV"
    assert [d["after"] for d in fee["details"]] == ["750 kr. om året", "2025"]
    assert fee["before"]["sections"][0]["iri"] == SOURCE + "guide-2024#7.4"


def test_markdown_is_one_table_for_each_kind(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "guide-2024", "guide-2025", "--format", "md", "--lang", "en"]) == 0
    lines = capsys.readouterr().out.splitlines()
    rows = [line for line in lines if line.startswith("|")]
    assert {line.count(" | ") for line in rows} == {3}
    assert lines.count("| --- | --- | --- | --- |") == sum(x.startswith("## ") for x in lines)


def test_the_same_edition_twice_has_no_difference(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "guide-2024", "guide-2024"]) == 0
    assert "Der er ingen forskel." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("a", "b", "said"),
    [
        ("guide-2022", "guide-2024", "hedder »guide-2022«. Mente du guide-2023"),
        ("2023", "2024", "hedder »2023«. Mente du guide-2023"),
        ("guide-2023", "2024-01-01", "En dag og en udgave kan ikke sammenlignes"),
        ("today", "guide-2023", "En dag og en udgave kan ikke sammenlignes"),
        ("2024-13-01", "today", "»2024-13-01« er ikke en dag"),
    ],
)
def test_a_mistake_is_one_clear_sentence(
    a: str, b: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", a, b]) == 2
    out, err = capsys.readouterr()
    assert said in err
    assert (out, err.count("\n")) == ("", 1)


def test_the_fee_changes_at_new_year_and_not_with_the_edition(
    shipped: vejviser.Vejviser,
) -> None:
    keys = {c.key for c in shipped.diff("2023-12-31", date(2024, 1, 1))}
    assert "changed/id:point-riv-fee" in keys
    assert shipped.diff("2024-02-15", "2024-02-16") == []
    assert "changed/id:point-riv-fee" not in {
        c.key for c in shipped.diff("2024-02-15", "2024-05-01")
    }
    assert "not-stated/id:point-riv-fee" in {
        c.key for c in shipped.diff("2025-05-01", "2026-01-01")
    }


def test_the_output_is_the_same_in_every_run() -> None:
    def run(seed: str) -> bytes:
        command = [sys.executable, "-m", "vejviser", "diff", *NEXT["e2"], "--format", "json"]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        return subprocess.run(command, env=environment, capture_output=True, check=True).stdout

    assert run("1") == run("2")
