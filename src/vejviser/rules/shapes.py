"""The law of a day as SHACL that any engine runs on rosters: bodies named, parties resolved.

Every verdict has a shape of its own, ``<shape of the demand or law>/<code>``, whose target is the
body. All is SHACL Core but what compares counts or rows with each other: parity, and who sits
twice or stands in for nobody. A body is asked no more than its rosters cover; what they do not
cover is not empty but unrecorded.

Two forms are for the engines' sake. A path that lets a body's rows pass or follows them to their
persons (``zeroOrOnePath``) stands where an alternative of two paths would be plainer, as
shacl-rust reads no sequence within an alternative. And a query names its constraint's shape by
standing on it alone, as no engine tells which of a shape's queries answered.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import blake2b

from vejviser.columns import word
from vejviser.messages import LANGUAGES
from vejviser.names import PREFIXES, SHAPE, shorten
from vejviser.nouns import Demand, Grade, Law
from vejviser.rules import questions
from vejviser.rules.aggregate import members, seats
from vejviser.rules.demands import everyone
from vejviser.rules.verdicts import of_misfit
from vejviser.turtle import LOCAL

USED = ("id", "org", "rdf", "schema", "sh", "vv", "xsd")
LEVELS = {"error": "sh:Violation", "warning": "sh:Warning", "info": "sh:Info"}

# Where the shapes are that those of all bodies are made of.
ANY = SHAPE + "any/"
ROWS = "[ sh:inversePath org:organization ]"
PERSONS = f"( {ROWS} org:member )"
# Persons, and the rows themselves: a vacancy is a row that leads to no person.
SEATS = f"( {ROWS} [ sh:zeroOrOnePath org:member ] )"
COLLEAGUES = f"( org:organization {ROWS} )"

# That a row, or a coverage, holds on the day.
ACTIVE = ("sh:property <any/begun>", "sh:property <any/not-ended>")


def shapes(laws: Iterable[Law], on: date) -> str:
    """The shapes of the laws of a day, as Turtle.

    The same laws in another order give the same text. A demand without a severity has no shapes
    of its own, yet whom it names is no stranger to the law.
    """
    sheet = _Sheet()
    _common(sheet, on)
    for law in sorted(laws, key=lambda law: law.body):
        for demand in sorted(law.demands, key=lambda demand: demand.shape):
            if demand.severity:
                _demand(sheet, law, demand)
        if total := everyone(law):
            _demand(sheet, law, total)
        _strangers(sheet, law)
        _compared(sheet, law, on)
    return sheet.text()


class _Sheet:
    """Shapes by IRI, each written once, in the order in which they came."""

    def __init__(self) -> None:
        self.blocks: dict[str, str] = {}

    def add(self, shape: str, *said: str) -> str:
        """Put a shape in, and give its name."""
        name = _iri(shape)
        self.blocks.setdefault(shape, f"{name} " + " ;\n    ".join(said))
        return name

    def verdict(self, law: Law, shape: str, severity: Grade, what: str, *said: str) -> None:
        """Put in a shape that aims at the law's body and can be broken; its end is its code.

        :param what: which of the two forms of shape it is
        """
        code = shape.rpartition("/")[2]
        named = " , ".join(f'"{word("verdict", code, lang)}"@{lang}' for lang in LANGUAGES)
        self.add(
            shape,
            f"a sh:{what}",
            f"sh:targetNode {_iri(law.body)}",
            f"sh:severity {LEVELS[severity]}",
            f"sh:message {named}",
            *said,
        )

    def text(self) -> str:
        head = f"BASE <{SHAPE}>\n"
        head += "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in USED)
        return head + "".join(f"\n{block} .\n" for block in self.blocks.values())


def _common(sheet: _Sheet, on: date) -> None:
    """What the shapes of every body use."""
    day = f'"{on.isoformat()}"^^xsd:date'
    for name, says in (
        ("begun", f"sh:path schema:startDate ; sh:maxInclusive {day}"),
        ("not-ended", f"sh:path schema:endDate ; sh:minInclusive {day}"),
    ):
        sheet.add(ANY + name, "a sh:PropertyShape", says)
    membership, vacancy = (
        sheet.add(ANY + name.lower(), "a sh:NodeShape", _has("rdf:type", prefix + name))
        for prefix, name in (("org:", "Membership"), ("vv:", "Vacancy"))
    )
    sheet.add(ANY + "row", "a sh:NodeShape", f"sh:or ( {membership} {vacancy} )")
    sheet.add(
        ANY + "sits",
        "a sh:NodeShape",
        f"sh:node {membership}",
        *ACTIVE,
        _capacity(sheet, "member"),
    )
    coverage = sheet.add(
        ANY + "coverage",
        "a sh:NodeShape",
        _has("rdf:type", "vv:Coverage"),
        *ACTIVE,
    )
    sheet.add(
        ANY + "colleagues-uncovered",
        "a sh:PropertyShape",
        f"sh:path {COLLEAGUES}",
        f"sh:qualifiedValueShape {coverage}",
        "sh:qualifiedMaxCount 0",
    )
    # Named, so that an engine puts the same head before a query each time and may know it again.
    declared = [
        sheet.add(
            f"{ANY}prefix-{prefix}",
            f'sh:prefix "{prefix}"',
            f'sh:namespace "{PREFIXES[prefix]}"^^xsd:anyURI',
        )
        for prefix in questions.USED
    ]
    sheet.add(ANY + "prefixes", f"sh:declare {' , '.join(declared)}")


def _demand(sheet: _Sheet, law: Law, demand: Demand) -> None:
    """How many must, and may, fit a demand."""
    wanted = [
        _has("org:organization", _iri(law.body)),
        *ACTIVE,
        _capacity(sheet, demand.capacity),
        *(f"sh:property {one}" for one in _fits(sheet, demand)),
    ]
    if demand.role:
        wanted.append(_has("org:role", _iri(demand.role)))
    # A row that names no seat counts wherever else it fits.
    wanted.append(f"sh:property [ sh:path vv:seat ; sh:in {_list(seats(law, demand))} ]")
    row = sheet.add(f"{demand.shape}/row", "a sh:NodeShape", *wanted)
    code = "one-per-each-unmet" if demand.each else "role-missing" if demand.role else ""
    code = code or ("nested-unmet" if demand.within else "too-few")
    _numbers(sheet, law, demand, row, code)


def _numbers(sheet: _Sheet, law: Law, demand: Demand, row: str, code: str) -> None:
    """The verdicts on the number of distinct persons whose row fits a demand.

    :param row: the shape of such a row
    :param code: what it is when there are too few, and no vacancies to explain it
    """
    shape, least, most = demand.shape, demand.least, demand.most
    uncovered = _uncovered(sheet, demand)
    person = sheet.add(
        f"{shape}/person",
        "a sh:PropertyShape",
        "sh:path [ sh:inversePath org:member ]",
        _some(row),
    )
    options = {}
    if most is not None:
        options["too-many"] = [_count(PERSONS, person, most=most)]
    if least:
        vacancy = f"[ sh:node {_iri(ANY + 'vacancy')} ; sh:node {row} ]"
        seat = sheet.add(f"{shape}/seat", "a sh:NodeShape", f"sh:or ( {person} {vacancy} )")
        enough = _count(PERSONS, person, least=least)
        options[code] = [_count(SEATS, seat, least=least)]
        options["vacant"] = [enough, _count(SEATS, seat, most=least - 1)]
    for name, allowed in options.items():
        either = f"sh:or ( {' '.join([uncovered, *allowed])} )"
        sheet.verdict(law, f"{shape}/{name}", demand.severity, "NodeShape", either)


def _strangers(sheet: _Sheet, law: Law) -> None:
    """Members who fit none of a law's demands by party and office."""
    demands = members(law)
    fits = [_fits(sheet, demand) for demand in demands]
    if not fits or not all(fits):
        return
    named = {party for demand in demands for party in demand.parties}
    astray = {party for demand in demands for party in demand.elsewhere}
    choosy = any(demand.parties and demand.offices for demand in demands)
    fitting = [_one(options) for options in dict.fromkeys(map(tuple, fits))]
    passing = [
        _iri(ANY + "colleagues-uncovered"),
        f"[ sh:not {_iri(ANY + 'sits')} ]",
        *fitting,
    ]
    ours = _among(sheet, "party", named)
    theirs = _among(sheet, "party", named | astray)
    verdicts = {
        "office-missing": [f"[ sh:not {ours} ]"] if choosy else None,
        "wrong-area": [ours, f"[ sh:not {theirs} ]"] if astray - named else None,
        "wrong-party": [theirs] if law.closed else None,
    }
    for code, others in verdicts.items():
        if others is not None:
            allowed = " ".join([*passing, *(one for one in others if one)])
            sheet.verdict(
                law,
                f"{law.shape}/{code}",
                of_misfit(law, code),
                "PropertyShape",
                f"sh:path {ROWS}",
                f"sh:or ( {allowed} )",
            )


