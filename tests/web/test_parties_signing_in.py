"""Signing in and staying in: nobody learns who has an account, nobody gets more tries than others, everything ends."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from marketplace import clock, passwords
from marketplace.domain.parties import mails
from marketplace.usecases.parties.people import sign_up
from marketplace.web.parties.next_page import safe_next
from marketplace.web.session import TOKEN_KEY
from tests.client import CheckedClient
from tests.make.cast import NOW, PASSWORD, Cast
from tests.usecases.parties.letters import letters, reset_link, secret_of

Client = Callable[..., CheckedClient]
NEW = "seven pears in a tin boat"


@pytest.fixture
def throttled(app: Flask) -> Iterator[None]:
    app.config["RATELIMIT_ENABLED"] = True
    yield
    app.config["RATELIMIT_ENABLED"] = False


def sign_in(browser: CheckedClient, name: str, password: str, status: int = 302, **options: object) -> str:
    answer = browser.post("/sign-in", {"name": name, "password": password}, status=status, **options)
    return answer.headers.get("Location", "")


def is_signed_in(browser: CheckedClient) -> bool:
    return browser.http.get("/account").status_code == 200


def token_of(browser: CheckedClient) -> str | None:
    with browser.http.session_transaction() as session:
        return session.get(TOKEN_KEY)


@pytest.mark.parametrize("typed", ["maker@example.org", " MAKER@Example.org "])
def test_sign_in_and_out(client: Client, world: Cast, typed: str) -> None:
    browser = client()
    sign_in(browser, typed, PASSWORD)
    assert is_signed_in(browser)
    token = token_of(browser)
    answer = browser.post("/sign-out")
    assert "cache" in answer.headers["Clear-Site-Data"]
    assert not is_signed_in(browser)
    with browser.http.session_transaction() as session:
        session[TOKEN_KEY] = token
    assert not is_signed_in(browser), "the session itself has ended, not only the cookie"


def test_the_same_words_whether_the_name_or_the_password_is_wrong(client: Client, world: Cast) -> None:
    said = set()
    for name, password in (
        (world.maker.email, "wrong"),
        ("nobody@example.org", PASSWORD),
        ("no name at all", "x"),
    ):
        browser = client()
        sign_in(browser, name, password, status=422)
        said.add(browser.text().replace(name, ""))
    assert len(said) == 1


def test_the_same_work_whether_there_is_an_account_or_not(
    client: Client, world: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    verified: list[str] = []
    real = passwords._hasher

    class Counting:
        def verify(self, stored: str, password: str) -> bool:
            verified.append(password)
            return real().verify(stored, password)

        def hash(self, password: str) -> str:
            return real().hash(password)

    monkeypatch.setattr(passwords, "_hasher", Counting)
    for name in (world.maker.email, "nobody@example.org"):
        sign_in(client(), name, "wrong", status=422)
    assert verified == ["wrong", "wrong"]


def test_signing_in_makes_a_new_session_and_ends_the_one_before(client: Client, world: Cast) -> None:
    browser = client(world.stranger)
    first = token_of(browser)
    sign_in(browser, world.maker.email, PASSWORD)
    assert token_of(browser) != first
    with browser.http.session_transaction() as session:
        session[TOKEN_KEY] = first
    assert not is_signed_in(browser)


def test_ten_wrong_passwords_and_the_eleventh_is_not_looked_at(
    client: Client, world: Cast, throttled: None
) -> None:
    browser = client()
    for _ in range(10):
        sign_in(browser, world.maker.email, "wrong", status=422)
    sign_in(browser, world.maker.email, PASSWORD, status=429)
    assert "5 分钟" in browser.text()
    sign_in(browser, world.stranger.email, PASSWORD)
    owner = client()
    sign_in(owner, world.maker.email, PASSWORD, environ_overrides={"REMOTE_ADDR": "10.0.0.7"})
    assert is_signed_in(owner), "from another address the owner still gets in"


def test_unknown_names_are_counted_alike(client: Client, world: Cast, throttled: None) -> None:
    browser = client()
    for _ in range(10):
        sign_in(browser, "nobody@example.org", "wrong", status=422)
    sign_in(browser, "nobody@example.org", "wrong", status=429)


def test_the_right_password_wipes_the_slate(client: Client, world: Cast, throttled: None) -> None:
    browser = client()
    for _ in range(3):
        for _ in range(9):
            sign_in(browser, world.maker.email, "wrong", status=422)
        sign_in(browser, world.maker.email, PASSWORD)
        browser.post("/sign-out")


def test_links_by_mail_are_limited(client: Client, world: Cast, throttled: None) -> None:
    browser = client()
    for _ in range(5):
        browser.post("/password-reset", {"name": world.maker.email})
    browser.post("/password-reset", {"name": world.maker.email}, status=429)


BAD_TARGETS = [
    "", "sign-in", "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "/\t/evil.example",
    "/%09/evil.example\n", "http://evil.example", "https://evil.example", "https:evil.example", "https:/evil.example",
    "javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "vbscript:x", "mailto:x@example.org",
    "evil.example", "@evil.example", ".evil.example", "?next=//evil.example", "#//evil.example", " /account",
    "\t/account", "\n/account", "/account\nSet-Cookie: a=b", "/account\r\nx", "/a\x00b", "/a b", "/a\x7fb",
    "\u2215\u2215evil.example", "／／evil.example", "/\\/evil.example", "/a\\..\\evil", "//", "//localhost/x",
    "//127.0.0.1", "/sign-in", "/sign-in?next=/account", "/sign-out", "/" + "a" * 6_000, "//[::1]/x", "http:///evil.example",
]  # fmt: skip


@pytest.mark.parametrize("target", BAD_TARGETS)
def test_no_redirect_leaves_the_site(target: str) -> None:
    assert safe_next(target) == ""


@pytest.mark.parametrize(
    "target", ["/", "/account", "/deals/k7m2xq9tdw?tab=1#terms", "/search?q=钢管", "/a//b", "/a:b"]
)
def test_paths_of_the_site_are_kept(target: str) -> None:
    assert safe_next(target) == target


def test_a_page_that_asks_to_sign_in_is_reached_afterwards(client: Client, world: Cast) -> None:
    browser = client()
    answer = browser.get("/account/sessions", status=302)
    assert (
        re.search(r"next=%2Faccount%2Fsessions", answer.headers["Location"])
        or "next=/account/sessions" in answer.location
    )
    answer = browser.post(
        "/sign-in?next=/account/sessions", {"name": world.maker.email, "password": PASSWORD}
    )
    assert answer.headers["Location"] == "/account/sessions"


def test_changing_the_password_ends_every_other_sign_in(client: Client, world: Cast) -> None:
    here, elsewhere = client(world.maker), client(world.maker)
    form = {"password": "wrong", "new_password": NEW, "repeated": NEW}
    here.post("/account/password", form, status=422)
    before = token_of(here)
    here.post("/account/password", {**form, "password": PASSWORD})
    assert is_signed_in(here)
    assert token_of(here) != before
    assert not is_signed_in(elsewhere)
    sign_in(client(), world.maker.email, PASSWORD, status=422)
    sign_in(client(), world.maker.email, NEW)


@pytest.mark.parametrize("weak", ["short", "1234567890", "makermaker1", "password2026"])
def test_weak_passwords_are_refused_with_a_reason(client: Client, world: Cast, weak: str) -> None:
    browser = client(world.maker)
    form = {"password": PASSWORD, "new_password": weak, "repeated": weak}
    browser.post("/account/password", form, status=422)
    assert browser.page.find(class_="error-summary")


def test_own_sign_ins_are_listed_and_can_be_ended(client: Client, world: Cast) -> None:
    here, second, third = client(world.maker), client(world.maker), client(world.maker)
    stranger = client(world.stranger)
    here.get("/account/sessions")
    forms = [
        form["action"] for form in here.page.main.find_all("form") if form["action"].endswith("/revocation")
    ]
    assert len(forms) == 4
    stranger.post(forms[1], status=404)
    here.get("/account/sessions")
    others = [
        row for row in here.page.main.find_all("tr") if row.find("form") and "本机" not in row.get_text()
    ]
    here.post(others[0].find("form")["action"])
    assert [is_signed_in(browser) for browser in (here, second, third)].count(True) == 2
    here.post("/account/sessions/revocation")
    assert [is_signed_in(browser) for browser in (here, second, third)] == [True, False, False]
    assert is_signed_in(stranger)


def test_sign_up_records_consent_and_signs_in(client: Client, app: Flask, world: Cast) -> None:
    browser = client()
    form = {"name": "王 小满", "sign_in_name": "+86 138 1234 5678", "new_password": NEW, "repeated": NEW}
    browser.post("/sign-up", form, status=422)
    assert "请先同意用户协议" in browser.text()
    answer = browser.post("/sign-up", {**form, "agreed": "y"})
    assert answer.headers["Location"] == "/organisations/mine"
    browser.follow(answer)
    with app.app_context():
        from marketplace.store.parties.people import by_sign_in_name

        person = by_sign_in_name("13812345678")
        assert (person.name, person.terms_version, person.terms_accepted_at) == ("王 小满", "1", NOW)
        assert person.password_hash.startswith("$argon2id$")
    client().post("/sign-up", {**form, "agreed": "y"}, status=422)


def test_a_forgotten_password_is_set_by_the_mailed_link(client: Client, app: Flask, world: Cast) -> None:
    browser, elsewhere = client(), client(world.maker)
    answers = [
        browser.post("/password-reset", {"name": name}) for name in (world.maker.email, "nobody@example.org")
    ]
    assert len({answer.headers["Location"] for answer in answers}) == 1
    with app.app_context():
        for asked in letters("ask_reset"):
            reset_link(asked["name"])
        [letter] = letters(mails.RESET)
    browser.get(letter["path"])
    browser.post(letter["path"], {"new_password": NEW, "repeated": NEW + "x"}, status=422)
    browser.post(letter["path"], {"new_password": NEW, "repeated": NEW})
    assert is_signed_in(browser)
    assert not is_signed_in(elsewhere)
    client().post(letter["path"], {"new_password": NEW, "repeated": NEW}, status=422)


def test_a_code_from_the_office_lets_a_person_without_mail_in(
    client: Client, app: Flask, world: Cast
) -> None:
    with app.app_context():
        sign_up(
            name="王小满", mobile="13812345678", password_hash="", language="zh", terms_version="1",
            site_id=1, now=NOW,
        )  # fmt: skip
    office = client(world.city)
    office.post("/verification/codes", {"name": "13812345678"}, status=422)
    office.post("/verification/codes", {"name": "13900000000", "identified": "y"}, status=422)
    office.post("/verification/codes", {"name": "13812345678", "identified": "y"}, status=200)
    code = office.page.find(attrs={"data-copy": True})["data-copy"]
    assert re.fullmatch(r"[2-9a-z]{4}-[2-9a-z]{4}-[2-9a-z]{4}", code)
    person = client()
    form = {"sign_in_name": "13812345678", "code": code, "new_password": NEW, "repeated": NEW}
    person.post("/codes", {**form, "code": "2222-2222-2222"}, status=422)
    person.post("/codes", form)
    assert is_signed_in(person)
    client().post("/codes", form, status=422)


def test_an_address_is_confirmed_by_a_click_and_not_by_opening_the_mail(
    client: Client, app: Flask, world: Cast
) -> None:
    browser = client(world.maker)
    browser.post("/account/addresses", {"address": "no address"}, status=422)
    browser.post("/account/addresses", {"address": "New@Example.org"})
    with app.app_context():
        letter = letters(mails.CONFIRMATION)[-1]
    assert letter["to"] == "new@example.org"
    browser.get(letter["path"])
    browser.get("/account")
    assert "未确认" in browser.text()
    client().post(letter["path"])
    browser.get("/account")
    assert "未确认" not in browser.text()
    client().post(f"/account/confirmations/{secret_of(letter)}", status=422)


def test_a_session_ends_by_itself(client: Client, world: Cast) -> None:
    from datetime import timedelta

    browser = client(world.maker)
    with clock.fixed(NOW + timedelta(hours=2, minutes=1)):
        assert not is_signed_in(browser)
