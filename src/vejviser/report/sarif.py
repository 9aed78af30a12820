"""Findings as SARIF 2.1.0, which code hosts and editors show beside the lines.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import quote

from vejviser.messages import say
from vejviser.names import PAGE
from vejviser.nouns import Finding, Place
from vejviser.report.pages import Page, page
from vejviser.report.telling import Report, below, fingerprints, relative, said

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
ROOT = "%SRCROOT%"
LEVELS = {"error": "error", "warning": "warning", "info": "note"}
Json = dict[str, object]


def log(report: Report) -> str:
    """One run with a result for each finding, in the order given.

    Files are told from the root, which is not told itself, so that a log is the same wherever the
    files lie.
    """
    codes = sorted({finding.code for finding in report.findings})
    prints = fingerprints(report.findings)
    run = {
        "tool": {
            "driver": {
                "name": "Vejviser",
                "version": report.version,
                "informationUri": PAGE.removesuffix("findings/"),
                "rules": [_rule(report, code) for code in codes],
            }
        },
        "language": report.lang,
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": {"text": say("sarif-root", report.lang)}}},
        "results": [
            _result(report, finding, codes.index(finding.code), print_)
            for finding, print_ in zip(report.findings, prints, strict=True)
        ],
    }
    whole = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _rule(report: Report, code: str) -> Json:
    """What a code means; a code of the reader's own has no page."""
    rule: Json = {"id": code}
    found: Page | None = page(report.pages, code)
    if found:
        text = found.text[report.lang]
        rule["shortDescription"] = {"text": found.title[report.lang]}
        rule["help"] = {"text": text, "markdown": text}
        rule["helpUri"] = PAGE + code
    return rule


def _result(report: Report, finding: Finding, index: int, print_: str) -> Json:
    lines = [said(report, finding), *below(report, finding)]
    result: Json = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": LEVELS[finding.severity],
        "message": {"text": _plain("\n".join(lines))},
        "locations": [_location(report, finding.place, finding.body or finding.focus)],
        "partialFingerprints": {"vejviser/v1": print_},
    }
    related = [_location(report, row.place, row.row) for row in finding.rows if row.place]
    if related:
        result["relatedLocations"] = related
    return result


def _location(report: Report, place: Place | None, thing: str) -> Json:
    """A file and line; a cell of a workbook, which has no lines; or only what it is about."""
    if place is None:
        return {"logicalLocations": [{"fullyQualifiedName": thing}]}
    where: Json = {"artifactLocation": _artifact(report, place)}
    if place.sheet:
        cell = {"name": place.cell, "fullyQualifiedName": f"{place.sheet}!{place.cell}"}
        return {"physicalLocation": where, "logicalLocations": [{**cell, "kind": "cell"}]}
    where["region"] = {"startLine": max(place.line, 1)}
    return {"physicalLocation": where}


def _artifact(report: Report, place: Place) -> Json:
    below = relative(place.path, report.root)
    if below is None:
        return {"uri": Path(place.path).resolve().as_uri()}
    return {"uri": quote(below.as_posix()), "uriBaseId": ROOT}


def _plain(text: str) -> str:
    """A text that is not taken for one with placeholders (§ 3.11.5) or links (§ 3.11.6)."""
    doubled = text.replace("{", "{{").replace("}", "}}")
    return re.sub(r"\[(?=[^\]]*\]\()", r"\\[", doubled)
