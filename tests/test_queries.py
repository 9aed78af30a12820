"""Every named query answers as it promises, in this engine and in another."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

import vejviser
from vejviser import queries
from vejviser.load import home
from vejviser.names import GRAPH, PREFIXES, RDF_TYPE, SOURCE, VV, expand, shorten
from vejviser.snapshot import add_periods

FOLDER = home() / "queries"
NAMES = sorted(queries.paths([FOLDER]))
NEEDS_TWO_EDITIONS = {"not-restated"}
ALSO_RUN_IN_RDFLIB = (
    "claims",
    "composition",
    "cross-references",
    "decisions",
    "municipality",
    "names",
    "quantities",
    "routes",
    "seat-totals",
    "sides",
    "who-sends-whom",
)
THINGS = {
    *("thing", "body", "need", "office", "area", "concept"),
    *("provision", "relation", "verb"),
}
TAIL = "  OPTIONAL {\n    GRAPH gr:standing {"
# Their rows are there without a statement too, so the day narrows what is cited, not the rows.
WITHOUT_STATEMENT = {"municipality", "not-stated"}


# A document of its own series, for the kinds of statement the shipped ones may be without.
TOLD = f"""
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX id: <{PREFIXES["id"]}>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX told: <{SOURCE}told#>
PREFIX vv: <{VV}>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
<{SOURCE}told> a vv:Document ; vv:series id:series-told ; vv:countsFrom "2024-01-01"^^xsd:date .
told:7 a vv:Section ; vv:position 1 ; vv:number "7" ; vv:heading "Referat" .
told:claim a vv:Claim ;
    dcterms:isVersionOf id:point-told-claim ; prov:hadPrimarySource told:7 ;
    vv:claimant id:person-told ; vv:reporter id:plo ; vv:about id:region-hovedstaden ;
    dcterms:description "Regionen sparer."@da , "The region saves."@en .
told:wide a vv:Topic ;
    dcterms:isVersionOf id:point-told-wide ; prov:hadPrimarySource told:7 ;
    vv:about id:kind-klu ; vv:position 1 ; vv:obligation vv:recommended ;
    vv:rhythm vv:each-meeting ; vv:concerns id:kind-municipality .
told:narrow a vv:Topic ;
    dcterms:isVersionOf id:point-told-narrow ; prov:hadPrimarySource told:7 ;
    vv:about id:kind-klu ; vv:position 2 ; vv:obligation vv:may ; vv:subtopicOf told:wide .
told:meeting a vv:Schedule ;
    dcterms:isVersionOf id:point-told-meeting ; prov:hadPrimarySource told:7 ;
    vv:about id:medlemsmoede ; vv:act id:act-conclude ; vv:place "Salen" ;
    vv:beginsAt "2024-06-01T17:00:00"^^xsd:dateTime ;
    vv:endsAt "2024-06-01T19:00:00"^^xsd:dateTime .
told:deadline a vv:Schedule ;
    dcterms:isVersionOf id:point-told-deadline ; prov:hadPrimarySource told:7 ;
    vv:about id:medlemsmoede ; vv:act id:act-join ; vv:endsAt "2024-05-20"^^xsd:date .
told:adopted a vv:Schedule ;
    dcterms:isVersionOf id:point-told-adopted ; prov:hadPrimarySource told:7 ;
    vv:about id:ok-told ; vv:act id:act-adopt ; vv:beginsAt "2023-12"^^xsd:gYearMonth .
told:effect a vv:Schedule ;
    dcterms:isVersionOf id:point-told-effect ; prov:hadPrimarySource told:7 ;
    vv:about id:ok-told ; vv:act id:act-take-effect ;
    vv:beginsAt "2024-03-01"^^xsd:date ; vv:endsAt "2024-08-31"^^xsd:date .
told:party a rdf:Statement ;
    dcterms:isVersionOf id:point-told-party ; prov:hadPrimarySource told:7 ;
    rdf:subject id:plo ; rdf:predicate vv:partyTo ; rdf:object id:ok-told .
told:loose a vv:Schedule ;
    dcterms:isVersionOf id:point-told-loose ; prov:hadPrimarySource told:7 ;
    vv:about id:ok-loose ; vv:act id:act-take-effect ; vv:beginsAt "2024"^^xsd:gYear .
told:chair a org:Membership ;
    dcterms:isVersionOf id:point-told-chair ; prov:hadPrimarySource told:7 ;
    org:organization id:plo-hovedstaden ; org:member id:person-told ; org:role id:role-chair .
