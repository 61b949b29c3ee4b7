"""Confirmations: what is printed, kept once for the same facts, made anew when the account has moved."""

from __future__ import annotations

from typing import Any

import pytest

from marketplace.documents.confirmation import confirmation_pdf
from marketplace.domain.faults import Forbidden
from marketplace.domain.terms.canonical import terms_hash
from marketplace.store.deals.agreements import Agreement, Confirmation, kept_confirmation
from marketplace.usecases.deals.confirmations import confirmation_facts, keep_confirmation, payee_of
from marketplace.usecases.deals.receipts import confirm_payment
from marketplace.usecases.deals.reports import end_agreement
from marketplace.usecases.parties.organisations import set_bank_account
from tests.make.cast import NOW, TODAY, Cast, Member
from tests.make.deals import days_later, prepare_deal, send
from tests.make.listings import LUMP, STAGED, make_listing, make_patent


def agreed(cast: Cast, sheet: dict[str, object], **listing: Any) -> Agreement:
    deal = send(prepare_deal(make_listing([make_patent(cast.east)], sheet, **listing), cast.maker), cast.maker)
    assert deal.agreement is not None
    return deal.agreement


def facts(agreement: Agreement, days: int = 0) -> dict[str, Any]:
    return confirmation_facts(
        agreement,
        days_later(days).date(),
        issuer=("江澜专利开放许可平台", "Jianglan Open Patent Licensing"),
        demonstration=False,
        verification_url="https://example.org/check/x",
    )


def keep(agreement: Agreement, who: Member) -> Confirmation:
    return keep_confirmation(
        agreement,
        language="zh",
        as_of=TODAY,
        content_hash=terms_hash(facts(agreement)),
        digest="0" * 64,
        size=1,
        actor=who.actor,
        now=NOW,
    )


def test_the_same_facts_are_kept_once_and_new_ones_anew(cast: Cast) -> None:
    agreement = agreed(cast, LUMP)
    assert keep(agreement, cast.maker).id == keep(agreement, cast.city).id
    before = terms_hash(facts(agreement))
    confirm_payment(
        agreement, received_on=TODAY, gross=3_180_000, bank_reference="A", actor=cast.city.actor, now=NOW
    )
    assert kept_confirmation(agreement.id, "zh", before) is not None
    assert kept_confirmation(agreement.id, "zh", terms_hash(facts(agreement))) is None
    assert kept_confirmation(agreement.id, "en", before) is None


def test_strangers_keep_nothing(cast: Cast) -> None:
    agreement = agreed(cast, LUMP)
    for other in (cast.stranger, cast.park, cast.operator):
        with pytest.raises(Forbidden):
            keep(agreement, other)


def test_before_the_first_payment_only_that_is_sure(cast: Cast) -> None:
    found = facts(agreed(cast, LUMP, kind="statutory"))
    assert (found["effective_on"], found["last_day"], found["contingent"]) == (None, None, [])
    assert [(c["amount"], c["paid"], c["due_on"]) for c in found["charges"]] == [(3_000_000, 0, "2026-04-01")]
    assert found["announcement"] == {"number": "2026-0001", "on": "2026-03-02"}
    late = facts(agreed(cast, LUMP), 31)
    assert late["totals"] == {"charged": 3_000_000, "paid": 0, "outstanding": 3_000_000, "overdue": 3_000_000}


def test_parties_patents_terms_and_what_waits(cast: Cast) -> None:
    agreement = agreed(cast, STAGED)
    found = facts(agreement)
    assert [p["role"] for p in found["parties"]] == ["licensor", "licensee", "office"]
    assert [(c["latest_on"], c["amount"]) for c in found["contingent"]] == [
        (None, 2_000_000),
        (None, 3_000_000),
        (None, None),
    ]
    assert len(found["clauses"]) > 10 and found["last_day"] == "2031-03-01"
    assert found["terms_hash"] == agreement.sheet_hash
    end_agreement(agreement, on=TODAY, reason="agreement", actor=cast.city.actor, now=NOW)
    ended = facts(agreement)
    assert (ended["ended"], ended["last_day"]) == (True, "2026-03-02")
    assert [c["amount"] for c in ended["contingent"]] == [3_000_000]  # until the last report is in


def test_the_facts_print(cast: Cast) -> None:
    for sheet in (LUMP, STAGED):
        pdf = confirmation_pdf(facts(agreed(cast, sheet)), lang="zh", made_at=NOW)
        assert pdf.startswith(b"%PDF-")


def test_the_account_of_the_conclusion_is_printed_and_stands_in_until_there_was_one(cast: Cast) -> None:
    agreement = agreed(cast, LUMP)
    assert payee_of(agreement) is None
    details = {"holder": "东湾工业大学", "bank": "江澜示范银行"}
    set_bank_account(cast.east.organisation, number="6200 0001", **details, actor=cast.east.actor, now=NOW)
    assert payee_of(agreement) == {**details, "number": "6200 0001", "reference": agreement.number}
    later = agreed(cast, LUMP)
    set_bank_account(cast.east.organisation, number="6200 0002", **details, actor=cast.east.actor, now=NOW)
    assert payee_of(later) == {**details, "number": "6200 0001", "reference": later.number}
