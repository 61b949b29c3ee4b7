"""What a licensee can report or declare under an agreement today: only what its terms can use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from marketplace.domain.dates import add_months
from marketplace.domain.terms.case import AnyEvent, Choose, MilestoneAccepted, SettleEarly
from marketplace.domain.terms.model import Instalments, Share, TermSheet
from marketplace.domain.terms.price import last_day_to_choose
from marketplace.domain.terms.reading_events import triggers_of
from marketplace.domain.terms.reporting import ReportPeriod, report_periods

RUNNING = ("trial", "active")


@dataclass(frozen=True, slots=True)
class Reportable:
    """`kinds` in the order of `states.REPORT_KINDS`. `periods`: over and not reported; `reported`: to be corrected."""

    kinds: tuple[str, ...]
    milestones: tuple[str, ...] = ()
    periods: tuple[ReportPeriod, ...] = ()
    reported: tuple[ReportPeriod, ...] = ()
    upcoming: ReportPeriod | None = None
    choices: tuple[str, ...] = ()
    settle: tuple[str, ...] = ()


def reportable(
    terms: TermSheet, effective_on: date, events: Sequence[AnyEvent], *, state: str, today: date
) -> Reportable:
    """What can be reported on a day, given the events entered and the licence's state."""
    running = state in RUNNING
    known = {event.kind for event in events}
    named = list(triggers_of(terms))
    waits_for = {trigger.kind for trigger in named}
    done = {event.milestone for event in events if isinstance(event, MilestoneAccepted)}
    milestones = tuple(
        dict.fromkeys(t.milestone for t in named if t.kind == "milestone_accepted" and t.milestone not in done)
    )
    periods = report_periods(terms, effective_on, events, today)
    over = tuple(period for period in periods if period.report is None and period.is_over(today))
    reported = tuple(period for period in periods if period.report is not None) if state != "bought_out" else ()
    choices = _choices(terms, effective_on, known, state, today)
    settle = _settle(terms, effective_on, events, today) if running else ()
    offered = {
        "first_revenue": running and "first_revenue" in waits_for - known,
        "milestone_accepted": running and bool(milestones),
        "product_registered": running and "product_registered" in waits_for - known,
        "financing": running and ("financing" in waits_for - known or _has_share(terms)),
        "sales": bool(over or reported),
        "choose": bool(choices),
        "settle_early": bool(settle),
        "buyout": state == "active" and terms.buyout is not None,
        "terminate": running,
    }
    return Reportable(
        kinds=tuple(kind for kind, holds in offered.items() if holds),
        milestones=milestones,
        periods=over,
        reported=reported,
        upcoming=next((period for period in periods if not period.is_over(today)), None),
        choices=choices,
        settle=settle,
    )


def _choices(
    terms: TermSheet, effective_on: date, known: set[str], state: str, today: date
) -> tuple[str, ...]:
    last = last_day_to_choose(terms, effective_on)
    if terms.options is None or Choose.kind in known or state != "trial" or last is None or today > last:
        return ()
    return tuple(choice.name for choice in terms.options.choices)


def _settle(
    terms: TermSheet, effective_on: date, events: Sequence[AnyEvent], today: date
) -> tuple[str, ...]:
    settled = {event.component for event in events if isinstance(event, SettleEarly)}
    return tuple(
        component.id
        for component in terms.components
        if isinstance(component, Instalments)
        and component.early_settlement is not None
        and component.id not in settled
        and today <= add_months(effective_on, component.early_settlement.by_months)
    )


def _has_share(terms: TermSheet) -> bool:
    return any(isinstance(component, Share) for component in terms.components)
