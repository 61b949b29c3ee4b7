"""The tables of a deal as spreadsheets; those of money are made next door."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, abort

from marketplace import clock
from marketplace.documents.tables import Column, xlsx
from marketplace.domain.days import day_of
from marketplace.domain.deals.words import OFFER_STATES, SIDES
from marketplace.store.deals.deals import Deal
from marketplace.web.deals import money_tables
from marketplace.web.deals.deals import facts_of
from marketplace.web.deals.finding import visible
from marketplace.web.deals.messages import messages_of
from marketplace.web.deals.money_tables import Table
from marketplace.web.deals.report_rows import report_rows
from marketplace.web.deals.timeline import timeline_rows
from marketplace.web.deals.wording import patent_rows, reference_of, say
from marketplace.web.downloads import spreadsheet
from marketplace.web.formats import local_time
from marketplace.web.locale import gettext

blueprint = Blueprint("deal_tables", __name__, url_prefix="/deals/<public_id>")



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


def _messages(deal: Deal) -> Table:
    columns = [
        Column(gettext("Day"), "date"),
        Column(gettext("Time")),
        Column(gettext("Who")),
        Column(gettext("Person")),
        Column(gettext("Who reads it")),
        Column(gettext("Message")),
        Column(gettext("Attachment")),
    ]
    rows = [
        [
            day_of(one["at"]),
            local_time(one["at"]),
            one["who"],
            one["person"],
            one["audience_word"],
            one["text"],
            one["file"].name if one["file"] else "",
        ]
        for one in messages_of(deal).shown
    ]
    return gettext("Messages and notes"), columns, rows


def _history(deal: Deal) -> Table:
    columns = [
        Column(gettext("Day"), "date"),
        Column(gettext("Time")),
        Column(gettext("What happened")),
        Column(gettext("Who")),
    ]
    rows = [[day_of(at), local_time(at), text, who] for at, text, who in timeline_rows(deal)]
    return gettext("History"), columns, rows


TABLES: dict[str, Callable[[Deal], Table | None]] = {
    "account": money_tables.account_table,
    "contingent": money_tables.contingent_table,
    "payments": money_tables.payments_table,
    "decisions": money_tables.decisions_table,
    "reports": _reports,
    "offers": _offers,
    "patents": _patents,
    "messages": _messages,
    "history": _history,
    "plan": money_tables.plan_table,
    "plan-contingent": money_tables.plan_contingent_table,
}
