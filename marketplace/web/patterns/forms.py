"""A form with one field of each kind, for the pattern page. It is shown filled, empty and refused; nothing takes it."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    DateField,
    DecimalField,
    EmailField,
    FileField,
    Form,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    widgets,
)
from wtforms.validators import InputRequired, Length

from marketplace.web.money_fields import MoneyField


class SampleForm(Form):
    """Fields named for what a licensee tells the office."""

    organisation = StringField(
        _("Name of the licensee"), [InputRequired(_("Enter the name as it stands in the business licence."))]
    )
    email = EmailField(
        _("E-mail address"), [InputRequired(_("Enter an address at which the office can reach you."))]
    )
    use = TextAreaField(
        _("Intended use"), [Length(max=500)], description=_("Product, plant and expected quantity a year.")
    )
    size = SelectField(_("Size of the enterprise"))
    kind = RadioField(_("How would you like to pay?"), [InputRequired(_("Choose one of the ways to pay."))])
    industries = SelectMultipleField(
        _("Industries"), option_widget=widgets.CheckboxInput(), widget=widgets.ListWidget(prefix_label=False)
    )
    starts_on = DateField(
        _("Start of the licence"), description=_("Not earlier than today, for example 2026-12-01.")
    )
    fee = MoneyField(_("Entry fee"), description=_("Without value added tax."))
    royalty = DecimalField(_("Royalty on net sales"))
    report = FileField(_("Pilot report"))
    agreed = BooleanField(
        _("I have read the terms and may sign for the licensee."),
        [InputRequired(_("Confirm that you may sign."))],
    )
