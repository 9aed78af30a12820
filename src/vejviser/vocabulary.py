"""Terms nobody defined: a misspelt ``vv:`` name would otherwise be silently without effect."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from vejviser.messages import both
from vejviser.names import VV
from vejviser.nouns import Finding
from vejviser.words import listing, near

if TYPE_CHECKING:
    import pyoxigraph as ox


def unknown(unit: str, triples: Iterable[ox.Triple], defined: set[str]) -> list[Finding]:
    """A finding for each use of a term of our namespace that the ontology does not define.

    :param unit: IRI of the graph the triples are of
    :param defined: IRIs the ontology defines
    """
    local = [term.removeprefix(VV) for term in defined if term.startswith(VV)]
    found = []
    for triple in triples:
        for term in (triple.predicate, triple.object):
            iri = getattr(term, "value", "")
            if not iri.startswith(VV) or iri in defined:
                continue
            alike = near(iri.removeprefix(VV), local)
            names = listing([f"vv:{n}" for n in alike], "da")
            perhaps = both("unknown-term-repair", names=names)
            found.append(
                Finding(
                    code="unknown-term",
                    severity="error",
                    focus=triple.subject.value,  # type: ignore[union-attr]
                    message=both("unknown-term", term=f"vv:{iri.removeprefix(VV)}"),
                    repair=perhaps if alike else both("unknown-term-use-ours"),
                    path=triple.predicate.value,
                    value=getattr(triple.object, "value", ""),
                    unit=unit,
                )
            )
    return found
