"""A thing in the words of schema.org, as search engines read them in a page: stated things only."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

import pyoxigraph as ox
from markupsafe import Markup

from vejviser import catalogue
from vejviser.names import PREFIXES, RDF_TYPE, VV, expand

if TYPE_CHECKING:
    from vejviser.web.linked.telling import Said
    from vejviser.web.site import Site

SCHEMA = PREFIXES["schema"]
ORG = PREFIXES["org"]
BODIES = {
    ORG + "Organization": "Organization",
    ORG + "FormalOrganization": "Organization",
    ORG + "OrganizationalCollaboration": "Organization",
}
OTHERS = {
    VV + "Document": "DigitalDocument",
    VV + "Area": "AdministrativeArea",
    PREFIXES["eli"] + "LegalResource": "Legislation",
}
PUBLIC = {expand(f"id:kind-{name}") for name in ("municipality", "region", "authority")}
PUBLIC |= {expand(f"id:kind-{name}") for name in ("municipal-council", "regional-council")}
"""The kinds of body that govern."""
CHANNELS = {VV + "telephone": "telephone", VV + "email": "email", VV + "web": "url"}


def thing(site: Site, iri: str, said: Said, on: date, lang: str) -> Markup | None:
    """What schema.org can say of a thing on a day, as JSON-LD; None where it has no word for it."""
    kinds = {value.value for value in said.get(RDF_TYPE, [])}
    body = next((name for kind, name in BODIES.items() if kind in kinds), "")
    name = body or next((name for kind, name in OTHERS.items() if kind in kinds), "")
    if name == "" and kinds & {SCHEMA + kind for kind in ("CreativeWork", "WebSite", "Event")}:
        name = min(kind.removeprefix(SCHEMA) for kind in kinds if kind.startswith(SCHEMA))
    if not name:
        return None
    languages = site.whole.preference(lang)
    index = site.whole.index
    about: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": name,
        "@id": iri,
        "name": index.label(iri, languages),
    }
    if body:
        about |= _body(site, iri, said, on, lang)
    elif name == "DigitalDocument":
        about |= _document(site, said, lang)
    elif name == "AdministrativeArea":
        inside = [
            _named(site, one, "AdministrativeArea", lang)
            for one in _iris(said, "schema:containedInPlace")
        ]
        about |= {"containedInPlace": inside[0]} if inside else {}
    return _written(about)


def _body(site: Site, iri: str, said: Said, on: date, lang: str) -> dict[str, object]:
    day = site.whole.on(on)
    found: dict[str, object] = {}
    if PUBLIC & set(_iris(said, "org:classification")):
        found["@type"] = "GovernmentOrganization"
    own = site.whole.index.label(iri, site.whole.preference(lang))
    names = {row["name"] for row in day.ask("names", thing=iri) if row["about"] == iri}
    names |= {
        text.value
        for prop in ("skos:altLabel", "schema:alternateName")
        for text in said.get(expand(prop), [])
    }
    others = sorted(name for name in names - {own} if name)
    if others:
        found["alternateName"] = others
    link = expand("org:subOrganizationOf")
    above = sorted(
        {row["to"] or "" for row in day.ask("relations", subject=iri) if row["link"] == link}
    )
    if above:
        found["parentOrganization"] = [_named(site, one, "Organization", lang) for one in above]
    areas = [_named(site, one, "AdministrativeArea", lang) for one in _iris(said, "vv:area")]
    if areas:
        found["areaServed"] = areas[0]
    for row in day.ask("contacts", thing=iri):
        prop = CHANNELS.get(row["channel"] or "")
        if prop and row["about"] == iri and row["usability"] == VV + "usable":
            found.setdefault(prop, _address(prop, row["printed"] or ""))
    return found


def _address(prop: str, printed: str) -> str:
    """A contact as printed, with the beginning that a web address needs."""
    bare = prop != "url" or printed.startswith(("http://", "https://"))
    return printed if bare else f"https://{printed}"


def _document(site: Site, said: Said, lang: str) -> dict[str, object]:
    found: dict[str, object] = {"inLanguage": "da"}
    for publisher in _iris(said, "dcterms:publisher")[:1]:
        found["publisher"] = _named(site, publisher, "Organization", lang)
    for stated in said.get(VV + "statedDate", [])[:1]:
        found["datePublished"] = stated.value
    for area in _iris(said, "dcterms:spatial")[:1]:
        found["spatialCoverage"] = _named(site, area, "AdministrativeArea", lang)
    return found


def _named(site: Site, iri: str, kind: str, lang: str) -> dict[str, str]:
    label = site.whole.index.label(iri, site.whole.preference(lang))
    return {"@type": kind, "@id": iri, "name": label}


def _iris(said: Said, prop: str) -> list[str]:
    values = said.get(expand(prop), [])
    return sorted(value.value for value in values if isinstance(value, ox.NamedNode))


def dataset(
    about: catalogue.Publication, name: str, description: str, dumps: Iterable[str]
) -> Markup:
    """The dataset as search engines for data read it."""
    return _written(
        {
            "@context": "https://schema.org",
            "@type": "Dataset",
            "@id": about.iri,
            "name": name,
            "description": description,
            **({"license": about.licence} if about.licence else {}),
            "isAccessibleForFree": True,
            "creator": {"@type": "Organization", "name": about.publisher},
            **({"version": about.version} if about.version else {}),
            "distribution": [
                {
                    "@type": "DataDownload",
                    "encodingFormat": catalogue.TYPES[dump.rpartition(".")[2]][0],
                    "contentUrl": about.address + dump,
                }
                for dump in dumps
            ],
        }
    )


def _written(about: dict[str, object]) -> Markup:
    # A `<` could end the element it stands in.
    return Markup(json.dumps(about, ensure_ascii=False, indent=1).replace("<", "\\u003c"))
