"""Favourites: the star on cards and listing pages, and the list of what was marked."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace import clock
from marketplace.store.keeping import collections
from marketplace.store.listings import listings
from marketplace.usecases.keeping.favourites import mark, unmark
from marketplace.web.keeping.shown import shown
from marketplace.web.locale import gettext
from marketplace.web.parties.next_page import asked_next
from marketplace.web.session import current_actor

blueprint = Blueprint("favourites", __name__, url_prefix="/favourites")


@blueprint.get("")
def index() -> str:
    person_id = current_actor().person_id
    assert person_id is not None
    kept = collections.favourites_of(person_id)
    return render_template("keeping/favourites.html", rows=shown(kept), total=len(kept))


@blueprint.post("")
def change() -> ResponseReturnValue:
    """`mark` or `unmark` names the listing; the reader comes back to where the star was."""
    actor = current_actor()
    if code := request.form.get("mark"):
        listing = listings.by_public_id(code, actor)
        if listing is None:
            abort(404)
        mark(listing, actor=actor, now=clock.now())
        flash(gettext("Marked as a favourite."), "success")
    elif code := request.form.get("unmark"):
        assert actor.person_id is not None
        kept = {one.listing.public_id: one.listing_id for one in collections.favourites_of(actor.person_id)}
        if code in kept:
            unmark(kept[code], actor=actor)
        flash(gettext("No longer a favourite."), "success")
    else:
        abort(422)
    return redirect(asked_next() or url_for("favourites.index"))
