"""Rosters in XLSX and Turtle, and what is written is read back as the same rows."""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment

from vejviser.errors import BrokenFile, VejviserError
from vejviser.names import ID, VV
from vejviser.nouns import Place
from vejviser.roster import files, graph, writing
from vejviser.roster.cells import is_formula
from vejviser.roster.rows import (
    Contact,
    Coverage,
    Meeting,
    Membership,
    Participation,
    Period,
    Person,
    Roster,
    Row,
    entries,
)
from vejviser.rostering import Called
from vejviser.turtle import written

SU = ID + "su-hovedstaden"
PLO = ID + "plo-hovedstaden"


def book(*sheets: tuple[str, list[list[object]]]) -> bytes:
    """A workbook with these sheets."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets:
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.fixture
def read(tmp_path: Path, called: Called) -> Callable[..., Roster]:
    """Write a file and read it as a roster."""

    def read(content: bytes, name: str = "liste.xlsx", **options: bool) -> Roster:
        (tmp_path / name).write_bytes(content)
        return files.read(tmp_path / name, called, **options)

    return read


def test_sheets_are_read_with_their_cells(read: Callable[..., Roster], tmp_path: Path) -> None:
    roster = read(
        book(
            ("Vejledning", [["Kære sekretær"], ["organ", "navn"]]),
            (
                "Medlemmer",
                [
                    [],
                    ["organ", "person-id", "navn", "startdato", "slutdato", "ubesat"],
                    ["SU", 12, "Bo", date(2024, 5, 1), "2024", None],
                    [None],
                    ["SU", None, None, datetime(2024, 5, 1), None, True],
                ],
            ),
            ("Ark3", [["body", "date", "from (time)"], ["SU", date(2024, 3, 1), time(17, 30)]]),
            ("dækning", [["organ", "side", "fra"]]),
        )
    )
    path = str(tmp_path / "liste.xlsx")
    period = Period(date(2024, 5, 1), date(2024, 12, 31), "", "2024")
    assert [(entry.row, entry.place) for entry in roster.entries] == [
        (Membership(SU, Person("Bo", "12"), period=period), Place(path, 3, "Medlemmer", "A3")),
        (
            Membership(SU, None, period=Period(date(2024, 5, 1))),
            Place(path, 5, "Medlemmer", "A5"),
        ),
        (Meeting(SU, datetime(2024, 3, 1, 17, 30)), Place(path, 2, "Ark3", "A2")),
    ]


def test_a_date_that_shows_no_day_is_a_month_or_a_year(read: Callable[..., Roster]) -> None:
    made = openpyxl.load_workbook(
        BytesIO(
            book(
                (
                    "medlemmer",
                    [["organ", "navn", "startdato"]] + [["SU", n, date(2024, 5, 1)] for n in "abc"],
                )
            )
        )
    )
    sheet = made["medlemmer"]
    sheet["C2"].number_format = "mmm-yy"
    sheet["C3"].number_format = "[$-406]yyyy"
    sheet["C4"].value, sheet["C4"].number_format = 2023, "dd-mm-yyyy"
    out = BytesIO()
    made.save(out)
    stated = [row.period.stated_start for row in read(out.getvalue()).rows()]  # type: ignore[union-attr]
    assert stated == ["2024-05", "2024", "2023"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "liste.xlsx: Filen er ikke en Excel-fil"),
        (book(("medlemmer", [["organ"]]))[:900], "liste.xlsx: Filen er ikke en Excel-fil"),
        (book(("Ark1", [["a"]])), "liste.xlsx: Intet ark i filen er en medlemsliste."),
        (
            book(("medlemmer", [["organ", "navn"]]), ("møder", [["organ", "dato"]])),
            "liste.xlsx: Filen har kun overskrifter.",
        ),
        (
            book(("medlemmer", [["organ", "navn"], ["SU", "=A1"]])),
            "liste.xlsx!medlemmer!B2: Her står en formel.",
        ),
        (
            book(("medlemmer", [["organ", "navn", "rolle"], ["SU", "Bo", "formnd"]])),
            "liste.xlsx!medlemmer!C2: Vejviser kender ikke »formnd«. Mente du formand",
        ),
        (
            book(("medlemmer", [["a", "b"], ["SU", "Bo"]])),
            "liste.xlsx!medlemmer!A1: Her mangler overskrifterne",
        ),
        (
            book(("medlemmer", [["organ", "navn"]]), ("Noter", [["x", "0101901234"]])),
            "liste.xlsx!Noter!B1: Her står noget, der ligner et CPR-nummer.",
        ),
        (
            book(("medlemmer", [["organ", "navn", "person-id"], ["SU", "Bo", 101901234]])),
            "liste.xlsx!medlemmer!C2: Her står noget, der ligner et CPR-nummer.",
        ),
        (
            book(("medlemmer", [["organ", "navn"], ["SU", "Bo"], ["SU", "Bo"]])),
            "liste.xlsx!medlemmer!A3: Rækken gentager liste.xlsx!medlemmer!A2.",
        ),
    ],
)
def test_a_broken_workbook_is_told_where_and_what(
    read: Callable[..., Roster], tmp_path: Path, content: bytes, sentence: str
) -> None:
    with pytest.raises(BrokenFile) as caught:
        read(content)
    assert sentence in caught.value.text("da").replace(f"{tmp_path}/", "")


def test_a_number_in_a_name_or_a_remark_is_refused_and_never_told(
    read: Callable[..., Roster], tmp_path: Path
) -> None:
    table: list[list[object]] = [["organ", "navn"], ["SU", "Bo"]]
    made = openpyxl.load_workbook(BytesIO(book(("medlemmer", table))))
    made["medlemmer"]["B2"].comment = Comment("01.01.90 1234", "Bo")
    out = BytesIO()
    made.save(out)
    for content, name, told in (
        (b"organ;navn\nSU;Bo\n", "Bo 010190-1234.csv", f"{tmp_path}: En fil i denne mappe har"),
        (b"", "010190-1234.pdf", f"{tmp_path}: En fil i denne mappe har"),
        (book(("Noter", []), ("010190 1234", table)), "l.xlsx", "l.xlsx: Ark nummer 2 har et navn"),
        (out.getvalue(), "l.xlsx", "l.xlsx!medlemmer!B2: I en bemærkning til cellen står noget"),
    ):
        with pytest.raises(BrokenFile) as caught:
            read(content, name)
        sentence = caught.value.text("da")
        assert told in sentence
        assert "1234" not in sentence
    assert read(out.getvalue(), cpr=True).entries


def test_a_workbook_that_unpacks_to_gigabytes_is_refused(read: Callable[..., Roster]) -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("xl/workbook.xml", "")
    # Both places where the archive says how long the empty file is when unpacked.
    empty, giant = b"\0" * 12 + b"\x0f", b"\0" * 8 + b"\xff\xff\xff\x7f\x0f"
    bomb = out.getvalue().replace(empty, giant)
    with pytest.raises(BrokenFile, match="more than 1000 MB"):
        read(bomb)


def test_without_the_extra_it_is_said_what_to_install(
    read: Callable[..., Roster], monkeypatch: pytest.MonkeyPatch
) -> None:
    content = book(("medlemmer", []))
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(VejviserError, match=r"pip install vejviser\[excel\]"):
        read(content)


TRIG = """\
PREFIX ex: <https://example.org/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX id: <https://w3id.org/vejviser/id/>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX vv: <https://w3id.org/vejviser/ns#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

