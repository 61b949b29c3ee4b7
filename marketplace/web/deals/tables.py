"""The tables of a deal as spreadsheets: account, waiting sums, payments, reports, offers, patents, history."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, abort, request
from flask_babel import gettext

from marketplace import clock
from marketplace.documents.tables import Column, xlsx
from marketplace.domain.days import day_of
from marketplace.domain.deals.words import OFFER_STATES, SIDES
from marketplace.store.deals.deals import Deal
from marketplace.web.deals.account_rows import LineRow, WaitingRow
from marketplace.web.deals.accounts import account_of, asked_day
from marketplace.web.deals.deals import facts_of
from marketplace.web.deals.finding import visible
from marketplace.web.deals.plan import Plan, plan_of
from marketplace.web.deals.report_rows import report_rows
from marketplace.web.deals.timeline import timeline_rows
from marketplace.web.deals.wording import patent_rows, reference_of, say
from marketplace.web.downloads import spreadsheet
from marketplace.web.formats import local_time

blueprint = Blueprint("deal_tables", __name__, url_prefix="/deals/<public_id>")

Table = tuple[str, list[Column], list[list[Any]]]


@blueprint.get("/<name>.xlsx")
def show(public_id: str, name: str) -> Response:
    deal = visible(public_id)
    maker = TABLES.get(name)
    made = maker(deal) if maker else None
    if made is None:
        abort(404)
    title, columns, rows = made
    content = xlsx(title, columns, rows, made_at=clock.now())
    return spreadsheet(content, f"{reference_of(deal)}-{name}-{clock.today().isoformat()}.xlsx")


def _account(deal: Deal) -> Table | None:
    if deal.agreement is None:
        return None
    shown = account_of(deal.agreement, asked_day(deal.agreement))
    title = gettext("Account as of %(day)s", day=shown["as_of"].isoformat())
    return title, _line_columns(deal.agreement.currency), [_line(row) for row in shown["lines"]]


def _contingent(deal: Deal) -> Table | None:
    if deal.agreement is None:
        return None
    shown = account_of(deal.agreement, asked_day(deal.agreement))
    return _waiting_table(shown["waiting"], deal.agreement.currency)


def _plan(deal: Deal) -> Table | None:
    plan = _asked_plan(deal)
    if plan is None:
        return None
    return gettext("Money plan"), _line_columns(plan.currency), [_line(row) for row in plan.lines]


def _plan_contingent(deal: Deal) -> Table | None:
    plan = _asked_plan(deal)
    return _waiting_table(list(plan.waiting), plan.currency) if plan else None


def _asked_plan(deal: Deal) -> Plan | None:
    """The plan of the version of the offer that is asked for, in a draft that of the chosen way to pay."""
    number = request.args.get("offer", type=int)
    if number is not None:
        sheets = {offer.number: offer.terms for offer in deal.offers}
    else:
        number = deal.option_position or 0
        sheets = {option.position: option.terms for option in deal.listing.options if deal.state == "draft"}
    if number not in sheets:
        return None
    return plan_of(sheets[number], clock.today(), deal.licensor.vat_rate)


def _payments(deal: Deal) -> Table | None:
    agreement = deal.agreement
    if agreement is None:
        return None
    money = agreement.currency
    columns = [
        Column(gettext("Day of receipt"), "date"),
        Column(gettext("Amount received, with VAT"), "money", money),
        Column(gettext("VAT"), "money", money),
        Column(gettext("Without VAT"), "money", money),
        Column(gettext("Bank reference")),
        Column(gettext("Meant for")),
        Column(gettext("Confirmed at")),
    ]
    rows = [
        [one.received_on, one.gross, one.vat, one.net, one.bank_reference, one.line, local_time(one.confirmed_at)]
        for one in agreement.receipts
    ]
    return gettext("Payments"), columns, rows


def _reports(deal: Deal) -> Table | None:
    if deal.agreement is None:
        return None
    columns = [
        Column(gettext("Report")),
        Column(gettext("About")),
        Column(gettext("Day"), "date"),
        Column(gettext("Reported figures")),
        Column(gettext("State")),
        Column(gettext("Reason")),
        Column(gettext("Submitted at")),
        Column(gettext("Evidence")),
    ]
    rows = [
        [
            row.kind,
            row.about,
            row.on,
            "; ".join(f"{label} {figure}" for label, figure in row.details),
            row.state_word,
            report.reason,
            local_time(row.submitted_at),
            row.file_name,
        ]
        for row, report in zip(report_rows(deal.agreement), reversed(deal.agreement.reports), strict=True)
    ]
    return gettext("Reports"), columns, rows


def _offers(deal: Deal) -> Table:
    columns = [
        Column(gettext("Version"), "number"),
        Column(gettext("Made by")),
        Column(gettext("State")),
        Column(gettext("Made at")),
        Column(gettext("Open until"), "date"),
        Column(gettext("Hash of the terms")),
        Column(gettext("Message")),
    ]
    rows = [
        [
            offer.number,
            say(SIDES[offer.side]),
            say(OFFER_STATES[offer.state]),
            local_time(offer.made_at),
            offer.expires_on,
            offer.sheet_hash,
            offer.message,
        ]
        for offer in deal.offers
    ]
    return gettext("Offers"), columns, rows


def _patents(deal: Deal) -> Table | None:
    if not deal.frozen and deal.agreement is None:
        return None
    columns = [
        Column(gettext("Patent number")),
        Column(gettext("Title")),
        Column(gettext("Status")),
        Column(gettext("Status as of"), "date"),
        Column(gettext("Filed"), "date"),
        Column(gettext("Granted"), "date"),
        Column(gettext("Term ends"), "date"),
        Column(gettext("Owners")),
    ]
    rows = [
        [
            row["number"],
            row["title"].text,
            row["status"],
            row["as_of"],
            row["filed_on"],
            row["granted_on"],
            row["term_end"],
            row["owners"],
        ]
        for row in patent_rows(facts_of(deal)["patents"])
    ]
    return gettext("Patents"), columns, rows


def _history(deal: Deal) -> Table:
    columns = [
        Column(gettext("Day"), "date"),
        Column(gettext("Time")),
        Column(gettext("What happened")),
        Column(gettext("Who")),
    ]
    rows = [[day_of(at), local_time(at), text, who] for at, text, who in timeline_rows(deal)]
    return gettext("History"), columns, rows


def _line_columns(currency: str) -> list[Column]:
    return [
        Column(gettext("Line")),
        Column(gettext("Payment")),
        Column(gettext("Arises"), "date"),
        Column(gettext("Due"), "date"),
        Column(gettext("Net"), "money", currency),
        Column(gettext("Interest"), "money", currency),
        Column(gettext("VAT"), "money", currency),
        Column(gettext("With VAT"), "money", currency),
        Column(gettext("Paid (net)"), "money", currency),
        Column(gettext("Waived (net)"), "money", currency),
        Column(gettext("On hold (net)"), "money", currency),
        Column(gettext("Outstanding (net)"), "money", currency),
        Column(gettext("To pay, with VAT"), "money", currency),
        Column(gettext("Status")),
        Column(gettext("Basis")),
    ]


def _line(row: LineRow) -> list[Any]:
    return [
        row.id,
        row.what,
        row.arose_on,
        row.due_on,
        row.net,
        row.interest,
        row.vat,
        row.gross,
        row.paid,
        row.waived,
        row.held,
        row.outstanding,
        row.to_pay,
        row.status_word,
        "\n".join(row.basis),
    ]


def _waiting_table(rows: list[WaitingRow], currency: str) -> Table:
    columns = [
        Column(gettext("Payment")),
        Column(gettext("Waits for")),
        Column(gettext("At the latest"), "date"),
        Column(gettext("Net"), "money", currency),
        Column(gettext("VAT"), "money", currency),
        Column(gettext("With VAT"), "money", currency),
    ]
    cells = [[row.what, row.cause, row.latest, row.net, row.vat, row.gross] for row in rows]
    return gettext("Payments that wait for an event"), columns, cells


TABLES: dict[str, Callable[[Deal], Table | None]] = {
    "account": _account,
    "contingent": _contingent,
    "payments": _payments,
    "reports": _reports,
    "offers": _offers,
    "patents": _patents,
    "history": _history,
    "plan": _plan,
    "plan-contingent": _plan_contingent,
}
