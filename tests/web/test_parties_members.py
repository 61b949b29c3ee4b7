"""Organisations through their pages: invite, give roles, declare a size, give a mandate, link an inventor."""

from __future__ import annotations

import re
from collections.abc import Callable

import sqlalchemy as sa
from flask import Flask

from marketplace.domain.parties import mails
from marketplace.store.db import db, transaction
from marketplace.store.parties import organisations, people
from marketplace.store.parties.organisations import Organisation, SizeDeclaration
from marketplace.store.patents.patents import Patent, PatentInventor
from marketplace.usecases.office.sites import open_site
from marketplace.usecases.parties.founding import issue_founding_secret
from tests.client import CheckedClient
from tests.make.cast import NOW, PASSWORD, Cast
from tests.make.deals import prepare_deal, send
from tests.make.listings import DEFERRED, make_listing, make_patent
from tests.usecases.parties.letters import letters

Client = Callable[..., CheckedClient]
NEW = "seven pears in a tin boat"
GOOD = "91110108551385082Q"
FAILING = "91350211M0000XUF46"
CHINESE = {"kind": "enterprise", "name_zh": "江澜新光有限公司", "uscc": GOOD}


def newest(app: Flask) -> Organisation:
    with app.app_context():
        return db.session.scalars(sa.select(Organisation).order_by(Organisation.id.desc()).limit(1)).one()


def path_of(answer: object) -> str:
    return answer.headers["Location"]


def test_an_invited_person_registers_and_joins(client: Client, app: Flask, world: Cast) -> None:
    page = f"/organisations/{world.maker.public_id}/members"
    browser = client(world.maker)
    form = {"name": "chen@example.org", "language": "zh", "roles": ["editor", "finance"]}
    browser.post(page, {**form, "roles": []}, status=422)
    browser.post(page, {**form, "name": world.maker.email}, status=422)
    browser.post(page, form, status=200)
    with app.app_context():
        link = letters(mails.INVITATION)[-1]["path"]
    assert browser.page.find(attrs={"data-copy": True})["data-copy"].endswith(link)
    guest = client()
    guest.get(link)
    assert guest.page.find("input", {"name": "sign_in_name"})["value"] == "chen@example.org"
    account = {
        "name": "陈",
        "sign_in_name": "chen@example.org",
        "new_password": NEW,
        "repeated": NEW,
        "agreed": "y",
    }
    guest.post(link, account)
    guest.get("/organisations/mine")
    assert "编辑、财务" in guest.text()
    guest.get(page)
    assert world.maker.email not in guest.page.main.get_text(), "only administrators see sign-in names"
    client(person_id=world.inventor_id).post(f"{link}/acceptance", status=422)


def test_an_invitation_is_accepted_with_the_account_one_has(client: Client, app: Flask, world: Cast) -> None:
    page = f"/organisations/{world.maker.public_id}/members"
    client(world.maker).post(page, {"name": "13812345678", "language": "en", "roles": ["reader"]}, status=200)
    client(world.maker).post(
        page, {"name": world.stranger.email, "language": "zh", "roles": ["reader"]}, status=200
    )
    with app.app_context():
        link = letters(mails.INVITATION)[-1]["path"]
    visitor = client()
    visitor.get(link)
    assert not visitor.page.find("input", {"name": "new_password"}), "there is an account: sign in first"
    browser = client(world.stranger)
    assert path_of(browser.post(f"{link}/acceptance")) == f"/organisations/{world.maker.public_id}"
    browser.get("/organisations/mine")
    assert browser.page.find("button", {"class": "is-current"}).get_text(strip=True) == "江澜恒固钢管有限公司"


def test_switching_is_possible_among_ones_own_organisations_only(
    client: Client, app: Flask, world: Cast
) -> None:
    browser = client(world.maker)
    browser.post("/acting", {"organisation": world.stranger.public_id}, status=403)
    made = path_of(browser.post("/organisations/new?form=chinese", CHINESE))
    browser.get(made)
    browser.get(f"/organisations/{world.maker.public_id}", status=302)
    browser.post("/acting", {"organisation": world.maker.public_id})
    browser.get(f"/organisations/{world.maker.public_id}")