def _compared(sheet: _Sheet, law: Law, on: date) -> None:
    """What is wrong between the counts and rows of a body, and in their dates."""
    grade: Grade = "warning" if law.standing == "not-restated" else "error"
    row = f"[ sh:not {_iri(ANY + 'row')} ]"
    dates = "[ sh:path schema:startDate ; sh:lessThanOrEquals schema:endDate ]"
    sheet.verdict(
        law,
        f"{law.shape}/inverted-period",
        grade,
        "PropertyShape",
        f"sh:path {ROWS}",
        f"sh:or ( {_iri(ANY + 'colleagues-uncovered')} {row} {dates} )",
    )
    levelled = [demand for demand in members(law) if not demand.within]
    queries = [
        ("same-person-twice", grade, questions.twice(on, equal=False)),
        ("overlapping-periods", grade, questions.twice(on, equal=True)),
        ("substitute-for-nobody", grade, questions.substitute(on)),
    ]
    if law.parity and len(levelled) > 1:
        asked = [(demand, seats(law, demand)) for demand in levelled]
        queries.append(("parity-broken", law.parity, questions.parity(asked, on)))
    for code, severity, query in queries:
        sheet.verdict(
            law,
            f"{law.shape}/{code}",
            severity,
            "NodeShape",
            f'sh:sparql [ sh:prefixes {_iri(ANY + "prefixes")} ; sh:select """\n{query}""" ]',
        )