id:person-told a foaf:Person ; skos:prefLabel "Henrik Opdigtet"@da , "Henrik Fictitious"@en .
""".encode()


@pytest.fixture(scope="module")
def store(shipped: vejviser.Vejviser) -> ox.Store:
    """The shipped graph, and a made-up document beside it."""
    both = ox.Store()
    both.extend(q for q in shipped.store if q.graph_name != ox.NamedNode(GRAPH + "standing"))
    both.load(TOLD, ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(SOURCE + "told"))
    add_periods(both)
    return both


@cache
def query(name: str) -> queries.NamedQuery:
    return queries.find(name, [FOLDER])


STANDING = [n for n in NAMES if TAIL in query(n).text and n not in WITHOUT_STATEMENT]


def documents(store: ox.Store) -> list[str]:
    kind = store.quads_for_pattern(None, ox.NamedNode(RDF_TYPE), ox.NamedNode(VV + "Document"))
    return sorted({q.subject.value for q in kind if isinstance(q.subject, ox.NamedNode)})


# ---------------------------------------------------------------- what it answers


@pytest.mark.parametrize("name", NAMES)
def test_the_file_as_it_stands_answers_with_the_promised_columns(
    name: str, store: ox.Store
) -> None:
    asked = query(name)
    answered = queries.select(store, asked.text)
    assert answered.columns == asked.columns
    if name in NEEDS_TWO_EDITIONS and len(documents(store)) == 1:
        assert not len(answered)
    else:
        assert len(answered)


@pytest.mark.parametrize("name", NAMES)
def test_it_answers_with_nothing_optional_filled_in(name: str, store: ox.Store) -> None:
    asked = query(name)
    needed = {p.name: term(p) for p in asked.parameters if p.required}
    answered = queries.run(store, asked, needed)
    assert answered.columns == asked.columns
    assert len(answered) or name in NEEDS_TWO_EDITIONS


@pytest.mark.parametrize("name", NAMES)
def test_every_row_about_a_statement_has_its_document_and_section(
    name: str, store: ox.Store
) -> None:
    asked = query(name)
    if "statement" not in asked.columns:
        return
    for row in queries.run(store, asked, {p.name: term(p) for p in asked.parameters if p.required}):
        if row["statement"]:
            assert row["document"] in documents(store)
            assert str(row["section"]).startswith(f"{row['document']}#")


@pytest.mark.parametrize("name", STANDING)
def test_before_the_first_document_nothing_without_a_time_of_its_own_is_stated(
    name: str, store: ox.Store
) -> None:
    asked = query(name)
    given = {p.name: term(p) for p in asked.parameters if p.required}
    given["on"] = day("2000-01-01")
    assert not len(queries.run(store, asked, given))


@pytest.mark.parametrize("name", [n for n in NAMES if query(n).parameters])
def test_an_unknown_value_gives_no_row(name: str, store: ox.Store) -> None:
    """Each parameter narrows: one that fits nothing leaves nothing, or what is not stated."""
    asked = query(name)
    for parameter in asked.parameters:
        if parameter.type in ("day", "standing") or (name, parameter.name) in WIDE:
            continue
        strange = term(parameter, example="no-such-thing", number=987)
        given = {p.name: term(p) for p in asked.parameters if p.required}
        assert not len(queries.run(store, asked, given | {parameter.name: strange})), parameter.name


WIDE = {
    ("election-years", "year"),  # any year is an election year or not
    ("not-stated", "body"),  # of something unknown everything is unstated
    ("not-stated", "document"),
}


def term(
    parameter: queries.Parameter, example: str = "", number: int = 0
) -> ox.NamedNode | ox.Literal:
    word = example or parameter.example
    match parameter.type:
        case "day":
            return day(word)
        case "number":
            return ox.Literal(number or int(word))
        case "text":
            return ox.Literal(word)
        case "document":
            return ox.NamedNode(SOURCE + word)
        case "standing" | "relation" | "verb":
            return ox.NamedNode(VV + word)
        case "concept":
            own = parameter.scheme.startswith("vv:")
            return ox.NamedNode((VV if own else PREFIXES["id"]) + word)
    return ox.NamedNode(PREFIXES["id"] + word)


def day(text: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(expand("xsd:date")))


def test_a_body_without_area_is_in_no_area(store: ox.Store) -> None:
    """What is unbound in a row must not match everything."""
    asked = query("bodies")
    everywhere = list(queries.run(store, asked, {}))
    assert len({(row["body"], row["kind"]) for row in everywhere}) == len(everywhere)
    somewhere = {row["body"] for row in everywhere if row["place"]}
    inside = queries.run(store, asked, {"area": ox.NamedNode(expand("id:area-denmark"))})
    assert somewhere == {row["body"] for row in inside} < {row["body"] for row in everywhere}


def thing(slug: str) -> ox.NamedNode:
    return ox.NamedNode(PREFIXES["id"] + slug)


def test_an_area_is_answered_on_days_its_list_does_not_cover(store: ox.Store) -> None:
    asked, area = query("municipality"), {"area": thing("area-hilleroed")}
    covered = queries.run(store, asked, area | {"on": day("2026-12-31")})
    after = queries.run(store, asked, area | {"on": day("2027-01-01")})
    assert {row["known"] for row in covered} == {"true"}
    assert {row["known"] for row in after} == {"false"}
    assert [row["body"] for row in after] == [row["body"] for row in covered]
    assert {row["known"] for row in queries.run(store, asked, area)} == {None}


def test_a_derived_body_cites_its_ground_while_that_stands(store: ox.Store) -> None:
    asked, area = query("municipality"), {"area": thing("area-hilleroed")}
    ever, before, within = (
        queries.run(store, asked, area | on)
        for on in ({}, {"on": day("2011-03-31")}, {"on": day("2024-04-01")})
    )
    bodies = {row["body"] for row in ever if row["body"]}
    for rows, cited in ((ever, True), (before, False), (within, True)):
        assert {row["body"] for row in rows if row["body"]} == bodies
        klu = [row for row in rows if row["body"] == PREFIXES["id"] + "klu-hilleroed"]
        assert klu
        assert all(bool(row["statement"]) == bool(row["section"]) == cited for row in klu)
    assert not any(row["statement"] or not row["body"] for row in before)
    assert {row["status"] for row in within if row["statement"]} == {VV + "stated"}
    assert {row["status"] for row in ever} == {None}


def test_before_the_first_document_nothing_of_a_body_is_stated(store: ox.Store) -> None:
    asked, body = query("not-stated"), {"body": thing("su-hovedstaden")}
    before = list(queries.run(store, asked, body | {"on": day("2011-03-31")}))
    assert {row["aspect"] for row in before} == {
        *("composition", "decision-rule", "referral", "tasks", "purpose"),
        *("meeting-frequency", "contact"),
    }
    assert not any(row["statement"] for row in before)
    on_the_day = {**body, "on": day("2024-04-01"), "standing": ox.NamedNode(VV + "stated")}
    of_the_document = {**body, "document": ox.NamedNode(SOURCE + "guide-2024")}
    columns = ("aspect", "statement")
    first, second = (
        [tuple(row[c] for c in columns) for row in queries.run(store, asked, given)]
        for given in (on_the_day, of_the_document)
    )
    assert first == second
    assert ("appointing-body", SOURCE + "guide-2024#su-municipal") in first


SENT = [
    ("plo-hovedstaden", "plo-repraesentantskab", "kind-plo-r", None),
    ("kind-plo-r", "plo-repraesentantskab", "kind-plo-r", "46"),
    ("plo-hovedstaden", "su-hovedstaden", "plo-hovedstaden", "6"),
    ("municipality-herlev", "su-hovedstaden", "kind-municipality", None),
    ("plo-k-herlev", "kind-klu", "kind-plo-k", "2"),
    ("municipal-council-herlev", "kind-cluster-political", "kind-municipal-council", "1"),
]


@pytest.mark.parametrize("name", ["who-sends-whom", "seat-groups"])
@pytest.mark.parametrize(("sender", "target", "party", "number"), SENT)
def test_one_of_a_kind_does_not_send_the_seats_of_all(
    name: str, sender: str, target: str, party: str, number: str | None, store: ox.Store
) -> None:
    document = ox.NamedNode(SOURCE + "guide-2024")
    given = {"sender": thing(sender), "body": thing(target), "document": document}
    rows = queries.run(store, query(name), given)
    assert [(row["party"], row["least"], row["most"]) for row in rows] == [
        (PREFIXES["id"] + party, number, number)
    ]


@pytest.mark.parametrize(
    ("called", "found"),
    [
        ("Nyledsat", {"office-new-gp"}),
        ("nyledsat læge", {"office-new-gp"}),
        ("nyled", set()),
        ("REGIONALT", {"kind-plo-r"}),
    ],
)
def test_a_name_is_found_by_a_whole_word_of_it(
    called: str, found: set[str], store: ox.Store
) -> None:
    rows = queries.run(store, query("names"), {"called": ox.Literal(called)})
    assert {row["about"] for row in rows} == {PREFIXES["id"] + one for one in found}


def answered(
    name: str, store: ox.Store, columns: str, **given: ox.NamedNode | ox.Literal
) -> list[tuple[str | None, ...]]:
    """Some columns of a query's rows, IRIs shortened."""
    rows = queries.run(store, query(name), given)
    wanted = [rows.columns.index(column) for column in columns.split()]
    return [
        tuple(c and (shorten(c.value) if c.iri else c.value) for c in (row[i] for i in wanted))
        for row in rows.rows
    ]


