"""The IRIs and prefixes the code uses: the one place where they are written out.

Terms are plain strings, so that a command which never touches RDF imports nothing for them.
"""

from __future__ import annotations

VV = "https://w3id.org/vejviser/ns#"
ID = "https://w3id.org/vejviser/id/"
SOURCE = "https://w3id.org/vejviser/source/"
GRAPH = "https://w3id.org/vejviser/graph/"
SHAPE = "https://w3id.org/vejviser/shape/"
PERSON = "https://w3id.org/vejviser/person/"
FINDING = "https://w3id.org/vejviser/finding/"
PAGE = "https://w3id.org/vejviser/findings/"
DATASET = "https://w3id.org/vejviser/dataset"
PROBLEM = "https://w3id.org/vejviser/problem/"

PREFIXES: dict[str, str] = {
    "vv": VV,
    "id": ID,
    "src": SOURCE,
    "g23": SOURCE + "guide-2023#",
    "g24": SOURCE + "guide-2024#",
    "g25": SOURCE + "guide-2025#",
    "n25": SOURCE + "newsletter-midtjylland-2025#",
    "v10": SOURCE + "klu-guidance-2011#",
    "gr": GRAPH,
    "dcterms": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

# What is said of the dataset as a whole, for catalogues of data; not in the dataset itself.
CATALOGUES: dict[str, str] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "eu": "http://publications.europa.eu/resource/authority/",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "void": "http://rdfs.org/ns/void#",
}

# The graphs that are not documents. A document's graph bears the document's own IRI.
ONTOLOGY_GRAPH = GRAPH + "ontology"
IDENTITY_GRAPH = GRAPH + "identity"
AREAS_GRAPH = GRAPH + "areas"
DERIVED_GRAPH = GRAPH + "derived"
STANDING_GRAPH = GRAPH + "standing"
CATALOGUE_GRAPH = GRAPH + "catalogue"

RDF_TYPE = PREFIXES["rdf"] + "type"
XSD_DATE = PREFIXES["xsd"] + "date"


def expand(short: str) -> str:
    """The full IRI of a prefixed name.

    >>> expand("vv:member")
    'https://w3id.org/vejviser/ns#member'
    """
    prefix, _, local = short.partition(":")
    return PREFIXES[prefix] + local


def shorten(iri: str) -> str:
    """The prefixed name of an IRI, or the IRI itself where no prefix fits.

    The longest namespace wins.

    >>> shorten("https://w3id.org/vejviser/source/guide-2024#6.1")
    'g24:6.1'
    >>> shorten("https://example.org/x")
    'https://example.org/x'
    """
    fitting = [(len(ns), prefix) for prefix, ns in PREFIXES.items() if iri.startswith(ns)]
    if not fitting:
        return iri
    length, prefix = max(fitting)
    return f"{prefix}:{iri[length:]}"


def slug(name: str) -> str:
    """The ASCII form of a Danish name that IRIs are made of.

    >>> slug("Høje-Taastrup"), slug("Lyngby-Taarbæk"), slug("Århus Nord")
    ('hoeje-taastrup', 'lyngby-taarbaek', 'aarhus-nord')
    """
    lowered = name.lower()
    for letter, ascii_form in (("æ", "ae"), ("ø", "oe"), ("å", "aa"), (" ", "-")):
        lowered = lowered.replace(letter, ascii_form)
    return "".join(c for c in lowered if c.isascii() and (c.isalnum() or c == "-"))
