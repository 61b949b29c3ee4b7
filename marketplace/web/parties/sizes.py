"""The size of an enterprise: try figures, see the class and why, declare it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import IntegerField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange, Optional

from marketplace import clock
from marketplace.domain.parties import words
from marketplace.domain.parties.size_table import SECTORS
from marketplace.domain.parties.sizes import needed_indicators, size_class, valid_until
from marketplace.store.parties import organisations
from marketplace.store.parties.organisations import Organisation
from marketplace.usecases.parties.sizes import declare_size
from marketplace.web.locale import gettext, lang
from marketplace.web.money_fields import MoneyField
from marketplace.web.parties.organisations import visible
from marketplace.web.session import current_actor

blueprint = Blueprint("sizes", __name__)
PERMISSION = "organisation.size"
TEN_THOUSAND_YUAN = 1_000_000  # in fen
INDICATORS = ("staff", "revenue", "assets")


class SizeForm(FlaskForm):
    sector = SelectField(
        _l("Sector"), description=_l("By the main business; finance, education and health are outside.")
    )
    basis_year = IntegerField(
        _l("Year of the figures"),
        [InputRequired(_l("Enter the year the figures belong to."))],
        description=_l("As a rule the last completed year."),
    )
    staff = IntegerField(
        _l("Persons employed"),
        [Optional(), NumberRange(0, 10_000_000, _l("Enter a whole number of people."))],
    )
    revenue = MoneyField(_l("Operating revenue of the year"), [Optional()])
    assets = MoneyField(_l("Total assets at the end of the year"), [Optional()])

    @property
    def figures(self) -> dict[str, int | None]:
        return {name: self[name].data for name in INDICATORS}


@dataclass(frozen=True, slots=True)
class Bound:
    """One indicator of the sector: what was declared, and from where each class begins."""

    indicator: str
    value: int | None
    from_large: int
    from_medium: int
    from_small: int

    @property
    def is_money(self) -> bool:
        return self.indicator != "staff"


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be declared."""

    size_class: str
    bounds: list[Bound]
    missing: list[str]


@blueprint.get("/organisations/<organisation>/size")
def edit(organisation: str) -> ResponseReturnValue:
    found = visible(organisation, PERMISSION)
    asked = "sector" in request.args
    form = _form(request.args if asked else None, found)
    preview = _preview(form) if asked and form.validate() else None
    return _page(found, form, preview), 422 if asked and preview is None else 200


@blueprint.post("/organisations/<organisation>/size")
def update(organisation: str) -> ResponseReturnValue:
    found = visible(organisation, PERMISSION)
    form = _form(request.form, found)
    if not form.validate():
        return _page(found, form, None), 422
    declare_size(
        found,
        sector=form.sector.data,
        basis_year=form.basis_year.data,
        **form.figures,
        actor=current_actor(),
        now=clock.now(),
    )
    flash(gettext("The size has been declared."), "success")
    return redirect(url_for("organisations.show", organisation=organisation))


def _form(given: object, organisation: Organisation) -> SizeForm:
    """A form without a token of its own: it is sent by GET to try, and CSRFProtect guards the POST."""
    today = clock.today()
    last = organisations.size_of(organisation.id, today)
    known = {name: getattr(last, name) for name in ("sector", *INDICATORS)} if last else {}
    form = SizeForm(given, meta={"csrf": False}, basis_year=today.year - 1, **known)
    form.sector.choices = [
        SelectChoice(code, words.word(words.SECTOR_NAMES[code], lang())) for code in SECTORS
    ]
    form.basis_year.validators = [
        *form.basis_year.validators,
        NumberRange(today.year - 3, today.year, gettext("Enter one of the last three years.")),
    ]
    return form


def _preview(form: SizeForm) -> Preview:
    figures, sector = form.figures, form.sector.data
    bounds = []
    for name in needed_indicators(sector):
        unit = 1 if name == "staff" else TEN_THOUSAND_YUAN
        bounds.append(Bound(name, figures[name], *(limit * unit for limit in SECTORS[sector].bounds[name])))
    missing = [
        words.word(words.INDICATORS[bound.indicator], lang()) for bound in bounds if bound.value is None
    ]
    return Preview(
        size_class(sector, figures["staff"], figures["revenue"], figures["assets"]), bounds, missing
    )


def _page(organisation: Organisation, form: SizeForm, preview: Preview | None) -> str:
    today = clock.today()
    return render_template(
        "parties/sizes_edit.html",
        organisation=organisation,
        form=form,
        preview=preview,
        valid_until=valid_until(today),
        declared=organisations.size_of(organisation.id, today),
    )
