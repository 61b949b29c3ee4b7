"""A term sheet as values: what the licence costs, when, and under which conditions.

Amounts are `int` minor units of the sheet's currency, exclusive of VAT. Percents are `Decimal`, 2.5 % is
`Decimal("2.5")`. Counts (months, days, years, units) are `int`. Everything is frozen; `reading.read_terms` makes a
sheet out of JSON and has checked all that is said here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import ClassVar

from marketplace.domain.terms.conditions import CUMULATIVE_KINDS as CUMULATIVE_KINDS
from marketplace.domain.terms.conditions import DATED_KINDS as DATED_KINDS
from marketplace.domain.terms.conditions import EVENT_KINDS as EVENT_KINDS
from marketplace.domain.terms.conditions import EarliestOf as EarliestOf
from marketplace.domain.terms.conditions import LatestOf as LatestOf
from marketplace.domain.terms.conditions import SingleTrigger as SingleTrigger
from marketplace.domain.terms.conditions import Trigger as Trigger
from marketplace.domain.terms.fields import RATE_PLACES


@dataclass(frozen=True, slots=True)
class Wording:
    """A text that people wrote, in one or both languages ("" where it is missing)."""

    zh: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """What all components share; `id` is unique."""

    type: ClassVar[str]
    id: str
    label: Wording | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial(Component):
    """Free evaluation from the effective date for `months`, without a right to sell."""

    type: ClassVar[str] = "trial"
    months: int
    limits: Wording | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Payable(Component):
    """A component that is paid. `due_days`: days from the day a charge arises to its due date; `due_after`: the same.

    `credit_against`: id of the royalty that payments of this component are set off against (never on a royalty).
    """

    due_days: int = 30
    counts_toward_cap: bool = True
    credit_against: str | None = None
    due_after: timedelta = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "due_after", timedelta(days=self.due_days))


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed(Payable):
    """One sum, once, when its trigger fires: entry fee, lump sum, milestone, deferred fee. `amount` may be 0."""

    type: ClassVar[str] = "fixed"
    amount: int
    trigger: Trigger


@dataclass(frozen=True, slots=True)
class Part:
    """One instalment. `amount` is always filled; `percent` is set where the sheet gives percents of the total."""

    amount: int
    trigger: Trigger
    percent: Decimal | None = None


@dataclass(frozen=True, slots=True)
class EarlySettlement:
    """Discount in percent of what is unpaid, until `by_months` months after the effective date."""

    percent: Decimal
    by_months: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Instalments(Payable):
    """A total in parts, each with its trigger; the amounts of the parts add up to `total`."""

    type: ClassVar[str] = "instalments"
    total: int
    parts: tuple[Part, ...]
    early_settlement: EarlySettlement | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Annual(Payable):
    """A flat fee on the first day of each contract year from `from_year` to `to_year` (None: the last)."""

    type: ClassVar[str] = "annual"
    amount: int
    from_year: int = 1
    to_year: int | None = None


@dataclass(frozen=True, slots=True)
class Band:
    """The stretch of the base above `over` up to the next band.

    `over`: minor units, for base `units` a count. `rate`: percent of the base, for `units` the amount per unit in the
    major unit of the currency (up to 6 decimals). `millionths`: the rate as a whole number of its millionths.
    """

    over: int
    rate: Decimal
    millionths: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "millionths", int(self.rate.scaleb(RATE_PLACES)))


@dataclass(frozen=True, slots=True)
class Minimum:
    """The annual minimum (minor units) from `from_year` until the next entry."""

    from_year: int
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Royalty(Payable):
    """Running royalty on reported sales.

    `base`: net_sales | gross_profit | saving | units. `band_scope`: year | life. `bands_from_year`: (year, bands) with
    rising years, each until the next. `period`: quarter | half_year | year, counted from the start of the `year`
    (contract | calendar). `free_allowance`: minor units, or units, a year. `starts` None: on the effective date.
    """

    type: ClassVar[str] = "royalty"
    base: str
    bands: tuple[Band, ...]
    period: str
    band_scope: str = "year"
    bands_from_year: tuple[tuple[int, tuple[Band, ...]], ...] = ()
    year: str = "contract"
    free_allowance: int = 0
    annual_minimum: tuple[Minimum, ...] = ()
    annual_cap: int | None = None
    starts: Trigger | None = None
    report_days: int = 30

    def bands_in(self, year: int) -> tuple[Band, ...]:
        """The bands of year number `year`."""
        bands = self.bands
        for from_year, later in self.bands_from_year:
            if from_year > year:
                break
            bands = later
        return bands

    def minimum_in(self, year: int) -> int:
        """The annual minimum of a whole year number `year`, 0 where there is none."""
        for entry in reversed(self.annual_minimum):
            if entry.from_year <= year:
                return entry.amount
        return 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Share(Payable):
    """Success fee: `rate` percent of each financing event, all lines together at most `cap`."""

    type: ClassVar[str] = "share"
    rate: Decimal
    of: str = "financing"
    cap: int | None = None


AnyComponent = Fixed | Instalments | Annual | Royalty | Share | Trial
AnyPayable = Fixed | Instalments | Annual | Royalty | Share


@dataclass(frozen=True, slots=True)
class Licence:
    """`kind`: ordinary | sole | exclusive. `territory`: country codes or names of regions. `field`: field of use."""

    kind: str = "ordinary"
    territory: tuple[str, ...] = ("CN",)
    field: str = ""
    sublicence: bool = False


@dataclass(frozen=True, slots=True)
class Late:
    """Late interest: percent a year, simple, actual/365; none on what is paid within the grace days."""

    annual_rate: Decimal
    grace_days: int = 0


@dataclass(frozen=True, slots=True)
class Exit:
    """What ending means: exit at no cost before the first charge, days to sell off stock."""

    free_before_first_charge: bool = False
    sell_off_days: int = 0


@dataclass(frozen=True, slots=True)
class BuyoutTerms:
    """The price is at least `floor`; with `of_total_cap` what is left of the total cap, if that is more."""

    floor: int
    of_total_cap: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One way the licensee may choose after a trial: the ids of the components that then apply."""

    name: str
    components: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Options:
    """The choices after a trial; the last day to choose is `choose_by_days_before` days before the trial's end."""

    choose_by_days_before: int
    choices: tuple[Choice, ...]
    after: str = "trial"

    def naming(self, component_id: str) -> tuple[str, ...]:
        """The names of the choices that a component belongs to."""
        return tuple(choice.name for choice in self.choices if component_id in choice.components)


@dataclass(frozen=True, slots=True)
class TermSheet:
    """The terms of one licence. Amounts in minor units of `currency`, exclusive of VAT."""

    currency: str
    term_months: int
    components: tuple[AnyComponent, ...]
    licence: Licence = Licence()
    total_cap: int | None = None
    late: Late | None = None
    exit: Exit = Exit()
    buyout: BuyoutTerms | None = None
    options: Options | None = None

    def component(self, component_id: str) -> AnyComponent:
        """The component of that id. Raises KeyError."""
        for component in self.components:
            if component.id == component_id:
                return component
        raise KeyError(component_id)

    @property
    def trial(self) -> Trial | None:
        """The trial, if there is one."""
        for component in self.components:
            if isinstance(component, Trial):
                return component
        return None

    @property
    def royalties(self) -> tuple[Royalty, ...]:
        """The royalty components, in order."""
        return tuple(royalty for royalty in self.components if isinstance(royalty, Royalty))
