"""Choosing patents in a form: what is chosen travels in it, a search shows more, nothing is saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import request

from marketplace.store.listings.work_list import listed_among, patents_by_public_ids, portfolio
from marketplace.store.patents.patents import Patent
from marketplace.web.formats import TextInLanguage, lang_text
from marketplace.web.listings.patents_shown import number_words, status_word

SHOWN = 50
FIND, ALL, NONE = "find", "all", "none"


@dataclass(frozen=True, slots=True)
class Choice:
    """A patent that can be ticked. `listed`: it is in a listing already."""

    public_id: str
    number: str
    title: TextInLanguage
    status: str
    chosen: bool
    listed: bool


@dataclass(frozen=True, slots=True)
class Picker:
    """The chosen patents first, then what the search found. `more`: how many of those found are not shown."""

    choices: Sequence[Choice]
    words: str
    chosen: int
    more: int


def chosen_patents(licensor_id: int, ids: Sequence[str]) -> list[Patent]:
    """The ticked patents that a licensor manages."""
    return patents_by_public_ids(licensor_id, list(ids))


def picker_of(licensor_id: int, chosen: Sequence[Patent], words: str) -> Picker:
    """What the form shows."""
    found, total = portfolio(licensor_id, words, limit=SHOWN)
    ids = {patent.id for patent in chosen}
    others = [patent for patent in found if patent.id not in ids]
    shown = [*chosen, *others]
    listed = listed_among([patent.id for patent in shown])
    choices = [_choice(patent, chosen=patent.id in ids, listed=patent.id in listed) for patent in shown]
    return Picker(choices, words, len(ids), max(0, total - len(found)))


def asked_words() -> str:
    """What is searched for, in the form or the address."""
    return request.values.get("find", "").strip()[:100]


def _choice(patent: Patent, *, chosen: bool, listed: bool) -> Choice:
    return Choice(
        patent.public_id,
        number_words(patent),
        lang_text(patent.title_zh, patent.title_en),
        status_word(patent.status),
        chosen,
        listed,
    )
