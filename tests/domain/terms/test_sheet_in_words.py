from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from marketplace.domain.terms.faults import Fault
from marketplace.domain.terms.reading import read_terms
from marketplace.domain.terms.templates import TEMPLATES, template_sheet
from marketplace.domain.terms.words_sheet import sheet_sentences
from tests.domain.terms.sheets import Path, Sheet, changes, everything, leaves, with_value


def texts(sheet: Sheet) -> tuple[str, str]:
    clauses = sheet_sentences(read_terms(sheet))
    return "\n".join(clause.zh for clause in clauses), "\n".join(clause.en for clause in clauses)


def test_every_clause_has_an_id_of_its_own_both_languages_and_a_full_stop() -> None:
    sheets = [everything(), *(template_sheet(key, late_rate="4.5") for key in TEMPLATES)]
    for sheet in sheets:
        clauses = sheet_sentences(read_terms(sheet))
        assert len({clause.id for clause in clauses}) == len(clauses)
        for clause in clauses:
            assert clause.zh.endswith("。")
            assert clause.en.endswith(".")
            assert clause.path.startswith("$.terms")
            assert not any(sign in clause.zh for sign in ("None", "。。", "，。", " ，", ";", "{"))
            assert not any(sign in clause.en for sign in ("None", "..", "  ", " ,", "。", "，", "{"))


def test_changing_any_one_field_changes_both_texts() -> None:
    sheet = everything()
    before = texts(sheet)
    tried = 0
    for path, changed in changes(sheet):
        after = texts(changed)
        own_language = path[-1] if path[-1] in ("zh", "en") else None
        assert own_language == "en" or after[0] != before[0], path
        assert own_language == "zh" or after[1] != before[1], path
        tried += 1
    assert tried > 80


@pytest.mark.parametrize("key", TEMPLATES)
def test_changing_any_one_field_of_a_template_changes_both_texts(key: str) -> None:
    sheet = template_sheet(key, late_rate="4.5")
    before = texts(sheet)
    for path, changed in changes(sheet):
        try:
            after = texts(changed)
        except Fault:
            continue
        own_language = path[-1] if path[-1] in ("zh", "en") else None
        assert own_language == "en" or after[0] != before[0], path
        assert own_language == "zh" or after[1] != before[1], path


def test_what_is_tied_together_changes_both_texts_too() -> None:
    before = texts(everything())

    def differs(change: Any) -> bool:
        sheet = everything()
        change(sheet)
        after = texts(sheet)
        return after[0] != before[0] and after[1] != before[1]

    def component(sheet: Sheet, name: str) -> Any:
        return next(part for part in sheet["components"] if part["id"] == name)

    assert differs(
        lambda sheet: (
            component(sheet, "I").update(total="60000.01")
            or component(sheet, "I")["parts"][0].update(amount="13000.02")
        )
    )
    assert differs(
        lambda sheet: (
            component(sheet, "P")["parts"][0].update(percent="33.4")
            or component(sheet, "P")["parts"][1].update(percent="66.6")
        )
    )
    assert differs(lambda sheet: component(sheet, "F4").update(id="F9"))
    assert differs(lambda sheet: sheet["options"]["choices"].update(B=["R", "U"]))
    assert differs(lambda sheet: sheet["options"]["choices"].update(C=sheet["options"]["choices"].pop("A")))
    assert differs(lambda sheet: sheet["components"].reverse())
    assert differs(
        lambda sheet: component(sheet, "F1")["trigger"].update(
            latest_of=component(sheet, "F1")["trigger"].pop("earliest_of")
        )
    )
    for optional in ("late", "exit", "buyout", "options", "licence"):
        assert differs(lambda sheet, key=optional: sheet.pop(key))


NUMBERS = [
    (path, value)
    for path, value in leaves(everything())
    if path[-1]
    in (
        "amount",
        "annual_cap",
        "cap",
        "total_cap",
        "floor",
        "rate",
        "annual_rate",
        "per_unit",
        "plus_days",
        "due_days",
        "report_days",
        "grace_days",
        "sell_off_days",
        "choose_by_days_before",
        "months",
        "plus_months",
        "by_months",
        "term_months",
        "units",
        "over",
        "free_allowance",
    )
    and ".".join(map(str, path)).count("parts") == 0
]


@given(st.sampled_from(NUMBERS), st.data())
def test_every_amount_rate_and_count_stands_in_both_texts(
    leaf: tuple[Path, Any], data: st.DataObject
) -> None:
    path, value = leaf
    if isinstance(value, int):
        number: Any = data.draw(st.integers(1, 36500))
        written = f"{number:,}"
    elif path[-1] in ("rate", "annual_rate", "per_unit"):
        number = data.draw(st.decimals("0.000001", "99", places=6))
        plain = f"{number.normalize():f}"
        whole, _, places = plain.partition(".")
        written = f"¥{whole}.{places.ljust(2, '0')}" if path[-1] == "per_unit" else f"{plain}%"
        number = plain
    else:
        number = data.draw(st.decimals("0.01", "99999999999", places=2))
        written = f"¥{number:,.2f}"
        number = f"{number:.2f}"
    try:
        zh, en = texts(with_value(everything(), path, number))
    except Fault:
        assume(False)
        return
    assert written in zh
    assert written in en
