"""A comparison of ways to pay as PDF, from plain facts.

The facts are one dict; texts are in the language of the document, amounts integer minor units of ``currency``::

    demonstration   bool
    issuer, listing text, the name of the site and of the listing
    patents         text
    url             where the same calculation can be seen
    currency        ISO 4217
    options         [{"label", "note"}]
    assumptions     [[label, value]]
    rows            [{"label", "note", "total": bool, "amounts": [one for each option]}]
    income          rows of the owner's view, none for licensees
    sentences       [text]                                  break-even
    working         [{"heading", "lines": [{"name", "amount", "due_on", "steps": [text]}]}]
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from marketplace.documents.typesetting import Language, printable_content, typeset
from marketplace.documents.wording import Wording
from marketplace.domain.terms.words_comparison import COMPARISON

_TIME_ZONE = ZoneInfo("Asia/Shanghai")


def comparison_pdf(facts: Mapping[str, Any], *, lang: Language, made_at: datetime) -> bytes:
    """The comparison as PDF/UA-1. Same facts, language and instant (aware) give the same bytes.

    :raises KeyError: a fact is missing.
    :raises ValueError: ``made_at`` is naive.
    """
    if made_at.tzinfo is None:
        raise ValueError("made_at must be aware")
    content, lacking = printable_content(_content(facts, Wording(lang), made_at))
    content["unprintable"] = _word("unprintable", lang).format(codes=", ".join(lacking)) if lacking else ""
    return typeset("comparison.typ", content, made_at)


def _content(facts: Mapping[str, Any], wording: Wording, made_at: datetime) -> dict[str, Any]:
    lang, currency = wording.lang, facts["currency"]
    return {
        "lang": lang,
        "words": {code: _word(code, lang) for code in COMPARISON},
        "made": wording.day(made_at.astimezone(_TIME_ZONE).date().isoformat()),
        "currency_note": _word("currency_note", lang).format(currency=wording.currency(currency)),
        "link": _word("link", lang).format(url=facts["url"]),
        **{key: facts[key] for key in ("demonstration", "issuer", "listing", "patents", "sentences")},
        "options": [{"label": one["label"], "note": one["note"]} for one in facts["options"]],
        "assumptions": [list(pair) for pair in facts["assumptions"]],
        "rows": [_row(row, wording, currency) for row in facts["rows"]],
        "income": [_row(row, wording, currency) for row in facts["income"]],
        "working": [_working(group, wording, currency) for group in facts["working"]],
    }


def _row(row: Mapping[str, Any], wording: Wording, currency: str) -> dict[str, Any]:
    amounts = [wording.amount(amount, currency) for amount in row["amounts"]]
    return {"label": row["label"], "note": row["note"], "total": row["total"], "amounts": amounts}


def _working(group: Mapping[str, Any], wording: Wording, currency: str) -> dict[str, Any]:
    due = _word("due", wording.lang)
    return {
        "heading": group["heading"],
        "lines": [
            {
                "name": line["name"],
                "amount": wording.amount(line["amount"], currency),
                "due": due.format(day=wording.day(line["due_on"])),
                "steps": list(line["steps"]),
            }
            for line in group["lines"]
        ],
    }


def _word(code: str, lang: Language) -> str:
    words = COMPARISON[code]
    return words.zh if lang == "zh" else words.en
