"""The application factory: the only place that knows every floor."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

import structlog
from flask import Flask
from flask_migrate import Migrate
from werkzeug.middleware.proxy_fix import ProxyFix

from marketplace import cli, config, web
from marketplace.store import tables
from marketplace.store.db import bind, db

__all__ = ["create_app", "tables"]


def configure_log() -> None:
    """One line of JSON for each event on standard error; a traceback, but never the values of variables."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
    )


def create_app(overrides: Mapping[str, Any] | None = None) -> Flask:
    """A ready application; `overrides` replace settings (tests)."""
    configure_log()
    app = Flask("marketplace", root_path=str(config.ROOT), template_folder="templates", static_folder=None)
    app.config.update(config.settings())
    app.config.update(overrides or {})
    if hops := app.config["PROXY_HOPS"]:  # else every visitor would seem to come from the proxy
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    bind(app)
    Migrate(app, db, directory=str(config.ROOT / "migrations"), render_as_batch=True, compare_type=True)
    web.register(app)
    cli.register(app)
    return app
