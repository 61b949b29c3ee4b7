"""What happens next in a deal: its rows told to the pure rule, and the answer kept with the deal for lists."""

from __future__ import annotations

from datetime import date, timedelta

from marketplace.domain.days import day_of
from marketplace.domain.deals.next_step import Account, Standing, Step, WaitingReport, next_steps
from marketplace.domain.deals.patent_ends import patent_number
from marketplace.domain.deals.vat import gross_of
from marketplace.domain.terms.evaluate import evaluate
from marketplace.domain.terms.model import TermSheet
from marketplace.domain.terms.reporting import report_periods
from marketplace.store.deals.agreements import Agreement, Report
from marketplace.store.deals.deals import Deal
from marketplace.store.deals.licensed_patents import unrecorded_ends
from marketplace.store.office.parameters import value
from marketplace.usecases.deals.cases import read_case_of


def steps_of(deal: Deal, today: date) -> tuple[Step, ...]:
    """All that is to happen in a deal, as it stands on a day, the most urgent first."""
    return next_steps(standing_of(deal, today))


def note_next(deal: Deal, today: date) -> None:
    """Keep whose turn it is and until when, for lists and reminders. Inside the use case's transaction."""
    step = steps_of(deal, today)[0]
    deal.next_step, deal.next_side, deal.due_on = step.code, step.acts_now, step.due


def standing_of(deal: Deal, today: date) -> Standing:
    """Where a deal stands, as plain values."""
    agreement = deal.agreement
    newest = deal.offers[-1] if deal.offers else None
    unpaid = agreement is not None and agreement.effective_on is None
    return Standing(
        state=deal.state,
        today=today,
        complete=use_complete(deal),
        answer_by=_answer_by(deal),
        offer=(newest.number, newest.side, newest.expires_on) if newest and newest.state == "open" else None,
        first_payment=_first_payment(agreement) if agreement and unpaid else (0, None),
        account=_account(agreement, today) if agreement and not unpaid else None,
    )


def use_complete(deal: Deal) -> bool:
    """Whether the statement of use says what a notice or request must say."""
    chosen = deal.option_position is not None or deal.kind == "request"
    return bool(chosen and deal.product.strip() and deal.place.strip())


def left_of_first_payment(agreement: Agreement) -> int:
    """What is still to be paid for the licence to take effect: minor units, without tax."""
    return max(0, agreement.asks_on_day_one - sum(receipt.net for receipt in agreement.receipts))


def _first_payment(agreement: Agreement) -> tuple[int, date | None]:
    left = left_of_first_payment(agreement)
    return gross_of(left, agreement.vat_rate), agreement.first_payment_due_on


def _answer_by(deal: Deal) -> date | None:
    if deal.arrived_at is None or deal.state != "requested":
        return None
    arrived = day_of(deal.arrived_at)
    return arrived + timedelta(days=int(str(value("answer_days", arrived))))


def _account(agreement: Agreement, today: date) -> Account:
    case = read_case_of(agreement, today)
    return Account(
        terms=case.terms,
        effective_on=case.effective_on,
        events=case.events,
        statement=evaluate(case.terms, case.effective_on, case.events, case.as_of),
        periods=report_periods(case.terms, case.effective_on, case.events, case.as_of),
        vat_rate=agreement.vat_rate,
        waiting=[_waiting(report, case.terms) for report in agreement.reports if report.state == "submitted"],
        ended_patents=[patent_number(patent.number) for patent in unrecorded_ends(agreement)],
    )


def judge_by(report: Report) -> date:
    """The last day for the office to accept or reject a report."""
    sent = day_of(report.submitted_at)
    return sent + timedelta(days=int(str(value("report_judge_days", sent))))


def _waiting(report: Report, terms: TermSheet) -> WaitingReport:
    body = report.values
    period = None
    if report.kind == "sales" and not body.get("corrects"):
        component = body.get("component") or terms.royalties[0].id
        period = (str(component), date.fromisoformat(str(body["period_start"])))
    return WaitingReport(report.kind, judge_by(report), period)
