"""Put a listing into a collection: one that is there, or a new one."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace import clock
from marketplace.domain.faults import Refused
from marketplace.store.keeping import collections
from marketplace.store.keeping.collections import Collection
from marketplace.store.listings import listings
from marketplace.store.listings.listings import Listing
from marketplace.usecases.keeping.collections import add_listing, make_collection
from marketplace.web.keeping.collection_forms import NoteForm
from marketplace.web.keeping.collections import own
from marketplace.web.locale import gettext
from marketplace.web.refused_forms import put_refusal
from marketplace.web.session import current_actor

blueprint = Blueprint("collection_adding", __name__, url_prefix="/collections")


@blueprint.get("/adding")
def show() -> str:
    return _page(_listing(), NoteForm(formdata=None))


@blueprint.post("/adding")
def add() -> ResponseReturnValue:
    form = NoteForm()
    chosen, name = request.form.get("collection", ""), request.form.get("name", "").strip()
    if not form.validate_on_submit() or not (chosen or name):
        if not form.errors:
            form.form_errors.append(gettext("Choose a collection or enter a name for a new one."))
        return _page(_listing(), form), 422
    listing = _listing()
    try:
        collection = own(chosen) if chosen else _new(name)
        add_listing(collection, listing, note=form.note.data or "", actor=current_actor(), now=clock.now())
    except Refused as refusal:
        status = put_refusal(form, refusal)
        return _page(listing, form), status
    flash(gettext("The listing is in the collection."), "success")
    return redirect(url_for("collections.show", public_id=collection.public_id))


def _new(name: str) -> Collection:
    return make_collection(name=name, actor=current_actor(), now=clock.now())


def _listing() -> Listing:
    """The listing that the address names."""
    listing = listings.by_public_id(request.args.get("listing", ""), current_actor())
    if listing is None:
        abort(404)
    return listing


def _page(listing: Listing, form: NoteForm) -> str:
    person_id = current_actor().person_id
    assert person_id is not None
    return render_template(
        "keeping/adding.html", listing=listing, form=form, collections=collections.of_person(person_id)
    )
