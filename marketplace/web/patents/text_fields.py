"""Form fields of the patents' pages that take days, lines and hidden versions."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, IntegerField, TextAreaField
from wtforms.validators import Length, Optional
from wtforms.widgets import HiddenInput

from marketplace.web.locale import gettext

LONGEST_ABSTRACT = 50_000
LONGEST_TITLE = 1_000


class DayField(DateField):
    """A day; words its own complaint."""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data: date | None
        try:
            super().process_formdata(valuelist)
        except ValueError as fault:
            raise ValueError(gettext("Enter a day such as 2026-03-31.")) from fault


class LinesField(TextAreaField):
    """A list, one entry on each line; `data` is the list of texts."""

    data: list[str]

    def _value(self) -> str:
        return "\n".join(self.data or [])

    def process_formdata(self, valuelist: list[str]) -> None:
        text = valuelist[0] if valuelist else ""
        self.data = [line for raw in text.splitlines() if (line := " ".join(raw.split()))]


class VersionField(IntegerField):
    """The version of the row that the page shows, so that two people do not write over each other.

    A form that was sent without one is an old one: 0 is nobody's version.
    """

    widget = HiddenInput()

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = int(valuelist[0]) if valuelist and valuelist[0].isdecimal() else 0


def day_field(label: Any, hint: Any = "") -> DayField:
    """A day that may be left out."""
    return DayField(label, [Optional()], description=hint)


def text_area(label: Any, limit: int, hint: Any = "") -> TextAreaField:
    message = _l("This is too long; at most %(max)d characters.")
    return TextAreaField(label, [Optional(), Length(max=limit, message=message)], description=hint)
