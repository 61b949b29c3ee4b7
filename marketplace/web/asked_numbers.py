"""Whole numbers in addresses and forms: what no row, page or position can be is no number.

It gives the default of the field, or a page that is not there.
"""

from __future__ import annotations

from typing import Any

from flask import Flask, Request
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.routing import IntegerConverter

LARGEST = 2**31 - 1  # of the databases' own row ids; a larger one would be an error inside them


def asked_number(text: str) -> int:
    """Raises ValueError where it is no whole number or too large for any."""
    number = int(text) if len(text) <= 20 else LARGEST + 1
    if abs(number) > LARGEST:
        raise ValueError("too large")
    return number


class Values(ImmutableMultiDict[str, str]):
    """Query and form values, whose `get(…, type=int)` reads with `asked_number`."""

    def get(self, key: str, default: Any = None, type: Any = None) -> Any:  # type: ignore[override]
        return super().get(key, default, asked_number if type is int else type)


class BoundedRequest(Request):
    parameter_storage_class = Values


class BoundedInteger(IntegerConverter):
    """`<int:…>` in an address."""

    def __init__(self, map: Any) -> None:
        super().__init__(map, max=LARGEST)


def install(app: Flask) -> None:
    app.request_class = BoundedRequest
    app.url_map.converters["int"] = BoundedInteger