def test_roles_are_given_and_taken(client: Client, app: Flask, world: Cast) -> None:
    with app.app_context():
        own = world.maker.person.public_id
    browser = client(world.maker)
    page = f"/organisations/{world.maker.public_id}/members/{own}"
    browser.post(page, {"roles": ["reader"]}, status=409)
    assert "至少保留一名管理员" in browser.text()
    browser.post(f"{page}/removal", status=409)
    browser.post(page, {"roles": ["administrator", "reader"]})
    with app.app_context():
        assert people.roles_of(world.maker.person_id, world.maker.organisation_id) == {
            "administrator",
            "reader",
        }
    browser.get(f"/organisations/{world.maker.public_id}/members/2222222222", status=404)


def test_an_invitation_can_be_withdrawn(client: Client, app: Flask, world: Cast) -> None:
    page = f"/organisations/{world.maker.public_id}/members"
    browser = client(world.maker)
    browser.post(page, {"name": "chen@example.org", "language": "zh", "roles": ["reader"]}, status=200)
    browser.get(page)
    assert "chen@example.org" in browser.text()
    browser.post(f"{page}/withdrawal", {"address": "chen@example.org"})
    browser.get(page)
    assert "chen@example.org" not in browser.text()


def test_the_bank_account_asks_for_the_password_again(client: Client, app: Flask, world: Cast) -> None:
    page = f"/organisations/{world.west.public_id}/bank-account"
    browser = client(world.west)
    form = {
        "holder": "西岭科技大学",
        "bank": "江澜银行",
        "number": "6222 0212 3456 7890 123",
        "password": "wrong",
    }
    browser.post(page, form, status=422)
    browser.post(page, {**form, "number": "x", "password": PASSWORD}, status=422)
    browser.post(page, {**form, "password": PASSWORD})
    with app.app_context():
        assert organisations.account_of(world.west.organisation_id).number == "6222021234567890123"
    browser.get(f"/organisations/{world.west.public_id}")
    assert "6222021234567890123" not in browser.text()


