"""Form fields for percentages and counts, typed as people type them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from wtforms import Field, StringField, ValidationError

from marketplace.domain.money import NotAnAmount, format_rate, scaled
from marketplace.web.locale import gettext

_FILLERS = re.compile(r"[\s,，%％]")
_RATE_PLACES = 6


def plain_figure(typed: str) -> str:
    """Digits as typed, without grouping, blanks and signs of percent; full-width digits become plain ones."""
    return _FILLERS.sub("", unicodedata.normalize("NFKC", typed))


class PercentField(StringField):
    """A percentage; `data` is a Decimal, 2.5 % is `Decimal("2.5")`, None where nothing was typed."""

    def __init__(self, label: Any = None, validators: Any = None, **options: Any) -> None:
        super().__init__(label, validators, **options)
        self.typed = ""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.typed = valuelist[0] if valuelist else ""
        plain = plain_figure(self.typed)
        self.data = None
        if not plain:
            return
        try:
            self.data = Decimal(scaled(plain, _RATE_PLACES)).scaleb(-_RATE_PLACES)
        except NotAnAmount as fault:
            raise ValueError(gettext("Enter a percentage in figures, for example 2.5.")) from fault

    def _value(self) -> str:
        return self.typed if self.data is None else format_rate(self.data)


class CountField(StringField):
    """A whole number; `data` is an int, None where nothing was typed."""

    def __init__(self, label: Any = None, validators: Any = None, **options: Any) -> None:
        super().__init__(label, validators, **options)
        self.typed = ""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.typed = valuelist[0] if valuelist else ""
        plain = plain_figure(self.typed)
        self.data = None
        if not plain:
            return
        try:
            self.data = scaled(plain, 0)
        except NotAnAmount as fault:
            raise ValueError(gettext("Enter a whole number.")) from fault

    def _value(self) -> str:
        return self.typed if self.data is None else str(self.data)


def within(least: int, most: int, message: Any) -> Callable[[Any, Field], None]:
    """A validator: what was typed lies between two bounds; nothing typed passes."""

    def check(_form: Any, field: Field) -> None:
        if field.data is not None and not least <= field.data <= most:
            raise ValidationError(message)

    return check
