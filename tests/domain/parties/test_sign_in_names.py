"""One person, however the name is typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.domain.parties.sign_in_names import SignInName, fold


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Li.Wei@Example.ORG", SignInName("email", "li.wei@example.org")),
        ("  li@example.org ", SignInName("email", "li@example.org")),
        ("ｌｉ＠ｅｘａｍｐｌｅ．ｏｒｇ", SignInName("email", "li@example.org")),
        ("13812345678", SignInName("mobile", "13812345678")),
        ("138 1234 5678", SignInName("mobile", "13812345678")),
        ("１３８－１２３４－５６７８", SignInName("mobile", "13812345678")),
        ("+86 138-1234-5678", SignInName("mobile", "13812345678")),
        ("008613812345678", SignInName("mobile", "13812345678")),
        ("+49 (171) 1234567", SignInName("mobile", "+491711234567")),
    ],
)
def test_every_way_of_typing_means_one_name(typed: str, folded: SignInName) -> None:
    assert fold(typed) == folded


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "li",
        "@example.org",
        "li@",
        "li@example",
        "li@@example.org",
        "l i@example.org",
        "li@exam_ple.org",
        "li@-example.org",
        "li..wei@example..org",
        "李@例子.中国",
        "a" * 200 + "@example.org",
        "li@example.org\nBcc: x@example.org",
        "12345678901",
        "1381234567",
        "138123456789",
        "+86 1234",
        "+0 171 1234567",
        "021-12345678",
    ],
)
def test_what_is_neither_is_refused(typed: str) -> None:
    assert fold(typed) is None


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(typed: str) -> None:
    once = fold(typed)
    if once is not None:
        assert fold(once.value) == once
        assert once.value.isascii()
        assert "\n" not in once.value
