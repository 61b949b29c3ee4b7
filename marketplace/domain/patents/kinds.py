"""Kinds of patent and the term of protection that follows from the kind and the filing date.

Source: Patent Law Art. 42 (20 years for inventions, 10 for utility models, 15 for designs), with the amendment
in force since 2021-06-01 that lengthened the design term from 10 to 15 years for later filings.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from marketplace.domain.patents.dates import add_years


class PatentKind(StrEnum):
    """The three kinds of right. International and most foreign numbers count as inventions."""

    INVENTION = "invention"
    UTILITY_MODEL = "utility_model"
    DESIGN = "design"

DESIGN_FIFTEEN_YEARS_FROM = date(2021, 6, 1)

TYPE_DIGITS = {
    "1": PatentKind.INVENTION,
    "2": PatentKind.UTILITY_MODEL,
    "3": PatentKind.DESIGN,
    "8": PatentKind.INVENTION,
    "9": PatentKind.UTILITY_MODEL,
}
"""Fifth digit (third before October 2003) of a Chinese application number; 8 and 9 are PCT national phase."""

PUBLICATION_LETTERS = {
    "A": PatentKind.INVENTION,
    "B": PatentKind.INVENTION,
    "C": PatentKind.INVENTION,
    "U": PatentKind.UTILITY_MODEL,
    "Y": PatentKind.UTILITY_MODEL,
    "S": PatentKind.DESIGN,
    "D": PatentKind.DESIGN,
}
"""First letter of the kind code of a Chinese publication (ZC 0008-2004)."""

GRANT_CODES = frozenset({"B", "C", "U", "Y", "S", "D"})
"""Kind codes whose publication is the announcement of the grant (corrections carry a further digit)."""

_WRITTEN_KINDS = {
    PatentKind.INVENTION: (
        "1", "8", "发明", "发明专利", "发明申请", "发明专利申请", "发明公开", "发明公布", "发明授权", "授权发明",
        "发明公布更正", "發明", "發明專利", "pct", "pct发明", "invention", "invention patent", "invention application",
    ),
    PatentKind.UTILITY_MODEL: (
        "2", "9", "实用新型", "实用新型专利", "新型", "实用", "新型專利", "實用新型", "utility model", "utility",
    ),
    PatentKind.DESIGN: ("3", "外观设计", "外观设计专利", "外观", "外觀設計", "設計", "design", "design patent"),
}  # fmt: skip
_KIND_OF_WORD = {word: kind for kind, words in _WRITTEN_KINDS.items() for word in words}


def read_kind(text: str) -> PatentKind | None:
    """The kind named by a word of an export (Chinese, English, or the type digit); None when it is not known."""
    return _KIND_OF_WORD.get(text.strip().lower())


def term_years(kind: PatentKind, filing_date: date) -> int:
    """Years of protection of a Chinese patent, counted from filing."""
    if kind is PatentKind.DESIGN:
        return 15 if filing_date >= DESIGN_FIFTEEN_YEARS_FROM else 10
    return 20 if kind is PatentKind.INVENTION else 10


def term_end(kind: PatentKind, filing_date: date, *, compensated_days: int = 0) -> date:
    """The last day of protection of a Chinese patent: the day before the filing day's return (Art. 42).

    Term compensation is added in days. Not moved for holidays.
    """
    return add_years(filing_date, term_years(kind, filing_date)) + timedelta(days=compensated_days - 1)
