"""What comparable licences cost, beside a listing's terms: imported statistics and licences of this site."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from marketplace.domain.terms.model import TermSheet
from marketplace.domain.terms.reading import read_terms
from marketplace.domain.terms.reference import MEASURES, Band, band_of_deals, figure_of, figure_text
from marketplace.domain.terms.words_reference import band_words, place_words, too_few_words
from marketplace.store.listings.reference import sheets_taken, statistics_for
from marketplace.web.listings.offers import say


@dataclass(frozen=True, slots=True)
class ShownBand:
    """A band in a sentence, and where each of the terms at hand stands in it."""

    text: str
    places: Sequence[str] = ()
    demonstration: bool = False


def shown_bands(sheets: Iterable[TermSheet], field: str) -> list[ShownBand]:
    """The bands for the measures that these sheets have; `field`: GB/T 4754 division of the patents, or ""."""
    terms = list(sheets)
    wanted = [measure for measure in MEASURES if any(figure_of(one, measure) is not None for one in terms)]
    if not wanted:
        return []
    taken = [(_figures(sheet), number) for sheet, number in sheets_taken(field)]
    shown = []
    for measure in wanted:
        shown += [_shown(band, terms) for band in _newest(statistics_for([field]), measure)]
        figures = [figure for one, number in taken if (figure := one[measure]) is not None for _ in range(number)]
        own = band_of_deals(measure, field, figures)
        shown.append(_shown(own, terms) if own else ShownBand(say(too_few_words(measure, len(figures)))))
    return shown


@lru_cache(maxsize=4096)
def _figures(sheet: str) -> Mapping[str, Decimal | None]:
    """The figures of a sheet that was taken; sheets never change."""
    terms = read_terms(json.loads(sheet))
    return {measure: figure_of(terms, measure) for measure in MEASURES}


def _newest(bands: Iterable[Band], measure: str) -> list[Band]:
    """Of each field and source the newest year."""
    found: dict[tuple[str, str], Band] = {}
    for band in bands:
        if band.measure == measure:
            found.setdefault((band.field, band.source), band)
    return list(found.values())


def _shown(band: Band, terms: Sequence[TermSheet]) -> ShownBand:
    figures = [figure_of(one, band.measure) for one in terms]
    places = [
        say(place_words(band.place_of(figure), figure_text(band.measure, figure)))
        for figure in dict.fromkeys(figures)
        if figure is not None
    ]
    return ShownBand(say(band_words(band)), places, band.demonstration)
