"""docs/benchmarks.md is written from the kept results and nothing else."""

from __future__ import annotations

from bench.page import PAGE, page_text
from bench.report import Table, growth


def test_the_page_is_fresh() -> None:
    assert PAGE.read_text(encoding="utf-8") == page_text(), "run python3 dev.py bench report"


def test_growth_compares_the_largest_size_with_the_smallest() -> None:
    table = Table("t", ["listings", "page", "p50 ms"])
    for size, page, value in (
        ("1,000", "a", "2.0"),
        ("10,000", "a", "3.0"),
        ("1,000", "b", "1,000"),
        ("10,000", "b", "-"),
    ):
        table.add(size, page, value)
    (made,) = growth(table, size=0, name=1, value=2)
    assert made.heads == ["page", "p50 ms at 1,000", "p50 ms at 10,000", "growth"]
    assert made.rows == [["a", "2.0", "3.0", "x 1.50"], ["b", "1,000", "-", ""]]
    assert growth(Table("t", table.heads, table.rows[:1]), size=0, name=1, value=2) == []
