"""A listing from draft to withdrawal: nothing red becomes public, what was public is kept, licences go on."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest

from marketplace.domain.faults import Invalid, Refused
from marketplace.store.db import transaction
from marketplace.store.listings import listings
from marketplace.usecases.listings.listings import (
    announce_listing,
    approve_listing,
    offer_as_platform,
    resume_listing,
    revise_listing,
    submit_listing,
    suspend_listing,
    withdraw_listing,
)
from marketplace.usecases.listings.options import Proposal, set_options
from tests.make.cast import NOW, TODAY, Cast
from tests.make.deals import days_later, prepare_deal, send
from tests.make.listing_life import announced, draft, is_public, publish
from tests.make.listings import DEFERRED, LUMP, STAGED


def test_a_platform_listing_becomes_public_with_its_approval(cast: Cast) -> None:
    listing = draft(cast)
    assert not is_public(listing)
    submit_listing(listing, actor=cast.city.actor, now=NOW)
    assert (listing.state, is_public(listing), announced(listing)) == ("review", False, 0)
    approve_listing(listing, actor=cast.city.actor, now=NOW)
    assert (listing.state, listing.edition, is_public(listing), announced(listing)) == (
        "published",
        1,
        True,
        1,
    )
    content = json.loads(listing.editions[0].content)
    assert content["options"][0]["sheet"] == DEFERRED


def test_a_second_click_publishes_nothing_twice(cast: Cast) -> None:
    listing = publish(cast, draft(cast))
    for again in (approve_listing, submit_listing):
        with pytest.raises(Refused, match="not_possible"):
            again(listing, actor=cast.city.actor, now=NOW)
    assert (listing.edition, len(listing.editions), announced(listing)) == (1, 1, 1)


def test_every_change_of_state_is_told_to_the_search(cast: Cast) -> None:
    listing = publish(cast, draft(cast))
    for number, step in enumerate((suspend_listing, resume_listing, revise_listing), 2):
        reason = {} if step is resume_listing else {"reason": "因故"}
        step(listing, actor=cast.city.actor, now=NOW, **reason)
        assert announced(listing) == number
    assert (listing.state, is_public(listing)) == ("draft", False)
    publish(cast, listing)
    withdraw_listing(listing, reason="不再许可", actor=cast.city.actor, now=NOW)
    assert (announced(listing), listing.withdrawn_on, is_public(listing)) == (6, TODAY, True)


@pytest.mark.parametrize(
    ("kind", "patent", "code"),
    [
        ("platform", {"status": "lapsed_fee"}, "OL02"),
        ("statutory", {"fee_paid_until": date(2025, 1, 1)}, "OL03"),
        ("platform", {"secret": True}, "OL13"),
        ("statutory", {"kind": "utility_model"}, "OL08"),
        ("negotiated", {"status": "expired"}, "OL02"),
    ],
)
def test_a_listing_that_fails_a_check_cannot_become_public(
    cast: Cast, kind: str, patent: dict[str, object], code: str
) -> None:
    listing = draft(cast, kind=kind, patent=patent)
    submit_listing(listing, actor=cast.city.actor, now=NOW)
    with pytest.raises(Refused) as refusal:
        approve_listing(listing, actor=cast.city.actor, now=NOW)
    assert refusal.value.code == "listing.gate_blocks" and code in str(refusal.value.params["codes"])
    assert (listing.state, listing.edition, listing.published_at, is_public(listing)) == (
        "review",
        0,
        None,
        False,
    )


def test_a_listing_cannot_be_resumed_once_its_patent_has_lapsed(cast: Cast) -> None:
    listing = publish(cast, draft(cast))
    suspend_listing(listing, reason="核实", actor=cast.city.actor, now=NOW)

    @transaction
    def lapse() -> None:
        listing.patents[0].status = "lapsed_fee"

    lapse()
    with pytest.raises(Refused, match="gate_blocks"):
        resume_listing(listing, actor=cast.city.actor, now=NOW)
    assert listing.state == "suspended"


def test_a_statutory_listing_waits_unseen_for_its_announcement(cast: Cast) -> None:
    listing = draft(cast, LUMP, kind="statutory")
    publish(cast, listing)
    assert (listing.state, is_public(listing), announced(listing)) == ("filed", False, 0)
    assert listings.by_public_id(listing.public_id, cast.east.actor) is listing
    assert listings.by_public_id(listing.public_id, cast.stranger.actor) is None
    enter: Callable[..., None] = lambda number, day: announce_listing(  # noqa: E731
        listing, number=number, announced_on=day, actor=cast.city.actor, now=NOW
    )
    with pytest.raises(Invalid, match="announced_in_future"):
        enter("KF2026-1", date(2026, 3, 3))
    with pytest.raises(Invalid, match="required"):
        enter("  ", TODAY)
    enter(" KF2026-1 ", TODAY)
    assert (listing.state, listing.announcement_number, is_public(listing)) == ("published", "KF2026-1", True)
    assert listing.editions[0].published_at == NOW


def test_what_waits_for_its_announcement_can_be_offered_on_the_platform(cast: Cast) -> None:
    listing = publish(cast, draft(cast, LUMP, kind="statutory"))
    offer_as_platform(listing, actor=cast.city.actor, now=NOW)
    assert (listing.kind, listing.state, listing.announced_on) == ("platform", "published", None)
    assert is_public(listing)


def test_what_was_filed_and_withdrawn_before_its_announcement_never_becomes_public(cast: Cast) -> None:
    listing = publish(cast, draft(cast, LUMP, kind="statutory"))
    withdraw_listing(listing, reason="撤回声明", actor=cast.city.actor, now=NOW)
    assert (listing.state, is_public(listing)) == ("withdrawn", False)


def test_a_revised_statutory_listing_needs_its_announcement_again(cast: Cast) -> None:
    listing = publish(cast, draft(cast, LUMP, kind="statutory"))
    announce_listing(listing, number="KF2026-1", announced_on=TODAY, actor=cast.city.actor, now=NOW)
    revise_listing(listing, reason="调整费用", actor=cast.city.actor, now=NOW)
    set_options(listing, [Proposal({**LUMP, "term_months": 24})], actor=cast.city.actor, now=NOW)
    publish(cast, listing)
    assert (listing.state, listing.announcement_number, is_public(listing)) == ("filed", "", False)


def test_editions_are_kept_as_they_were(cast: Cast) -> None:
    listing = publish(cast, draft(cast))
    first = listing.editions[0].content
    revise_listing(listing, reason="增加方案", actor=cast.city.actor, now=NOW)
    set_options(
        listing, [Proposal(DEFERRED), Proposal(STAGED, "分阶段", "Staged")], actor=cast.city.actor, now=NOW
    )
    publish(cast, listing)
    assert [version.edition for version in listing.editions] == [1, 2]
    assert listing.editions[0].content == first
    assert len(json.loads(listing.editions[1].content)["options"]) == 2
    assert len({version.content_hash for version in listing.editions}) == 2


def test_withdrawal_never_touches_licences_already_given(cast: Cast) -> None:
    listing = publish(cast, draft(cast))
    deal = send(prepare_deal(listing, cast.maker), cast.maker)
    before = (deal.state, deal.agreement.state, deal.agreement.statement, deal.agreement.sheet_hash)
    withdraw_listing(listing, reason="不再许可", actor=cast.city.actor, now=days_later(1))
    assert (deal.state, deal.agreement.state, deal.agreement.statement, deal.agreement.sheet_hash) == before
    assert before[1] == "active"
    with pytest.raises(Refused, match="not_open"):
        prepare_deal(listing, cast.stranger)
