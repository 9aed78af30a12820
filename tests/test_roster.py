"""Rosters in CSV: what Danish Excel writes is read, and what cannot be used is told at its line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from vejviser.errors import BrokenFile
from vejviser.names import ID, PERSON, VV
from vejviser.nouns import Place
from vejviser.roster import files, graph
from vejviser.roster.rows import (
    Contact,
    Coverage,
    Meeting,
    Membership,
    Participation,
    Period,
    Person,
    Roster,
)
from vejviser.rostering import Called

HEADER = (
    "organ;person-id;navn;kommer fra;rolle;egenskab;hverv;plads;startdato;slutdato;"
    "ubesat;må vises;note"
)
SHORT = "organ;navn;kommer fra;startdato\n"
SU = ID + "su-hovedstaden"


Read = Callable[..., Roster]


@pytest.fixture
def read(tmp_path: Path, called: Called) -> Read:
    """Write a file and read it as a roster."""

    def read(content: str | bytes, name: str = "liste.csv", **settings: bool) -> Roster:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return files.read(path, called, **settings)

    return read


@pytest.fixture
def broken(read: Read, tmp_path: Path) -> Callable[..., str]:
    """The Danish sentence a file is refused with, without the folder in front."""

    def broken(content: str | bytes, name: str = "liste.csv") -> str:
        with pytest.raises(BrokenFile) as caught:
            read(content, name)
        caught.value.text("en")
        return caught.value.text("da").replace(f"{tmp_path}/", "")

    return broken


def test_a_member_is_read_with_all_its_columns(read: Read, tmp_path: Path) -> None:
    roster = read(
        f"{HEADER}\n"
        "SU;p 1;Ane Prøve;PLO-Hovedstaden;formand;;alment praktiserende læge;;"
        "01-05-2024;31.12.2024;;ja;opdigtet\n"
    )
    (entry,) = roster.entries
    assert entry.row == Membership(
        body=SU,
        person=Person("Ane Prøve", "p 1"),
        party=ID + "plo-hovedstaden",
        role=ID + "role-chair",
        capacity=VV + "member",
        office=ID + "office-gp",
        period=Period(date(2024, 5, 1), date(2024, 12, 31)),
        show=True,
        note="opdigtet",
    )
    assert entry.place == Place(str(tmp_path / "liste.csv"), 2)
    assert entry.row.person is not None
    assert entry.row.person.iri(SU) == PERSON + "p%201"


def test_english_headers_in_another_order_are_read(read: Read) -> None:
    (row,) = read("name,from,body,start,vacant\n,Kommune,SU,2024-05-01,yes\n").rows()
    assert row == Membership(
        body=SU, person=None, party=ID + "kind-municipality", period=Period(date(2024, 5, 1))
    )


def test_the_other_tables_are_known_by_their_headers(read: Read) -> None:
    assert read("organ;side;fra;til\nSU;PLO-Hovedstaden;2024;\n").rows() == [
        Coverage(SU, ID + "plo-hovedstaden", Period(date(2024, 1, 1), None, "2024"))
    ]
    assert read("organ;deltager;startdato\nSU;Gentofte Kommune;\n").rows() == [
        Participation(SU, ID + "municipality-gentofte")
    ]
    assert read("organ;navn;kontakt for\nPLO-Hovedstaden;Bo;PLO-K Gentofte\n").rows() == [
        Contact(ID + "plo-hovedstaden", Person("Bo"), ID + "plo-k-gentofte")
    ]
    assert read(
        "organ;dato;fra kl.;til kl.;dagsorden udsendt\n"
        "KLU Gentofte;1-3-2024;16.30;18;16-2-2024\nKLU Gentofte;2024-09-01;;;\n"
    ).rows() == [
        Meeting(
            ID + "klu-gentofte",
            datetime(2024, 3, 1, 16, 30),
            datetime(2024, 3, 1, 18),
            date(2024, 2, 16),
        ),
        Meeting(ID + "klu-gentofte", date(2024, 9, 1)),
    ]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_spreadsheets_write_is_read(
    read: Read, separator: str, encoding: str, end: str
) -> None:
    lines = ("må vises;organ;navn", "nej;SU;Ærø Åkjær", ";;", "", "ja;SU;Bo")
    text = end.join(lines).replace(";", separator)
    roster = read(text.encode(encoding))
    assert [(e.row.person, e.place.line) for e in roster.entries] == [  # type: ignore[union-attr]
        (Person("Ærø Åkjær"), 2),
        (Person("Bo"), 5),
    ]


def test_a_row_stands_where_it_begins(read: Read) -> None:
    roster = read('sep=;\r\norgan;navn;note\r\nSU;Bo;"to\r\nlinjer; og mere"\r\nSU;Ib;\r\n')
    assert [entry.place.line for entry in roster.entries] == [3, 5]
    assert roster.rows()[0].note == "to\nlinjer; og mere"  # type: ignore[union-attr]


def test_rows_keep_their_names_when_lines_move(read: Read) -> None:
    vacant = "organ;navn;ubesat\nSU;;ja\nSU;;ja\nSU;Bo;\n"
    moved = "organ;navn;ubesat\n\n\nSU;Bo;\nSU;;ja\nSU;;ja\n"
    one, other = read(vacant), read(moved)
    assert {e.iri for e in one.entries} == {e.iri for e in other.entries}
    assert one.entries[1].iri == f"{one.entries[0].iri}-2"


def test_a_roster_is_one_graph(read: Read) -> None:
    roster = read(f"{HEADER}\nSU;;Bo;PLO-Hovedstaden;;;;;2024;2024-06;;;\n", fictional=True)
    quads, places = graph.quads(roster)
    me = roster.entries[0].iri
    assert {q.graph_name.value for q in quads} == {roster.graph}  # type: ignore[union-attr]
    said = {
        q.predicate.value.rpartition("#")[2].rpartition("/")[2]: q.object.value  # type: ignore[union-attr]
        for q in quads
        if q.subject.value == me  # type: ignore[union-attr]
    }
    assert said.pop("member").startswith(PERSON)
    assert said == {
        "type": "http://www.w3.org/ns/org#Membership",
        "organization": SU,
        "onBehalfOf": ID + "plo-hovedstaden",
        "capacity": VV + "member",
        "startDate": "2024-01-01",
        "endDate": "2024-06-30",
        "statedStart": "2024",
        "statedEnd": "2024-06",
    }
    assert any(q.predicate.value == VV + "fictional" for q in quads)
    assert places == {me: roster.entries[0].place}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "liste.csv:1: Filen er tom."),
        (";;\n\n", "liste.csv:1: Filen er tom."),
        ("Ane;Bo\n", "liste.csv:1: Her mangler overskrifterne"),
        (b"\x00\x01\x02", "liste.csv: Filen er ikke tekst."),
        ('organ;navn\nSU;Bo\nSU;"Bo"x\n', "liste.csv:3: Filen er ikke gyldig CSV"),
        ("organ;navn;ubesatt\n", "Der er ingen kolonne, der hedder »ubesatt«. Mente du ubesat?"),
        ("organ;navn;Navn\n", "liste.csv:1: Kolonnen »Navn« står to gange."),
        ("navn;rolle;hverv\n", "liste.csv:1: Kolonnen organ / body mangler."),
        ("organ;navn\nSU;Bo;Ib\n", "liste.csv:2: Her står noget uden for kolonnerne."),
        ("organ;navn\n\n;Bo\n", "liste.csv:3: Rækken mangler organ."),
        ("organ;navn\nKLU Gentoft;Bo\n", "kender ikke »KLU Gentoft«. Mente du KLU Gentofte"),
        (
            "organ;navn\nhttps://w3id.org/vejviser/id/lsu;Bo\n",
            "liste.csv:2: Her står en IRI. Skriv navnet: Landssamarbejdsudvalget.",
        ),
        (
            "organ;navn;kommer fra\nSU;Bo;id:municipality-gentofte\n",
            "liste.csv:2: Her står en IRI. Skriv navnet: Gentofte Kommune.",
        ),
        ("organ;navn;kommer fra\nSU;Bo;id:gentofta\n", "Vejviser kender ikke »id:gentofta«."),
        ("organ;navn\nKLU;Bo\n", "liste.csv:2: »KLU« er en slags organ"),
        (SHORT + "SU;Bo;Gentofte Komune;\n", "Mente du Gentofte Kommune"),
        ("organ;navn;rolle\nSU;Bo;formnd\n", "Mente du formand"),
        ("organ;navn;hverv\nSU;Bo;borgmster\n", "Mente du borgmester"),
        ("organ;navn;egenskab\nSU;Bo;gæst\n", "Vejviser kender ikke »gæst«. Mente du medlem"),
        ("organ;navn;plads\nSU;Bo;loge\n", "liste.csv:2: Vejviser kender ikke »loge«."),
        (SHORT + "SU;Bo;;31-02-2024\n", "liste.csv:2: »31-02-2024« er ikke en dag."),
        (SHORT + "SU;Bo;;31-12-24\n", "med fire cifre i årstallet, som 1. maj 2024, 31/12/2024"),
        ("organ;dato\nSU;2024\n", "»2024« er ikke én dag. Skriv dag, måned og et årstal"),
        (SHORT + "SU;Bo;;2024-13\n", "»2024-13« er ikke en dag."),
        (SHORT + "SU;Bo;;i dag\n", "»i dag« er ikke en dag."),
        (SHORT + "SU;Bo;;01-01-0024\n", "»01-01-0024« er ikke en dag."),
        (SHORT + "SU;Bo;;\nSU;Ib;;\nSU;Bo;;\n", "liste.csv:4: Rækken gentager liste.csv:2."),
        ("organ;navn\nSU;=Bo\n", "liste.csv:2: Her står en formel."),
        ("organ;navn;note\nSU;Bo;+45 12 34\nSU;Ib;-1+2\n", "liste.csv:3: Her står en formel."),
        ("organ;navn\n@SU;Bo\n", "liste.csv:2: Her står en formel."),
        ("organ;navn;ubesat\nSU;;\n", "liste.csv:2: Rækken har ingen person."),
        ("organ;navn;ubesat\nSU;Bo;ja\n", "liste.csv:2: Pladsen er ubesat, men rækken har"),
        ("organ;navn;ubesat\nSU;;måske\n", "»måske« er hverken ja eller nej."),
        (
            "organ;navn;person-id\nSU;Bo;7\nLSU;Ib;7\n",
            "liste.csv:3: Samme person-id har et andet navn i liste.csv:2.",
        ),
        ("organ;side;fra\nSU;;\n", "liste.csv:2: Rækken mangler fra."),
        ("organ;side;fra;til\nSU;;2024;2023\n", "liste.csv:2: Slutdatoen ligger før startdatoen."),
        (
            "organ;deltager;startdato;slutdato\nSU;Gentofte Kommune;2-1-2024;1-1-2024\n",
            "liste.csv:2: Slutdatoen ligger før startdatoen.",
        ),
        (
            "organ;navn;kontakt for;startdato;slutdato\nSU;Bo;PLO-K Gentofte;2025;2024\n",
            "liste.csv:2: Slutdatoen ligger før startdatoen.",
        ),
        ("organ;dato;fra kl.\nSU;1-3-2024;25.00\n", "»25.00« er ikke et klokkeslæt."),
        ("organ;dato;fra kl.;til kl.\nSU;1-3-2024;18;17\n", "Mødet slutter, før det begynder"),
        (
            "organ;navn;note\nSU;Bo;Eksempel: slet denne række\n",
            "liste.csv:2: Her står skabelonens eksempel. Slet rækken.",
        ),
    ],
)
def test_a_broken_roster_is_told_where_and_what(
    broken: Callable[..., str], content: str | bytes, sentence: str
) -> None:
    assert sentence in broken(content)


def test_all_broken_rows_are_told_up_to_twenty(broken: Callable[..., str]) -> None:
    told = broken(SHORT + "SU;Bo;;31-02-2024\nSUU;Ib;;\nSU;Eva;;\nSU;Ea;;x1\n").splitlines()
    assert [line.split(" ")[0] for line in told] == [f"liste.csv:{line}:" for line in (2, 3, 5)]
    assert "»SUU«" in told[1]
    told = broken(SHORT + "".join(f"SU;Bo{n};;x{n}\n" for n in range(25))).splitlines()
    assert told[19].startswith("liste.csv:21: »x19« er ikke en dag.")
    assert told[20:] == ["Flere rækker i filen er heller ikke i orden: 5."]


@pytest.mark.parametrize("body", ["KLU Hillerød By", "klu-hxlleroed", "su-hxvedstaden"])
def test_what_was_meant_is_a_name_and_no_slug(broken: Callable[..., str], body: str) -> None:
    told = broken(f"organ;navn\n{body};Bo\n")
    meant = told.partition("Mente du ")[2]
    assert "klu-" not in meant
    assert "su-" not in meant


@pytest.mark.parametrize(
    "number",
    [
        *("0101901234", "010190-1234", "101901234", "cpr 010190 1234.", "01 01 80 1234"),
        *("01.01.80-1234", "01-01-80-1234", "0101 80 1234", "01/01/80 1234", "010180.1234"),
        *("010180/1234", "01–01–80 – 1234"),
    ],
)
@pytest.mark.parametrize("column", [0, 1, 2])
def test_a_registration_number_is_refused_and_never_echoed(
    broken: Callable[..., str], read: Read, number: str, column: int
) -> None:
    cells = ["SU", "Bo", ""]
    cells[column] = number
    content = "organ;navn;note\nikke et organ;Ib;\n" + ";".join(cells) + "\n"
    told = broken(content)
    assert told.startswith("liste.csv:3: Her står noget, der ligner et CPR-nummer.")
    assert not set(told.split()) & set(number.split())
    if column:
        read(content.replace("ikke et organ", "LSU"), cpr=True)


def test_other_numbers_are_no_registration_numbers(read: Read) -> None:
    for note in (
        "tlf. 45 12 34 56 78 id 9912991234",
        "12 11 10 09",
        "12101112 eller 1210 1112",
        "01-01-2024 17.30",
        "01.01.2024 1730",
        "2012-12-12 12:30",
        "01-01-2024 - 31-12-2025",
        "01/02/2024/2025",
    ):
        read(f"organ;navn;note\nSU;Bo;{note}\n")


def test_a_giant_file_is_refused_unread(read: Read, tmp_path: Path, called: Called) -> None:
    path = tmp_path / "stor.csv"
    with path.open("wb") as opened:
        opened.truncate(200_000_000)
    with pytest.raises(BrokenFile, match="more than 50 MB"):
        files.read(path, called)


def test_a_file_that_is_not_there_or_no_roster_is_told(tmp_path: Path, called: Called) -> None:
    with pytest.raises(BrokenFile, match="cannot be read: No such file"):
        files.read(tmp_path / "ingen.csv", called)
    with pytest.raises(BrokenFile, match=r"A roster is a \.csv"):
        files.read(tmp_path / "liste.docx", called)
