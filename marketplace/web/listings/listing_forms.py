"""Forms of a listing's texts and limits."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    Field,
    IntegerField,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
    widgets,
)
from wtforms.validators import Length
from wtforms.widgets import HiddenInput

from marketplace.domain.listings import names
from marketplace.domain.listings.states import LISTING_KINDS
from marketplace.domain.parties import words as party_words
from marketplace.domain.regions import PROVINCES
from marketplace.store.listings.listings import Listing
from marketplace.web.locale import gettext, lang

SIZES = ("MICRO", "SMALL", "MEDIUM", "LARGE")
TEXTS = tuple(f"{name}_{code}" for name in ("title", "summary", "fee_basis", "programme") for code in ("zh", "en"))


def _line(label: object, most: int, hint: object = "") -> StringField:
    too_long = _l("At most %(most)s characters.", most=most)
    return StringField(label, [Length(max=most, message=too_long)], description=hint)


def _text(label: object, most: int, hint: object = "") -> TextAreaField:
    too_long = _l("At most %(most)s characters.", most=most)
    return TextAreaField(label, [Length(max=most, message=too_long)], description=hint)


class ListingForm(FlaskForm):
    """Everything of a draft but its ways to pay and its patents."""

    version = IntegerField(widget=HiddenInput())
    kind = RadioField(_l("Kind of listing"))
    title_zh = _line(_l("Title in Chinese"), 300)
    title_en = _line(_l("Title in English"), 300)
    summary_zh = _text(_l("Summary in Chinese"), 1000, _l("Two or three sentences without advertising."))
    summary_en = _text(_l("Summary in English"), 1000)
    fee_basis_zh = _text(_l("How the fee was found, in Chinese"), 2000, _l("Briefly; a declaration must say it."))
    fee_basis_en = _text(_l("How the fee was found, in English"), 2000)
    limit_sizes = SelectMultipleField(
        _l("Size classes"),
        option_widget=widgets.CheckboxInput(),
        widget=widgets.ListWidget(prefix_label=False),
        description=_l("Nothing chosen: any size. Whoever takes the licence needs a valid declaration of size."),
    )
    limit_regions = StringField(
        _l("Regions"),
        description=_l("Division codes with commas: two digits for a province, four for a city. Empty: anywhere."),
    )
    programme_zh = _line(_l("Programme, in Chinese"), 200, _l("Only its participants may take the licence."))
    programme_en = _line(_l("Programme, in English"), 200)

    def validate_limit_regions(self, field: Field) -> None:
        wrong = [code for code in self.regions if not is_division(code)]
        if wrong:
            raise ValidationError(gettext("%(codes)s: no division has this code.", codes=", ".join(wrong)))

    def validate_title_en(self, field: Field) -> None:
        if not (self.title_zh.data or "").strip() and not (field.data or "").strip():
            raise ValidationError(gettext("Give a title in Chinese or in English."))

    @property
    def regions(self) -> list[str]:
        typed = (self.limit_regions.data or "").replace("，", ",").replace("、", ",")
        return list(dict.fromkeys(code.strip() for code in typed.split(",") if code.strip()))

    @property
    def texts(self) -> dict[str, str]:
        return {name: (self[name].data or "").strip() for name in TEXTS}


def is_division(code: str) -> bool:
    """Whether a code can be one of GB/T 2260: a province, a city or a county in a province that exists."""
    return code.isascii() and code.isdigit() and len(code) in (2, 4, 6) and code[:2] in PROVINCES


def kind_choices() -> list[tuple[str, str]]:
    return [(kind, names.word(names.KINDS, kind, lang())) for kind in LISTING_KINDS]


def kind_hints() -> dict[str, str]:
    """What each kind means, for the hints of its radio button."""
    return {kind: names.word(names.KIND_EXPLANATIONS, kind, lang()) for kind in LISTING_KINDS}


def listing_form(listing: Listing, texts: Mapping[str, str] | None = None) -> ListingForm:
    """The form over a draft. `texts`: take these in place of its own and nothing of what was sent."""
    values = {
        "version": listing.version,
        "kind": listing.kind,
        "limit_sizes": listing.sizes,
        "limit_regions": ", ".join(listing.regions),
        **{name: getattr(listing, name) for name in TEXTS},
    }
    form = ListingForm(**values) if texts is None else ListingForm(None, **{**values, **texts})
    form.kind.choices = kind_choices()
    form.limit_sizes.choices = [(size, party_words.word(party_words.SIZE_CLASSES[size], lang())) for size in SIZES]
    return form
