"""A JSON object whose last member is a long list, written piece by piece."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any


def json_stream(head: Mapping[str, Any], name: str, items: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The text of `{**head, name: [*items]}`."""
    opened = json.dumps(head, ensure_ascii=False, indent=1)[:-2]  # without its closing brace
    yield f"{opened},\n {json.dumps(name)}: ["
    separator = "\n"
    for item in items:
        yield f"{separator}  {json.dumps(item, ensure_ascii=False)}"
        separator = ",\n"
    yield "\n ]\n}\n"
