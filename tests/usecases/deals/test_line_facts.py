"""The office decides about sums that are owed: on hold, released, waived; the account moves and both sides are told."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa

from marketplace.domain.faults import Forbidden, Invalid, Refused
from marketplace.store.db import db
from marketplace.store.deals.agreements import Agreement, AgreementEvent
from marketplace.usecases.deals.agreements import bring_account_forward
from marketplace.usecases.deals.line_facts import hold_line, release_line, waive_line
from tests.make.cast import TODAY, Cast
from tests.make.deals import agreed, days_later, pay, told
from tests.make.listings import LUMP

#: one sum on the day of effect, due after ten days, interest on what is late
LATE: dict[str, object] = {
    "currency": "CNY",
    "term_months": 36,
    "components": [
        {"id": "a", "type": "fixed", "amount": "100.00", "trigger": {"kind": "effective"}, "due_days": 10},
        {"id": "b", "type": "fixed", "amount": "20000.00", "trigger": {"kind": "months_after_effective", "months": 1}},
    ],
    "late": {"annual_rate": "3.65"},
}
OPEN = 60  # days after which b is overdue


def owing(cast: Cast) -> Agreement:
    """20,000.00 of b, due on 2026-05-02."""
    agreement = agreed(cast, LATE)
    pay(agreement, cast, 10_600, 0)
    bring_account_forward(agreement, actor=cast.city.actor, now=days_later(OPEN))
    return agreement


def line(agreement: Agreement) -> tuple[int, int, int, str]:
    """Waived, interest, outstanding and status of b."""
    charge = next(one for one in agreement.charges if one.line == "b")
    return charge.waived, charge.interest, charge.outstanding, charge.status


def test_a_sum_on_hold_is_not_overdue_and_bears_no_interest(cast: Cast) -> None:
    agreement = owing(cast)
    now = days_later(OPEN + 20)
    fact = {"line": "b", "reason": "被许可方对验收结果有异议", "actor": cast.city.actor, "now": now}
    hold_line(agreement, amount=2_000_000, on=date(2026, 5, 2), **fact)
    assert line(agreement) == (0, 0, 2_000_000, "held")
    assert agreement.deal.next_step != "pay_overdue"
    assert agreement.events[-1].reason == "被许可方对验收结果有异议"
    assert "line.held" in told(cast.maker)
    release_line(agreement, amount=500_000, written_off=100_000, on=now.date(), **fact)
    assert line(agreement)[2:] == (1_900_000, "overdue")
    assert "line.released" in told(cast.maker)


def test_a_waiver_takes_interest_first_and_can_be_the_whole(cast: Cast) -> None:
    agreement = owing(cast)
    now = days_later(OPEN + 31)
    bring_account_forward(agreement, actor=cast.city.actor, now=now)
    interest = line(agreement)[1]
    assert interest == 6_000  # 20,000.00 at 3.65 % for 30 days
    fact = {"line": "b", "on": now.date(), "reason": "疫病期间减免", "actor": cast.city.actor, "now": now}
    waive_line(agreement, amount=interest, **fact)
    assert line(agreement) == (interest, interest, 2_000_000, "overdue")
    waive_line(agreement, amount=2_000_000, **fact)
    assert line(agreement) == (2_000_000 + interest, interest, 0, "waived")
    assert "line.waived" in told(cast.maker)


def test_what_cannot_be_is_refused_with_its_field_and_changes_nothing(cast: Cast) -> None:
    agreement = owing(cast)
    before = db.session.scalar(sa.select(sa.func.count()).select_from(AgreementEvent))
    fact = {"line": "b", "on": days_later(OPEN).date(), "actor": cast.city.actor, "now": days_later(OPEN)}
    for enter, values, field in (
        (hold_line, {"amount": 2_000_001, "reason": "x"}, "amount"),
        (hold_line, {"amount": 0, "reason": "x"}, "amount"),
        (hold_line, {"amount": 1, "reason": "  "}, "reason"),
        (hold_line, {"amount": 1, "reason": "x", "line": "c"}, "line"),
        (hold_line, {"amount": 1, "reason": "x", "on": date(2026, 3, 1)}, "on"),
        (hold_line, {"amount": 1, "reason": "x", "on": days_later(OPEN + 1).date()}, "on"),
        (release_line, {"amount": 1, "reason": "x"}, "amount"),
        (waive_line, {"amount": 2_000_001, "reason": "x"}, "amount"),
    ):
        with pytest.raises(Invalid) as refused:
            enter(agreement, **{**fact, **values})
        assert refused.value.field == field, (enter, values)
    hold_line(agreement, amount=500, reason="x", **fact)
    with pytest.raises(Invalid) as refused:
        release_line(agreement, amount=500, written_off=501, reason="x", **fact)
    assert refused.value.field == "write_off"
    assert db.session.scalar(sa.select(sa.func.count()).select_from(AgreementEvent)) == before + 1


def test_only_the_licensors_office_decides_and_finance_waives_nothing(cast: Cast) -> None:
    agreement = owing(cast)
    fact = {"line": "b", "amount": 1, "on": days_later(OPEN).date(), "reason": "x", "now": days_later(OPEN)}
    for other in (cast.maker, cast.east, cast.park, cast.stranger, cast.operator):
        for enter in (hold_line, release_line, waive_line):
            with pytest.raises(Forbidden):
                enter(agreement, actor=other.actor, **fact)
    clerk = cast.city.actor.__class__(**{
        **{name: getattr(cast.city.actor, name) for name in cast.city.actor.__slots__}, "roles": frozenset({"finance"})
    })  # fmt: skip
    hold_line(agreement, actor=clerk, **fact)
    with pytest.raises(Forbidden):
        waive_line(agreement, actor=clerk, **fact)
    with pytest.raises(Forbidden):
        release_line(agreement, written_off=1, actor=clerk, **fact)


def test_before_the_licence_takes_effect_there_is_nothing_to_decide(cast: Cast) -> None:
    agreement = agreed(cast, LUMP)
    with pytest.raises(Refused, match="state.not_possible"):
        waive_line(agreement, line="L", amount=1, on=TODAY, reason="x", actor=cast.city.actor, now=days_later(0))
