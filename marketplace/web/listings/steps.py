"""The steps of a listing's life, each a noun: submission, return, approval, announcement … withdrawal."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from marketplace import clock
from marketplace.domain.faults import Refused
from marketplace.domain.listings.states import TRANSITIONS
from marketplace.store.listings.listings import Listing
from marketplace.store.listings.taken import licences_by_sheet
from marketplace.usecases.listings import listings as steps
from marketplace.web.listings.blueprint import blueprint
from marketplace.web.listings.finding import worked
from marketplace.web.locale import gettext
from marketplace.web.refused_forms import put_refusal
from marketplace.web.session import current_actor

LONGEST_REASON = 500


class ReasonForm(FlaskForm):
    reason = TextAreaField(
        _l("Reason"),
        [DataRequired(_l("Give a reason.")), Length(max=LONGEST_REASON, message=_l("At most 500 characters."))],
    )


class AnnouncementForm(FlaskForm):
    number = StringField(
        _l("Number of the announcement"),
        [
            DataRequired(_l("Enter the number of the announcement.")),
            Length(max=60, message=_l("At most 60 characters.")),
        ],
        description=_l("As CNIPA printed it, for example in the patent gazette."),
    )
    announced_on = DateField(_l("Day of the announcement"), [InputRequired(_l("Enter the day of the announcement."))])


class EmptyForm(FlaskForm):
    """Only the CSRF token: the page asks whether the reader means it."""


@blueprint.post("/listings/<public_id>/submission")
def submission(public_id: str) -> ResponseReturnValue:
    listing = worked(public_id)
    steps.submit_listing(listing, actor=current_actor(), now=clock.now())
    return _done(listing, gettext("Submitted for review."))


@blueprint.post("/listings/<public_id>/approval")
def approval(public_id: str) -> ResponseReturnValue:
    listing = worked(public_id)
    steps.approve_listing(listing, actor=current_actor(), now=clock.now())
    if listing.state == "filed":
        return _done(listing, gettext("Approved. It becomes public once CNIPA's announcement is entered."))
    return _done(listing, gettext("Approved and published."))


@blueprint.post("/listings/<public_id>/resumption")
def resumption(public_id: str) -> ResponseReturnValue:
    listing = worked(public_id)
    steps.resume_listing(listing, actor=current_actor(), now=clock.now())
    return _done(listing, gettext("It is open again."))


@blueprint.post("/listings/<public_id>/confirmation")
def confirmation(public_id: str) -> ResponseReturnValue:
    listing = worked(public_id)
    steps.confirm_listing(listing, actor=current_actor(), now=clock.now())
    return _done(listing, gettext("Confirmed as of today."))


@blueprint.route("/listings/<public_id>/announcement", methods=["GET", "POST"])
def announcement(public_id: str) -> ResponseReturnValue:
    listing = _possible(public_id, "publish", "filed")
    form = AnnouncementForm()
    if not form.validate_on_submit():
        return _asked(listing, "announcement", form)
    try:
        steps.announce_listing(
            listing,
            number=form.number.data,
            announced_on=form.announced_on.data,
            actor=current_actor(),
            now=clock.now(),
        )
    except Refused as refusal:
        status = put_refusal(form, refusal)
        return _asked(listing, "announcement", form, status)
    return _done(listing, gettext("The announcement has been entered; the listing is public."))


@blueprint.route("/listings/<public_id>/platform-offer", methods=["GET", "POST"])
def platform_offer(public_id: str) -> ResponseReturnValue:
    listing = _possible(public_id, "publish", "filed")
    form = EmptyForm()
    if not form.validate_on_submit():
        return _asked(listing, "platform_offer", form)
    try:
        steps.offer_as_platform(listing, actor=current_actor(), now=clock.now())
    except Refused as refusal:
        status = put_refusal(form, refusal)
        return _asked(listing, "platform_offer", form, status)
    return _done(listing, gettext("It is public as a platform open licence."))


@blueprint.route("/listings/<public_id>/return", methods=["GET", "POST"])
def return_(public_id: str) -> ResponseReturnValue:
    told = gettext("Returned to its author.")
    return _reasoned(public_id, "return_", "return", steps.return_listing, told)


@blueprint.route("/listings/<public_id>/suspension", methods=["GET", "POST"])
def suspension(public_id: str) -> ResponseReturnValue:
    return _reasoned(public_id, "suspension", "suspend", steps.suspend_listing, gettext("Suspended."))


@blueprint.route("/listings/<public_id>/revision", methods=["GET", "POST"])
def revision(public_id: str) -> ResponseReturnValue:
    told = gettext("Back in draft. It is not public meanwhile.")
    return _reasoned(public_id, "revision", "revise", steps.revise_listing, told)


@blueprint.route("/listings/<public_id>/withdrawal", methods=["GET", "POST"])
def withdrawal(public_id: str) -> ResponseReturnValue:
    return _reasoned(public_id, "withdrawal", "withdraw", steps.withdraw_listing, gettext("Withdrawn."))


def _reasoned(
    public_id: str, step: str, action: str, carry_out: Callable[..., None], told: str
) -> ResponseReturnValue:
    """A step that asks for a reason on a page of its own."""
    listing = _possible(public_id, action)
    form = ReasonForm()
    if not form.validate_on_submit():
        return _asked(listing, step, form)
    try:
        carry_out(listing, reason=form.reason.data.strip(), actor=current_actor(), now=clock.now())
    except Refused as refusal:
        status = put_refusal(form, refusal)
        return _asked(listing, step, form, status)
    return _done(listing, told)


def _possible(public_id: str, action: str, state: str = "") -> Listing:
    """The listing, if the step can be taken now by the one who asks; 404 where it is not theirs to take."""
    listing = worked(public_id)
    step = TRANSITIONS.get((listing.state, action))
    if step is None or (state and listing.state != state):
        raise Refused("state.not_possible")
    return worked(public_id, step[1])


def _asked(listing: Listing, step: str, form: FlaskForm, status: int | None = None) -> ResponseReturnValue:
    page = render_template(
        "listings/listings_step.html",
        listing=listing,
        step=step,
        form=form,
        licences=sum(licences_by_sheet(listing.id).values()),
    )
    return page, status or (422 if form.is_submitted() else 200)


def _done(listing: Listing, told: str) -> ResponseReturnValue:
    flash(told, "success")
    return redirect(url_for("listings.show", public_id=listing.public_id))
