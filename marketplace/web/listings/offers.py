"""The ways to pay under a listing as a page shows them: prices of the engine, terms in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from marketplace.domain.listings import names
from marketplace.domain.terms.model import TermSheet
from marketplace.domain.terms.naming import MODELS, model_name
from marketplace.domain.terms.price import Price, asks_on_day_one, price
from marketplace.domain.terms.reading import read_terms
from marketplace.domain.terms.words_articles import articles
from marketplace.domain.terms.words_figures import Words, amount_words
from marketplace.domain.terms.words_summary import chip, summary
from marketplace.store.listings.listings import Listing
from marketplace.web.formats import money
from marketplace.web.locale import gettext, lang, ngettext

LONGEST_SHORT = 14


@dataclass(frozen=True, slots=True)
class Offer:
    """One way to pay. `licences`: how many were taken under exactly these terms; `short`: a name for charts."""

    position: int
    label: str
    model: str
    short: str
    chip: str
    summary: str
    sheet: Mapping[str, Any]
    sheet_hash: str
    terms: TermSheet
    price: Price
    asks_on_day_one: int
    licences: int
    clauses: Sequence[Mapping[str, Any]]

    @property
    def currency(self) -> str:
        return self.terms.currency


def say(words: Words) -> str:
    """Words in the reader's language."""
    return words.zh if lang() == "zh" else words.en


def offers_of(listing: Listing, licences: Mapping[str, int]) -> list[Offer]:
    """The ways to pay of a listing as it stands."""
    return [
        offer_of(
            option.position,
            option.terms,
            option.sheet_hash,
            label=label_of(option.label_zh, option.label_en),
            licences=licences.get(option.sheet_hash, 0),
        )
        for option in listing.options
    ]


def offers_in(content: Mapping[str, Any], licences: Mapping[str, int]) -> list[Offer]:
    """The ways to pay of a kept edition."""
    return [
        offer_of(
            option["position"],
            option["sheet"],
            option["sheet_hash"],
            label=label_of(option["label_zh"], option["label_en"]),
            licences=licences.get(option["sheet_hash"], 0),
        )
        for option in content.get("options", [])
    ]


def label_of(zh: str, en: str) -> str:
    """The name its author gave, in the reader's language if there is one."""
    return (zh or en) if lang() == "zh" else (en or zh)


def offer_of(
    position: int, sheet: Mapping[str, Any], sheet_hash: str, *, label: str = "", licences: int = 0
) -> Offer:
    """One sheet with all that is said of it."""
    terms = read_terms(sheet)
    model = MODELS[model_name(terms)]
    model_words = model.zh if lang() == "zh" else model.en
    return Offer(
        position=position,
        label=label or model_words,
        model=model_words,
        short=_short(label, model_words, model.short_zh if lang() == "zh" else model.short_en),
        chip=say(chip(terms)),
        summary=say(summary(terms)),
        sheet=sheet,
        sheet_hash=sheet_hash,
        terms=terms,
        price=price(terms),
        asks_on_day_one=asks_on_day_one(terms),
        licences=licences,
        clauses=clauses_of(terms),
    )


def _short(label: str, model: str, short_model: str) -> str:
    """A name that fits under a bar: of the model, or the author's own cut to size."""
    if not label or label == model:
        return short_model
    return label if len(label) <= LONGEST_SHORT else f"{label[: LONGEST_SHORT - 1]}…"


def clauses_of(terms: TermSheet, language: str = "") -> list[dict[str, Any]]:
    """A sheet in words as numbered articles for the macro `term_clauses`; `language`: zh or en, else the reader's."""
    at = 0 if (language or lang()) == "zh" else 1
    shown = []
    for article in articles(terms):
        texts = [(clause.zh, clause.en)[at] for clause in article.clauses]
        single = len(texts) == 1
        shown.append(
            {
                "number": article.number[at],
                "title": article.heading[at],
                "paragraphs": texts if single else [],
                "parts": [] if single else texts,
            }
        )
    return shown


def takes_effect(offer: Offer, kind: str) -> str:
    """When a licence under an offer takes effect, by the kind of its listing."""
    if offer.asks_on_day_one:
        asked = amount_words(offer.asks_on_day_one, offer.currency)
        return gettext("On the day the first payment of %(amount)s is confirmed", amount=asked)
    if kind == "negotiated":
        return gettext("On the day an offer is accepted")
    return gettext("On the day your notice arrives")


def royalty_words(offer: Offer) -> str:
    """The highest rate, or the sum per unit; a dash where no royalty runs."""
    parts = []
    if offer.price.rate is not None:
        parts.append(gettext("up to %(rate)s%%", rate=offer.price.rate))
    if offer.price.per_unit is not None:
        parts.append(gettext("up to %(amount)s yuan a unit", amount=offer.price.per_unit))
    return gettext(" and ").join(parts) or "–"


def months_words(months: int) -> str:
    """A term in years where it is whole years, else in months."""
    if months % 12 == 0:
        return ngettext("%(num)s year", "%(num)s years", months // 12)
    return ngettext("%(num)s month", "%(num)s months", months)


def comparison_rows(offers: Iterable[Offer], kind: str) -> list[dict[str, Any]]:
    """The offers side by side, for the macro `comparison_table`."""
    shown = list(offers)
    rows = [
        (
            gettext("Asked on the first day"),
            gettext("when the licence begins"),
            [money(offer.asks_on_day_one, offer.currency) for offer in shown],
        ),
        (
            gettext("Surely payable"),
            gettext("over the whole term, even if nothing is sold"),
            [money(offer.price.sure, offer.currency) for offer in shown],
        ),
        (
            gettext("With all stages"),
            gettext("every fixed sum, if every stage is reached"),
            [money(offer.price.fixed, offer.currency) for offer in shown],
        ),
        (gettext("Royalty"), gettext("on what you report"), [royalty_words(offer) for offer in shown]),
        (
            gettext("Never more than"),
            gettext("total cap over the term"),
            [
                money(offer.terms.total_cap, offer.currency) if offer.terms.total_cap is not None else gettext("no cap")
                for offer in shown
            ],
        ),
        (gettext("Term"), "", [months_words(offer.terms.term_months) for offer in shown]),
        (gettext("Takes effect"), "", [takes_effect(offer, kind) for offer in shown]),
        (
            gettext("Taken so far"),
            gettext("licences under exactly these terms"),
            [str(offer.licences) for offer in shown],
        ),
    ]
    if any(offer.label != offer.model for offer in shown):
        rows.insert(0, (gettext("Payment model"), "", [offer.model for offer in shown]))
    return [{"label": label, "note": note, "values": values} for label, note, values in rows]


def kind_name(kind: str) -> str:
    return names.word(names.KINDS, kind, lang())
