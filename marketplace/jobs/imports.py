"""Imports as jobs."""

from __future__ import annotations

from marketplace import clock
from marketplace.jobs.ticket import Ticket
from marketplace.store.db import db
from marketplace.store.patents.imports import PatentImport
from marketplace.usecases.patents.imports import INTAKE_GAVE_UP, give_up_import
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


def give_up_reading(ticket: Ticket) -> None:
    """The file could not be read in any try: whoever uploaded it is told."""
    upload = db.session.get_one(PatentImport, ticket.number("import_id"))
    give_up_import(upload, during=("reading",), code="reading_gave_up", now=clock.now())


def give_up_intake(ticket: Ticket) -> None:
    """The rows could not be taken in to the end in any try: whoever uploaded them is told."""
    upload = db.session.get_one(PatentImport, ticket.number("import_id"))
    give_up_import(upload, during=("queued", "running"), code=INTAKE_GAVE_UP, now=clock.now())
