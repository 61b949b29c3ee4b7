"""Collections of one's own: named lists of listings with notes, shared by a link as long as one likes."""

from __future__ import annotations

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace import clock
from marketplace.domain.faults import Refused
from marketplace.store.keeping import collections
from marketplace.store.keeping.collections import Collection
from marketplace.usecases.keeping.collections import (
    delete_collection,
    make_collection,
    note_listing,
    remove_listing,
    rename_collection,
    share_collection,
    unshare_collection,
)
from marketplace.web.access import demand
from marketplace.web.keeping.collection_forms import CollectionForm, NoteForm
from marketplace.web.keeping.shown import shown
from marketplace.web.locale import gettext
from marketplace.web.refused_forms import put_refusal
from marketplace.web.session import current_actor

blueprint = Blueprint("collections", __name__, url_prefix="/collections")


@blueprint.get("")
def index() -> str:
    return _list(CollectionForm(formdata=None))


@blueprint.post("")
def create() -> ResponseReturnValue:
    form = CollectionForm()
    if not form.validate_on_submit():
        return _list(form), 422
    try:
        made = make_collection(
            name=form.name.data, about=form.about.data or "", actor=current_actor(), now=clock.now()
        )
    except Refused as refusal:
        return _list(form), put_refusal(form, refusal)
    return redirect(url_for("collections.show", public_id=made.public_id))


@blueprint.get("/<public_id>")
def show(public_id: str) -> str:
    collection = own(public_id)
    return _page(collection, CollectionForm(formdata=None, name=collection.name, about=collection.about))


@blueprint.post("/<public_id>")
def update(public_id: str) -> ResponseReturnValue:
    collection, form = own(public_id), CollectionForm()
    if not form.validate_on_submit():
        return _page(collection, form), 422
    rename_collection(collection, name=form.name.data, about=form.about.data or "", actor=current_actor())
    flash(gettext("Saved."), "success")
    return redirect(url_for("collections.show", public_id=public_id))


@blueprint.post("/<public_id>/listings/<listing>/note")
def note(public_id: str, listing: str) -> ResponseReturnValue:
    collection, form = own(public_id), NoteForm()
    listing_id = _listing_id(collection, listing)
    if not form.validate_on_submit():
        flash(" ".join(str(message) for messages in form.errors.values() for message in messages), "error")
        return redirect(url_for("collections.show", public_id=public_id))
    note_listing(collection, listing_id, note=form.note.data or "", actor=current_actor())
    flash(gettext("Saved."), "success")
    return redirect(url_for("collections.show", public_id=public_id))


@blueprint.post("/<public_id>/listings/<listing>/removal")
def remove(public_id: str, listing: str) -> ResponseReturnValue:
    collection = own(public_id)
    remove_listing(collection, _listing_id(collection, listing), actor=current_actor())
    flash(gettext("The listing was taken out."), "success")
    return redirect(url_for("collections.show", public_id=public_id))


@blueprint.post("/<public_id>/sharing")
def share(public_id: str) -> ResponseReturnValue:
    collection = own(public_id)
    if request.form.get("share") == "yes":
        share_collection(collection, actor=current_actor(), now=clock.now())
        flash(gettext("Whoever has the link can read the collection now."), "success")
    else:
        unshare_collection(collection, actor=current_actor(), now=clock.now())
        flash(gettext("The link is closed and opens nothing any more."), "success")
    return redirect(url_for("collections.show", public_id=public_id))


@blueprint.get("/<public_id>/deletion")
def deletion(public_id: str) -> str:
    return render_template("keeping/collection_deletion.html", collection=own(public_id))


@blueprint.post("/<public_id>/deletion")
def delete(public_id: str) -> ResponseReturnValue:
    delete_collection(own(public_id), actor=current_actor(), now=clock.now())
    flash(gettext("The collection was deleted."), "success")
    return redirect(url_for("collections.index"))


def own(public_id: str) -> Collection:
    """A collection of the reader; anybody else's does not exist for them."""
    collection = collections.by_public_id(public_id)
    if collection is None:
        abort(404)
    demand("kept.change", collection)
    return collection


def share_url(collection: Collection) -> str:
    """The address that opens a shared collection."""
    path = url_for("shared_collections.show", share_key=collection.share_key)
    return f"{current_app.config['PUBLIC_URL']}{path}"


def _listing_id(collection: Collection, code: str) -> int:
    """An item by the code of its listing, which need not be public any more."""
    for item in collection.items:
        if item.listing.public_id == code:
            return item.listing_id
    abort(404)


def _list(form: CollectionForm) -> str:
    person_id = current_actor().person_id
    assert person_id is not None
    return render_template("keeping/collections.html", form=form, rows=collections.of_person(person_id))


def _page(collection: Collection, form: CollectionForm) -> str:
    return render_template(
        "keeping/collection.html",
        collection=collection,
        items=shown(collection.items),
        form=form,
        share_url=share_url(collection) if collection.share_key else "",
    )
