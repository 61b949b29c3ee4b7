"""The front page: search, what there is, the newest offers."""

from __future__ import annotations

from flask import Blueprint, g, render_template

from marketplace.store.office import figures

blueprint = Blueprint("home", __name__)

NEWEST = 6


@blueprint.get("/")
def show() -> str:
    site_id = g.site.id
    published = figures.published(site_id)
    return render_template(
        "public/home.html",
        listings=figures.newest(site_id, NEWEST),
        open_listings=figures.count(published),
        licences=figures.count(figures.licences(site_id)),
        licensors=figures.licensor_count(site_id),
        by_model=figures.published_by(site_id, "model"),
    )
