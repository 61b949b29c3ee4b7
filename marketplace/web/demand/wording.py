"""Words of codes for the pages of needs."""

from __future__ import annotations

from datetime import date, datetime

from flask import Blueprint

from marketplace.domain.days import day_of
from marketplace.domain.demand import words
from marketplace.domain.industries import DIVISIONS
from marketplace.store.demand.needs import Need
from marketplace.web.locale import lang

TABLES = {
    "kind": words.KINDS,
    "kind_explained": words.KIND_EXPLANATIONS,
    "state": words.STATES,
    "outcome": words.OUTCOMES,
    "verdict": words.VERDICTS,
    "source": words.SOURCES,
}


def need_word(table: str, code: str) -> str:
    """The word of a code of needs in the reader's language."""
    return words.word(TABLES[table], code, lang())


def sector_word(code: str) -> str:
    """A division of GB/T 4754 by name; empty is "not stated"."""
    pair = DIVISIONS.get(code) or (words.NOT_STATED if not code else (code, code))
    return pair[0 if lang() == "zh" else 1]


def asker(need: Need) -> str:
    """Who left a need: the organisation, else the person. Only for its own people and the site's offices."""
    if need.organisation is not None:
        return need.organisation.name(lang())
    return need.person.name if need.person is not None else ""


def local_day(instant: datetime) -> date:
    """The legal day of an instant."""
    return day_of(instant)


def register(blueprint: Blueprint) -> None:
    """Give the templates the filters of needs."""
    blueprint.add_app_template_filter(local_day, "local_day")
    blueprint.add_app_template_filter(lambda need: need_word("state", need.state), "need_state_word")
    blueprint.add_app_template_filter(lambda code: need_word("kind", code), "need_kind_word")
