"""Result cards: what a listing offers in a factory's words, ready to print, so that the template only lays it out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from flask import url_for
from markupsafe import Markup, escape

from marketplace.domain.listings.names import KINDS, word
from marketplace.domain.patents.status import PatentStatus
from marketplace.domain.patents.words import STATUSES
from marketplace.domain.terms.naming import MODELS
from marketplace.search import highlight
from marketplace.store.listings.cards import CardRow, OptionOnCard
from marketplace.web.formats import iso_date, lang_text, money, money_round, rate
from marketplace.web.locale import gettext, lang, ngettext

_OPEN, _CLOSE = Markup("<mark>"), Markup("</mark>")
SNIPPET = 120  # characters of an abstract
MARK = "<mark>"


@dataclass(frozen=True, slots=True)
class Text:
    """A text with what was asked for marked in it. `lang` is empty where it is the reader's own language."""

    html: Markup
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    label: str
    figures: str
    accent: bool


@dataclass(frozen=True, slots=True)
class Card:
    """One result. `headline` is the benefit where one is written, `title` then stands below it.

    `chips`: the different ways to pay, the cheapest first; `price`: its fixed sums, `rate`: its royalty. `status` is
    that of the first patent, `status_code` decides its look. `why`: what of the query was found where.
    """

    public_id: str
    url: str
    kind: str
    licensor: str
    headline: Text
    title: Text | None
    snippet: Text | None
    chips: Sequence[Chip]
    price_label: str
    price: str
    rate: str
    trial: str
    status_code: str
    status: str
    facts: Sequence[str]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """How cards are shown: what is marked in them, and why each listing was found."""

    terms: Sequence[str] = ()
    why: Mapping[int, str] = field(default_factory=dict)


def cards(rows: Iterable[CardRow], shown: Shown | None = None) -> list[Card]:
    """The cards of these listings."""
    shown = shown or Shown()
    return [_card(row, shown) for row in rows]


def _card(row: CardRow, shown: Shown) -> Card:
    headline, title, snippet = _texts(row, shown.terms)
    cheapest = row.options[0] if row.options else None
    several = len({option.price_fixed for option in row.options}) > 1
    return Card(
        public_id=row.public_id,
        url=url_for("listings.show", public_id=row.public_id),
        kind=word(KINDS, row.kind, lang()),
        licensor=_own(row.licensor_zh, row.licensor_en),
        headline=headline,
        title=title,
        snippet=snippet,
        chips=_chips(row.options),
        price_label=gettext("Cheapest option: all fixed sums") if several else gettext("All fixed sums"),
        price=money(cheapest.price_fixed, cheapest.currency) if cheapest else "",
        rate=rate(cheapest.price_rate) if cheapest and cheapest.price_rate else "",
        trial=_trial(row.options),
        status_code=row.status,
        status=_status(row.status),
        facts=_facts(row),
        why=shown.why.get(row.id, ""),
    )


def _texts(row: CardRow, terms: Sequence[str]) -> tuple[Text, Text | None, Text | None]:
    """Headline, title and snippet: of the abstract the place where the query is found, unless nothing else tells."""
    title = _text(row.title_zh, row.title_en, terms) or Text(Markup(""))
    benefit = _text(row.benefit_zh, row.benefit_en, terms)
    summary = _text(row.summary_zh, row.summary_en, terms, SNIPPET)
    abstract = _text(row.abstract_zh, row.abstract_en, terms, SNIPPET)
    found = next((text for text in (abstract, summary) if text is not None and MARK in text.html), None)
    if benefit is not None:
        return benefit, title, found
    return title, None, found or summary or abstract


def _text(zh: str, en: str, terms: Sequence[str], length: int = 0) -> Text | None:
    """A text in the reader's language if there is one; `length` 0 takes all of it."""
    found = lang_text(zh, en)
    if not found.text:
        return None
    pieces = highlight.snippet(found.text, terms, length) if length else highlight.mark(found.text, terms)
    return Text(marked(pieces), found.lang if found.is_other_language else "")


def marked(pieces: Iterable[highlight.Piece]) -> Markup:
    """The pieces as HTML: all of them escaped, those asked for marked."""
    found: list[Markup] = []
    for text, hit in pieces:
        found += (_OPEN, escape(text), _CLOSE) if hit else (escape(text),)
    return Markup("").join(found)


def _chips(options: Sequence[OptionOnCard]) -> list[Chip]:
    """Each different way to pay once; one that surely asks nothing speaks for the offer."""
    found: dict[tuple[str, str], Chip] = {}
    for option in options:
        figures = [money_round(option.price_fixed, option.currency)] if option.price_fixed else []
        figures += [rate(option.price_rate)] if option.price_rate else []
        model = MODELS[option.model]
        label = model.short_zh if lang() == "zh" else model.short_en
        key = label, " + ".join(figures)
        found.setdefault(key, Chip(*key, accent=not found and option.price_sure == 0))
    return list(found.values())


def _trial(options: Sequence[OptionOnCard]) -> str:
    months = max((option.trial_months for option in options), default=0)
    return ngettext("Trial of %(num)s month", "Trial of %(num)s months", months) if months else ""


def _status(code: str) -> str:
    if code not in PatentStatus.__members__.values():
        return gettext("Status unknown")
    return STATUSES[PatentStatus(code)][0 if lang() == "zh" else 1]


def _facts(row: CardRow) -> list[str]:
    """Short facts under the card: day of the status, readiness, end of protection, patents, licences given."""
    facts = [
        gettext("as of %(day)s", day=iso_date(row.status_as_of))
        if row.status_as_of
        else gettext("date not known")
    ]
    if row.term_end:
        facts.append(gettext("Protected until %(day)s", day=iso_date(row.term_end)))
    if row.trl:
        facts.append(gettext("TRL %(level)s", level=row.trl))
    if row.patents > 1:
        facts.append(ngettext("%(num)s patent", "%(num)s patents", row.patents))
    facts.append(
        ngettext("%(num)s licence given", "%(num)s licences given", row.licences)
        if row.licences
        else gettext("no licence given yet")
    )
    return facts


def _own(zh: str, en: str) -> str:
    return (zh or en) if lang() == "zh" else (en or zh)
