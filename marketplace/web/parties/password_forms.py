"""Form fields for sign-in names and new passwords."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, PasswordField, StringField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, EqualTo, Length

from marketplace.domain.faults import Invalid
from marketplace.domain.parties.password_rules import LONGEST, SHORTEST, fault
from marketplace.domain.parties.sign_in_names import SignInName, fold
from marketplace.domain.refusals import sentence
from marketplace.web.locale import gettext, lang

LANGUAGES = [SelectChoice("zh", "中文"), SelectChoice("en", "English")]
LONGEST_TYPED = 1000  # characters of a password that are looked at


def sign_in_name_field(description: object = "") -> StringField:
    return StringField(
        _l("E-mail address or mobile number"),
        [DataRequired(_l("Enter your e-mail address or mobile number.")), Length(max=200)],
        description=description,
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )


def current_password_field(label: object, description: object = "") -> PasswordField:
    return PasswordField(
        label,
        [
            DataRequired(_l("Enter your password.")),
            Length(max=LONGEST_TYPED, message=_l("This is not the present password. Type it again.")),
        ],
        description=description,
        render_kw={"autocomplete": "current-password"},
    )


def folded_name(field: Field) -> SignInName:
    """The name in a field that has been found valid.

    Raises:
        ValueError: it has not.
    """
    name = fold(field.data or "")
    if name is None:
        raise ValueError(f"{field.name} was not validated")
    return name


def is_sign_in_name(_form: FlaskForm, field: Field) -> None:
    """A validator: what was typed is an address or a number."""
    if fold(field.data or "") is None:
        raise ValidationError(
            gettext("Enter an e-mail address like name@example.com, or a mobile number like 13812345678.")
        )


class NewPasswordForm(FlaskForm):
    """A new password, twice. `known` is what others know of the person."""

    new_password = PasswordField(
        _l("New password"),
        [DataRequired(_l("Choose a password."))],
        description=_l(
            "At least %(shortest)s characters of any kind. "
            "A few words that do not belong together are easy to remember.",
            shortest=SHORTEST,
        ),
        render_kw={"autocomplete": "new-password", "maxlength": LONGEST},
    )
    repeated = PasswordField(
        _l("New password once more"),
        [
            DataRequired(_l("Type the password once more.")),
            EqualTo("new_password", _l("The two passwords differ. Type both again.")),
        ],
        render_kw={"autocomplete": "new-password", "maxlength": LONGEST},
    )

    known: Iterable[str] = ()

    def validate_new_password(self, field: Field) -> None:
        code = fault(field.data or "", known=[word for word in self.known if word])
        if code:
            raise ValidationError(sentence(Invalid(code), lang()))
