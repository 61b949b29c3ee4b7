"""The worker's loop: claim, carry out, or give back for later."""

from __future__ import annotations

import os
import secrets
import threading
import traceback

import structlog
from flask import Flask

from marketplace import clock
from marketplace.jobs.handlers import GIVEN_UP, HANDLERS
from marketplace.jobs.periodic import ask_for_periodic_work
from marketplace.jobs.ticket import LEASE, LeaseLost, Ticket
from marketplace.store.db import db
from marketplace.store.office.jobs import MAX_ATTEMPTS, Job, claim, give_back

IDLE_WAIT = 0.5  # seconds between looks at an empty queue
PERIODIC_WAIT = 60.0  # seconds between looks at the calendar
WORN_OUT = "Every try ended with its worker: look for a lack of memory or disk space."

log = structlog.get_logger()


def run(app: Flask, stop: threading.Event) -> None:
    """Work until told to stop; the job in hand is finished first."""
    owner = f"{os.getpid()}-{secrets.token_hex(4)}"
    looked_at_calendar = 0.0
    while not stop.is_set():
        with app.app_context():
            now = clock.now().timestamp()
            if now - looked_at_calendar > PERIODIC_WAIT:
                ask_for_periodic_work(now=clock.now())
                looked_at_calendar = now
            worked = work_once(owner)
        if not worked:
            stop.wait(IDLE_WAIT)


def work_once(owner: str) -> bool:
    """Carry out the next job that is due; False where there is none."""
    job_id = claim(owner, now=clock.now(), lease=LEASE)
    if job_id is None:
        return False
    job = db.session.get_one(Job, job_id)
    ticket = Ticket(job.id, owner, job.kind, job.values, job.created_at)
    worn_out = job.attempts > MAX_ATTEMPTS  # each try ended its worker before it could say anything
    db.session.rollback()
    if worn_out:
        _give_back(ticket, WORN_OUT)
        return True
    try:
        HANDLERS[ticket.kind](ticket)
    except LeaseLost:
        log.warning("job taken over", job=job_id, kind=ticket.kind)
    except Exception:  # whatever it is, the job must not be lost
        db.session.rollback()
        log.exception("job failed", job=job_id, kind=ticket.kind)
        _give_back(ticket, traceback.format_exc())
    return True


def _give_back(ticket: Ticket, error: str) -> None:
    """Have it tried later; after the last try whoever waits for it is told."""
    last_words = GIVEN_UP.get(ticket.kind)
    given_up = None if last_words is None else lambda: last_words(ticket)
    give_back(ticket.job_id, ticket.owner, error, now=clock.now(), given_up=given_up)


def work_off(owner: str = "here", most: int = 10_000) -> int:
    """Carry out everything that is due now (tests, commands); returns how many jobs that were."""
    for count in range(most):
        if not work_once(owner):
            return count
    return most
