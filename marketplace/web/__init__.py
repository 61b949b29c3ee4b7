"""Pages. A view finds, parses, calls one use case and answers."""

from __future__ import annotations

from importlib import import_module

from flask import Flask
from flask_wtf.csrf import CSRFProtect

from marketplace.web import (
    access,
    answers,
    asked_numbers,
    controls,
    footprints,
    formats,
    frame,
    headers,
    locale,
    page_links,
    printed_once,
    session,
    statics,
    template_speed,
)

# Each area has a package with a blueprint list `BLUEPRINTS` and its rows of the access table, `ENDPOINTS`.
AREAS = ("public", "parties", "patents", "listings", "deals", "demand", "keeping", "office", "patterns")

csrf = CSRFProtect()


def register(app: Flask) -> None:
    """Add the blueprints, the request set-up and the answers to errors. The order is the order of a request."""
    template_speed.install(app)
    answers.register(app)
    asked_numbers.install(app)
    frame.register(app)
    session.register(app)
    locale.register(app)
    formats.install(app)
    controls.install(app)
    page_links.install(app)
    csrf.init_app(app)
    access.register(app)
    headers.register(app)
    footprints.register(app)
    statics.register(app)
    for area in AREAS:
        module = import_module(f"marketplace.web.{area}")
        access.open_endpoints(module.ENDPOINTS)
        for blueprint in module.BLUEPRINTS:
            app.register_blueprint(blueprint)
    printed_once.install(app)  # the templates it reads need all that was added above
