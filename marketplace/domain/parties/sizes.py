"""Size classes of enterprises: the class follows from sector, persons employed, revenue and assets.

Source: classification of large, medium, small and micro enterprises for statistics (National Bureau of Statistics,
2017), which follows 工信部联企业〔2011〕300号. A class is reached only when every indicator of the sector meets its
lower bound; a missing indicator gives UNKNOWN, never a guess.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from marketplace.domain.dates import add_months
from marketplace.domain.parties.size_table import SECTORS, Sector

VALID_MONTHS = 12
_FEN_PER_TEN_THOUSAND_YUAN = 1_000_000
_CLASSES = ("LARGE", "MEDIUM", "SMALL")

def size_class(
    sector: str,
    staff: int | None,
    revenue_minor: int | None,
    assets_minor: int | None,
    *,
    sectors: Mapping[str, Sector] = SECTORS,
) -> str:
    """LARGE, MEDIUM, SMALL, MICRO, or UNKNOWN when the sector needs a figure that is None.

    Last year's figures: persons employed, operating revenue and total assets in fen. Only the indicators of the
    sector count. Raises KeyError for an unknown sector.
    """
    values = {"staff": staff, "revenue": revenue_minor, "assets": assets_minor}
    bounds = sectors[sector].bounds
    figures: list[tuple[int, tuple[int, int, int]]] = []
    for indicator, limits in bounds.items():
        value = values[indicator]
        if value is None:
            return "UNKNOWN"
        unit = 1 if indicator == "staff" else _FEN_PER_TEN_THOUSAND_YUAN
        figures.append((value, (limits[0] * unit, limits[1] * unit, limits[2] * unit)))
    for rank, name in enumerate(_CLASSES):
        if all(value >= limits[rank] for value, limits in figures):
            return name
    return "MICRO"


def needed_indicators(sector: str, *, sectors: Mapping[str, Sector] = SECTORS) -> tuple[str, ...]:
    """Which of `staff`, `revenue`, `assets` decide the class in a sector. Raises KeyError for an unknown sector."""
    return tuple(sectors[sector].bounds)


def valid_until(declared_on: date) -> date:
    """The last day on which a declaration of size still counts."""
    return add_months(declared_on, VALID_MONTHS)


def sector_of_industry(code: str, *, sectors: Mapping[str, Sector] = SECTORS) -> str:
    """The sector of a GB/T 4754-2017 code with its section letter (`C3670`, `I65`, `L`); "" when outside the table.

    The longest matching prefix decides; finance, education, health and public administration are outside.
    """
    best = ""
    found = ""
    for name, sector in sectors.items():
        for prefix in sector.industries:
            if code.startswith(prefix) and len(prefix) > len(best):
                best, found = prefix, name
    return found
