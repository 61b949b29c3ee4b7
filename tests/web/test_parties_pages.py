"""Every page of the parties' area reads in both languages, for those who may see it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from marketplace.domain.parties.sign_in_names import SignInName
from marketplace.usecases.parties.members import invite_member
from tests.client import CheckedClient
from tests.make.cast import NOW, Cast

Client = Callable[..., CheckedClient]
LANGUAGES = pytest.mark.parametrize("lang", ["zh", "en"])
VISITOR = (
    "/sign-in",
    "/sign-in?next=/organisations/mine",
    "/sign-up",
    "/password-reset",
    "/password-reset/sent",
    "/password-reset/spent",
    "/codes",
    "/invitations/spent",
    "/founding/spent",
    "/account/confirmations/spent",
)
PERSON = (
    "/sign-in",
    "/account",
    "/account/password",
    "/account/sessions",
    "/organisations/mine",
    "/inventor",
)
NEW = tuple(
    f"/organisations/new{query}" for query in ("", "?form=chinese", "?form=foreign", "?form=individual")
)
OWN = (
    "",
    "/edit",
    "/members",
    "/bank-account",
    "/mandate",
    "/size",
    "/size?sector=industry&basis_year=2025&staff=299&revenue=5,000,000",
    "/size?sector=industry&basis_year=2025&staff=299",
)


@LANGUAGES
def test_visitors(client: Client, world: Cast, lang: str) -> None:
    browser = client(lang=lang)
    for path in VISITOR:
        browser.get(path)


@LANGUAGES
def test_a_person_without_an_organisation(client: Client, world: Cast, lang: str) -> None:
    browser = client(person_id=world.inventor_id, lang=lang)
    for path in PERSON + NEW:
        browser.get(path)


@LANGUAGES
def test_an_organisation_verified_and_not(client: Client, world: Cast, lang: str) -> None:
    for member in (world.maker, world.newcomer):
        browser = client(member, lang=lang)
        for path in OWN:
            browser.get(f"/organisations/{member.public_id}{path}")
        with browser.http.application.app_context():
            person = member.person.public_id
        browser.get(f"/organisations/{member.public_id}/members/{person}")
    client(world.east, lang=lang).get(f"/organisations/{world.east.public_id}/mandate")


@LANGUAGES
def test_those_who_verify(client: Client, world: Cast, lang: str) -> None:
    browser = client(world.city, lang=lang)
    for path in (
        "",
        "?state=pending&kind=enterprise&q=新",
        "?page=2",
        f"/{world.newcomer.public_id}",
        "/codes",
    ):
        browser.get(f"/verification{path}")


@LANGUAGES
def test_the_words_of_codes_are_in_the_language_of_the_page(client: Client, world: Cast, lang: str) -> None:
    for other in ("en", "zh", lang):
        browser = client(world.city, lang=other)
        browser.get("/verification")
    assert ("认证中" in browser.text()) == (lang == "zh")
    assert ("Verification pending" in browser.text()) == (lang == "en")


@LANGUAGES
def test_an_invitation(client: Client, app: Flask, world: Cast, lang: str) -> None:
    with app.app_context():
        maker = world.maker
        name, roles = SignInName("mobile", "13812345678"), frozenset({"editor"})
        secret = invite_member(maker.organisation, name, roles, language="zh", actor=maker.actor, now=NOW)
    client(lang=lang).get(f"/invitations/{secret}")
    client(person_id=world.inventor_id, lang=lang).get(f"/invitations/{secret}")
