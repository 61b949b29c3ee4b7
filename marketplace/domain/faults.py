"""Refusals with a reason. Each carries a code and values; words.py of its area says it in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not an error of the program
    """Something a person asked for cannot be done; nothing was changed.

    Args:
        code: which reason, `area.reason`; worded in zh and en.
        field: the form field that the reason concerns, if one.
        params: values for the sentence.
    """

    status = 409

    def __init__(self, code: str, *, field: str = "", **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.params: Mapping[str, object] = params


class Forbidden(Refused):
    """The actor may not do this."""

    status = 403


class Invalid(Refused):
    """What was entered cannot be right; `field` names it."""

    status = 422


class Stale(Refused):
    """What the actor looked at has been changed meanwhile."""

    status = 409
