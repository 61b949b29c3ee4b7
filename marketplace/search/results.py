"""What the search answers: ids, counts and what a page says about them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from marketplace.search.clauses import Also, Parsed
from marketplace.search.query import Query
from marketplace.search.reasons import Reason


class FacetCount(NamedTuple):
    """How many results there would be with this value, whatever else of the same facet is chosen."""

    value: str
    count: int  # type: ignore[assignment]  # hides the method of tuples, which nobody needs here
    selected: bool


@dataclass(frozen=True, slots=True)
class Understood:
    """What became of the words of a query, for pages to tell.

    `words` were looked for, in the order typed; so many of the results as `holding_all` tells hold them all.
    `also`: for a word what was looked for in its place, ranked behind. `left_out`: words that say nothing of what is
    sought. `given_up`: how many words of a long text were not looked for because others tell more.
    """

    words: tuple[str, ...] = ()
    holding_all: int = 0
    also: tuple[tuple[str, tuple[Also, ...]], ...] = ()
    left_out: tuple[str, ...] = ()
    given_up: int = 0

    @property
    def changed(self) -> bool:
        """Whether anything else was looked for than what was typed."""
        return bool(self.also or self.left_out or self.given_up)


def understood(parsed: Parsed, any_word: bool, holding_all: int) -> Understood:
    """What is told of a query; `any_word`: results hold some of its words, `holding_all` of them hold all."""
    asked = parsed.parts if any_word else parsed.required
    also = tuple((clause.source, clause.also) for clause in parsed.required if clause.also)
    return Understood(tuple(clause.source for clause in asked), holding_all, also, parsed.left_out, parsed.given_up)


@dataclass(frozen=True)
class Results:
    """One page of results.

    `total` is exact. `terms` are for `highlight.mark`. `degraded`: the index could not be read and the database
    answered, by plain comparison among the newest listings only. `any_word`: hardly any listing holds all the words, so
    those that hold some are shown too. `shortened`: only the beginning of a very long text was looked at. `reasons`:
    for each of `ids` why it was found.
    """

    ids: list[int]
    total: int
    facets: dict[str, list[FacetCount]] = field(default_factory=dict)
    degraded: bool = False
    terms: tuple[str, ...] = ()
    any_word: bool = False
    shortened: bool = False
    understood: Understood = Understood()
    reasons: tuple[tuple[Reason, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Hint:
    """A way out of an empty or poor result: the changed query and how many results it has.

    `code`: meant (a likelier spelling; `subject` is the whole text), drop_word (`subject` is the word), drop_filter
    (`subject` is the facet), drop_price, drop_filters (all of them and the price), drop_text.
    """

    code: str
    subject: str
    count: int
    query: Query
