"""The forms by which an organisation is registered and kept up to date."""

from __future__ import annotations

import re
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, RadioField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, Optional, StopValidation

from marketplace.domain.parties import words
from marketplace.domain.parties.kinds import LICENSOR_KINDS
from marketplace.domain.parties.sign_in_names import fold
from marketplace.domain.parties.uscc import UsccFault, check_uscc
from marketplace.domain.regions import NATIONAL, PROVINCES
from marketplace.web.locale import gettext, lang

VAT_RATES = ("6", "3", "1", "0")

_DIVISION = re.compile(r"[0-9]{6}", re.ASCII)
_CODE = re.compile(r"[A-Z0-9]{2,12}", re.ASCII)
_DOCUMENT = re.compile(r"[A-Za-z0-9()/ .-]{4,60}", re.ASCII)
_HAN = re.compile("[\u3400-\u9fff]")


def _text(
    label: Any, longest: int, *, needed: Any = None, description: Any = "", **render: str
) -> StringField:
    first = DataRequired(needed) if needed else Optional()
    too_long = Length(max=longest, message=_l("At most %(longest)s characters.", longest=longest))
    return StringField(label, [first, too_long], description=description, render_kw=render or None)


def _about(label: Any) -> TextAreaField:
    return TextAreaField(label, [Optional(), Length(max=2000, message=_l("At most 2000 characters."))])


class KindField(RadioField):
    """The kind of an organisation."""

    def pre_validate(self, form: FlaskForm) -> None:
        if self.data not in {choice.value for choice in self.choices}:
            raise StopValidation(gettext("Choose the kind of organisation."))


class ContactForm(FlaskForm):
    """Where an organisation is reached."""

    address = _text(_l("Postal address"), 300)
    contact_name = _text(_l("Contact person"), 100)
    contact_phone = _text(_l("Telephone"), 40, autocomplete="tel")
    contact_email = _text(_l("E-mail for business"), 200, autocomplete="email")

    def validate_contact_email(self, field: Field) -> None:
        name = fold(field.data or "")
        if field.data and (name is None or name.kind != "email"):
            raise ValidationError(gettext("Enter an e-mail address like name@example.com."))

    @property
    def contact(self) -> dict[str, str]:
        names = ("address", "contact_name", "contact_phone", "contact_email")
        return {name: " ".join((self[name].data or "").split()) for name in names}


class RegionField(StringField):
    """The division code of a place in China."""

    def pre_validate(self, form: FlaskForm) -> None:
        typed = (self.data or "").strip()
        if typed and (not _DIVISION.fullmatch(typed) or typed[:2] not in PROVINCES):
            raise ValidationError(
                gettext("Enter the six digits of the administrative division, for example 420100 for Wuhan.")
            )


def _region() -> RegionField:
    return RegionField(
        _l("Administrative division"),
        [Optional()],
        description=_l("Six digits. Leave it empty to take it from the social credit code."),
        render_kw={"inputmode": "numeric"},
    )


class ChineseForm(ContactForm):
    """An organisation registered in China."""

    kind = KindField(_l("Kind of organisation"))
    name_zh = _text(
        _l("Name in Chinese"),
        200,
        needed=_l("Enter the registered name."),
        description=_l("As it stands in the licence or certificate."),
    )
    name_en = _text(_l("Name in English"), 200)
    uscc = _text(
        _l("Unified social credit code"),
        40,
        needed=_l("Enter the unified social credit code."),
        description=_l("18 characters on the licence or certificate."),
        autocapitalize="characters",
        spellcheck="false",
    )
    uscc_confirmed = BooleanField(_l("I have compared every character; the certificate really says so."))
    region = _region()

    warning = ""

    def validate_uscc(self, field: Field) -> None:
        try:
            code = check_uscc(field.data)
        except UsccFault as fault:
            raise ValidationError(words.uscc_fault_sentence(fault, lang())) from fault
        field.data = code.canonical
        self.warning = words.uscc_warning(code, lang())
        if self.warning and not self.uscc_confirmed.data:
            raise ValidationError(self.warning)

    @property
    def details(self) -> dict[str, Any]:
        """Columns of Organisation."""
        from_code = "" if self.uscc.data[2:4] == NATIONAL else self.uscc.data[2:8]
        return self.contact | {
            "kind": self.kind.data,
            "name_zh": _name(self.name_zh.data),
            "name_en": _name(self.name_en.data),
            "uscc": self.uscc.data,
            "region": (self.region.data or "").strip() or from_code,
        }


