"""Findings as JUnit XML, which most build servers show: a suite per body, a test case per code."""

from __future__ import annotations

from collections import defaultdict
from xml.etree import ElementTree as ET

from vejviser.messages import say
from vejviser.nouns import Finding
from vejviser.report.telling import Report, fit, sentence, shown_path, subject
from vejviser.report.text import told


def xml(report: Report) -> str:
    """All findings; where there is none, one test case that has passed.

    What is not bad enough to fail stands as the output of a test case that has passed.
    """
    suites: dict[str, dict[str, list[Finding]]] = defaultdict(lambda: defaultdict(list))
    for finding in report.findings:
        suites[subject(report, finding)][finding.code].append(finding)
    root = ET.Element("testsuites", name="vejviser check")
    for name in sorted(suites):
        cases = suites[name]
        suite = ET.SubElement(root, "testsuite", name=name)
        for code in sorted(cases):
            _case(suite, report, code, cases[code])
        _count(suite)
    if not suites:
        suite = ET.SubElement(root, "testsuite", name="vejviser check")
        none = say("no-findings", report.lang)
        ET.SubElement(suite, "testcase", name=none, classname="vejviser", time="0")
        _count(suite)
    for key in ("tests", "failures"):
        root.set(key, str(sum(int(suite.get(key, "0")) for suite in root)))
    root.set("errors", "0")
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _case(suite: ET.Element, report: Report, code: str, findings: list[Finding]) -> None:
    """One test case; it has one failure, which tells of all findings, as readers take but one."""
    case = ET.SubElement(suite, "testcase", name=code, classname=suite.get("name", ""), time="0")
    placed = next((finding.place for finding in findings if finding.place), None)
    if placed:
        case.set("file", fit(shown_path(placed.path, report.root)))
        case.set("line", str(placed.line))
    failed = [finding for finding in findings if report.fails(finding)]
    if failed:
        message = sentence(report, failed[0])
        failure = ET.SubElement(case, "failure", type=failed[0].severity, message=message)
        failure.text = _told(report, failed)
    milder = [finding for finding in findings if not report.fails(finding)]
    if milder:
        ET.SubElement(case, "system-out").text = _told(report, milder)


def _told(report: Report, findings: list[Finding]) -> str:
    return fit("\n".join(told(report, finding) for finding in findings))


def _count(suite: ET.Element) -> None:
    suite.set("tests", str(len(suite.findall("testcase"))))
    suite.set("failures", str(len(suite.findall("testcase/failure"))))
    suite.set("errors", "0")
