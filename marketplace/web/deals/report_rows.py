"""A report in words: what was said, what for, how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import url_for

from marketplace.domain.deals.line_words import component_words, period_words
from marketplace.domain.deals.words import REPORT_KINDS, REPORT_STATES
from marketplace.domain.money import minor_units
from marketplace.domain.terms.model import TermSheet
from marketplace.domain.terms.reading import read_terms
from marketplace.domain.terms.words_triggers import milestone_words
from marketplace.store.deals.agreements import Agreement, Report
from marketplace.usecases.deals.outlook import judge_by
from marketplace.web.deals.wording import say
from marketplace.web.formats import money, number
from marketplace.web.locale import gettext


@dataclass(frozen=True, slots=True)
class ReportRow:
    """`details`: pairs of what and how much; `reason`: of a rejection; `judge_by`: last day for the office."""

    kind: str
    about: str
    on: date
    details: list[tuple[str, str]]
    state: str
    state_word: str
    submitted_at: datetime
    url: str
    file_url: str
    file_name: str
    corrects: bool
    reason: str
    judge_by: date | None


def report_rows(agreement: Agreement) -> list[ReportRow]:
    """Newest first."""
    return [report_row(report, agreement) for report in reversed(agreement.reports)]


def report_row(report: Report, agreement: Agreement) -> ReportRow:
    body, terms = report.values, read_terms(agreement.terms)
    public_id = agreement.deal.public_id
    return ReportRow(
        kind=say(REPORT_KINDS[report.kind]),
        about=about(body, terms),
        on=date.fromisoformat(str(body["on"])),
        details=details(body, agreement.currency),
        state=report.state,
        state_word=say(REPORT_STATES[report.state]),
        submitted_at=report.submitted_at,
        url=url_for("reports.show", public_id=public_id, report=report.public_id),
        file_url=url_for("reports.file", public_id=public_id, report=report.public_id) if report.file else "",
        file_name=report.file.name if report.file else "",
        corrects=bool(body.get("corrects")),
        reason=report.reason or "",
        judge_by=judge_by(report) if report.state == "submitted" else None,
    )


def about(body: dict[str, Any], terms: TermSheet) -> str:
    """The period, milestone, choice or payment a report concerns; "" where its kind says it all."""
    match body["kind"]:
        case "sales":
            first, last = (date.fromisoformat(body[key]) for key in ("period_start", "period_end"))
            period = say(period_words(first, last))
            if len(terms.royalties) < 2:
                return period
            return gettext("%(what)s: %(text)s", what=say(component_words(terms, body["component"])), text=period)
        case "milestone_accepted":
            return say(milestone_words(body["milestone"]))
        case "choose":
            return str(body["choice"])
        case "settle_early":
            return say(component_words(terms, body["component"]))
    return ""


def details(body: dict[str, Any], currency: str) -> list[tuple[str, str]]:
    """The figures of a report."""
    found: list[tuple[str, str]] = []

    def add(key: str, label: str) -> None:
        if key in body:
            found.append((label, money(minor_units(body[key], currency), currency)))

    add("amount", gettext("Amount"))
    add("gross", gettext("Gross sales"))
    deductions = body.get("deductions", [])
    for deduction in deductions:
        label = gettext("Deduction: %(label)s", label=deduction["label"] or gettext("not named"))
        found.append((label, money(minor_units(deduction["amount"], currency), currency)))
    if "gross" in body:
        taken = sum(minor_units(deduction["amount"], currency) for deduction in deductions)
        found.append((gettext("Net sales"), money(minor_units(body["gross"], currency) - taken, currency)))
    add("net", gettext("Net sales"))
    add("profit", gettext("Gross profit"))
    add("saving", gettext("Saving"))
    if "units" in body:
        found.append((gettext("Units"), number(body["units"])))
    return found
