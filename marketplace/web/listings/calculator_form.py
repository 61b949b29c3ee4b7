"""What a visitor types into the cost calculator. It travels in the address, so that the result can be shared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import DateField, Field, SelectField, StringField, ValidationError
from wtforms.validators import InputRequired, Optional

from marketplace.domain.terms.forecast import FIGURES, MOST_YEARS, Forecast
from marketplace.domain.terms.forecast_events import years_of
from marketplace.domain.terms.model import Royalty, TermSheet
from marketplace.domain.terms.price import active_components
from marketplace.domain.terms.walking import singles, triggers
from marketplace.web.figure_fields import CountField, PercentField, within
from marketplace.web.locale import gettext
from marketplace.web.money_fields import MoneyField

FIRST_YEARS = 5  # shown at once, the others behind a fold
#: Taken from the example where an address leaves them out.
CIRCUMSTANCES = ("start", "m", "r", "f", "c", "d", "n", "i", "k")
SERIES = {"sales": "s", "units": "u", "profit": "p", "saving": "v"}
EXAMPLE_SALES = (0, 50_000_000, 120_000_000, 200_000_000, 300_000_000)  # fen
EXAMPLE_UNITS = (0, 1000, 3000, 6000, 10_000)
EARLIEST, LATEST = date(2000, 1, 1), date(2150, 1, 1)


class CalculatorForm(FlaskForm):
    """Fields `s1`…`s20` (net sales), `u1`… (units), `p1`… (gross profit), `v1`… (saving) by contract year."""

    start = DateField(
        _l("The licence would begin on"),
        [InputRequired(_l("Enter the day on which the licence would begin."))],
    )
    m = SelectField(_l("Milestones are accepted in"), coerce=int)
    r = SelectField(_l("The product is registered in"), coerce=int)
    f = SelectField(_l("If it fails, you give up at the end of"), coerce=int)
    c = PercentField(
        _l("Chance that it fails"),
        [Optional(), within(0, 100, _l("Enter a percentage from 0 to 100."))],
    )
    d = PercentField(
        _l("Discount rate a year"),
        [Optional(), within(0, 100, _l("Enter a percentage from 0 to 100."))],
        description=_l("What money today is worth to you, for example the interest on a loan."),
    )
    g = PercentField(
        _l("Growth a year after the last year you fill in"),
        [Optional(), within(-100, 100, _l("Enter a percentage from -100 to 100."))],
    )
    n = CountField(
        _l("Licences you expect to grant"),
        [Optional(), within(1, 1000, _l("Enter a number from 1 to 1,000."))],
    )
    i = PercentField(
        _l("Share of the inventors"),
        [Optional(), within(0, 100, _l("Enter a percentage from 0 to 100."))],
    )

    k = MoneyField(
        _l("Direct costs of all licences"),
        [Optional(), within(0, 10**16, _l("Enter a figure that is not below zero."))],
        description=_l("Annual fees, brokers, valuation, registration: taken off before income is shared."),
    )

    def validate_start(self, field: Field) -> None:
        if field.data is not None and not EARLIEST <= field.data <= LATEST:
            raise ValidationError(gettext("Enter a day between 2000 and 2150."))

    def series(self, name: str) -> list[Field]:
        """The fields of one row of figures, none where no way to pay needs them."""
        names = [f"{SERIES[name]}{year}" for year in range(1, MOST_YEARS + 1)]
        return [self[one] for one in names if one in self]

    def first_years(self, name: str) -> list[Field]:
        """The fields of a row that are shown at once."""
        return self.series(name)[:FIRST_YEARS]

    def later_years(self, name: str) -> list[Field]:
        """The others; they may stay empty."""
        return self.series(name)[FIRST_YEARS:]

    @property
    def forecast(self) -> Forecast:
        """What was typed, as the engine's input. Only after validation."""
        figures = {name: _given(self.series(name)) for name in SERIES}
        milestone = self.m.data if "m" in self else None
        return Forecast(
            start=self.start.data,
            sales=figures["sales"],
            units=figures["units"],
            profit=figures["profit"],
            saving=figures["saving"],
            growth=self.g.data if "g" in self else None,
            milestone_years=_EveryMilestone(milestone) if milestone else {},
            registered_year=self.r.data or None if "r" in self else None,
            failure_year=self.f.data,
            chance_of_failure=self.c.data or Decimal(0),
            discount=self.d.data or Decimal(0),
        )


