"""What happens next in a deal, who acts and by when: worked out from its state, its agreement and the account."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from marketplace.domain.dates import last_day
from marketplace.domain.deals.line_words import line_words, period_words, waiting_line_words
from marketplace.domain.deals.vat import gross_of
from marketplace.domain.deals.words import REPORT_KINDS
from marketplace.domain.terms.case import AnyEvent, Choose
from marketplace.domain.terms.model import TermSheet
from marketplace.domain.terms.price import last_day_to_choose
from marketplace.domain.terms.reporting import ReportPeriod
from marketplace.domain.terms.statement import Statement
from marketplace.domain.terms.words_figures import Words
from marketplace.domain.terms.words_triggers import waiting_words

NOTHING = Words("", "")
#: step → who acts: licensee | office | site | either (the side that did not make the offer) | "" (nobody)
STEPS: dict[str, str] = {
    "complete": "licensee",
    "send": "licensee",
    "verification": "site",
    "answer_request": "office",
    "answer_offer": "either",
    "offer_lapsed": "office",
    "first_payment": "licensee",
    "judge_report": "office",
    "record_patent_end": "office",
    "settle_dispute": "office",
    "choose": "licensee",
    "pay_overdue": "licensee",
    "pay": "licensee",
    "report": "licensee",
    "report_later": "licensee",
    "scheduled": "licensee",
    "waits": "licensee",
    "nothing_due": "",
    "finished": "",
    "closed": "",
}
NOT_YET = frozenset({"report_later", "scheduled", "waits"})  # known, but nothing to be done today


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that is to happen. `due`: the last day to do it; `day`: the day it names otherwise (a long-stop).

    `amount`: minor units, tax included; `about`: the line, period, offer or report concerned; `cause`: what it waits for.
    """

    code: str
    side: str
    due: date | None = None
    amount: int | None = None
    about: Words = NOTHING
    cause: Words = NOTHING
    day: date | None = None

    @property
    def acts_now(self) -> str:
        """The side whose turn it is; "" where nobody has to do anything yet."""
        return "" if self.code in NOT_YET else self.side