GRAPH ex:roster {
  ex:roster a vv:Roster ; vv:covers ex:c ; vv:fictional true .
  ex:c a vv:Coverage ; org:organization id:su-hovedstaden ;
    schema:startDate "2024"^^xsd:gYear .

  # Ane
  ex:m
    a org:Membership ;
    org:organization id:su-hovedstaden ;
    org:member ex:ane ; vv:capacity vv:member ;
    schema:endDate "2024-05"^^xsd:gYearMonth .
  ex:ane a foaf:Person ; foaf:name "Ane" .
}
"""
PREFIXES = TRIG[: TRIG.index("GRAPH")]


def test_trig_is_read_with_the_lines_its_statements_open_on(
    read: Callable[..., Roster],
) -> None:
    roster = read(TRIG.encode(), "liste.trig")
    covered, sits = roster.entries
    assert roster.graph == "https://example.org/roster"
    assert roster.fictional
    assert (covered.iri, covered.place.line) == ("https://example.org/c", 12)
    assert covered.row == Coverage(SU, "", Period(date(2024, 1, 1), None, "2024"))
    assert (sits.iri, sits.place.line) == ("https://example.org/m", 16)
    assert sits.row == Membership(
        SU,
        Person("Ane", "https://example.org/ane"),
        period=Period(None, date(2024, 5, 31), "", "2024-05"),
    )


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("ex:x a ex:Y .", "liste.ttl:1: Filen har intet medlemskab"),
        ("ex:x a vv:Vacancy .", "liste.ttl:10: Rækken mangler org:organization."),
        ("[] a vv:Vacancy ; org:organization id:lsu .", "liste.ttl:10: Her står noget uden navn"),
        ("ex:x a org:Membership ; org:organization id:lsu .", "liste.ttl:10: Rækken har ingen"),
        (
            "ex:x a vv:Vacancy ;\n org:organization id:lsuu .",
            "liste.ttl:11: Vejviser kender ikke »https://w3id.org/vejviser/id/lsuu«.",
        ),
        (
            "ex:x a vv:Vacancy ; org:organization id:lsu ; vv:onBehalfOf id:plo , id:rltn .",
            "liste.ttl:10: Der står flere gange vv:onBehalfOf.",
        ),
        (
            'ex:x a vv:Vacancy ; org:organization "LSU" .',
            "liste.ttl:10: org:organization skal være en IRI",
        ),
        (
            'ex:x a vv:Vacancy ; org:organization id:lsu ;\n schema:endDate "2024-02-31" .',
            "liste.ttl:11: »2024-02-31« er ikke en dag.",
        ),
        (
            'ex:x a vv:Vacancy ; org:organization id:lsu ;\n skos:note "=1+1" .',
            "liste.ttl:11: Her står en formel.",
        ),
        (
            "ex:x a vv:Coverage ; org:organization id:lsu ; schema:startDate 2025 ;\n"
            " schema:endDate 2024 .",
            "liste.ttl:11: Slutdatoen ligger før startdatoen.",
        ),
        ("ex:x a vv:Vacancy ; ; ;", "liste.ttl:11"),
        ('ex:x foaf:name "010190-1234" .', "liste.ttl:10: Her står noget, der ligner et CPR-"),
    ],
)
def test_a_broken_turtle_roster_is_told_where_and_what(
    read: Callable[..., Roster], tmp_path: Path, body: str, sentence: str
) -> None:
    with pytest.raises(BrokenFile) as caught:
        read(f"{PREFIXES}{body}\n".encode(), "liste.ttl")
    assert sentence in caught.value.text("da").replace(f"{tmp_path}/", "")


DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
TEXTS = (
    st.text("aæøé ;\"'=+-@,\n1", max_size=8)
    .map(str.strip)
    .filter(lambda text: not is_formula(text))
)
PERSONS = st.builds(
    Person,
    st.sampled_from(["Ane Å", "'=Bo", "'-Ib", 'a "b"; c']),
    st.just(""),
)
STATED = st.sampled_from(
    [
        ("", None, None),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
    ]
)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    begun, start, _ = draw(STATED)
    ended, _, end = draw(STATED)
    return Period(start or draw(st.none() | DAYS), end or draw(st.none() | DAYS), begun, ended)


ORDERED = periods().filter(lambda period: not period.inverted)
BODIES = st.sampled_from([SU, ID + "lsu", ID + "klu-gentofte"])
PARTIES = st.sampled_from(["", PLO, ID + "kind-municipality", ID + "general-practice"])
ROWS: st.SearchStrategy[Row] = st.one_of(
    st.builds(
        Membership,
        BODIES,
        st.none() | PERSONS,
        PARTIES,
        st.sampled_from(["", ID + "role-chair"]),
        st.sampled_from([VV + "member", VV + "substitute"]),
        st.sampled_from(["", ID + "office-mayor"]),
        st.just(""),
        periods(),
        st.sampled_from([None, True, False]),
        TEXTS,
    ),
    st.builds(Coverage, BODIES, PARTIES, ORDERED.filter(lambda period: bool(period.start))),
    st.builds(Participation, BODIES, st.just(ID + "municipality-gentofte"), ORDERED),
    st.builds(Contact, BODIES, PERSONS, st.just(ID + "plo-k-gentofte"), ORDERED),
    st.builds(
        Meeting,
        BODIES,
        DAYS | st.just(datetime(2024, 1, 1, 17, 30)),
        st.none(),
        st.none() | DAYS,
        TEXTS,
    ),
)


def distinct(rows: list[Row]) -> list[Row]:
    return list(dict.fromkeys(rows))


@given(rows=st.lists(ROWS, min_size=1, max_size=6).map(distinct))
@settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
def test_what_is_written_is_read_back(tmp_path: Path, called: Called, rows: list[Row]) -> None:
    """CSV, XLSX and Turtle give the same rows again, and the same bytes whatever their order."""
    found = writing.tables(rows, called.name)
    again: list[Row] = []
    for table in found.rows:
        path = tmp_path / f"{table}.csv"
        path.write_bytes(writing.to_csv(found, table))
        again += files.read(path, called).rows()
    assert set(again) == set(rows)
    book = tmp_path / "liste.xlsx"
    book.write_bytes(writing.to_xlsx(found))
    assert files.read(book, called).rows() == again
    assert writing.to_csv(writing.tables(again[::-1], called.name), "members") == (
        writing.to_csv(found, "members")
    )
    placed = tuple(entries("https://e.org/g", [(row, Place("", 0)) for row in rows]))
    roster = Roster("", "https://e.org/g", placed)
    path = tmp_path / "liste.ttl"
    text = written(quad.triple for quad in graph.quads(roster)[0])
    path.write_text(text, encoding="utf-8", newline="\n")
    read = files.read(path, called)
    assert {(e.iri, e.row) for e in read.entries} == {(e.iri, e.row) for e in placed}
    assert set(graph.quads(read)[0]) == set(graph.quads(roster)[0])


def test_what_is_written_is_what_danish_excel_opens(called: Called) -> None:
    row = Membership(SU, Person("'=Ærø; Bo", "7"), show=False, period=Period(date(2024, 5, 1)))
    content = writing.to_csv(writing.tables([row], called.name), "members")
    assert content.startswith(b"\xef\xbb\xbforgan;person-id;navn;kommer fra;")
    assert content.decode("utf-8-sig").splitlines()[1] == (
        'Samarbejdsudvalget for almen praksis;7;"\'=Ærø; Bo";;;medlem;;;2024-05-01;;;nej;'
    )
    assert content.count(b"\r\n") == 2


def test_a_workbook_is_the_same_in_every_run(called: Called) -> None:
    found = writing.tables([Membership(SU, Person("=Bo"))], called.name)
    content = writing.to_xlsx(found)
    assert content == writing.to_xlsx(found)
    cell = openpyxl.load_workbook(BytesIO(content))["medlemmer"]["C2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=Bo", "s", True)
