"""What the engine answers: lines, what still waits, totals and the state, and their one JSON form.

Amounts are `int` minor units of the sheet's currency.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from marketplace.domain.money import DECIMALS, format_minor, format_scaled
from marketplace.domain.terms.words_basis import basis_words

ENGINE = 1

#: One step of the working of a line: its code and the values of its sentence in `words_basis`.
Basis = tuple[str, tuple[Any, ...]]


class Line(NamedTuple):
    """One line of the account.

    `kind`: charge | true_up | correction | credit | discount | buyout. `computed` is the sum before credits and the
    total cap, `amount` what is charged. `paid` includes interest; `outstanding` = amount + interest - paid - waived
    and includes what is held. `status`: paid | waived | held | overdue | part_paid | due for lines that have arisen,
    else scheduled | cancelled. `period`: first and last day of a periodic line. `credited`: what payments elsewhere
    took off. `capped_by`: annual_cap | cap | total_cap, the last that changed the line.
    """

    id: str
    component: str | None
    kind: str
    arose_on: date
    due_on: date
    computed: int
    amount: int
    interest: int
    paid: int
    waived: int
    held: int
    outstanding: int
    status: str
    period: tuple[date, date] | None
    credited: int
    capped_by: str | None
    basis: tuple[Basis, ...]

    @property
    def has_arisen(self) -> bool:
        """Whether this is owed, not only foreseen or cancelled."""
        return self.status not in ("scheduled", "cancelled")

    def to_json(self, currency: str) -> dict[str, Any]:
        """The members of a line of the printed result."""
        shown: dict[str, Any] = {"id": self.id, "component": self.component, "kind": self.kind}
        if self.period is not None:
            shown["period"] = [self.period[0].isoformat(), self.period[1].isoformat()]
        shown["arose_on"] = self.arose_on.isoformat()
        shown["due_on"] = self.due_on.isoformat()
        decimals = DECIMALS[currency]
        shown["computed"] = format_scaled(self.computed, decimals)
        if self.credited:
            shown["credited"] = format_scaled(self.credited, decimals)
        if self.capped_by is not None:
            shown["capped_by"] = self.capped_by
        for name in ("amount", "interest", "paid", "waived", "held", "outstanding"):
            shown[name] = format_scaled(getattr(self, name), decimals)
        shown["status"] = self.status
        shown["basis"] = [_step(step, values, currency) for step, values in self.basis]
        return shown


def _step(step: str, values: tuple[Any, ...], currency: str) -> dict[str, str]:
    zh, en = basis_words(step, values, currency)
    return {"step": step, "zh": zh, "en": en}


@dataclass(frozen=True, slots=True)
class Contingent:
    """A sum that waits. `latest`: its long-stop, if it has one."""

    id: str
    component: str
    waits_for: str
    latest: date | None
    amount: int


class Totals(NamedTuple):
    """Sums over the lines that have arisen; `credit` is money received and not used yet."""

    charged: int
    interest: int
    paid: int
    waived: int
    outstanding: int
    overdue: int
    credit: int
    counted_toward_cap: int


@dataclass(frozen=True, slots=True)
class Statement:
    """The account of a licence at the end of a day.

    `lines`: as they arose, then those scheduled or cancelled by date and component. `state`: trial | active | lapsed |
    terminated | expired | bought_out.
    """

    currency: str
    lines: tuple[Line, ...]
    contingent: tuple[Contingent, ...]
    totals: Totals
    state: str

    def to_json(self) -> dict[str, Any]:
        """The printed result, ready for `json.dumps`."""
        return {
            "engine": ENGINE,
            "lines": [line.to_json(self.currency) for line in self.lines],
            "contingent": [
                {
                    "id": waiting.id,
                    "component": waiting.component,
                    "waits_for": waiting.waits_for,
                    "latest": waiting.latest.isoformat() if waiting.latest else None,
                    "amount": format_minor(waiting.amount, self.currency),
                }
                for waiting in self.contingent
            ],
            "totals": {
                name: format_minor(amount, self.currency) for name, amount in self.totals._asdict().items()
            },
            "state": self.state,
        }
