"""The law of a day as SHACL that any engine runs on rosters: bodies named, parties resolved.

Every verdict has a shape of its own, ``<shape of the demand or law>/<code>``, asked of the body by
the shape of its law. All is SHACL Core but what compares counts or rows with each other: parity,
and who sits twice or stands in for nobody. A body is asked no more than its rosters cover; what
they do not cover is not empty but unrecorded.

One form is for an engine's sake: a path that lets a body's rows pass or follows them to their
persons (``zeroOrOnePath``) stands where an alternative of two paths would be plainer, as shacl-rust
reads no sequence within an alternative.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from hashlib import blake2b

from vejviser.columns import word
from vejviser.messages import LANGUAGES
from vejviser.names import PREFIXES, SHAPE, shorten
from vejviser.nouns import Demand, Grade, Law
from vejviser.rules import questions
from vejviser.rules.aggregate import members, seats
from vejviser.rules.demands import everyone
from vejviser.rules.verdicts import lack, of_misfit, sides
from vejviser.turtle import LOCAL

USED = ("id", "org", "rdf", "schema", "sh", "vv", "xsd")
LEVELS = {"error": "sh:Violation", "warning": "sh:Warning", "info": "sh:Info"}

# Where the shapes are that those of all bodies are made of.
ANY = SHAPE + "any/"
ROWS = "[ sh:inversePath org:organization ]"
PERSONS = f"( {ROWS} org:member )"
# Persons, and the rows themselves: a vacancy is a row that leads to no person.
SEATS = f"( {ROWS} [ sh:zeroOrOnePath org:member ] )"
# The body again if it has rows, else nothing: no query is asked of what is not recorded.
ITSELF = f"( {ROWS} org:organization )"
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
        demands = sorted(law.demands, key=lambda demand: demand.shape)
        verdicts = [
            *(one for demand in demands if demand.severity for one in _demand(sheet, law, demand)),
            *(_demand(sheet, law, total) if (total := everyone(law)) else ()),
            *_strangers(sheet, law),
            *_compared(sheet, law, on),
        ]
        aim = f"sh:targetNode {_iri(law.body)}"
        asked = f"sh:property {' , '.join(verdicts)}"
        sheet.add(law.shape, "a sh:PropertyShape", aim, f"sh:path {ITSELF}", asked)
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

    def verdict(self, shape: str, severity: Grade, path: str, *said: str) -> str:
        """Put in a shape that can be broken, whose IRI ends in its code, and give its name."""
        code = shape.rpartition("/")[2]
        named = " , ".join(f'"{word("verdict", code, lang)}"@{lang}' for lang in LANGUAGES)
        says = (f"sh:path {path}", f"sh:severity {LEVELS[severity]}", f"sh:message {named}")
        return self.add(shape, "a sh:PropertyShape", *says, *said)

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


def _demand(sheet: _Sheet, law: Law, demand: Demand) -> Iterator[str]:
    """The verdicts on the number of distinct persons whose row fits a demand."""
    shape, least, most = demand.shape, demand.least, demand.most
    if most is None and not least:
        return
    row = _row(sheet, law, demand)
    who = "sh:path [ sh:inversePath org:member ]"
    person = sheet.add(f"{shape}/person", "a sh:PropertyShape", who, _some(row))
    allowed = {}
    if most is not None:
        allowed["too-many"] = [_count(PERSONS, person, most=most)]
    if least:
        unheld = _row(sheet, law, demand, vacant=True) if demand.offices else row
        vacancy = f"[ sh:node {_iri(ANY + 'vacancy')} ; sh:node {unheld} ]"
        seat = sheet.add(f"{shape}/seat", "a sh:NodeShape", f"sh:or ( {person} {vacancy} )")
        allowed[lack(demand, vacant=False)] = [_count(SEATS, seat, least=least)]
        allowed["vacant"] = [
            _count(PERSONS, person, least=least),
            _count(SEATS, seat, most=least - 1),
        ]
    uncovered = _uncovered(sheet, demand)
    for code, options in allowed.items():
        either = f"sh:or ( {' '.join([uncovered, *options])} )"
        yield sheet.verdict(f"{shape}/{code}", demand.severity, ITSELF, either)


def _row(sheet: _Sheet, law: Law, demand: Demand, *, vacant: bool = False) -> str:
    """The shape of a row that fits a demand.

    :param vacant: of a vacancy, which has no holder: one that names no office is for any
    """
    wanted = [
        _has("org:organization", _iri(law.body)),
        *ACTIVE,
        _capacity(sheet, demand.capacity),
        *(f"sh:property {one}" for one in _fits(sheet, demand, vacant=vacant)),
    ]
    if demand.role:
        wanted.append(_has("org:role", _iri(demand.role)))
    # A row that names no seat counts wherever else it fits.
    wanted.append(f"sh:property [ sh:path vv:seat ; sh:in {_list(seats(law, demand))} ]")
    name = "unheld" if vacant else "row"
    return sheet.add(f"{demand.shape}/{name}", "a sh:NodeShape", *wanted)


def _strangers(sheet: _Sheet, law: Law) -> Iterator[str]:
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
            grade = of_misfit(law, code)
            yield sheet.verdict(f"{law.shape}/{code}", grade, ROWS, f"sh:or ( {allowed} )")


def _compared(sheet: _Sheet, law: Law, on: date) -> Iterator[str]:
    """What is wrong between the counts and rows of a body, and in their dates."""
    row = f"[ sh:not {_iri(ANY + 'row')} ]"
    dates = "[ sh:path schema:startDate ; sh:lessThanOrEquals schema:endDate ]"
    allowed = f"{_iri(ANY + 'colleagues-uncovered')} {row} {dates}"
    yield sheet.verdict(f"{law.shape}/inverted-period", "error", ROWS, f"sh:or ( {allowed} )")
    levelled = sides(law)
    queries: list[tuple[str, Grade, str, str]] = [
        ("same-person-twice", "error", ROWS, questions.twice(on, equal=False)),
        ("overlapping-periods", "error", ROWS, questions.twice(on, equal=True)),
        ("substitute-for-nobody", "error", ROWS, questions.substitute(on)),
    ]
    if law.parity and len(levelled) > 1:
        asked = [(demand, seats(law, demand)) for demand in levelled]
        queries.append(("parity-broken", law.parity, ITSELF, questions.parity(asked, on)))
    for code, severity, path, query in queries:
        select = f'[ sh:prefixes {_iri(ANY + "prefixes")} ; sh:select """\n{query}""" ]'
        yield sheet.verdict(f"{law.shape}/{code}", severity, path, f"sh:sparql {select}")


def _fits(sheet: _Sheet, demand: Demand, *, vacant: bool = False) -> list[str]:
    """The shapes of a row that has a party and an office a demand asks for."""
    party, office = (
        [_among(sheet, name, values)] if values else []
        for name, values in (("party", demand.parties), ("office", demand.offices))
    )
    if vacant:
        office = [f"[ sh:path vv:office ; sh:in {_list(demand.offices)} ]"]
    return [*party, *office]


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
