"""Somebody working in the term-sheet editor without JavaScript: the form as a browser would send it, step by step."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from werkzeug.datastructures import MultiDict

from marketplace.store.db import db
from marketplace.store.listings.listings import Listing
from marketplace.usecases.listings.drafts import draft_listing
from marketplace.usecases.listings.options import Proposal
from marketplace.web.listings.sheet_groups import groups_of
from tests.client import CheckedClient
from tests.make.cast import NOW, Cast
from tests.make.listings import DEFERRED, LUMP, make_patent

Client = Callable[..., CheckedClient]


def draft_with_two_ways(app: Flask, world: Cast) -> str:
    """The public id of a draft with two ways to pay."""
    with app.app_context():
        return draft_listing(
            world.east.organisation,
            [make_patent(world.east)],
            kind="platform",
            proposals=[Proposal(DEFERRED), Proposal(LUMP)],
            actor=world.city.actor,
            now=NOW,
        ).public_id


def fields_of(page: BeautifulSoup) -> MultiDict[str, str]:
    """The editor's form as a browser would send it."""
    form = page.select_one("form[aria-label]")
    sent: MultiDict[str, str] = MultiDict()
    for field in form.select("input[name], select[name], textarea[name]"):
        kind = field.get("type", "")
        if field.name == "select":
            chosen = field.select_one("option[selected]") or field.select_one("option")
            sent.add(field["name"], chosen["value"])
        elif field.name == "textarea":
            sent.add(field["name"], field.get_text().removeprefix("\n"))
        elif kind not in ("checkbox", "radio") or field.has_attr("checked"):
            sent.add(field["name"], field.get("value", ""))
    return sent


class Editing:
    """Somebody working in the editor without JavaScript."""

    def __init__(self, browser: CheckedClient, path: str) -> None:
        self.browser, self.path = browser, path
        browser.get(path)
        self.take_in()

    def take_in(self) -> None:
        # the checked client drops text areas from its copy of the page, so the form is read from the answer's text
        self.fields = fields_of(self.page)

    @property
    def page(self) -> BeautifulSoup:
        return BeautifulSoup(self.text, "html.parser")

    @property
    def text(self) -> str:
        return str(self.browser.last)

    def press(self, action: str, status: int = 200, **typed: Any) -> None:
        for name, value in typed.items():
            self.fields[name] = value
        self.send(action, status)

    def type(self, place: str, value: str) -> Editing:
        assert place in self.fields, f"no field {place}: {sorted(self.fields)}"
        self.fields[place] = value
        return self

    def send(self, action: str, status: int = 200) -> None:
        self.fields["action"] = action
        path = f"{self.path.partition('?')[0]}?lang={self.browser.lang}"
        answer = self.browser.post(path, dict(self.fields.lists()), status=status)
        if status in (200, 422):
            self.browser.last = answer.text  # type: ignore[attr-defined]
            self.take_in()

    @property
    def sheet(self) -> dict[str, Any]:
        return dict(json.loads(self.fields["sheet"]))


def editor_opener(world: Cast, client: Client, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Editing]:
    """What opens the editor as the office's editor."""

    def open_editor(path: str, lang: str = "zh") -> Editing:
        browser = client(world.city, lang=lang)
        original = browser.get

        def get(address: str, **options: Any) -> Any:
            answer = original(address, **options)
            browser.last = answer.text  # type: ignore[attr-defined]
            return answer

        monkeypatch.setattr(browser, "get", get)
        return Editing(browser, path)

    return open_editor


def options_of(app: Flask, public_id: str) -> list[dict[str, Any]]:
    with app.app_context():
        listing = db.session.scalar(db.select(Listing).filter_by(public_id=public_id))
        return [dict(option.terms) for option in listing.options]


def as_form(sheet: dict[str, Any]) -> MultiDict[str, str]:
    """The form of a sheet as a browser sends it back untouched."""
    sent: MultiDict[str, str] = MultiDict({"sheet": json.dumps(sheet, ensure_ascii=False)})
    for row in (row for group in groups_of(sheet) for row in group.every_row()):
        if row.kind == "flag":
            if row.checked:
                sent.add(row.place, "1")
        elif row.kind == "ids":
            for value in row.value or ():
                sent.add(row.place, value)
        else:
            sent.add(row.place, row.shown)
    return sent


def as_form_in(app: Flask, sheet: dict[str, Any]) -> dict[str, str]:
    with app.test_request_context():
        return as_form(sheet).to_dict()
