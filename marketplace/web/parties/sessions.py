"""The own sign-ins: where they are, and how to end them."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from marketplace import clock
from marketplace.store.parties import people
from marketplace.store.parties.people import UserSession
from marketplace.usecases.parties.sessions import end_all_sessions, end_session
from marketplace.web.locale import gettext
from marketplace.web.parties.signing_in import leave
from marketplace.web.session import ABSOLUTE, IDLE, current_session

blueprint = Blueprint("sessions", __name__)
HANDLE_LENGTH = 16  # of the token's digest: names a sign-in to its owner and opens nothing


@blueprint.get("/account/sessions")
def index() -> ResponseReturnValue:
    own = _own()
    lines = [
        {"row": row, "handle": row.token_hash[:HANDLE_LENGTH], "here": row.id == own.id} for row in _all()
    ]
    return render_template("parties/sessions_index.html", lines=lines)


@blueprint.post("/account/sessions/<handle>/revocation")
def revoke(handle: str) -> ResponseReturnValue:
    row = next((row for row in _all() if row.token_hash[:HANDLE_LENGTH] == handle), None)
    if row is None:
        abort(404)
    if row.id == _own().id:
        leave()
        return redirect(url_for("sign_in.show"))
    end_session(row, now=clock.now())
    flash(gettext("This sign-in has been ended."), "success")
    return redirect(url_for("sessions.index"))


@blueprint.post("/account/sessions/revocation")
def revoke_others() -> ResponseReturnValue:
    own = _own()
    end_all_sessions(own.person, now=clock.now(), but=own)
    flash(gettext("All other sign-ins have been ended."), "success")
    return redirect(url_for("sessions.index"))


def _own() -> UserSession:
    row = current_session()
    if row is None:
        abort(404)
    return row


def _all() -> list[UserSession]:
    now = clock.now()
    return people.open_sessions(_own().person_id, seen_since=now - IDLE, opened_since=now - ABSOLUTE)
