"""The command line as its users meet it: examples, formats, languages, mistakes and exit codes."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from vejviser import load, queries
from vejviser.cli import COMMANDS, main
from vejviser.columns import CODES, HEADINGS
from vejviser.names import PREFIXES
from vejviser.report.rows import COLUMNS

STRANGER = Path(__file__).parent / "stranger"
QUERY = "SELECT ?body WHERE { GRAPH ?g { ?body <http://www.w3.org/ns/org#classification> ?kind } }"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Run a command line in an empty folder → (exit code, stdout, stderr)."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str | Path) -> tuple[int, str, str]:
        code = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return run


def help_example(run, command: str) -> list[str]:
    """The command line a command's help ends in."""
    _, out, _ = run(command, "--help")
    last = out.rstrip().splitlines()[-1].strip()
    assert last.startswith("vejviser ")
    return shlex.split(last)[1:]


def test_a_process_ends_at_once_but_not_before_all_is_written(run) -> None:
    Path("sources").mkdir()
    Path("sources/bad.ttl").write_text("<", encoding="utf-8")
    for arguments in (["ask", "bodies", "--format", "csv"], ["ask", "nothing"], ["check", "."]):
        command = [sys.executable, "-m", "vejviser", *arguments]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        assert (done.returncode, done.stdout, done.stderr) == run(*arguments)
    # Its reader may have enough, as `head` has, and that is nobody's mistake.
    command = [sys.executable, "-m", "vejviser", "ask", "bodies", "--format", "csv"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as reading:
        assert reading.stdout
        assert reading.stderr
        reading.stdout.close()
        assert reading.stderr.read() == b""
    assert reading.returncode == 0


@pytest.mark.parametrize("command", COMMANDS)
def test_help_ends_in_an_example_that_runs(run, command: str) -> None:
    arguments = help_example(run, command)
    assert arguments[0] == command
    if command in ("serve", "push"):
        # One runs until it is stopped, the other needs a store; tests/test_serve.py and
        # tests/test_behind.py start them.
        return
    Path("min.rq").write_text(QUERY, encoding="utf-8")
    Path("sources").mkdir()
    Path("sources/min-kilde.ttl").write_text("", encoding="utf-8")
    code, _, err = run(*arguments)
    assert code == 0, err


def test_help_of_the_whole_lists_every_command_and_ends_in_an_example(run) -> None:
    _, out, _ = run("--help")
    assert all(re.search(rf"^  {command} ", out, re.M) for command in COMMANDS)
    assert main(shlex.split(out.rstrip().splitlines()[-1])[1:]) == 0


def test_ask_lists_the_queries(run) -> None:
    code, out, _ = run("ask")
    assert code == 0
    assert "composition" in out
    listed = json.loads(run("ask", "--format", "json")[1])
    composition = next(q for q in listed if q["name"] == "composition")
    assert composition["summary"].keys() == {"da", "en"}
    assert composition["parameters"][0]["type"] == "body"


def test_the_same_rows_in_every_format(run) -> None:
    ask = ("ask", "composition", "--body", "SU", "--document", "guide-2024")
    _, table, counted = run(*ask)
    assert "dokument: PLO-Hovedstadens vejviser (april 2024)" in table.splitlines()
    assert [line.split()[-1] for line in table.splitlines()[-3:]] == ["5", "1", "6"]
    assert counted.strip() == "3 rækker"
    rows = list(csv.DictReader(io.StringIO(run(*ask, "--format", "csv")[1])))
    told = json.loads(run(*ask, "--format", "json")[1])
    assert [int(row["least"]) for row in rows] == [row["least"] for row in told] == [5, 1, 6]
    assert told[2]["party"] == {
        "iri": "https://w3id.org/vejviser/id/plo-hovedstaden",
        "label": "PLO-Hovedstaden",
    }


@pytest.mark.parametrize("lang", [0, 1], ids=["da", "en"])
def test_every_column_has_a_heading_of_its_own(lang: int) -> None:
    for path in sorted((load.home() / "queries").glob("*.rq")):
        heads = [HEADINGS[column][lang] for column in queries.read(path).columns]
        assert len(set(heads)) == len(heads), path.stem
    assert all(HEADINGS[column] for column in COLUMNS)


BOTH = ("--document", "guide-2024", "--other", "guide-2023")


@pytest.mark.parametrize(
    ("question", "column", "code", "word"),
    [
        (("not-stated", "--body", "KEU's bestyrelse"), "aspect", "purpose", "formål"),
        (("cross-references", "--on", "alle"), "problem", "missing", "intet sådant afsnit"),
        (("section-differences", *BOTH), "change", "renumbered", "andet nummer"),
        (("differences", *BOTH), "change", "changed", "ændret"),
    ],
)
def test_codes_are_words_for_people_and_codes_for_programs(
    run, question: tuple[str, ...], column: str, code: str, word: str
) -> None:
    told = json.loads(run("ask", *question, "--format", "json")[1])
    assert code in {row[column] for row in told} <= set(CODES[column])
    rows = list(csv.DictReader(io.StringIO(run("ask", *question, "--format", "csv")[1])))
    words = {row[column] for row in rows}
    assert word in words <= {words[0] for words in CODES[column].values()}
    assert word in run("ask", *question)[1]
    assert CODES[column][code][1] in run("ask", *question, "--lang", "en")[1]


def test_a_code_is_asked_for_by_its_word(run) -> None:
    asked = ("ask", "cross-references", "--on", "alle", "--fault")
    assert run(*asked, "missing") == run(*asked, "Intet sådant afsnit") != run(*asked, "wrong")


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize(
    "question",
    [
        ("agreements",),
        ("statements", "--thing", "RIV"),
        ("section-states", "--on", "alle"),
        ("not-restated", "--on", "2025-01-01"),
        ("details", "--on", "alle"),
        ("differences", *BOTH),
        ("mentioned-only", *BOTH),
        ("route-steps", "--on", "alle"),
    ],
    ids=lambda question: question[0],
)
def test_no_short_iri_is_shown_to_people(run, question: tuple[str, ...], lang: str) -> None:
    short = "|".join(PREFIXES)
    for form in ("table", "csv"):
        out = run("ask", *question, "--lang", lang, "--format", form)[1]
        assert out
        assert not re.search(rf"(?<![\w/.])({short}):[\w-]", out)


def test_a_step_is_called_by_its_number(run) -> None:
    asked = ("ask", "route-steps", "--need", "need-local-agreement", "--format", "csv")
    rows = csv.DictReader(io.StringIO(run(*asked)[1]))
    assert {row["step"] for row in rows} >= {"skridt 1", "skridt 2"}


def test_a_point_is_not_told_twice(run) -> None:
    head = run("ask", "not-restated", "--on", "1. januar 2025")[1].splitlines()
    assert any(line.startswith("emne") for line in head)
    assert not any("punkt" in line.split() for line in head[:6])


def test_what_statements_concern_is_asked_for_by_matter(run) -> None:
    code, out, err = run("ask", "duties", "--thing", "e-konsultation", "--on", "alle")
    assert (code, out) == (0, "")
    assert err.splitlines()[1:] == [
        "Men noget angår »e-konsultation«: spørg med --matter i stedet for --thing."
    ]
    assert run("ask", "duties", "--matter", "e-konsultation", "--on", "alle")[1]
    assert run("ask", "duties", "--thing", "112", "--on", "alle")[2].count("\n") == 1


def test_no_row_is_an_answer(run) -> None:
    code, out, err = run("ask", "composition", "--body", "SU", "--on", "2012-01-01")
    assert (code, out, err) == (0, "", "Ikke oplyst: ingen rækker.\n")


def test_danish_first_english_on_request(run) -> None:
    assert "Hvem sidder her" in run("show", "SU")[1]
    assert "Who sits here" in run("show", "SU", "--lang", "en")[1]


def test_show_in_rows(run) -> None:
    told = json.loads(run("show", "SU", "--format", "json")[1])
    assert {row["aspect"] for row in told} >= {"names", "composition", "decisions", "not-stated"}


def test_a_derived_body_says_so(run) -> None:
    assert "Forventet:" in run("show", "KLU Hillerød")[1]
    assert "Udledt:" in run("show", "PLO-K Hillerød")[1]
    assert "Udledt:" not in run("show", "SU")[1]


def test_find_puts_the_route_first_and_says_which_words_are_ours(run) -> None:
    _, out, _ = run("find", "barselspenge")
    assert out.splitlines()[1].strip() == "→ Administrationsudvalget"
    assert "vores søgeord »barselspenge«" in out
    assert "afsnit 2.7" in out


def test_find_offers_meanings(run) -> None:
    _, out, _ = run("find", "formand")
    assert out.count("(id:") > 1 or "flere ting" in out


def test_find_with_nothing_names_who_can_tell(run) -> None:
    code, out, _ = run("find", "qqqq")
    assert code == 0
    assert "PLO-Hovedstaden" in out
    assert "plo-h@dadl.dk" in out
    told = json.loads(run("find", "qqqq", "--format", "json")[1])
    assert told == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show", "Samarbejsudvalget"], "Mente du Samarbejdsudvalget"),
        (["show", "qqqq"], "kender ikke »qqqq«"),
        (["ask", "compositon"], "Mente du composition"),
        (["ask", "composition", "--boddy", "SU"], "ingen parameter »boddy«. Den har: body"),
        (["ask", "composition", "SU"], "»SU« er ikke en parameter"),
        (["ask", "composition", "--body"], "--body mangler en værdi"),
        (["ask", "municipality"], "mangler --area"),
        (["ask", "seat-groups", "--size", "to"], "»to« er ikke et helt tal"),
        (["ask", "composition", "--body", "SU", "--on", "32-13-2024"], "er ikke en dag"),
        (["ask", "composition", "--document", "G99"], "intet dokument, der hedder »G99«"),
        (["ask", "composition", "--standing", "maybe"], "ikke et af: stated, all"),
        (["ask", "composition", "--document", "G24"], "Mente du guide-2023, guide-2024"),
        (["ask", "cross-references", "--fault", "x"], "ikke et af: missing, right, wrong"),
        (["diff", "1. april 2024", "32. april 2024"], "»32. april 2024« er ikke en dag"),
        (["ask", "contacts", "--by", "røgsignal"], "telefon"),
        (["ask", "relations", "--relation", "xyz"], "kender ikke »xyz«"),
        (["ask", "seat-groups", "--size", "²"], "»²« er ikke et helt tal"),
        (["ask", "composition", "--body", "SU", "--body", "LSU"], "--body står to gange"),
        (["ask", "not-stated", "--body", "id:nothing"], "kender ikke »id:nothing«"),
        (["show", "SU", "LSU"], "for mange ord på linjen: LSU"),
        (["export", "--flat", "--on", "2024-05-01", "--format", "trig"], "Én dag er én graf"),
        (["show", "SU", "--format", "xml"], "--format skal være et af: table, csv, json"),
        (["show"], "Der mangler THING"),
        (["show", "SU", "--colour"], "intet valg --colour"),
        (["chck"], "Mente du check"),
        (["query", "findes-ikke.rq"], "findes-ikke.rq: Filen kan ikke læses"),
        (["chart", "body", "SU", "--on", "2001-01-01"], "Intet dokument siger noget om"),
        (
            ["chart", "body", "SU", "-o", "findes/ikke.mmd"],
            "skrives: filen eller mappen findes ikke",
        ),
        # What a terminal sends that does not write UTF-8.
        (["chart", "municipality", "Hiller\udcf8d"], "»Hiller?d« er ikke skrevet i UTF-8"),
        (["show", "L\udce6geforeningen"], "»L?geforeningen« er ikke skrevet i UTF-8"),
        (["explain", "\udcf8"], "»?«"),
        (["export", "--flat"], "--flat og --on hører sammen"),
        (["check", "--data", "findes-ikke"], "ikke et arbejdsområde"),
        (["format", "findes-ikke.ttl"], "findes-ikke.ttl: Filen kan ikke læses"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_mistake_is_one_clear_sentence(run, arguments: list[str], said: str) -> None:
    code, out, err = run(*arguments)
    assert code == 2
    assert said in err
    assert err.count("\n") == 1
    assert out == ""
    in_english = run(*arguments, "--lang=en")[2] if arguments[0] != "chck" else "x"
    assert in_english != err


def test_query_reads_standard_input(run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("ASK { GRAPH ?g { ?s ?p ?o } }"))
    assert run("query", "-")[1] == "ja\n"
    monkeypatch.setattr("sys.stdin", io.StringIO("SELECT * { SERVICE <http://x> {} }"))
    code, _, err = run("query", "-")
    assert code == 2
    assert "hente noget udefra" in err


def test_new_makes_a_workspace_that_every_command_finds(run) -> None:
    assert run("new", "mit")[0] == 0
    assert sorted(p.name for p in Path("mit").iterdir()) == [
        *(".gitignore", "bodies", "queries", "rosters", "sources", "vejviser.toml")
    ]
    assert Path("mit/.gitignore").read_text() == "rosters/\n"
    code, out, _ = run("ask", "documents", "--data", "mit", "--format", "csv")
    assert code == 0
    assert "april 2024" in out
    code, _, err = run("new", "mit")
    assert code == 2
    assert "ikke tom" in err


def test_a_broken_file_is_named_with_line_and_column(run) -> None:
    run("new", "mit")
    Path("mit/sources/brudt.ttl").write_text("PREFIX x: <http://x/>\nx:a x:b 1 .\nx:c x:d", "utf-8")
    code, out, err = run("check", "--data", "mit")
    assert code == 2
    assert re.match(r"mit/sources/brudt\.ttl:3:\d+: Filen er ikke gyldig Turtle: [^P]", err)
    assert out == ""


def test_format_mends_and_check_only_tells(run) -> None:
    loose = Path("loose.ttl")
    loose.write_text("PREFIX x: <http://x/> x:b x:p 1 . x:a x:p 2 .", encoding="utf-8")
    before = loose.read_text(encoding="utf-8")
    code, out, _ = run("format", "--check", loose)
    assert (code, loose.read_text(encoding="utf-8")) == (1, before)
    assert out.startswith("loose.ttl:1: ")
    assert run("format", loose)[0] == 0
    assert run("format", "--check", loose)[0] == 0


def test_export_is_the_same_twice_and_whole(run) -> None:
    for arguments in (["--format", "nquads"], ["--on", "2024-05-01", "--flat"]):
        first, second = run("export", *arguments)[1], run("export", *arguments)[1]
        assert first == second
        assert run("export", *arguments, "-o", "ud.ttl")[0] == 0
        assert Path("ud.ttl").read_text(encoding="utf-8") == first
    assert [p.name for p in Path().iterdir()] == ["ud.ttl"]


def test_version(run) -> None:
    assert re.fullmatch(r"vejviser, version \d+\.\d+\.\d+\n", run("--version")[1])


def test_a_question_explains_itself(run) -> None:
    _, out, _ = run("ask", "seat-groups", "--help")
    assert out.startswith("Hvilke ")
    assert "--size" in out
    assert "fx/e.g. 2" in out


def test_a_paragraph_is_asked_for_by_its_number(run) -> None:
    code, out, _ = run("ask", "provisions", "--provision", "§ 102", "--format", "csv")
    assert code == 0
    assert "etablere" in out


def test_a_link_is_followed_and_a_mode_kept(run) -> None:
    real, link = Path("real.mmd"), Path("link.mmd")
    real.write_text("old", encoding="utf-8")
    real.chmod(0o640)
    link.symlink_to(real)
    assert run("chart", "body", "SU", "--format", "mermaid", "-o", link)[0] == 0
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8").startswith("---\ntitle:")
    assert real.stat().st_mode & 0o777 == 0o640
    assert run("chart", "body", "SU", "--format", "mermaid", "-o", "/dev/null")[0] == 0
    assert not Path("/dev/null").is_file()


def test_windows_notes_mark_is_read_over(run) -> None:
    run("new", "mit")
    for name in ("vejviser.toml", "bodies/x.ttl"):
        path = Path("mit") / name
        text = path.read_bytes() if path.exists() else b"PREFIX x: <http://x/>\n"
        path.write_bytes(b"\xef\xbb\xbf" + text)
    assert run("ask", "documents", "--data", "mit")[0] == 0


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ('langs = ["da"]', "Der er ingen indstilling, der hedder langs"),
        ("languages = []", "Indstillingen languages skal være"),
        ('name = ["x"]', "Indstillingen name skal være"),
        ("name = ", "ikke gyldig TOML"),
    ],
)
def test_a_setting_that_means_nothing_is_refused(run, settings: str, said: str) -> None:
    run("new", "mit")
    Path("mit/vejviser.toml").write_text(settings, encoding="utf-8")
    code, _, err = run("check", "--data", "mit")
    assert code == 2
    assert said in err


