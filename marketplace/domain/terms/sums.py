"""Sums that wait for their day or their event: fixed sums and the parts of instalments."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from operator import attrgetter

from marketplace.domain.terms.account_line import AccountLine
from marketplace.domain.terms.agenda import CHARGES, Agenda
from marketplace.domain.terms.conditions import FactKey
from marketplace.domain.terms.ledger import Ledger
from marketplace.domain.terms.model import (
    Choice,
    Fixed,
    Instalments,
    TermSheet,
    Trigger,
)
from marketplace.domain.terms.statement import Basis, Contingent, Line
from marketplace.domain.terms.triggers import FAR, Facts, earliest, latest, waits_for

WAITING, ARISEN, CANCELLED, GONE = range(4)


class WaitingSum:
    """One sum: `day` it arises on as far as is known, `active` unless a choice must come first.

    `state`: WAITING, ARISEN, CANCELLED (it was certain and still shows) or GONE (it was contingent).
    """

    __slots__ = ("active", "amount", "component", "day", "id", "index", "part", "state", "trigger")

    def __init__(
        self,
        component: Fixed | Instalments,
        index: int,
        part: int,
        line_id: str,
        amount: int,
        trigger: Trigger,
    ) -> None:
        self.component = component
        self.index = index
        self.part = part
        self.id = line_id
        self.amount = amount
        self.trigger = trigger
        self.day = FAR
        self.active = True
        self.state = WAITING

    def basis(self) -> Basis:
        """How the sum follows from the sheet."""
        component = self.component
        if isinstance(component, Fixed):
            return "fixed", (self.amount,)
        part = component.parts[self.part - 1]
        return "instalment", (self.part, len(component.parts), part.percent, component.total, self.amount)

    def line(self) -> Line:
        """How it shows while it is scheduled or after it was cancelled."""
        cancelled = self.state == CANCELLED
        due_on = self.day + self.component.due_after
        amount = 0 if cancelled else self.amount
        status = "cancelled" if cancelled else "scheduled"
        return Line(
            self.id,
            self.component.id,
            "charge",
            self.day,
            due_on,
            self.amount,
            amount,
            *(0, 0, 0, 0, 0),
            status,
            None,
            0,
            None,
            (self.basis(), (status, ())),
        )


class Sums:
    """All waiting sums of a sheet."""

    __slots__ = ("agenda", "all", "by_fact", "currency", "facts", "ledger", "options")

    def __init__(self, terms: TermSheet, facts: Facts, ledger: Ledger, agenda: Agenda[object]) -> None:
        self.facts = facts
        self.ledger = ledger
        self.agenda = agenda
        self.currency = terms.currency
        self.options = terms.options
        self.all: list[WaitingSum] = []
        self.by_fact: dict[FactKey, list[WaitingSum]] = {}

    def add(self, component: Fixed | Instalments, index: int, *, active: bool) -> None:
        """The sum, or all parts, of a component wait; `active` unless a choice must come first."""
        if isinstance(component, Fixed):
            waiting = WaitingSum(component, index, 0, component.id, component.amount, component.trigger)
            self._add(waiting, active)
            return
        for number, part in enumerate(component.parts, start=1):
            line_id = f"{component.id}#{number}"
            self._add(WaitingSum(component, index, number, line_id, part.amount, part.trigger), active)

    def _add(self, waiting: WaitingSum, active: bool) -> None:
        self.all.append(waiting)
        for key in waiting.trigger.facts:
            self.by_fact.setdefault(key, []).append(waiting)
        waiting.day = latest(waiting.trigger, self.facts)
        waiting.active = active
        if active:
            self._note(waiting)

    def _note(self, waiting: WaitingSum) -> None:
        self.agenda.put(waiting.day, CHARGES, waiting.index, waiting.part, waiting)

    def waiting(self) -> list[WaitingSum]:
        """Those that have neither arisen nor been cancelled."""
        return [waiting for waiting in self.all if waiting.state == WAITING]

    def all_arisen(self) -> bool:
        """Whether nothing waits and nothing was cancelled."""
        return all(waiting.state == ARISEN for waiting in self.all)

    def touched_by(self, keys: Iterable[FactKey]) -> list[WaitingSum]:
        """The waiting sums that fire today because of new facts, in order; later days are noted."""
        found = {id(waiting): waiting for key in keys for waiting in self.by_fact.get(key, ())}
        now = []
        in_order = (
            sorted(found.values(), key=attrgetter("index", "part")) if len(found) > 1 else found.values()
        )
        for waiting in in_order:
            if waiting.state != WAITING:
                continue
            day = latest(waiting.trigger, self.facts)
            if day != waiting.day:
                waiting.day = day
                if waiting.active:
                    now.append(waiting)
        return now

    def arise(
        self, waiting: WaitingSum, day: date, *, takes_credit: bool = True, due_on: date | None = None
    ) -> None:
        """The sum is charged."""
        waiting.state = ARISEN
        component = waiting.component
        due_on = due_on or day + component.due_after
        line = AccountLine(waiting.id, component, "charge", day, due_on, waiting.amount, (waiting.basis(),))
        self.ledger.arise(line, waiting.amount, takes_credit=takes_credit)

    def arise_or_note(self, waiting: WaitingSum, day: date) -> None:
        """The sum arises now if its day has come, else on its day."""
        if waiting.day <= day:
            self.arise(waiting, day)
        else:
            self._note(waiting)

    def choose(self, choice: Choice) -> list[WaitingSum]:
        """The sums of the choice become active and are handed back, those of other choices go."""
        assert self.options is not None
        chosen = []
        for waiting in self.waiting():
            if waiting.component.id in choice.components:
                waiting.active = True
                chosen.append(waiting)
            elif self.options.naming(waiting.component.id):
                waiting.state = GONE
        return chosen

    def arise_by_date(self, waiting: WaitingSum, day: date) -> None:
        """The agenda brought the sum up; it may have moved or gone meanwhile."""
        if waiting.state == WAITING and waiting.active and waiting.day == day:
            self.arise(waiting, day)

    def named_fact_known(self) -> bool:
        """Whether something has come that the trigger of a waiting sum names."""
        return any(key in self.facts.days for waiting in self.waiting() for key in waiting.trigger.facts)

    def cancel(self, waiting: WaitingSum, day: date) -> None:
        """What was certain stays in sight as cancelled, what was contingent goes."""
        certain = waiting.active and earliest(waiting.trigger, self.facts, day, day) == waiting.day
        waiting.state = CANCELLED if certain and waiting.day is not FAR else GONE

    def cancel_all(self, day: date) -> None:
        """Nothing that waits can arise any more."""
        for waiting in self.waiting():
            self.cancel(waiting, day)

    def cancel_impossible(self, next_report: date) -> None:
        """After the end: what could only arise through an event goes; `next_report` FAR if none is missing."""
        for waiting in self.waiting():
            if earliest(waiting.trigger, self.facts, FAR, next_report) is FAR:
                waiting.state = GONE

    def foreseen(
        self, next_event: date, next_report: date
    ) -> tuple[list[tuple[int, Line]], list[Contingent]]:
        """What shows as scheduled or cancelled, with its component's place, and what is contingent."""
        certain: list[tuple[int, Line]] = []
        contingent: list[Contingent] = []
        for waiting in self.all:
            if waiting.state == CANCELLED:
                certain.append((waiting.index, waiting.line()))
            elif waiting.state == WAITING:
                if waiting.active and self._is_certain(waiting, next_event, next_report):
                    certain.append((waiting.index, waiting.line()))
                else:
                    contingent.append(self._contingent(waiting))
        return certain, contingent

    def _is_certain(self, waiting: WaitingSum, next_event: date, next_report: date) -> bool:
        if waiting.day is FAR:
            return False
        return earliest(waiting.trigger, self.facts, next_event, next_report) == waiting.day

    def _contingent(self, waiting: WaitingSum) -> Contingent:
        component_id = waiting.component.id
        if waiting.active:
            text = waits_for(waiting.trigger, self.currency)
            latest_day = None if waiting.day is FAR else waiting.day
            return Contingent(waiting.id, component_id, text, latest_day, waiting.amount)
        assert self.options is not None
        text = "choose " + " or ".join(self.options.naming(component_id))
        return Contingent(waiting.id, component_id, text, None, waiting.amount)
