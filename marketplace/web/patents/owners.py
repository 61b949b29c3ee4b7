"""The owners of a patent with their shares, and its inventors as printed."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, FieldList, Form, FormField, StringField, ValidationError
from wtforms.validators import Length, Optional

from marketplace import clock
from marketplace.domain.faults import Refused
from marketplace.store.patents.patents import Patent
from marketplace.usecases.patents.ownership import change_inventors, change_owners
from marketplace.web.locale import gettext
from marketplace.web.patents.finding import visible_patent
from marketplace.web.patents.text_fields import LinesField, VersionField
from marketplace.web.refused_forms import put_refusal
from marketplace.web.session import current_actor

blueprint = Blueprint("owners", __name__)
inventors = Blueprint("inventor_names", __name__)

SPARE_ROWS = 3
MOST_OWNERS = 60
_SHARE = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,2})?", re.ASCII)


class OwnerForm(Form):
    """One owner; a row without a name is left out."""

    name = StringField(
        _l("Name of the owner"),
        [Optional(), Length(max=300, message=_l("This is too long; at most %(max)d characters."))],
    )
    share = StringField(_l("Share in percent"), [Optional()])

    def validate_share(self, field: Field) -> None:
        plain = unicodedata.normalize("NFKC", field.data or "").strip().rstrip("%").strip()
        if plain and not _SHARE.fullmatch(plain):
            raise ValidationError(gettext("Enter a percentage with at most two decimals, for example 33.33."))
        field.data = plain


class OwnersForm(FlaskForm):
    version = VersionField()
    owners = FieldList(FormField(OwnerForm), max_entries=MOST_OWNERS)

    @property
    def told(self) -> list[tuple[str, Decimal | None]]:
        rows = [(" ".join((row["name"] or "").split()), row["share"]) for row in self.owners.data]
        return [(name, Decimal(share) if share else None) for name, share in rows if name]


class InventorsForm(FlaskForm):
    version = VersionField()
    inventors = LinesField(
        _l("Inventors or designers"),
        description=_l(
            "One on each line, as printed. Whoever is linked to a person stays linked under the same name."
        ),
    )

    def validate_inventors(self, field: Field) -> None:
        if any(len(name) > 200 for name in field.data):
            raise ValidationError(gettext("A name has at most 200 characters. Write one name on each line."))


@blueprint.get("/patents/<patent>/owners")
def edit(patent: str) -> ResponseReturnValue:
    found = visible_patent(patent, "patent.edit")
    rows = [{"name": one.name, "share": percent(one.share)} for one in found.owners]
    form = OwnersForm(
        formdata=None, owners=rows + [{"name": "", "share": ""}] * SPARE_ROWS, version=found.version
    )
    return _page(found, form)


@blueprint.post("/patents/<patent>/owners")
def update(patent: str) -> ResponseReturnValue:
    found, form = visible_patent(patent, "patent.edit"), OwnersForm()
    if not form.validate_on_submit():
        return _page(found, form), 422
    try:
        change_owners(found, form.told, version=form.version.data, actor=current_actor(), now=clock.now())
    except Refused as refusal:
        status = put_refusal_on_top(form, refusal)
        return _page(found, form), status
    flash(gettext("The owners are recorded."), "success")
    return redirect(url_for("patents.show", patent=patent))


@inventors.get("/patents/<patent>/inventor-names")
def edit_names(patent: str) -> ResponseReturnValue:
    found = visible_patent(patent, "patent.edit")
    form = InventorsForm(inventors=[one.name for one in found.inventors], version=found.version)
    return _inventors_page(found, form)


@inventors.post("/patents/<patent>/inventor-names")
def update_names(patent: str) -> ResponseReturnValue:
    found, form = visible_patent(patent, "patent.edit"), InventorsForm()
    if not form.validate_on_submit():
        return _inventors_page(found, form), 422
    try:
        change_inventors(
            found, form.inventors.data, version=form.version.data, actor=current_actor(), now=clock.now()
        )
    except Refused as refusal:
        status = put_refusal(form, refusal)
        return _inventors_page(found, form), status
    flash(gettext("The inventors are recorded."), "success")
    return redirect(url_for("patents.show", patent=patent))


def percent(share: int | None) -> str:
    """Hundredths of a percent as a percentage without needless zeros."""
    return format(Decimal(share).scaleb(-2).normalize(), "f") if share is not None else ""


def put_refusal_on_top(form: FlaskForm, refusal: Refused) -> int:
    """A reason that concerns all rows stands on top of the form."""
    refusal.field = ""
    return put_refusal(form, refusal)


def _page(patent: Patent, form: OwnersForm) -> str:
    return render_template("patents/owners_edit.html", patent=patent, form=form)


def _inventors_page(patent: Patent, form: InventorsForm) -> str:
    return render_template("patents/inventor_names_edit.html", patent=patent, form=form)
