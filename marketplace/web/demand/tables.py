"""Needs as lines of a table to keep: for their own people and the offices with names, for public bodies without."""

from __future__ import annotations

from typing import Any

from marketplace.documents.tables import Column
from marketplace.domain.days import day_of
from marketplace.store.demand.needs import Need
from marketplace.web.demand.wording import asker, need_word, sector_word
from marketplace.web.locale import gettext, lang


def columns(*, named: bool) -> list[Column]:
    """The columns; `named`: with who left the need, and the details."""
    shown = [
        Column(gettext("Left on"), "date"),
        Column(gettext("Kind")),
        Column(gettext("Industry")),
        Column(gettext("Need")),
        Column(gettext("Budget (yuan)"), "money"),
        Column(gettext("Needed by"), "date"),
        Column(gettext("State")),
        Column(gettext("How it ended")),
        Column(gettext("Handled by")),
        Column(gettext("First answered on"), "date"),
        Column(gettext("Closed on"), "date"),
    ]
    return [*shown, Column(gettext("Left by")), Column(gettext("Details"))] if named else shown


def row_of(need: Need, *, named: bool) -> list[Any]:
    """A need as a line, in the order of the columns."""
    shown: list[Any] = [
        day_of(need.left_at),
        need_word("kind", need.kind),
        sector_word(need.sector),
        need.sentence if need.erased_at is None else gettext("(deleted by who left it)"),
        need.budget,
        need.deadline,
        need_word("state", need.state),
        need_word("outcome", need.outcome) if need.outcome else None,
        need.office.name(lang()) if need.office else None,
        day_of(need.answered_at) if need.answered_at else None,
        day_of(need.closed_at) if need.closed_at else None,
    ]
    return [*shown, asker(need), need.details] if named else shown