def test_a_folder_with_a_strange_name_makes_a_workspace_that_opens(run) -> None:
    for name in ('a"b', "back\\slash"):
        assert run("new", name)[0] == 0
        assert run("ask", "documents", "--data", name)[0] == 0


def test_what_is_not_restated_is_shown_and_marked(run) -> None:
    _, out, _ = run("show", "SSU", "--on", "2026-11-21")
    assert "fra Region Hovedstaden – skal  [PLO-Hovedstadens vejviser (april 2024)" in out
    assert "ikke gentaget siden" in out
    assert "-.->" in run("chart", "body", "SSU", "--format", "mermaid", "--on", "2026-11-21")[1]
    asked = ("ask", "composition", "--body", "SSU", "--on", "2026-11-21")
    assert run(*asked)[1] == ""
    assert run(*asked, "--standing", "all")[1] != ""


def test_after_the_last_known_day_the_area_is_still_shown_and_marked(run) -> None:
    _, out, _ = run("show", "KLU Aarhus", "--on", "2027-01-02")
    assert "Området er sidst kendt den 31. december 2026." in out
    rows = json.loads(
        run("ask", "municipality", "--area", "Aarhus", "--on", "2027-01-02", "--format", "json")[1]
    )
    assert rows
    assert not any(row["known"] for row in rows if row["body"])


