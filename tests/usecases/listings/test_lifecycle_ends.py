"""A listing from draft to withdrawal: nothing red becomes public, what was public is kept, licences go on."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
import sqlalchemy as sa

from marketplace.domain.access import Actor
from marketplace.domain.faults import Forbidden, Invalid, Refused, Stale
from marketplace.store.db import db, transaction
from marketplace.store.listings.listings import Listing
from marketplace.usecases.listings.drafts import change_listing, draft_listing
from marketplace.usecases.listings.gate import gate_of
from marketplace.usecases.listings.listings import (
    announce_listing,
    approve_listing,
    confirm_listing,
    offer_as_platform,
    override_check,
    return_listing,
    revise_listing,
    submit_listing,
    withdraw_listing,
)
from marketplace.usecases.listings.options import Proposal, set_options
from tests.make.cast import NOW, TODAY, Cast
from tests.make.deals import days_later
from tests.make.listing_life import TEXTS, VISITOR, draft, publish
from tests.make.listings import LUMP, STAGED


def test_whoever_wrote_it_may_not_approve_it_where_two_persons_are_asked_for(cast: Cast) -> None:
    @transaction
    def ask_for_two() -> None:
        cast.east.organisation.two_person_rule = True

    ask_for_two()
    listing = draft(cast)
    second = replace(cast.city.actor, person_id=cast.park.person_id)  # a colleague with the same roles
    third = replace(cast.city.actor, person_id=cast.west.person_id)
    set_options(listing, [Proposal(STAGED)], actor=second, now=NOW)
    submit_listing(listing, actor=third, now=NOW)
    for author in (cast.city.actor, second):
        with pytest.raises(Forbidden, match="two_persons"):
            approve_listing(listing, actor=author, now=NOW)
    approve_listing(listing, actor=third, now=NOW)
    assert listing.state == "published"
    revise_listing(listing, reason="修订", actor=cast.city.actor, now=NOW)
    set_options(listing, [Proposal(LUMP)], actor=third, now=NOW)
    submit_listing(listing, actor=third, now=NOW)
    with pytest.raises(Forbidden):
        approve_listing(listing, actor=third, now=NOW)
    approve_listing(listing, actor=cast.city.actor, now=NOW)  # had no hand in this edition
    assert listing.edition == 2


def test_a_ceiling_passes_with_a_reason_until_the_listing_is_changed(cast: Cast) -> None:
    dear = {
        **STAGED,
        "components": [
            *STAGED["components"][:2],
            {**STAGED["components"][2], "bands": [{"over": "0", "rate": "22"}]},
        ],
    }  # type: ignore[index]  # noqa: E501
    listing = draft(cast, dear, kind="statutory")
    submit_listing(listing, actor=cast.city.actor, now=NOW)
    with pytest.raises(Refused, match="gate_blocks"):
        approve_listing(listing, actor=cast.city.actor, now=NOW)
    with pytest.raises(Refused, match="not_overridable"):
        override_check(listing, "OL02", reason="无", actor=cast.city.actor, now=NOW)
    with pytest.raises(Invalid, match="required"):
        override_check(listing, "OL10", reason=" ", actor=cast.city.actor, now=NOW)
    override_check(listing, "OL10", reason="含技术秘密使用费", actor=cast.city.actor, now=NOW)
    return_listing(listing, reason="补充说明", actor=cast.city.actor, now=NOW)
    dearer = json.loads(json.dumps(dear).replace('"22"', '"60"'))
    set_options(listing, [Proposal(dearer)], actor=cast.city.actor, now=NOW)
    submit_listing(listing, actor=cast.city.actor, now=NOW)
    with pytest.raises(Refused, match="gate_blocks"):
        approve_listing(listing, actor=cast.city.actor, now=NOW)
    override_check(listing, "OL10", reason="含设备", actor=cast.city.actor, now=NOW)
    approve_listing(listing, actor=cast.city.actor, now=NOW)
    assert listing.state == "filed"


@pytest.mark.parametrize(
    "limits",
    [{"limit_sizes": ["SMALL"]}, {"limit_regions": ["42"]}, {"texts": {"programme_zh": "春雨计划"}}],
)
def test_a_statutory_listing_is_open_to_everybody(cast: Cast, limits: dict[str, object]) -> None:
    listing = draft(cast, kind="statutory")
    change = {
        "kind": "statutory",
        "patents": listing.patents,
        "texts": {},
        "actor": cast.city.actor,
        "now": NOW,
    }
    with pytest.raises(Invalid, match="open_to_all"):
        change_listing(listing, **{**change, **limits})  # type: ignore[arg-type]
    change_listing(listing, **{**change, **limits, "kind": "platform"})  # type: ignore[arg-type]
    with pytest.raises(Invalid, match="open_to_all"):
        draft_listing(
            cast.east.organisation,
            listing.patents,
            kind="statutory",
            actor=cast.city.actor,
            now=NOW,
            programme_en="X",
        )


def test_only_drafts_are_changed_and_only_as_the_author_saw_them(cast: Cast) -> None:
    listing = draft(cast)
    seen = listing.version
    set_options(listing, [Proposal(LUMP)], version=seen, actor=cast.city.actor, now=NOW)
    for late in (
        lambda: set_options(listing, [], version=seen, actor=cast.city.actor, now=NOW),
        lambda: change_listing(
            listing,
            kind="platform",
            patents=listing.patents,
            texts={},
            version=seen,
            actor=cast.city.actor,
            now=NOW,
        ),
    ):
        with pytest.raises(Stale):
            late()
    submit_listing(listing, actor=cast.city.actor, now=NOW)
    with pytest.raises(Refused, match="not_a_draft"):
        set_options(listing, [], actor=cast.city.actor, now=NOW)


def test_strangers_and_readers_move_nothing(cast: Cast) -> None:
    listing = draft(cast)
    reader = replace(cast.city.actor, roles=frozenset({"reader"}))
    steps: list[Callable[[Actor], None]] = [
        lambda actor: submit_listing(listing, actor=actor, now=NOW),
        lambda actor: approve_listing(listing, actor=actor, now=NOW),
        lambda actor: withdraw_listing(listing, reason="x", actor=actor, now=NOW),
        lambda actor: revise_listing(listing, reason="x", actor=actor, now=NOW),
        lambda actor: confirm_listing(listing, actor=actor, now=NOW),
        lambda actor: offer_as_platform(listing, actor=actor, now=NOW),
        lambda actor: set_options(listing, [], actor=actor, now=NOW),
    ]
    for other in (
        cast.east.actor,
        cast.park.actor,
        cast.stranger.actor,
        cast.operator.actor,
        reader,
        VISITOR,
    ):
        for step in steps:
            with pytest.raises(Forbidden):
                step(other)
    assert listing.state == "draft"


def test_confirming_dates_the_owners_word(cast: Cast) -> None:
    listing = publish(cast, draft(cast))
    confirm_listing(listing, actor=cast.city.actor, now=days_later(30))
    assert listing.confirmed_at == days_later(30)
    assert db.session.scalar(sa.select(Listing.confirmed_at).filter_by(id=listing.id)) == days_later(30)


def test_no_exclusive_licence_is_offered_while_a_declaration_runs(cast: Cast) -> None:
    open_licence = publish(cast, draft(cast, LUMP, kind="statutory"))
    announce_listing(open_licence, number="KF2026-1", announced_on=TODAY, actor=cast.city.actor, now=NOW)
    exclusive = {**LUMP, "licence": {"kind": "exclusive"}}
    other = draft_listing(
        cast.east.organisation,
        open_licence.patents,
        kind="negotiated",
        proposals=[Proposal(exclusive)],
        actor=cast.city.actor,
        now=NOW,
        **TEXTS,
    )
    assert {outcome.code for outcome in gate_of(other, today=TODAY) if outcome.blocks} == {"OL04", "OL09"}
    withdraw_listing(open_licence, reason="撤回", actor=cast.city.actor, now=NOW)
    assert not [outcome for outcome in gate_of(other, today=TODAY) if outcome.blocks]
