"""What is stated of a thing, in plain sentences: one line per statement, each with its source.

Joins the answers of named queries; adds nothing they do not say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from vejviser.columns import ASPECTS, word
from vejviser.names import VV
from vejviser.nouns import Rows, SeatGroup
from vejviser.words import span, write_number, write_period, write_printed

Row = Mapping[str, str | None]
Ask = Callable[..., Rows]
"""name of a query and its parameters → rows, on the day and in the language asked for"""
Label = Callable[[str], str]

WORDS: dict[str, tuple[str, str]] = {
    "from": ("fra", "from"),
    "appointedBy": ("udpeget af", "appointed by"),
    "electedBy": ("valgt af", "elected by"),
    "same-area": ("i samme område", "of the same area"),
    "in-area": ("i området", "within the area"),
    "each-participant": ("for hver deltager", "per participant"),
    "at-least": ("mindst", "at least"),
    "at-most": ("højst", "at most"),
    "more-than": ("over", "more than"),
    "approximately": ("ca.", "about"),
    "no-number": ("antal ikke oplyst", "number not stated"),
    "within": ("regnes med i", "counted within"),
    "observer": ("som observatør", "as observer"),
    "substitute": ("som stedfortræder", "as substitute"),
    "supplementary": ("ud over medlemmerne", "besides the members"),
    "closed": ("og ingen andre", "and no one else"),
    "parity": ("lige mange fra hver side", "equally many from each side"),
    "total": ("i alt", "in all"),
    "latest": ("senest", "at the latest"),
    "derived": ("udregnet", "computed"),
    "said-of": ("sagt om", "said of"),
    "not-that-day": ("ikke oplyst for dagen; nyeste", "not stated for the day; newest"),
}


@dataclass(frozen=True)
class Line:
    """One sentence on one aspect, and where it is from."""

    aspect: str
    text: str
    document: str = ""
    section: str = ""
    standing: str = ""
    precedence: str = ""


class Describer:
    """Sentences in one language.

    :param ask: runs a named query on the wanted day
    :param label: IRI → label
    :param lang: ``da`` or ``en``
    """

    def __init__(self, ask: Ask, label: Label, lang: str) -> None:
        self.ask, self.label, self.lang = ask, label, lang

    def word(self, key: str) -> str:
        """A fixed word in the language."""
        return WORDS[key][self.lang == "en"]

    def aspect(self, key: str) -> str:
        """The heading of an aspect."""
        return ASPECTS[key][self.lang == "en"]

    def body(self, iri: str, groups: Iterable[SeatGroup]) -> list[Line]:
        """All that is stated of a body, in the order of :data:`ASPECTS`; each line once.

        :param groups: the rule table of the body
        """
        return _in_order(
            *self.thing(iri),
            *self._composition(iri, list(groups)),
            *self._persons(iri),
            *self._decisions(iri),
            *self._not_stated(iri),
        )

    def thing(self, iri: str) -> list[Line]:
        """All that is stated of anything else – an agreement, an office, a scheme – likewise."""
        return _in_order(
            *self._names(iri),
            *self._plain(iri, "what", "descriptions"),
            *self._sends(iri),
            *self._relations(iri),
            *self._lifecycle(iri),
            *self._schedules(iri),
            *self._plain(iri, "tasks", "tasks"),
            *self._topics(iri),
            *self._duties(iri),
            *self._quantities(iri),
            *self._routes(iri),
            *self._contacts(iri),
            *self._provisions(iri),
            *self._mentions(iri),
        )

    def seats(self, group: SeatGroup) -> str:
        """One seat group in words, such as “6 from PLO-Hovedstaden”."""
        people = ", ".join(self.label(iri) for iri in (group.role, *group.office) if iri)
        parts = [
            span(group.least, group.most, self.lang, about=group.approximate)
            or f"({self.word('no-number')})",
            f"× {people}" if people else "",
            f"{self.word(group.verb)} {self.label(group.party)}" if group.party else "",
            self.word(group.scope) if group.scope else "",
            self.word(group.capacity) if group.capacity != "member" else "",
            f"({self.word('within')} {self.label(group.within)})" if group.within else "",
        ]
        return " ".join(part for part in parts if part)

    def _of(self, iri: str, aspect: str, text: str, row: Row) -> Line:
        """A line on a body; what is said of its kind, or of one of its parts, says of which."""
        about = row.get("about")
        of = "" if about in (iri, None) else f" – {self.word('said-of')} {self.label(about)}"
        return _line(aspect, text + of, row)

    def _names(self, iri: str) -> Iterator[Line]:
        for row in self.ask("names", thing=iri):
            kind = self.label(row["nameKind"] or "")
            yield self._of(iri, "names", f"{row['name']} ({kind})", row)

    def _plain(self, iri: str, aspect: str, query: str) -> Iterator[Line]:
        for row in self.ask(query, thing=iri):
            if row["description"]:
                yield self._of(iri, aspect, row["description"], row)

    def _composition(self, iri: str, groups: list[SeatGroup]) -> Iterator[Line]:
        for group in groups:
            text = self.seats(group)
            if group.obligation:
                text += f" – {self.label(VV + group.obligation)}"
            stands = group.standing, group.precedence
            for section in group.sections:
                yield Line("composition", text, group.document, section, *stands)
        for group in groups[:1]:
            if group.parity:
                text, stands = self.word("parity"), (group.standing, group.precedence)
                yield Line("composition", text, group.document, group.sections[0], *stands)
        for row in self.ask("seat-totals", body=iri):
            derived = f" ({self.word('derived')})" if row["derived"] == "true" else ""
            closed = f" – {self.word('closed')}" if row["closed"] == "true" else ""
            text = f"{self.word('total')} {row['total']}{derived}{closed}"
            yield _line("composition", text, row)

    def _persons(self, iri: str) -> Iterator[Line]:
        for row in self.ask("memberships", body=iri):
            role = f" – {self.label(row['role'])}" if row["role"] else ""
            yield _line("persons", f"{self.label(row['person'] or '')}{role}", row)

    def _sends(self, iri: str) -> Iterator[Line]:
        for row in self.ask("who-sends-whom", sender=iri):
            verb = self.word((row["verb"] or "").removeprefix(VV))
            number = span(row["least"], row["most"], self.lang)
            text = f"{self.label(row['target'] or '')}" + (f" ({number})" if number else "")
            yield _line("sends", f"{text} – {verb} {self.label(row['party'] or '')}", row)

    def _relations(self, iri: str) -> Iterator[Line]:
        for rows in (self.ask("relations", subject=iri), self.ask("relations", object=iri)):
            for row in rows:
                start, link, end = (self.label(row[key] or "") for key in ("from", "link", "to"))
                yield _line("relations", f"{start} {link} {end}", row)

    def _lifecycle(self, iri: str) -> Iterator[Line]:
        for row in self.ask("lifecycle", thing=iri):
            first, decided = (
                write_printed(row[key] or "", self.lang) for key in ("from", "decidedOn")
            )
            by = f" – {self.label(row['decidedBy'])}, {decided}" if row["decidedBy"] else ""
            text = f"{self.label(row['event'] or '')} {first}: {row['description']}{by}"
            yield _line("lifecycle", text, row)

    def _schedules(self, iri: str) -> Iterator[Line]:
        for row in self.ask("schedules", thing=iri):
            times = [write_printed(t, self.lang) for t in (row["beginsAt"], row["endsAt"]) if t]
            until = "" if row["beginsAt"] else f"{self.word('latest')} "
            what = ", ".join([self.label(row["act"] or ""), *filter(None, [row["venue"]])])
            text = f"{until}{' – '.join(times)}: {what}"
            yield self._of(iri, "schedules", text, row)

    def _decisions(self, iri: str) -> Iterator[Line]:
        for row in self.ask("decisions", thing=iri):
            value = self.label(row["value"] or "")
            text = f"{self.label(row['occasion'])} → {value}" if row["occasion"] else value
            yield self._of(iri, "decisions", text, row)

    def _topics(self, iri: str) -> Iterator[Line]:
        for row in self.ask("topics", thing=iri):
            force = [self.label(row[key] or "") for key in ("obligation", "rhythm") if row[key]]
            text = f"{', '.join(force)}: {row['description'] or ''}"
            yield self._of(iri, "topics", text, row)

    def _duties(self, iri: str) -> Iterator[Line]:
        for row in self.ask("duties", thing=iri):
            force = self.label(row["obligation"]) if row["obligation"] else ""
            text = f"{force}: {row['description'] or ''}".strip(": ")
            yield self._of(iri, "duties", text, row)

    def _quantities(self, iri: str) -> Iterator[Line]:
        """Numbers that hold on the day; of a number that holds on other days only, the newest."""
        today = list(self.ask("quantities", thing=iri))
        for row in today:
            yield self._of(iri, "quantities", self._number_of(row), row)
        held = {(row["about"], row["measure"]) for row in today}
        newest: dict[tuple[str | None, str | None], Row] = {}
        for row in self.ask("quantities", thing=iri, on=None):
            key = row["about"], row["measure"]
            before = newest.get(key)
            if key not in held and (not before or (row["until"] or "") > (before["until"] or "")):
                newest[key] = row
        for row in newest.values():
            text = f"{self.word('not-that-day')}: {self._number_of(row)}"
            yield self._of(iri, "quantities", text, row)

    def _number_of(self, row: Row) -> str:
        """A quantity in words, such as “annual fee: 650 DKK per year (2024)”."""
        how = (row["comparator"] or "").removeprefix(VV)
        mark = f"{self.word(how)} " if how in WORDS else ""
        number = write_number(row["value"] or "", self.lang)
        number = number or span(row["least"], row["most"], self.lang)
        unit = "" if row["unit"] == VV + "count" else f" {self.label(row['unit'] or '')}"
        time = ""
        if row["from"] and row["until"]:
            time = f" ({write_period(row['from'], row['until'], self.lang)})"
        return f"{self.label(row['measure'] or '')}: {mark}{number}{unit}{time}"

    def _routes(self, iri: str) -> Iterator[Line]:
        for row in self.ask("routes"):
            if row["goTo"] == iri:
                text = f"{self.label(row['need'] or '')}: {row['description'] or ''}"
                yield _line("routes", text, row)

    def _contacts(self, iri: str) -> Iterator[Line]:
        for row in self.ask("contacts", thing=iri):
            broken = (
                ""
                if row["usability"] == VV + "usable"
                else f" – {self.label(row['usability'] or '')}"
            )
            yield self._of(
                iri,
                "contacts",
                f"{self.label(row['channel'] or '')}: {row['printed']}{broken}",
                row,
            )

    def _provisions(self, iri: str) -> Iterator[Line]:
        for row in self.ask("provisions", thing=iri):
            yield self._of(iri, "provisions", self.label(row["basis"] or ""), row)

    def _not_stated(self, iri: str) -> Iterator[Line]:
        for row in self.ask("not-stated", body=iri):
            if row["precedence"] == VV + "also-stated":
                continue
            text = word("aspect", row["aspect"] or "", self.lang)
            if row["statement"]:
                text += f" ({self.label(row['statement'])})"
            yield _line("not-stated", text, row)

    def _mentions(self, iri: str) -> Iterator[Line]:
        for row in self.ask("mentions", thing=iri):
            yield Line(
                "mentions", row["heading"] or "", row["document"] or "", row["section"] or ""
            )


def gathered(lines: Iterable[Line]) -> dict[tuple[str, str, str, str], list[str]]:
    """(text, document, standing, precedence) → the sections that say so."""
    found: dict[tuple[str, str, str, str], list[str]] = {}
    for line in lines:
        said = (line.text, line.document, line.standing, line.precedence)
        found.setdefault(said, []).append(line.section)
    return found


def _line(aspect: str, text: str, row: Row) -> Line:
    stands = ((row.get(key) or "").removeprefix(VV) for key in ("status", "precedence"))
    return Line(aspect, text, row.get("document") or "", row.get("section") or "", *stands)


def _in_order(*lines: Line) -> list[Line]:
    """Lines in the order of :data:`ASPECTS`, each once."""
    order = list(ASPECTS)
    return sorted(dict.fromkeys(lines), key=lambda line: order.index(line.aspect))
