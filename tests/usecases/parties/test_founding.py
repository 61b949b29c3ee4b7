"""The first administrator comes by a link that only whoever has the machine can print."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from marketplace import clock
from marketplace.domain.faults import Invalid, Refused
from marketplace.store import sites
from marketplace.store.parties import people
from marketplace.usecases.office.sites import open_site
from marketplace.usecases.parties.codes import issue_code
from marketplace.usecases.parties.founding import found_operator, issue_founding_secret
from marketplace.usecases.parties.people import sign_up
from tests.make.cast import NOW, Cast

PERSON = {
    "name": "周岚",
    "email": "first@example.org",
    "password_hash": "x",
    "language": "zh",
    "terms_version": "1",
}
OPERATOR = {"kind": "office", "name_zh": "江澜市知识产权运营中心", "name_en": ""}


def test_the_link_founds_a_verified_operator_once(context: None) -> None:
    site = open_site(name_zh="平台", name_en="Site")
    secret = issue_founding_secret(site, now=NOW)
    person = found_operator(secret, site, person=PERSON, organisation=OPERATOR, now=NOW)
    assert site.operator.verified
    assert "administrator" in people.roles_of(person.id, site.operator_id)
    with pytest.raises(Refused, match="has_administrator"):
        issue_founding_secret(site, now=NOW)
    other = {**PERSON, "email": "second@example.org"}
    with pytest.raises(Refused):
        found_operator(secret, site, person=other, organisation=OPERATOR, now=NOW)
    assert people.by_sign_in_name("second@example.org") is None


def test_only_the_newest_link_works_and_for_a_day(context: None) -> None:
    site = open_site(name_zh="平台", name_en="Site")
    first = issue_founding_secret(site, now=NOW)
    second = issue_founding_secret(site, now=NOW)
    for secret, at in ((first, NOW), (second, NOW + timedelta(hours=24))):
        with pytest.raises(Invalid, match="token.spent"):
            found_operator(secret, site, person=PERSON, organisation=OPERATOR, now=at)


def test_the_command_opens_the_site_and_prints_the_link(app: Flask) -> None:
    runner = app.test_cli_runner()
    answer = runner.invoke(args=["admin", "link"])
    assert answer.exit_code == 0, answer.output
    assert "http://localhost/founding/" in answer.output
    secret = answer.output.strip().rsplit("/", 1)[-1]
    with app.app_context():
        found_operator(secret, sites.first(), person=PERSON, organisation=OPERATOR, now=clock.now())
    again = runner.invoke(args=["admin", "link", "--lang", "en"])
    assert again.exit_code == 1
    assert "has an administrator already" in again.output


def test_the_command_lets_a_locked_out_person_back_in(app: Flask, world: Cast) -> None:
    answer = app.test_cli_runner().invoke(args=["admin", "code", world.operator.email, "--lang", "en"])
    assert answer.exit_code == 0, answer.output
    assert "/codes" in answer.output
    unknown = app.test_cli_runner().invoke(args=["admin", "code", "nobody@example.org"])
    assert unknown.exit_code == 1


def test_a_code_from_the_machine_needs_nobody_else(cast: Cast) -> None:
    from marketplace.domain.access import SYSTEM

    lonely = sign_up(**{**PERSON, "email": None}, mobile="13812345678", site_id=1, now=NOW)
    assert issue_code(lonely, actor=SYSTEM, now=NOW)
