"""The articles of a sheet hold every clause exactly once, numbered without gaps."""

from __future__ import annotations

import pytest

from marketplace.domain.terms.reading import read_terms
from marketplace.domain.terms.templates import TEMPLATES, template_sheet
from marketplace.domain.terms.words_articles import articles
from marketplace.domain.terms.words_sheet import sheet_sentences


@pytest.mark.parametrize("key", TEMPLATES)
def test_no_clause_is_lost_or_said_twice(key: str) -> None:
    terms = read_terms(template_sheet(key, late_rate="4.5"))
    shown = articles(terms)
    clauses = [clause for article in shown for clause in article.clauses]
    assert sorted(clauses, key=str) == sorted(sheet_sentences(terms), key=str)
    assert [article.number.en for article in shown] == [f"Article {n}" for n in range(1, len(shown) + 1)]
    assert shown[0].number.zh == "第一条"
    assert ("options" in {article.code for article in shown}) == (terms.options is not None)
