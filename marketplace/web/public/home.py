"""The front page: search, what there is, the newest offers."""

from __future__ import annotations

from flask import Blueprint, g, render_template
from sqlalchemy.orm import selectinload

from marketplace.store.db import db
from marketplace.store.listings.listings import Listing
from marketplace.store.office import figures

blueprint = Blueprint("home", __name__)

NEWEST = 6


@blueprint.get("/")
def show() -> str:
    site_id = g.site.id
    published = figures.published(site_id)
    newest = published.order_by(Listing.published_at.desc(), Listing.id.desc()).limit(NEWEST)
    listings = db.session.scalars(
        newest.options(
            selectinload(Listing.options), selectinload(Listing.patents), selectinload(Listing.licensor)
        )
    ).all()
    return render_template(
        "public/home.html",
        listings=listings,
        open_listings=figures.count(published),
        licences=figures.count(figures.licences(site_id)),
        licensors=figures.licensor_count(site_id),
        by_model=figures.published_by(site_id, "model"),
    )
