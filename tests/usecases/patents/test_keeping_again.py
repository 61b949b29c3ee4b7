"""What a second file adds to patents that are known: gaps are filled, nothing is replaced, further numbers are kept."""

from __future__ import annotations

import sqlalchemy as sa

from marketplace.domain.patents.problem_words import problem_sentence
from marketplace.store.db import db
from marketplace.store.patents.imports import outcome_counts, row_of
from marketplace.store.patents.industries import unconfirmed
from marketplace.store.patents.patents import Patent
from marketplace.store.patents.portfolio import facts_of
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


NAMED = (
    "申请号,名称,申请日,应用行业,战略性新兴产业,技术成熟度,IPC\n"
    "201710601862.3,一种打磨装置,2017-07-21,35 专用设备制造业；33,高端装备制造,TRL 6,B23P 1/00\n"
)


def test_industries_and_readiness_of_a_list_count_as_named_by_the_owner(cast: Cast) -> None:
    whole_import(cast.west, FIRST.encode())
    waiting = unconfirmed([cast.west.organisation_id], 10)
    assert waiting == ([], 0)
    again = whole_import(cast.west, NAMED.encode())
    assert outcome_counts(again.id) == {"updated": 1}
    patent = only_patent()
    assert (patent.industry, patent.divisions, patent.emerging, patent.trl) == ("35", ("35", "33"), ("2",), 6)
    assert unconfirmed([cast.west.organisation_id], 10) == ([], 0)  # B23 suggests what the owner has named by now
    facts = {fact.field: (fact.value, fact.source) for fact in facts_of(patent.id)}
    assert facts["industries"] == ("35; 33", "patents.csv")
    assert (facts["emerging"][0], facts["trl"][0]) == ("2", "6")


def test_industries_come_with_a_new_patent_too(cast: Cast) -> None:
    whole_import(cast.west, NAMED.encode())
    patent = only_patent()
    assert (patent.divisions, patent.emerging, patent.trl) == (("35", "33"), ("2",), 6)


def test_what_was_named_before_stays_and_only_what_goes_beyond_it_is_reported(cast: Cast) -> None:
    whole_import(cast.west, NAMED.encode())
    fewer = whole_import(cast.west, NAMED.replace("35 专用设备制造业；33", "33").encode())
    assert outcome_counts(fewer.id) == {"unchanged": 1}
    assert row_of(fewer.id, 2).listed_problems == []  # type: ignore[union-attr]
    other = whole_import(cast.west, NAMED.replace("；33", "；34").replace("TRL 6", "7").encode())
    row = row_of(other.id, 2)
    assert row is not None
    assert {problem.field for problem in row.listed_problems} == {"industries", "trl"}
    sentence = problem_sentence(row.listed_problems[0], "zh")
    assert "已有“35 专用设备制造业；33 金属制品业”" in sentence and "34 通用设备制造业" in sentence
    patent = only_patent()
    assert (patent.divisions, patent.trl) == (("35", "33"), 6)


def test_a_row_with_an_unknown_industry_comes_in_without_it(cast: Cast) -> None:
    done = whole_import(cast.west, NAMED.replace("35 专用设备制造业；33", "装备行业").replace("TRL 6", "中试").encode())
    assert outcome_counts(done.id) == {"added": 1}
    row = row_of(done.id, 2)
    assert row is not None and row.reasons == " industry readiness "
    patent = only_patent()
    assert (patent.divisions, patent.emerging, patent.trl) == ((), ("2",), None)
