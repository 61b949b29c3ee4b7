"""The demo's content by key, as the tests of this folder look it up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from marketplace.demo.content import rows
from marketplace.domain.parties.sizes import valid_until

LOADED_ON = date(2026, 11, 22)
LOADED_AT = datetime.combine(LOADED_ON, time(4), UTC)  # noon in Shanghai
DAYS = [LOADED_ON, date(2026, 12, 31), date(2027, 2, 28), date(2028, 2, 29), date(2029, 1, 1)]

PATENTS = {row["serial"]: row for row in rows("patents")}
ORGANISATIONS = {row["code"]: row for row in rows("organisations")}
LISTINGS = {row["key"]: row for row in rows("listings")}
DEALS = {row["key"]: row for row in rows("deals")}


@dataclass(frozen=True, slots=True)
class Licence:
    """A deal of the loaded demo that has an agreement, with a person of each side."""

    public_id: str
    licensee: int
    office: int


def on(offset: int) -> date:
    return LOADED_ON + timedelta(days=offset)


def size_on(organisation: dict[str, Any], day: date) -> str | None:
    """The size class an organisation has declared, where the declaration is valid that day."""
    valid = [
        one for one in organisation["size_declarations"] if on(one["on"]) <= day <= valid_until(on(one["on"]))
    ]
    return valid[-1]["size_class"] if valid else None


def both_languages(row: dict[str, Any], names: tuple[str, ...]) -> None:
    for name in names:
        zh, en = row[f"{name}_zh"], row[f"{name}_en"]
        assert re.search(r"[\u4e00-\u9fff]", zh), f"{name}_zh"
        assert en and not re.search(r"[\u4e00-\u9fff]", en), f"{name}_en"
        assert not re.search(r"[\u4e00-\u9fff][,;:?!][\u4e00-\u9fff]", zh), (
            f"{name}_zh has half-width punctuation"
        )
