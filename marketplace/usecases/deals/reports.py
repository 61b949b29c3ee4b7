"""Reports: the licensee says what happened; the office accepts it as an event of the engine or rejects it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from marketplace.domain.access import Actor
from marketplace.domain.days import day_of
from marketplace.domain.faults import Invalid, Refused
from marketplace.domain.terms.canonical import canonical
from marketplace.domain.terms.faults import Fault
from marketplace.domain.terms.reading import read_terms
from marketplace.store.db import db, lock, transaction
from marketplace.store.deals.agreements import Agreement, Report
from marketplace.store.office.files import StoredFile
from marketplace.usecases.deals.accounts import enter_event, refused_event
from marketplace.usecases.deals.cases import statement_of
from marketplace.usecases.deals.outlook import note_next
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
        Invalid: `deal.event_refused` where the engine would refuse it; `report.waiting` where one on the same matter
            waits; `report.not_today` where a right is used on another day than today.
    """
    require(actor, "report.submit", agreement)
    lock(agreement)
    today = day_of(now)
    if agreement.effective_on is None:
        raise Refused("state.not_possible")
    must_be_possible(agreement, body, today)
    _must_be_the_licensees(agreement, body, today)
    report = Report(kind=str(body["kind"]), body=canonical(body).decode(), note=note)
    report.file_id = file.id if file else None
    report.submitted_by_id, report.submitted_at = actor.person_id, now
    agreement.reports.append(report)
    db.session.flush()
    record("report.submitted", agreement.deal, actor=actor, now=now, kind=report.kind)
    if report.kind in ONE_SIDED:
        _accept(report, agreement, report.values, actor=actor, now=now)
    else:
        note_next(agreement.deal, today)
    return report


@transaction
def accept_report(
    report: Report, agreement: Agreement, *, on: date | None = None, actor: Actor, now: datetime
) -> None:
    """The office confirms a reported fact: the schedule moves at once.

    Args:
        on: the day that counts, where it is not the reported one (a milestone counts from its acceptance).

    Raises:
        Invalid: `deal.event_refused` where it cannot be entered any more; `report.day_out_of_range`.
    """
    require(actor, "report.judge", agreement)
    lock(report)
    if report.state != "submitted":
        raise Refused("state.not_possible")
    body = report.values
    if on is not None:
        if not date.fromisoformat(str(body["on"])) <= on <= day_of(now):
            raise Invalid("report.day_out_of_range", field="on")
        body["on"] = on.isoformat()
    _accept(report, agreement, body, actor=actor, now=now)


@transaction
def reject_report(report: Report, agreement: Agreement, *, reason: str, actor: Actor, now: datetime) -> None:
    """The office does not accept a report; the licensee reads why and may report again."""
    require(actor, "report.judge", agreement)
    lock(report)
    if report.state != "submitted":
        raise Refused("state.not_possible")
    if not reason.strip():
        raise Invalid("deal.reason_missing", field="reason")
    report.state, report.reason = "rejected", reason.strip()
    report.judged_by_id, report.judged_at = actor.person_id, now
    note_next(agreement.deal, day_of(now))
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


def _accept(
    report: Report, agreement: Agreement, body: Mapping[str, object], *, actor: Actor, now: datetime
) -> None:
    report.state = "accepted"
    report.judged_by_id, report.judged_at = actor.person_id, now
    event = enter_event(agreement, body, actor=actor, now=now, today=day_of(now))
    db.session.flush()
    report.event_id = event.id
    record("report.accepted", agreement.deal, actor=actor, now=now, kind=report.kind)


def must_be_possible(agreement: Agreement, body: Mapping[str, object], today: date) -> None:
    """Try an event beside what is entered already; nothing is kept.

    Raises:
        Invalid: `deal.event_refused`.
    """
    try:
        statement_of(agreement, today, body)
    except Fault as fault:
        raise refused_event(fault) from fault


def _must_be_the_licensees(agreement: Agreement, body: Mapping[str, object], today: date) -> None:
    """Whether the licensee may say this now: only its own rights, only as of today, and not twice at a time."""
    if body["kind"] in ONE_SIDED and body["on"] != today.isoformat():
        raise Invalid("report.not_today", field="on")
    if body["kind"] == "terminate" and body["reason"] != "licensee_exit":
        raise Refused("report.reason_not_yours")
    waiting = [report.values for report in agreement.reports if report.state == "submitted"]
    if matter_of(agreement, body) in [matter_of(agreement, other) for other in waiting]:
        raise Invalid("report.waiting")


def matter_of(agreement: Agreement, body: Mapping[str, object]) -> tuple[str, ...]:
    """What a report is about, so that two on one matter can be told: its kind, and period, milestone or day."""
    kind = str(body["kind"])
    match kind:
        case "sales":
            component = body.get("component") or read_terms(agreement.terms).royalties[0].id
            return kind, str(component), str(body["period_start"])
        case "milestone_accepted":
            return kind, str(body["milestone"])
        case "financing":
            return kind, str(body["on"]), str(body["amount"])
    return (kind,)
