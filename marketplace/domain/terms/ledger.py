"""The account: lines as they arise, caps and set-off, payments, credit at hand, holds and waivers."""

from __future__ import annotations

from bisect import insort
from datetime import date, timedelta
from operator import attrgetter

from marketplace.domain.money import format_minor
from marketplace.domain.terms.account_line import AccountLine
from marketplace.domain.terms.credits import CreditPool
from marketplace.domain.terms.faults import EventRefused
from marketplace.domain.terms.interest import daily_rate
from marketplace.domain.terms.model import TermSheet

_OUTSIDE_THE_CAP = frozenset({"discount", "buyout"})


class Ledger:
    """All lines that have arisen and the money that has come in.

    `open`: what is not settled, by due date, of one day as it arose. `running`: the sum of the lines that count toward
    the total cap, before it cuts any; `credit`: money received and not used yet.
    """

    __slots__ = (
        "by_id",
        "cap",
        "credit",
        "currency",
        "grace",
        "lines",
        "open",
        "pools",
        "rate",
        "running",
    )

    def __init__(self, terms: TermSheet) -> None:
        self.currency = terms.currency
        self.cap = terms.total_cap
        self.rate = daily_rate(terms.late)
        self.grace = timedelta(days=terms.late.grace_days if terms.late else 0)
        self.lines: list[AccountLine] = []
        self.by_id: dict[str, AccountLine] = {}
        self.open: list[AccountLine] = []
        self.credit = 0
        self.running = 0
        self.pools: dict[str, CreditPool] = {}

    @property
    def counted(self) -> int:
        """What counts toward the total cap, at most the cap."""
        return self.running if self.cap is None else min(self.cap, self.running)

    def set_off_against(self, royalty_id: str) -> None:
        """Payments of some component are set off against that royalty."""
        self.pools.setdefault(royalty_id, CreditPool())

    def arise(self, line: AccountLine, amount: int, *, takes_credit: bool = True) -> None:
        """Enter a line. `amount`: the sum before credits and the total cap."""
        component = line.component
        if component is not None:
            if component.id in self.pools:
                amount = self._set_off(line, self.pools[component.id], amount)
            if component.counts_toward_cap and line.kind not in _OUTSIDE_THE_CAP:
                self.running += amount
                if self.cap is not None:
                    amount = self._within_cap(line, self.cap, amount)
        line.amount = amount
        self.lines.append(line)
        self.by_id[line.id] = line
        if amount > 0:
            line.payable = amount
            if self.rate is not None:
                line.rate = self.rate
                line.free_until = line.due_on + self.grace
            if self.open and self.open[-1].due_on > line.due_on:
                insort(self.open, line, key=attrgetter("due_on"))
            else:
                self.open.append(line)
            if takes_credit and self.credit:
                self.use_credit(line, line.arose_on)
        elif amount < 0:
            self._hand_out(line, line.arose_on)

    def _set_off(self, line: AccountLine, pool: CreditPool, amount: int) -> int:
        line.credited = pool.take(amount)
        if line.credited:
            line.basis += (("credits", (amount, line.credited, amount - line.credited)),)
        return amount - line.credited

    def _within_cap(self, line: AccountLine, cap: int, amount: int) -> int:
        """What of an amount, counted already, comes within the cap."""
        before = self.running - amount
        brought = min(cap, self.running) - min(cap, before)
        if brought != amount:
            line.capped_by = "total_cap"
            line.basis += (("total_cap", (cap, before, amount, brought)),)
        return brought

    def _hand_out(self, line: AccountLine, day: date) -> None:
        """A line below zero is paid at once; its value goes to the open lines of its component, then to credit."""
        line.paid = line.amount
        self._count_credit(line, line.amount)
        rest = -line.amount
        for other in tuple(self.open):
            if other.component is line.component:
                rest -= self._pay_line(other, rest, day)
                if not rest:
                    break
        self.credit += rest

    def use_credit(self, line: AccountLine, day: date, most: int | None = None) -> None:
        """Pay a line from the credit at hand, at most `most`."""
        if self.credit:
            self.credit -= self._pay_line(line, self.credit if most is None else min(self.credit, most), day)

    def pay(self, amount: int, to: str | None, day: date) -> None:
        """A payment: to the line it names, then by due date; what is left over stays as credit."""
        if to is not None:
            amount -= self._pay_line(self.arisen(to, "to"), amount, day)
        place, unpaid = 0, self.open
        while amount and place < len(unpaid):
            line = unpaid[place]
            amount -= self._pay_line(line, amount, day)
            if amount and place < len(unpaid) and unpaid[place] is line:  # a settled line has left the list
                place += 1
        self.credit += amount

    def _pay_line(self, line: AccountLine, amount: int, day: date) -> int:
        """Interest first, then principal that is not held. Returns what was used."""
        interest = line.close_segment(day) - line.interest_settled
        owed = interest + line.payable
        used = amount if amount < owed else owed
        if not used:
            return 0
        to_interest = used if used < interest else interest
        line.interest_settled += to_interest
        line.payable -= used - to_interest
        line.paid += used
        if self.pools:
            self._count_credit(line, used - to_interest)
        if not line.payable and line.is_settled:
            self.open.remove(line)
        return used

    def _count_credit(self, line: AccountLine, principal: int) -> None:
        component = line.component
        if component is not None and component.credit_against is not None:
            self.pools[component.credit_against].paid += principal

    def arisen(self, line_id: str, field: str) -> AccountLine:
        """The line of that id. Raises EventRefused."""
        line = self.by_id.get(line_id)
        if line is None:
            raise EventRefused(field, "line_unknown")
        return line

    def hold(self, line_id: str, amount: int, day: date) -> None:
        """Part of the principal is in dispute."""
        line = self.arisen(line_id, "line")
        if amount > line.payable:
            raise EventRefused("amount", "more_than_open", most=format_minor(line.payable, self.currency))
        line.close_segment(day)
        line.payable -= amount
        line.held += amount

    def release(self, line_id: str, amount: int, write_off: int, day: date) -> None:
        """Part of what is held is no longer in dispute; `write_off` of it is waived."""
        line = self.arisen(line_id, "line")
        if amount > line.held:
            raise EventRefused("amount", "more_than_held", most=format_minor(line.held, self.currency))
        line.close_segment(day)
        line.held -= amount
        line.payable += amount - write_off
        line.waived += write_off
        if amount > write_off:
            self.use_credit(line, day, amount - write_off)
        if line.is_settled and line in self.open:
            self.open.remove(line)

    def waive(self, line_id: str, amount: int, day: date) -> None:
        """Interest is waived first, then principal that is not held."""
        line = self.arisen(line_id, "line")
        interest = line.close_segment(day) - line.interest_settled
        most = interest + line.payable
        if amount > most:
            raise EventRefused("amount", "more_than_open", most=format_minor(most, self.currency))
        to_interest = min(amount, interest)
        line.interest_settled += to_interest
        line.payable -= amount - to_interest
        line.waived += amount
        if line.is_settled:
            self.open.remove(line)
