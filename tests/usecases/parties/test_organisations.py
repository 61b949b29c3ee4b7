"""Organisations: Chinese, foreign, alone; changed until they are verified, verified by others only."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from marketplace.domain.access import Actor
from marketplace.domain.faults import Forbidden, Invalid, Refused, Stale
from marketplace.store.db import db
from marketplace.store.office import events, outbox
from marketplace.store.office.notices import Notice
from marketplace.store.parties import organisations, verifications
from marketplace.store.parties.organisations import Organisation
from marketplace.usecases.parties.organisations import (
    ask_verification,
    change_organisation,
    found_organisation,
    reject_organisation,
    set_bank_account,
    verify_organisation,
)
from marketplace.usecases.parties.sizes import declare_size
from marketplace.usecases.recording import subject_of
from tests.make.cast import NOW, TODAY, Cast
from tests.make.listings import LUMP, make_listing, make_patent

GOOD = "91110108551385082Q"
FAILING = "91350211M0000XUF46"  # the check character would be R


def kinds_of(organisation: Organisation) -> list[str]:
    return [event.kind for event in events.of_subject(subject_of(organisation))]


def founder(cast: Cast) -> Actor:
    return Actor(person_id=cast.inventor_id, site_id=1)


def found(cast: Cast, **details: object) -> Organisation:
    given = {"kind": "enterprise", "name_zh": "江澜新光有限公司", "actor": founder(cast), "now": NOW}
    return found_organisation(**{**given, **details})


def test_a_foreign_organisation_has_a_registry_number_and_no_social_credit_code(cast: Cast) -> None:
    made = found(
        cast, name_zh="", name_en="Bergmann Rohr GmbH", country="DE", registry_number="HRB 4711 Köln"
    )
    assert (made.kind, made.country, made.uscc) == ("enterprise", "DE", None)


def test_a_new_region_reaches_the_search_documents_of_its_listings(cast: Cast) -> None:
    listing, east = make_listing([make_patent(cast.east)], LUMP), cast.east.organisation
    before = outbox.head(reachable=False)
    change_organisation(east, version=east.version, contact_name="邵云", actor=cast.east.actor, now=NOW)
    assert outbox.after(before) == []
    change_organisation(east, version=east.version, region="440300", actor=cast.east.actor, now=NOW)
    assert [row.listing_id for row in outbox.after(before)] == [listing.id]


def test_a_person_registers_alone_once(cast: Cast) -> None:
    found(cast, kind="individual", name_zh="沈知远", registry_number="420101199001011234")
    with pytest.raises(Refused, match="individual_exists"):
        found(cast, kind="individual", name_zh="沈知远", registry_number="420101199001011234")


def test_a_social_credit_code_is_registered_once(cast: Cast) -> None:
    found(cast, uscc=GOOD)
    with pytest.raises(Invalid, match="uscc_taken") as refusal:
        found(cast, uscc=GOOD, name_zh="另一家")
    assert refusal.value.field == "uscc"
    with pytest.raises(Invalid, match="code_taken"):
        found(cast, code="EAST")


def test_identity_is_fixed_once_verified_and_the_rest_is_not(cast: Cast) -> None:
    maker = cast.maker.organisation
    with pytest.raises(Refused, match="identity_fixed"):
        change_organisation(maker, version=maker.version, name_zh="别的公司", actor=cast.maker.actor, now=NOW)
    maker = cast.maker.organisation
    change_organisation(
        maker,
        version=maker.version,
        name_zh=maker.name_zh,
        contact_name="周岚",
        actor=cast.maker.actor,
        now=NOW,
    )
    assert cast.maker.organisation.contact_name == "周岚"
    last = events.of_subject(subject_of(cast.maker.organisation))[-1]
    assert last.values == {"fields": "contact_name"}, "names of fields, never what stands in them"


def test_an_old_page_changes_nothing(cast: Cast) -> None:
    row = cast.newcomer.organisation
    version = row.version
    change_organisation(row, version=version, contact_name="甲", actor=cast.newcomer.actor, now=NOW)
    with pytest.raises(Stale):
        change_organisation(row, version=version, contact_name="乙", actor=cast.newcomer.actor, now=NOW)
    assert cast.newcomer.organisation.contact_name == "甲"


def test_asking_tells_those_who_verify_and_only_once(cast: Cast) -> None:
    for _ in range(2):
        ask_verification(cast.newcomer.organisation, actor=cast.newcomer.actor, now=NOW)
    assert kinds_of(cast.newcomer.organisation).count("organisation.asked") == 1
    told = set(db.session.scalars(sa.select(Notice.person_id).join(Notice.event).where(
        events.Event.kind == "organisation.asked"
    )))  # fmt: skip
    assert told == {cast.operator.person_id, cast.city.person_id}


def test_who_may_verify(cast: Cast) -> None:
    newcomer = cast.newcomer.organisation
    for member in (cast.newcomer, cast.park, cast.east, cast.body, cast.maker):
        with pytest.raises(Forbidden):
            verify_organisation(newcomer, actor=member.actor, now=NOW)
    verify_organisation(newcomer, note="查公示系统", actor=cast.city.actor, now=NOW)
    assert cast.newcomer.organisation.verified
    with pytest.raises(Refused, match="verified_already"):
        verify_organisation(newcomer, actor=cast.operator.actor, now=NOW)


def test_nobody_verifies_the_own_organisation(cast: Cast) -> None:
    with pytest.raises(Refused, match="not_own"):
        reject_organisation(cast.city.organisation, note="x", actor=cast.city.actor, now=NOW)


def test_a_failing_check_character_needs_a_reason_of_the_office(cast: Cast) -> None:
    row = cast.newcomer.organisation
    change_organisation(row, version=row.version, uscc=FAILING, actor=cast.newcomer.actor, now=NOW)
    with pytest.raises(Invalid, match="uscc_reason") as refusal:
        verify_organisation(row, actor=cast.city.actor, now=NOW)
    assert refusal.value.field == "uscc_reason"
    verify_organisation(row, uscc_reason="与营业执照原件一致", actor=cast.city.actor, now=NOW)
    assert cast.newcomer.organisation.uscc_override_reason == "与营业执照原件一致"
    assert kinds_of(row)[-2:] == ["organisation.uscc_overridden", "organisation.verified"]


def test_what_the_office_has_not_seen_it_does_not_verify(cast: Cast) -> None:
    row = cast.newcomer.organisation
    seen = row.version
    change_organisation(row, version=seen, uscc=GOOD, actor=cast.newcomer.actor, now=NOW)
    with pytest.raises(Stale):
        verify_organisation(row, version=seen, actor=cast.city.actor, now=NOW)


def test_a_rejected_organisation_reads_why_corrects_and_asks_again(cast: Cast) -> None:
    row = cast.newcomer.organisation
    with pytest.raises(Refused, match="not_possible"):
        reject_organisation(row, note="名称不符", actor=cast.city.actor, now=NOW)
    ask_verification(row, actor=cast.newcomer.actor, now=NOW)
    reject_organisation(row, note="名称不符", actor=cast.city.actor, now=NOW)
    assert (row.verification, row.verification_note) == ("rejected", "名称不符")
    ask_verification(row, actor=cast.newcomer.actor, now=NOW)
    verify_organisation(row, actor=cast.city.actor, now=NOW)
    assert row.verified


def test_a_verification_can_be_withdrawn_and_the_code_given_to_its_owner(cast: Cast) -> None:
    squatter = found(cast, uscc=GOOD)
    verify_organisation(squatter, actor=cast.city.actor, now=NOW)
    reject_organisation(squatter, note="并非本单位", release_uscc=True, actor=cast.operator.actor, now=NOW)
    assert kinds_of(squatter)[-1] == "organisation.verification_withdrawn"
    assert found_organisation(
        kind="enterprise", name_zh="真正的单位", uscc=GOOD, actor=cast.stranger.actor, now=NOW
    ).uscc == GOOD  # fmt: skip


def test_a_new_bank_account_replaces_the_old_one_and_is_never_edited(cast: Cast) -> None:
    west = cast.west
    first = set_bank_account(
        west.organisation, holder="西岭", bank="甲行", number="6222000001", actor=west.actor, now=NOW
    )
    second = set_bank_account(
        west.organisation, holder="西岭", bank="乙行", number="6222000002", actor=west.actor, now=NOW
    )
    assert first.replaced_at is not None
    assert organisations.account_of(west.organisation_id).id == second.id
    assert events.of_subject(subject_of(west.organisation))[-1].values == {"tail": "0002"}
    with pytest.raises(Forbidden):
        set_bank_account(
            west.organisation, holder="x", bank="x", number="1", actor=cast.operator.actor, now=NOW
        )


def test_a_missing_figure_gives_no_class(cast: Cast) -> None:
    maker = cast.maker
    figures = {"sector": "industry", "basis_year": 2025, "assets": None, "actor": maker.actor, "now": NOW}
    unknown = declare_size(maker.organisation, staff=19, revenue=None, **figures)
    assert unknown.size_class == "UNKNOWN"
    micro = declare_size(maker.organisation, staff=19, revenue=100_000_000_000, **figures)
    assert (micro.size_class, micro.valid_until.isoformat()) == ("MICRO", "2027-03-02")
    assert organisations.size_of(maker.organisation_id, TODAY).id == micro.id


def test_the_longest_waiting_stand_first(cast: Cast) -> None:
    late = found(cast, name_zh="后来的")
    verifier = cast.city.actor
    ask_verification(cast.newcomer.organisation, actor=cast.newcomer.actor, now=NOW)
    own = Actor(
        person_id=cast.inventor_id, organisation_id=late.id, roles=frozenset({"administrator"}), site_id=1
    )
    ask_verification(late, actor=own, now=NOW.replace(hour=5))
    rows, total = verifications.page_of(verifications.work_list(), 1, 25)
    assert [row.id for row in rows[:2]] == [cast.newcomer.organisation_id, late.id]
    assert total == 10
    verify_organisation(late, actor=verifier, now=NOW.replace(hour=6))
    assert verifications.answered_cases() == [(NOW.replace(hour=5), NOW.replace(hour=6))]
    found_by_name, _ = verifications.page_of(verifications.work_list(words="后来"), 1, 25)
    assert [row.id for row in found_by_name] == [late.id]
