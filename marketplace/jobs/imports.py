"""Imports as jobs."""

from __future__ import annotations

from marketplace import clock
from marketplace.jobs.ticket import Ticket
from marketplace.store.db import db
from marketplace.store.patents.imports import PatentImport
from marketplace.usecases.patents.intake import read_file, take_in


def read_import(ticket: Ticket) -> None:
    """Read an uploaded file for its preview."""
    upload = db.session.get_one(PatentImport, ticket.number("import_id"))
    if upload.state == "reading":
        read_file(upload, now=clock.now, meanwhile=ticket.renew)
    ticket.done()


def run_import(ticket: Ticket) -> None:
    """Take the rows of an import in."""
    upload = db.session.get_one(PatentImport, ticket.number("import_id"))
    if upload.state in ("queued", "running"):
        take_in(upload, now=clock.now, after_batch=ticket.renew)
    ticket.done()
