"""Result cards: what a listing offers in a factory's words, ready to print, so that the template only lays it out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup

from marketplace.domain.listings.names import KINDS, word
from marketplace.domain.patents.status import PatentStatus
from marketplace.domain.patents.words import STATUSES
from marketplace.domain.terms.naming import MODELS
from marketplace.search import highlight
from marketplace.store.listings.cards import CardRow, OptionOnCard
from marketplace.web.formats import iso_date, money, money_round, rate
from marketplace.web.locale import HTML_LANG, gettext, lang, ngettext
from marketplace.web.page_links import around
from marketplace.web.template_speed import printed

SNIPPET = 120  # characters of an abstract
MARK = "<mark>"
OTHER_LANGUAGE = {"zh": "en", "en": HTML_LANG["zh"]}


class Text(NamedTuple):
    """A text with what was asked for marked in it. `lang` is empty where it is the reader's own language."""

    html: Markup
    lang: str = ""


class Chip(NamedTuple):
    label: str
    figures: str
    accent: bool


class Ways(NamedTuple):
    """What the ways to pay come to; texts are empty where there is nothing to say."""

    chips: tuple[Chip, ...]
    trial: str
    price_label: str
    price: str
    rate_label: str
    rate: str


class Card(NamedTuple):
    """One result. `headline` is the benefit where one is written, `title` then stands below it.

    `chips`: the different ways to pay, the cheapest first; `price`: its fixed sums, `rate`: its royalty. `status` is
    that of the first patent, `status_code` decides its look. `why`: what of the query was found where. What stands on
    many cards is hashable: the template prints it once (`printed_once.py`). The template takes a card apart in this
    order, for to ask for each part by its name takes it twice as long.
    """

    public_id: str
    url: str
    kind: str
    licensor: str
    headline: Text
    title: Text | None
    snippet: Text | None
    ways: Ways
    status_code: str
    status: str
    facts: tuple[str, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """How cards are shown: what is marked in them, and why each listing was found."""

    terms: Sequence[str] = ()
    why: Mapping[int, str] = field(default_factory=dict)


def cards(rows: Iterable[CardRow], shown: Shown | None = None) -> list[Card]:
    """The cards of these listings."""
    shown, language = shown or Shown(), lang()
    before, behind = around("listings.show")
    return [_card(row, shown, language, f"{before}{row.public_id}{behind}") for row in rows]


def _card(row: CardRow, shown: Shown, language: str, url: str) -> Card:
    headline, title, snippet = _texts(row, shown.terms, language)
    licensor = row.licensor_zh, row.licensor_en
    return Card(
        public_id=row.public_id,
        url=url,
        kind=word(KINDS, row.kind, language),
        licensor=(licensor[0] or licensor[1]) if language == "zh" else (licensor[1] or licensor[0]),
        headline=headline,
        title=title,
        snippet=snippet,
        ways=_ways(tuple(row.options), language),
        status_code=row.status,
        status=_status(row.status, language),
        facts=_facts(row.status_as_of, row.term_end, row.trl, row.patents, row.licences, language),
        why=shown.why.get(row.id, ""),
    )


def _texts(row: CardRow, terms: Sequence[str], language: str) -> tuple[Text, Text | None, Text | None]:
    """Headline, title and snippet: of the abstract the place where the query is found, unless nothing else tells."""
    title = _text(row.title_zh, row.title_en, language, terms) or Text(Markup(""))
    benefit = _text(row.benefit_zh, row.benefit_en, language, terms)
    abstract = _text(row.abstract_zh, row.abstract_en, language, terms, SNIPPET)
    if abstract is not None and MARK in abstract.html:
        return benefit or title, title if benefit else None, abstract
    summary = _text(row.summary_zh, row.summary_en, language, terms, SNIPPET)
    if benefit is not None:
        return benefit, title, summary if summary is not None and MARK in summary.html else None
    return title, None, summary or abstract


def _text(zh: str, en: str, language: str, terms: Sequence[str], length: int = 0) -> Text | None:
    """A text in the reader's language if there is one; `length` 0 takes all of it."""
    own, other = (zh, en) if language == "zh" else (en, zh)
    text = own or other
    if not text:
        return None
    pieces = highlight.snippet(text, terms, length) if length else highlight.mark(text, terms)
    return Text(marked(pieces), "" if own else OTHER_LANGUAGE[language])


def marked(pieces: Iterable[highlight.Piece]) -> Markup:
    """The pieces as HTML: all of them escaped, those asked for marked."""
    html = [f"<mark>{printed(text)}</mark>" if hit else printed(text) for text, hit in pieces]
    return Markup("".join(html))  # noqa: S704  every piece is escaped above


@lru_cache(maxsize=4096)
def _ways(options: Sequence[OptionOnCard], language: str) -> Ways:
    """Each different way to pay once, in the reader's language; one that surely asks nothing speaks for the offer."""
    found: dict[tuple[str, str], Chip] = {}
    for option in options:
        figures = [money_round(option.price_fixed, option.currency)] if option.price_fixed else []
        figures += [rate(option.price_rate)] if option.price_rate else []
        model = MODELS[option.model]
        key = model.short_zh if language == "zh" else model.short_en, " + ".join(figures)
        found.setdefault(key, Chip(*key, accent=not found and option.price_sure == 0))
    cheapest = options[0] if options else None
    several = len({option.price_fixed for option in options}) > 1
    months = max((option.trial_months for option in options), default=0)
    return Ways(
        chips=tuple(found.values()),
        trial=ngettext("Trial of %(num)s month", "Trial of %(num)s months", months) if months else "",
        price_label=gettext("Cheapest option: all fixed sums") if several else gettext("All fixed sums"),
        price=money(cheapest.price_fixed, cheapest.currency) if cheapest else "",
        rate_label=gettext("Royalty up to"),
        rate=rate(cheapest.price_rate) if cheapest and cheapest.price_rate else "",
    )


@lru_cache(maxsize=64)
def _status(code: str, language: str) -> str:
    """The word of a status, in the language of the reader."""
    if code not in PatentStatus.__members__.values():
        return gettext("Status unknown")
    return STATUSES[PatentStatus(code)][0 if language == "zh" else 1]


@lru_cache(maxsize=4096)
def _facts(
    as_of: date | None, term_end: date | None, trl: int | None, patents: int, licences: int, _language: str
) -> tuple[str, ...]:
    """Short facts under the card, in the language of the reader.

    Day of the status, end of protection, readiness, patents if there are several, licences given.
    """
    facts = [gettext("as of %(day)s", day=iso_date(as_of)) if as_of else gettext("date not known")]
    if term_end:
        facts.append(gettext("Protected until %(day)s", day=iso_date(term_end)))
    if trl:
        facts.append(gettext("TRL %(level)s", level=trl))
    if patents > 1:
        facts.append(ngettext("%(num)s patent", "%(num)s patents", patents))
    facts.append(
        ngettext("%(num)s licence given", "%(num)s licences given", licences)
        if licences
        else gettext("no licence given yet")
    )
    return tuple(facts)
