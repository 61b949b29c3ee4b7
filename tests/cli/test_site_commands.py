"""`doctor` and `site`: what an administrator runs from a shell."""

from __future__ import annotations

import json

import pytest
import sqlalchemy as sa
from flask import Flask

from marketplace.search import rebuilding
from marketplace.store import sites
from marketplace.store.db import db, transaction
from marketplace.store.listings.listings import ListingOption
from tests.make.cast import Cast
from tests.make.listings import LUMP, make_listing, make_patent


@pytest.fixture
def shop(app: Flask, world: Cast) -> None:
    """One published listing with its index."""
    with app.app_context():
        make_listing([make_patent(world.east)], LUMP)
        rebuilding.rebuild(lambda code, **params: None)


@pytest.mark.parametrize(
    ("lang", "last"), [("zh", "全部检查完毕，未发现问题。"), ("en", "All checks are done; nothing is wrong.")]
)
def test_the_doctor_finds_nothing_wrong(app: Flask, shop: None, lang: str, last: str) -> None:
    result = app.test_cli_runner().invoke(args=["doctor", "--lang", lang])
    assert result.exit_code == 0, result.output
    assert result.output.splitlines()[-1] == last


def test_the_doctor_names_what_is_wrong_and_exits_with_1(app: Flask, shop: None) -> None:
    @transaction
    def spoil() -> None:
        db.session.execute(sa.update(ListingOption).values(price_sure=7))

    with app.app_context():
        spoil()
    result = app.test_cli_runner().invoke(args=["doctor", "--lang", "en"])
    assert result.exit_code == 1
    assert "price_sure differ from what the engine finds" in result.output


def test_settings_are_shown_and_changed(app: Flask, world: Cast) -> None:
    runner = app.test_cli_runner()
    result = runner.invoke(args=["site", "set", "--icp-number", "江ICP备1号", "--contact", "电话 1", "--lang", "zh"])
    assert (result.exit_code, result.output.strip()) == (0, "已更新：联系方式、ICP 备案号。")
    assert runner.invoke(args=["site", "set", "--contact", "电话 1", "--lang", "en"]).output == "Nothing was changed.\n"
    shown = json.loads(runner.invoke(args=["site", "show"]).output)
    assert (shown["icp_number"], shown["contact"]) == ("江ICP备1号", "电话 1")
    assert shown["operator"] == "江澜市知识产权运营中心"
    with app.app_context():
        site = sites.first()
        assert site is not None and site.name_zh == "江澜专利开放许可平台"


def test_a_site_keeps_a_chinese_name(app: Flask, world: Cast) -> None:
    result = app.test_cli_runner().invoke(args=["site", "set", "--name-zh", "  "])
    assert result.exit_code == 1 and "请填写站点的中文名称" in result.output


def test_without_a_site_there_is_nothing_to_set(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["site", "show", "--lang", "en"])
    assert result.exit_code == 1 and "There is no site yet" in result.output
