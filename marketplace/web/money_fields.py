"""A form field for a sum of money."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from wtforms import StringField

from marketplace.domain.money import NotAnAmount, format_minor, minor_units
from marketplace.web.locale import gettext

_FILLERS = re.compile(r"[\s,，¥元]")


class MoneyField(StringField):
    """A sum typed in the major unit; `data` is an integer of minor units, None where nothing was typed.

    Grouping commas, blanks and the sign of yuan are passed over, full-width digits are understood.
    """

    def __init__(
        self, label: Any = None, validators: Any = None, *, currency: str = "CNY", **options: Any
    ) -> None:
        super().__init__(label, validators, **options)
        self.currency = currency
        self.typed = ""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.typed = valuelist[0] if valuelist else ""
        plain = _FILLERS.sub("", unicodedata.normalize("NFKC", self.typed))
        self.data = None
        if not plain:
            return
        try:
            self.data = minor_units(plain, self.currency)
        except NotAnAmount as fault:
            raise ValueError(gettext("Enter an amount in figures, for example 20000.00.")) from fault

    def _value(self) -> str:
        if self.data is None:
            return self.typed
        return format_minor(self.data, self.currency)
