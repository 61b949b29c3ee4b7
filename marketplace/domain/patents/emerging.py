"""Strategic emerging industries, and what the class symbols of a patent suggest of them.

The nine are those of the Classification of Strategic Emerging Industries (2018) of the National Bureau of Statistics.
Which prefixes point to which is a rule of thumb that only makes proposals: an industry counts once the owner names it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

EMERGING: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "1": ("新一代信息技术", "New-generation information technology"),
        "2": ("高端装备制造", "High-end equipment"),
        "3": ("新材料", "New materials"),
        "4": ("生物", "Biotechnology"),
        "5": ("新能源汽车", "New-energy vehicles"),
        "6": ("新能源", "New energy"),
        "7": ("节能环保", "Energy saving and environment"),
        "8": ("数字创意", "Digital creative industry"),
        "9": ("相关服务业", "Related services"),
    }
)

#: beginnings of class symbols that suggest each of them
PREFIXES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "1": ("G06", "H04L", "H04W", "H04B", "H10"),
        "2": ("B25J", "B23", "B64", "B61", "B63", "G05B"),
        "3": ("C22C", "C08", "C04B", "C01B", "B82Y"),
        "4": ("A61K", "A61P", "A61B", "C07K", "C12N", "C12Q"),
        "5": ("B60L", "B60W", "B60K", "H01M"),
        "6": ("H02S", "F03D", "G21", "F24S", "H02J"),
        "7": ("C02F", "B01D53/", "B09B", "F23G", "F25B"),
        "8": ("H04N", "A63F", "G10L", "G06T"),
        "9": ("G06Q", "G01N"),
    }
)


def proposed(classes: Iterable[str]) -> dict[str, str]:
    """The industries that these class symbols suggest, each with the first symbol that does, in their order."""
    symbols = list(classes)
    found = {
        code: next((symbol for symbol in symbols if symbol.startswith(prefixes)), "")
        for code, prefixes in PREFIXES.items()
    }
    return {code: symbol for code, symbol in found.items() if symbol}
