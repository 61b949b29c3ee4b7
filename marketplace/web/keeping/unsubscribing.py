"""The link in a letter that stops such letters: works without signing in, and only by a button.

Mail programs open links without being asked, so opening the page changes nothing.
"""

from __future__ import annotations

from flask import Blueprint, abort, current_app, g, render_template
from flask.typing import ResponseReturnValue

from marketplace import clock
from marketplace.domain.access import Actor
from marketplace.domain.keeping.signed import named_by
from marketplace.store.demand import needs
from marketplace.store.demand.needs import Need
from marketplace.store.keeping import searches
from marketplace.store.keeping.searches import SavedSearch
from marketplace.usecases.demand.needs import stop_watching
from marketplace.usecases.keeping.searches import stop_digest

blueprint = Blueprint("unsubscribing", __name__, url_prefix="/unsubscribe")


@blueprint.get("/<token>")
def show(token: str) -> str:
    subject = _subject(token)
    return render_template(
        "keeping/unsubscribing.html", token=token, subject=subject, done=not _tells(subject)
    )


@blueprint.post("/<token>")
def stop(token: str) -> ResponseReturnValue:
    subject = _subject(token)
    actor = Actor(person_id=subject.person_id, site_id=g.site.id)  # the link was sent to this person only
    if isinstance(subject, Need):
        stop_watching(subject, actor=actor, now=clock.now())
    else:
        stop_digest(subject, actor=actor, now=clock.now())
    return render_template("keeping/unsubscribing.html", token=token, subject=subject, done=True)


def _subject(token: str) -> Need | SavedSearch:
    """The need or saved search that a genuine link names; 404 for any other, and for what was deleted."""
    named = named_by(token, current_app.config["SECRET_KEY"])
    if named is None:
        abort(404)
    table, public_id = named
    subject = needs.by_public_id(public_id) if table == "need" else searches.by_public_id(public_id)
    if subject is None or (isinstance(subject, Need) and subject.erased_at is not None):
        abort(404)
    return subject


def _tells(subject: Need | SavedSearch) -> bool:
    return subject.watch and subject.open if isinstance(subject, Need) else subject.digest != "off"
