"""When a licensed patent has ended: the likely day, the last of several, and how amounts of decisions are told."""

from __future__ import annotations

from datetime import date

import pytest

from marketplace.domain.deals.patent_ends import CAUSE_OF, CAUSES, last_of_all, likely_day, patent_number
from marketplace.domain.events import sentence
from marketplace.domain.patents.status import IN_FORCE, PENDING

TODAY = date(2026, 11, 22)
DAYS = {"term_end": date(2026, 5, 1), "fee_paid_until": date(2026, 3, 1), "status_as_of": date(2026, 6, 1)}


def test_no_status_of_a_right_that_lives_is_an_end() -> None:
    assert not CAUSE_OF.keys() & (IN_FORCE | PENDING)
    assert set(CAUSE_OF.values()) == set(CAUSES)


@pytest.mark.parametrize(
    ("cause", "day"),
    [("expired", date(2026, 5, 1)), ("lapsed", date(2026, 3, 1)), ("invalidated", date(2026, 6, 1))],
)
def test_the_likely_day_follows_the_cause(cause: str, day: date) -> None:
    assert likely_day(cause, **DAYS, today=TODAY) == day
    nothing = {"term_end": None, "fee_paid_until": None, "status_as_of": None}
    assert likely_day(cause, **nothing, today=TODAY) == TODAY
    assert likely_day(cause, **DAYS, today=date(2026, 1, 1)) == date(2026, 1, 1)


def test_only_the_end_of_all_is_the_end() -> None:
    one, other = date(2026, 1, 1), date(2026, 2, 1)
    assert last_of_all(["a", "b"], {"a": one}) is None
    assert last_of_all(["a", "b"], {"a": other, "b": one}) == other
    assert last_of_all([], {}) is None


def test_numbers_are_written_as_people_write_them() -> None:
    assert patent_number("CN201710601862.3") == "ZL 2017 1 0601862.3"
    assert patent_number("not a number") == "not a number"


@pytest.mark.parametrize(
    ("kind", "data", "zh", "en"),
    [
        (
            "payment.confirmed",
            {"received_on": "2026-03-02", "gross": "31800.00", "currency": "CNY"},
            "确认收款 ¥31,800.00（2026-03-02 到账）",
            "confirmed a payment of ¥31,800.00 (received on 2026-03-02)",
        ),
        (
            "line.released",
            {"line": "A", "amount": "8000.00", "written_off": "0.00", "currency": "USD"},
            "解除争议款项 USD 8,000.00 的冻结，其中核销 USD 0.00",
            "released USD 8,000.00 from hold, of which USD 0.00 is written off",
        ),
        ("line.waived", {"line": "A", "amount": "20000", "currency": "JPY"}, "免除 JPY 20,000", "waived JPY 20,000"),
        (
            "patent.end_recorded",
            {"patent": "ZL 2017 1 0601862.3", "cause": "expired", "ended_on": "2026-05-01"},
            "登记许可专利 ZL 2017 1 0601862.3 的权利终止（期限届满，2026-05-01）",
            "recorded that licensed patent ZL 2017 1 0601862.3 ended (term expired, 2026-05-01)",
        ),
    ],
)
def test_decisions_are_told_with_their_sums_as_the_site_writes_them(kind: str, data: dict, zh: str, en: str) -> None:
    assert (sentence(kind, data, "zh"), sentence(kind, data, "en")) == (zh, en)
