"""The sentences of dev.py: in both languages, and about what there is."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from devtools import words
from devtools.commands import COMMANDS

SOURCES = Path(words.__file__).parent
HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize("code", words.SENTENCES)
def test_a_sentence_says_the_same_in_both_languages(code: str) -> None:
    chinese, english = words.SENTENCES[code]
    assert set(re.findall(r"{\w+}", chinese)) == set(re.findall(r"{\w+}", english))
    assert HAN.search(chinese) or "{" in chinese
    assert not HAN.search(english)


def test_every_sentence_is_said_and_every_said_sentence_is_there() -> None:
    said = {
        node.value
        for path in SOURCES.glob("*.py")
        if path.name != "words.py"
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert set(words.SENTENCES) <= said


@pytest.mark.parametrize("command", COMMANDS)
def test_help_names_every_command(command: str) -> None:
    for text in words.SENTENCES["help"]:
        assert re.search(rf"^  {command}\b", text, re.MULTILINE), f"{command} is missing from the help"


@pytest.mark.parametrize(
    ("settings", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({}, "en"),
    ],
)
def test_the_terminal_decides_the_language(
    monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], language: str
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert words.language() == language
    assert words.sentence("kept") == words.SENTENCES["kept"][language == "en"]
