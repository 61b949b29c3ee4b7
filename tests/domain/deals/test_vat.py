"""Net and tax of money received: whoever pays what is asked settles it to the last unit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.domain.deals.vat import gross_of, net_of, net_received, vat_on

NETS = st.integers(1, 10**12)
RATES = st.sampled_from(["0", "1", "3", "6", "9", "13", "6.5"])


def test_known_sums() -> None:
    assert vat_on(3_000_000, "6") == 180_000
    assert net_of(3_180_000, "6") == 3_000_000
    assert gross_of(1, "6") == 1


@given(st.lists(NETS, min_size=1, max_size=5), RATES)
def test_paying_what_several_sums_ask_settles_them_exactly(nets: list[int], rate: str) -> None:
    asked = sum(gross_of(net, rate) for net in nets)
    assert net_received(asked, nets, rate) == sum(nets)


@given(NETS, RATES, st.data())
def test_two_parts_settle_a_sum_exactly(net: int, rate: str, data: st.DataObject) -> None:
    asked = gross_of(net, rate)
    if asked < 2:
        return
    first = data.draw(st.integers(1, asked - 1))
    before = net_received(first, [net], rate)
    if before == net:  # the last unit of tax was let off; it comes all the same and is credit
        assert asked - first == 1
        return
    assert before + net_received(asked - first, [net - before], rate) == net


@given(st.integers(1, 10**13), st.lists(NETS, max_size=4), RATES)
def test_net_and_tax_add_up_and_neither_is_below_zero(gross: int, nets: list[int], rate: str) -> None:
    net = net_received(gross, nets, rate)
    assert 0 <= net <= gross
    assert abs(net - net_of(gross, rate)) <= len(nets) + 1


@pytest.mark.parametrize("rate", ["0", "6"])
def test_less_than_asked_settles_nothing_by_rounding(rate: str) -> None:
    asked = gross_of(1_000_000, rate)
    assert net_received(asked - 2, [1_000_000], rate) < 1_000_000


def test_without_tax_every_unit_counts() -> None:
    assert net_received(999_999, [1_000_000], "0") == 999_999


def test_what_is_left_over_is_net_of_its_tax_too() -> None:
    assert net_received(gross_of(500, "6") + 1_060, [500], "6") == 500 + 1_000
