"""shacl-rust, given Turtle and asked for no more than focus, shape, path and value."""

from __future__ import annotations

from importlib.util import find_spec

import pyoxigraph as ox

from vejviser.errors import VejviserError
from vejviser.validate.exchange import Result


def installed() -> bool:
    """Whether shacl-rust is there; looked for without importing it."""
    return find_spec("shacl_rust") is not None


def results(data: str, shapes: str) -> list[Result]:
    """What shacl-rust finds wrong with data, sorted; both are Turtle.

    :raises VejviserError: ``needs-extra`` where shacl-rust is not installed
    """
    try:
        import shacl_rust
    except ImportError as error:
        raise VejviserError("needs-extra", value="shacl-rust", extra="fast") from error
    # The other index of the engine is four times as slow on large graphs, with equal results.
    report = shacl_rust.validate(data, shapes, experimental_index=True)
    return sorted({_result(found) for found in report["results"]})


def _result(found: dict[str, str]) -> Result:
    path = found.get("resultPath", "")
    return Result(
        _plain(found["focusNode"]),
        _plain(found["sourceShape"]),
        _plain(path) if path.startswith("<") and path.endswith(">") and "<" not in path[1:] else "",
        _plain(found.get("value", "")),
    )


def _plain(term: str) -> str:
    """The IRI or the bare text of a term, which the engine writes as N-Triples does."""
    if term.startswith("<"):
        return term[1:-1]
    if term.startswith('"'):
        [triple] = ox.parse(f"<x:x> <x:x> {term} .", ox.RdfFormat.N_TRIPLES)
        return str(triple.object.value)
    return term
