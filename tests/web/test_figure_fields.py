"""Percentages and counts as people type them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms import Form

from marketplace.web.figure_fields import CountField, PercentField, within


class Figures(Form):
    rate = PercentField("Rate", [within(0, 100, "out of range")])
    count = CountField("Count", [within(1, 1000, "out of range")])


def filled(app: Flask, **typed: str) -> Figures:
    with app.test_request_context("/?lang=en"):
        form = Figures(MultiDict(typed))
        form.validate()
        return form


@pytest.mark.parametrize(
    ("typed", "data"),
    [("2.5", "2.5"), (" 2.50 % ", "2.50"), ("２．５％", "2.5"), ("0", "0"), ("1,0", "10"), ("12.345678", "12.345678")],
)
def test_percentages_are_read_exactly(application: Flask, typed: str, data: str) -> None:
    form = filled(application, rate=typed)
    assert (form.rate.data, form.rate.errors) == (Decimal(data), [])


@pytest.mark.parametrize(("typed", "data"), [("1000", 1000), ("1,000", 1000), ("１２ ", 12)])
def test_counts_are_read(application: Flask, typed: str, data: int) -> None:
    assert filled(application, count=typed).count.data == data


@pytest.mark.parametrize("typed", ["two", "1.1234567", "1e3", "NaN", "--1", "+5", "1.2.3"])
def test_what_is_no_percentage_is_refused_and_shown_again(application: Flask, typed: str) -> None:
    form = filled(application, rate=typed)
    assert form.rate.data is None and "percentage in figures" in form.rate.errors[0]
    assert form.rate._value() == typed


@pytest.mark.parametrize("typed", ["1.5", "many", "1/2"])
def test_what_is_no_count_is_refused(application: Flask, typed: str) -> None:
    assert "whole number" in filled(application, count=typed).count.errors[0]


def test_bounds_pass_what_was_not_typed_and_hold_what_was(application: Flask) -> None:
    assert not filled(application, rate="", count="").errors
    form = filled(application, rate="100.5", count="0")
    assert form.errors == {"rate": ["out of range"], "count": ["out of range"]}
    assert form.rate._value() == "100.5"
