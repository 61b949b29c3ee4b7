"""The public page of a listing: what it is good for, what it costs, who can take it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from flask import current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace import clock
from marketplace.domain.listings import names
from marketplace.domain.parties import words as party_words
from marketplace.domain.regions import province_name
from marketplace.store.listings.listings import Listing
from marketplace.store.listings.taken import licences_by_sheet
from marketplace.web.access import may
from marketplace.web.listings.blueprint import blueprint
from marketplace.web.listings.calculator import Calculation, calculate
from marketplace.web.listings.calculator_form import CalculatorForm, calculator_form, is_asked
from marketplace.web.listings.finding import visible
from marketplace.web.listings.offers import Offer, comparison_rows, label_of, offers_in, offers_of
from marketplace.web.listings.patents_shown import shown_patent
from marketplace.web.listings.reader import standing_of
from marketplace.web.listings.reference import shown_bands
from marketplace.web.listings.similar_shown import similar_listings
from marketplace.web.listings.stages import step_buttons
from marketplace.web.locale import gettext, lang


@blueprint.get("/listings/<public_id>")
def show(public_id: str) -> ResponseReturnValue:
    listing = visible(public_id)
    offers = public_offers(listing)
    form, calculation, status = calculated(offers)
    today = clock.today()
    page = render_template(
        "listings/listings_show.html",
        listing=listing,
        patents=[shown_patent(patent, today) for patent in listing.patents],
        offers=offers,
        rows=comparison_rows(offers, listing.kind),
        calculator=form,
        calculation=calculation,
        asked=is_asked(request.args),
        share_url=share_url(listing, form) if is_asked(request.args) else "",
        bands=shown_bands([offer.terms for offer in offers], listing.patents[0].industry),
        standing=standing_of(listing),
        limits=limits_of(listing),
        licences=sum(offer.licences for offer in offers),
        kind_words=names.word(names.KIND_EXPLANATIONS, listing.kind, lang()),
        works=may("listing.work", listing),
        buttons=step_buttons(listing),
        history=history_of(listing),
        similar=similar_listings(listing) if listing.state == "published" else [],
        today=today,
    )
    return page, status


def public_offers(listing: Listing) -> list[Offer]:
    """The ways to pay as they are, for a withdrawn listing as they last were public."""
    licences = licences_by_sheet(listing.id)
    if listing.state != "withdrawn" or not listing.editions:
        return offers_of(listing, licences)
    return offers_in(json.loads(listing.editions[-1].content), licences)


def calculated(offers: Sequence[Offer]) -> tuple[CalculatorForm, Calculation | None, int]:
    """The calculator as the address asks for it, or with an example; the status tells whether the figures can be."""
    today = clock.today()
    asked = is_asked(request.args)
    form = calculator_form([offer.terms for offer in offers], request.args if asked else None, today=today)
    comparable = bool(offers) and len({offer.currency for offer in offers}) == 1
    if not comparable:
        return form, None, 200
    if not asked:
        return form, calculate(offers, form.forecast), 200
    if not form.validate():
        return form, None, 422
    return form, calculate(offers, form.forecast), 200


def share_url(listing: Listing, form: CalculatorForm) -> str:
    """The address of the present result, without the language, which every reader chooses."""
    figures = [(name, value) for name, value in request.args.items() if name in form and value]
    path = url_for("listings.show", public_id=listing.public_id)
    return f"{current_app.config['PUBLIC_URL']}{path}?{urlencode(figures)}#calculator"


def limits_of(listing: Listing) -> list[dict[str, Any]]:
    """Who can take a listing that is limited, line by line."""
    lines: list[dict[str, Any]] = []
    joint = "、" if lang() == "zh" else ", "
    if listing.sizes:
        sizes = [party_words.word(party_words.SIZE_CLASSES[size], lang()) for size in listing.sizes]
        lines.append({"label": gettext("Size"), "text": joint.join(sizes)})
    if listing.regions:
        lines.append({"label": gettext("Region"), "text": joint.join(region_words(code) for code in listing.regions)})
    programme = label_of(listing.programme_zh, listing.programme_en)
    if programme:
        note = gettext("By taking the licence you state that you take part in it.")
        lines.append({"label": gettext("Programme"), "text": programme, "note": note})
    return lines


def region_words(code: str) -> str:
    """A division by its province's name, with its code where it is smaller than a province."""
    name = province_name(code, lang()) or code
    return name if len(code) == 2 else gettext("%(province)s (division %(code)s)", province=name, code=code)


def history_of(listing: Listing) -> list[dict[str, Any]]:
    """The editions, newest first."""
    return [
        {
            "at": version.published_at,
            "text": gettext("Edition %(number)s was published", number=version.edition),
            "url": url_for("listings.edition", public_id=listing.public_id, edition=version.edition),
            "note": gettext("SHA-256 %(digest)s", digest=f"{version.content_hash[:16]}…"),
        }
        for version in reversed(listing.editions)
    ]
