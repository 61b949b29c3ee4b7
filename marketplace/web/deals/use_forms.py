"""The statement of use: what a licensee says about what it will make, where and how much."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, SelectChoice, StringField, TextAreaField
from wtforms.validators import Optional

from marketplace.domain.terms.naming import MODELS
from marketplace.domain.terms.reading import read_terms
from marketplace.domain.terms.words_summary import summary
from marketplace.store.deals.deals import Deal
from marketplace.store.listings.listings import ListingOption
from marketplace.web.deals.fields import DayField, at_most
from marketplace.web.deals.wording import say
from marketplace.web.locale import gettext

NO_OPTION = "0"


class UseForm(FlaskForm):
    """Everything may be missing while the draft is written; the review page says what is."""

    option = RadioField(_l("Way to pay"), validate_choice=False)
    product = TextAreaField(
        _l("Product or process"),
        [at_most(2000)],
        description=_l("What you will make or do with the patent, for example a low-noise pipe grinder."),
    )
    place = StringField(
        _l("Place of use"),
        [at_most(300)],
        description=_l("Address of the plant or workshop."),
    )
    volume = StringField(
        _l("Expected volume"),
        [Optional(), at_most(300)],
        description=_l("For example 200 machines a year."),
    )
    wished_start = DayField(
        _l("Planned start of use"),
        [Optional()],
        description=_l("For the office's information; it does not change the terms."),
    )
    message = TextAreaField(_l("Message to the licensor's office"), [Optional(), at_most(2000)])

    @property
    def option_position(self) -> int | None:
        chosen = self.option.data or NO_OPTION
        return int(chosen) if chosen.isdigit() and chosen != NO_OPTION else None


def use_form(deal: Deal) -> UseForm:
    """The form of a draft, filled with what is known; a listing with one way to pay has it chosen."""
    options = deal.listing.options
    position = deal.option_position
    if position is None and deal.kind == "notice" and len(options) == 1:
        position = options[0].position
    form = UseForm(
        option=str(position or NO_OPTION),
        product=deal.product,
        place=deal.place,
        volume=deal.volume,
        wished_start=deal.wished_start,
        message=deal.message,
    )
    choices = [SelectChoice(str(option.position), option_label(option)) for option in options]
    if deal.kind == "request":
        choices.append(SelectChoice(NO_OPTION, gettext("Other terms, which the office is to propose")))
    form.option.choices = choices
    return form


def option_label(option: ListingOption) -> str:
    """The name its author gave to a way to pay, else its number and payment model."""
    label = say((option.label_zh or option.label_en, option.label_en or option.label_zh))
    if label:
        return label
    model = MODELS[option.model]
    return gettext("Option %(number)s: %(model)s", number=option.position, model=say((model.zh, model.en)))


def option_hints(deal: Deal) -> dict[str, str]:
    """What each way to pay asks, in one line."""
    return {str(option.position): say(summary(read_terms(option.terms))) for option in deal.listing.options}
