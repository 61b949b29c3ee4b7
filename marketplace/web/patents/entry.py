"""Enter one patent by hand."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from marketplace import clock
from marketplace.domain.faults import Refused
from marketplace.usecases.patents.patents import BY_HAND, enter_patent
from marketplace.web.locale import gettext
from marketplace.web.patents.blueprint import blueprint
from marketplace.web.patents.entry_form import EntryForm
from marketplace.web.patents.finding import some_licensors
from marketplace.web.refused_forms import put_refusal
from marketplace.web.session import current_actor


@blueprint.get("/patents/new")
def new() -> ResponseReturnValue:
    return _page(_form())


@blueprint.post("/patents/new")
def create() -> ResponseReturnValue:
    form, licensors = _form(), some_licensors("patent.edit")
    told, remarks = form.read(clock.today()) if form.validate_on_submit() else (None, [])
    if told is None:
        return _page(form), 422
    licensor = next(one for one in licensors if one.public_id == form.licensor.data)
    try:
        patent = enter_patent(licensor, told, source=BY_HAND, actor=current_actor(), now=clock.now())
    except Refused as refusal:
        status = put_refusal(form, refusal)
        return _page(form), status
    flash(gettext("The patent is entered. State its legal status next."), "success")
    for remark in remarks:
        flash(remark, "warning")
    return redirect(url_for("patents.show", patent=patent.public_id))


def _form() -> EntryForm:
    form = EntryForm()
    form.fit(some_licensors("patent.edit"))
    return form


def _page(form: EntryForm) -> str:
    return render_template("patents/patents_new.html", form=form)
