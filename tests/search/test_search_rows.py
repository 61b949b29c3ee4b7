"""The rows of search documents: complete, in few statements, findable listings only."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from marketplace.store.db import db
from marketplace.store.listings import search_rows
from tests.search.conftest import Shop


def test_a_row_holds_all_of_a_listing(shop: Shop) -> None:
    west = shop.organisation("西岭科技大学", "Xiling University")
    listing_id = shop.list(
        "钢管",
        title_en="Pipe",
        options=[("lump_sum", 500), ("royalty", 0, "USD")],
        terms={"trial_months": 3},
        sites=[shop.site, shop.other_site],
        patents=[
            {
                "number": "CN201710601862.3",
                "title_zh": "甲",
                "abstract_zh": "文摘",
                "owners": [("西岭", west), "乙公司"],
                "inventors": ["沈知远", "周一"],
                "classes": ["B24B9/00", "14-02"],
                "division": ["33", "35"],
                "emerging": ["7"],
                "trl": 6,
                "term_end": date(2037, 7, 20),
                "card": {"benefit_zh": "省时", "problem_en": "noise"},
            },
            {"title_zh": "丙"},
        ],
    )
    db.session.rollback()
    [row] = search_rows.findable_rows([listing_id])
    assert (row.id, row.title_zh, row.title_en, row.licensor.name_zh) == (
        listing_id,
        "钢管",
        "Pipe",
        "东湾工业大学",
    )
    assert row.options == [("lump_sum", "CNY", 500, 60, 3, "CN"), ("royalty", "USD", 0, 60, 3, "CN")]
    assert sorted(row.sites) == [shop.site, shop.other_site]
    first, second = row.patents
    assert (first.number, first.title_zh, second.title_zh) == ("CN201710601862.3", "甲", "丙")
    assert [(o.name, o.party.name_en if o.party else "") for o in first.owners] == [
        ("西岭", "Xiling University"),
        ("乙公司", ""),
    ]
    assert first.inventors == ["沈知远", "周一"] and sorted(first.classes) == ["14-02", "B24B9/00"]
    assert (sorted(first.industries), first.emerging, first.trl) == (["33", "35"], ["7"], 6)
    assert first.term_end == date(2037, 7, 20) and second.term_end is second.trl is None
    assert first.card_zh == ["省时"] and first.card_en == ["noise"]


def test_few_statements_however_many_listings(shop: Shop) -> None:
    ids = shop.list_many(
        [(f"钢管{n}", {"patents": [{"owners": ["甲"], "inventors": ["乙"]}]}) for n in range(40)]
    )
    statements: list[str] = []

    def note(*arguments: object) -> None:
        statements.append(str(arguments[2]))

    engine = db.session.get_bind()
    sa.event.listen(engine, "before_cursor_execute", note)
    try:
        assert len(search_rows.findable_rows(ids)) == 40
    finally:
        sa.event.remove(engine, "before_cursor_execute", note)
    assert len([text for text in statements if text.lstrip().upper().startswith("SELECT")]) <= 12


def test_only_findable_listings_are_counted_and_read(shop: Shop) -> None:
    one = shop.list("钢管")
    others = [shop.list("钢管", state=state) for state in ("draft", "suspended", "withdrawn")]
    others.append(shop.list("钢管", sites=[]))
    assert search_rows.findable_ids() == [one]
    assert [row.id for row in search_rows.findable_rows([one, *others])] == [one]
    assert search_rows.findable_ids(after=one) == []
