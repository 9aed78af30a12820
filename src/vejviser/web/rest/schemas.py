"""What answers look like, as JSON Schema in the description of the interface."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from vejviser.messages import LANGUAGES, say
from vejviser.web.rest.asked import own
from vejviser.web.rest.kinds import KINDS, kind
from vejviser.web.rest.parameters import CLOSED

if TYPE_CHECKING:
    from vejviser.queries import NamedQuery

Json = dict[str, object]
THINGS = ("thing", "body", "need", "office", "area", "document", "provision", *CLOSED)


def components(lang: str) -> Json:
    """The schemas that all answers share."""
    problem = {
        "type": _string("uri"),
        "title": _string(),
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": _string(),
        "parameter": _string(),
        "suggestions": {"type": "array", "items": _string()},
    }
    return {
        **{kind: {**_kind(kind), "description": say(f"rest-kind-{kind}", lang)} for kind in KINDS},
        "column": _object(
            {"name": _string(), "heading": _string(), "type": {"type": "string", "enum": [*KINDS]}}
        ),
        "problem": {
            **_object(problem, ["type", "title", "status", "detail"]),
            "description": "RFC 9457",
        },
    }


def answer(query: NamedQuery, lang: str) -> Json:
    """What the answer of one query looks like."""
    parts: dict[str, Json] = {
        "query": {"type": "string", "const": query.name},
        "summary": _string(),
        "language": {"type": "string", "enum": [*LANGUAGES]},
        "parameters": _object({p.name: _parameter(p.type) for p in own(query)}),
        "day": {"type": ["string", "null"], "format": "date"},
        "columns": {
            "type": "array",
            "items": _ref("column"),
            "minItems": len(query.columns),
            "maxItems": len(query.columns),
        },
        "count": {"type": "integer", "minimum": 0},
        "rows": {
            "type": "array",
            "items": {
                **_object({name: _cell(query, name) for name in query.columns}),
                "description": say("rest-row", lang),
            },
        },
    }
    return _object(
        {n: {**part, "description": say(f"rest-schema-{n}", lang)} for n, part in parts.items()}
    )


def _cell(query: NamedQuery, column: str) -> Json:
    return {"anyOf": [_ref(kind(query, column)), {"type": "null"}]}


def _parameter(type: str) -> Json:
    """What a parameter was understood as."""
    if type == "standing":
        return {"type": "string", "enum": ["stated", "all"]}
    plain = {"day": "date", "number": "integer"}.get(type, "string")
    known = "thing" if type in THINGS else plain
    return {"anyOf": [_ref(known), {"type": "null"}]}


def _kind(kind: str) -> Json:
    match kind:
        case "thing":
            return _object({"iri": _string(), "label": _string()})
        case "text":
            return _object({"text": _string(), "lang": {"type": ["string", "null"]}})
        case "integer" | "number" | "boolean":
            return {"type": kind}
        case "date":
            return _string("date")
        case "any":
            single = ["thing", "text", "string", "number", "boolean"]
            return {"anyOf": [_ref(one) for one in single]}
    return _string()


def _object(properties: Json | dict[str, Json], required: Iterable[str] = ()) -> Json:
    """An object with these properties and no other, all of them there unless some are named."""
    return {
        "type": "object",
        "properties": properties,
        "required": [*required] or [*properties],
        "additionalProperties": False,
    }


def _string(form: str = "") -> Json:
    return {"type": "string", "format": form} if form else {"type": "string"}


def _ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}
