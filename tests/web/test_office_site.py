"""The operator's pages: settings, appointments, parameters, the queue of jobs, facts about the installation."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

import openpyxl
import pytest
import sqlalchemy as sa
from flask import Flask

from marketplace import clock
from marketplace.jobs.handlers import HANDLERS
from marketplace.store import sites
from marketplace.store.db import db, transaction
from marketplace.store.office.jobs import Job, enqueue
from marketplace.store.office.parameters import Parameter, value
from marketplace.store.parties.people import Person
from marketplace.usecases.parties.members import set_members_roles
from tests.client import CheckedClient
from tests.make.cast import NOW, TODAY, Cast

Client = Callable[..., CheckedClient]
PAGES = (
    "/site",
    "/site/appointments",
    "/site/parameters",
    "/site/parameters/lpr_1y",
    "/site/parameters/patent.annual_fee?scope=invention:1-3",
    "/site/jobs",
    "/site/jobs?state=done",
    "/site/installation",
)
NAMES = {"name_zh": "江澜专利许可平台", "name_en": "Jianglan Licensing", "contact": "电话 0700-8888 0000"}


@transaction
def give_up(kind: str = "send_reminders", error: str = "") -> None:
    """A job that has had all its tries."""
    job = enqueue(kind, {"to": "chen@example.org"} if kind.startswith("mail") else {}, now=NOW)
    assert job is not None
    job.state, job.attempts, job.error = "dead", 8, error or "Traceback\nConnectionRefusedError: [Errno 111]"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_the_operators_pages_read_in_both_languages(
    app: Flask, world: Cast, client: Client, path: str, lang: str
) -> None:
    with app.app_context():
        for kind in HANDLERS:
            give_up(kind)
    client(world.operator, lang=lang).get(path)


@pytest.mark.parametrize("path", PAGES)
def test_nobody_but_an_administrator_of_the_operator_opens_them(
    app: Flask, world: Cast, client: Client, path: str
) -> None:
    for other in (world.city, world.body, world.east, world.maker):
        client(other).get(path, status=403)
    with app.app_context():
        person = db.session.get_one(Person, world.inventor_id)
        operator, roles = world.operator, frozenset({"editor", "approver", "finance"})
        set_members_roles(operator.organisation, person, roles, actor=operator.actor, now=NOW)
    client(person_id=world.inventor_id).get(path, status=404)


def test_settings_stand_at_the_foot_of_every_page(world: Cast, client: Client) -> None:
    operator = client(world.operator)
    numbers = {"icp_number": "江ICP备2026000001号-1", "psb_number": "江公网安备 42070002000001号"}
    operator.follow(operator.post("/site", {**NAMES, **numbers}))
    visitor = client()
    visitor.get("/")
    foot = visitor.page.select_one("footer")
    text = foot.get_text(" ")
    assert all(words in text for words in (NAMES["name_zh"], NAMES["contact"], *numbers.values()))
    assert "江澜市知识产权运营中心" in text
    assert foot.find("a", href="https://beian.mps.gov.cn/#/query/webSearch?code=42070002000001")
    operator.post("/site", {**NAMES, "icp_number": "", "psb_number": ""})
    visitor.get("/")
    assert "备案" not in visitor.page.select_one("footer").get_text() and not visitor.page.select(".footer-records")


@pytest.mark.parametrize(("field", "text"), [("name_zh", ""), ("name_zh", "  "), ("contact", "长" * 301)])
def test_settings_that_cannot_be_are_refused_whole(
    app: Flask, world: Cast, client: Client, field: str, text: str
) -> None:
    operator = client(world.operator)
    operator.post("/site", {**NAMES, field: text}, status=422)
    assert operator.page.select(f"#{field}-error")
    with app.app_context():
        site = sites.first()
        assert site is not None and site.name_zh == "江澜专利开放许可平台" and site.contact == ""


def test_an_office_is_appointed_and_dismissed(app: Flask, world: Cast, client: Client) -> None:
    operator, park = client(world.operator), world.park.public_id
    client(world.park).get("/verification", status=403)
    operator.follow(operator.post("/site/appointments/offices", {"organisation": park}))
    client(world.park).get("/verification")
    operator.follow(operator.post("/site/appointments/offices", {"organisation": park}))
    assert "已在名单中" in operator.text()
    operator.post("/site/appointments/offices/dismissal", {"organisation": park})
    client(world.park).get("/verification", status=403)


def test_only_a_public_body_sees_the_rows_behind_the_figures(world: Cast, client: Client) -> None:
    operator = client(world.operator)
    operator.follow(operator.post("/site/appointments/bodies", {"organisation": world.maker.public_id}))
    assert "只能指定已认证的主管部门" in operator.text()
    client(world.body).get("/figures/deals")
    operator.post("/site/appointments/bodies/dismissal", {"organisation": world.body.public_id})
    client(world.body).get("/figures/deals", status=404)
    operator.post("/site/appointments/nothing", {"organisation": world.body.public_id}, status=404)


def test_a_parameter_gets_a_new_row_and_keeps_the_old_ones(app: Flask, world: Cast, client: Client) -> None:
    operator = client(world.operator)
    new = {"value": "3.45", "valid_from": "2026-03-20", "source": "全国银行间同业拆借中心"}
    operator.follow(operator.post("/site/parameters/lpr_1y", new))
    assert "自 2026-03-20 起为 3.45" in operator.text()
    with app.app_context():
        assert value("lpr_1y", TODAY) == "3.00" and value("lpr_1y", date(2026, 3, 20)) == "3.45"
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Parameter).filter_by(key="lpr_1y")) == 3


def test_amounts_are_written_in_yuan_and_kept_in_fen(app: Flask, world: Cast, client: Client) -> None:
    page = "/site/parameters/patent.annual_fee?scope=invention:1-3"
    operator = client(world.operator)
    operator.get(page)
    assert "900.00 元" in operator.text()
    new = {"value": "1,000.50", "valid_from": "2027-01-01", "source": "新收费标准"}
    operator.post(page, {**new, "value": "一千"}, status=422)
    operator.post(page, new)
    with app.app_context():
        assert value("patent.annual_fee", date(2027, 1, 1), "invention:1-3") == 100_050
        assert value("patent.annual_fee", date(2026, 12, 31), "invention:1-3") == 90_000


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("value", ""),
        ("value", "三"),
        ("value", "3.1.0"),
        ("valid_from", "2026-02-30"),
        ("valid_from", "2025-05-20"),  # there is a row for it
        ("valid_from", "2024-12-01"),  # would change what was in force
        ("source", ""),
        ("source", "长" * 301),
    ],
)
def test_a_value_that_cannot_be_is_refused_on_its_field(
    app: Flask, world: Cast, client: Client, field: str, text: str
) -> None:
    new = {"value": "3.45", "valid_from": "2026-03-20", "source": "全国银行间同业拆借中心"}
    operator = client(world.operator)
    operator.post("/site/parameters/lpr_1y", {**new, field: text}, status=422)
    assert operator.page.select(f"#{field}-error")
    operator.post("/site/parameters/nothing", new, status=404)
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Parameter).filter_by(key="lpr_1y")) == 2


def test_parameters_can_be_saved_as_a_spreadsheet(app: Flask, world: Cast, client: Client) -> None:
    content = client(world.operator).get("/site/parameters/list.xlsx").data
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    with app.app_context():
        assert sheet.max_row == db.session.scalar(sa.select(sa.func.count()).select_from(Parameter)) + 1


def test_a_job_that_gave_up_can_be_tried_again(app: Flask, world: Cast, client: Client) -> None:
    with app.app_context():
        give_up()
    operator = client(world.operator)
    answer = operator.get("/site/jobs")
    assert "ConnectionRefusedError" in answer.text and "发送到期提醒" in operator.text()
    job = operator.page.select_one("[name=job]")["value"]
    operator.post("/site/jobs/retries", {"job": job})
    with app.app_context():
        again = db.session.get_one(Job, int(job))
        assert (again.state, again.attempts, again.run_at) == ("waiting", 0, clock.now())
    operator.follow(operator.post("/site/jobs/retries", {"job": job}))
    assert "只有已停止重试的任务" in operator.text()


def test_a_mail_whose_link_was_wiped_is_not_sent_again(app: Flask, world: Cast, client: Client) -> None:
    with app.app_context():
        give_up("mail_reset")

        @transaction
        def wipe() -> None:
            db.session.execute(sa.update(Job).where(Job.kind == "mail_reset").values(data="{}"))

        wipe()
        number = db.session.scalars(sa.select(Job.id).filter_by(kind="mail_reset")).one()
    operator = client(world.operator)
    operator.follow(operator.post("/site/jobs/retries", {"job": str(number)}))
    assert "已按规定清除" in operator.text()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_installation_says_what_is_wrong(app: Flask, world: Cast, client: Client, lang: str) -> None:
    with app.app_context():
        give_up()
    operator = client(world.operator, lang=lang)
    operator.get("/site/installation")
    warnings = operator.page.select_one(".notice.tone-warn").get_text()
    zh, en = ("http", "1 个任务", "索引进程", "邮件服务器"), ("http", "1 job has", "indexer", "mail server")
    assert all(words in warnings for words in (zh if lang == "zh" else en))