def _given(fields: Sequence[Field]) -> tuple[int, ...]:
    """The figures up to the last year that was filled in; empty years before it count as nothing."""
    figures = [field.data for field in fields]
    while figures and figures[-1] is None:
        figures.pop()
    return tuple(figure or 0 for figure in figures)


class _EveryMilestone(Mapping[str, int]):
    """Says of every milestone that it is accepted in one year: the calculator asks once, not by name."""

    def __init__(self, year: int) -> None:
        self.year = year

    def __getitem__(self, milestone: str) -> int:
        return self.year

    def __iter__(self) -> Any:
        return iter(())

    def __len__(self) -> int:
        return 1


def calculator_form(sheets: Sequence[TermSheet], given: Any, *, today: date, owner: bool = False) -> CalculatorForm:
    """The form with the fields these sheets need, filled with what was sent (a MultiDict) or else an example.

    `owner`: with the fields of those who grant licences.
    """
    needed = _needed(sheets)
    fields: dict[str, Any] = {}
    longest = max((years_of(sheet) for sheet in sheets), default=FIRST_YEARS)
    for name in needed:
        for year in range(1, max(FIRST_YEARS, min(longest, MOST_YEARS)) + 1):
            fields[f"{SERIES[name]}{year}"] = _figure_field(name, year, sheets[0].currency if sheets else "CNY")
    example = _example(today, needed)
    if given is not None:
        given = MultiDict(given)
        for name in CIRCUMSTANCES:
            given.setdefault(name, str(example[name]))
    form_class = type("ListingCalculatorForm", (CalculatorForm,), fields)
    form: CalculatorForm = form_class(given, meta={"csrf": False}, **example)
    years = [(year, gettext("year %(year)s", year=year)) for year in range(1, longest + 1)]
    form.f.choices = years
    kinds = {single.kind for sheet in sheets for _, trigger in triggers(sheet) for single in singles(trigger)}
    never = [(0, gettext("the year of first sales"))]
    for name, kind in (("m", "milestone_accepted"), ("r", "product_registered")):
        if kind in kinds:
            form[name].choices = [*never, *years]
        else:
            del form[name]
    if not owner:
        del form.n, form.i, form.k
    return form


def is_asked(given: Mapping[str, Any]) -> bool:
    """Whether an address carries figures of the calculator."""
    return any(f"{letter}{year}" in given for letter in SERIES.values() for year in range(1, MOST_YEARS + 1))


def _needed(sheets: Sequence[TermSheet]) -> list[str]:
    """Which rows of figures the sheets are measured by; sales always, because they set sums free."""
    found = {"sales"}
    for sheet in sheets:
        choices = [choice.name for choice in sheet.options.choices] if sheet.options else [None]
        parts = [part for choice in choices for part in active_components(sheet, choice)]
        found |= {FIGURES[part.base] for part in parts if isinstance(part, Royalty)}
        for _, trigger in triggers(sheet):
            if any(single.kind == "cumulative_units_ge" for single in singles(trigger)):
                found.add("units")
    return [name for name in SERIES if name in found]


def _figure_field(name: str, year: int, currency: str) -> StringField:
    label = gettext("year %(year)s", year=year)
    too_much = gettext("Enter a figure that is not below zero.")
    if name == "units":
        return CountField(label, [Optional(), within(0, 10**15, too_much)])
    return MoneyField(label, [Optional(), within(0, 10**16, too_much)], currency=currency)


def _example(today: date, needed: Sequence[str]) -> dict[str, Any]:
    values: dict[str, Any] = {"start": today, "m": 1, "r": 1, "f": 1, "c": Decimal(30), "d": Decimal(4)}
    values |= {"n": 3, "i": Decimal(50), "k": 0}
    for name in needed:
        figures = EXAMPLE_UNITS if name == "units" else EXAMPLE_SALES
        for year, figure in enumerate(figures, 1):
            shown = figure if name in ("sales", "units") else figure // 5
            values[f"{SERIES[name]}{year}"] = shown
    return values