@dataclass(frozen=True, slots=True)
class WaitingReport:
    """A report that the office has not judged; `period`: component and first day of a sales report."""

    kind: str
    judge_by: date
    period: tuple[str, date] | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """The agreement in effect as it stands today. `ended_patents`: numbers of those whose end is not recorded yet."""

    terms: TermSheet
    effective_on: date
    events: Sequence[AnyEvent]
    statement: Statement
    periods: Sequence[ReportPeriod]
    vat_rate: str
    waiting: Sequence[WaitingReport] = ()
    ended_patents: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a deal stands. `complete`: a draft can be sent; `offer`: number, side and last day of the newest offer if it
    is open; `first_payment`: what is left to pay for the licence to take effect (tax included) and by when."""

    state: str
    today: date
    complete: bool = False
    answer_by: date | None = None
    offer: tuple[int, str, date] | None = None
    first_payment: tuple[int, date | None] = (0, None)
    account: Account | None = None


def next_step(standing: Standing) -> Step:
    """The most urgent step."""
    return next_steps(standing)[0]


def next_steps(standing: Standing) -> tuple[Step, ...]:
    """All steps that are known, the most urgent first; at least one.

    Raises:
        ValueError: a licence in effect without its account.
    """
    match standing.state:
        case "draft":
            return (_step("send" if standing.complete else "complete"),)
        case "held":
            return (_step("verification"),)
        case "requested":
            return (_step("answer_request", standing.answer_by),)
        case "offered":
            return (_offered(standing),)
        case "awaiting_payment":
            amount, due = standing.first_payment
            return (_step("first_payment", due, amount=amount),)
        case "closed":
            return (_step("closed"),)
    if standing.account is None:
        raise ValueError(f"{standing.state} without an account")
    return _running(standing.account, standing.today)


def _step(code: str, due: date | None = None, *, amount: int | None = None, about: Words = NOTHING) -> Step:
    return Step(code, STEPS[code], due, amount, about)


def _offered(standing: Standing) -> Step:
    if standing.offer is None:
        return _step("offer_lapsed")
    number, side, last = standing.offer
    about = Words(f"第 {number} 版", f"version {number}")
    if last < standing.today:
        return _step("offer_lapsed", about=about)
    return Step("answer_offer", "licensee" if side == "office" else "office", last, about=about)


def _running(account: Account, today: date) -> tuple[Step, ...]:
    steps = [*_patent_ends(account), *_judgements(account), *_choice(account)]
    steps += [*_payments(account, today), *_reports(account, today), *_disputes(account)]
    steps.sort(key=lambda step: (step.code in NOT_YET, step.code != "record_patent_end", step.due or date.max))
    steps += [*_scheduled(account), *_contingent(account)]
    if steps:
        return tuple(steps)
    if account.statement.state in ("trial", "active"):
        return (Step("nothing_due", "", day=last_day(account.effective_on, account.terms.term_months)),)
    return (_step("finished"),)


def _patent_ends(account: Account) -> list[Step]:
    """They come first: until it is recorded, royalties are charged for a right that is no more."""
    return [_step("record_patent_end", about=Words(number, number)) for number in account.ended_patents]


def _judgements(account: Account) -> list[Step]:
    return [
        _step("judge_report", report.judge_by, about=Words(*REPORT_KINDS[report.kind]))
        for report in account.waiting
    ]


def _choice(account: Account) -> list[Step]:
    chosen = any(isinstance(event, Choose) for event in account.events)
    last = last_day_to_choose(account.terms, account.effective_on)
    if account.statement.state != "trial" or chosen or last is None:
        return []
    return [_step("choose", last)]


def _payments(account: Account, today: date) -> list[Step]:
    """Every line that is open and undisputed."""
    steps = []
    for line in account.statement.lines:
        payable = line.outstanding - line.held
        if line.has_arisen and payable > 0:
            code = "pay_overdue" if line.due_on < today else "pay"
            gross = gross_of(payable, account.vat_rate)
            steps.append(_step(code, line.due_on, amount=gross, about=line_words(account.terms, line)))
    return steps


def _disputes(account: Account) -> list[Step]:
    """Sums on hold, which nobody pays until the office has settled the dispute."""
    return [
        _step("settle_dispute", amount=gross_of(line.held, account.vat_rate), about=line_words(account.terms, line))
        for line in account.statement.lines
        if line.has_arisen and line.held > 0
    ]


def _reports(account: Account, today: date) -> list[Step]:
    """Reports that are missing, and the one of the period that runs."""
    sent = {report.period for report in account.waiting}
    return [
        _step(
            "report" if period.is_over(today) else "report_later",
            period.due_on,
            about=period_words(period.first, period.last),
        )
        for period in account.periods
        if period.report is None and (period.component, period.first) not in sent
    ]


def _scheduled(account: Account) -> list[Step]:
    """The next sum whose day is known."""
    coming = [line for line in account.statement.lines if line.status == "scheduled" and line.amount > 0]
    if not coming:
        return []
    line = min(coming, key=lambda line: line.arose_on)
    gross = gross_of(line.amount, account.vat_rate)
    return [_step("scheduled", line.due_on, amount=gross, about=line_words(account.terms, line))]


def _contingent(account: Account) -> list[Step]:
    steps = []
    for waiting in account.statement.contingent:
        if waiting.amount > 0:
            name = waiting_line_words(account.terms, waiting.component, waiting.id)
            cause = waiting_words(account.terms, waiting.id, waiting.waits_for)
            gross = gross_of(waiting.amount, account.vat_rate)
            steps.append(Step("waits", STEPS["waits"], None, gross, name, cause, waiting.latest))
    return steps
