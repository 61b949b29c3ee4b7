"""Needs from the first sentence to the end: who may do what, in which state, and who is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from marketplace.domain.access import Actor
from marketplace.domain.demand import words
from marketplace.domain.demand.states import NEED_KINDS, OUTCOMES, SOURCES, STATES, TRANSITIONS, VERDICTS
from marketplace.domain.faults import Forbidden, Invalid, Refused
from marketplace.store.db import db
from marketplace.store.demand import figures, needs
from marketplace.store.demand.needs import Need, NeedAnswer, NeedListing
from marketplace.store.office import worklist
from marketplace.store.office.events import Event
from marketplace.store.office.notices import Notice
from marketplace.store.office.worklist import View
from marketplace.usecases.demand.needs import (
    Wanted,
    erase_need,
    go_on,
    judge_listing,
    leave_need,
    watch_need,
    withdraw_need,
)
from marketplace.usecases.demand.working import answer_need, close_need, take_need
from marketplace.usecases.office.doctor_records import chains, references, subjects
from tests.make.cast import NOW, TODAY, Cast
from tests.make.listings import LUMP, make_listing, make_patent

SENTENCE = "钢管打磨噪音太大"


def left(cast: Cast, actor: Actor | None = None, **wanted: object) -> Need:
    values: dict[str, object] = {"kind": "problem", "sentence": SENTENCE, **wanted}
    return leave_need(Wanted(**values), language="zh", actor=actor or cast.maker.actor, now=NOW)  # type: ignore[arg-type]


def told(person_id: int) -> list[str]:
    query = sa.select(Notice).filter_by(person_id=person_id).order_by(Notice.id)
    return [n.event.kind for n in db.session.scalars(query) if n.event.kind.startswith("need.")]


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        (words.KINDS, NEED_KINDS),
        (words.KIND_EXPLANATIONS, NEED_KINDS),
        (words.STATES, STATES),
        (words.OUTCOMES, OUTCOMES),
        (words.VERDICTS, VERDICTS),
        (words.SOURCES, SOURCES),
    ],
)
def test_every_code_has_words_in_both_languages(
    table: dict[str, tuple[str, str]], codes: tuple[str, ...]
) -> None:
    assert set(table) == set(codes)
    assert all(zh and en for zh, en in table.values())


def test_a_need_reaches_the_offices_of_the_site_and_nobody_else(cast: Cast) -> None:
    need = left(cast, budget=5_000_000, sector="33")
    assert (need.state, need.organisation_id, need.person_id) == (
        "new",
        cast.maker.organisation_id,
        cast.maker.person_id,
    )
    assert need.due_on == TODAY + timedelta(days=10)
    assert told(cast.city.person_id) == told(cast.operator.person_id) == ["need.left"]
    for member in (cast.park, cast.east, cast.stranger, cast.body, cast.maker):
        assert told(member.person_id) == []


def test_somebody_without_an_organisation_leaves_a_need_alone(cast: Cast) -> None:
    need = left(cast, Actor(person_id=cast.inventor_id))
    assert need.organisation_id is None
    assert [row.id for row in needs.page_of(needs.of_actor(Actor(person_id=cast.inventor_id)), 1, 10)] == [
        need.id
    ]


def test_an_early_deadline_is_the_day_to_answer(cast: Cast) -> None:
    assert left(cast, deadline=TODAY + timedelta(days=3)).due_on == TODAY + timedelta(days=3)


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ({"sentence": "  "}, "field.required"),
        ({"deadline": date(2026, 3, 1)}, "need.deadline_past"),
        ({"budget": -1}, "need.budget_negative"),
    ],
)
def test_what_cannot_be_right_is_refused(cast: Cast, wanted: dict[str, object], code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        left(cast, **wanted)
    assert refusal.value.code == code
    assert needs.count(needs.of_site(1)) == 0


def test_the_whole_way_to_a_match(cast: Cast) -> None:
    need, listing = left(cast), make_listing([make_patent(cast.east)], LUMP)
    take_need(need, due_on=TODAY + timedelta(days=5), actor=cast.city.actor, now=NOW)
    assert (need.state, need.office_id, need.due_on) == (
        "in_work",
        cast.city.organisation_id,
        TODAY + timedelta(days=5),
    )
    answer_need(need, note="请看", listings=[listing, listing], actor=cast.city.actor, now=NOW)
    assert (need.state, need.due_on, need.answered_at) == ("answered", None, NOW)
    assert told(cast.maker.person_id) == ["need.taken", "need.answered"]
    judge_listing(need, listing.id, "fits", actor=cast.maker.actor, now=NOW)
    judge_listing(need, listing.id, "fits", actor=cast.maker.actor, now=NOW)  # a second click
    assert need.state == "matched"
    assert told(cast.city.person_id) == ["need.left", "need.judged"]
    withdraw_need(need, outcome="licensed", actor=cast.maker.actor, now=NOW)
    assert (need.state, need.outcome) == ("closed", "licensed")
    assert told(cast.city.person_id)[-1] == "need.closed"


def test_an_answer_that_does_not_help_goes_back_to_the_office(cast: Cast) -> None:
    need = left(cast)
    answer_need(need, note="暂无", listings=[], actor=cast.city.actor, now=NOW)
    go_on(need, actor=cast.maker.actor, now=NOW)
    assert (need.state, need.due_on) == ("in_work", TODAY + timedelta(days=10))
    assert told(cast.city.person_id)[-1] == "need.continued"
    assert told(cast.operator.person_id) == ["need.left"]  # the office that works it is told, not all of them


def test_an_empty_answer_is_none(cast: Cast) -> None:
    need = left(cast)
    with pytest.raises(Invalid) as refusal:
        answer_need(need, note=" ", listings=[], actor=cast.city.actor, now=NOW)
    assert refusal.value.code == "need.answer_empty"
    db.session.refresh(need)
    assert need.state == "new" and db.session.scalar(sa.select(sa.func.count(NeedAnswer.id))) == 0


def test_nobody_else_works_judges_or_erases(cast: Cast) -> None:
    need, listing = left(cast), make_listing([make_patent(cast.east)], LUMP)
    for member in (cast.park, cast.east, cast.stranger, cast.body, cast.maker):
        with pytest.raises(Forbidden):
            take_need(need, due_on=TODAY, actor=member.actor, now=NOW)
        with pytest.raises(Forbidden):
            close_need(need, outcome="not_ours", note="", actor=member.actor, now=NOW)
    for member in (cast.city, cast.operator, cast.stranger):
        with pytest.raises(Forbidden):
            judge_listing(need, listing.id, "fits", actor=member.actor, now=NOW)
        with pytest.raises(Forbidden):
            erase_need(need, actor=member.actor, now=NOW)
        with pytest.raises(Forbidden):
            watch_need(need, watch=False, actor=member.actor, now=NOW)


def test_a_colleague_sees_and_judges_what_was_left_for_the_organisation(cast: Cast) -> None:
    need = left(cast)
    colleague = replace(cast.maker.actor, person_id=cast.inventor_id)
    assert needs.count(needs.of_actor(colleague)) == 1
    watch_need(need, watch=False, actor=colleague, now=NOW)
    assert not need.watch
    alone = Actor(person_id=cast.inventor_id)
    assert needs.count(needs.of_actor(alone)) == 0


#: (state, action) → refused unless it stands here; written from the life of a need, not from its table
POSSIBLE = {
    "take": {"new", "in_work"},
    "answer": {"new", "in_work", "answered"},
    "go_on": {"answered", "matched"},
    "withdraw": {"new", "in_work", "answered", "matched"},
    "close": {"new", "in_work", "answered", "matched"},
    "fits": {"new", "in_work", "answered", "matched"},
}


def test_the_table_of_states_is_as_meant() -> None:
    assert {action: {s for s, a in TRANSITIONS if a == action} for _, action in TRANSITIONS} == POSSIBLE


def test_a_closed_need_stays_closed(cast: Cast) -> None:
    need = left(cast)
    close_need(need, outcome="nothing_found", note="没有找到", actor=cast.city.actor, now=NOW)
    acts: list[Callable[[], object]] = [
        lambda: take_need(need, due_on=TODAY, actor=cast.city.actor, now=NOW),
        lambda: answer_need(need, note="x", listings=[], actor=cast.city.actor, now=NOW),
        lambda: go_on(need, actor=cast.maker.actor, now=NOW),
        lambda: withdraw_need(need, outcome="no_longer", actor=cast.maker.actor, now=NOW),
        lambda: close_need(need, outcome="not_ours", note="", actor=cast.city.actor, now=NOW),
    ]
    for act in acts:
        with pytest.raises(Refused) as refusal:
            act()
        assert refusal.value.code == "state.not_possible"
    assert told(cast.maker.person_id) == ["need.closed"]


def test_erasing_leaves_a_count_and_nothing_else(cast: Cast) -> None:
    need, listing = (
        left(cast, details="联系人张三", budget=100, sector="33"),
        make_listing([make_patent(cast.east)], LUMP),
    )
    answer_need(need, note="请看", listings=[listing], actor=cast.city.actor, now=NOW)
    erase_need(need, actor=cast.maker.actor, now=NOW)
    row = db.session.get_one(Need, need.id)
    assert (row.sentence, row.details, row.budget, row.person_id, row.organisation_id) == (
        "",
        "",
        None,
        None,
        None,
    )
    assert (row.state, row.outcome, row.kind, row.sector) == ("closed", "no_longer", "problem", "33")
    for table in (NeedAnswer, NeedListing):
        assert db.session.scalar(sa.select(sa.func.count(table.id))) == 0
    assert figures.demand(1, ["2026-03"]).total == 1
    assert needs.count(needs.of_actor(cast.maker.actor)) == 0
    assert all("张三" not in event for event in db.session.scalars(sa.select(Event.data)))


def test_who_acts_by_when_is_in_the_list_of_work(cast: Cast) -> None:
    first, second = left(cast), left(cast, sentence="废水", deadline=TODAY + timedelta(days=2))
    view = View(cast.city.actor, TODAY)
    items = worklist.page_of(("needs",), view, 1, 25)
    assert [(item.title[0], item.due) for item in items] == [
        ("废水", second.due_on),
        (SENTENCE, first.due_on),
    ]
    assert worklist.count("needs", view) == 2
    take_need(first, due_on=TODAY, actor=cast.city.actor, now=NOW)
    assert worklist.count("needs", View(cast.city.actor, TODAY, "mine")) == 1
    answer_need(first, note="x", listings=[], actor=cast.city.actor, now=NOW)
    assert worklist.count("needs", view) == 1
    for member in (cast.park, cast.east, cast.maker):
        assert worklist.count("needs", View(member.actor, TODAY)) == 0


def test_figures_count_each_need_once_by_month_kind_and_sector(cast: Cast) -> None:
    left(cast, sector="33")
    left(cast, kind="licence", sector="33")
    left(cast, kind="licence")
    found = figures.demand(1, ["2026-02", "2026-03"])
    assert (found.total, found.by_kind["licence"], found.by_kind["transfer"]) == (3, 2, 0)
    assert {month: numbers.total() for month, numbers in found.by_month.items()} == {
        "2026-02": 0,
        "2026-03": 3,
    }
    assert {code: dict(numbers) for code, numbers in found.by_sector.items()} == {
        "33": {"problem": 1, "licence": 1},
        "": {"licence": 1},
    }
    assert list(found.by_sector) == ["33", ""]
    assert needs.count(needs.of_site(1, kind="licence", sector="", month="2026-03")) == 1


def test_the_doctor_knows_the_chains_of_erased_needs(cast: Cast) -> None:
    need = left(cast)
    answer_need(need, note="x", listings=[], actor=cast.city.actor, now=NOW)
    erase_need(need, actor=cast.maker.actor, now=NOW)
    for check in (chains, subjects, references):
        assert [finding for finding in check() if finding is not None] == []
