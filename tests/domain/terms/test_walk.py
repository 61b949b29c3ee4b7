"""A random licence lives: event after event, each either refused or leaving an account that is right."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from marketplace.domain.terms.agenda import TRUE_UPS
from marketplace.domain.terms.case import Case
from marketplace.domain.terms.evaluate import evaluate_case
from marketplace.domain.terms.faults import Fault
from marketplace.domain.terms.happenings import HAPPENINGS
from marketplace.domain.terms.licence_run import LicenceRun
from marketplace.domain.terms.reading import read_terms
from marketplace.domain.terms.reading_events import read_events
from marketplace.domain.terms.statement import Line, Statement
from tests.domain.terms.invariants import check_account, check_prefix
from tests.domain.terms.random_sheets import cents, sheets

STARTS = st.sampled_from(["2026-03-01", "2026-08-31", "2028-02-29", "2027-12-31"])
AMOUNTS = cents(60_000, 1)
DAYS = st.sampled_from([0, 0, 1, 10, 31, 95])
FIGURES = st.integers(-60_000, 400_000)


def text(minor: int) -> str:
    return f"{'-' if minor < 0 else ''}{abs(minor) // 100}.{abs(minor) % 100:02d}"


def periods_over(case: Case) -> list[tuple[str, date, date, bool]]:
    """The periods that are over: royalty, first and last day, whether reported. The generator's aid, no oracle."""
    run = LicenceRun(case.terms, case.effective_on, case.as_of)
    for event in case.events:
        run.advance(event.on)
        HAPPENINGS[event.kind](run, event)
    run.advance(case.as_of, TRUE_UPS)
    found = []
    for component_id, account in run.royalties.accounts.items():
        if account.runs and account.start < case.as_of:
            last = account.grid.period_number(min(account.span.run_end, case.as_of))
            for number in range(account.grid.period_number(account.start), last + 1):
                start, end = account.period_at(number)
                if end < case.as_of:
                    found.append((component_id, start, end, start in account.reports))
    return found


