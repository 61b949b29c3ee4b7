"""One royalty: its years, the reports in force and what each report brings."""

from __future__ import annotations

from datetime import date

from marketplace.domain.money import round_half_up
from marketplace.domain.terms.account_line import AccountLine
from marketplace.domain.terms.case import Sales
from marketplace.domain.terms.faults import EventRefused
from marketplace.domain.terms.ledger import Ledger
from marketplace.domain.terms.model import Band, Royalty
from marketplace.domain.terms.periods import Grid, Span
from marketplace.domain.terms.royalty_bands import denominator, exact_total
from marketplace.domain.terms.statement import Basis
from marketplace.domain.terms.triggers import FAR

#: The member of a report that measures a base.
REPORTED = {"net_sales": "net", "gross_profit": "profit", "saving": "saving", "units": "units"}


class YearAccount:
    """One year of a royalty; `days`: its first and last day if royalties run through it.

    `reported` and `chargeable` in the unit of the base; `total` what the bands bring, rounded, and `exact` the same
    not rounded, kept where bands look at all years; `accrued` the total after the annual cap, which is what the lines of the year add up to; `reports` how many
    periods are reported; `minimum` what the year owes at least, once a true-up has been due.
    """

    __slots__ = (
        "accrued",
        "bands",
        "chargeable",
        "days",
        "exact",
        "minimum",
        "number",
        "reported",
        "reports",
        "total",
    )

    def __init__(self, number: int, days: tuple[date, date], bands: tuple[Band, ...]) -> None:
        self.number = number
        self.days = days
        self.bands = bands
        self.reported = self.chargeable = self.exact = self.total = self.accrued = self.reports = 0
        self.minimum: int | None = None


