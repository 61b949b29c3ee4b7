"""Play the demo's past in the order of its days, each step by the use case a person would have used.

Dates count from the day of loading, so the demo is always of today. A demo is only ever loaded into an empty database.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

import sqlalchemy as sa

from marketplace.demo import catalogue, deals, demand, parties
from marketplace.demo.content import Row, rows
from marketplace.demo.world import World
from marketplace.domain.access import SYSTEM
from marketplace.domain.days import day_of
from marketplace.store.db import db
from marketplace.store.deals.agreements import Agreement, living_ids
from marketplace.store.sites import Site
from marketplace.usecases.deals.agreements import bring_account_forward
from marketplace.usecases.deals.offers import expire_offers
from marketplace.usecases.office.notices import settle_past_notices
from marketplace.usecases.office.sites import open_site

ACCOUNTS_FILE = "demo-accounts.json"
BEFORE_DRAFT = 6  # days between entering a patent and drafting its listing
NEVER_LISTED = -40  # the day other patents are entered

Step = tuple[int, int, Callable[[datetime], None]]  # day, order within it, what to do


class NotEmpty(RuntimeError):
    """The database holds something that is not the demo."""


def is_loaded() -> bool:
    """Whether the demo is in the database.

    Raises:
        NotEmpty: a site is there that is not the demo.
    """
    site = db.session.scalar(sa.select(Site).limit(1))
    if site is None:
        return False
    if not site.demo:
        raise NotEmpty("this database holds a real site")
    return True


def load(data_dir: Path, *, now: datetime, progress: Callable[[int, int], None]) -> None:
    """Fill an empty database with the demo and write down its sign-ins.

    Args:
        progress: called with (steps done, steps in all).
    """
    site = open_site(
        name_zh="江澜专利开放许可平台", name_en="Jianglan Open Patent Licensing", demo=True
    )
    world = World(site_id=site.id, now=now, loaded_on=day_of(now))
    accounts = parties.make_people(world)
    steps = sorted(script(world), key=lambda step: step[:2])
    for number, (offset, order, run) in enumerate(steps, 1):
        run(world.at(offset, order))
        if number % 25 == 0 or number == len(steps):
            progress(number, len(steps))
    finish(now)
    keep_accounts(data_dir, accounts)


def script(world: World) -> list[Step]:
    """Everything that happened, with its day."""
    offers = [*_party_steps(world), *_patent_steps(world), *_listing_steps(world)]
    return [*offers, *_deal_steps(world), *_demand_steps(world)]


def finish(now: datetime) -> None:
    """Bring every account to today; what was read long ago is not new."""
    expire_offers(actor=SYSTEM, now=now)
    for agreement_id in living_ids():
        bring_account_forward(db.session.get_one(Agreement, agreement_id), actor=SYSTEM, now=now)
    settle_past_notices(now=now)


def keep_accounts(data_dir: Path, accounts: list[parties.Account]) -> None:
    """Write the sign-ins where only the owner of the installation can read them."""
    path = data_dir / ACCOUNTS_FILE
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(parties.account_rows(accounts), file, ensure_ascii=False, indent=1)


def _party_steps(world: World) -> list[Step]:
    steps: list[Step] = []
    for row in rows("organisations"):
        steps.append((row["registered"], 0, partial(parties.register, world, row)))
        if row["verification"] == "verified":
            steps.append((row["verified"], 1, partial(parties.verify, world, row)))
        for size in row["size_declarations"]:
            steps.append((size["on"], 2, partial(parties.declare, world, row, size)))
    leading = (parties.OPERATOR, parties.OFFICE, parties.BODY)
    started = max(row["registered"] for row in rows("organisations") if row["code"] in leading)
    steps.append((started, 1, partial(parties.appoint, world)))
    for row in rows("mandates"):
        steps.append((row["starts"], 3, partial(parties.mandate, world, row)))
    return steps


def _patent_steps(world: World) -> list[Step]:
    entered: dict[str, int] = {}
    for listing in rows("listings"):
        for serial in listing["patents"]:
            entered[serial] = min(entered.get(serial, 0), listing["drafted"] - BEFORE_DRAFT)
    steps: list[Step] = []
    for row in rows("patents"):
        first = entered.get(row["serial"], NEVER_LISTED)
        steps.append((first, 10, partial(catalogue.enter, world, row)))
        steps.append((first, 11, partial(catalogue.link, world, row)))
        if row["granted"] is not None and first < row["granted"] < row["status_as_of"]:
            steps.append((row["granted"], 13, partial(catalogue.grant, world, row)))
        for evidence in row["evidence"]:
            steps.append(
                (first, 12, partial(catalogue.prove, world, row, evidence))
            )
        steps.append((row["status_as_of"], 20, partial(catalogue.settle, world, row)))
    return steps


def _listing_steps(world: World) -> list[Step]:
    steps: list[Step] = []
    for row in rows("listings"):
        plan: list[tuple[int | None, int, Callable[[World, Row, datetime], None]]] = [
            (row["drafted"], 30, catalogue.draft),
            (row["submitted"], 31, catalogue.submit),
            (row["approved"], 32, catalogue.approve),
            (row["published"] if row["announcement"] else None, 33, catalogue.announce),
            (row["confirmed"], 34, catalogue.confirm),
            (row["ended"]["on"] if row["ended"] else None, 60, catalogue.end),
        ]
        for offset, order, act in plan:
            if offset is not None:
                steps.append((offset, order, partial(act, world, row)))
    return steps


def _deal_steps(world: World) -> list[Step]:
    steps: list[Step] = []
    for row in rows("deals"):
        for number, step in enumerate(row["steps"]):
            steps.append(
                (step["on"], 40 + number, partial(deals.play, world, row, step))
            )
            if step.get("judged") is not None:
                steps.append(
                    (step["judged"], 41 + number, partial(deals.judge, world, row, step))
                )
    return steps


def _demand_steps(world: World) -> list[Step]:
    steps: list[Step] = [(demand.KEPT_ON, 90, partial(demand.keep, world))]
    for row in rows("needs"):
        steps.append((row["on"], 70, partial(demand.leave, world, row)))
        for number, step in enumerate(row["steps"], 71):
            steps.append((step["on"], number, partial(demand.play, world, row, step)))
    return steps