def test_raw_sparql_without_graph_says_where_the_data_lie(run, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text("SELECT * { ?s ?p ?o }", encoding="utf-8")
    code, _, err = run("query", "q.rq")
    assert code == 0
    assert "GRAPH ?g" in err


@pytest.mark.parametrize(
    ("thing", "told"),
    [
        ("4324", "Sparring AMK (fuldt navn)"),
        ("Palliationsaftalen", "koderne 4584-4589"),
        ("Forårsmøde", "senest 24. marts 2025: tilmelde sig"),
        ("Henrik Idriss Kise", "Formand PLO-Midtjylland (titel)"),
    ],
)
def test_show_tells_of_what_is_no_body_too(run, thing: str, told: str) -> None:
    code, out, err = run("show", thing, "--on", "2025-03-01")
    assert (code, err) == (0, "")
    assert told in out


def test_find_answers_for_an_area(run) -> None:
    asked = ("find", "henvise til kirurg", "--on", "2025-06-01")
    assert "→ central visitation" in run(*asked, "--area", "Hillerød")[1]
    _, out, _ = run(*asked, "--area", "Silkeborg")
    assert "ikke oplyst den dag eller for det område" in out
    assert "central visitation" not in out.partition("Passer også")[0]


@pytest.mark.parametrize(
    ("name", "content", "command"),
    [
        ("ansi.ttl", b'PREFIX a: <http://a/>\na:b a:c "\xe6r" .\n', ("format", "--check")),
        ("ansi.rq", b"ASK {} # \xe6", ("query",)),
    ],
)
def test_a_file_in_another_encoding_is_said_to_be_so(
    run, tmp_path: Path, name: str, content: bytes, command: tuple[str, ...]
) -> None:
    (tmp_path / name).write_bytes(content)
    code, _, err = run(*command, name)
    assert code == 2
    assert "Filen er ikke skrevet i UTF-8. Gem den som UTF-8, og prøv igen." in err


def test_a_document_from_elsewhere_is_checked_and_only_it_is_told_of(run, tmp_path) -> None:
    stranger = Path(__file__).parent / "stranger"
    bodies = shutil.copy(stranger / "bodies" / "lageland.ttl", tmp_path)
    source = Path(shutil.copy(stranger / "sources" / "reglement-2020.ttl", tmp_path))
    source.write_text(source.read_text(encoding="utf-8").replace("totalSeats 6", "totalSeats 7"))
    code, out, _ = run("check", "--no-shipped", str(source), str(bodies))
    assert code == 1
    assert [line for line in out.splitlines() if "rule-total" in line]


def test_a_syntax_error_is_no_finding(run, tmp_path) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text("ex:a a [", encoding="utf-8")
    code, out, err = run("check", str(broken))
    assert (code, out) == (2, "")
    assert err.startswith(f"{broken}:1:")


def test_on_a_day_without_a_rule_a_list_is_neither_right_nor_wrong(run, tmp_path) -> None:
    (tmp_path / "coverage.csv").write_text("organ;side;fra\nSU;;2022-01-01\n", encoding="utf-8")
    code, out, _ = run("check", "coverage.csv", "--on", "2023-05-31")
    assert code == 0
    assert "Ingen regel den dag" in out
    assert "Samarbejdsudvalget" in out
    code, out, _ = run("check", "coverage.csv", "--on", "2023-06-01")
    assert code == 1
    assert "Ingen regel" not in out


def test_a_folder_without_anything_to_check_is_no_success(run, tmp_path) -> None:
    (tmp_path / "empty").mkdir()
    code, _, err = run("check", "empty")
    assert code == 2
    assert "empty" in err
