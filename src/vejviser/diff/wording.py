"""What statements say in one respect or in all, in the words of one language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from vejviser.columns import HEADINGS, heading
from vejviser.names import VV, expand
from vejviser.nouns import Cell, Saying
from vejviser.words import span, write_number, write_period, write_printed

KINDS: dict[str, tuple[str, str]] = {
    "changed": ("Ændret", "Changed"),
    "renamed": ("Navne og afsnitsnumre", "Names and section numbers"),
    "added": ("Tilføjet", "Added"),
    "not-restated": ("Ikke gentaget", "Not restated"),
    "not-stated": ("Ikke oplyst for den dag", "Not stated for that day"),
    "reference-mended": ("Henvisninger, der nu fører rigtigt", "References that now lead right"),
    "reference-broken": (
        "Henvisninger, der ikke længere fører rigtigt",
        "References that no longer lead right",
    ),
    "link-changed": ("Links", "Links"),
    "respelt": ("Skrevet anderledes", "Written differently"),
}

ASPECTS: dict[str, tuple[str, str]] = {
    "class": ("slags udsagn", "kind of statement"),
    "name": ("navn", "name"),
    "number": ("tal", "number"),
    "party": ("hvem", "who"),
    "relation": ("forhold", "relation"),
    "contact": ("kontakt", "contact"),
    "target": ("mål", "target"),
    "reference": ("henvisning", "reference"),
    "basis": ("hjemmel", "legal basis"),
    "time": ("tid", "time"),
    "description": ("indhold", "content"),
    "step": ("skridt", "step"),
}

WORDS: dict[str, tuple[str, str]] = {
    "section": ("afsnit", "section"),
    "point": ("punkt", "point"),
    "before": ("før", "before"),
    "after": ("nu", "now"),
    "nothing": ("(ikke oplyst)", "(not stated)"),
    "was-in": ("før i {}", "before in {}"),
    "yes": ("ja", "yes"),
    "no": ("nej", "no"),
    "quoted": ("»{}«", "“{}”"),
    "leads-to": ("fører til {}", "leads to {}"),
    "leads-nowhere": ("fører ingen steder", "leads nowhere"),
    "must-mean": ("må mene {}", "must mean {}"),
    "since": ("fra {}", "from {}"),
    "until": ("til {}", "until {}"),
}

# What tells a statement from others of its class; the description follows, or else all the rest.
TELLING = (
    *("name", "number", "party", "relation", "contact", VV + "anchorText", "target"),
    *("reference", VV + "heading", VV + "statedDate", VV + "derivedDate"),
    *(VV + "beginsAt", VV + "endsAt", VV + "place"),
)

UNSAID = {VV + "exactly", VV + "between", VV + "count", VV + "usable"}
"""Values that go without saying."""


class Wording:
    """Words in one language.

    :param named: IRI → label
    """

    def __init__(self, named: Callable[[str], str], lang: str) -> None:
        self.label, self.lang = named, lang

    def kind(self, key: str) -> str:
        """The heading of a kind of change."""
        return KINDS[key][self.lang == "en"]

    def aspect(self, key: str) -> str:
        """What an aspect is called; a property as in tables, or by its label."""
        if key in ASPECTS:
            return ASPECTS[key][self.lang == "en"]
        name = key.removeprefix(VV)
        return heading(name, self.lang) if name in HEADINGS else self.label(key)

    def section(self, iri: str) -> str:
        """A section by its number, where it has one, and its label."""
        number = iri.rpartition("#")[2]
        return f"{number} {self.label(iri)}" if number[:1].isdigit() else self.label(iri)

    def whole(self, aspects: Mapping[str, Saying]) -> str:
        """All that is said: what tells it apart, and the description or else the legal basis."""
        told = [self.say(key, aspects[key]) for key in TELLING if key in aspects]
        rest = [self.say(key, aspects[key]) for key in ("description", "basis") if key in aspects]
        if told and rest:
            told.append(rest[0].rstrip("."))
        return "; ".join(told or rest[:1])

    def say(self, aspect: str, saying: Saying) -> str:
        """What is said in one respect; empty where nothing is."""

        def of(name: str) -> str:
            """The first value of a property, unless it goes without saying."""
            cells = saying.get(expand(name), ())
            return self._text(cells[0]) if cells and cells[0].value not in UNSAID else ""

        match aspect:
            case _ if not saying:
                return ""
            case "name":
                return _spaced(self.word("quoted", of("vv:name")), _bracketed(of("vv:nameKind")))
            case "number":
                least, most = (of(f"vv:{n}Value") or of(f"vv:{n}Seats") for n in ("min", "max"))
                number = of("vv:value") or span(least or None, most or None, self.lang)
                return _spaced(of("vv:comparator"), number, of("vv:unit"))
            case "party":
                return self._party(saying)
            case "relation":
                return _spaced(of("rdf:subject"), of("rdf:predicate"), of("rdf:object"))
            case "target" if of("vv:printedTarget") == "#":
                return of("vv:usability") or "#"
            case "target":
                return _spaced(of("vv:printedTarget"), _bracketed(of("vv:usability")))
            case "contact":
                usability = _bracketed(of("vv:usability"))
                return _spaced(of("vv:channel"), of("vv:printed"), usability)
            case "reference":
                printed = self.word("quoted", of("vv:printed"))
                return _spaced(printed, _bracketed(self._leads(saying)))
            case "time":
                return self._time(of("schema:startDate"), of("schema:endDate"), saying)
            case _:
                return ", ".join(self._texts(saying))

    def word(self, key: str, *values: str) -> str:
        """A fixed word or phrase, with its gaps filled in."""
        return WORDS[key][self.lang == "en"].format(*values)

    def _texts(self, saying: Saying) -> Iterator[str]:
        """Values as people read them; of texts in several languages, those in ours."""
        for cells in saying.values():
            ours = [cell for cell in cells if cell.lang in ("", self.lang)]
            yield from map(self._text, ours or cells)

    def _text(self, cell: Cell) -> str:
        if cell.iri:
            return self.label(cell.value)
        match cell.datatype.rpartition("#")[2]:
            case "boolean":
                return self.word("yes" if cell.value == "true" else "no")
            case "date" | "dateTime" | "gYearMonth":
                return write_printed(cell.value, self.lang)
            case "decimal":
                return write_number(cell.value, self.lang)
        return cell.value

    def _party(self, saying: Saying) -> str:
        scope = [self._text(cell) for cell in saying.get(VV + "partyScope", ())]
        parties = [
            f"{self.label(prop)} {self._text(cell)}"
            for prop, cells in saying.items()
            for cell in cells
            if prop != VV + "partyScope"
        ]
        return ", ".join([*parties, *scope])

    def _leads(self, saying: Saying) -> str:
        """Where a cross-reference leads, and where it must be meant to where that is elsewhere."""
        to, meant = (
            [cell.value for cell in saying.get(VV + prop, ())] for prop in ("pointsTo", "intended")
        )
        told = [self.word("leads-to", self.section(iri)) for iri in to]
        told += [self.word("must-mean", self.section(iri)) for iri in meant if to != meant]
        return ", ".join(told if to else [self.word("leads-nowhere"), *told])

    def _time(self, start: str, end: str, saying: Saying) -> str:
        """A period: a year as such, days as people write them."""
        if not start or not end:
            return self.word("since", start) if start else self.word("until", end)
        first, last = (saying[expand(f"schema:{edge}Date")][0].value for edge in ("start", "end"))
        return write_period(first, last, self.lang)


def _spaced(*texts: str) -> str:
    return " ".join(text for text in texts if text)


def _bracketed(text: str) -> str:
    return f"({text})" if text else ""