class Licence(RuleBasedStateMachine):
    """The deal so far; every rule first lets some days pass."""

    @initialize(sheet=sheets(), effective_on=STARTS)
    def sign(self, sheet: dict[str, Any], effective_on: str) -> None:
        self.sheet = sheet
        self.terms = read_terms(sheet)
        self.effective_on = date.fromisoformat(effective_on)
        self.today = self.effective_on
        self.events: list[dict[str, Any]] = []
        self.account = self._evaluated(self.events)
        self.milestones = sorted(
            {
                key[1]
                for component in self.case.terms.components
                for trigger in (
                    getattr(component, "trigger", None),
                    getattr(component, "starts", None),
                    *(part.trigger for part in getattr(component, "parts", ())),
                )
                for key in (trigger.facts if trigger else ())
                if key[0] == "milestone_accepted"
            }
        )

    def _evaluated(self, events: list[dict[str, Any]]) -> Statement:
        read = read_events(events, "$.events", self.terms, self.effective_on, self.today)
        self.case = Case(self.terms, self.effective_on, read, self.today)
        return evaluate_case(self.case)

    def _wait(self, days: int) -> None:
        if not days:
            return
        self.today += timedelta(days=days)
        before, self.account = self.account, self._evaluated(self.events)
        check_prefix(before, self.account)

    def _add(self, kind: str, **members: Any) -> Fault | None:
        """Add an event of today; a refusal points at it and changes nothing."""
        entry = {"on": self.today.isoformat(), "kind": kind} | members
        case, before = self.case, self.account
        try:
            self.account = self._evaluated([*self.events, entry])
        except Fault as fault:
            assert fault.path.startswith(f"$.events[{len(self.events)}]"), fault
            assert fault.sentence("zh") and fault.message
            self.case = case
            return fault
        self.events.append(entry)
        check_prefix(before, self.account, added_on=self.today)
        return None

    def _must(self, kind: str, **members: Any) -> None:
        assert self._add(kind, **members) is None

    def _lines(self) -> list[Line]:
        """What an event of today can name: a true-up whose latest day is today comes after the day's events."""
        return [
            line
            for line in self.account.lines
            if line.has_arisen and not (line.kind == "true_up" and line.arose_on == self.today)
        ]

    # --- rules --------------------------------------------------------------------------------------------------------

    @rule(days=st.integers(1, 400))
    def wait(self, days: int) -> None:
        self._wait(days)

    @rule(days=DAYS, kind=st.sampled_from(["first_revenue", "product_registered"]))
    def fact(self, days: int, kind: str) -> None:
        self._wait(days)
        self._must(kind)

    @precondition(lambda self: self.milestones)
    @rule(days=DAYS, data=st.data())
    def accept(self, days: int, data: st.DataObject) -> None:
        self._wait(days)
        self._must("milestone_accepted", milestone=data.draw(st.sampled_from(self.milestones)))

    @rule(days=DAYS, amount=AMOUNTS)
    def raise_money(self, days: int, amount: str) -> None:
        self._wait(days)
        self._must("financing", amount=amount)

    def _report(
        self, component_id: str, start: date, end: date, figure: int, *, corrects: bool
    ) -> Fault | None:
        base = self.case.terms.component(component_id).base  # type: ignore[union-attr]
        if base == "units":
            members: dict[str, Any] = {"units": abs(figure) // 100, "net": text(figure)}
        else:
            members = {{"net_sales": "net", "gross_profit": "profit", "saving": "saving"}[base]: text(figure)}
        return self._add(
            "sales",
            component=component_id,
            period_start=start.isoformat(),
            period_end=end.isoformat(),
            corrects=corrects,
            **members,
        )

    @precondition(lambda self: self.case.terms.royalties)
    @rule(days=st.integers(20, 200), data=st.data(), figures=st.lists(FIGURES, min_size=1, max_size=4))
    def report(self, days: int, data: st.DataObject, figures: list[int]) -> None:
        self._wait(days)
        for figure in figures:
            missing = [period[:3] for period in periods_over(self.case) if not period[3]]
            if missing:
                fault = self._report(*data.draw(st.sampled_from(missing[:3])), figure, corrects=False)
                assert fault is None or self.account.state == "bought_out"

    @precondition(lambda self: any(event["kind"] == "sales" for event in self.events))
    @rule(days=DAYS, data=st.data(), figure=FIGURES)
    def correct(self, days: int, data: st.DataObject, figure: int) -> None:
        self._wait(days)
        reported = [period[:3] for period in periods_over(self.case) if period[3]]
        fault = self._report(*data.draw(st.sampled_from(reported)), figure, corrects=True)
        assert fault is None or self.account.state == "bought_out"

    @rule(days=DAYS, amount=AMOUNTS, data=st.data(), named=st.booleans())
    def pay(self, days: int, amount: str, data: st.DataObject, named: bool) -> None:
        self._wait(days)
        ids = [line.id for line in self._lines()]
        self._must(
            "payment", amount=amount, **({"to": data.draw(st.sampled_from(ids))} if ids and named else {})
        )

    @precondition(lambda self: any(line.outstanding > line.held for line in self._lines()))
    @rule(days=DAYS, data=st.data(), kind=st.sampled_from(["hold", "waive", "payment"]))
    def deal_with_a_line(self, days: int, data: st.DataObject, kind: str) -> None:
        self._wait(days)
        line = data.draw(st.sampled_from([line for line in self._lines() if line.outstanding > line.held]))
        amount = data.draw(st.integers(1, line.outstanding - line.held))
        if kind == "payment":
            self._must("payment", amount=text(amount), to=line.id)
            return
        fault = self._add(kind, line=line.id, amount=text(amount))
        # interest cannot be held, all else of what is open can be held and waived
        assert fault is None or (kind == "hold" and fault.code == "more_than_open" and line.interest)

    @precondition(lambda self: any(line.held for line in self._lines()))
    @rule(days=DAYS, data=st.data())
    def release(self, days: int, data: st.DataObject) -> None:
        self._wait(days)
        line = data.draw(st.sampled_from([line for line in self._lines() if line.held]))
        amount = data.draw(st.integers(1, line.held))
        write_off = data.draw(st.integers(0, amount))
        self._must("release", line=line.id, amount=text(amount), write_off=text(write_off))

    @precondition(lambda self: self.account.state == "trial" and self.case.terms.options)
    @rule(days=st.sampled_from([0, 10]), choice=st.sampled_from(["A", "B"]))
    def choose(self, days: int, choice: str) -> None:
        self._wait(days)
        self._add("choose", choice=choice)

    @precondition(lambda self: any(part.get("early_settlement") for part in self.sheet["components"]))
    @rule(days=DAYS, data=st.data())
    def settle_early(self, days: int, data: st.DataObject) -> None:
        self._wait(days)
        ids = [part["id"] for part in self.sheet["components"] if part.get("early_settlement")]
        self._add("settle_early", component=data.draw(st.sampled_from(ids)))

    @precondition(lambda self: len(self.events) > 6)
    @rule(
        days=DAYS,
        ending=st.sampled_from(
            [
                ("terminate", {"reason": "licensee_exit"}),
                ("terminate", {"reason": "breach"}),
                ("buyout", {}),
                ("patent_ended", {}),
            ]
        ),
    )
    def end(self, days: int, ending: tuple[str, dict[str, str]]) -> None:
        self._wait(days)
        self._add(ending[0], **ending[1])

    @rule(
        line=st.sampled_from(["R1", "buyout", "R1:true_up:2026-03-01", "?"]),
        kind=st.sampled_from(["hold", "waive"]),
    )
    def ask_for_the_impossible(self, line: str, kind: str) -> None:
        if line not in {known.id for known in self._lines()}:
            fault = self._add(kind, line=line, amount="0.01")
            assert fault is not None and fault.code == "line_unknown"

    @invariant()
    def the_account_is_right(self) -> None:
        if hasattr(self, "account"):
            check_account(self.case, self.account)


#: Long enough for HYPOTHESIS_PROFILE=deep.
pytestmark = pytest.mark.timeout(3600)

TestLicence = Licence.TestCase
TestLicence.settings = settings(stateful_step_count=25)