def test_a_side_is_one_s_own_or_else_the_kind_s_or_the_broader_office_s(store: ox.Store) -> None:
    doctors, regions, municipalities = (
        ("id:side-doctors", "Læger", "1"),
        ("id:side-regions", "Regioner", "2"),
        ("id:side-municipalities", "Kommuner", "3"),
    )
    stands = {
        "plo": doctors,
        "plo-hovedstaden": doctors,
        "plo-k-hilleroed": doctors,
        "general-practice": doctors,
        "office-new-gp": doctors,
        "rltn": regions,
        "region-hovedstaden": regions,
        "office-praehospital-doctor": regions,
        "municipality-hilleroed": municipalities,
        "office-municipal-doctor": municipalities,
    }
    columns = "side name position"
    assert {one: answered("sides", store, columns, thing=thing(one)) for one in stands} == {
        one: [side] for one, side in stands.items()
    }
    for meeting in ("su-hovedstaden", "kind-klu", "klu-hilleroed", "ssu", "agreement-parties"):
        assert not answered("sides", store, columns, thing=thing(meeting)), meeting


def test_whoever_is_on_a_side_is_on_one(store: ox.Store) -> None:
    found = answered("sides", store, "thing")
    assert len(found) == len(set(found))
    of_one = answered("sides", store, "thing side", side=thing("side-regions"))
    assert {side for _, side in of_one} == {"id:side-regions"}
    assert {("id:rltn", "id:side-regions"), ("id:kind-region", "id:side-regions")} < set(of_one)


