"""The office puts a line on hold, releases it or waives it: entered, shown with what it changes, confirmed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectChoice, SelectField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Optional

from marketplace import clock
from marketplace.domain.faults import Refused
from marketplace.domain.terms.canonical import terms_hash
from marketplace.store.deals.agreements import Agreement
from marketplace.usecases.deals.line_facts import PERMISSIONS, hold_line, line_event, release_line, waive_line
from marketplace.web.access import may
from marketplace.web.deals.account_rows import LineRow
from marketplace.web.deals.changes import Changes, changes_of
from marketplace.web.deals.fields import DayField, at_most, not_in_future
from marketplace.web.deals.finding import permit, running
from marketplace.web.deals.head import head_of
from marketplace.web.deals.statements import account_of
from marketplace.web.formats import amount
from marketplace.web.locale import gettext
from marketplace.web.money_fields import MoneyField
from marketplace.web.refused_forms import put_refusal
from marketplace.web.session import current_actor

blueprint = Blueprint("line_facts", __name__, url_prefix="/deals/<public_id>/<any(holds, releases, waivers):way>")
KINDS = {"holds": "hold", "releases": "release", "waivers": "waive"}
USE_CASES: dict[str, Callable[..., None]] = {"hold": hold_line, "release": release_line, "waive": waive_line}


class LineFactForm(FlaskForm):
    line = SelectField(_l("Payment"), [InputRequired(_l("Choose a payment."))], validate_choice=False)
    amount = MoneyField(
        _l("Amount, without VAT"), [InputRequired(_l("Enter an amount above zero, without value added tax."))]
    )
    written_off = MoneyField(
        _l("Of it written off"),
        [Optional()],
        description=_l("What the licensee need not pay any more; the rest is owed again at once."),
    )
    on = DayField(_l("Day from which it counts"), [InputRequired(_l("Enter a day like 2026-12-01.")), not_in_future])
    reason = TextAreaField(
        _l("Reason"),
        [DataRequired(_l("Give a reason; the other side reads it.")), at_most(500)],
        description=_l("The other side reads it."),
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """A fact as the form asks for it."""

    kind: str
    line: str
    amount: int
    written_off: int
    on: date
    reason: str

    @property
    def values(self) -> dict[str, Any]:
        """What the use case takes."""
        more = {"written_off": self.written_off} if self.kind == "release" else {}
        return {"line": self.line, "amount": self.amount, "on": self.on, **more}


@blueprint.get("/new")
def new(public_id: str, way: str) -> ResponseReturnValue:
    agreement = running(public_id, PERMISSIONS[KINDS[way]])
    rows = lines_for(agreement, KINDS[way])
    form = fact_form(agreement, KINDS[way], rows, formdata=None)
    form.on.data = clock.today()
    chosen = next((row for row in rows if row.id == request.args.get("line")), rows[0] if len(rows) == 1 else None)
    if chosen is not None:
        form.line.data, form.amount.data = chosen.id, at_hand(chosen, KINDS[way])
    return _page(agreement, form, way)


@blueprint.post("")
def create(public_id: str, way: str) -> ResponseReturnValue:
    """Show what it would change; once that was seen, enter it."""
    agreement, kind = running(public_id), KINDS[way]
    permit(PERMISSIONS[kind], agreement)
    form = fact_form(agreement, kind, lines_for(agreement, kind))
    if not form.validate_on_submit() or form.amount.data is None:
        return _page(agreement, form, way), 422
    wanted = wanted_of(form, kind)
    try:
        body = line_event(agreement, kind, **wanted.values)
        changes = changes_of(agreement, body)
        seen = terms_hash({**body, "reason": wanted.reason})
        if "again" in request.form or request.form.get("seen") != seen:
            return _page(agreement, form, way, changes, seen)
        enter = USE_CASES[kind]
        enter(agreement, **wanted.values, reason=wanted.reason, actor=current_actor(), now=clock.now())
    except Refused as refusal:
        status = put_refusal(form, refusal)
        return _page(agreement, form, way), status
    flash(gettext("It is entered; the account has moved and both sides are told."), "success")
    return redirect(url_for("accounts.show", public_id=public_id))


def wanted_of(form: LineFactForm, kind: str) -> Wanted:
    return Wanted(
        kind,
        line=form.line.data,
        amount=form.amount.data or 0,
        written_off=(form.written_off.data or 0) if "written_off" in form else 0,
        on=form.on.data,
        reason=form.reason.data.strip(),
    )


def lines_for(agreement: Agreement, kind: str) -> list[LineRow]:
    """The lines that a fact of this kind can be about."""
    rows = [row for row in account_of(agreement, clock.today())["lines"] if row.arisen]
    if kind == "release":
        return [row for row in rows if row.held]
    return [row for row in rows if row.outstanding > row.held]


def at_hand(row: LineRow, kind: str) -> int | None:
    """The whole sum that a fact can be about; None where only the engine tells interest and principal apart."""
    if kind == "release":
        return row.held
    return None if kind == "hold" and row.interest else row.outstanding - row.held


def fact_form(agreement: Agreement, kind: str, rows: list[LineRow], **options: Any) -> LineFactForm:
    form = LineFactForm(**options)
    form.amount.currency = form.written_off.currency = agreement.currency
    form.line.choices = [SelectChoice(row.id, _line_words(row, kind, agreement.currency)) for row in rows]
    if kind != "release" or not may("line.waive", agreement):
        del form.written_off
    return form


def _line_words(row: LineRow, kind: str, currency: str) -> str:
    if kind == "release":
        return gettext("%(what)s – on hold %(amount)s", what=row.what, amount=amount(row.held, currency))
    open_ = amount(row.outstanding - row.held, currency)
    return gettext("%(what)s – open without VAT %(amount)s", what=row.what, amount=open_)


def _page(
    agreement: Agreement, form: LineFactForm, way: str, changes: Changes | None = None, seen: str = ""
) -> str:
    return render_template(
        "deals/line_facts_new.html",
        deal=agreement.deal,
        head=head_of(agreement.deal),
        form=form,
        way=way,
        changes=changes,
        seen=seen,
    )
