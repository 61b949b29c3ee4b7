"""Reading single values out of decoded JSON, with the path of every fault.

A `Fields` stands on one JSON object. Shape faults (wrong type, unknown key, missing key) always raise; faults of the
numbers themselves are *doubts*: they raise too, unless a `Doubts` list collects them (for the checks of a draft).
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from marketplace.domain import dates, money
from marketplace.domain.terms.faults import Fault

RATE_PLACES = 6
MOST_MONTHS = 1200
MOST_DAYS = 36500
MOST_YEARS = 100
#: Counts of units stay within what a JSON number can carry exactly everywhere (2^53 - 1).
MOST_UNITS = 9_007_199_254_740_991
LONGEST_TEXT = 2000

IDENTIFIER = r"[A-Za-z0-9_-]{1,64}"
_IDENTIFIER = re.compile(IDENTIFIER, re.ASCII)
_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*", re.ASCII)

_HUNDRED_PERCENT = 100 * 10**RATE_PLACES


class Doubts:
    """Where faults of the numbers go: raised at once, or collected if `collect`."""

    def __init__(self, *, collect: bool = False) -> None:
        self.collect = collect
        self.faults: list[Fault] = []

    def add(self, path: str, code: str, **params: object) -> None:
        """Report one fault of the numbers."""
        fault = Fault(path, code, **params)
        if not self.collect:
            raise fault
        self.faults.append(fault)


def below(path: str, key: str) -> str:
    """The path of a member of the object at `path`."""
    if _PLAIN_KEY.fullmatch(key):
        return f"{path}.{key}"
    quoted = key[:80].replace("\\", "\\\\").replace('"', '\\"')
    return f'{path}["{quoted}"]'


def object_at(raw: object, path: str) -> dict[str, Any]:
    """`raw` if it is a JSON object."""
    if type(raw) is not dict:
        raise Fault(path, "not_object")
    return raw


def list_at(raw: object, path: str, most: int, *, least: int = 0) -> list[Any]:
    """`raw` if it is a JSON list of at most `most` entries."""
    if type(raw) is not list:
        raise Fault(path, "not_list")
    if len(raw) > most:
        raise Fault(path, "too_many", most=most)
    if len(raw) < least:
        raise Fault(path, "too_few")
    return raw


def text_at(raw: object, path: str, *, longest: int = LONGEST_TEXT, empty: bool = True) -> str:
    """`raw` if it is a text of at most `longest` characters."""
    if type(raw) is not str:
        raise Fault(path, "not_text")
    if len(raw) > longest:
        raise Fault(path, "too_long", most=longest)
    if not empty and not raw:
        raise Fault(path, "empty_text")
    return raw


def identifier_at(raw: object, path: str) -> str:
    """`raw` if it may be the id of a component."""
    if type(raw) is not str:
        raise Fault(path, "not_text")
    if not _IDENTIFIER.fullmatch(raw):
        raise Fault(path, "not_identifier")
    return raw


class Fields:
    """The members of one JSON object; keys outside `allowed` are refused at once."""

    __slots__ = ("currency", "doubts", "path", "raw")

    def __init__(
        self, raw: object, path: str, allowed: frozenset[str], doubts: Doubts, currency: str = "CNY"
    ) -> None:
        self.raw = object_at(raw, path)
        self.path = path
        self.doubts = doubts
        self.currency = currency
        if not self.raw.keys() <= allowed:
            unknown = next(key for key in self.raw if key not in allowed)
            raise Fault(below(path, unknown), "unknown_key")

    def __contains__(self, key: str) -> bool:
        return key in self.raw

    def at(self, key: str) -> str:
        """The path of a member that is allowed."""
        return f"{self.path}.{key}"

    def inner(self, key: str, allowed: frozenset[str]) -> Fields:
        """The object under `key`."""
        return Fields(self.value(key), self.at(key), allowed, self.doubts, self.currency)

    def value(self, key: str) -> Any:
        """The raw value of a required member."""
        try:
            return self.raw[key]
        except KeyError:
            raise Fault(self.at(key), "missing") from None

    def text(self, key: str, *, longest: int = LONGEST_TEXT, empty: bool = True) -> str:
        """A required text."""
        return text_at(self.value(key), self.at(key), longest=longest, empty=empty)

    def identifier(self, key: str) -> str:
        """A required component id."""
        return identifier_at(self.value(key), self.at(key))

    def one_of(self, key: str, choices: tuple[str, ...]) -> str:
        """A required text out of a fixed list."""
        value = self.value(key)
        if type(value) is not str:
            raise Fault(self.at(key), "not_text")
        if value not in choices:
            raise Fault(self.at(key), "not_one_of", choices=", ".join(choices))
        return value

    def flag(self, key: str, default: bool = False) -> bool:
        """An optional boolean."""
        value = self.raw.get(key, default)
        if type(value) is not bool:
            raise Fault(self.at(key), "not_boolean")
        return value

    def count(self, key: str, least: int, most: int) -> int:
        """A required whole number from `least` to `most`."""
        value = self.value(key)
        if type(value) is not int:
            raise Fault(self.at(key), "not_whole")
        if not least <= value <= most:
            self.doubts.add(self.at(key), "out_of_range", least=least, most=most)
            return max(least, min(most, value))
        return value

    def day(self, key: str) -> date:
        """A required ISO date."""
        value = self.value(key)
        if type(value) is not str:
            raise Fault(self.at(key), "not_text")
        try:
            return dates.parse_date(value)
        except ValueError:
            raise Fault(self.at(key), "not_date") from None

    def scaled(self, key: str, places: int) -> int:
        """A required decimal string as an integer of 10^-places, of any sign."""
        value = self.value(key)
        if type(value) is not str:
            raise Fault(self.at(key), "not_text")
        try:
            return money.scaled(value, places)
        except money.NotAnAmount as refusal:
            raise Fault(self.at(key), refusal.code, **_places(refusal.code, places)) from None

    def figure(self, key: str) -> int:
        """A required amount of any sign, in minor units."""
        return self.scaled(key, money.DECIMALS[self.currency])

    def amount(self, key: str) -> int:
        """A required amount that is not below zero, in minor units."""
        amount = self.figure(key)
        if amount < 0:
            self.doubts.add(self.at(key), "below_zero")
            return 0
        return amount

    def amount_above_zero(self, key: str) -> int:
        """A required amount above zero, in minor units."""
        amount = self.figure(key)
        if amount <= 0:
            self.doubts.add(self.at(key), "not_above_zero")
        return amount

    def percent(self, key: str) -> Decimal:
        """A required rate in percent, 0 to 100."""
        rate = self.scaled(key, RATE_PLACES)
        if not 0 <= rate <= _HUNDRED_PERCENT:
            self.doubts.add(self.at(key), "out_of_range", least=0, most=100)
        return Decimal(rate).scaleb(-RATE_PLACES)

    def unit_price(self, key: str) -> Decimal:
        """A required amount per unit in the major unit, up to 6 decimals, not below zero."""
        price = self.scaled(key, RATE_PLACES)
        if price < 0:
            self.doubts.add(self.at(key), "below_zero")
        return Decimal(price).scaleb(-RATE_PLACES)


def _places(code: str, places: int) -> dict[str, object]:
    return {"places": places} if code == "too_many_decimals" else {}
