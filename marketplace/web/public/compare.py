"""Two to four offers side by side: what they are, who can take them, what each way to pay would cost under a forecast.

All sums are the engine's. The address keeps the offers and the figures, so that it can be handed on and printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace import clock
from marketplace.domain.listings.names import KINDS, word
from marketplace.domain.terms.costs import cost_of
from marketplace.domain.terms.forecast import Forecast
from marketplace.store.listings import listings
from marketplace.store.listings.listings import Listing
from marketplace.web.formats import TextInLanguage, iso_date, lang_text, money
from marketplace.web.listings.calculator import columns_of
from marketplace.web.listings.calculator_form import CalculatorForm, calculator_form, is_asked
from marketplace.web.listings.offers import Offer, months_words
from marketplace.web.listings.page import limits_of, public_offers
from marketplace.web.listings.patents_shown import ShownPatent, shown_patent
from marketplace.web.locale import gettext, lang, ngettext
from marketplace.web.parties.wording import country_word
from marketplace.web.session import current_actor

blueprint = Blueprint("compare", __name__)

MOST = 4
LONGEST = 160  # characters of what an offer does


@dataclass(frozen=True, slots=True)
class Way:
    """A way to pay. `total` and `lost` are None where the forecast cannot be applied."""

    label: str
    note: str
    first_day: str
    total: str
    lost: str
    least: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """One offer as a column."""

    listing: Listing
    url: str
    without_url: str
    title: TextInLanguage
    benefit: TextInLanguage
    patents: Sequence[ShownPatent]
    kind: str
    protection: str
    limits: str
    trial: str
    territory: str
    term: str
    ways: Sequence[Way]
    licences: int


@blueprint.get("/compare")
def show() -> ResponseReturnValue:
    asked = list(dict.fromkeys(name[:20] for name in request.args.getlist("listing") if name))
    found = [
        one for name in asked[:MOST] if (one := listings.by_public_id(name, current_actor())) is not None
    ]
    open_ones = [listing for listing in found if listing.state == "published"]
    offers = [public_offers(listing) for listing in open_ones]
    form, forecast, status = _forecast([offer for several in offers for offer in several])
    figures = [
        (name, value) for name, value in request.args.items(multi=True) if name not in ("listing", "lang")
    ]
    columns = [
        _compared(listing, several, forecast, _without(open_ones, listing, figures))
        for listing, several in zip(open_ones, offers, strict=True)
    ]
    page = render_template(
        "search/compare.html",
        columns=columns,
        form=form,
        forecast=forecast,
        asked=is_asked(request.args),
        too_many=len(asked) > MOST,
        gone=min(len(asked), MOST) - len(open_ones),
        most=MOST,
    )
    return page, status


def _forecast(offers: Sequence[Offer]) -> tuple[CalculatorForm | None, Forecast | None, int]:
    """The forecast in the address, or the example; none where the offers share no currency or it cannot be read."""
    if len({offer.currency for offer in offers}) != 1:
        return None, None, 200
    given = request.args if is_asked(request.args) else None
    form = calculator_form([offer.terms for offer in offers], given, today=clock.today())
    if given is not None and not form.validate():
        return form, None, 422
    return form, form.forecast, 200


def _compared(
    listing: Listing, offers: Sequence[Offer], forecast: Forecast | None, without_url: str
) -> Compared:
    today = clock.today()
    patents = [shown_patent(patent, today) for patent in listing.patents]
    return Compared(
        listing=listing,
        url=url_for("listings.show", public_id=listing.public_id),
        without_url=without_url,
        title=lang_text(listing.title_zh, listing.title_en),
        benefit=_benefit(listing, patents[0]),
        patents=patents,
        kind=word(KINDS, listing.kind, lang()),
        protection=_protection([patent.term_end for patent in patents], today),
        limits=_joined([line["text"] for line in limits_of(listing)]) or gettext("anybody"),
        trial=_trial(offers),
        territory=_joined(
            list(dict.fromkeys(_place(one) for offer in offers for one in offer.terms.licence.territory))
        ),
        term=_joined(list(dict.fromkeys(months_words(offer.terms.term_months) for offer in offers))),
        ways=_ways(offers, forecast),
        licences=sum(offer.licences for offer in offers),
    )


def _benefit(listing: Listing, patent: ShownPatent) -> TextInLanguage:
    """What the card says in one line, else the summary, else the beginning of the abstract."""
    summary = lang_text(listing.summary_zh, listing.summary_en)
    found = next((text for text in (patent.benefit, summary, patent.abstract) if text.text), summary)
    return found if len(found.text) <= LONGEST else found._replace(text=f"{found.text[:LONGEST]}…")


def _ways(offers: Sequence[Offer], forecast: Forecast | None) -> list[Way]:
    """Every way to pay with what it costs; the cheapest is marked where there are several."""
    first_days = {offer.position: offer.asks_on_day_one for offer in offers}
    columns = columns_of(offers)
    costs = [cost_of(column.terms, forecast, column.choice) if forecast else None for column in columns]
    least = min((cost.total for cost in costs if cost), default=None)
    alike = len({cost.total for cost in costs if cost}) < 2
    return [
        Way(
            column.label,
            column.note,
            money(first_days[int(column.key.partition(":")[0])], column.terms.currency),
            money(cost.total, column.terms.currency) if cost else "",
            money(cost.failure, column.terms.currency) if cost else "",
            least=cost is not None and not alike and cost.total == least,
        )
        for column, cost in zip(columns, costs, strict=True)
    ]


def _trial(offers: Sequence[Offer]) -> str:
    months = max((offer.terms.trial.months for offer in offers if offer.terms.trial), default=0)
    return ngettext("%(num)s month", "%(num)s months", months) if months else gettext("none")


def _protection(ends: Sequence[date | None], today: date) -> str:
    """The last day of the patent that ends first, and about how long that is."""
    known = [end for end in ends if end is not None]
    if not known:
        return gettext("not known")
    years = max(0, (min(known) - today).days) // 365
    left = (
        ngettext("about %(num)s year", "about %(num)s years", years) if years else gettext("less than a year")
    )
    return f"{iso_date(min(known))} ({left})" if lang() == "en" else f"{iso_date(min(known))}（{left}）"


def _place(name: str) -> str:
    return country_word(name) if len(name) == 2 and name.isascii() and name.isalpha() else name


def _joined(parts: Sequence[str]) -> str:
    return ("、" if lang() == "zh" else ", ").join(parts)


def _without(open_ones: Sequence[Listing], left_out: Listing, figures: Sequence[tuple[str, str]]) -> str:
    """The address without one offer; the figures stay."""
    rest: dict[str, Any] = {
        "listing": [one.public_id for one in open_ones if one is not left_out],
        **dict(figures),
    }
    return url_for("compare.show", **rest)
