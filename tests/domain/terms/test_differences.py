from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from marketplace.domain.terms.differences import Change, differences
from marketplace.domain.terms.faults import Fault
from marketplace.domain.terms.reading import read_terms
from marketplace.domain.terms.templates import TEMPLATES, template_sheet
from tests.domain.terms.sheets import Sheet, changes, everything


def changed(old: Sheet, new: Sheet) -> list[Change]:
    return differences(read_terms(old), read_terms(new))


def test_equal_sheets_do_not_differ() -> None:
    assert changed(everything(), everything()) == []


def test_a_change_shows_the_sentence_that_changed_and_nothing_else() -> None:
    old, new = template_sheet("zero_entry_staged_royalty"), template_sheet("zero_entry_staged_royalty")
    new["components"][0]["amount"] = "25000.00"
    assert changed(old, new) == [
        Change(
            "changed",
            "$.terms.components[0]",
            "样机验收款（M1）：原为“被许可人一次性支付¥20,000.00。”，现改为“被许可人一次性支付¥25,000.00。”",
            "Prototype payment (M1): “the licensee pays ¥20,000.00 once.” becomes “the licensee pays ¥25,000.00 once.”",
        )
    ]


def test_added_removed_renamed_and_reordered() -> None:
    old, new = template_sheet("zero_entry_staged_royalty"), template_sheet("zero_entry_staged_royalty")
    removed = new["components"].pop(1)
    new["components"].append({**removed, "id": "M3"})
    new["components"][0]["label"]["zh"] = "首台样机验收款"
    new["components"] = [new["components"][1], new["components"][0], new["components"][2]]
    found = changed(old, new)
    assert [(change.kind, change.path) for change in found] == [
        ("changed", "$.terms.components"),
        ("changed", "$.terms.components[1]"),
        ("added", "$.terms.components[2]"),
        ("removed", "$.terms.components[1]"),
    ]
    assert found[1].zh == "样机验收款（M1）更名为首台样机验收款（M1）：其余文字不变。"
    assert found[2].en.startswith("Added: Sales threshold payment (M3): the licensee pays ¥30,000.00 once.")
    assert found[3].zh.startswith("删除：销售达标款（M2）：")


@pytest.mark.parametrize("key", TEMPLATES)
def test_every_change_of_a_template_is_named(key: str) -> None:
    sheet = template_sheet(key, late_rate="4.5")
    for path, other in changes(sheet):
        try:
            found = changed(sheet, other)
        except Fault:
            continue
        assert found, path
        assert all(change.zh and change.en and change.path.startswith("$.terms") for change in found)


@given(st.sampled_from(list(changes(everything()))), st.sampled_from(list(changes(everything()))))
def test_changes_back_are_as_many_as_changes_there(
    one: tuple[object, Sheet], other: tuple[object, Sheet]
) -> None:
    there, back = changed(one[1], other[1]), changed(other[1], one[1])
    assert len(there) == len(back)
    assume(one[0] != other[0])
    assert there
    assert {change.path for change in there} == {change.path for change in back}
