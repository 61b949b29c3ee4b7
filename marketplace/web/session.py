"""Who is signed in and for whom they act. The browser holds a random token; the row holds its hash."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from flask import Flask, g, has_request_context, session
from flask_login import LoginManager, UserMixin

from marketplace import clock
from marketplace.domain.access import Actor
from marketplace.store.acting import actor_of
from marketplace.store.parties import people
from marketplace.store.parties.people import UserSession

IDLE = timedelta(hours=2)
ABSOLUTE = timedelta(hours=12)
TOKEN_KEY = "_user_id"  # noqa: S105 - where Flask-Login keeps what `get_id` gave

login_manager = LoginManager()


class SignedIn(UserMixin):
    """What Flask-Login holds for a request; `get_id` is the session's secret token."""

    def __init__(self, token: str, row: UserSession) -> None:
        self.token = token
        self.row = row

    def get_id(self) -> str:
        return self.token


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def current_session() -> UserSession | None:
    """The row of the sign-in this request belongs to; None for visitors and for expired or revoked ones."""
    if not has_request_context():
        return None
    if "user_session" not in g:
        token = session.get(TOKEN_KEY)
        g.user_session = load_session(token) if token else None
    return g.user_session


def load_session(token: str) -> UserSession | None:
    row = people.session_with(token_hash(token))
    if row is None or row.person.disabled_at is not None:
        return None
    now = clock.now()
    if now - row.seen_at > IDLE or now - row.created_at > ABSOLUTE:
        return None
    return row


def current_actor() -> Actor:
    """On whose behalf this request is made."""
    if "actor" not in g:
        g.actor = actor_for(current_session(), g.site.id)
    return g.actor


def actor_for(row: UserSession | None, site_id: int) -> Actor:
    if row is None:
        return Actor(site_id=site_id)
    return actor_of(row.person_id, row.organisation, site_id=site_id, on=clock.today())


def register(app: Flask) -> None:
    login_manager.init_app(app)

    @login_manager.user_loader
    def load(token: str) -> SignedIn | None:
        row = current_session()
        return SignedIn(token, row) if row else None
