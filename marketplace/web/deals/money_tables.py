"""The tables of a deal that hold money, as spreadsheets: account, waiting sums, money plan, payments, decisions."""

from __future__ import annotations

from typing import Any

from flask import request

from marketplace import clock
from marketplace.documents.tables import Column
from marketplace.store.deals.deals import Deal
from marketplace.web.deals.account_rows import LineRow, WaitingRow
from marketplace.web.deals.accounts import asked_day
from marketplace.web.deals.plan import Plan, plan_of
from marketplace.web.deals.statements import account_of
from marketplace.web.formats import local_time
from marketplace.web.locale import gettext

Table = tuple[str, list[Column], list[list[Any]]]


def account_table(deal: Deal) -> Table | None:
    if deal.agreement is None:
        return None
    shown = account_of(deal.agreement, asked_day(deal.agreement))
    title = gettext("Account as of %(day)s", day=shown["as_of"].isoformat())
    return title, _line_columns(deal.agreement.currency), [_line(row) for row in shown["lines"]]


def contingent_table(deal: Deal) -> Table | None:
    if deal.agreement is None:
        return None
    shown = account_of(deal.agreement, asked_day(deal.agreement))
    return _waiting_table(shown["waiting"], deal.agreement.currency)


def plan_table(deal: Deal) -> Table | None:
    plan = _asked_plan(deal)
    if plan is None:
        return None
    return gettext("Money plan"), _line_columns(plan.currency), [_line(row) for row in plan.lines]


def plan_contingent_table(deal: Deal) -> Table | None:
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


def payments_table(deal: Deal) -> Table | None:
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


def decisions_table(deal: Deal) -> Table | None:
    agreement = deal.agreement
    if agreement is None:
        return None
    columns = [
        Column(gettext("Decision")),
        Column(gettext("About")),
        Column(gettext("Net"), "money", agreement.currency),
        Column(gettext("Counts from"), "date"),
        Column(gettext("Reason")),
        Column(gettext("Entered at")),
    ]
    found = account_of(agreement, clock.today())["decisions"]
    rows = [[one.what, one.about, one.amount, one.on, one.reason, local_time(one.at)] for one in found]
    return gettext("Decisions of the licensor's office"), columns, rows


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
