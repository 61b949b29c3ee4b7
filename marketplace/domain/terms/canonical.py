"""One byte form and one hash of a term sheet: canonical JSON (RFC 8785), as far as sheets need it.

Sheets hold no JSON number but whole ones, so the number format of the RFC comes down to plain digits.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from marketplace.domain.terms.faults import Fault
from marketplace.domain.terms.fields import MOST_UNITS, below


def canonical(obj: Any) -> bytes:
    """UTF-8, keys sorted by their UTF-16 code units, no blanks, only the escapes that JSON demands.

    Raises Fault for what has no such form here: floats, whole numbers beyond 2^53 - 1, broken text, other types.
    """
    return _text(obj, "$").encode("utf-8")


def terms_hash(obj: Any) -> str:
    """SHA-256 (64 hexadecimal digits) of the canonical form of a sheet as decoded JSON."""
    return hashlib.sha256(canonical(obj)).hexdigest()


def _text(value: Any, path: str) -> str:
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, str):
        return _quoted(value, path)
    if isinstance(value, int):
        if abs(value) > MOST_UNITS:
            raise Fault(path, "too_large")
        return str(value)
    if isinstance(value, list):
        return f"[{','.join(_text(entry, f'{path}[{index}]') for index, entry in enumerate(value))}]"
    if isinstance(value, dict):
        members = (
            f"{_quoted(key, path)}:{_text(value[key], below(path, key))}" for key in sorted(value, key=_utf16)
        )
        return f"{{{','.join(members)}}}"
    raise Fault(path, "number_not_whole" if isinstance(value, float) else "not_json_value")


def _quoted(text: str, path: str) -> str:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise Fault(path, "broken_text") from None
    return json.dumps(text, ensure_ascii=False)


def _utf16(key: str) -> bytes:
    return key.encode("utf-16-be", "surrogatepass")
