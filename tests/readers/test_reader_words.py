"""Every reason for which a file is refused is worded in both languages."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

from marketplace.readers import words
from marketplace.readers.faults import ReaderFault

READERS = Path(words.__file__).parent


def raised_codes() -> set[str]:
    """The first argument of every ReaderFault and of every row problem in the readers' source."""
    codes = set()
    for path in READERS.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "ReaderFault"
            ):
                codes |= (
                    {part.value for part in ast.walk(node.args[0]) if isinstance(part, ast.Constant)}
                    if node.args
                    else set()
                )
    return {code for code in codes if isinstance(code, str) and code.isidentifier()}


def test_every_fault_has_its_sentences_and_no_sentence_is_idle() -> None:
    assert raised_codes() <= set(words.FAULTS)
    assert set(words.FAULTS) <= raised_codes() | {"memory"}


@pytest.mark.parametrize("table", ["FAULTS", "FORMATS"])
def test_both_languages_say_the_same(table: str) -> None:
    for code, (zh, en) in getattr(words, table).items():
        assert zh.strip() and en.strip()
        assert not re.search(r"[\u4e00-\u9fff]", en), code
        assert not re.search(r"[\u4e00-\u9fff][,;:?!()]", zh), f"{code}: full-width marks in Chinese"
        assert _values(zh) == _values(en), code


def _values(sentence: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(sentence) if field}


def test_a_fault_tells_its_limit() -> None:
    assert "512" in words.fault_sentence(ReaderFault("too_many_columns", limit="512"), "zh")
    assert words.format_name("xls", "en").startswith("Excel")
