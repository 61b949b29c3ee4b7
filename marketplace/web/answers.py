"""What a page function may return beside a template: refusals and faults as pages in the reader's language."""

from __future__ import annotations

import secrets

import structlog
from flask import Flask, g, render_template
from flask_wtf.csrf import CSRFError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, InternalServerError

from marketplace.domain.faults import Refused, Stale
from marketplace.domain.refusals import sentence
from marketplace.store.db import db
from marketplace.web.locale import lang

log = structlog.get_logger()


def error_page(status: int, message: str = "") -> tuple[str, int]:
    return render_template("errors/error.html", status=status, message=message, request_id=g.get("request_id")), status


def register(app: Flask) -> None:
    @app.before_request
    def name_request() -> None:
        g.request_id = secrets.token_hex(6)

    @app.errorhandler(Refused)
    def refused(refusal: Refused) -> tuple[str, int]:
        return error_page(refusal.status, sentence(refusal, lang()))

    @app.errorhandler(StaleDataError)
    def stale(_fault: StaleDataError) -> tuple[str, int]:
        return refused(Stale("record.stale"))

    @app.errorhandler(CSRFError)
    def forged(fault: CSRFError) -> tuple[str, int]:
        return error_page(400)

    @app.errorhandler(HTTPException)
    def known(fault: HTTPException) -> tuple[str, int] | HTTPException:
        if fault.code is None or fault.code < 400:
            return fault
        return error_page(fault.code)

    @app.errorhandler(Exception)
    def unknown(fault: Exception) -> tuple[str, int]:
        if app.testing:
            raise fault
        log.exception("request failed", request_id=g.get("request_id"))
        db.session.rollback()
        return error_page(InternalServerError.code)
