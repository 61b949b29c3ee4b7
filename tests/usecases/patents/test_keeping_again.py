"""What a second file adds to patents that are known: gaps are filled, nothing is replaced, further numbers are kept."""

from __future__ import annotations

import sqlalchemy as sa

from marketplace.store.db import db
from marketplace.store.patents.imports import outcome_counts, row_of
from marketplace.store.patents.patents import Patent
from tests.make.cast import Cast
from tests.usecases.patents.test_imports import whole_import

FIRST = "申请号,名称\n201710601862.3,一种打磨装置\n"
SECOND = (
    "申请号,公开号,名称,申请日,专利权人,IPC,一句话好处,实测效果\n"
    "201710601862.3,CN107263261A,一种打磨装置,2017-07-21,西岭科技大学,B24B 9/04,更安静,降低14分贝\n"
)


def only_patent() -> Patent:
    db.session.rollback()
    return db.session.scalars(sa.select(Patent)).one()


def test_gaps_are_filled_with_dates_classes_owners_and_card(cast: Cast) -> None:
    whole_import(cast.west, FIRST.encode())
    again = whole_import(cast.west, SECOND.encode())
    assert outcome_counts(again.id) == {"updated": 1}
    patent = only_patent()
    assert str(patent.term_end) == "2037-07-20"
    assert [one.code for one in patent.classes] == ["B24B9/04"]
    assert [owner.organisation_id for owner in patent.owners] == [cast.west.organisation_id]
    assert patent.card is not None and patent.card.benefit_zh == "更安静"


def test_what_people_wrote_on_the_card_stays(cast: Cast) -> None:
    whole_import(cast.west, SECOND.encode())
    again = whole_import(cast.west, SECOND.replace("更安静", "另一句话").encode())
    assert outcome_counts(again.id) == {"unchanged": 1}
    card = only_patent().card
    assert card is not None and card.benefit_zh == "更安静"


def test_a_row_with_only_the_publication_number_finds_the_patent_it_once_came_with(cast: Cast) -> None:
    whole_import(cast.west, FIRST.encode())
    whole_import(cast.west, SECOND.encode())
    later = whole_import(cast.west, "公开号,名称\nCN107263261A,一种打磨装置\n".encode())
    assert outcome_counts(later.id) == {"unchanged": 1}
    only_patent()


def test_another_owner_is_reported_and_not_taken_over(cast: Cast) -> None:
    whole_import(cast.west, SECOND.encode())
    again = whole_import(cast.west, SECOND.replace("西岭科技大学", "江澜恒固钢管有限公司").encode())
    row = row_of(again.id, 2)
    assert row is not None
    assert [(problem.code, problem.field) for problem in row.listed_problems] == [("contradiction", "owners")]
    assert [owner.name for owner in only_patent().owners] == ["西岭科技大学"]


def test_a_benefit_line_longer_than_its_column_is_cut(cast: Cast) -> None:
    done = whole_import(cast.west, SECOND.replace("更安静", "静" * 900).encode())
    assert outcome_counts(done.id) == {"added": 1}
    card = only_patent().card
    assert card is not None and len(card.benefit_zh) == 200
