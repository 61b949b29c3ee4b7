"""How a line came to its amount: the sentence of each step of the working, Chinese and English."""

from __future__ import annotations

from typing import Any


def sentence(step: str, values: tuple[Any, ...], currency: str, language: str) -> str:
    """The sentence of one step in "zh" or "en"."""
    raise KeyError(step)
