"""Every seat a document states, broken in every way that makes sense: exactly that is found."""

from __future__ import annotations

import re

import pytest
from mutations.changes import MUTATIONS
from mutations.lists import Bench
from mutations.matrix import LETTERS, matrix
from mutations.table import WORKSPACE, Case, cases, found, unchecked

import vejviser
from vejviser.seating.wording import SENTENCES

CASES = list(cases())
GROUPS = list(dict.fromkeys((case.row, case.roster) for case in CASES))
ROWS = {f"C{number:02}" for number in range(1, 56)} - {"C03", "C42"} | {
    *("C03a", "C03b", "C42a", "C42b")
}
"""The composition rules that were read out of the documents."""


@pytest.fixture(scope="module")
def answers() -> dict[Case, tuple[str, ...]]:
    """What is found in each case."""
    return found(Bench(vejviser.open(WORKSPACE)), CASES)


@pytest.mark.parametrize(("row", "roster"), GROUPS, ids=[f"{r}, {name}" for r, name in GROUPS])
def test_exactly_what_is_broken_is_found(
    row: str, roster: str, answers: dict[Case, tuple[str, ...]]
) -> None:
    mine = [case for case in CASES if (case.row, case.roster) == (row, roster)]
    assert {str(c): answers[c] for c in mine} == {str(c): c.expected for c in mine}


def test_every_composition_rule_is_broken_or_said_to_be_beyond_checking() -> None:
    broken = {re.match(r"C\d\d[ab]?", row)[0] for row, _ in GROUPS}  # type: ignore[index]
    assert broken | set(unchecked()) == ROWS
    assert not broken & set(unchecked())
    assert all(unchecked().values())


def test_every_good_roster_is_tried_and_silent() -> None:
    good = {case.roster for case in CASES if case.mutation == "good roster" and not case.expected}
    assert good == {roster for _, roster in GROUPS}


def test_no_case_stands_twice_and_every_mutation_is_used() -> None:
    assert len(set(map(str, CASES))) == len(CASES)
    assert {case.mutation for case in CASES} == set(MUTATIONS)


def test_every_verdict_is_reached() -> None:
    reached = {code.split(":")[0] for case in CASES for code in case.expected}
    assert reached == set(LETTERS) >= set(SENTENCES)


def test_the_matrix_marks_what_was_not_expected(answers: dict[Case, tuple[str, ...]]) -> None:
    case = next(case for case in CASES if case.expected == ("too-few:error",))
    one, other = "\n".join(matrix(answers)), "\n".join(matrix(answers | {case: ()}))
    assert "✗" not in one
    assert "–✗" in other
    assert other.endswith(f"{len(CASES)} cases, 1 not as expected.")
