"""Seat groups × mutations: what each way to break a roster brings to light, for people to read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from mutations.changes import TOPICS
from mutations.table import Case, unchecked

LETTERS = {
    "too-many": "M",
    "too-few": "F",
    "vacant": "V",
    "nested-unmet": "N",
    "one-per-each-unmet": "E",
    "role-missing": "R",
    "office-missing": "O",
    "wrong-party": "P",
    "wrong-area": "A",
    "parity-broken": "Y",
    "same-person-twice": "T",
    "overlapping-periods": "L",
    "inverted-period": "I",
    "substitute-for-nobody": "S",
    "contacts-too-few": "c",
    "contacts-too-many": "C",
    "uncovered": "u",
}
"""Each code by a letter."""


def matrix(answers: Mapping[Case, tuple[str, ...]]) -> Iterator[str]:
    """The lines of a Markdown page; ``✗`` marks what was not expected.

    A cell holds a word for each set of codes, as these differ with days and with what is put in.
    """
    yield "# Broken rosters and what is found"
    yield ""
    yield " · ".join(f"{letter} {code}" for code, letter in LETTERS.items())
    yield ""
    yield "– silent, as also on a day on which no document speaks yet · * less than an error · "
    yield "empty: makes no sense for the row, or says no more than another"
    for topic, mutations in TOPICS.items():
        cells: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for case, found in answers.items():
            if case.mutation in mutations:
                words = cells[case.row, case.roster][case.mutation]
                words.extend({_word(case, found)} - {*words})
        yield ""
        yield f"## {topic.capitalize()}"
        yield ""
        used = [name for name in mutations if any(name in row for row in cells.values())]
        yield f"| row | roster | {' | '.join(used)} |"
        yield "|---" * (len(used) + 2) + "|"
        for (row, roster), words in cells.items():
            line = " | ".join(" ".join(words[name]) for name in used)
            yield f"| {row} | {roster} | {line} |"
    yield ""
    yield "## Not checkable"
    yield ""
    yield from (f"- {row}: {why}" for row, why in unchecked().items())
    wrong = sum(case.expected != found for case, found in answers.items())
    groups = {(case.row, case.roster) for case in answers}
    yield ""
    yield f"{len(groups)} seat groups, {len(answers)} cases, {wrong} not as expected."


def _word(case: Case, found: tuple[str, ...]) -> str:
    codes = [code.split(":") for code in found]
    letters = "".join(LETTERS[code] + ("*" if grade != "error" else "") for code, grade in codes)
    return (letters or "–") + ("✗" if case.expected != found else "")
