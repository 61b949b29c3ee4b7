"""A licensed patent ends: its office records it, royalties stop with the last one, what was charged stays."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from marketplace.domain.faults import Forbidden, Invalid
from marketplace.store.deals.agreements import Agreement
from marketplace.store.office.events import of_subject
from marketplace.store.patents.patents import Patent
from marketplace.usecases.deals.cases import statement_of
from marketplace.usecases.deals.outlook import steps_of
from marketplace.usecases.deals.patent_ends import record_patent_end
from marketplace.usecases.deals.reports import accept_report, submit_report
from marketplace.usecases.patents.patents import state_status
from tests.make.cast import NOW, TODAY, Cast
from tests.make.deals import days_later, prepare_deal, send, told
from tests.make.listings import STAGED, make_listing, make_patent

END = date(2026, 9, 1)


def licensed(cast: Cast, number: int) -> tuple[Agreement, list[Patent]]:
    """A running licence over so many patents."""
    patents = [make_patent(cast.east) for _ in range(number)]
    deal = send(prepare_deal(make_listing(patents, STAGED), cast.maker), cast.maker)
    assert deal.agreement is not None
    return deal.agreement, patents


def expire(patent: Patent, cast: Cast, days: int = 200) -> None:
    state_status(
        patent,
        status="lapsed_fee",
        as_of=days_later(days).date(),
        source="CNIPA",
        fee_paid_until=END,
        encumbrances_as_of=None,
        actor=cast.city.actor,
        now=days_later(days),
    )


def end(agreement: Agreement, patent: Patent, cast: Cast, **changed: Any) -> None:
    values = {"cause": "lapsed", "ended_on": END, "actor": cast.city.actor, "now": days_later(200), **changed}
    record_patent_end(agreement, patent=patent.number, **values)


def test_the_office_is_asked_once_and_the_task_stands_first(cast: Cast) -> None:
    agreement, (patent,) = licensed(cast, 1)
    expire(patent, cast)
    expire(patent, cast, 201)
    assert (agreement.deal.next_step, agreement.deal.next_side) == ("record_patent_end", "office")
    seen = [event for event in of_subject(f"deal:{agreement.deal.public_id}") if event.kind == "patent.end_seen"]
    assert len(seen) == 1
    end(agreement, patent, cast, now=days_later(201))
    assert "record_patent_end" not in [step.code for step in steps_of(agreement.deal, days_later(201).date())]
    assert agreement.deal.next_step != "record_patent_end"
    assert told(cast.maker).count("patent.end_recorded") == 1


def test_royalties_stop_with_the_last_patent(cast: Cast) -> None:
    agreement, (first, second) = licensed(cast, 2)
    end(agreement, first, cast)
    assert [event.kind for event in agreement.events] == []
    end(agreement, second, cast, ended_on=date(2026, 8, 1))
    assert [(event.kind, event.happened_on) for event in agreement.events] == [("patent_ended", END)]
    with pytest.raises(Invalid, match="deal.event_refused"):  # the period ends with the right
        year = {"component": "R", "period_start": "2026-03-02", "period_end": "2027-03-01"}
        body = {"on": "2027-03-07", "kind": "sales", **year, "net": "5.00"}
        submit_report(agreement, body, actor=cast.maker.actor, now=days_later(370))


def test_what_was_charged_stays(cast: Cast) -> None:
    agreement, (patent,) = licensed(cast, 1)
    body = {"on": "2026-03-02", "kind": "milestone_accepted", "milestone": "prototype"}
    report = submit_report(agreement, body, actor=cast.maker.actor, now=NOW)
    accept_report(report, agreement, actor=cast.city.actor, now=NOW)
    before = [(charge.line, charge.amount, charge.outstanding) for charge in agreement.charges]
    end(agreement, patent, cast, cause="invalidated", ended_on=TODAY)
    assert [(charge.line, charge.amount, charge.outstanding) for charge in agreement.charges] == before
    assert statement_of(agreement, days_later(200).date()).state == "active"


def test_what_cannot_be_is_refused_with_its_field(cast: Cast) -> None:
    agreement, (patent,) = licensed(cast, 1)
    other = make_patent(cast.east)
    for who, values, code, field in (
        (other, {}, "deal.patent_unknown", "patent"),
        (patent, {"cause": "sold"}, "deal.patent_end_cause", "cause"),
        (patent, {"ended_on": days_later(201).date()}, "deal.patent_end_in_future", "ended_on"),
        (patent, {"ended_on": date(2026, 3, 1)}, "deal.patent_end_before_effect", "ended_on"),
    ):
        with pytest.raises(Invalid, match=code) as refused:
            end(agreement, who, cast, **values)
        assert refused.value.field == field
    end(agreement, patent, cast)
    with pytest.raises(Invalid, match="deal.patent_end_known"):
        end(agreement, patent, cast)
    for stranger in (cast.maker, cast.east, cast.park, cast.operator):
        with pytest.raises(Forbidden):
            end(agreement, patent, cast, actor=stranger.actor)
