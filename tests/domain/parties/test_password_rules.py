"""What anybody would try first is refused; whatever is long and one's own is taken."""

from __future__ import annotations

import pytest

from marketplace.domain.parties.password_rules import fault


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("short", "password.too_short"),
        ("123456789", "password.too_short"),
        ("x" * 129, "password.too_long"),
        ("aaaaaaaaaaaa", "password.common"),
        ("1234567890", "password.common"),
        ("9876543210", "password.common"),
        ("qwertyuiop", "password.common"),
        ("1qaz2wsx3edc", "password.common"),
        ("abcabcabcabc", "password.common"),
        ("Password123!", "password.common"),
        ("woaini1314520", "password.common"),
        ("2026marketplace", "password.common"),
        ("lixiaoming1", "password.about_you"),
        ("henggu2026!", "password.about_you"),
        ("江澜恒固钢管有限公司12", "password.about_you"),
    ],
)
def test_refused(password: str, code: str) -> None:
    known = ["li xiaoming", "lixiaoming@henggu.example", "江澜恒固钢管有限公司"]
    assert fault(password, known=known) == code


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery staple",
        "春眠不觉晓，处处闻啼鸟",
        "tin boat under blue lamp",
        "x7#Lq0v!dT",
        "lixiaoming likes pear trees",
        "   spaces   count   ",
    ],
)
def test_accepted(password: str) -> None:
    assert fault(password, known=["li xiaoming", "lixiaoming@henggu.example"]) == ""


def test_a_short_name_forbids_nothing() -> None:
    assert fault("liberty of seven", known=["li", ""]) == ""
