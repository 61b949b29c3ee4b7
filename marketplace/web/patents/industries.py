"""Strategic emerging industries of many patents at once: what class symbols suggest, to be confirmed by the owner."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace import clock
from marketplace.domain.patents.emerging import EMERGING, proposed
from marketplace.store.patents.industries import among, unconfirmed
from marketplace.store.patents.patents import Patent
from marketplace.usecases.patents.patents import confirm_industries
from marketplace.web.locale import lang, ngettext
from marketplace.web.patents.blueprint import blueprint
from marketplace.web.patents.finding import some_licensors
from marketplace.web.session import current_actor

AT_ONCE = 50  # patents of one page


@blueprint.get("/patents/industries")
def industries() -> ResponseReturnValue:
    waiting, total = unconfirmed(_licensors(), AT_ONCE)
    rows = [(patent, proposals_of(patent)) for patent in waiting]
    return render_template("patents/industries.html", rows=rows, total=total)


@blueprint.post("/patents/industries")
def confirm() -> ResponseReturnValue:
    """What is ticked, as `patent:code`, is confirmed; anything else stays a proposal."""
    ticked: dict[str, set[str]] = {}
    for value in request.form.getlist("proposal"):
        name, _, code = value.partition(":")
        ticked.setdefault(name, set()).add(code)
    chosen = {patent: ticked[patent.public_id] for patent in among(_licensors(), list(ticked)[:AT_ONCE])}
    confirmed = confirm_industries(chosen, actor=current_actor(), now=clock.now()) if chosen else 0
    flash(ngettext("%(num)s proposal confirmed.", "%(num)s proposals confirmed.", confirmed), "success")
    return redirect(url_for("patents.industries"))


def _licensors() -> list[int]:
    """Whose patents the reader may edit; a page that does not exist for whoever edits none."""
    return [licensor.id for licensor in some_licensors("patent.edit")]


def proposals_of(patent: Patent) -> list[tuple[str, str, str]]:
    """What class symbols suggest and the owner has not named: code, name, the symbol that suggests it."""
    named = {row.code for row in patent.industries if row.scheme == "emerging"}
    side = 0 if lang() == "zh" else 1
    found = proposed(one.code for one in patent.classes)
    return [(code, EMERGING[code][side], symbol) for code, symbol in found.items() if code not in named]
