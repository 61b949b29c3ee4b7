"""The end of a licensed patent, recorded by the office in each licence that contains it.

A licence over several patents goes on while one of them lives. With the last one royalties stop for sales after that
day; what was charged before stays (Patent Law Art. 47).
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from marketplace.domain.access import Actor
from marketplace.domain.days import day_of
from marketplace.domain.deals.patent_ends import CAUSES, last_of_all, patent_number
from marketplace.domain.faults import Invalid, Refused
from marketplace.store.db import db, lock, transaction
from marketplace.store.deals.agreements import Agreement, PatentEnd
from marketplace.store.deals.licensed_patents import licences_with_ended, licensed_numbers, unrecorded_ends
from marketplace.store.office import events
from marketplace.store.patents.patents import Patent
from marketplace.usecases.deals.accounts import enter_event
from marketplace.usecases.deals.outlook import note_next
from marketplace.usecases.permission import require
from marketplace.usecases.recording import record, subject_of


@transaction
def record_patent_end(
    agreement: Agreement, *, patent: str, cause: str, ended_on: date, source: str = "", actor: Actor, now: datetime
) -> PatentEnd:
    """Record that a patent of a licence ended; with the last of them royalties stop at once.

    Args:
        patent: canonical number, as in the frozen facts; ended_on: the last day of the right.

    Raises:
        Invalid: `deal.patent_…`, naming the field; `deal.event_refused` where the engine refuses it.
    """
    require(actor, "patent_end.record", agreement)
    lock(agreement)
    check_patent_end(agreement, patent=patent, cause=cause, ended_on=ended_on, today=day_of(now))
    end = PatentEnd(patent=patent, cause=cause, ended_on=ended_on, source=source.strip())
    end.recorded_by_id, end.recorded_at = actor.person_id, now
    body = royalty_stop(agreement, patent, ended_on)
    agreement.patent_ends.append(end)
    db.session.flush()
    told = {"patent": patent_number(patent), "cause": cause, "ended_on": ended_on.isoformat()}
    record("patent.end_recorded", agreement.deal, actor=actor, now=now, **told)
    if body is not None:
        enter_event(agreement, body, actor=actor, now=now, today=day_of(now))
    else:
        note_next(agreement.deal, day_of(now))
    return end


def check_patent_end(agreement: Agreement, *, patent: str, cause: str, ended_on: date, today: date) -> None:
    """Whether an end can be recorded; nothing is kept.

    Raises:
        Refused: as `record_patent_end`, but for permission.
    """
    if agreement.effective_on is None:
        raise Refused("state.not_possible")
    if patent not in licensed_numbers(agreement):
        raise Invalid("deal.patent_unknown", field="patent")
    if patent in [end.patent for end in agreement.patent_ends]:
        raise Invalid("deal.patent_end_known", field="patent")
    if cause not in CAUSES:
        raise Invalid("deal.patent_end_cause", field="cause")
    if ended_on > today:
        raise Invalid("deal.patent_end_in_future", field="ended_on")
    if ended_on < agreement.effective_on:
        raise Invalid("deal.patent_end_before_effect", field="ended_on")


def royalty_stop(agreement: Agreement, patent: str, ended_on: date) -> dict[str, object] | None:
    """The engine's event where with this patent the licence has none left; None where another one lives."""
    ended = {end.patent: end.ended_on for end in agreement.patent_ends} | {patent: ended_on}
    last = last_of_all(licensed_numbers(agreement), ended)
    return None if last is None else {"on": last.isoformat(), "kind": "patent_ended"}


def ask_to_record_ends(patent_ids: Collection[int], *, actor: Actor, now: datetime) -> None:
    """Tell the offices of running licences, once, that a patent in them has ended. Inside a transaction.

    The licence's next step names the task until the office has recorded the end.
    """
    for agreement, patent in licences_with_ended(patent_ids):
        if patent.number not in [one.number for one in unrecorded_ends(agreement)]:
            continue
        note_next(agreement.deal, day_of(now))
        if not _told(agreement, patent):
            record("patent.end_seen", agreement.deal, actor=actor, now=now, patent=patent_number(patent.number))


def _told(agreement: Agreement, patent: Patent) -> bool:
    said = events.of_subject(subject_of(agreement.deal))
    number = patent_number(patent.number)
    return any(event.kind == "patent.end_seen" and event.values["patent"] == number for event in said)
