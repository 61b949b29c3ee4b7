"""What happens under a licence, and a whole case: exactly what the engine reads, nothing else.

Amounts are `int` minor units of the sheet's currency, exclusive of VAT. `on` is the legal day of the event.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from marketplace.domain.terms.model import TermSheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What all events share."""

    kind: ClassVar[str]
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstRevenue(Event):
    """The licensed product or service earned money for the first time."""

    kind: ClassVar[str] = "first_revenue"


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneAccepted(Event):
    """A milestone that a trigger names was accepted."""

    kind: ClassVar[str] = "milestone_accepted"
    milestone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductRegistered(Event):
    """The product was registered (filed as a patented product)."""

    kind: ClassVar[str] = "product_registered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Financing(Event):
    """The licensee raised `amount`."""

    kind: ClassVar[str] = "financing"
    amount: int


@dataclass(frozen=True, slots=True)
class Deduction:
    """One deduction from gross sales, not below zero."""

    label: str
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sales(Event):
    """A royalty report of one period.

    `net` is filled from `gross` less `deductions` where those are given. The figure of the royalty's base is there; net
    sales and units may stand beside it for the triggers. `corrects`: replaces the report in force.
    """

    kind: ClassVar[str] = "sales"
    component: str
    period_start: date
    period_end: date
    gross: int | None = None
    deductions: tuple[Deduction, ...] = ()
    net: int | None = None
    units: int | None = None
    profit: int | None = None
    saving: int | None = None
    corrects: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment(Event):
    """Money came in; `to` names the line it is meant for."""

    kind: ClassVar[str] = "payment"
    amount: int
    to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold(Event):
    """`amount` of the principal of a line is in dispute."""

    kind: ClassVar[str] = "hold"
    line: str
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Release(Event):
    """`amount` of what is held on a line is no longer in dispute; `write_off` of it is waived."""

    kind: ClassVar[str] = "release"
    line: str
    amount: int
    write_off: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Waive(Event):
    """`amount` of a line is waived: interest first, then principal that is not held."""

    kind: ClassVar[str] = "waive"
    line: str
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Choose(Event):
    """The licensee chose how to go on after the trial."""

    kind: ClassVar[str] = "choose"
    choice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleEarly(Event):
    """All instalments of a component that have not arisen are paid now, at a discount."""

    kind: ClassVar[str] = "settle_early"
    component: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Buyout(Event):
    """The licence was bought out."""

    kind: ClassVar[str] = "buyout"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terminate(Event):
    """The licence ended before its term. `reason`: licensee_exit | breach | agreement."""

    kind: ClassVar[str] = "terminate"
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PatentEnded(Event):
    """The patent ended: royalties stop for sales after this day."""

    kind: ClassVar[str] = "patent_ended"


AnyEvent = (
    FirstRevenue
    | MilestoneAccepted
    | ProductRegistered
    | Financing
    | Sales
    | Payment
    | Hold
    | Release
    | Waive
    | Choose
    | SettleEarly
    | Buyout
    | Terminate
    | PatentEnded
)


@dataclass(frozen=True, slots=True)
class Case:
    """Everything `evaluate` needs. `events` in the order of the file, not necessarily by day."""

    terms: TermSheet
    effective_on: date
    events: tuple[AnyEvent, ...]
    as_of: date
