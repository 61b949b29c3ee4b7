"""Industries of a patent: named by its owner, proposed by its classes, counted once confirmed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from marketplace.domain.faults import Forbidden, Invalid
from marketplace.search import engine, rebuilding
from marketplace.search.query import Query
from marketplace.store.db import db
from marketplace.store.patents.patents import Patent, PatentClass
from marketplace.usecases.patents.patents import confirm_industries, describe_patent
from tests.client import CheckedClient
from tests.make.cast import NOW, Cast
from tests.make.listings import LUMP, furnish, make_listing, make_patent

Client = Callable[..., CheckedClient]


@pytest.fixture
def patent(app: Flask, world: Cast) -> str:
    """A published patent of east whose class speaks for environmental protection."""
    with app.app_context():
        made = furnish(make_patent(world.east), classes=[])
        furnish(made, classes=[PatentClass(scheme="ipc", position=1, code="C02F1/28")])
        make_listing([made], LUMP)
        return str(made.public_id)


def named(app: Flask) -> dict[str, set[str]]:
    with app.app_context():
        found = [(one.scheme, one.code) for one in db.session.get_one(Patent, 1).industries]
        return {scheme: {code for own, code in found if own == scheme} for scheme in ("division", "emerging")}


def counted(app: Flask, facet: str) -> dict[str, int]:
    with app.app_context():
        rebuilding.rebuild()
        engine.look_again()
        return {one.value: one.count for one in engine.find(Query()).facets[facet]}


def test_a_proposal_counts_only_once_confirmed(app: Flask, world: Cast, patent: str, client: Client) -> None:
    editor = client(world.city)
    editor.get(f"/patents/{patent}/edit")
    box = editor.page.select_one("input[name=emerging][value='7']")
    assert not box.has_attr("checked") and "建议，依据分类号 C02F 1/28" in box.parent.get_text()
    editor.get(f"/patents/{patent}")
    assert "尚未确认：节能环保" in editor.text()
    assert counted(app, "emerging") == {}

    editor.get("/patents/industries")
    value = editor.page.select_one("input[name=proposal]")["value"]
    assert value == f"{patent}:7"
    editor.post("/patents/industries", {"proposal": value})
    editor.get("/patents/industries")
    assert "已确认 1 条建议" in editor.text() and not editor.page.select("input[name=proposal]")
    assert named(app) == {"division": set(), "emerging": {"7"}}
    assert counted(app, "emerging") == {"7": 1}


def test_the_form_names_several(app: Flask, world: Cast, patent: str, client: Client) -> None:
    editor = client(world.city, lang="en")
    editor.get(f"/patents/{patent}/edit")
    version = editor.page.select_one("input[name=version]")["value"]
    form = {"version": version, "title_zh": "钢管", "industry": "33", "industry_2": "34", "industry_3": "33"}
    editor.post(f"/patents/{patent}/edit", {**form, "emerging": ["2", "7"], "trl": "6"})
    assert named(app) == {"division": {"34"}, "emerging": {"2", "7"}}
    assert counted(app, "industry") == {"33": 1, "34": 1} and counted(app, "readiness") == {"6-7": 1}
    editor.get(f"/patents/{patent}/edit")
    assert len(editor.page.select("input[name=emerging][checked]")) == 2
    version = editor.page.select_one("input[name=version]")["value"]
    editor.post(f"/patents/{patent}/edit", {**form, "version": version, "emerging": ["10"]}, status=422)
    editor.post(f"/patents/{patent}/edit", {**form, "version": version, "industry_2": "", "industry_3": ""})
    assert named(app) == {"division": set(), "emerging": set()}


def test_only_who_edits_the_patent_confirms(app: Flask, world: Cast, patent: str, client: Client) -> None:
    other = client(world.west)
    other.get("/patents/industries")
    assert not other.page.select("input[name=proposal]")
    other.post("/patents/industries", {"proposal": f"{patent}:7"})
    assert named(app)["emerging"] == set()
    with app.app_context():
        row = db.session.get_one(Patent, 1)
        with pytest.raises(Forbidden):
            confirm_industries({row: {"7"}}, actor=world.west.actor, now=NOW)
    with app.app_context(), pytest.raises(Invalid):
        row = db.session.get_one(Patent, 1)
        describe_patent(
            row, texts={}, industry="", trl=None, card={}, emerging=["99"], actor=world.city.actor, now=NOW
        )
