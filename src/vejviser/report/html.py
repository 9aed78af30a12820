"""Findings as one page that needs nothing from outside, for a screen of any width and for paper."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from html import escape
from itertools import combinations

from vejviser.columns import heading
from vejviser.messages import say
from vejviser.nouns import Finding, Severity
from vejviser.report.pages import page
from vejviser.report.telling import (
    SEVERITIES,
    Report,
    details,
    sentence,
    severity,
    shown_place,
    source,
    subject,
)
from vejviser.words import danish_key

# name → (light, dark). Every text stands out from its ground by at least 4.5:1.
COLOURS = {
    "ground": ("#f4f5f7", "#14181d"),
    "card": ("#ffffff", "#1e242b"),
    "text": ("#1a2027", "#e8ebee"),
    "quiet": ("#4d5864", "#aab4bf"),
    "line": ("#cfd5db", "#3a444f"),
    "link": ("#0b57a4", "#8cc0f5"),
    "error": ("#b00020", "#ff8a94"),
    "warning": ("#8a4b00", "#f2b35e"),
    "info": ("#0b57a4", "#8cc0f5"),
}
STYLE = """
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--text);
font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
main{max-width:58rem;margin:0 auto;padding:1.5rem 1rem 4rem}
h1{font-size:1.6rem;line-height:1.25;margin:0 0 .25rem}
h2{font-size:1.15rem;line-height:1.3;margin:0 0 .6rem;overflow-wrap:anywhere}
h2 span{color:var(--quiet);font-weight:400;font-size:.95rem}
p{margin:0}
.quiet{color:var(--quiet)}
fieldset{border:0;margin:1.25rem 0 1.5rem;padding:0;display:flex;flex-wrap:wrap;gap:.5rem}
legend{padding:0;margin-bottom:.4rem;color:var(--quiet)}
label{display:inline-flex;align-items:center;gap:.5rem;min-height:2.75rem;padding:.25rem .9rem;
background:var(--card);border:1px solid var(--line);border-radius:2rem;cursor:pointer}
input{width:1.1rem;height:1.1rem;margin:0;accent-color:var(--link)}
label:focus-within{outline:3px solid var(--link);outline-offset:2px}
section{margin:0 0 2rem;content-visibility:auto;contain-intrinsic-size:auto 30rem}
ul{list-style:none;margin:0;padding:0;display:grid;gap:.6rem}
li{background:var(--card);border:1px solid var(--line);border-left:.35rem solid var(--tone);
border-radius:.4rem;padding:.8rem 1rem;overflow-wrap:anywhere;break-inside:avoid}
.error{--tone:var(--error)}.warning{--tone:var(--warning)}.info{--tone:var(--info)}
.kind{color:var(--tone);font-weight:600}
.said{margin:.2rem 0}
code{font:.9em/1.4 ui-monospace,"Cascadia Mono",Consolas,"DejaVu Sans Mono",monospace}
dl{margin:.5rem 0 0;display:grid;grid-template-columns:6rem 1fr;gap:.1rem .9rem;
font-size:.92rem}
dt{color:var(--quiet)}
dd{margin:0;min-width:0}
@media (max-width:34rem){dl{grid-template-columns:5.2rem 1fr}main{padding-top:1rem}}
@media print{html{font-size:10pt}body{background:none}h1+p{margin-bottom:1rem}fieldset{display:none}
main{max-width:none;padding:0}
section{content-visibility:visible;margin-bottom:1.2rem}li{padding:.4rem .7rem}
h2{break-after:avoid}}
"""


def document(report: Report) -> str:
    """The page: a count, a choice of severities, and the findings of each body together."""
    bodies: dict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        bodies[subject(report, finding)].append(finding)
    title = say("report-title", report.lang)
    parts = [
        f'<!doctype html>\n<html lang="{report.lang}">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        f"<title>{escape(title)}</title>\n<style>{_style()}</style>\n</head>\n<body>\n<main>",
        f'<h1>{escape(title)}</h1>\n<p class="quiet">{escape(_count(report))}</p>',
        *(_choice(report) if report.findings else ()),
        *(_section(report, name, bodies[name]) for name in sorted(bodies, key=danish_key)),
        f'<p class="quiet">Vejviser {escape(report.version)}</p>\n</main>\n</body>\n</html>\n',
    ]
    return "\n".join(parts)


def _style() -> str:
    def colours(which: int) -> str:
        return "".join(f"--{name}:{pair[which]};" for name, pair in COLOURS.items())

    dark = f"@media screen and (prefers-color-scheme:dark){{:root{{{colours(1)}}}}}"
    return f"\n:root{{color-scheme:light dark;{colours(0)}}}\n{dark}{STYLE}{_hiding()}"


def _hiding() -> str:
    """What is not chosen is hidden on the screen, and so is a body with nothing left to show."""
    rules = []
    for size in range(1, len(SEVERITIES) + 1):
        for kinds in combinations(SEVERITIES, size):
            unchosen = "".join(f":has(#show-{kind}:not(:checked))" for kind in kinds)
            rules.append(f'body{unchosen} section[data-has="{" ".join(kinds)}"]')
    rules += [f"body:has(#show-{kind}:not(:checked)) li.{kind}" for kind in SEVERITIES]
    return f"@media screen{{{','.join(rules)}{{display:none}}}}\n"


def _count(report: Report) -> str:
    if not report.findings:
        return say("report-empty", report.lang)
    counted = [
        f"{name}: {number}"
        for kind in SEVERITIES
        if (number := sum(finding.severity == kind for finding in report.findings))
        for name in [SEVERITIES[kind][report.lang == "en"]]
    ]
    return f"{say('report-count', report.lang, number=len(report.findings))} – " + ", ".join(
        counted
    )


def _choice(report: Report) -> Iterator[str]:
    yield f"<fieldset>\n<legend>{escape(say('report-show', report.lang))}</legend>"
    for kind in _kinds(report.findings):
        name = SEVERITIES[kind][report.lang == "en"]
        yield f'<label><input type="checkbox" id="show-{kind}" checked> {escape(name)}</label>'
    yield "</fieldset>"


def _kinds(findings: Iterable[Finding]) -> list[Severity]:
    """The severities there are, worst first."""
    there = {finding.severity for finding in findings}
    return [kind for kind in SEVERITIES if kind in there]


def _section(report: Report, name: str, findings: list[Finding]) -> str:
    items = "\n".join(_item(report, finding) for finding in findings)
    return (
        f'<section data-has="{" ".join(_kinds(findings))}">\n'
        f"<h2>{escape(name)} <span>({len(findings)})</span></h2>\n<ul>\n{items}\n</ul>\n</section>"
    )


def _item(report: Report, finding: Finding) -> str:
    lang = report.lang
    told = [(detail.column, escape(detail.text)) for detail in details(report, finding)]
    if by := source(report, finding):
        told.insert(0, ("source", escape(by)))
    if finding.place:
        place = escape(shown_place(finding.place, report.root))
        told.append(("found", f"<code>{place}</code>"))
    repair = report.line(finding.repair)
    more = "".join(f"<dt>{escape(heading(name, lang))}</dt><dd>{text}</dd>" for name, text in told)
    return (
        f'<li class="{finding.severity}"><p><span class="kind">'
        f"{escape(severity(report, finding))}</span> <code>{escape(finding.code)}</code>"
        f"{escape(_title(report, finding))}</p>"
        f'<p class="said">{escape(sentence(report, finding))}</p>'
        + (f"<p>→ {escape(repair)}</p>" if repair else "")
        + (f"<dl>{more}</dl>" if more else "")
        + "</li>"
    )


def _title(report: Report, finding: Finding) -> str:
    """What the code means, where the sentence does not say so itself."""
    known = page(report.pages, finding.code)
    title = known.title[report.lang] if known else ""
    return "" if title in ("", report.line(finding.message)) else f" – {title}"
