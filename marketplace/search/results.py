"""What the search answers: ids, counts and what a page says about them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from marketplace.search.query import Query


class FacetCount(NamedTuple):
    """How many results there would be with this value, whatever else of the same facet is chosen."""

    value: str
    count: int  # type: ignore[assignment]  # hides the method of tuples, which nobody needs here
    selected: bool


@dataclass(frozen=True)
class Results:
    """One page of results.

    `total` is exact. `terms` are for `highlight.mark`. `degraded`: the index could not be read and the database
    answered, by plain comparison among the newest listings only. `any_word`: no listing holds all the words, so those
    that hold some are shown. `shortened`: only the beginning of a very long text was looked at.
    """

    ids: list[int]
    total: int
    facets: dict[str, list[FacetCount]] = field(default_factory=dict)
    degraded: bool = False
    terms: tuple[str, ...] = ()
    any_word: bool = False
    shortened: bool = False


@dataclass(frozen=True, slots=True)
class Hint:
    """A way out of an empty result: the changed query and how many results it has.

    `code`: drop_word (`subject` is the word), drop_filter (`subject` is the facet), drop_price, drop_filters (all of
    them and the price), drop_text.
    """

    code: str
    subject: str
    count: int
    query: Query
