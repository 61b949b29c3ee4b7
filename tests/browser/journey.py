"""Steps that people take on the site: press a button by its name, fill a field, read the page."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po
from flask import Flask
from playwright.sync_api import Page, expect

from marketplace.store.db import db, transaction
from tests.make.cast import Member

CATALOGUES = Path(__file__).parents[2] / "marketplace" / "translations" / "zh"
Words = Callable[..., str]


@cache
def _chinese() -> dict[str, str]:
    found: dict[str, str] = {}
    for path in CATALOGUES.glob("*.po"):
        with path.open("rb") as file:
            for message in read_po(file):
                singular = message.id if isinstance(message.id, str) else message.id[0]
                found[singular] = message.string if isinstance(message.string, str) else message.string[0]
    return found


def words_in(lang: str) -> Words:
    """`say("Send the notice")` is what the page of that language says; a sentence without its Chinese is a KeyError."""

    def say(english: str, **values: object) -> str:
        text = english if lang == "en" else _chinese()[english]
        return text % values if values else text

    return say


def press(page: Page, name: str) -> None:
    """Click the button or link of that name in the main part of the page."""
    main = page.get_by_role("main")
    main.get_by_role("button", name=name, exact=True).or_(
        main.get_by_role("link", name=name, exact=True)
    ).first.click()


def reads(page: Page, *texts: str) -> None:
    """The main part of the page comes to say all of this."""
    for text in texts:
        expect(page.get_by_role("main")).to_contain_text(text)


def reading(app: Flask, lang: str, *members: Member) -> None:
    """These members read the site in that language: the account's language goes before the browser's."""

    @transaction
    def change() -> None:
        for member in members:
            member.person.language = lang

    with app.app_context():
        change()
        db.session.remove()


def stored(app: Flask, make: Callable[[], object]) -> str:
    """Build something in the database of the live server; its public id."""
    with app.app_context():
        public_id = str(make().public_id)  # type: ignore[attr-defined]
        db.session.remove()
    return public_id
