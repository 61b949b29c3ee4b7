"""What an operator can set or type is in docs/operations.md."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from devtools.commands import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
SETTINGS = sorted(
    set(re.findall(r'env\.get\("(\w+)"', (ROOT / "marketplace" / "config.py").read_text(encoding="utf-8")))
)


@pytest.mark.parametrize("setting", SETTINGS)
def test_every_setting_is_described(setting: str) -> None:
    assert re.search(rf"^\|.*`{setting}`.*\|.*\|.*\|$", OPERATIONS, re.MULTILINE), (
        f"{setting} is not in the table"
    )


def test_every_described_setting_exists() -> None:
    table = OPERATIONS.split("## Settings")[1].split("\n## ")[0]
    described = {
        name
        for row in re.findall(r"^\| (`.*?) \|", table, re.MULTILINE)
        for name in re.findall(r"`(\w+)`", row)
    }
    assert described == set(SETTINGS)


@pytest.mark.parametrize("command", sorted(set(COMMANDS) - {"help"}))
def test_every_command_is_described(command: str) -> None:
    assert f"`python3 dev.py {command}" in OPERATIONS
