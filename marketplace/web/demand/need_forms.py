"""The forms of needs. What a need may say stands in the domain; here is its shape."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from marketplace.domain.demand import words
from marketplace.domain.demand.states import LONGEST_DETAILS, LONGEST_SENTENCE
from marketplace.domain.industries import DIVISIONS
from marketplace.web.locale import lang
from marketplace.web.money_fields import MoneyField

LONGEST_NOTE = 2_000


class NeedForm(FlaskForm):
    sentence = TextAreaField(
        _l("What do you need?"),
        [
            DataRequired(_l("Say in one sentence what you need.")),
            Length(max=LONGEST_SENTENCE, message=_l("At most 200 characters; say more under “Details”.")),
        ],
        render_kw={"rows": 3},
    )
    kind = RadioField(_l("Kind"), [InputRequired(_l("Choose what kind of need it is."))], default="problem")
    details = TextAreaField(
        _l("Details"),
        [Length(max=LONGEST_DETAILS, message=_l("At most 2,000 characters."))],
        render_kw={"rows": 5},
    )
    sector = SelectField(_l("Your industry"), [Optional()])
    budget = MoneyField(_l("Budget"), [Optional()])
    deadline = DateField(_l("Needed by"), [Optional()])
    watch = BooleanField(_l("Tell me of listings published later that fit"), default=True)

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        self.kind.choices = [(code, words.word(words.KINDS, code, lang())) for code in words.KINDS]
        self.sector.choices = [("", words.NOT_STATED[0 if lang() == "zh" else 1]), *sector_choices()]
        self.sector.flags.optional = True


class AnswerForm(FlaskForm):
    note = TextAreaField(
        _l("Answer"),
        [Length(max=LONGEST_NOTE, message=_l("At most 2,000 characters."))],
        render_kw={"rows": 4},
    )
    listings = TextAreaField(_l("Further listings"), [Length(max=4_000)], render_kw={"rows": 2})


class PromiseForm(FlaskForm):
    due_on = DateField(
        _l("Answer promised by"), [InputRequired(_l("Enter the day by which the office will answer."))]
    )


class ClosingForm(FlaskForm):
    outcome = RadioField(_l("How it ended"), [InputRequired(_l("Choose how it ended."))])
    note = StringField(_l("Note"), [Length(max=500, message=_l("At most 500 characters."))])

    def offer(self, outcomes: tuple[str, ...]) -> None:
        """The outcomes that may be chosen from."""
        self.outcome.choices = [(code, words.word(words.OUTCOMES, code, lang())) for code in outcomes]


def sector_choices() -> list[tuple[str, str]]:
    """The divisions of GB/T 4754 in their order."""
    side = 0 if lang() == "zh" else 1
    return [(code, f"{code} {names[side]}") for code, names in DIVISIONS.items()]
