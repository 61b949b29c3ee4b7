"""The forms of reports: one for each kind of fact, each able to say itself as an event of the engine."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import FieldList, FileField, Form, FormField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional

from marketplace import clock
from marketplace.domain.money import format_minor
from marketplace.domain.terms.fields import MOST_UNITS
from marketplace.web.deals.fields import DayField, at_most, not_in_future
from marketplace.web.figure_fields import CountField, within
from marketplace.web.money_fields import MoneyField

DEDUCTIONS = 4  # lines offered on the form

Body = dict[str, Any]


class ReportForm(FlaskForm):
    """What every report carries. `kind` and `currency` are set by `report_form`."""

    kind = ""
    currency = "CNY"
    note = TextAreaField(_l("Note to the licensor's office"), [Optional(), at_most(2000)])
    file = FileField(_l("Evidence"))

    def body(self) -> Body:
        """The event as the engine reads it."""
        return {"kind": self.kind, "on": clock.today().isoformat(), **self.fields()}

    def fields(self) -> Body:
        """The fields of the kind."""
        return {}


class FactForm(ReportForm):
    on = DayField(_l("Day on which it happened"), [InputRequired(_l("Enter a day like 2026-12-01.")), not_in_future])

    def fields(self) -> Body:
        return {"on": self.on.data.isoformat()}


class MilestoneForm(FactForm):
    milestone = RadioField(_l("Milestone"), [InputRequired(_l("Choose the milestone."))], validate_choice=False)

    def fields(self) -> Body:
        return {"on": self.on.data.isoformat(), "milestone": self.milestone.data}


class FinancingForm(FactForm):
    amount = MoneyField(_l("Amount received"), [InputRequired(_l("Enter the amount of the financing."))])

    def fields(self) -> Body:
        return {"on": self.on.data.isoformat(), "amount": format_minor(self.amount.data or 0, self.currency)}


class ChoiceForm(ReportForm):
    choice = RadioField(_l("Way to pay"), [InputRequired(_l("Choose one of the ways to pay."))], validate_choice=False)

    def fields(self) -> Body:
        return {"choice": self.choice.data}


class SettlementForm(ReportForm):
    component = RadioField(_l("Payment to settle"), [InputRequired(_l("Choose the payment."))], validate_choice=False)

    def fields(self) -> Body:
        return {"component": self.component.data}


class ExitForm(ReportForm):
    def fields(self) -> Body:
        return {"reason": "licensee_exit"}


class DeductionForm(Form):
    label = StringField(_l("Deduction"), [Optional(), at_most(200)])
    amount = MoneyField(_l("Amount deducted"))


class SalesForm(ReportForm):
    """A period's figures; which of them are asked follows from the royalty's base (`base`)."""

    base = "net_sales"
    period = RadioField(_l("Period"), [InputRequired(_l("Choose the period."))], validate_choice=False)
    gross = MoneyField(_l("Gross sales of the period"))
    deductions = FieldList(FormField(DeductionForm), min_entries=DEDUCTIONS, max_entries=DEDUCTIONS)
    net = MoneyField(_l("Net sales of the period"))
    units = CountField(_l("Units of the period"), [within(0, MOST_UNITS, _l("Enter a whole number."))])
    profit = MoneyField(_l("Gross profit of the period"))
    saving = MoneyField(_l("Saving of the period"))
    nil = False
    corrects = False
    asked: tuple[str, ...] = ()

    def fields(self) -> Body:
        component, _, first_and_last = self.period.data.partition("|")
        first, _, last = first_and_last.partition("|")
        body: Body = {"component": component, "period_start": first, "period_end": last}
        if self.corrects:
            body["corrects"] = True
        return {**body, **self.figures()}

    def figures(self) -> Body:
        """The figures that were asked; a nil report says zero."""
        found: Body = {}
        for name in self.asked:
            if name == "gross":
                found |= self._gross()
            elif name == "units":
                found["units"] = 0 if self.nil else self.units.data or 0
            else:
                found[name] = format_minor(0 if self.nil else self[name].data or 0, self.currency)
        return found

    def _gross(self) -> Body:
        if self.nil:
            return {"gross": format_minor(0, self.currency)}
        lines = [(entry.form.label.data or "", entry.form.amount.data or 0) for entry in self.deductions]
        body: Body = {"gross": format_minor(self.gross.data or 0, self.currency)}
        named = [
            {"label": label.strip(), "amount": format_minor(amount, self.currency)} for label, amount in lines if amount
        ]
        return {**body, "deductions": named} if named else body

    def missing(self) -> list[str]:
        """The fields that were asked and are empty."""
        if self.nil:
            return []
        return [name for name in self.asked if self[name].data in (None, "")]


FORMS: dict[str, type[ReportForm]] = {
    "first_revenue": FactForm,
    "milestone_accepted": MilestoneForm,
    "product_registered": FactForm,
    "financing": FinancingForm,
    "sales": SalesForm,
    "choose": ChoiceForm,
    "settle_early": SettlementForm,
    "buyout": ReportForm,
    "terminate": ExitForm,
}


def period_value(component: str, first: date, last: date) -> str:
    """The value of a period in the form's list of periods."""
    return f"{component}|{first.isoformat()}|{last.isoformat()}"
