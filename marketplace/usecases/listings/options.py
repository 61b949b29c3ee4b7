"""The ways to pay under a listing: term sheets, their hash, and the prices the engine derives from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy.orm.attributes import flag_modified

from marketplace.domain.access import Actor
from marketplace.domain.faults import Refused, Stale
from marketplace.domain.money import format_rate
from marketplace.domain.terms.canonical import canonical, terms_hash
from marketplace.domain.terms.checks import MOST_OF_PRIME_RATE
from marketplace.domain.terms.naming import model_name
from marketplace.domain.terms.price import asks_on_day_one, price
from marketplace.domain.terms.reading import read_terms
from marketplace.store.db import db, lock, transaction
from marketplace.store.listings.listings import Listing, ListingOption
from marketplace.store.office.parameters import value
from marketplace.usecases.listings.gate import LOAN_PRIME_RATE
from marketplace.usecases.permission import require
from marketplace.usecases.recording import record

MOST_OPTIONS = 6


@dataclass(frozen=True, slots=True)
class Proposal:
    """A way to pay as its author writes it: a term sheet (JSON object) and a name."""

    sheet: Mapping[str, object]
    label_zh: str = ""
    label_en: str = ""


@transaction
def set_options(
    listing: Listing,
    proposals: Sequence[Proposal],
    *,
    version: int | None = None,
    actor: Actor,
    now: datetime,
) -> None:
    """Replace the ways to pay of a draft. Checks that were set aside for the old ones are asked again.

    Args:
        version: of the listing that the author looked at.

    Raises:
        Fault: a sheet is not well-formed (its path says where).
        Refused: `listing.not_a_draft`, `listing.too_many_options`.
        Stale: somebody else changed it meanwhile.
    """
    require(actor, "listing.edit", listing)
    lock(listing)
    if listing.state != "draft":
        raise Refused("listing.not_a_draft")
    if version is not None and version != listing.version:
        raise Stale("record.stale")
    if len(proposals) > MOST_OPTIONS:
        raise Refused("listing.too_many_options", limit=MOST_OPTIONS)
    listing.overrides.clear()
    write_options(listing, proposals, now=now)
    record("listing.changed", listing, actor=actor, now=now, fields="options")


def usual_late_rate(today: date) -> str | None:
    """Late interest in percent a year for a new sheet: one and a half times the loan prime rate in force.

    None before the first rate on file. Source: Supreme People's Court Interpretation on Sales Contracts, Art. 18.
    """
    try:
        prime = Decimal(str(value(LOAN_PRIME_RATE, today)))
    except LookupError:
        return None
    return format_rate(prime * MOST_OF_PRIME_RATE)


def write_options(listing: Listing, proposals: Sequence[Proposal], *, now: datetime) -> None:
    """Put term sheets on a listing with the prices the engine finds. Inside the use case's transaction."""
    options = [option_of(position, proposal) for position, proposal in enumerate(proposals, 1)]
    listing.options.clear()
    db.session.flush()
    listing.options.extend(options)
    listing.updated_at = now
    flag_modified(listing, "updated_at")  # a change of the options is a change of the listing: its version grows


def option_of(position: int, proposal: Proposal) -> ListingOption:
    """An option row with everything derived from its sheet."""
    terms = read_terms(proposal.sheet, path=f"$.options[{position - 1}]")
    worth = price(terms)
    return ListingOption(
        position=position,
        label_zh=proposal.label_zh,
        label_en=proposal.label_en,
        sheet=canonical(proposal.sheet).decode(),
        sheet_hash=terms_hash(proposal.sheet),
        model=model_name(terms),
        currency=terms.currency,
        price_sure=worth.sure,
        price_fixed=worth.fixed,
        price_rate=worth.rate or "",
        asks_on_day_one=asks_on_day_one(terms),
        term_months=terms.term_months,
        trial_months=terms.trial.months if terms.trial else 0,
        territory="\n".join(" ".join(place.split()) for place in terms.licence.territory),
    )
