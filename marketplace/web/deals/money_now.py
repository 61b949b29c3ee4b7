"""The money of a deal on its overview: the figures of its account, the few that tell how it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from marketplace import clock
from marketplace.store.deals.deals import Deal
from marketplace.web.deals.account_rows import LineRow
from marketplace.web.deals.statements import account_of, payment_details
from marketplace.web.formats import iso_date, money
from marketplace.web.locale import gettext


@dataclass(frozen=True, slots=True)
class Coming:
    """What falls due next; `to_pay` in minor units, tax included."""

    due_on: date
    to_pay: int
    what: str


def money_tiles(deal: Deal) -> list[dict[str, str]]:
    """Tiles of the overview, for whoever may see the account; none before there is something to pay."""
    agreement = deal.agreement
    if agreement is None or deal.state == "closed":
        return []
    currency = agreement.currency
    if agreement.effective_on is None:
        details = payment_details(agreement)
        first = _first(details["first_left_gross"], agreement.first_payment_due_on, currency)
        return [first, _paid(details["received"], currency)]
    account = account_of(agreement, clock.today())
    totals = account["totals"]
    tiles = [_paid(totals.paid, currency), _outstanding(account, currency)]
    if totals.overdue:
        tiles.append({"label": gettext("Overdue"), "figure": money(totals.overdue, currency), "note": gettext("net")})
    return [*tiles, _coming_tile(account, currency)]


def coming(lines: Sequence[LineRow]) -> Coming | None:
    """The earliest line that is neither paid nor overdue and whose day is known."""
    open_lines = [line for line in lines if line.status != "overdue" and (line.to_pay or _scheduled(line))]
    if not open_lines:
        return None
    line = min(open_lines, key=lambda line: line.due_on)
    return Coming(line.due_on, line.to_pay or line.gross, line.what)


def _scheduled(line: LineRow) -> bool:
    return line.status == "scheduled" and line.net > 0


def _paid(net: int, currency: str) -> dict[str, str]:
    return {"label": gettext("Paid so far"), "figure": money(net, currency), "note": gettext("net")}


def _first(left: int, due_on: date | None, currency: str) -> dict[str, str]:
    note = gettext("by %(day)s", day=iso_date(due_on)) if due_on else ""
    return {"label": gettext("To pay now, with VAT"), "figure": money(left, currency), "note": note}


def _outstanding(account: dict[str, Any], currency: str) -> dict[str, str]:
    note = gettext("with VAT %(amount)s", amount=money(account["to_pay"], currency))
    return {"label": gettext("Outstanding"), "figure": money(account["totals"].outstanding, currency), "note": note}


def _coming_tile(account: dict[str, Any], currency: str) -> dict[str, str]:
    label, following = gettext("Due next"), coming(account["lines"])
    if following is not None:
        sum_ = money(following.to_pay, currency)
        note = gettext("%(what)s, %(amount)s with VAT", what=following.what, amount=sum_)
        return {"label": label, "figure": iso_date(following.due_on), "note": note}
    note = gettext("nothing has a day yet; the account says what waits for an event") if account["waiting"] else ""
    if account["royalties"] and not note:
        note = gettext("royalties follow the sales reports")
    return {"label": label, "figure": "–", "note": note or gettext("nothing more is fixed")}
