"""Short and former names of an organisation, by which people look for it: 华科, HUST, 华中工学院."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from marketplace.domain.faults import Invalid

MOST = 20
SHORTEST, LONGEST = 2, 40  # characters of one
_APART = re.compile(r"[\r\n;；]+")


def read_aliases(text: str, names: Collection[str]) -> tuple[str, ...]:
    """The names of a text, one on each line, each once however it is written; `names` it has already are left out.

    Raises:
        Invalid: `organisation.alias_length`, `organisation.aliases_many`, both of the field `aliases`.
    """
    known = {_folded(name) for name in names}
    found: dict[str, str] = {}
    for alias in (" ".join(piece.split()) for piece in _APART.split(text)):
        if not alias:
            continue
        if not SHORTEST <= len(alias) <= LONGEST or not any(map(str.isalnum, alias)):
            raise Invalid(
                "organisation.alias_length",
                field="aliases",
                alias=alias[:LONGEST],
                least=SHORTEST,
                most=LONGEST,
            )
        if _folded(alias) not in known:
            found.setdefault(_folded(alias), alias)
    if len(found) > MOST:
        raise Invalid("organisation.aliases_many", field="aliases", most=MOST, found=len(found))
    return tuple(found.values())


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()
