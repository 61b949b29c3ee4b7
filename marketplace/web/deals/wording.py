"""Words of deals in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from flask import Blueprint

from marketplace.domain.deals import words
from marketplace.domain.deals.next_step import Step
from marketplace.domain.deals.patent_ends import patent_number
from marketplace.domain.deals.step_words import ACTORS, bare_title, step_title
from marketplace.domain.patents.status import PatentStatus
from marketplace.domain.patents.words import STATUSES
from marketplace.domain.terms.words import label
from marketplace.domain.terms.words_figures import Words
from marketplace.store.deals.deals import Deal
from marketplace.web.formats import TextInLanguage, lang_text, local_time
from marketplace.web.locale import gettext, lang


def say(pair: Words | tuple[str, str]) -> str:
    """A pair of words in the reader's language."""
    return pair[0] if lang() == "zh" else pair[1]


def party_name(party: Mapping[str, Any]) -> str:
    """The name of a party of frozen facts."""
    zh, en = party["name_zh"], party["name_en"]
    return (zh or en) if lang() == "zh" else (en or zh)


def instant_text(iso: str) -> str:
    """An instant kept as text, on the clock of Shanghai."""
    return local_time(datetime.fromisoformat(iso))


def install(blueprint: Blueprint) -> None:
    """Give the templates the filters `party_name` and `instant_text`."""
    blueprint.add_app_template_filter(party_name, "party_name")
    blueprint.add_app_template_filter(instant_text, "instant_text")


def licence_state(code: str) -> str:
    return say(words.LICENCE_STATES[code])


def line_status(code: str) -> str:
    return label("line_status", code, lang())


def title_of(step: Step, currency: str) -> str:
    return step_title(step, currency, lang())


def short_title(code: str) -> str:
    return bare_title(code, lang())


def actor_word(code: str) -> str:
    return say(ACTORS[code])


def reference_of(deal: Deal) -> str:
    """The number under which both sides speak of a deal: the agreement's, before there is one the deal's own."""
    return deal.agreement.number if deal.agreement else deal.public_id.upper()


def patent_rows(patents: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Frozen facts of patents, ready to print."""
    return [
        {
            "number": patent_number(patent["number"]),
            "title": lang_text(patent["title_zh"], patent["title_en"]),
            "status_code": patent["status"],
            "status": _status(patent["status"]),
            "as_of": _day(patent["status_as_of"]),
            "filed_on": _day(patent["filing_date"]),
            "granted_on": _day(patent["grant_date"]),
            "term_end": _day(patent["term_end"]),
            "fee_paid_until": _day(patent["fee_paid_until"]),
            "owners": "、".join(patent["owners"]) if lang() == "zh" else ", ".join(patent["owners"]),
        }
        for patent in patents
    ]


def listing_title(deal: Deal) -> TextInLanguage:
    return lang_text(deal.listing.title_zh, deal.listing.title_en)


def after_colon(what: str, text: str) -> str:
    """`what: text` with the colon of the language."""
    return gettext("%(what)s: %(text)s", what=what, text=text)


def _status(code: str) -> str:
    known = PatentStatus(code) if code in PatentStatus.__members__.values() else None
    return say(STATUSES[known]) if known else gettext("Status not known")


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None
