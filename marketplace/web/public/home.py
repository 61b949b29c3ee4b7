"""The front page: search, what there is, the newest offers."""

from __future__ import annotations

from flask import Blueprint, g, render_template

from marketplace.store.listings.cards import card_rows
from marketplace.store.office import figures, published
from marketplace.web.public.cards import cards

blueprint = Blueprint("home", __name__)

NEWEST = 6


@blueprint.get("/")
def show() -> str:
    site_id = g.site.id
    open_now = published.published(site_id)
    return render_template(
        "public/home.html",
        cards=cards(card_rows(published.newest(site_id, NEWEST))),
        open_listings=open_now.listings,
        licences=figures.count(figures.licences(site_id)),
        licensors=len(open_now.by_licensor),
        by_model=open_now.by_model,
    )
