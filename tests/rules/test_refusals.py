"""Every refusal raised anywhere is worded in zh and en, and nothing is worded that nobody raises."""

from __future__ import annotations

import re
from pathlib import Path

from marketplace.domain.refusals import WORDS

ROOT = Path(__file__).resolve().parents[2] / "marketplace"
CODE = re.compile(r'"([a-z]+\.[a-z_]+)"')
AREAS = {code.split(".")[0] for code in WORDS}


def codes_in_use() -> set[str]:
    """Quoted `area.reason` in use cases, views and the domain's own tables."""
    found: set[str] = set()
    for path in ROOT.rglob("*.py"):
        if path.name not in {"refusals.py", "events.py", "recipients.py"}:
            found |= set(CODE.findall(path.read_text()))
    return found


def test_every_refusal_is_worded_in_both_languages() -> None:
    raised = set()
    for path in ROOT.rglob("*.py"):
        raised |= set(re.findall(r'\b(?:Refused|Invalid|Stale|Forbidden)\(\s*"([a-z_.]+)"', path.read_text()))
    assert raised, "no refusal found: the pattern of this test is out of date"
    assert raised <= set(WORDS), f"give these a sentence in <area>/refusals.py: {sorted(raised - set(WORDS))}"
    assert all(zh and en for zh, en in WORDS.values())


def test_no_refusal_is_worded_for_nobody() -> None:
    unused = set(WORDS) - codes_in_use()
    assert not unused, f"nobody raises these any more: {sorted(unused)}"
