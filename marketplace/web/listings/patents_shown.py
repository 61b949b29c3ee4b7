"""Patents as a listing's page shows them: numbers, status and cards in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for

from marketplace.domain.industries import DIVISIONS
from marketplace.domain.listings.score import WEIGHTS
from marketplace.domain.listings.score_words import field_name
from marketplace.domain.patents import words
from marketplace.domain.patents.emerging import EMERGING
from marketplace.domain.patents.kinds import PatentKind
from marketplace.domain.patents.numbers import NumberFault, display, parse_number
from marketplace.domain.patents.status import Overlay, PatentStatus
from marketplace.store.patents.patents import Attachment, Patent
from marketplace.store.patents.portfolio import attachments_of
from marketplace.web.access import may
from marketplace.web.formats import TextInLanguage, lang_text
from marketplace.web.locale import lang

SHOWN_ON_TOP = ("replaces", "gain", "needs", "first_product", "problem", "users")


@dataclass(frozen=True, slots=True)
class ShownPatent:
    """A patent ready to print. `overlays` are pairs of what lies on it and until when."""

    public_id: str
    number: str  # with what it is
    bare_number: str
    page_url: str  # of the patent itself; "" for a reader who may not open it
    kind: str
    title: TextInLanguage
    abstract: TextInLanguage
    status_code: str
    status: str
    status_as_of: date | None
    status_source: str
    fee_paid_until: date | None
    term_end: date | None
    grant_date: date | None
    filing_date: date | None
    owners: Sequence[str]
    inventors: Sequence[str]
    classes: Sequence[str]
    industry: str  # all that the owner has named, strategic emerging ones behind them
    trl: int | None
    overlays: Sequence[tuple[str, date | None]]
    encumbrances_as_of: date | None
    benefit: TextInLanguage
    card: Sequence[tuple[str, TextInLanguage]]
    attachments: Sequence[Attachment]


def shown_patent(patent: Patent, today: date) -> ShownPatent:
    card = card_of(patent)
    return ShownPatent(
        public_id=patent.public_id,
        number=number_words(patent),
        bare_number=bare_number(patent),
        page_url=url_for("patents.show", patent=patent.public_id) if may("patent.see", patent) else "",
        kind=words.word(words.KINDS[PatentKind(patent.kind)], lang()),
        title=lang_text(patent.title_zh, patent.title_en),
        abstract=lang_text(patent.abstract_zh, patent.abstract_en),
        status_code=patent.status,
        status=status_word(patent.status),
        status_as_of=patent.status_as_of,
        status_source=patent.status_source,
        fee_paid_until=patent.fee_paid_until,
        term_end=patent.term_end,
        grant_date=patent.grant_date,
        filing_date=patent.filing_date,
        owners=[owner.name for owner in patent.owners],
        inventors=[inventor.name for inventor in patent.inventors],
        classes=[one.code for one in patent.classes],
        industry=industry_words(patent),
        trl=patent.trl,
        overlays=_overlays(patent, today),
        encumbrances_as_of=patent.encumbrances_as_of,
        benefit=lang_text(*card["benefit"]),
        card=[(field_name(name, lang()), lang_text(*card[name])) for name in SHOWN_ON_TOP if any(card[name])],
        attachments=attachments_of(patent.id),
    )


def industry_words(patent: Patent) -> str:
    """The industries the owner has named, the main one first, strategic emerging ones last."""
    further = [row.code for row in patent.industries if row.scheme == "division"]
    named = [DIVISIONS[code] for code in (patent.industry, *further) if code in DIVISIONS]
    named += [EMERGING[row.code] for row in patent.industries if row.scheme == "emerging"]
    return ("、" if lang() == "zh" else ", ").join(words.word(pair, lang()) for pair in named)


def card_of(patent: Patent) -> dict[str, tuple[str, str]]:
    """The texts of the plain-language card, Chinese and English, empty where there is no card."""
    return {
        field: (getattr(patent.card, f"{field}_zh", ""), getattr(patent.card, f"{field}_en", "")) for field in WEIGHTS
    }


def number_words(patent: Patent) -> str:
    """The number with what it is; as entered where it is of no known form."""
    try:
        return words.labelled_number(parse_number(patent.number), lang(), granted=patent.grant_date is not None)
    except NumberFault:
        return patent.number


def bare_number(patent: Patent) -> str:
    """The number as it is written in documents; as entered where it is of no known form."""
    try:
        return display(parse_number(patent.number), granted=patent.grant_date is not None)
    except NumberFault:
        return patent.number


def status_word(status: str) -> str:
    if status not in PatentStatus.__members__.values():
        return "状态未知" if lang() == "zh" else "Status unknown"
    return words.word(words.STATUSES[PatentStatus(status)], lang())


def _overlays(patent: Patent, today: date) -> list[tuple[str, date | None]]:
    return [
        (words.word(words.OVERLAYS[Overlay(one.kind)], lang()), one.ends_on)
        for one in patent.overlays
        if one.kind in Overlay.__members__.values() and (one.ends_on is None or one.ends_on >= today)
    ]
