"""The bank account to which licence fees are paid."""

from __future__ import annotations

import re

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, StringField, ValidationError
from wtforms.validators import DataRequired, Length

from marketplace import clock
from marketplace.domain.faults import Invalid
from marketplace.store.parties import organisations
from marketplace.store.parties.organisations import Organisation
from marketplace.usecases.parties.organisations import set_bank_account
from marketplace.web.locale import gettext, lang
from marketplace.web.parties.organisations import visible
from marketplace.web.parties.password_forms import current_password_field
from marketplace.web.parties.signing_in import proves
from marketplace.web.refused_forms import put_refusal
from marketplace.web.session import current_actor, current_session

blueprint = Blueprint("bank_accounts", __name__)
PERMISSION = "organisation.account"
_NUMBER = re.compile(r"[A-Z0-9]{6,34}", re.ASCII)


class BankAccountForm(FlaskForm):
    holder = StringField(
        _l("Account holder"), [DataRequired(_l("Enter the account holder.")), Length(max=200)]
    )
    bank = StringField(
        _l("Bank and branch"),
        [DataRequired(_l("Enter the bank with its branch.")), Length(max=200)],
        description=_l("For payments from abroad add the SWIFT code."),
    )
    number = StringField(
        _l("Account number"),
        [DataRequired(_l("Enter the account number.")), Length(max=60)],
        render_kw={"autocomplete": "off", "inputmode": "numeric"},
    )
    password = current_password_field(
        _l("Your password"), _l("Asked for again, so that nobody else changes where the money goes.")
    )

    def validate_number(self, field: Field) -> None:
        field.data = re.sub(r"[\s-]", "", field.data or "").upper()
        if not _NUMBER.fullmatch(field.data):
            raise ValidationError(gettext("Enter the account number with 6 to 34 digits or letters."))


@blueprint.get("/organisations/<organisation>/bank-account")
def edit(organisation: str) -> ResponseReturnValue:
    found = visible(organisation, PERMISSION)
    return _page(found, BankAccountForm(holder=found.name(lang())))


@blueprint.post("/organisations/<organisation>/bank-account")
def update(organisation: str) -> ResponseReturnValue:
    found, form, row = visible(organisation, PERMISSION), BankAccountForm(), current_session()
    if row is None:
        abort(404)
    if not form.validate_on_submit():
        return _page(found, form), 422
    if not proves(row.person, form.password.data):
        status = put_refusal(form, Invalid("person.wrong_password", field="password"))
        return _page(found, form), status
    details = {name: " ".join(form[name].data.split()) for name in ("holder", "bank", "number")}
    set_bank_account(found, **details, actor=current_actor(), now=clock.now())
    flash(gettext("The bank account has been set. Licences agreed before keep theirs."), "success")
    return redirect(url_for("organisations.show", organisation=organisation))


def _page(organisation: Organisation, form: BankAccountForm) -> str:
    account = organisations.account_of(organisation.id)
    return render_template(
        "parties/bank_accounts_edit.html", organisation=organisation, form=form, account=account
    )
