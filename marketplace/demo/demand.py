"""The needs of the demo, left and worked step by step, and what one of its enterprises keeps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from marketplace.demo.content import Row, day
from marketplace.demo.parties import OFFICE
from marketplace.demo.world import World
from marketplace.domain.access import Actor
from marketplace.domain.days import day_of
from marketplace.domain.money import minor_units
from marketplace.store.db import db
from marketplace.store.demand.needs import Need
from marketplace.usecases.demand.needs import Wanted, go_on, judge_listing, leave_need, withdraw_need
from marketplace.usecases.demand.working import answer_need, close_need, take_need
from marketplace.usecases.keeping.collections import add_listing, make_collection, share_collection
from marketplace.usecases.keeping.favourites import mark
from marketplace.usecases.keeping.searches import save_search

KEEPER = "RDWE"  # the enterprise that keeps something
KEPT_ON = -200
USUAL = 7  # days within which the office promises an answer


def leave(world: World, row: Row, now: datetime) -> None:
    """Somebody leaves a need."""
    wanted = Wanted(
        kind=row["kind"],
        sentence=row.get("zh") or row["en"],
        details=row.get("details", ""),
        sector=row["sector"],
        budget=minor_units(row["budget"], "CNY") if "budget" in row else None,
        deadline=day(row.get("deadline"), world.loaded_on),
    )
    language = "zh" if "zh" in row else "en"
    need = leave_need(wanted, language=language, actor=_asker(world, row, now), now=now)
    world.needs[_key(row)] = need.id


def play(world: World, row: Row, step: Row, now: datetime) -> None:
    """One step of a need's script."""
    need = db.session.get_one(Need, world.needs[_key(row)])
    PLAYERS[step["do"]](world, row, step, need, now)


def keep(world: World, now: datetime) -> None:
    """A saved search with a weekly digest, two favourites and a shared collection with notes."""
    actor = world.member(KEEPER, "administrator", day_of(now))
    save_search(name="检测", values={"text": "检测"}, digest="weekly", language="zh", actor=actor, now=now)
    for key in ("noise", "spindle"):
        mark(world.listing(key), actor=actor, now=now)
    collection = make_collection(name="打磨车间改造备选", about="供技术部评估", actor=actor, now=now)
    notes = {"noise": "封闭罩体，适合现有工位", "spindle": "需要先确认机器人型号", "arc": "二期再看"}
    for key, note in notes.items():
        add_listing(collection, world.listing(key), note=note, actor=actor, now=now)
    share_collection(collection, actor=actor, now=now)


def _take(world: World, row: Row, step: Row, need: Need, now: datetime) -> None:
    take_need(
        need,
        due_on=day_of(now) + timedelta(days=step.get("within", USUAL)),
        actor=_office(world, now),
        now=now,
    )


def _answer(world: World, row: Row, step: Row, need: Need, now: datetime) -> None:
    listings = [world.listing(key) for key in step["listings"]]
    answer_need(need, note=step["note"], listings=listings, actor=_office(world, now), now=now)


def _judge(world: World, row: Row, step: Row, need: Need, now: datetime) -> None:
    listing = world.listing(step["listing"])
    judge_listing(need, listing.id, step["verdict"], actor=_asker(world, row, now), now=now)


def _go_on(world: World, row: Row, step: Row, need: Need, now: datetime) -> None:
    go_on(need, actor=_asker(world, row, now), now=now)


def _withdraw(world: World, row: Row, step: Row, need: Need, now: datetime) -> None:
    withdraw_need(need, outcome=step["outcome"], note=step["note"], actor=_asker(world, row, now), now=now)


def _close(world: World, row: Row, step: Row, need: Need, now: datetime) -> None:
    close_need(need, outcome=step["outcome"], note=step["note"], actor=_office(world, now), now=now)


PLAYERS: dict[str, Callable[[World, Row, Row, Need, datetime], None]] = {
    "take": _take,
    "answer": _answer,
    "judge": _judge,
    "go_on": _go_on,
    "withdraw": _withdraw,
    "close": _close,
}


def _asker(world: World, row: Row, now: datetime) -> Actor:
    return world.member(row["by"], "editor", day_of(now))


def _office(world: World, now: datetime) -> Actor:
    return world.member(OFFICE, "approver", day_of(now))


def _key(row: Row) -> str:
    return f"{row['by']} {row['on']}"
