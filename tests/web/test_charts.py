"""Charts: marks stand where the figures say, shares add up, nothing depends on floating-point money."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.web.chart_axis import nice_step, nice_ticks, percent
from marketplace.web.chart_schedule import Span, schedule
from marketplace.web.charts import HEIGHT, Series, bars, donut, lines, sparkline

AMOUNTS = st.integers(-(10**15), 10**15)


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [(1, 8, "12.5%"), (1, 3, "33.33%"), (2, 3, "66.67%"), (5, 5, "100%"), (0, 7, "0%"), (3, 0, "0%")],
)
def test_a_share_is_rounded_half_up_to_a_hundredth(part: int, whole: int, text: str) -> None:
    assert percent(part, whole) == text


@pytest.mark.parametrize(
    ("lowest", "highest", "ticks"),
    [
        (0, 30_000_000, [0, 10_000_000, 20_000_000, 30_000_000]),
        (0, 46, [0, 20, 40, 60]),
        (-30, 920, [-500, 0, 500, 1000]),
        (5, 7, [0, 2, 4, 6, 8]),
        (0, 0, [0, 1]),
        (-12, -3, [-15, -10, -5, 0]),
    ],
)
def test_an_axis_has_round_values(lowest: int, highest: int, ticks: list[int]) -> None:
    assert nice_ticks(lowest, highest) == ticks


@given(AMOUNTS, AMOUNTS)
def test_an_axis_holds_its_figures_and_zero(one: int, other: int) -> None:
    ticks = nice_ticks(min(one, other), max(one, other))
    assert ticks[0] <= min(one, other, 0) and max(one, other, 0) <= ticks[-1]
    assert 0 in ticks and 2 <= len(ticks) <= 6
    assert len({b - a for a, b in pairwise(ticks)}) == 1


@given(st.integers(1, 10**18))
def test_a_step_is_the_smallest_that_reaches(extent: int) -> None:
    step = nice_step(extent)
    assert 4 * step >= extent
    assert str(step).rstrip("0") in {"1", "2", "5"}
    smaller = step // 2 if str(step)[0] != "5" else step * 2 // 5
    assert 4 * smaller < extent or step == 1


def test_bars_stand_side_by_side_on_zero() -> None:
    chart = bars(["a", "b"], [Series("x", [10, 20]), Series("y", [0, -20])])
    first, _, second, below = chart["marks"]
    assert chart["ticks"][-1]["value"] == 20 and chart["ticks"][0]["value"] == -20
    assert chart["zero"] == HEIGHT // 2
    assert first["y"] + first["height"] == chart["zero"] and second["y"] == 0
    assert below["y"] == chart["zero"] and below["height"] == HEIGHT // 2
    assert [mark["x"] for mark in chart["marks"]] == ["10%", "25%", "60%", "75%"]
    assert {mark["width"] for mark in chart["marks"]} == {"15%"}


def test_stacked_bars_rest_on_each_other() -> None:
    chart = bars(["a"], [Series("x", [30]), Series("y", [50]), Series("z", [-20])], stacked=True)
    low, high, below = chart["marks"]
    assert high["y"] + high["height"] == low["y"]
    assert low["y"] + low["height"] == chart["zero"] == below["y"]
    assert low["x"] == high["x"] == below["x"] == "20%"


@given(st.lists(st.tuples(AMOUNTS, AMOUNTS), min_size=1, max_size=24), st.booleans())
def test_bars_never_leave_the_frame(columns: list[tuple[int, int]], stacked: bool) -> None:
    series = [Series("x", [one for one, _ in columns]), Series("y", [other for _, other in columns])]
    chart = bars([str(at) for at in range(len(columns))], series, stacked=stacked)
    assert len(chart["marks"]) == 2 * len(columns)
    for mark in chart["marks"]:
        assert 0 <= mark["y"] and 0 <= mark["height"] and mark["y"] + mark["height"] <= HEIGHT
        assert 0 <= _share(mark["x"]) and _share(mark["x"]) + _share(mark["width"]) <= 100.01


def test_a_series_needs_a_value_for_each_category() -> None:
    with pytest.raises(ValueError, match="a value for each category"):
        bars(["a", "b"], [Series("x", [1])])


def test_lines_go_from_edge_to_edge() -> None:
    chart = lines(["a", "b", "c"], [Series("x", [0, 5, 10])])
    assert chart["lines"][0]["points"] == f"0,{HEIGHT} 500,{HEIGHT // 2} 1000,0"
    assert [label["ends"] for label in chart["labels"]] == ["start", "", "end"]


def test_a_step_line_holds_its_value_until_the_next() -> None:
    chart = lines(["a", "b"], [Series("x", [0, 10])], steps=True)
    assert chart["lines"][0]["points"] == f"0,{HEIGHT} 1000,{HEIGHT} 1000,0"


def test_lines_can_stand_at_days() -> None:
    chart = lines(["a", "b", "c"], [Series("x", [0, 0, 10])], places=[100, 110, 200])
    assert [dot["x"] for dot in chart["lines"][0]["dots"]] == ["0%", "10%", "100%"]
    with pytest.raises(ValueError, match="must rise"):
        lines(["a", "b"], [Series("x", [0, 1])], places=[5, 5])


def test_many_labels_are_thinned_and_thinned_again_on_a_phone() -> None:
    labels = lines([str(at) for at in range(24)], [Series("x", [0] * 24)])["labels"]
    assert [label["text"] for label in labels] == [str(at) for at in range(0, 24, 2)]
    assert sum(not label["minor"] for label in labels) == 6


def test_a_ring_closes_and_its_shares_add_up() -> None:
    chart = donut([("a", 1), ("b", 1), ("c", 1), ("none", 0)])
    assert [part["share"] for part in chart["slices"]] == ["33.4", "33.3", "33.3", "0.0"]
    assert chart["slices"][3]["path"] == ""
    assert chart["slices"][0]["path"].startswith("M60.00 4.00A56 56 0 0 1 ")
    assert donut([("all", 7), ("none", 0)])["slices"][0]["share"] == "100.0"
    assert donut([("none", 0)])["slices"][0] == {
        "series": 1,
        "label": "none",
        "value": 0,
        "share": "0.0",
        "path": "",
    }
    with pytest.raises(ValueError, match="below zero"):
        donut([("a", -1)])


@given(st.lists(st.integers(0, 10**15), min_size=1, max_size=12))
def test_shares_of_a_whole_are_a_hundred_percent(values: list[int]) -> None:
    tenths = [
        int(part["share"].replace(".", "")) for part in donut([("", value) for value in values])["slices"]
    ]
    assert sum(tenths) == (1000 if sum(values) else 0)


def test_a_sparkline_ends_at_its_last_value() -> None:
    assert sparkline([0, 9, 3]) == {
        "points": "0,21 50,3 100,15",
        "last": {"x": "100%", "y": 15},
        "height": 24,
    }
    assert sparkline([]) == {"points": "", "last": None, "height": 24}
    assert sparkline([4])["last"] == {"x": "0%", "y": 12}


def test_a_schedule_is_drawn_in_whole_months() -> None:
    chart = schedule(
        [Span("trial", date(2026, 3, 1), date(2026, 3, 31), "done"), Span("due", date(2026, 6, 30))],
        today=date(2026, 4, 1),
    )
    days = (date(2026, 7, 1) - date(2026, 3, 1)).days
    assert [row["x"] for row in chart["rows"]] == ["0%", percent(121, days)]
    assert chart["rows"][0]["width"] == percent(31, days)
    assert chart["today"] == percent(31, days)
    assert [tick["day"].month for tick in chart["ticks"]] == [3, 4, 5, 6]
    assert schedule([])["height"] == 0


def test_a_long_schedule_has_few_ticks() -> None:
    ticks = schedule([Span("licence", date(2026, 3, 1), date(2046, 2, 28))])["ticks"]
    assert [tick["day"].year for tick in ticks] == [2030, 2035, 2040, 2045]


def _share(text: str) -> float:
    return float(text.removesuffix("%"))
