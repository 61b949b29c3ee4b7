"""Many listings at once: drafts for all or none, and each judged by itself when they are moved."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa

from marketplace.domain.faults import Invalid, Refused
from marketplace.store.db import db, transaction
from marketplace.store.listings import work_list
from marketplace.store.listings.listings import Listing
from marketplace.store.patents.patents import Patent, PatentOverlay, PatentOwner
from marketplace.usecases.listings.bulk import approve_many, submit_many
from marketplace.usecases.listings.drafts import draft_many
from marketplace.usecases.listings.gate import gate_of, gate_previews
from marketplace.usecases.listings.options import Proposal, usual_late_rate
from tests.make.cast import NOW, TODAY, Cast
from tests.make.listings import DEFERRED, LUMP, make_patent

TEXTS = {"fee_basis_zh": "按收益分成法估算。"}


def twelve_patents(cast: Cast) -> list[Patent]:
    """Nine sound ones, one exclusively licensed, one without a co-owner's consent, a utility model without report."""
    patents = [make_patent(cast.east, encumbrances_as_of=TODAY) for _ in range(11)]
    patents.append(make_patent(cast.east, kind="utility_model", encumbrances_as_of=TODAY))

    @transaction
    def trouble() -> None:
        until = PatentOverlay(kind="exclusive_licence", starts_on=None, ends_on=date(2027, 6, 30), as_of=TODAY)
        patents[0].overlays.append(until)
        patents[1].owners.append(PatentOwner(position=2, name="江澜市测试研究院"))

    trouble()
    return patents


def test_three_of_twelve_stay_red_and_the_others_are_published(cast: Cast) -> None:
    patents = twelve_patents(cast)
    drafts = draft_many(
        cast.east.organisation, patents, Proposal(LUMP), kind="statutory", actor=cast.city.actor, now=NOW, **TEXTS
    )
    assert [listing.title_zh for listing in drafts] == [patent.title_zh for patent in patents]
    assert submit_many(drafts, actor=cast.city.actor, now=NOW) == [None] * 12
    answers = approve_many(drafts, actor=cast.city.actor, now=NOW)
    refused = {place: str(answer.params["codes"]) for place, answer in enumerate(answers) if answer}
    assert refused == {0: "OL04", 1: "OL07", 11: "OL08"}
    states = [listing.state for listing in drafts]
    assert (states.count("filed"), [states[place] for place in refused]) == (9, ["review"] * 3)
    assert all(drafts[place].edition == 0 for place in refused)


def test_the_preview_says_what_the_gate_says_of_the_draft(cast: Cast) -> None:
    for patent in twelve_patents(cast):
        for kind in ("statutory", "platform", "negotiated"):
            ((before, _),) = gate_previews([patent], DEFERRED, kind=kind, texts=TEXTS, today=TODAY)
            (listing,) = draft_many(
                cast.east.organisation, [patent], Proposal(DEFERRED), kind=kind, actor=cast.city.actor, now=NOW, **TEXTS
            )
            assert before == [one for one in gate_of(listing, today=TODAY) if one.code != "OL17"]


def test_a_draft_is_made_for_every_patent_or_for_none(cast: Cast) -> None:
    patents = [make_patent(cast.east), make_patent(cast.west)]
    with pytest.raises(Refused, match="foreign_patent"):
        draft_many(cast.east.organisation, patents, Proposal(LUMP), kind="platform", actor=cast.city.actor, now=NOW)
    with pytest.raises(Invalid, match="open_to_all"):
        draft_many(
            cast.east.organisation,
            patents[:1],
            Proposal(LUMP),
            kind="statutory",
            actor=cast.city.actor,
            now=NOW,
            programme_zh="春雨计划",
        )
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Listing)) == 0


def test_what_is_refused_in_a_batch_does_not_hold_up_the_rest(cast: Cast) -> None:
    drafts = draft_many(
        cast.east.organisation,
        [make_patent(cast.east) for _ in range(3)],
        Proposal(LUMP),
        kind="platform",
        actor=cast.city.actor,
        now=NOW,
    )
    submit_many(drafts[:1], actor=cast.city.actor, now=NOW)
    answers = submit_many(drafts, actor=cast.city.actor, now=NOW)
    assert [answer.code if answer else "" for answer in answers] == ["state.not_possible", "", ""]
    assert [listing.state for listing in drafts] == ["review"] * 3
    strangers = approve_many(drafts, actor=cast.park.actor, now=NOW)
    assert [answer.code if answer else "" for answer in strangers] == ["access.refused"] * 3


def test_the_work_list_counts_and_finds_what_the_office_runs(cast: Cast) -> None:
    drafts = draft_many(
        cast.east.organisation,
        [make_patent(cast.east, title_zh=f"第{n}种装置", title_en="") for n in range(3)],
        Proposal(LUMP),
        kind="platform",
        actor=cast.city.actor,
        now=NOW,
    )
    others = [make_patent(cast.west)]
    draft_many(cast.west.organisation, others, Proposal(LUMP), kind="platform", actor=cast.west.actor, now=NOW)
    submit_many(drafts[:1], actor=cast.city.actor, now=NOW)
    city = cast.city.actor
    assert work_list.counts_by_state(city) == {"draft": 2, "review": 1}
    assert work_list.counts_by_state(cast.stranger.actor) == {}
    found = lambda **filters: {one.title_zh for one in work_list.everything_of(work_list.work_list(city, **filters))}  # noqa: E731
    assert found(words="第1种") == {"第1种装置"}
    assert found(words=drafts[2].patents[0].number[-6:]) == {"第2种装置"}
    assert found(state="review") == {"第0种装置"}
    assert found(licensor=cast.west.public_id) == set()
    rows, total = work_list.page_of(work_list.work_list(city), 2, 2)
    assert (len(rows), total) == (1, 3)
    assert work_list.by_public_ids(cast.park.actor, [one.public_id for one in drafts]) == []
    assert work_list.by_public_ids(cast.east.actor, [drafts[0].public_id]) == [drafts[0]]  # the licensor looks on


def test_the_late_rate_follows_the_loan_prime_rate(cast: Cast) -> None:
    assert usual_late_rate(TODAY) == "4.5"
    assert usual_late_rate(date(2024, 11, 1)) == "4.65"
    assert usual_late_rate(date(2001, 1, 1)) is None
