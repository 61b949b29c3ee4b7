"""Which endpoint is open to whom: one table. An endpoint that is not in it answers 404 to everybody.

The table admits a circle of people; what they may do with the thing they ask for, the view and its use case decide by
`marketplace.domain.access`.
"""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask, abort, redirect, request, url_for
from werkzeug.wrappers import Response

from marketplace.domain.access import Actor, allowed
from marketplace.store.relations import relations_to
from marketplace.web.session import current_actor

CIRCLES = ("anyone", "person", "member", "verifier", "operator", "body")
ENDPOINTS: dict[str, str] = {}
LONGEST_ADDRESS = 8_000  # characters; servers refuse longer ones


def open_endpoints(table: Mapping[str, str]) -> None:
    """Add an area's endpoints: name → circle."""
    for endpoint, circle in table.items():
        if circle not in CIRCLES:
            raise ValueError(f"{endpoint}: no circle {circle}")
        if ENDPOINTS.setdefault(endpoint, circle) != circle:
            raise ValueError(f"{endpoint} stands twice in the access table")


def within(actor: Actor, circle: str) -> bool:
    """Whether an actor belongs to a circle."""
    return circle in actor.relations()


def may(permission: str, thing: object = None) -> bool:
    """Whether the actor of this request holds a permission for a thing (templates ask it too)."""
    actor = current_actor()
    return allowed(permission, actor, relations_to(actor, thing))


def demand(permission: str, thing: object = None) -> None:
    """Answer 404 unless the actor holds the permission: what one may not see does not exist."""
    if not may(permission, thing):
        abort(404)


def way_in(target: str) -> str:
    """The address of the sign-in page that leads on to a target; without it where the address would be too long."""
    address = url_for("sign_in.show", next=target)
    return address if len(address) <= LONGEST_ADDRESS else url_for("sign_in.show")


def register(app: Flask) -> None:
    @app.before_request
    def admit() -> Response | None:
        circle = ENDPOINTS.get(request.endpoint or "")
        if circle is None:
            abort(404)
        actor = current_actor()
        if within(actor, circle):
            return None
        if actor.person_id is None and request.method == "GET":
            return redirect(way_in(request.full_path.rstrip("?")))
        if circle == "member" and request.method == "GET":
            return redirect(url_for("organisations.choose"))
        abort(403)
