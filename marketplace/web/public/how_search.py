"""How the search works, said from the very constants it works with: fields, weights, signs, facets."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from flask import Blueprint, render_template

from marketplace.search.age import last_written
from marketplace.search.matching import BEGINNING_SCORE, PHRASE_SCORE
from marketplace.search.nearness import TOGETHER
from marketplace.search.parsing import LONGEST_TEXT
from marketplace.search.partly import SHARE, VERY_FEW
from marketplace.search.schema import TEXT_FIELDS
from marketplace.search.scoring import SATURATION
from marketplace.search.syntax import PREFIXES, SIGNS
from marketplace.web.locale import gettext, lang
from marketplace.web.public.facet_words import FACET_NAMES, facet_name
from marketplace.web.public.search import LONGEST

blueprint = Blueprint("how_search", __name__)


class Field(NamedTuple):
    """A field that words are looked for in: how much a hit counts, and how much length does (percent)."""

    label: str
    weight: str
    shortness: str


class Row(NamedTuple):
    """A sign or field name that can be typed: how it is written and what it does."""

    written: str
    meaning: str


@blueprint.get("/how-search-works")
def show() -> str:
    return render_template(
        "public/how_search.html",
        fields=fields(),
        prefixes=prefixes(),
        signs=signs(),
        facets=[facet_name(facet) for facet in FACET_NAMES],
        written=last_written(),
        longest=min(LONGEST, LONGEST_TEXT),
        phrase=plain(PHRASE_SCORE),
        beginning=plain(BEGINNING_SCORE),
        together=plain(100 * Decimal(str(TOGETHER))),
        share=plain(100 * Decimal(str(SHARE))),
        fewest=VERY_FEW,
        formula=formula(),
    )


def fields() -> list[Field]:
    """The fields with their weights, the heaviest first; the same field in two languages is told once."""
    words = {
        "title": gettext("Title of the listing and its patents"),
        "summary": gettext("Summary and the patent in plain words"),
        "abstract": gettext("Abstract"),
        "owner": gettext("Owner and licensor"),
        "inventor": gettext("Inventors"),
    }
    told: dict[tuple[str, float, float], None] = {}
    for name, (weight, shortness) in TEXT_FIELDS.items():
        told[name.removesuffix("_zh").removesuffix("_en"), weight, shortness] = None
    found = [
        Field(words.get(name, name), plain(weight), plain(100 * Decimal(str(shortness))))
        for name, weight, shortness in told
    ]
    return sorted(found, key=lambda field: -Decimal(field.weight))


def formula() -> str:
    """What a word counts in a field, as `search/scoring.py` reckons it."""
    k = Decimal(str(SATURATION))
    return f"W · ln(1 + (N − n + ½) / (n + ½)) · {plain(k + 1)} · c / (c + {plain(k)} · (1 − l + l · L / M))"


def plain(value: object) -> str:
    """A number as short as it can be written: 5, 2.5."""
    text = format(Decimal(str(value)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def prefixes() -> list[Row]:
    """Names that narrow a word to a field, each with its ways of writing."""
    meanings = {
        "title": gettext("only in titles"),
        "abstract": gettext("only in abstracts"),
        "number": gettext("application, patent or publication number in any written form"),
        "class": gettext("class symbol of IPC, CPC or Locarno, and everything under it"),
        "owner": gettext("owner or licensor; also in pinyin or by initials"),
        "inventor": gettext("inventor; also in pinyin or by initials"),
    }
    side = 0 if lang() == "zh" else 1
    return [
        Row(f"{_own_name(prefix.names)}:{prefix.example[side]}", meanings[prefix.code])
        for prefix in PREFIXES
        if prefix.code in meanings
    ]


def signs() -> list[Row]:
    """Signs that change what is looked for."""
    meanings = {
        "phrase": gettext("exactly these words in this order"),
        "without": gettext("without the word behind the minus sign"),
        "nearly": gettext("words spelt nearly so"),
        "beginning": gettext("words that begin so"),
    }
    side = 0 if lang() == "zh" else 1
    return [Row(sign.example[side], meanings[sign.code]) for sign in SIGNS if sign.code in meanings]


def _own_name(names: tuple[str, ...]) -> str:
    """The name of a field that a reader of this language would write."""
    wants_chinese = lang() == "zh"
    return next((name for name in names if name.isascii() != wants_chinese), names[0])
