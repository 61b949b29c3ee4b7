"""Texts of the pattern page in both languages."""

from __future__ import annotations

from typing import Any, NamedTuple


class Both(NamedTuple):
    """One text, twice."""

    zh: str
    en: str


def in_language(value: Any, language: str) -> Any:
    """Lists, tuples and dicts of texts with each `Both` in one language."""
    if isinstance(value, Both):
        return value.zh if language == "zh" else value.en
    if isinstance(value, dict):
        return {key: in_language(inner, language) for key, inner in value.items()}
    if isinstance(value, tuple) and hasattr(value, "_make"):
        return value._make(in_language(inner, language) for inner in value)
    if isinstance(value, list | tuple):
        return type(value)(in_language(inner, language) for inner in value)
    return value
