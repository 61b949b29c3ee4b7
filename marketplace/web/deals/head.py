"""What all pages of a deal share: its name and state, how far it has come, what happens next, its tabs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import current_app, request, url_for

from marketplace import clock
from marketplace.domain.days import day_of
from marketplace.domain.deals.next_step import Step
from marketplace.domain.deals.progress import progress
from marketplace.domain.deals.words import STATIONS
from marketplace.store.deals.deals import Deal
from marketplace.usecases.deals.outlook import steps_of
from marketplace.web.deals.finding import side
from marketplace.web.deals.steps import Next, next_of
from marketplace.web.deals.wording import listing_title, reference_of, say
from marketplace.web.formats import TextInLanguage, iso_date
from marketplace.web.locale import gettext, lang


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a deal's pages. `mine`: what waits for the reader while `next` is another's; `others`: the rest."""

    deal: Deal
    side: str
    title: TextInLanguage
    reference: str
    stations: list[dict[str, Any]]
    next: Next
    mine: Next | None
    others: list[Next]
    tabs: list[dict[str, Any]]
    listing_url: str
    today: date

    @property
    def licensor(self) -> str:
        return self.deal.licensor.name(lang())

    @property
    def licensee(self) -> str:
        return self.deal.licensee.name(lang())

    @property
    def currency(self) -> str:
        return self.deal.agreement.currency if self.deal.agreement else "CNY"


def head_of(deal: Deal) -> Head:
    """The head as of today."""
    today = clock.today()
    steps = steps_of(deal, today)
    currency = deal.agreement.currency if deal.agreement else "CNY"
    reader = side(deal)
    mine = _mine(steps, reader)
    return Head(
        deal=deal,
        side=reader,
        title=listing_title(deal),
        reference=reference_of(deal),
        stations=_stations(deal),
        next=next_of(steps[0], deal, currency),
        mine=next_of(mine, deal, currency) if mine else None,
        others=[next_of(step, deal, currency) for step in steps[1:] if step is not mine],
        tabs=_tabs(deal, steps),
        listing_url=_listing_url(deal),
        today=today,
    )


def _mine(steps: Sequence[Step], reader: str) -> Step | None:
    """The first step that the reader's side is to take, where another side's is more urgent."""
    if steps[0].acts_now == reader:
        return None
    return next((step for step in steps[1:] if step.acts_now == reader), None)


def _stations(deal: Deal) -> list[dict[str, Any]]:
    agreement = deal.agreement
    stations = progress(
        deal.kind,
        deal.state,
        asks=_asks(deal),
        arrived=deal.arrived_at is not None,
        concluded=agreement is not None,
    )
    days: dict[str, date | None] = {
        "send": day_of(deal.sent_at) if deal.sent_at else None,
        "arrive": day_of(deal.arrived_at) if deal.arrived_at else None,
        "offer": day_of(agreement.concluded_at) if agreement else None,
        "pay": agreement.effective_on if agreement else None,
        "effect": agreement.effective_on if agreement else None,
    }
    return [
        {
            "name": say(STATIONS[station.code]),
            "state": station.state,
            "when": iso_date(days[station.code]) if station.state == "done" and days.get(station.code) else "",
        }
        for station in stations
    ]


def _asks(deal: Deal) -> bool:
    """Whether a payment comes before the licence takes effect, as far as it is known."""
    if deal.agreement is not None:
        return deal.agreement.asks_on_day_one > 0
    if deal.kind == "request":
        return False
    chosen = (option for option in deal.listing.options if option.position == deal.option_position)
    return any(option.asks_on_day_one for option in chosen)


def _tabs(deal: Deal, steps: tuple[Step, ...]) -> list[dict[str, Any]]:
    """The pages a deal has in its present state."""
    agreement = deal.agreement
    tabs: list[tuple[str, str, int | None]] = [("deals.show", gettext("Overview"), None)]
    if deal.state != "draft":
        tabs.append(("terms.show", gettext("Terms"), None))
    if deal.kind == "request" and deal.arrived_at is not None:
        tabs.append(("offers.index", gettext("Offers"), len(deal.offers)))
    if agreement is not None:
        tabs.append(("accounts.show", gettext("Account"), None))
    if agreement is not None and agreement.effective_on is not None:
        tabs.append(("reports.index", gettext("Reports"), len(agreement.reports)))
    here = (request.endpoint or "").split(".")[0]
    return [
        {
            "label": label,
            "url": url_for(endpoint, public_id=deal.public_id),
            "current": here == endpoint.split(".")[0],
            "number": number,
        }
        for endpoint, label, number in tabs
    ]


def _listing_url(deal: Deal) -> str:
    if "listings.show" not in current_app.view_functions:
        return ""
    return url_for("listings.show", public_id=deal.listing.public_id)
