"""Licences of a site in figures, each with the query of the rows behind it: every number can be opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
import sqlalchemy.orm

from marketplace.domain.days import day_of
from marketplace.store.db import db
from marketplace.store.deals.agreements import Agreement, Charge
from marketplace.store.deals.deals import Deal
from marketplace.store.listings.listings import Listing, ListingSite
from marketplace.store.parties.organisations import Organisation


@dataclass(frozen=True, slots=True)
class DealRow:
    """A licence as a public body may see it: listing, parties, model, dates, sums; no contract text, no contacts."""

    deal: str
    number: str
    listing: str
    title_zh: str
    title_en: str
    licensor_zh: str
    licensor_en: str
    licensee_zh: str
    licensee_en: str
    listing_kind: str
    model: str
    state: str
    concluded_on: date
    effective_on: date | None
    currency: str
    charged: int
    paid: int
    overdue: int


def licences(site_id: int) -> sa.Select[Agreement]:
    """The licences in effect, now or once, that came from listings of a site."""
    on_site = sa.exists().where(ListingSite.listing_id == Deal.listing_id, ListingSite.site_id == site_id)
    return (
        sa.select(Agreement)
        .join(Deal, Deal.id == Agreement.deal_id)
        .where(Agreement.effective_on.is_not(None), on_site)
    )


def count(query: sa.Select[object]) -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(query.subquery())) or 0


def licences_by_model(site_id: int) -> dict[str, int]:
    ids = licences(site_id).with_only_columns(Agreement.id)
    query = sa.select(Agreement.model, sa.func.count()).where(Agreement.id.in_(ids)).group_by(Agreement.model)
    return {model: number for model, number in db.session.execute(query)}


def licences_by_month(site_id: int, since: date) -> dict[str, int]:
    """Licences by the month (`2026-03`) in which they took effect, from a day on."""
    days = licences(site_id).with_only_columns(Agreement.effective_on).where(Agreement.effective_on >= since)
    counted: dict[str, int] = {}
    for day in db.session.scalars(days):
        counted[f"{day:%Y-%m}"] = counted.get(f"{day:%Y-%m}", 0) + 1
    return counted


def deal_rows(site_id: int, *, page: int = 1, size: int | None = None) -> list[DealRow]:
    """The rows behind the licence figures, newest first: one page of them (from 1), or all."""
    ids = licences(site_id).with_only_columns(Agreement.id)
    licensor, licensee = sa.orm.aliased(Organisation), sa.orm.aliased(Organisation)
    overdue = sa.case((Charge.status == "overdue", Charge.outstanding), else_=0)
    sums = (
        sa.select(
            Charge.agreement_id,
            sa.func.sum(Charge.amount).label("charged"),
            sa.func.sum(Charge.paid).label("paid"),
            sa.func.sum(overdue).label("overdue"),
        )
        .where(Charge.status.not_in(("scheduled", "cancelled")))
        .group_by(Charge.agreement_id)
        .subquery()
    )
    query = (
        sa.select(Agreement, Deal, Listing, licensor, licensee, sums.c.charged, sums.c.paid, sums.c.overdue)
        .join(Deal, Deal.id == Agreement.deal_id)
        .join(Listing, Listing.id == Deal.listing_id)
        .join(licensor, licensor.id == Deal.licensor_id)
        .join(licensee, licensee.id == Deal.licensee_id)
        .outerjoin(sums, sums.c.agreement_id == Agreement.id)
        .where(Agreement.id.in_(ids))
        .order_by(Agreement.effective_on.desc(), Agreement.id.desc())
    )
    if size is not None:
        query = query.limit(size).offset((page - 1) * size)
    return [_deal_row(*row) for row in db.session.execute(query)]


def _deal_row(
    agreement: Agreement,
    deal: Deal,
    listing: Listing,
    licensor: Organisation,
    licensee: Organisation,
    charged: int | None,
    paid: int | None,
    overdue: int | None,
) -> DealRow:
    return DealRow(
        deal=deal.public_id,
        number=agreement.number,
        listing=listing.public_id,
        title_zh=listing.title_zh,
        title_en=listing.title_en,
        licensor_zh=licensor.name("zh"),
        licensor_en=licensor.name("en"),
        licensee_zh=licensee.name("zh"),
        licensee_en=licensee.name("en"),
        listing_kind=listing.kind,
        model=agreement.model,
        state=agreement.state,
        concluded_on=day_of(agreement.concluded_at),
        effective_on=agreement.effective_on,
        currency=agreement.currency,
        charged=int(charged or 0),
        paid=int(paid or 0),
        overdue=int(overdue or 0),
    )
