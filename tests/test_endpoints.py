"""The same rosters in this process and on real servers: the same breaches, or a sentence."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

import pyoxigraph as ox
import pytest
from servers import oxigraph, virtuoso

import vejviser
from vejviser import rostering
from vejviser.checking import Wanted
from vejviser.cli import main
from vejviser.errors import VejviserError
from vejviser.names import GRAPH, SHAPE, VV, expand
from vejviser.nouns import Demand, Finding, Law
from vejviser.rules import aggregate, control
from vejviser.seating import questions
from vejviser.seating.breaches import Breach, breaches
from vejviser.seating.recorded import recorded
from vejviser.store.embedded import Embedded
from vejviser.store.endpoint import Endpoint
from vejviser.store.trust import complete, fit

SEED = 4
# Each on two days: five hundred cases where there is time for them.
BODIES = 250 if os.environ.get("CI") else 60
DAY = date(2024, 5, 1)
DAYS = [DAY, DAY + timedelta(days=2)]
EX = "https://example.org/"
PARTIES = [f"{EX}party-{number}" for number in range(4)]
ASTRAY = [f"{EX}astray-{number}" for number in range(2)]
OFFICES = [f"{EX}office-{number}" for number in range(2)]
CHAIR = f"{EX}chair"
ROSTERS = [f"{GRAPH}roster-{number}" for number in range(3)]
DOCUMENT = f"{EX}document"
MOST = 2000
"""Rows after which Virtuoso cuts here: more than parts of questions have, fewer than there are."""


# ---------------------------------------------------------------- a world


@cache
def world() -> tuple[list[Law], bytes]:
    """Random laws, and random rosters for them as N-Quads."""
    random = Random(SEED)
    laws = [_law(random, number) for number in range(BODIES)]
    quads = [quad for law in laws for quad in _roster(random, law)]
    quads += [_quad(graph, graph, "rdf:type", VV + "Roster") for graph in ROSTERS]
    store = ox.Store()
    store.extend(quads)
    return laws, store.dump(format=ox.RdfFormat.N_QUADS)


def _law(random: Random, number: int) -> Law:
    body = f"{EX}body-{number}"
    demands = tuple(_demand(random, body, place) for place in range(random.randint(1, 4)))
    return Law(
        body=body,
        shape=f"{SHAPE}body-{number}",
        demands=demands,
        closed=random.choice(["error", ""]),
        parity=random.choice(["error", "", ""]),
        statement=f"{EX}rule",
        standing="stated",
        document=DOCUMENT,
        sections=(),
        total=random.choice([None, None, (2, 3)]),
    )


def _demand(random: Random, body: str, place: int) -> Demand:
    least = random.randint(0, 2)
    return Demand(
        shape=f"{SHAPE}{body.removeprefix(EX)}/group-{place}",
        body=body,
        group=f"{body}-group-{place}",
        statement=f"{EX}rule",
        verb="from",
        capacity=random.choice(["member"] * 4 + ["observer", "substitute"]),
        parties=tuple(sorted(random.sample(PARTIES, random.choice([0, 1, 1, 2])))),
        elsewhere=tuple(ASTRAY[: random.randint(0, 2)]),
        offices=tuple(sorted(random.sample(OFFICES, random.choice([0, 0, 1, 2])))),
        role=random.choice(["", "", "", CHAIR]),
        each="",
        within=f"{body}-group-0" if place and random.random() < 0.3 else "",
        least=least,
        most=least + random.randint(0, 1),
        severity="error",
        standing="stated",
        document=DOCUMENT,
        sections=(),
    )


def _roster(random: Random, law: Law) -> Iterator[ox.Quad]:
    """Rows that often fit a demand, now and then only in part, or in a document instead."""
    graph = random.choice(ROSTERS)
    covered = f"{graph}#covers-{law.shape.rpartition('/')[2]}"
    yield _quad(graph, graph, "vv:covers", covered)
    yield _quad(graph, covered, "org:organization", law.body)
    yield _quad(graph, covered, "schema:startDate", DAY - timedelta(days=500))
    for number in range(random.randint(0, 12)):
        graph = random.choice([*ROSTERS, *ROSTERS, DOCUMENT])
        row = f"{graph}#{law.shape.rpartition('/')[2]}-{number}"
        aim = random.choice(law.demands)
        vacant = random.random() < 0.15
        said: dict[str, str | date | None] = {
            "org:organization": law.body,
            "rdf:type": expand("vv:Vacancy" if vacant else "org:Membership"),
            "org:member": None if vacant else f"{EX}person-{random.randrange(6)}",
            "vv:capacity": VV + _or(random, aim.capacity, "member", "observer", "substitute"),
            "vv:onBehalfOf": _or(random, random.choice(aim.parties or ("",)), *PARTIES, *ASTRAY),
            "vv:office": _or(random, random.choice(aim.offices or ("",)), *OFFICES),
            "org:role": _or(random, aim.role, CHAIR, ""),
            "vv:seat": random.choice(["", "", "", random.choice(law.demands).group]),
            "schema:startDate": _near(random, -400, -1, 0, 1, 2),
            "schema:endDate": _near(random, -1, 0, 1, 2, 30),
        }
        yield from (_quad(graph, row, term, value) for term, value in said.items() if value)


def _or(random: Random, wanted: str, *others: str) -> str:
    return wanted if random.random() < 0.8 else random.choice(others)


def _near(random: Random, *days: int) -> date | None:
    return random.choice([None, None, *(DAY + timedelta(days=day) for day in days)])


def _quad(graph: str, subject: str, term: str, value: str | date) -> ox.Quad:
    if isinstance(value, date):
        day = ox.NamedNode(expand("xsd:date"))
        said: ox.Literal | ox.NamedNode = ox.Literal(value.isoformat(), datatype=day)
    else:
        said = ox.NamedNode(value)
    return ox.Quad(ox.NamedNode(subject), ox.NamedNode(expand(term)), said, ox.NamedNode(graph))


COMMITTEES = {
    "dækning": ["organ;side;fra;til", "SU;;2024-01-01;", "KLU Hillerød;;2024-01-01;"],
    "medlemmer": [
        "organ;person-id;navn;kommer fra;egenskab;startdato;slutdato;ubesat",
        *(f"SU;p{i};Prøve P{i};PLO-Hovedstaden;;2024-01-01;;" for i in range(5)),
        "SU;;;PLO-Hovedstaden;;2024-03-01;;ja",
        *(f"SU;r{i};Prøve R{i};regionsrådet;;2024-01-01;;" for i in range(6)),
        "SU;k0;Prøve K0;Aarhus Kommune;;2024-01-01;2024-06-30;",
        "SU;k1;Prøve K1;Hillerød Kommune;;2024-02-01;2024-01-01;",
        "SU;p0;Prøve P0;PLO-Hovedstaden;;2024-05-01;;",
        "SU;s0;Prøve S0;Region Hovedstaden;suppleant;2024-05-01;;",
    ],
    "møder": [
        "organ;dato;fra kl.;til kl.;dagsorden udsendt;note",
        "KLU Hillerød;2024-02-01;16:00;19:30;2024-01-25;",
        "KLU Hillerød;2024-09-01;16:00;18:00;2024-08-10;",
    ],
}
"""Rosters of committees that the documents have rules for, with a fault of many kinds."""


# ---------------------------------------------------------------- servers


@pytest.fixture(scope="module")
def committees(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with their files."""
    folder: Path = tmp_path_factory.mktemp("committees")
    for name, lines in COMMITTEES.items():
        (folder / f"{name}.csv").write_text("\n".join(lines), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def quads(shipped: vejviser.Vejviser, committees: Path) -> bytes:
    """All rosters, random ones and those of committees."""
    read = rostering.read(shipped, rostering.within([committees]))
    return world()[1] + read.store.dump(format=ox.RdfFormat.N_QUADS)


@pytest.fixture(scope="module")
def embedded(quads: bytes) -> Embedded:
    store = ox.Store()
    store.load(quads, ox.RdfFormat.N_QUADS)
    return Embedded(store)


@pytest.fixture(scope="module", params=["oxigraph", "oxigraph-union", "virtuoso"])
def endpoint(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, quads: bytes
) -> Iterator[Endpoint]:
    """Each server with all in it; the last two have the union of all graphs as default."""
    folder: Path = tmp_path_factory.mktemp(request.param)
    file = folder / "rosters.nq"
    file.write_bytes(quads)
    with ExitStack() as running:
        match request.param:
            case "oxigraph":
                address = running.enter_context(oxigraph(folder, file))
            case "oxigraph-union":
                address = running.enter_context(oxigraph(folder, file, "--union-default-graph"))
            case _:
                address = running.enter_context(virtuoso(folder, file, most=MOST))
        yield Endpoint(address)


def found(store: Embedded | Endpoint) -> list[Breach]:
    sessions = [(law, day) for law in world()[0] for day in DAYS]
    return breaches(store, sessions, recorded(store))


def answered(ask: Callable[[], object]) -> object:
    """What is answered, or the key of the sentence said instead."""
    try:
        return ask()
    except VejviserError as error:
        return error.key


# ---------------------------------------------------------------- they agree


def test_finds_the_same(embedded: Embedded, endpoint: Endpoint) -> None:
    fit(endpoint)
    assert recorded(endpoint) == recorded(embedded)
    assert found(endpoint) == found(embedded)


def test_rosters_may_stand_in_one_graph_of_any_name(embedded: Embedded) -> None:
    """As they do where the flat file of an export is loaded."""
    loaded, rosters = ox.Store(), set(map(ox.NamedNode, ROSTERS))
    for quad in embedded.store:
        graph = ox.NamedNode(f"{EX}loaded") if quad.graph_name in rosters else quad.graph_name
        loaded.add(ox.Quad(*quad.triple, graph))
    assert recorded(Embedded(loaded)) == recorded(embedded)
    assert found(Embedded(loaded)) == found(embedded)


def test_the_world_has_every_kind_of_breach(embedded: Embedded) -> None:
    assert {breach.verdict.code for breach in found(embedded)} >= {
        *("too-few", "too-many", "vacant", "nested-unmet", "role-missing", "parity-broken"),
        *("wrong-party", "wrong-area", "office-missing", "same-person-twice"),
        *("overlapping-periods", "inverted-period", "substitute-for-nobody"),
    }


def test_checks_as_it_checks_the_files(
    endpoint: Endpoint,
    shipped: vejviser.Vejviser,
    committees: Path,
) -> None:
    in_files = shipped.checked(Wanted(paths=(committees,))).findings
    assert len({finding.code for finding in in_files}) >= 7
    every = shipped.checked(Wanted(endpoint=endpoint.address)).findings
    # The made-up world beside them is of bodies the dataset does not know.
    remote = [finding for finding in every if not finding.body.startswith(EX)]
    assert sorted(map(str, map(placeless, remote))) == sorted(map(str, map(placeless, in_files)))


def test_the_command_tells_no_names(endpoint: Endpoint, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["--endpoint", endpoint.address, "--on", "2024-06-01", "--lang", "en"]
    assert main(["check", *asked]) == 1
    told = capsys.readouterr().out
    assert "too-many" in told
    assert "Checked: the rosters of the endpoint. Findings:" in told
    assert "Prøve" not in told


def placeless(finding: Finding) -> Finding:
    """A finding without its lines, as those of an endpoint are."""
    rows = tuple(replace(row, place=None) for row in finding.rows)
    return replace(finding, place=None, rows=tuple(sorted(rows, key=str)))


@pytest.mark.parametrize(
    "more", [["."], ["--names"], ["--engine", "rust"], ["--format", "xlsx", "-o", "x"]]
)
def test_an_endpoint_is_asked_by_itself(more: list[str]) -> None:
    assert main(["check", "--endpoint", "http://localhost/", *more]) == 2


def test_says_what_is_wrong_with_a_query(endpoint: Endpoint) -> None:
    with pytest.raises(VejviserError) as caught:
        endpoint.select("SELECT ?x WHERE { nonsense }")
    assert (caught.value.key, caught.value.data["status"]) == ("endpoint-refused", 400)


def test_never_takes_an_answer_that_was_cut(embedded: Embedded, endpoint: Endpoint) -> None:
    text = "SELECT ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } }"
    assert len(embedded.select(text)) > MOST
    assert answered(lambda: complete(endpoint, text)) in (embedded.select(text), "endpoint-cut")


@pytest.mark.parametrize(
    "trap",
    [
        "FILTER(COALESCE(?start <= ?day, true) && COALESCE(?end >= ?day, true))",
        "FILTER(IF(BOUND(?start), ?start <= ?day, true) && IF(BOUND(?end), ?end >= ?day, true))",
        "FILTER(!(COALESCE(?start, ?day) > ?day) && !(COALESCE(?end, ?day) < ?day))",
    ],
)
def test_a_form_an_engine_gets_wrong_never_passes_for_right(
    embedded: Embedded, endpoint: Endpoint, trap: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Virtuoso 7.2.5 counts the first of these wrongly, and answers 200."""
    asked = [(law, demand, DAY) for law in world()[0][:40] for demand in law.demands]
    right = questions.numbers(embedded, asked, "persons")
    optional = """\
    OPTIONAL { GRAPH ?roster { ?row schema:startDate ?start } }
    OPTIONAL { GRAPH ?roster { ?row schema:endDate ?end } }
    """
    filters = aggregate.ACTIVE.splitlines()
    trapped = f"{filters[0]}\n{optional}{trap}"
    otherwise = {**control.OTHERWISE, trapped: control.OTHERWISE[aggregate.ACTIVE]}
    monkeypatch.setattr(control, "OTHERWISE", otherwise)
    for room in (aggregate, control):
        monkeypatch.setattr(room, "ACTIVE", trapped)
    assert questions.numbers(embedded, asked, "persons") == right
    again = answered(lambda: questions.numbers(endpoint, asked, "persons"))
    assert again in (right, "endpoint-differs", "endpoint-short")


def test_a_control_that_would_count_the_same_way_is_none() -> None:
    asked = [(law, demand, DAY) for law in world()[0] for demand in law.demands]
    pattern = aggregate.fitting(asked, "persons")
    assert "NOT EXISTS" not in control.total(pattern)
    for test in (aggregate.ACTIVE, aggregate.SEATED):
        with pytest.raises(ValueError, match="does not test as expected"):
            control.total(pattern.replace(test, test.replace("NOT EXISTS", "NOT  EXISTS")))