def test_the_nearest_broader_office_with_a_side_decides() -> None:
    told = ox.Store()
    told.load(
        f"""PREFIX id: <{PREFIXES["id"]}> PREFIX skos: <{PREFIXES["skos"]}> PREFIX vv: <{VV}>
        id:wide skos:inScheme id:offices ; vv:side id:side-a .
        id:middle skos:inScheme id:offices ; skos:broader id:wide ; vv:side id:side-b .
        id:narrow skos:inScheme id:offices ; skos:broader id:middle .
        id:narrowest skos:inScheme id:offices ; skos:broader id:narrow .
        id:side-a skos:prefLabel "A"@da ; vv:position 1 .
        id:side-b skos:prefLabel "B"@da ; vv:position 2 .""",
        ox.RdfFormat.TURTLE,
        to_graph=ox.NamedNode(GRAPH + "identity"),
    )
    assert sorted(answered("sides", told, "thing name")) == [
        ("id:middle", "B"),
        ("id:narrow", "B"),
        ("id:narrowest", "B"),
        ("id:wide", "A"),
    ]


def test_a_claim_is_found_by_whoever_makes_it_or_reports_it(store: ox.Store) -> None:
    told = {"document": ox.NamedNode(SOURCE + "told")}
    said = ("id:person-told", "id:plo", "id:region-hovedstaden", "Regionen sparer.")
    for given in ({}, {"by": thing("person-told")}, {"by": thing("plo")}):
        columns = "claimant reporter about description"
        assert answered("claims", store, columns, **told, **given) == [said]
    assert answered("claims", store, "claimant", thing=thing("region-hovedstaden"), **told)
    assert not answered("claims", store, "claimant", thing=thing("person-told"), **told)


def test_topics_come_in_order_with_rhythm_and_wider_topic(store: ox.Store) -> None:
    told = {"document": ox.NamedNode(SOURCE + "told"), "thing": thing("klu-hilleroed")}
    columns = "position number about rhythm wider obligation"
    wide = ("1", "7", "id:kind-klu", "vv:each-meeting", None, "vv:recommended")
    narrow = ("2", "7", "id:kind-klu", None, f"{SOURCE}told#wide", "vv:may")
    shown = [
        tuple(c and c.replace("src:", SOURCE) for c in row)
        for row in answered("topics", store, columns, **told)
    ]
    assert shown == [wide, narrow]
    for given in (
        {"matter": thing("kind-municipality")},
        {"when": ox.NamedNode(VV + "each-meeting")},
    ):
        assert len(answered("topics", store, "position", **told, **given)) == 1
    for printed, found in (("7", 2), ("8", 0)):
        rows = answered("topics", store, "position", **told, printed=ox.Literal(printed))
        assert len(rows) == found


