"""The parameters of a query as they are told to programs and to people."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from vejviser.columns import CODES, word
from vejviser.messages import LANGUAGES, say
from vejviser.web.rest.asked import FORMS, GREATEST, LONGEST, own

if TYPE_CHECKING:
    from vejviser.api import Vejviser
    from vejviser.queries import NamedQuery, Parameter

Json = dict[str, object]
CLOSED = ("concept", "relation", "verb")
DAYS = ("today", "all")


def choices(whole: Vejviser, parameter: Parameter, lang: str) -> dict[str, str]:
    """What a parameter of a closed list can be → what it is called; empty for any other."""
    match parameter.type:
        case "standing":
            return {key: say(f"rest-{key}", lang) for key in ("stated", "all")}
        case "code":
            column = parameter.scheme
            return {code: word(column, code, lang) for code in CODES[column]}
        case "concept" | "relation" | "verb":
            languages = whole.preference(lang)
            named = {
                re.split("[/#]", iri)[-1]: whole.index.label(iri, languages)
                for iri in whole.choices(parameter)
            }
            return dict(sorted(named.items()))
    return {}


def example(query: NamedQuery) -> dict[str, str]:
    """Parameters of a question that has an answer: what it needs, its first, and a day."""
    taken = [p for p in own(query) if p.required]
    first = [p for p in own(query) if p.type not in ("document", "day", "standing")][:1]
    if not taken:
        taken = first + [p for p in own(query) if p.type == "day"]
    if not taken:
        taken = [p for p in own(query) if p.type == "document"]
    return {p.name: p.example for p in taken}


def address(query: NamedQuery) -> str:
    """The part of an address that asks the example."""
    return urlencode(example(query))


def about(whole: Vejviser, parameter: Parameter, lang: str) -> str:
    """What a parameter takes, in a sentence or two."""
    if parameter.type in CLOSED or parameter.type == "code":
        return say("rest-choice", lang)
    names = ""
    if parameter.type == "document":
        names = ", ".join(documents(whole))
    return say(f"rest-{parameter.type}", lang, names=names)


def hint(parameter: Parameter, lang: str) -> str:
    """What to write in a field of a form; for a list to choose from what the choice means."""
    if parameter.type in (*CLOSED, "code"):
        return ""
    if parameter.type == "document" and parameter.required:
        return ""
    if parameter.type in ("document", "standing"):
        return say(f"rest-hint-{parameter.type}", lang)
    such_as = say("rest-such-as", lang, value=parameter.example)
    return f"{say(f'rest-{parameter.type}', lang)} {such_as}"


def documents(whole: Vejviser) -> list[str]:
    """The short names of all documents."""
    return sorted(iri.rpartition("/")[2] for iri in whole.dataset.documents())


def described(whole: Vejviser, parameter: Parameter, lang: str) -> Json:
    """One parameter as OpenAPI has it."""
    return {
        "name": parameter.name,
        "in": "query",
        "required": parameter.required,
        "description": about(whole, parameter, lang),
        "schema": _schema(whole, parameter, lang),
        "examples": _examples(whole, parameter, lang),
    }


def ours(lang: str) -> dict[str, Json]:
    """The parameters that every query has beside its own."""
    return {
        name: {
            "name": name,
            "in": "query",
            "required": False,
            "description": say(f"rest-{name}", lang),
            "schema": {"type": "string", "enum": [*among]},
            "example": among[0],
        }
        for name, among in (("format", [*FORMS]), ("lang", [*LANGUAGES]))
    }


def _schema(whole: Vejviser, parameter: Parameter, lang: str) -> Json:
    match parameter.type:
        case "number":
            return {"type": "integer", "minimum": -GREATEST, "maximum": GREATEST}
        case "day":
            words = [word for word in DAYS if word != "all" or not parameter.required]
            days: list[Json] = [{"type": "string", "format": "date"}, {"enum": words}]
            return {"type": "string", "anyOf": days}
    among = choices(whole, parameter, lang)
    if among:
        return {"type": "string", "enum": [*among]}
    return {"type": "string", "minLength": 1, "maxLength": LONGEST}


def _examples(whole: Vejviser, parameter: Parameter, lang: str) -> Json:
    """The example of the query's header; for a thing also its name and its IRI."""
    value: object = int(parameter.example) if parameter.type == "number" else parameter.example
    if among := choices(whole, parameter, lang):
        return {key: {"summary": name, "value": key} for key, name in among.items()}
    shown: Json = {"short": {"value": value}}
    if parameter.type in ("day", "text", "number"):
        return shown
    term = whole.term(parameter, parameter.example)
    assert term is not None
    label = whole.index.label(term.value, whole.preference(lang))
    if len(label) <= LONGEST:
        shown["name"] = {"value": label}
    shown["iri"] = {"value": term.value}
    return shown
