"""How each relation is drawn: its line, its arrow, and which end is the upper one.

One manner per relation, the same in every chart and every format. Those with an arrow differ in
their dashes alone: what is not restated is grey, and print has no colours.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from vejviser.names import PREFIXES, VV


@dataclass(frozen=True)
class Manner:
    """:param tone: colour of the line
    :param dash: lengths of strokes and gaps in px; empty for an unbroken line
    :param heads: at which ends it has an arrow
    :param upper: which end belongs above the other
    """

    tone: str
    dash: tuple[float, ...] = ()
    heads: Literal["none", "end", "both"] = "end"
    upper: Literal["start", "end"] = "start"
    thickness: float = 1.5


THEN = VV + "step"
"""From one step of a route to the next."""

DERIVED = (3.0, 3.0)
"""The dash of a line that we ourselves draw between what different sections state."""

MANNERS: dict[str, Manner] = {
    PREFIXES["org"] + "subOrganizationOf": Manner("line-part", (), "none", "end"),
    VV + "affiliatedWith": Manner("line-part", (2, 4), "none", "end"),
    VV + "locallyRepresents": Manner("line-part", (16, 4, 2, 3, 2, 4), "end", "end"),
    VV + "from": Manner("line-seats"),
    VV + "appointedBy": Manner("line-seats", (8, 4)),
    VV + "electedBy": Manner("line-seats", (10, 4, 2, 4)),
    VV + "elects": Manner("line-seats", (2, 3, 2, 3, 2, 9)),
    VV + "goTo": Manner("line-appeal", (2, 4), "end", "end", 2),
    VV + "negotiatesWith": Manner("line-talks", (), "both"),
    VV + "advises": Manner("line-talks", (4, 3, 4, 9), "end", "end"),
    VV + "runs": Manner("line-runs", (14, 6)),
    VV + "setUpBy": Manner("line-runs", (14, 6), "none", "end"),
    VV + "gathersAround": Manner("line-runs", (14, 3, 2, 3, 2, 3, 2, 3)),
    VV + "takesOverFrom": Manner("line-other", (6, 2, 2, 2)),
    VV + "differentFrom": Manner("line-other", (2, 4), "both"),
    THEN: Manner("line-then", thickness=2),
}
# For relations a workspace brings along.
OTHERS = (
    Manner("line-other", (12, 3, 3, 3, 3, 3)),
    Manner("line-talks", (20, 4)),
    Manner("line-runs", (20, 4, 2, 4)),
    Manner("line-then", (4, 2)),
)


def manners(relations: set[str]) -> dict[str, Manner]:
    """The manner of each relation of a chart; those unknown here take turns in a fixed order."""
    unknown = sorted(relations - MANNERS.keys())
    known = {one: manner for one, manner in MANNERS.items() if one in relations}
    return known | {one: OTHERS[place % len(OTHERS)] for place, one in enumerate(unknown)}