class RoyaltyAccount:
    """The running account of one royalty. `start` is FAR while royalties have no first day.

    `next_true_up`: the latest day for it in `next_minimum_year`, FAR where there is none.
    `reports`: the report in force by the first day of its period; `corrections`: how often it was replaced.
    """

    def __init__(self, royalty: Royalty, index: int, span: Span, currency: str) -> None:
        self.royalty = royalty
        self.index = index
        self.span = span
        self.grid = Grid(span.effective_on, royalty.year, royalty.period)
        self.figure_name = REPORTED[royalty.base]
        self.denominator = denominator(royalty, currency)
        self.start = FAR
        self.active = True
        self.closed = False
        self.owes_minimum = bool(royalty.annual_minimum)
        self.next_minimum_year = 0
        self.next_true_up = FAR
        self.years: dict[int, YearAccount] = {}
        self.reports: dict[date, Sales] = {}
        self.corrections: dict[date, int] = {}
        self.life = 0

    @property
    def runs(self) -> bool:
        """Whether royalties run at all: a start after the last day does not count."""
        return self.active and self.start <= self.span.last_day and self.start <= self.span.run_end

    def year(self, number: int) -> YearAccount:
        """The account of a year."""
        account = self.years.get(number)
        if account is None:
            bands = self.royalty.bands_in(number)
            account = self.years[number] = YearAccount(number, self.grid.year(number), bands)
        return account

    def period_at(self, number: int) -> tuple[date, date]:
        """First and last day of a period, cut to the span in which royalties run."""
        return self._within(self.grid.period(number))

    def year_span(self, number: int) -> tuple[date, date]:
        """First and last day of a year, as far as royalties run."""
        return self._within(self.grid.year(number))

    def _within(self, stretch: tuple[date, date]) -> tuple[date, date]:
        first, last = stretch
        if first >= self.start and last <= self.span.run_end:
            return stretch
        return max(first, self.start), min(last, self.span.run_end)

    def is_fully_reported(self) -> bool:
        """Whether no period is missing any more."""
        if not self.runs:
            return True
        first = self.grid.period_number(self.start)
        return len(self.reports) == self.grid.period_number(self.span.run_end) - first + 1

    def year_is_reported(self, year: YearAccount) -> bool:
        """Whether every period of a year is reported."""
        first, last = year.days
        if first >= self.start and last <= self.span.run_end:
            return year.reports == self.grid.periods_a_year
        first, last = self._within(year.days)
        return year.reports == self.grid.period_number(last) - self.grid.period_number(first) + 1

    def book(self, sales: Sales, ledger: Ledger) -> tuple[YearAccount, Sales | None]:
        """Enter a report: its line arises. Returns its year and the report that it replaces.

        Raises EventRefused and changes nothing if it cannot be.
        """
        start, royalty = sales.period_start, self.royalty
        replaced = self.reports.get(start)
        year_number, period, name = self._period_of(sales, replaced)
        change = figure = getattr(sales, self.figure_name)
        if figure is None:
            raise EventRefused("kind", "figure_missing")
        year = self.year(year_number)
        line_id = f"{royalty.id}:{name}"
        basis: list[Basis] = [("base", (royalty.base, sales.gross, sales.deductions, figure))]
        self.reports[start] = sales
        if replaced is None:
            year.reports += 1
        else:
            times = self.corrections[start] = self.corrections.get(start, 0) + 1
            line_id += f"#{times}"
            before = getattr(replaced, self.figure_name)
            basis.append(("correction", (royalty.base, before, figure)))
            change = figure - before
        computed, charge, capped_by = self._accrue(year, change, basis)
        kind = "correction" if replaced else "credit" if computed < 0 else "charge"
        on = sales.on
        due_on = on + royalty.due_after
        line = AccountLine(line_id, royalty, kind, on, due_on, computed, tuple(basis), period, capped_by)
        ledger.arise(line, charge)
        return year, replaced

    def _period_of(self, sales: Sales, replaced: Sales | None) -> tuple[int, tuple[date, date], str]:
        """The year of the period that a report is for, the period and its first day as text. Raises EventRefused."""
        if not self.active:
            raise EventRefused("kind", "not_chosen")
        if self.closed:
            raise EventRefused("kind", "after_buyout")
        start, span = sales.period_start, self.span
        if not self.start <= start <= span.run_end or self.start > span.last_day:
            raise EventRefused("period_start", "not_a_period_start")
        year, period, name = self.grid.place_of(start)
        if period[0] != start or period[1] > span.run_end:
            period = self._within(period)
            if period[0] != start:
                raise EventRefused("period_start", "not_a_period_start")
        last = period[1]
        if last != sales.period_end:
            raise EventRefused("period_end", "not_a_period_end", last=last.isoformat())
        if sales.on <= last:
            raise EventRefused("on", "period_not_over")
        if replaced is None:
            if sales.corrects:
                raise EventRefused("corrects", "not_reported")
        elif not sales.corrects:
            raise EventRefused("period_start", "reported_already")
        return year, period, name

    def _accrue(self, year: YearAccount, change: int, basis: list[Basis]) -> tuple[int, int, str | None]:
        """Base, allowance, bands, year total, annual cap, less what the year has accrued, less a true-up.

        Returns what that comes to, what is charged of it, and what capped it.
        """
        royalty, number, before = self.royalty, year.number, year.total
        allowance = royalty.free_allowance
        reported = year.reported = year.reported + change
        chargeable = reported - allowance if reported > allowance else 0
        basis.append(("chargeable", (royalty.base, number, reported, allowance, chargeable)))
        if royalty.band_scope == "year":
            total = year.total = round_half_up(exact_total(year.bands, chargeable), self.denominator)
            basis.append(("bands", (royalty, number, chargeable, total)))
        else:
            life = self.life + chargeable - year.chargeable
            year.exact += exact_total(year.bands, life) - exact_total(year.bands, self.life)
            total = year.total = round_half_up(year.exact, self.denominator)
            basis.append(("life_bands", (royalty, number, self.life, life, total)))
            self.life = life
        year.chargeable = chargeable
        cap, accrued, minimum = royalty.annual_cap, year.accrued, year.minimum
        owed = year.accrued = total if cap is None or total < cap else cap
        charge = computed = owed - accrued
        capped_by = None
        if computed != total - before:
            capped_by = "annual_cap"
            basis.append(("annual_cap", (cap, total)))
        basis.append(("accrued", (owed, accrued, computed)))
        if minimum is not None:
            charge = max(owed, minimum) - max(accrued, minimum)
            if charge != computed:
                basis.append(("true_up_used", (minimum, computed, charge)))
        return computed, charge, capped_by

    def minimum_of(self, year: YearAccount) -> tuple[int, int | None]:
        """The minimum of a year and, where the year is not wholly covered, the days it is pro rata for."""
        amount = self.royalty.minimum_in(year.number)
        first, last = year.days
        if first >= self.start and last <= self.span.run_end and last <= self.span.last_day:
            return amount, None
        from_day = max(first, self.start)
        to_day = min(last, self.span.run_end, self.span.last_day)
        days = max(0, (to_day - from_day).days + 1)
        return round_half_up(amount * days, 365), days
