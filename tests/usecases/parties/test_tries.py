"""Tries are counted before a secret is looked at, across threads and processes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from marketplace.store.db import db
from marketplace.store.parties.tries import TryCount, key_of
from marketplace.usecases.parties.tries import Limit, TooManyTries, count_try, forget_tries
from tests.make.cast import NOW

FIVE_MINUTES = timedelta(minutes=5)
KEY = key_of("password", "pair", "person:1", "10.0.0.1")
LIMITS = {KEY: Limit(10, FIVE_MINUTES)}


def test_ten_tries_and_not_eleven(context: None) -> None:
    for _ in range(10):
        count_try(LIMITS, now=NOW)
    with pytest.raises(TooManyTries) as refusal:
        count_try(LIMITS, now=NOW + timedelta(minutes=1))
    assert (refusal.value.status, refusal.value.seconds, refusal.value.params["minutes"]) == (429, 240, 4)


def test_the_window_opens_anew(context: None) -> None:
    for _ in range(11):
        try:
            count_try(LIMITS, now=NOW)
        except TooManyTries:
            pass
    count_try(LIMITS, now=NOW + FIVE_MINUTES)


def test_another_address_still_gets_in(context: None) -> None:
    for _ in range(10):
        count_try(LIMITS, now=NOW)
    count_try({key_of("password", "pair", "person:1", "10.0.0.2"): Limit(10, FIVE_MINUTES)}, now=NOW)


def test_the_address_alone_has_a_limit_of_its_own(context: None) -> None:
    address = key_of("password", "address", "10.0.0.1")
    for number in range(20):
        limits = {key_of("password", "pair", f"person:{number}", "10.0.0.1"): Limit(10, FIVE_MINUTES)}
        count_try(limits | {address: Limit(20, FIVE_MINUTES)}, now=NOW)
    with pytest.raises(TooManyTries):
        count_try({address: Limit(20, FIVE_MINUTES)}, now=NOW)


def test_the_right_secret_wipes_the_slate(context: None) -> None:
    for _ in range(10):
        count_try(LIMITS, now=NOW)
    forget_tries([KEY])
    count_try(LIMITS, now=NOW)


def test_no_name_and_no_address_is_kept(context: None) -> None:
    count_try(LIMITS, now=NOW)
    assert db.session.scalars(sa.select(TryCount.key)).all() == [KEY]
    assert len(KEY) == 64
    assert "10.0.0.1" not in KEY


def test_of_a_hundred_tries_at_once_exactly_ten_are_let_through(app: Flask) -> None:
    def attempt(_number: int) -> bool:
        with app.app_context():
            try:
                count_try(LIMITS, now=NOW)
            except TooManyTries:
                return False
            finally:
                db.session.remove()
            return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(attempt, range(100))) == 10