class ForeignForm(ContactForm):
    """An organisation of another country or region: it has a registry number instead of a social credit code."""

    kind = KindField(_l("Kind of organisation"))
    country = SelectField(_l("Country or region of registration"))
    name_en = _text(
        _l("Name in English or the original language"),
        200,
        needed=_l("Enter the registered name."),
        description=_l("In Latin letters, as it stands in the register."),
    )
    name_zh = _text(_l("Name in Chinese"), 200)
    registry_number = _text(
        _l("Number in the register of that country"),
        60,
        needed=_l("Enter the number in the company or institution register."),
        description=_l("For example the company number, and the name of the register."),
    )

    @property
    def details(self) -> dict[str, Any]:
        """Columns of Organisation."""
        return self.contact | {
            "kind": self.kind.data,
            "country": self.country.data,
            "name_zh": _name(self.name_zh.data),
            "name_en": _name(self.name_en.data),
            "registry_number": _name(self.registry_number.data),
        }


class IndividualForm(ContactForm):
    """A person who licenses or takes a licence alone."""

    name = _text(
        _l("Full name"),
        100,
        needed=_l("Enter your name."),
        description=_l("As it stands in your identity document."),
    )
    country = SelectField(_l("Nationality"))
    registry_number = _text(
        _l("Number of the identity document"),
        60,
        needed=_l("Enter the number of your identity document."),
        description=_l("Identity card or passport. Only those who verify you see it in full."),
        autocomplete="off",
    )
    region = RegionField(
        _l("Administrative division"),
        [Optional()],
        description=_l("Six digits, of the place where you live."),
        render_kw={"inputmode": "numeric"},
    )

    def validate_registry_number(self, field: Field) -> None:
        if not _DOCUMENT.fullmatch((field.data or "").strip()):
            raise ValidationError(
                gettext("Enter the number with its letters and digits, 4 to 60 characters.")
            )

    @property
    def details(self) -> dict[str, Any]:
        """Columns of Organisation."""
        name = _name(self.name.data)
        return self.contact | {
            "kind": "individual",
            "country": self.country.data,
            "name_zh": name if _HAN.search(name) else "",
            "name_en": "" if _HAN.search(name) else name,
            "registry_number": _name(self.registry_number.data).upper(),
            "region": (self.region.data or "").strip(),
        }


class ProfileForm(FlaskForm):
    """What an organisation says of itself and how it works here; shown under the identity on the page of changes."""

    about_zh = _about(_l("About the organisation, in Chinese"))
    about_en = _about(_l("About the organisation, in English"))
    code = _text(
        _l("Short code"),
        12,
        description=_l("2 to 12 capital letters or digits. It stands in the numbers of licences."),
        autocapitalize="characters",
        spellcheck="false",
    )
    vat_rate = SelectField(_l("Value added tax on licence fees"))
    two_person_rule = BooleanField(
        _l("Two people for each listing"),
        description=_l("Whoever drafted a listing may not approve it."),
    )

    def validate_code(self, field: Field) -> None:
        field.data = (field.data or "").strip().upper()
        if field.data and not _CODE.fullmatch(field.data):
            raise ValidationError(gettext("Use 2 to 12 capital letters or digits."))

    def fit(self, kind: str) -> None:
        """Leave out what an organisation of this kind has no use for."""
        self.vat_rate.choices = [
            SelectChoice(rate, f"{rate} %" if rate != "0" else gettext("Exempt")) for rate in VAT_RATES
        ]
        if kind not in LICENSOR_KINDS and kind != "office":
            for name in ("code", "vat_rate", "two_person_rule"):
                del self[name]

    @property
    def profile(self) -> dict[str, Any]:
        """Columns of Organisation."""
        about = {name: (self[name].data or "").strip() for name in ("about_zh", "about_en")}
        if "code" not in self:
            return about
        rule = {"vat_rate": self.vat_rate.data, "two_person_rule": self.two_person_rule.data}
        return about | rule | {"code": self.code.data or None}


def _name(text: str | None) -> str:
    return " ".join((text or "").split())