def test_a_schedule_has_times_and_place_or_is_a_deadline(store: ox.Store) -> None:
    told = {"document": ox.NamedNode(SOURCE + "told"), "thing": thing("medlemsmoede")}
    columns = "about act beginsAt endsAt venue"
    meeting = ("2024-06-01T17:00:00", "2024-06-01T19:00:00", "Salen")
    assert answered("schedules", store, columns, **told) == [
        ("id:medlemsmoede", "id:act-conclude", *meeting),
        ("id:medlemsmoede", "id:act-join", None, "2024-05-20", None),
    ]
    assert len(answered("schedules", store, "act", doing=thing("act-join"), **told)) == 1


def in_force(store: ox.Store, asked: str | None, **given: ox.NamedNode) -> list[str | None]:
    days = {"day": day(asked)} if asked else {}
    rows = answered("in-force", store, "inForce derived", **given, **days)
    assert all(bool(derived) == bool(holds) for holds, derived in rows)
    return [holds for holds, _ in rows]


def test_what_is_in_force_is_worked_out_for_the_day_alone(store: ox.Store) -> None:
    told = {"document": ox.NamedNode(SOURCE + "told"), "thing": thing("ok-told")}
    days = ("2024-02-29", "2024-03-01", "2024-08-31", "2024-09-01")
    assert [in_force(store, asked, **told) for asked in days] == [
        ["false"],
        ["true"],
        ["true"],
        ["false"],
    ]
    assert in_force(store, None, **told) == [None]
    parties = answered("in-force", store, "adopted from until party", **told)
    assert parties == [("2023-12", "2024-03-01", "2024-08-31", "id:plo")]


def test_a_day_within_a_date_stated_loosely_is_neither(store: ox.Store) -> None:
    told = {"document": ox.NamedNode(SOURCE + "told"), "thing": thing("ok-loose")}
    days = ("2023-12-31", "2024-06-01", "2025-01-01")
    assert [in_force(store, asked, **told) for asked in days] == [["false"], [None], ["true"]]


def test_steps_with_the_same_number_are_all_shown_with_their_own_section(store: ox.Store) -> None:
    given = {"need": thing("need-binding-agreement")}
    given["document"] = ox.NamedNode(SOURCE + "klu-guidance-2011")
    rows = answered("route-steps", store, "step position section", **given)
    second = [step for step, position, _ in rows if position == "2"]
    assert len(second) == len(set(second)) == 3
    elsewhere = [step for step, _, section in rows if section == "v10:fn1"]
    assert elsewhere == ["v10:bilateral-agreement-step-3"]


def test_a_person_is_found_by_part_of_the_name_and_by_the_kind_of_body(store: ox.Store) -> None:
    told = {"document": ox.NamedNode(SOURCE + "told")}
    sits = [("id:plo-hovedstaden", "id:person-told", "Henrik Opdigtet", "id:role-chair")]
    columns = "target person name role"
    for called in ("opdigtet", "Fictitious", "HENRIK"):
        rows = answered("memberships", store, columns, called=ox.Literal(called), **told)
        assert [row[:2] + row[3:] for row in rows] == [row[:2] + row[3:] for row in sits]
    assert answered("memberships", store, columns, body=thing("plo-hovedstaden"), **told) == sits
    assert not answered("memberships", store, columns, body=thing("plo"), **told)


def test_what_differs_between_editions_is_told_point_by_point(store: ox.Store) -> None:
    editions = {"document": ox.NamedNode(SOURCE + "guide-2025")}
    editions["other"] = ox.NamedNode(SOURCE + "guide-2024")
    columns = "change point link before after otherSection section"
    rows = answered("differences", store, columns, **editions)
    fee = ("changed", "id:point-riv-fee", "vv:value", "650", "750", "g24:7.4", "g25:7.4")
    ssu = ("dropped", "id:point-ssu", "rdf:type", None, None, "g24:6.3", None)
    contact = ("vv:contact", None, "g25:plo-h-email", "g24:7.4", "g25:7.4")
    assert {fee, ssu, ("changed", "id:point-riv-leave", *contact)} <= set(rows)
    assert {row[0] for row in rows} == {"added", "changed", "dropped"}
    assert not [row for row in rows if row[1] == "id:point-su"]
    back = {"document": editions["other"], "other": editions["document"]}
    turned = {row[1] for row in answered("differences", store, columns, **back)}
    assert turned == {row[1] for row in rows}


