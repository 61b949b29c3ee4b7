"""What each kind of event does to a licence, and when it cannot be (EventRefused)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from marketplace.domain.dates import add_months
from marketplace.domain.money import round_half_up
from marketplace.domain.terms import case as of_case
from marketplace.domain.terms.account_line import AccountLine
from marketplace.domain.terms.faults import EventRefused
from marketplace.domain.terms.fields import RATE_PLACES
from marketplace.domain.terms.licence_run import LicenceRun
from marketplace.domain.terms.model import Instalments
from marketplace.domain.terms.statement import Basis


def fact(run: LicenceRun, event: of_case.FirstRevenue | of_case.ProductRegistered) -> None:
    """First revenue or the product's registration."""
    if not run.has_ended:
        run.fire([(event.kind, 0)], event.on)


def milestone_accepted(run: LicenceRun, event: of_case.MilestoneAccepted) -> None:
    """A milestone was accepted."""
    if not run.has_ended:
        run.fire([(event.kind, event.milestone)], event.on)


def financing(run: LicenceRun, event: of_case.Financing) -> None:
    """The licensee raised money."""
    if not run.has_ended:
        run.fire([(event.kind, 0)], event.on, raised=event.amount)


def sales(run: LicenceRun, event: of_case.Sales) -> None:
    """A royalty report, or the correction of one: its line, a true-up, then what the sums of all reports trigger."""
    replaced = run.royalties.report(event)
    if run.limits:
        reached = run.limits_reached(event, replaced)
        if reached:
            run.fire(reached, event.on)
        if run.has_ended:
            run.cancel_impossible(event.on)


def payment(run: LicenceRun, event: of_case.Payment) -> None:
    """Money came in."""
    run.ledger.pay(event.amount, event.to, event.on)


def hold(run: LicenceRun, event: of_case.Hold) -> None:
    """Part of a line is in dispute."""
    run.ledger.hold(event.line, event.amount, event.on)


def release(run: LicenceRun, event: of_case.Release) -> None:
    """Part of a dispute is over."""
    run.ledger.release(event.line, event.amount, event.write_off, event.on)


def waive(run: LicenceRun, event: of_case.Waive) -> None:
    """Part of a line is waived."""
    run.ledger.waive(event.line, event.amount, event.on)


def choose(run: LicenceRun, event: of_case.Choose) -> None:
    """The licensee chose how to go on after the trial."""
    options = run.terms.options
    if options is None:
        raise EventRefused("kind", "no_options")
    if run.has_ended:
        raise EventRefused("kind", "licence_ended")
    if run.chosen is not None:
        raise EventRefused("kind", "choice_made")
    last = run.facts.trial_end - timedelta(days=options.choose_by_days_before)
    if event.on > last:
        raise EventRefused("on", "choice_too_late", last=last.isoformat())
    choice = next((choice for choice in options.choices if choice.name == event.choice), None)
    if choice is None:
        raise EventRefused("choice", "choice_unknown")
    run.choose(choice, event.on)


def settle_early(run: LicenceRun, event: of_case.SettleEarly) -> None:
    """All parts that have not arisen arise now, at a discount on all that is unpaid and not held."""
    component = run.terms.component(event.component)
    if not isinstance(component, Instalments) or component.early_settlement is None:
        raise EventRefused("component", "no_early_settlement")
    if run.has_ended:
        raise EventRefused("kind", "licence_ended")
    if component.id in run.settled:
        raise EventRefused("component", "settled_already")
    early = component.early_settlement
    last = add_months(run.facts.effective_on, early.by_months)
    if event.on > last:
        raise EventRefused("on", "settlement_too_late", last=last.isoformat())
    waiting = [waiting for waiting in run.sums.waiting() if waiting.component is component]
    if not run.is_active(component.id):
        raise EventRefused("component", "not_chosen")
    run.settled.add(component.id)
    for part in waiting:
        run.sums.arise(part, event.on, takes_credit=False, due_on=event.on)
    own = [line for line in run.ledger.lines if line.component is component]
    unpaid = sum(line.payable for line in own)
    percent = int(early.percent.scaleb(RATE_PLACES))
    discount = round_half_up(unpaid * percent, 100 * 10**RATE_PLACES)
    basis: Basis = ("discount", (early.percent, unpaid, discount))
    line_id = f"{component.id}:discount"
    line = AccountLine(line_id, component, "discount", event.on, event.on, -discount, (basis,))
    run.ledger.arise(line, -discount)
    for line in own:
        if line.payable > 0 and line.id in {part.id for part in waiting}:
            run.ledger.use_credit(line, event.on)


def buyout(run: LicenceRun, event: of_case.Buyout) -> None:
    """The price arises at once; nothing else arises any more."""
    terms = run.terms.buyout
    if terms is None:
        raise EventRefused("kind", "no_buyout")
    if run.state != "active":
        raise EventRefused("kind", "not_active")
    price = terms.floor
    basis: Basis = ("buyout_floor", (terms.floor,))
    if terms.of_total_cap and run.terms.total_cap is not None:
        left = run.terms.total_cap - run.ledger.counted
        price = max(price, left)
        basis = ("buyout", (run.terms.total_cap, run.ledger.counted, left, terms.floor, price))
    run.cancel_everything(event.on)
    run.royalties.close()
    run.state = "bought_out"
    line = AccountLine("buyout", None, "buyout", event.on, event.on, price, (basis,))
    run.ledger.arise(line, price)


def terminate(run: LicenceRun, event: of_case.Terminate) -> None:
    """The licence ends before its term."""
    if run.has_ended:
        raise EventRefused("kind", "licence_ended")
    run.terminate(event.on, free=event.reason == "licensee_exit" and run.exit_is_free())


def patent_ended(run: LicenceRun, event: of_case.PatentEnded) -> None:
    """Royalties stop for sales after this day."""
    run.span.patent_ends_on(event.on)
    run.royalties.span_changed()
    if run.has_ended and run.limits:
        run.cancel_impossible(event.on)


#: What to call for an event, by its kind.
HAPPENINGS: dict[str, Callable[[LicenceRun, Any], None]] = {
    "first_revenue": fact,
    "milestone_accepted": milestone_accepted,
    "product_registered": fact,
    "financing": financing,
    "sales": sales,
    "payment": payment,
    "hold": hold,
    "release": release,
    "waive": waive,
    "choose": choose,
    "settle_early": settle_early,
    "buyout": buyout,
    "terminate": terminate,
    "patent_ended": patent_ended,
}
