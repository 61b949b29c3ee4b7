"""The clauses of a sheet as numbered articles under headings, as a page or a contract prints them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from marketplace.domain.terms.model import TermSheet
from marketplace.domain.terms.words_components import Clause
from marketplace.domain.terms.words_figures import Words
from marketplace.domain.terms.words_sheet import sheet_sentences

#: Heading of each article, in their order.
HEADINGS: Mapping[str, Words] = MappingProxyType(
    {
        "licence": Words("许可的内容和期限", "What is licensed, and for how long"),
        "payment": Words("费用", "What is paid"),
        "options": Words("试用后的选择", "The choice after the trial"),
        "sums": Words("生效当日与总额", "The first day and the total"),
        "late": Words("逾期付款", "Late payment"),
        "ending": Words("许可的结束", "How the licence ends"),
    }
)

_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its number as it is printed, its heading and its clauses."""

    code: str
    number: Words
    heading: Words
    clauses: tuple[Clause, ...]


def articles(terms: TermSheet) -> list[Article]:
    """The sheet in words, article by article; what the sheet does not have gets no article."""
    gathered: dict[str, list[Clause]] = {code: [] for code in HEADINGS}
    for clause in sheet_sentences(terms):
        gathered[_article_of(clause)].append(clause)
    filled = [(code, clauses) for code, clauses in gathered.items() if clauses]
    return [
        Article(code, Words(f"第{_NUMERALS[place]}条", f"Article {place + 1}"), HEADINGS[code], tuple(clauses))
        for place, (code, clauses) in enumerate(filled)
    ]


def _article_of(clause: Clause) -> str:
    if clause.id.startswith("licence.") or clause.id == "term_months":
        return "licence"
    if clause.id.startswith("component.") or clause.id == "currency":
        return "payment"
    if clause.id in ("day_one", "total_cap"):
        return "sums"
    return clause.id if clause.id in ("options", "late") else "ending"
