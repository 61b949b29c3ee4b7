"""Where to go on after signing in: pages of this site only."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import current_app, request, url_for

from marketplace.domain.access import Actor
from marketplace.domain.parties.kinds import OFFICE_KINDS

LONGEST = 6_000  # a search of some hundred Chinese characters, each nine characters of an address
SELF_MADE_LOOPS = ("/sign-in", "/sign-out", "/acting")


def safe_next(target: str | None) -> str:
    """A target that is a path of this site and nothing else; empty otherwise.

    Refused are other hosts in every spelling (`//host`, `/\\host`, `https:host`), control characters, and the pages
    that would lead round in a circle.
    """
    if not target or len(target) > LONGEST or not target.startswith("/") or target.startswith(("//", "/\\")):
        return ""
    if "\\" in target or any(ord(character) < 33 or ord(character) == 127 for character in target):
        return ""
    try:
        parts = urlsplit(target)
    except ValueError:
        return ""
    if parts.scheme or parts.netloc or parts.path.startswith("//"):
        return ""
    return "" if parts.path.startswith(SELF_MADE_LOOPS) else target


def asked_next() -> str:
    """The safe target that this request carries, in its form or its address."""
    return safe_next(request.form.get("next") or request.args.get("next"))


def landing(actor: Actor) -> str:
    """The page a signed-in person begins with."""
    if actor.organisation_id is None:
        return url_for("organisations.choose")
    works = actor.office_for and actor.organisation_kind in OFFICE_KINDS
    first = ("office.show", "deals.index") if works else ("deals.index",)
    known = [endpoint for endpoint in first if endpoint in current_app.view_functions]
    return url_for(known[0] if known else "organisations.own")
