"""Kinds of patent and the term of protection that follows from the kind and the filing date.

Source: Patent Law Art. 42 (20 years for inventions, 10 for utility models, 15 for designs), with the amendment
in force since 2021-06-01 that lengthened the design term from 10 to 15 years for later filings.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from marketplace.domain.patents.dates import add_years


class PatentKind(StrEnum):
    """What kind of right a number or a row speaks of; `FOREIGN` is any right of another office."""

    INVENTION = "invention"
    UTILITY_MODEL = "utility_model"
    DESIGN = "design"
    PCT = "pct"
    FOREIGN = "foreign"


DOMESTIC_KINDS = frozenset({PatentKind.INVENTION, PatentKind.UTILITY_MODEL, PatentKind.DESIGN})

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
        "发明公布更正", "發明", "發明專利", "invention", "invention patent", "invention application",
    ),
    PatentKind.UTILITY_MODEL: (
        "2", "9", "实用新型", "实用新型专利", "新型", "实用", "新型專利", "實用新型", "utility model", "utility",
    ),
    PatentKind.DESIGN: ("3", "外观设计", "外观设计专利", "外观", "外觀設計", "設計", "design", "design patent"),
    PatentKind.PCT: ("pct", "pct发明", "pct申请", "pct international application"),
}  # fmt: skip
_KIND_OF_WORD = {word: kind for kind, words in _WRITTEN_KINDS.items() for word in words}


def read_kind(text: str) -> PatentKind | None:
    """The kind named by a word of an export (Chinese, English, or the type digit); None when it is not known."""
    return _KIND_OF_WORD.get(text.strip().lower())


def term_years(kind: PatentKind, filing_date: date) -> int | None:
    """Years of protection counted from filing; None for rights that Chinese law does not measure."""
    if kind is PatentKind.INVENTION:
        return 20
    if kind is PatentKind.UTILITY_MODEL:
        return 10
    if kind is PatentKind.DESIGN:
        return 15 if filing_date >= DESIGN_FIFTEEN_YEARS_FROM else 10
    return None


def term_end(kind: PatentKind, filing_date: date, *, compensated_days: int = 0) -> date | None:
    """The last day of protection: the day before the filing day's return, plus any term compensation (Art. 42).

    Not moved for holidays. None for kinds without a Chinese term.
    """
    years = term_years(kind, filing_date)
    if years is None:
        return None
    return add_years(filing_date, years) - timedelta(days=1) + timedelta(days=compensated_days)
