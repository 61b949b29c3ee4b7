"""One licence on its way through time: its state, what the calendar brings, how it ends."""

from __future__ import annotations

from datetime import date
from operator import attrgetter

from marketplace.domain.dates import ONE_DAY, add_months
from marketplace.domain.terms.agenda import CHARGES, ENDS, Agenda
from marketplace.domain.terms.annual import AnnualFee, AnnualFees
from marketplace.domain.terms.case import Sales
from marketplace.domain.terms.conditions import CUMULATIVE_KINDS, FactKey
from marketplace.domain.terms.ledger import Ledger
from marketplace.domain.terms.model import Annual, AnyPayable, Choice, Royalty, Share, TermSheet, Trial
from marketplace.domain.terms.periods import Span
from marketplace.domain.terms.royalties import Royalties
from marketplace.domain.terms.royalty import RoyaltyAccount
from marketplace.domain.terms.statement import Contingent, Line
from marketplace.domain.terms.success_fees import SuccessFee
from marketplace.domain.terms.sums import Sums, WaitingSum
from marketplace.domain.terms.triggers import FAR, Facts

ENDED_STATES = frozenset({"lapsed", "terminated", "expired", "bought_out"})

_TRIAL_END = "trial end"
_TERM_END = "term end"


class LicenceRun:
    """The licence as it stands on a day that only moves forward.

    `state` as in the statement; `chosen` the choice made after the trial; `limits` the cumulative sales and units that
    triggers wait for, and while there are any `net` and `units` as reported under all royalties.
    """

    def __init__(self, terms: TermSheet, effective_on: date, as_of: date) -> None:
        self.terms = terms
        self.as_of = as_of
        self.span = Span(terms, effective_on)
        trial = terms.trial
        self.state = "active" if trial is None else "trial"
        self.chosen: Choice | None = None
        trial_end = effective_on if trial is None else add_months(effective_on, trial.months)
        self.facts = Facts(effective_on, trial_end)
        self.agenda: Agenda[object] = Agenda(as_of)
        self.ledger = Ledger(terms)
        if trial is not None:
            self.agenda.put(trial_end, ENDS, 0, 0, _TRIAL_END)
        self.agenda.put(self.span.term_end, ENDS, 0, 0, _TERM_END)
        self.sums = Sums(terms, self.facts, self.ledger, self.agenda)
        self.fees = AnnualFees(terms, self.span, self.ledger, self.agenda)
        self.royalties = Royalties(self.facts, self.span, self.ledger, self.agenda)
        self.shares: list[SuccessFee] = []
        for index, component in enumerate(terms.components):
            if not isinstance(component, Trial):
                self._add(component, index)
        self.limits = [key for key in self.sums.by_fact if key[0] in CUMULATIVE_KINDS]
        self.net = self.units = 0
        self.settled: set[str] = set()

    def _add(self, component: AnyPayable, index: int) -> None:
        options = self.terms.options
        active = options is None or not options.naming(component.id)
        if component.credit_against is not None:
            self.ledger.set_off_against(component.credit_against)
        if isinstance(component, Royalty):
            self.royalties.add(component, index, active=active)
        elif isinstance(component, Annual):
            self.fees.add(component, index, active=active)
        elif isinstance(component, Share):
            self.shares.append(SuccessFee(component, index, active=active))
        else:
            self.sums.add(component, index, active=active)

    @property
    def has_ended(self) -> bool:
        """Whether the licence has come to one of its ends."""
        return self.state in ENDED_STATES

    @property
    def awaits_choice(self) -> bool:
        """Whether nothing has been chosen although the terms want it."""
        return self.terms.options is not None and self.chosen is None

    def advance(self, until: date, phase: int = CHARGES) -> None:
        """Everything that the calendar brings up to a phase of a day, by default all before the day's events."""
        agenda = self.agenda
        while agenda.next_day <= until and (next_item := agenda.take(until, phase)) is not None:
            day, part, item = next_item
            if isinstance(item, WaitingSum):
                self.sums.arise_by_date(item, day)
            elif isinstance(item, AnnualFee):
                self.fees.arise_by_date(item, part, day)
            elif isinstance(item, RoyaltyAccount):
                self.royalties.true_up_by_date(item, part, day)
            elif item is _TRIAL_END:
                self._end_trial(day)
            else:
                self._expire(day)

    def _end_trial(self, day: date) -> None:
        if self.has_ended:
            return
        if self.awaits_choice:
            self.state = "lapsed"
            self.span.end_on(day - ONE_DAY)
            self.cancel_everything(day)
        else:
            self.state = "active"

    def _expire(self, day: date) -> None:
        if not self.has_ended:
            self.state = "expired"
            self.cancel_impossible(day)

    def terminate(self, day: date, *, free: bool) -> None:
        """The licence ends on `day`; `free`: at no cost, nothing that waits is charged any more."""
        self.state = "terminated"
        self.span.end_on(day)
        self.royalties.span_changed()
        if free or self.awaits_choice:
            self.cancel_everything(day)
        else:
            self.fees.cancel_all()
            self.cancel_impossible(day)

    def cancel_everything(self, day: date) -> None:
        """No sum, fee or minimum arises any more; royalties on sales that were reported do."""
        self.sums.cancel_all(day)
        self.fees.cancel_all()
        self.royalties.drop_minimums()

    def cancel_impossible(self, day: date) -> None:
        """After the end: sums that could only arise through an event go, once no report is missing."""
        if not self.sums.all_arisen():
            self.sums.cancel_impossible(FAR if self.royalties.all_reported() else day)

    def exit_is_free(self) -> bool:
        """Whether the licensee may still leave at no cost: nothing charged, no trigger of a waiting sum met."""
        if not self.terms.exit.free_before_first_charge:
            return False
        return all(line.amount <= 0 for line in self.ledger.lines) and not self.sums.named_fact_known()

    def fire(self, keys: list[FactKey], day: date, raised: int | None = None) -> None:
        """New facts: sums arise or get a day, royalties start, success fees arise, in the order of components.

        `raised`: the amount of a financing event.
        """
        for key in keys:
            self.facts.days.setdefault(key, day)
        together: list[WaitingSum | SuccessFee] = list(self.sums.touched_by(keys))
        if raised is not None:
            together += [share for share in self.shares if share.active]
            together.sort(key=attrgetter("index"))
        for item in together:
            if isinstance(item, WaitingSum):
                self.sums.arise_or_note(item, day)
            else:
                item.arise(raised or 0, day, self.ledger)
        if self.royalties.accounts:
            self.royalties.started_by(keys)

    def choose(self, choice: Choice, day: date) -> None:
        """The components of the choice become active, those of other choices never will."""
        self.chosen = choice
        self.royalties.choose(choice.components)
        for share in self.shares:
            share.active = share.active or share.component.id in choice.components
        sums = self.sums.choose(choice)
        fees = [fee for fee in self.fees.all if fee.component.id in choice.components]
        together: list[WaitingSum | AnnualFee] = [*sums, *fees]
        for item in sorted(together, key=attrgetter("index")):
            if isinstance(item, WaitingSum):
                self.sums.arise_or_note(item, day)
            else:
                self.fees.choose(item, day)

    def limits_reached(self, report: Sales, replaced: Sales | None) -> list[FactKey]:
        """The cumulative limits that the reports have now reached for the first time; they are limits no more."""
        self.net += report.net or 0
        self.units += report.units or 0
        if replaced is not None:
            self.net -= replaced.net or 0
            self.units -= replaced.units or 0
        sums = {"cumulative_sales_ge": self.net, "cumulative_units_ge": self.units}
        reached = [key for key in self.limits if sums[key[0]] >= int(key[1])]
        for key in reached:
            self.limits.remove(key)
        return reached

    def is_active(self, component_id: str) -> bool:
        """Whether a component applies: it belongs to no choice, or to the one that was made."""
        options = self.terms.options
        if options is None or not options.naming(component_id):
            return True
        return self.chosen is not None and component_id in self.chosen.components

    def foreseen(self) -> tuple[list[tuple[int, Line]], list[Contingent]]:
        """Sums that show as scheduled or cancelled, with their component's place, and those that are contingent."""
        if self.sums.all_arisen():
            return [], []
        return self.sums.foreseen(self.next_event(), self.next_report())

    def next_event(self) -> date:
        """The next day on which an event can fire a trigger, FAR if none can."""
        tomorrow = self.as_of + ONE_DAY
        return FAR if self.has_ended or tomorrow > self.span.last_day else tomorrow

    def next_report(self) -> date:
        """The next day on which a sales report can fire a trigger, FAR if none can."""
        if not self.royalties.accounts or (self.has_ended and self.royalties.all_reported()):
            return FAR
        return self.as_of + ONE_DAY
