"""Reports: the licensee says what happened; the office accepts it as an event of the engine or rejects it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from marketplace.domain.access import Actor
from marketplace.domain.days import day_of
from marketplace.domain.faults import Invalid, Refused
from marketplace.domain.terms.canonical import canonical
from marketplace.domain.terms.faults import Fault
from marketplace.store.db import db, lock, transaction
from marketplace.store.deals.agreements import Agreement, Report
from marketplace.store.office.files import StoredFile
from marketplace.usecases.deals.accounts import enter_event, statement_of
from marketplace.usecases.permission import require
from marketplace.usecases.recording import record

# Rights the terms give the licensee, which need nobody's judgement
ONE_SIDED = frozenset({"choose", "settle_early", "buyout", "terminate"})


@transaction
def submit_report(
    agreement: Agreement,
    body: Mapping[str, object],
    *,
    note: str = "",
    file: StoredFile | None = None,
    actor: Actor,
    now: datetime,
) -> Report:
    """Report a fact: first revenue, milestone evidence, a period's sales (or nil), a choice, an exit …

    Args:
        body: the event as the engine reads it (`on`, `kind` and the fields of the kind).

    Raises:
        Invalid: `deal.event_refused` where the engine would refuse it; `report.waiting` where the same report waits.
    """
    require(actor, "report.submit", agreement)
    lock(agreement)
    today = day_of(now)
    if agreement.effective_on is None:
        raise Refused("state.not_possible")
    if body.get("kind") == "terminate" and body.get("reason") != "licensee_exit":
        raise Refused("report.reason_not_yours")
    _must_be_possible(agreement, body, today)
    text = canonical(body).decode()
    if any(report.state == "submitted" and report.body == text for report in agreement.reports):
        raise Invalid("report.waiting")
    report = Report(
        agreement_id=agreement.id,
        kind=str(body["kind"]),
        body=text,
        note=note,
        file_id=file.id if file else None,
        submitted_by_id=actor.person_id,
        submitted_at=now,
    )
    db.session.add(report)
    db.session.flush()
    record("report.submitted", agreement.deal, actor=actor, now=now, kind=report.kind)
    if report.kind in ONE_SIDED:
        _accept(report, agreement, actor=actor, now=now)
    return report


@transaction
def accept_report(report: Report, agreement: Agreement, *, actor: Actor, now: datetime) -> None:
    """The office confirms a reported fact: the schedule moves at once.

    Raises:
        Invalid: `deal.event_refused` where it cannot be entered any more.
    """
    require(actor, "report.judge", agreement)
    lock(report)
    if report.state != "submitted":
        raise Refused("state.not_possible")
    _accept(report, agreement, actor=actor, now=now)


@transaction
def reject_report(report: Report, agreement: Agreement, *, reason: str, actor: Actor, now: datetime) -> None:
    """The office does not accept a report; the licensee reads why and may report again."""
    require(actor, "report.judge", agreement)
    lock(report)
    if report.state != "submitted":
        raise Refused("state.not_possible")
    report.state, report.reason = "rejected", reason
    report.judged_by_id, report.judged_at = actor.person_id, now
    record("report.rejected", agreement.deal, actor=actor, now=now, kind=report.kind)


@transaction
def end_agreement(
    agreement: Agreement, *, on: date, reason: str, actor: Actor, now: datetime
) -> None:
    """The office enters the end of a licence by breach or by agreement of the parties."""
    require(actor, "deal.end", agreement)
    if reason not in ("breach", "agreement"):
        raise Refused("report.reason_not_yours")
    body = {"on": on.isoformat(), "kind": "terminate", "reason": reason}
    enter_event(agreement, body, actor=actor, now=now, today=day_of(now))


def _accept(report: Report, agreement: Agreement, *, actor: Actor, now: datetime) -> None:
    event = enter_event(agreement, report.values, actor=actor, now=now, today=day_of(now))
    db.session.flush()
    report.state, report.event_id = "accepted", event.id
    report.judged_by_id, report.judged_at = actor.person_id, now
    record("report.accepted", agreement.deal, actor=actor, now=now, kind=report.kind)


def _must_be_possible(agreement: Agreement, body: Mapping[str, object], today: date) -> None:
    """Try the event beside what is entered already; nothing is kept."""
    try:
        statement_of(agreement, today, body)
    except Fault as fault:
        raise Invalid("deal.event_refused", path=fault.path, fault=fault) from fault