def declarations(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(sa.select(sa.func.count()).select_from(SizeDeclaration)) or 0


def test_figures_are_tried_by_get_and_declared_by_post(client: Client, app: Flask, world: Cast) -> None:
    page = f"/organisations/{world.maker.public_id}/size"
    browser = client(world.maker)
    browser.get(f"{page}?sector=industry&basis_year=2025&staff=299&revenue=5,000,000")
    assert "小型企业" in browser.page.find(class_="notice").get_text()
    assert declarations(app) == 0, "GET changes nothing"
    kept = {
        field["name"]: field["value"]
        for field in browser.page.main.find("form", {"method": "post"}).find_all("input")
    }
    browser.post(page, kept)
    assert declarations(app) == 1
    browser.get(f"{page}?sector=industry&basis_year=2025&staff=299")
    assert "指标不全时不作推定" in browser.text()
    browser.get(f"{page}?sector=industry&basis_year=1999&staff=many&revenue=x", status=422)
    assert len(browser.page.find(class_="error-summary").find_all("li")) >= 3
    browser.post(page, {**kept, "size_class": "MICRO", "staff": "5000", "revenue": "900000000.00"})
    with app.app_context():
        last = db.session.scalars(sa.select(SizeDeclaration).order_by(SizeDeclaration.id.desc())).first()
        assert last.size_class == "LARGE", "the class is computed, never taken from the form"


def test_a_mandate_is_given_from_today_on_and_ended(client: Client, app: Flask, world: Cast) -> None:
    page = f"/organisations/{world.west.public_id}/mandate"
    browser = client(world.west)
    form = {"office": world.park.public_id, "starts_on": "2026-03-10"}
    browser.post(page, {**form, "starts_on": "2026-03-01"}, status=422)
    browser.post(page, {**form, "starts_on": "soon"}, status=422)
    browser.post(page, {**form, "office": world.maker.public_id}, status=422)
    browser.post(page, form)
    browser.post(page, form, status=409)
    browser.post(f"{page}/end", {"ends_on": "2026-03-05"}, status=422)
    browser.post(f"{page}/end", {"ends_on": "2026-12-31"})
    browser.get(page)
    assert "2026-12-31" in browser.text()
    client(world.maker).post(
        f"/organisations/{world.maker.public_id}/mandate/end", {"ends_on": "2026-12-31"}, status=404
    )


@transaction
def add_patent(licensor_id: int) -> str:
    patent = Patent(
        number="CN202010000001.5", kind="invention", licensor_id=licensor_id, title_zh="打磨装置", created_at=NOW,
        updated_at=NOW, inventors=[PatentInventor(position=1, name="沈知远")],
    )  # fmt: skip
    db.session.add(patent)
    db.session.flush()
    return patent.public_id


def test_an_editor_links_an_inventor_who_then_sees_the_patent(
    client: Client, app: Flask, world: Cast
) -> None:
    with app.app_context():
        patent = add_patent(world.east.organisation_id)
    page = f"/patents/{patent}/inventors"
    office, inventor = client(world.city), client(person_id=world.inventor_id)
    inventor.get("/inventor")
    assert "打磨装置" not in inventor.text()
    office.get(f"{page}?position=1")
    office.post(f"{page}/1/person", {"name": "nobody@example.org"}, status=422)
    office.post(f"{page}/9/person", {"name": "inventor@example.org"}, status=404)
    office.post(f"{page}/1/person", {"name": "inventor@example.org"})
    for lang in ("zh", "en"):
        client(person_id=world.inventor_id, lang=lang).get("/inventor")
    inventor.get("/inventor")
    assert "打磨装置" in inventor.text()
    office.post(f"{page}/1/person/removal")
    inventor.get("/inventor")
    assert "打磨装置" not in inventor.text()


def test_the_first_administrator_founds_the_operator(client: Client, app: Flask) -> None:
    with app.app_context():
        secret = issue_founding_secret(open_site(name_zh="平台", name_en="Site"), now=NOW)
    page = f"/founding/{secret}"
    browser = client()
    for lang in ("en", "zh"):
        client(lang=lang).get(page)
    form = {
        "name": "周岚",
        "sign_in_name": "first@example.org",
        "new_password": NEW,
        "repeated": NEW,
        "agreed": "y",
    }
    browser.post(page, form, status=422)
    browser.post(page, {**form, "kind": "office", "name_zh": "江澜市知识产权运营中心"})
    browser.get("/verification")
    client().post(page, {**form, "kind": "office", "name_zh": "另一家"}, status=409)


def test_every_form_needs_its_token(client: Client, app: Flask, world: Cast) -> None:
    browser = client(world.maker)
    app.config["WTF_CSRF_ENABLED"] = True
    rules = [rule for rule in app.url_map.iter_rules() if "POST" in rule.methods]
    own = [rule for rule in rules if re.match(r"/(sign|acc|act|org|ver|inv|fou|pass|codes)", rule.rule)]
    assert len(own) > 30
    for rule in own:
        path = re.sub(r"<int:\w+>", "1", rule.rule)
        path = re.sub(r"<\w+>", world.maker.public_id, path)
        assert browser.http.post(path).status_code in (400, 403, 404), path


def test_an_inventor_sees_listings_and_what_came_of_them(client: Client, app: Flask, world: Cast) -> None:
    with app.app_context():
        patent = make_patent(world.east)
        listing = make_listing([patent], DEFERRED)
        send(prepare_deal(listing, world.maker), world.maker)
        path = f"/patents/{patent.public_id}/inventors/1/person"
        shown = f"/listings/{listing.public_id}"
    client(world.city).post(path, {"name": "inventor@example.org"})
    for lang in ("zh", "en"):
        inventor = client(person_id=world.inventor_id, lang=lang)
        inventor.get("/inventor")
        figures = [figure.get_text() for figure in inventor.page.find_all(class_="tile-figure")]
        assert figures == ["1", "1", "1"], "one patent, one notice, one licence in effect"
        inventor.get(inventor.page.main.find("a", href=shown)["href"])
