"""Documents set by typst: worded content in, PDF out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

import typst

from marketplace.documents.font import FONT, characters, printable

Language = Literal["zh", "en"]

_TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "documents"


def printable_content(content: Any) -> tuple[Any, dict[str, None]]:
    """The same structure with every text made printable, and the codes of what the font lacks."""
    if isinstance(content, str):
        text, codes = printable(content)
        return text, dict.fromkeys(codes)
    lacking: dict[str, None] = {}
    if isinstance(content, list):
        items = []
        for item in content:
            made, codes_of_item = printable_content(item)
            lacking |= codes_of_item
            items.append(made)
        return items, lacking
    if isinstance(content, Mapping):
        values = {}
        for key, item in content.items():
            values[key], codes_of_item = printable_content(item)
            lacking |= codes_of_item
        return values, lacking
    return content, lacking


def typeset(template: str, content: Mapping[str, Any], made_at: datetime) -> bytes:
    """The PDF/UA-1 of a template and its content.

    typst reads the content as JSON from its inputs, so no text in it can become markup or code.
    """
    characters()  # says what is missing where the set-up has not run; typst would print an empty page
    result = typst.compile(
        str(_TEMPLATES / template),
        root=str(_TEMPLATES),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"content": json.dumps(content, ensure_ascii=False)},
        format="pdf",
        timestamp=int(made_at.timestamp()),
        pdf_standards=["ua-1"],
    )
    return result if isinstance(result, bytes) else b"".join(result or [])


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONT.parent)]
    )
