"""Numbers of law and policy: every row, and a form that adds the next one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from flask import Response, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, StringField
from wtforms.validators import DataRequired, InputRequired, Length

from marketplace import clock
from marketplace.documents.tables import Column, xlsx
from marketplace.domain.faults import Refused
from marketplace.domain.money import NotAnAmount, minor_units
from marketplace.domain.office.parameter_words import (
    UNIT_OF,
    UNITS,
    parameter_name,
    scope_order,
    scope_words,
    source_words,
)
from marketplace.store import sites
from marketplace.store.office import parameters
from marketplace.store.office.parameters import Parameter
from marketplace.usecases.office.parameters import add_parameter as add
from marketplace.usecases.office.parameters import shown
from marketplace.web.downloads import spreadsheet
from marketplace.web.formats import amount
from marketplace.web.locale import gettext, lang
from marketplace.web.office.site import blueprint, site_tabs
from marketplace.web.refused_forms import put_refusal
from marketplace.web.session import current_actor


class DayField(DateField):
    """A day, with words for what is none."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as fault:
            raise ValueError(gettext("Enter a day like 2026-12-01.")) from fault


class ParameterForm(FlaskForm):
    value = StringField(_l("Value"), [DataRequired(_l("Enter the value.")), Length(max=2000)])
    valid_from = DayField(_l("In force from"), [InputRequired(_l("Enter a day like 2026-12-01."))])
    source = StringField(
        _l("Legal basis or source"),
        [DataRequired(_l("Say what it rests on.")), Length(max=300, message=_l("At most 300 characters."))],
        description=_l("The law, notice or decision that sets it, with its number."),
    )


@dataclass(frozen=True, slots=True)
class Shown:
    """A row as the page shows it. `state`: past | now | later."""

    value: str
    valid_from: date
    source: str
    state: str


@dataclass(frozen=True, slots=True)
class Subject:
    """A parameter for one scope with all its rows, the newest first."""

    key: str
    scope: str
    name: str
    scope_words: str
    unit: str
    rows: list[Shown]

    @property
    def present(self) -> Shown:
        return next((row for row in self.rows if row.state == "now"), self.rows[0])


@blueprint.get("/parameters", endpoint="parameters")
def index() -> str:
    grouped = groupby(parameters.everything(), key=lambda row: (row.key, row.scope))
    subjects = sorted((subject_of(list(rows)) for _, rows in grouped), key=_order)
    return render_template(
        "office/parameters_index.html", tabs=site_tabs("site.parameters"), subjects=subjects, today=clock.today()
    )


@blueprint.get("/parameters/list.xlsx", endpoint="parameters_table")
def table() -> Response:
    columns = [
        Column(gettext("Parameter")),
        Column(gettext("Applies to")),
        Column(gettext("Value")),
        Column(gettext("Unit")),
        Column(gettext("In force from"), "date"),
        Column(gettext("Legal basis or source")),
    ]
    rows = (
        [
            parameter_name(row.key, lang()),
            scope_words(row.scope, lang()),
            written(row),
            unit_of(row.key),
            row.valid_from,
            source_words(row.source, lang()),
        ]
        for row in parameters.everything()
    )
    return spreadsheet(xlsx(gettext("Parameters"), columns, rows, made_at=clock.now()), "parameters.xlsx")


@blueprint.get("/parameters/<key>", endpoint="parameter")
def show(key: str) -> str:
    return _page(_found(key), ParameterForm())


@blueprint.post("/parameters/<key>", endpoint="add_parameter")
def create(key: str) -> ResponseReturnValue:
    subject, form = _found(key), ParameterForm()
    if not form.validate_on_submit():
        return _page(subject, form), 422
    try:
        add(
            sites.by_id(g.site.id),
            key=subject.key,
            scope=subject.scope,
            valid_from=form.valid_from.data,
            value=_kept(subject.key, form.value.data),
            source=form.source.data,
            actor=current_actor(),
            now=clock.now(),
        )
    except NotAnAmount:
        form.value.errors = [gettext("Enter an amount in figures, for example 20000.00.")]
        return _page(subject, form), 422
    except Refused as refusal:
        status = put_refusal(form, refusal)
        return _page(subject, form), status
    flash(gettext("The new value is entered; it holds from %(day)s.", day=form.valid_from.data.isoformat()), "success")
    return redirect(url_for("site.parameters"))


def subject_of(rows: list[Parameter]) -> Subject:
    first, today = rows[0], clock.today()
    in_force = next((row for row in rows if row.valid_from <= today), None)
    states = ["later" if row.valid_from > today else "now" if row is in_force else "past" for row in rows]
    return Subject(
        first.key,
        first.scope,
        parameter_name(first.key, lang()),
        scope_words(first.scope, lang()),
        unit_of(first.key),
        [
            Shown(written(row), row.valid_from, source_words(row.source, lang()), state)
            for row, state in zip(rows, states, strict=True)
        ],
    )


def unit_of(key: str) -> str:
    return UNITS[UNIT_OF[key]][0 if lang() == "zh" else 1] if key in UNIT_OF else ""


def written(row: Parameter) -> str:
    """A value as people write it: amounts in yuan, decimals without quotation marks."""
    return amount(int(row.value)) if UNIT_OF.get(row.key) == "yuan" else shown(row.value)


def _kept(key: str, typed: str) -> str:
    """What was typed, as it is kept: amounts in fen."""
    plain = typed.replace(",", "").replace("，", "").strip()
    return str(minor_units(plain, "CNY")) if UNIT_OF.get(key) == "yuan" else typed.strip()


def _found(key: str) -> Subject:
    rows = parameters.history(key, request.args.get("scope", ""))
    if not rows:
        abort(404)
    return subject_of(rows)


def _page(subject: Subject, form: ParameterForm) -> str:
    return render_template(
        "office/parameters_show.html", subject=subject, form=form, tabs=site_tabs("site.parameters")
    )


def _order(subject: Subject) -> tuple[int, str, tuple[str, int]]:
    known = list(UNIT_OF)
    return (known.index(subject.key) if subject.key in known else len(known), subject.key, scope_order(subject.scope))
