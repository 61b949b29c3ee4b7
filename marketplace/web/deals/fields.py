"""Form fields and validators that the forms of deals share."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, Field, ValidationError
from wtforms.validators import Length

from marketplace import clock
from marketplace.web.locale import gettext


class DayField(DateField):
    """A day, with words for what is none."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as fault:
            raise ValueError(gettext("Enter a day like 2026-12-01.")) from fault


def at_most(limit: int) -> Length:
    """A text of at most so many characters."""
    return Length(max=limit, message=_l("At most %(limit)s characters.", limit=limit))


def not_in_future(_form: Any, field: Field) -> None:
    """A validator: today or an earlier day; nothing entered passes."""
    if isinstance(field.data, date) and field.data > clock.today():
        raise ValidationError(gettext("The day cannot be later than today."))
