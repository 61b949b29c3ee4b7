"""What can be asked: the value a page hands to the search."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

SORTS = ("relevance", "newest", "price", "-price", "title")
LARGEST_PAGE = 100


@dataclass(frozen=True)
class Query:
    """A search on one site.

    `text` as typed: words, "phrases", -without, numbers in any written form, fields (`syntax.py`)
    `filters`: facet (see `schema.FACETS`) → values, any of which will do; every facet named must be met. Beside the
    facets `life` (see `ranges.LIVES`, as of `today`) and `ipc` (places of the tree of `domain.patents.class_tree`).
    `price_min` and `price_max`: minor units, both included, of the fixed amount of the cheapest option; a listing
    without a price meets neither. `sort`: one of SORTS; relevance without a text means newest. `exact`: only what was
    typed is looked for, nothing that means the same.
    """

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    price_min: int | None = None
    price_max: int | None = None
    sort: str = "relevance"
    page: int = 1
    per_page: int = 20
    site_id: int = 1
    lang: str = "zh"
    today: date | None = None
    exact: bool = False
