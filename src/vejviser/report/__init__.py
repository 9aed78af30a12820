"""Findings in every form that people and programs read."""

from __future__ import annotations

from typing import Literal, get_args

from vejviser.report.telling import Report

Form = Literal["text", "sarif", "junit", "github", "html", "turtle", "xlsx"]
FORMS: tuple[Form, ...] = get_args(Form)


def write(report: Report, form: Form) -> str | bytes:
    """A report in one form: bytes for ``xlsx``, text for all others.

    Findings stand in the order given; the same findings give the same text. Rows for tables are
    :func:`vejviser.report.rows.table`.

    :raises VejviserError: ``needs-extra`` where openpyxl is not installed
    """
    match form:
        case "text":
            from vejviser.report.text import text

            return text(report)
        case "sarif":
            from vejviser.report.sarif import log

            return log(report)
        case "junit":
            from vejviser.report.junit import xml

            return xml(report)
        case "github":
            from vejviser.report.github import commands

            return commands(report)
        case "html":
            from vejviser.report.html import document

            return document(report)
        case "turtle":
            from vejviser.report.turtle import validation

            return validation(report)
        case "xlsx":
            from vejviser.report.workbook import workbook

            return workbook(report)
