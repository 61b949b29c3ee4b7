"""Confirmations: what is printed; the same facts give the same bytes."""

from __future__ import annotations

from typing import Any

from marketplace.documents.confirmation import confirmation_pdf
from marketplace.store.deals.agreements import Agreement
from marketplace.usecases.deals.confirmations import confirmation_facts, payee_of
from marketplace.usecases.deals.reports import end_agreement
from marketplace.usecases.parties.organisations import set_bank_account
from tests.make.cast import NOW, TODAY, Cast
from tests.make.deals import agreed, days_later, pay
from tests.make.listings import LUMP, STAGED


def facts(agreement: Agreement, days: int = 0) -> dict[str, Any]:
    return confirmation_facts(
        agreement,
        days_later(days).date(),
        issuer=("江澜专利开放许可平台", "Jianglan Open Patent Licensing"),
        demonstration=False,
        verification_url="https://example.org/check/x",
    )


def test_the_same_facts_give_the_same_bytes_and_new_ones_others(cast: Cast) -> None:
    agreement = agreed(cast, LUMP)
    before = [confirmation_pdf(facts(agreement), lang="zh", made_at=NOW) for _ in range(2)]
    assert before[0] == before[1]
    pay(agreement, cast, 3_180_000, 0)
    assert confirmation_pdf(facts(agreement), lang="zh", made_at=NOW) != before[0]


def test_before_the_first_payment_only_that_is_sure(cast: Cast) -> None:
    found = facts(agreed(cast, LUMP, kind="statutory"))
    assert (found["effective_on"], found["last_day"], found["contingent"]) == (None, None, [])
    assert [(c["amount"], c["paid"], c["due_on"]) for c in found["charges"]] == [(3_000_000, 0, "2026-04-01")]
    assert found["announcement"] == {"number": "2026-0001", "on": "2026-03-02"}
    late = facts(agreed(cast, LUMP), 31)
    nothing = {"paid": 0, "waived": 0, "held": 0}
    assert late["totals"] == {"charged": 3_000_000, "outstanding": 3_000_000, "overdue": 3_000_000, **nothing}
    assert late["to_pay"] == 3_180_000


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
