"""JSON as the engine takes it: UTF-8, no key twice, no number with a fraction, every fault with its path."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from marketplace.domain.terms.faults import Fault
from marketplace.domain.terms.fields import below

#: More than a case with as many events as are allowed; what is longer is refused before it is looked at.
MOST_BYTES = 32 * 1024 * 1024

#: Longer numbers are no count of anything, and Python would take long to read them.
_LONGEST_NUMBER = 40


class _Wrong:
    """Stands in the decoded value for what must not be there, until its path is known."""

    __slots__ = ("code", "key")

    def __init__(self, code: str, key: str | None = None) -> None:
        self.code = code
        self.key = key


class _Decoder:
    def __init__(self) -> None:
        self.found_wrong = False

    def _wrong(self, code: str, key: str | None = None) -> _Wrong:
        self.found_wrong = True
        return _Wrong(code, key)

    def members(self, pairs: list[tuple[str, Any]]) -> Any:
        members = dict(pairs)
        if len(members) == len(pairs):
            return members
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                return self._wrong("repeated_key", key)
            seen.add(key)
        return members

    def fraction(self, _: str) -> _Wrong:
        return self._wrong("number_not_whole")

    def whole(self, text: str) -> int | _Wrong:
        return int(text) if len(text) <= _LONGEST_NUMBER else self._wrong("too_large")


def decode(data: bytes) -> Any:
    """The decoded value. Raises Fault."""
    if len(data) > MOST_BYTES:
        raise Fault("$", "too_big", most=MOST_BYTES // 1024 // 1024)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise Fault("$", "not_utf8") from None
    decoder = _Decoder()
    try:
        value = json.loads(
            text,
            object_pairs_hook=decoder.members,
            parse_float=decoder.fraction,
            parse_constant=decoder.fraction,
            parse_int=decoder.whole,
        )
        if decoder.found_wrong or "\\u" in text:
            for path, wrong in _wrong_places(value, "$"):
                raise Fault(below(path, wrong.key) if wrong.key is not None else path, wrong.code)
    except json.JSONDecodeError as error:
        raise Fault("$", "not_json", line=error.lineno, column=error.colno) from None
    except RecursionError:
        raise Fault("$", "too_deep") from None
    return value


def _wrong_places(value: Any, path: str) -> Iterator[tuple[str, _Wrong]]:
    if isinstance(value, _Wrong):
        yield path, value
    elif isinstance(value, str):
        if _is_broken(value):
            yield path, _Wrong("broken_text")
    elif isinstance(value, list):
        for index, entry in enumerate(value):
            yield from _wrong_places(entry, f"{path}[{index}]")
    elif isinstance(value, dict):
        for key, entry in value.items():
            if _is_broken(key):
                yield path, _Wrong("broken_text")
            yield from _wrong_places(entry, below(path, key))


def _is_broken(text: str) -> bool:
    """Whether an escape left half a character, which no UTF-8 file can hold."""
    return any("\ud800" <= character <= "\udfff" for character in text)
