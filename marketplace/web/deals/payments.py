"""Money that came in, confirmed by the licensor's office: entered, split into net and tax, shown with what it pays."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectChoice, SelectField, StringField
from wtforms.validators import InputRequired

from marketplace import clock
from marketplace.domain.deals.vat import gross_of
from marketplace.domain.faults import Refused
from marketplace.domain.money import format_minor
from marketplace.domain.terms.canonical import terms_hash
from marketplace.store.deals.agreements import Agreement
from marketplace.usecases.deals.outlook import left_of_first_payment
from marketplace.usecases.deals.receipts import check_payment, confirm_payment, net_part
from marketplace.web.deals.account_rows import LineRow
from marketplace.web.deals.changes import Changes, changes_of
from marketplace.web.deals.fields import DayField, at_most, not_in_future
from marketplace.web.deals.finding import concluded, permit
from marketplace.web.deals.head import head_of
from marketplace.web.deals.statements import account_of
from marketplace.web.formats import money
from marketplace.web.locale import gettext
from marketplace.web.money_fields import MoneyField
from marketplace.web.refused_forms import put_refusal
from marketplace.web.session import current_actor

blueprint = Blueprint("payments", __name__, url_prefix="/deals/<public_id>/payments")


class PaymentForm(FlaskForm):
    gross = MoneyField(
        _l("Amount received"),
        [InputRequired(_l("Enter the amount that came in, tax included."))],
        description=_l("As the bank shows it, value added tax included."),
    )
    received_on = DayField(_l("Day of receipt"), [InputRequired(_l("Enter a day like 2026-12-01.")), not_in_future])
    bank_reference = StringField(
        _l("Bank reference"), [InputRequired(_l("Enter the reference of the bank's entry.")), at_most(100)]
    )
    line = SelectField(_l("Meant for"), validate_choice=False)


@blueprint.get("/new")
def new(public_id: str) -> ResponseReturnValue:
    agreement = concluded(public_id, "payment.confirm")
    form = payment_form(agreement, formdata=None)
    form.received_on.data = clock.today()
    named = {row.id: row.to_pay for row in open_rows(agreement)}.get(request.args.get("line", ""))
    if named:
        form.line.data, form.gross.data = request.args["line"], named
    elif agreement.effective_on is None:
        form.gross.data = gross_of(left_of_first_payment(agreement), agreement.vat_rate)
    return _page(agreement, form)


@blueprint.post("")
def create(public_id: str) -> ResponseReturnValue:
    """Show what a payment would pay; once that was seen, enter it."""
    agreement = concluded(public_id)
    permit("payment.confirm", agreement)
    form = payment_form(agreement)
    if not form.validate_on_submit() or form.gross.data is None:
        return _page(agreement, form), 422
    entered = {
        "received_on": form.received_on.data,
        "gross": form.gross.data,
        "bank_reference": form.bank_reference.data.strip(),
    }
    line = form.line.data or ""
    try:
        check_payment(agreement, **entered, today=clock.today())
        split = split_of(agreement, form.gross.data, form.received_on.data, line)
        seen = terms_hash([str(value) for value in (*entered.values(), line, split["net"])])
        if "again" in request.form or request.form.get("seen") != seen:
            return _page(agreement, form, {**split, "seen": seen})
        confirm_payment(agreement, **entered, line=line, actor=current_actor(), now=clock.now())
    except Refused as refusal:
        status = put_refusal(form, refusal)
        return _page(agreement, form), status
    flash(gettext("The payment is confirmed; the account has moved."), "success")
    return redirect(url_for("accounts.show", public_id=public_id))


def payment_form(agreement: Agreement, **options: Any) -> PaymentForm:
    form = PaymentForm(**options)
    form.gross.currency = agreement.currency
    choices = [SelectChoice("", gettext("Whatever is due first"))]
    choices += [SelectChoice(row.id, _open_words(row, agreement.currency)) for row in open_rows(agreement)]
    form.line.choices = choices
    return form


def _open_words(row: LineRow, currency: str) -> str:
    return gettext("%(what)s – open %(amount)s", what=row.what, amount=money(row.to_pay, currency))


def open_rows(agreement: Agreement) -> list[LineRow]:
    """The lines that money can be meant for."""
    if agreement.effective_on is None:
        return []
    return [row for row in account_of(agreement, clock.today())["lines"] if row.to_pay]


def split_of(agreement: Agreement, gross: int, received_on: date, line: str) -> dict[str, Any]:
    """A payment as it would be entered: its net part and tax, and what it changes."""
    net = net_part(agreement, gross, received_on, line)
    changes: Changes | None = None
    if agreement.effective_on is not None:
        body = {"on": received_on.isoformat(), "kind": "payment", "amount": format_minor(net, agreement.currency)}
        changes = changes_of(agreement, {**body, **({"to": line} if line else {})})
    left = left_of_first_payment(agreement) if agreement.effective_on is None else 0
    return {"gross": gross, "net": net, "vat": gross - net, "changes": changes, "left": max(0, left - net)}


def _page(agreement: Agreement, form: PaymentForm, split: dict[str, Any] | None = None) -> str:
    return render_template(
        "deals/payments_new.html",
        deal=agreement.deal,
        head=head_of(agreement.deal),
        agreement=agreement,
        form=form,
        split=split,
    )
