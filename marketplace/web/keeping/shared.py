"""A collection as whoever has its link sees it: to read, and to copy for oneself."""

from __future__ import annotations

from flask import Blueprint, abort, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from marketplace import clock
from marketplace.store.keeping import collections
from marketplace.store.keeping.collections import Collection
from marketplace.usecases.keeping.collections import copy_collection
from marketplace.web.keeping.shown import shown
from marketplace.web.locale import gettext
from marketplace.web.session import current_actor

blueprint = Blueprint("shared_collections", __name__, url_prefix="/collections/shared")


@blueprint.get("/<share_key>")
def show(share_key: str) -> ResponseReturnValue:
    """Search engines are asked to leave it alone. The address is a secret, so it is told to no other site."""
    collection = open_collection(share_key)
    page = render_template(
        "keeping/shared.html",
        collection=collection,
        items=shown(collection.items),
        share_key=share_key,
        mine=collection.person_id == current_actor().person_id,
        signed_in=current_actor().person_id is not None,
    )
    answer = make_response(page)
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


@blueprint.post("/<share_key>/copy")
def copy(share_key: str) -> ResponseReturnValue:
    made = copy_collection(open_collection(share_key), share_key, actor=current_actor(), now=clock.now())
    flash(gettext("The collection is among your own now. Changes of the original do not follow."), "success")
    return redirect(url_for("collections.show", public_id=made.public_id))


def open_collection(share_key: str) -> Collection:
    """The collection that a link opens; 404 for one that opens nothing."""
    collection = collections.shared_as(share_key)
    if collection is None:
        abort(404)
    return collection
