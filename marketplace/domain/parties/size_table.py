"""The table of size classes: sixteen sectors, their GB/T 4754-2017 codes and lower bounds.

Persons employed are counted; revenue and assets are in ten thousand yuan. Each triple holds the lower bounds of
large, medium and small; below the last is micro.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Sector:
    """A row of the table: (zh, en), prefixes of industry codes, and lower bounds by indicator."""

    name: tuple[str, str]
    industries: tuple[str, ...]
    bounds: Mapping[str, tuple[int, int, int]]


SECTORS: dict[str, Sector] = {
    "agriculture": Sector(
        ("农、林、牧、渔业", "Agriculture, forestry, husbandry and fishery"),
        ("A",),
        {"revenue": (20_000, 500, 50)},
    ),
    "industry": Sector(
        ("工业（采矿、制造、电热燃气水生产供应）", "Industry (mining, manufacturing, utilities)"),
        ("B", "C", "D"),
        {"staff": (1_000, 300, 20), "revenue": (40_000, 2_000, 300)},
    ),
    "construction": Sector(
        ("建筑业", "Construction"),
        ("E",),
        {"revenue": (80_000, 6_000, 300), "assets": (80_000, 5_000, 300)},
    ),
    "wholesale": Sector(
        ("批发业", "Wholesale"),
        ("F51",),
        {"staff": (200, 20, 5), "revenue": (40_000, 5_000, 1_000)},
    ),
    "retail": Sector(
        ("零售业", "Retail"),
        ("F52",),
        {"staff": (300, 50, 10), "revenue": (20_000, 500, 100)},
    ),
    "transport": Sector(
        ("交通运输业（不含铁路运输业）", "Transport (without railways)"),
        ("G54", "G55", "G56", "G57", "G58"),
        {"staff": (1_000, 300, 20), "revenue": (30_000, 3_000, 200)},
    ),
    "warehousing": Sector(
        ("仓储业", "Warehousing"),
        ("G59",),
        {"staff": (200, 100, 20), "revenue": (30_000, 1_000, 100)},
    ),
    "post": Sector(
        ("邮政业", "Post"),
        ("G60",),
        {"staff": (1_000, 300, 20), "revenue": (30_000, 2_000, 100)},
    ),
    "accommodation": Sector(
        ("住宿业", "Accommodation"),
        ("H61",),
        {"staff": (300, 100, 10), "revenue": (10_000, 2_000, 100)},
    ),
    "catering": Sector(
        ("餐饮业", "Catering"),
        ("H62",),
        {"staff": (300, 100, 10), "revenue": (10_000, 2_000, 100)},
    ),
    "information": Sector(
        ("信息传输业", "Information transmission"),
        ("I63", "I64"),
        {"staff": (2_000, 100, 10), "revenue": (100_000, 1_000, 100)},
    ),
    "software": Sector(
        ("软件和信息技术服务业", "Software and IT services"),
        ("I65",),
        {"staff": (300, 100, 10), "revenue": (10_000, 1_000, 50)},
    ),
    "real_estate": Sector(
        ("房地产开发经营", "Real-estate development"),
        ("K701",),
        {"revenue": (200_000, 1_000, 100), "assets": (10_000, 5_000, 2_000)},
    ),
    "property": Sector(
        ("物业管理", "Property management"),
        ("K702",),
        {"staff": (1_000, 300, 100), "revenue": (5_000, 1_000, 500)},
    ),
    "leasing_business": Sector(
        ("租赁和商务服务业", "Leasing and business services"),
        ("L",),
        {"staff": (300, 100, 10), "assets": (120_000, 8_000, 100)},
    ),
    "other": Sector(
        ("其他未列明行业", "Other sectors not listed"),
        ("M", "N", "O", "Q85", "R", "K703", "K704", "K709"),
        {"staff": (300, 100, 10)},
    ),
}

SIZE_TABLE = "parties.size_bounds"

DEFAULT_PARAMETERS: list[tuple[str, str, date, str, str]] = [
    (
        SIZE_TABLE,
        f"{name}:{indicator}",
        date(2017, 12, 28),
        "/".join(map(str, limits)),
        "工信部联企业〔2011〕300号; 国家统计局 2017",
    )
    for name, sector in SECTORS.items()
    for indicator, limits in sector.bounds.items()
]
"""The bounds as rows for the `parameter` table: scope `sector:indicator`, value `large/medium/small`."""


def sectors_from(rows: Mapping[str, str]) -> dict[str, Sector]:
    """The table with bounds from parameter rows (scope to value); sectors keep their names and industries."""
    bounds: dict[str, dict[str, tuple[int, int, int]]] = {}
    for scope, value in rows.items():
        name, _, indicator = scope.partition(":")
        large, medium, small = map(int, value.split("/"))
        bounds.setdefault(name, {})[indicator] = (large, medium, small)
    return {
        name: Sector(sector.name, sector.industries, bounds.get(name, sector.bounds))
        for name, sector in SECTORS.items()
    }