# ---------------------------------------------------------------- another engine


@pytest.fixture(scope="module")
def elsewhere(store: ox.Store, tmp_path_factory: pytest.TempPathFactory) -> rdflib.Dataset:
    path: Path = tmp_path_factory.mktemp("rdflib") / "all.nq"
    store.dump(str(path), ox.RdfFormat.N_QUADS)
    with path.open("rb") as opened:
        return rdflib.Dataset().parse(opened, format="nquads")


@pytest.mark.filterwarnings(r"ignore:Dataset\.:DeprecationWarning")
@pytest.mark.parametrize("name", ALSO_RUN_IN_RDFLIB)
def test_rdflib_gives_the_same_rows(name: str, store: ox.Store, elsewhere: rdflib.Dataset) -> None:
    asked = query(name)
    ours = {
        tuple((cell.value, cell.lang) if cell else None for cell in row)
        for row in queries.select(store, asked.text).rows
    }
    theirs = {
        tuple(
            (str(value), getattr(value, "language", None) or "") if value is not None else None
            for value in row
        )
        for row in elsewhere.query(asked.text)
    }
    assert ours == theirs


# ---------------------------------------------------------------- what only a second edition shows


@pytest.fixture
def two_editions(store: ox.Store) -> ox.Store:
    """The shipped graph, and a later edition of its series that states SU alone."""
    later = ox.Store()
    later.extend(q for q in store if q.graph_name != ox.NamedNode(GRAPH + "standing"))
    guide = ox.NamedNode(SOURCE + "guide-2024")
    (series,) = (
        q.object for q in later.quads_for_pattern(guide, ox.NamedNode(VV + "series"), None)
    )
    later.load(
        f"""
        PREFIX dcterms: <http://purl.org/dc/terms/>
        PREFIX id: <{PREFIXES["id"]}>
        PREFIX later: <{SOURCE}later#>
        PREFIX prov: <http://www.w3.org/ns/prov#>
        PREFIX vv: <{VV}>
        PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
        <{SOURCE}later> a vv:Document ;
            vv:series {series} ; vv:countsFrom "2090-01-01"^^xsd:date .
        later:a a vv:Section ; vv:position 1 ; vv:heading "SU" .
        later:su a vv:CompositionRule ;
            dcterms:isVersionOf id:point-su ; prov:hadPrimarySource later:a ;
            vv:appliesTo id:su-hovedstaden ; vv:obligation vv:must ; vv:totalSeats 9 .
        """.encode(),
        ox.RdfFormat.TURTLE,
        to_graph=ox.NamedNode(SOURCE + "later"),
    )
    add_periods(later)
    return later


def test_what_a_later_edition_leaves_out_is_not_restated(two_editions: ox.Store) -> None:
    asked = query("not-restated")
    on = {"on": day("2090-06-01")}
    left_out = {row["point"] for row in queries.run(two_editions, asked, on)}
    assert PREFIXES["id"] + "point-lsu" in left_out
    assert PREFIXES["id"] + "point-su" not in left_out
    before = queries.run(two_editions, asked, {"on": day("2089-12-31")})
    assert PREFIXES["id"] + "point-lsu" not in {row["point"] for row in before}


def test_what_is_not_restated_comes_only_when_asked_for(two_editions: ox.Store) -> None:
    asked, on = query("seat-totals"), day("2090-06-01")
    stated = {"on": on, "standing": ox.NamedNode(VV + "stated")}
    totals = {
        (row["target"], row["total"], row["derived"])
        for row in queries.run(two_editions, asked, stated)
    }
    assert totals == {(PREFIXES["id"] + "su-hovedstaden", "9", "false")}
    assert len(queries.run(two_editions, asked, {"on": on})) > 1


def test_a_point_knows_how_many_documents_state_it(two_editions: ox.Store) -> None:
    found = {
        row["point"]: row["documents"] for row in queries.run(two_editions, query("points"), {})
    }
    assert int(found[PREFIXES["id"] + "point-su"]) == int(found[PREFIXES["id"] + "point-lsu"]) + 1
