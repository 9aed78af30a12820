"""The pages that explain the codes: there is one for each, and what they show is what is found."""

from __future__ import annotations

import re
import runpy
import shutil
from pathlib import Path

import pytest

import vejviser
from vejviser.checking import Wanted
from vejviser.cli import main
from vejviser.load import home
from vejviser.messages import MESSAGES
from vejviser.messages.practice import PRACTICE
from vejviser.report.pages import OPENING, Page, codes, page
from vejviser.seating.wording import SENTENCES

ROOT = Path(__file__).parent.parent
PAGES = home() / "docs" / "findings"
FRESH = dict(runpy.run_path(str(ROOT / "docs" / "write_pages.py"))["pages"]())
BY_HAND = sorted(set(codes(PAGES)) - set(FRESH))

# What an example shows besides the code of its page: another check says the same in its own words.
ALSO = {"rule-party": {"reference"}, "referral-dead-end": {"reference"}}
# A code that a document never shows, as another check comes first.
INSTEAD = {"rule-source": {"statement-source"}}


def read(code: str) -> Page:
    found = page(PAGES, code)
    assert found is not None
    return found


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    rules = {key for key in MESSAGES if f"{key}-repair" in MESSAGES}
    assert set(codes(PAGES)) == {*FRESH, *SENTENCES, *rules}
    assert {key for key in PRACTICE if f"{key}-repair" in PRACTICE} <= rules


@pytest.mark.parametrize("code", FRESH)
def test_the_pages_of_shapes_are_as_their_shapes_and_examples(code: str) -> None:
    """``python docs/write_pages.py`` writes them."""
    assert (PAGES / f"{code}.md").read_text(encoding="utf-8") == FRESH[code]


@pytest.mark.parametrize("code", [*FRESH, *BY_HAND])
def test_a_page_has_all_its_parts(code: str) -> None:
    one = read(code)
    assert (PAGES / f"{code}.md").read_text(encoding="utf-8").startswith(f"# {code}\n")
    for lang in ("da", "en"):
        opening = OPENING.match(one.text[lang])
        assert opening is not None
        assert opening["title"].endswith(".")
        said = ["**Hvem siger det:**", "**Sådan rettes det:**"]
        assert all(
            part in one.text[lang] for part in (said, ["**By whom:**", "**How to"])[lang == "en"]
        )
    assert one.wrong
    assert one.right
    for known in re.findall(r"\]\(([\w-]+)\.md\)", one.text["da"] + one.text["en"]):
        assert known in codes(PAGES)


@pytest.mark.parametrize("kind", ["wrong", "right"])
@pytest.mark.parametrize("code", BY_HAND)
def test_an_example_shows_its_code_and_no_other(
    code: str, kind: str, tmp_path: Path, shipped: vejviser.Vejviser
) -> None:
    one = read(code)
    found = found_in(one.wrong if kind == "wrong" else one.right, tmp_path, shipped)
    wanted = INSTEAD.get(code, {code} | ALSO.get(code, set()))
    assert found == (wanted if kind == "wrong" else set())


def found_in(files: dict[str, str], folder: Path, shipped: vejviser.Vejviser) -> set[str]:
    """The codes of what ``check`` finds in the files of an example."""
    for name, text in files.items():
        path = folder / (name if "/" in name else f"rosters/{name}")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    rosters = Wanted(paths=(folder / "rosters",))
    if not any("/" in name for name in files):
        return {finding.code for finding in shipped.checked(rosters).findings}
    documents = (folder / "sources").is_dir()
    (folder / "vejviser.toml").write_text('languages = ["da"]\n', encoding="utf-8")
    if documents:
        (folder / "bodies").mkdir(exist_ok=True)
        shutil.copy(Path(__file__).parent / "pages" / "context.ttl", folder / "bodies")
    whole = vejviser.open(folder, shipped=not documents)
    wanted = Wanted() if documents else rosters
    return {finding.code for finding in whole.checked(wanted).findings}


# ---------------------------------------------------------------- explain


@pytest.mark.parametrize(
    ("lang", "wanted"),
    [
        ("da", ["Der mangler medlemmer.", "Hvem siger det:", "Forkert:", "Rigtigt:"]),
        ("en", ["Members are missing.", "By whom:", "Wrong:", "Right:"]),
    ],
)
def test_explain_tells_what_a_code_means(
    lang: str, wanted: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", "too-few", "--lang", lang]) == 0
    out = capsys.readouterr().out
    assert all(text in out for text in wanted)
    assert "    KLU Hillerød;p1;Anna Prøve;PLO-K Hillerød;" in out


@pytest.mark.parametrize("lang", ["da", "en"])
def test_explain_prints_no_marks(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    for code in codes(PAGES):
        assert main(["explain", code, "--lang", lang]) == 0
        out = capsys.readouterr().out
        assert not {mark for mark in ("](", "**", "`") if mark in out}, code


def test_explain_lists_all_codes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain"]) == 0
    listed = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in listed] == list(codes(PAGES))
    few = next(line for line in listed if line.startswith("too-few "))
    assert few.split("  ", 1)[1].strip() == (
        "fejl, advarsel eller oplysning  Der mangler medlemmer."
    )


@pytest.mark.parametrize("code", ["to-few", "../findings/too-few", ""])
def test_explain_knows_no_other_pages(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", code]) == 2
    assert "Der er ingen kode" in capsys.readouterr().err
