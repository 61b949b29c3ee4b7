"""Dates and classes of a patent, and what bars its use, corrected by hand."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, StringField, ValidationError

from marketplace import clock
from marketplace.domain.faults import Refused
from marketplace.domain.patents.classes import format_class, read_symbols
from marketplace.store.patents.patents import Patent
from marketplace.usecases.patents.bibliography import DATES, SCHEMES, correct_patent
from marketplace.web.locale import gettext
from marketplace.web.patents.finding import visible_patent
from marketplace.web.patents.text_fields import VersionField, day_field
from marketplace.web.refused_forms import put_refusal
from marketplace.web.session import current_actor

blueprint = Blueprint("bibliography", __name__)


class BibliographyForm(FlaskForm):
    version = VersionField()
    filing_date = day_field(_l("Filing date"), _l("Term and annual fees are counted from this day."))
    publication_date = day_field(_l("Publication date"))
    grant_date = day_field(_l("Date of the grant announcement"))
    term_end = day_field(
        _l("End of term"),
        _l("The last day of protection. Left empty it is computed; enter it where the term was compensated."),
    )
    ipc = StringField(
        _l("IPC classes"), description=_l("The main class first, for example B24B 9/04; B24B 55/00.")
    )
    cpc = StringField(_l("CPC classes"))
    locarno = StringField(_l("Locarno classes"), description=_l("Of designs, for example 09-03."))
    secret = BooleanField(_l("It is a secret or defence patent"))
    export_restricted = BooleanField(_l("Its technology is on an export control list"))

    def validate_ipc(self, field: Field) -> None:
        _require_known(field, locarno=False)

    def validate_cpc(self, field: Field) -> None:
        _require_known(field, locarno=False)

    def validate_locarno(self, field: Field) -> None:
        _require_known(field, locarno=True)

    @property
    def classes(self) -> dict[str, list[str]]:
        return {scheme: _symbols(self[scheme], locarno=scheme == "locarno")[0] for scheme in SCHEMES}


def _symbols(field: Field, *, locarno: bool) -> tuple[list[str], list[str]]:
    """The symbols of a field and the texts in it that are none of its scheme."""
    classes, designs, faulty = read_symbols(field.data or "")
    return (designs, [*classes, *faulty]) if locarno else (classes, [*designs, *faulty])


def _require_known(field: Field, *, locarno: bool) -> None:
    faulty = _symbols(field, locarno=locarno)[1]
    if faulty:
        raise ValidationError(gettext("This is no class symbol: %(symbols)s.", symbols="; ".join(faulty)))


@blueprint.get("/patents/<patent>/bibliography")
def edit(patent: str) -> ResponseReturnValue:
    found = visible_patent(patent, "patent.edit")
    return _page(found, _form(found))


@blueprint.post("/patents/<patent>/bibliography")
def update(patent: str) -> ResponseReturnValue:
    found = visible_patent(patent, "patent.edit")
    form = _form(found)
    if not form.validate_on_submit():
        return _page(found, form), 422
    try:
        correct_patent(
            found,
            dates={name: form[name].data for name in DATES},
            classes=form.classes,
            secret=form.secret.data,
            export_restricted=form.export_restricted.data,
            version=form.version.data,
            actor=current_actor(),
            now=clock.now(),
        )
    except Refused as refusal:
        status = put_refusal(form, refusal)
        return _page(found, form), status
    flash(gettext("Saved."), "success")
    return redirect(url_for("patents.show", patent=patent))


def _form(patent: Patent) -> BibliographyForm:
    kept = {name: getattr(patent, name) for name in (*DATES, "secret", "export_restricted", "version")}
    for scheme in SCHEMES:
        kept[scheme] = "; ".join(format_class(one.code) for one in patent.classes if one.scheme == scheme)
    return BibliographyForm(**kept)


def _page(patent: Patent, form: BibliographyForm) -> str:
    return render_template("patents/bibliography_edit.html", patent=patent, form=form)
