"""What a request for a document on a thing asks: of what, in which form, of which day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pyoxigraph as ox

from vejviser.errors import BadValue, Unknown, VejviserError
from vejviser.names import ID, SOURCE
from vejviser.web.linked import places
from vejviser.web.problems import language
from vejviser.web.sparql.asked import check_length
from vejviser.words import near, parse_day

if TYPE_CHECKING:
    from starlette.requests import Request

    from vejviser.nouns import Standing
    from vejviser.web.site import Site

LONGEST_NAME = 100
"""Characters of a name for which one like it is looked for: it takes time."""
KEPT = ("on", "standing", "lang")
"""The parameters that links from one page to the next keep."""


@dataclass(frozen=True)
class Asked:
    """What a request asks of the linked data.

    :param on: the day it names; None where it names none
    :param standing: empty where it says nothing of it
    :param root: the path a proxy shows the site at
    :param kept: those of its parameters that hold for what it leads to as well, as a query
    """

    lang: str
    on: date | None
    standing: Standing | None
    root: str
    kept: str

    def to(self, path: str) -> str:
        """The address of a path of :mod:`places`, with what this request holds on to."""
        place, hash_, part = path.partition("#")
        mark = "&" if "?" in place else "?"
        return f"{self.root}/{place}" + (mark + self.kept if self.kept else "") + hash_ + part

    def link(self, iri: str) -> str:
        """The address of the document on a thing."""
        return self.to(places.path(iri))


def asked(request: Request) -> Asked:
    """What a request asks.

    :raises VejviserError: ``uri-too-long``, or what is wrong with its parameters
    """
    check_length(request)
    values = {}
    for name in (*KEPT, "iri"):
        given = request.query_params.getlist(name)
        if len(given) > 1:
            raise BadValue("parameter-twice", value=name)
        if given and given[0]:
            values[name] = given[0]
    standing = values.get("standing")
    if standing not in (None, "stated", "all"):
        raise BadValue("bad-choice", value=standing, names="stated, all")
    on = values.get("on")
    return Asked(
        lang=language(request),
        on=parse_day(on) if on else None,
        standing=standing,  # type: ignore[arg-type]
        root=request.scope.get("root_path", ""),
        kept=urlencode({name: values[name] for name in KEPT if name in values}),
    )


def known(site: Site, iri: str) -> bool:
    """Whether the dataset says anything of a thing."""
    try:
        node = ox.NamedNode(iri)
    except ValueError:
        return False
    return next(site.whole.store.quads_for_pattern(node, None, None), None) is not None


def unknown(site: Site, iri: str) -> Unknown:
    """What to say of an IRI that the dataset says nothing of: which others are like it."""
    name = _local(iri)
    if len(name) > LONGEST_NAME:
        return Unknown("no-such-thing", name[:LONGEST_NAME] + " …")
    index, found = site.whole.index, []
    for kind in ("thing", "document"):
        try:
            found.append(index.resolve(name, kind, site.whole.languages))
            break
        except VejviserError:
            continue
    if not found:
        mine = {_local(one): one for one in index.entries if one.startswith(places.BASE)}
        found = [mine[one] for one in near(name, mine)]
    return Unknown("no-such-thing", name, [one.removeprefix(places.BASE) for one in found])


def _local(iri: str) -> str:
    """What tells an IRI of ours from the others."""
    return iri.removeprefix(ID).removeprefix(SOURCE)
