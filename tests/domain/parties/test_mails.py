"""Mails about accounts read in both languages and carry nothing into their headers."""

from __future__ import annotations

import pytest

from marketplace.domain.parties import mails

VALUES = {
    mails.RESET: {"name": "沈知远", "minutes": "30"},
    mails.INVITATION: {"inviter": "沈知远", "organisation": "西岭科技大学", "roles": "经办", "days": "7"},
    mails.CONFIRMATION: {"name": "沈知远", "hours": "48"},
    mails.PASSWORD_CHANGED: {"name": "沈知远", "at": "2026-03-02 12:00"},
}


def letter(kind: str, language: str, **changed: str) -> mails.Letter:
    values = {**VALUES[kind], **changed}
    data = mails.job_data(kind, to="a@example.org", language=language, path="/x/abc", site="江澜", **values)
    return mails.compose(kind, data, public_url="https://site.example")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", mails.KINDS)
def test_a_mail_names_the_site_its_values_and_its_link(kind: str, language: str) -> None:
    made = letter(kind, language)
    whole = made.subject + made.text
    assert "https://site.example/x/abc" in made.text
    assert "江澜" in whole
    assert "{" not in whole
    for value in VALUES[kind].values():
        assert value in whole


def test_both_languages_differ() -> None:
    for kind in mails.KINDS:
        assert letter(kind, "zh").text != letter(kind, "en").text


def test_a_line_break_in_a_name_stays_out_of_the_subject() -> None:
    made = letter(mails.INVITATION, "zh", organisation="甲\r\nBcc: x@example.org")
    assert "\n" not in made.subject and "\r" not in made.subject


def test_braces_in_a_name_are_printed_as_they_are() -> None:
    assert "{site.x}" in letter(mails.RESET, "en", name="{site.x}").text


def test_a_job_needs_exactly_its_values() -> None:
    with pytest.raises(ValueError, match="minutes"):
        mails.job_data(mails.RESET, to="a@example.org", language="zh", path="/", site="s", name="n")