def _fits(sheet: _Sheet, demand: Demand) -> list[str]:
    """The shapes of a row that has a party and an office a demand asks for."""
    asked = (("party", demand.parties), ("office", demand.offices))
    return [_among(sheet, name, values) for name, values in asked if values]


def _among(sheet: _Sheet, name: str, values: Iterable[str]) -> str:
    """The shape of a row whose party or office is one of some; shared by all who ask for these.

    Empty where there are none.
    """
    wanted = sorted(set(values))
    if not wanted:
        return ""
    says = {"party": "sh:path vv:onBehalfOf", "office": "sh:path vv:office"}[name]
    some = ["sh:minCount 1", f"sh:in {_list(wanted)}"]
    alone = [f"sh:hasValue {_iri(wanted[0])}"]
    among = alone if len(wanted) == 1 else some
    return sheet.add(f"{ANY}{name}-{_mark(wanted)}", "a sh:PropertyShape", says, *among)


def _uncovered(sheet: _Sheet, demand: Demand) -> str:
    """The shape of a body whose rosters do not tell of all who could meet a demand.

    They do where they cover the whole body, whom the rule names, or each of its parties.
    """
    sides = sorted({*filter(None, [demand.party]), *_alone(demand.parties)})
    side = f"sh:in {_list(sides)}" if sides else "sh:maxCount 0"
    covers = f"[ sh:node {_iri(ANY + 'coverage')} ; sh:property [ sh:path vv:party ; {side} ] ]"
    none = [f"sh:path {ROWS}", f"sh:qualifiedValueShape {covers}", "sh:qualifiedMaxCount 0"]
    uncovered = sheet.add(f"{ANY}uncovered-{_mark(sides)}", "a sh:PropertyShape", *none)
    if len(demand.parties) < 2:
        return uncovered
    of_body = _has("org:organization", _iri(demand.body))
    told = f"[ sh:node {_iri(ANY + 'coverage')} ; {of_body} ]"
    party = f"[ sh:path [ sh:inversePath vv:party ] ; {_some(told)} ]"
    among = f"[ sh:in {_list(sorted(demand.parties))} ; sh:property {party} ]"
    some = _count(f"( {ROWS} vv:party )", among, most=len(demand.parties) - 1)
    return f"[ sh:and ( {uncovered} {some} ) ]"


def _alone(parties: Sequence[str]) -> Sequence[str]:
    return parties if len(parties) == 1 else ()


def _capacity(sheet: _Sheet, capacity: str) -> str:
    """That a row is of a capacity."""
    says = ("sh:path vv:capacity", f"sh:hasValue vv:{capacity}")
    return f"sh:property {sheet.add(ANY + capacity, 'a sh:PropertyShape', *says)}"


def _count(path: str, shape: str, *, least: int | None = None, most: int | None = None) -> str:
    """At least or at most so many values of a path have a shape."""
    bound = f"sh:qualifiedMinCount {least}" if most is None else f"sh:qualifiedMaxCount {most}"
    return f"[ sh:path {path} ; sh:qualifiedValueShape {shape} ; {bound} ]"


def _some(shape: str) -> str:
    """At least one value has a shape."""
    return f"sh:qualifiedValueShape {shape} ; sh:qualifiedMinCount 1"


def _one(shapes: Sequence[str]) -> str:
    """One shape that is all of some."""
    return shapes[0] if len(shapes) == 1 else f"[ sh:and ( {' '.join(shapes)} ) ]"


def _has(path: str, value: str) -> str:
    return f"sh:property [ sh:path {path} ; sh:hasValue {value} ]"


def _list(iris: Iterable[str]) -> str:
    return f"( {' '.join(map(_iri, iris))} )"


def _mark(iris: Iterable[str]) -> str:
    """A short name for a set of things, the same wherever it occurs."""
    return blake2b("\n".join(iris).encode(), digest_size=6).hexdigest()


def _iri(iri: str) -> str:
    if iri.startswith(SHAPE):
        return f"<{iri.removeprefix(SHAPE)}>"
    prefix, _, local = shorten(iri).partition(":")
    return f"{prefix}:{local}" if prefix in USED and LOCAL.fullmatch(local) else f"<{iri}>"
