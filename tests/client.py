"""The client of all page tests: it checks every page it gets."""

from __future__ import annotations

import re
import secrets
from typing import Any

import html5lib
from bs4 import BeautifulSoup
from flask import Flask
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import TestResponse

from marketplace import clock
from marketplace.store.db import db
from marketplace.store.parties.people import Person
from marketplace.usecases.parties.sessions import open_session
from marketplace.web.session import TOKEN_KEY, token_hash

SHAPE = re.compile(r"<[^>]*>")
VALUE = re.compile(r'="[^"]*"')
RAW = re.compile(r"\b(None|Undefined|[a-z]+_[a-z_]+)\b")  # a value nobody worded


class CheckedClient:
    """A browser without JavaScript. `page` holds the last page as BeautifulSoup."""

    def __init__(self, app: Flask, person_id: int | None, lang: str) -> None:
        self.http = app.test_client()
        self.lang = lang
        self.page = BeautifulSoup("", "html.parser")
        if person_id is not None:
            token = secrets.token_urlsafe(16)
            with app.app_context():
                open_session(db.session.get_one(Person, person_id), token_hash=token_hash(token), now=clock.now())
            with self.http.session_transaction() as session:
                session[TOKEN_KEY] = token

    def get(self, path: str, *, status: int = 200, **options: Any) -> TestResponse:
        separator = "&" if "?" in path else "?"
        return self._checked(self.http.get(f"{path}{separator}lang={self.lang}", **options), status)

    def post(self, path: str, data: dict[str, Any] | None = None, *, status: int = 302, **options: Any) -> TestResponse:
        """Send a form with a CSRF token; by default it must lead on to another page."""
        form = {"csrf_token": self.csrf_token(), **(data or {})}
        return self._checked(self.http.post(path, data=form, **options), status)

    def csrf_token(self) -> str:
        """The token this browser's forms carry."""
        with self.http.session_transaction() as session:
            secret = session.setdefault("csrf_token", secrets.token_hex(20))
        return str(URLSafeTimedSerializer(self.http.application.secret_key, salt="wtf-csrf-token").dumps(secret))

    def follow(self, answer: TestResponse) -> TestResponse:
        """The page a form led to."""
        return self.get(answer.headers["Location"])

    def text(self) -> str:
        return " ".join(self.page.get_text(" ").split())

    def _checked(self, answer: TestResponse, status: int) -> TestResponse:
        where = f"{answer.request.method} {answer.request.path}"
        told = "" if answer.status_code == status else BeautifulSoup(answer.text, "html.parser").get_text(" ")[:600]
        assert answer.status_code == status, f"{where} answered {answer.status_code}, not {status}: {told}"
        assert "script-src 'self'" in answer.headers["Content-Security-Policy"], where
        if answer.mimetype == "text/html" and not 300 <= status < 400:
            self._check_page(answer.text, where)
        return answer

    def _check_page(self, text: str, where: str) -> None:
        must_be_well_formed(text)
        page = self.page = BeautifulSoup(text, "html.parser")
        elements = page.find_all(True)
        assert [element.name for element in elements].count("h1") == 1, f"{where}: one h1"
        assert page.title and page.title.get_text().strip(), f"{where}: a title"
        assert page.html["lang"] == {"zh": "zh-Hans", "en": "en"}[self.lang], f"{where}: lang"
        ids = [element["id"] for element in elements if element.get("id")]
        assert len(ids) == len(set(ids)), f"{where}: ids stand once: {[i for i in ids if ids.count(i) > 1]}"
        labels = {element.get("for") for element in elements if element.name == "label"} - {None}
        for field in elements:
            if field.name in {"input", "select", "textarea"} and field.get("type") not in {"hidden", "submit"}:
                labelled = field.get("aria-label") or field.get("id") in labels
                assert labelled or field.find_parent("label"), f"{where}: no label for {field.get('name')}"
        for element in page.main.find_all(["code", "pre", "textarea", "script"]):
            element.extract()
        raw = RAW.search(page.main.get_text(" ")) if page.main else None
        assert raw is None, f"{where}: unworded value {raw.group()!r}"


def must_be_well_formed(text: str) -> None:
    """Parse a page strictly, unless one of the same tags in the same order has been: that takes longer than the page.

    Raises: html5lib's ParseError.
    """
    shape = hash(VALUE.sub("", "".join(SHAPE.findall(text))))
    if shape not in _SHAPES:
        html5lib.HTMLParser(strict=True).parse(text)
        _SHAPES.add(shape)


_SHAPES: set[int] = set()
