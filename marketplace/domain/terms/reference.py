"""Reference bands: what comparable licences cost, as median and quartiles with the number of licences behind them.

Two measures: ``rate``, the highest royalty in percent of net sales, and ``fixed``, all fixed sums of a licence in yuan.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from marketplace.domain.money import NotAnAmount, format_rate, scaled
from marketplace.domain.terms.model import Annual, Fixed, Instalments, Royalty, TermSheet

MEASURES = ("rate", "fixed")
#: Fewer licences of this site than this show no band: it would tell what single parties agreed.
LEAST_DEALS = 5
COLUMNS = ("measure", "field", "year", "sample_size", "lower", "median", "upper", "source")
MOST_ROWS = 10_000

_PLACES = {"rate": 6, "fixed": 2}
_FIELD = re.compile(r"([A-Z]|[A-Z]?[0-9]{2,3})?", re.ASCII)


class RowFault(ValueError):
    """A line of a statistic that cannot be taken: ``code`` (see :mod:`words_reference`) and the column it is about."""

    def __init__(self, code: str, column: str) -> None:
        super().__init__(code, column)
        self.code = code
        self.column = column


@dataclass(frozen=True, slots=True)
class Band:
    """Quartiles and median of one measure; ``year`` 0 and an empty ``source`` for the licences of this site."""

    measure: str
    field: str
    year: int
    sample_size: int
    lower: Decimal
    median: Decimal
    upper: Decimal
    source: str = ""
    demonstration: bool = False

    @classmethod
    def of(
        cls,
        measure: str,
        field: str,
        year: int,
        sample_size: int,
        quartiles: Sequence[str],
        source: str,
        *,
        demonstration: bool = False,
    ) -> Band:
        """A band out of decimal strings."""
        lower, median, upper = (Decimal(text) for text in quartiles)
        return cls(measure, field, year, sample_size, lower, median, upper, source, demonstration)

    def place_of(self, asked: Decimal) -> str:
        """Where a figure stands: ``below`` the lower quartile, ``within``, ``above`` the upper one."""
        if asked < self.lower:
            return "below"
        return "above" if asked > self.upper else "within"


def band_of_deals(measure: str, field: str, figures: Iterable[Decimal]) -> Band | None:
    """The band of licences taken on this site; None where they are too few to be shown."""
    ordered = sorted(figures)
    if len(ordered) < LEAST_DEALS:
        return None
    lower, median, upper = (_quartile(ordered, quarter) for quarter in (1, 2, 3))
    return Band(measure, field, 0, len(ordered), lower, median, upper)


def _quartile(ordered: Sequence[Decimal], quarter: int) -> Decimal:
    """A quartile by linear interpolation between the two nearest figures, both ends included."""
    place, rest = divmod((len(ordered) - 1) * quarter, 4)
    if not rest:
        return ordered[place]
    return ordered[place] + (ordered[place + 1] - ordered[place]) * rest / 4


def figure_of(terms: TermSheet, measure: str) -> Decimal | None:
    """The figure of a sheet that a band is about; None where the sheet has none, or another currency."""
    if terms.currency != "CNY":
        return None
    if measure == "rate":
        rates = [
            band.rate
            for part in terms.components
            if isinstance(part, Royalty) and part.base == "net_sales"
            for band in part.bands
        ]
        return max(rates, default=None)
    sums = [
        part.total if isinstance(part, Instalments) else part.amount * _years(part, terms)
        for part in terms.components
        if isinstance(part, Fixed | Instalments | Annual)
    ]
    return Decimal(sum(sums)).scaleb(-2) if any(sums) else None


def _years(part: Fixed | Annual, terms: TermSheet) -> int:
    if isinstance(part, Fixed):
        return 1
    years = -(-terms.term_months // 12)
    return max(0, min(part.to_year or years, years) - part.from_year + 1)


def read_row(row: Mapping[str, str | None]) -> Band:
    """One line of an imported statistic. Raises RowFault."""
    values = {column: (row.get(column) or "").strip() for column in COLUMNS}
    if values["measure"] not in MEASURES:
        raise RowFault("measure", "measure")
    if not _FIELD.fullmatch(values["field"]):
        raise RowFault("field", "field")
    year, size = (_count(values, name) for name in ("year", "sample_size"))
    if not 1985 <= year <= 2199:
        raise RowFault("year", "year")
    lower, median, upper = (_figure(values, name) for name in ("lower", "median", "upper"))
    if not lower <= median <= upper:
        raise RowFault("order", "median")
    if not values["source"] or len(values["source"]) > 300:
        raise RowFault("source", "source")
    return Band(values["measure"], values["field"], year, size, lower, median, upper, values["source"])


def _count(values: Mapping[str, str], name: str) -> int:
    text = values[name]
    if not (text.isascii() and text.isdigit() and len(text) <= 9 and int(text) > 0):
        raise RowFault("count", name)
    return int(text)


def _figure(values: Mapping[str, str], name: str) -> Decimal:
    places = _PLACES[values["measure"]]
    try:
        figure = Decimal(scaled(values[name], places)).scaleb(-places)
    except NotAnAmount:
        raise RowFault("figure", name) from None
    if figure < 0 or (values["measure"] == "rate" and figure > 100):
        raise RowFault("figure", name)
    return figure


def figure_text(measure: str, figure: Decimal) -> str:
    """A figure of a band as a person reads it: 2.5%, ¥20,000.00."""
    shown = figure.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{format_rate(shown)}%" if measure == "rate" else f"¥{shown:,}"
