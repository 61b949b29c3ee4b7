"""What is asked in the search benchmark: twelve queries of each kind, drawn from the corpus itself.

Words are drawn from texts, so common ones come as often as people meet them. All queries ask for exactly what is typed
(`Query.exact`), because no other engine knows what means the same.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import islice

from bench.report import SEED
from bench.search_corpus import SITE, listings
from marketplace.search.normalise import fold, is_han
from marketplace.search.query import Query
from marketplace.search.tokens import STOP_WORDS, words_of
from marketplace.store.listings.search_rows import ListingRow

OF_EACH = 12
_SAMPLE = 3_000  # listings from which queries are drawn


def queries(corpus: str) -> list[tuple[str, Query]]:
    """The queries of a corpus, each with its kind; the same ones in every run."""
    asker = _Asker(list(islice(listings(corpus), _SAMPLE)), random.Random(SEED))
    return [(kind, asker.ask(kind)) for kind in asker.kinds for _ in range(OF_EACH)]


class _Asker:
    def __init__(self, sample: list[ListingRow], draw: random.Random) -> None:
        self._draw = draw
        self._sample = sample
        self._texts = [row.patents[0].abstract_zh or row.patents[0].abstract_en for row in sample]
        word, words, filters = self._word, self._words, self._filters
        self.kinds: dict[str, Callable[[], Query]] = {
            "one word": lambda: self._query(word()),
            "two words": lambda: self._query(words(2)),
            "three words": lambda: self._query(words(3)),
            "phrase": lambda: self._query(f'"{self._piece(4)}"'),
            "part of a text": lambda: self._query(self._piece(3)),
            "without a word": lambda: self._query(f"{word()} -{word()}"),
            "filter": lambda: self._query(word(), filters=filters("kind")),
            "two filters": lambda: self._query(word(), filters=filters("region", "model")),
            "price": lambda: self._query(word(), price_min=10_000, price_max=1_000_000),
            "by price": lambda: self._query(word(), sort="price"),
            "newest": lambda: self._query(word(), sort="newest"),
            "everything": lambda: self._query("", page=draw.randint(1, 5)),
            "everything, filtered": lambda: self._query("", filters=filters("kind", "readiness")),
            "number": lambda: self._query(self._listing().patents[0].number),
            "class": lambda: self._query(f"ipc:{self._class()}"),
            "inventor": lambda: self._query(f'inventor:"{self._inventor()}"'),
        }

    def ask(self, kind: str) -> Query:
        return self.kinds[kind]()

    def _query(self, text: str, **more: object) -> Query:
        return Query(text, site_id=SITE, exact=True, **more)  # type: ignore[arg-type]

    def _listing(self) -> ListingRow:
        return self._draw.choice(self._sample)

    def _word(self) -> str:
        return self._words(1)

    def _words(self, number: int) -> str:
        """Words of one text."""
        while True:
            found = [
                one
                for one in words_of(fold(self._draw.choice(self._texts)))
                if len(one) > 1 and one not in STOP_WORDS
            ]
            if len(found) >= number:
                return " ".join(self._draw.sample(found, number))

    def _piece(self, length: int) -> str:
        """A piece of a text: so many Chinese characters that stand together, or two words."""
        while True:
            text = fold(self._draw.choice(self._texts))
            if is_han(text[:1]):
                at = self._draw.randrange(max(1, len(text) - length))
                if is_han(piece := text[at : at + length]) and len(piece) == length:
                    return piece
            elif len(words := text.replace(",", " ").replace(".", " ").split()) > 2:
                at = self._draw.randrange(len(words) - 1)
                return " ".join(words[at : at + 2])

    def _filters(self, *facets: str) -> dict[str, tuple[str, ...]]:
        values = {
            "kind": ("platform",),
            "region": ("42", "44", "11"),
            "model": ("royalty", "deferred"),
            "readiness": ("4-5", "6-7"),
        }
        return {facet: values[facet] for facet in facets}

    def _class(self) -> str:
        classes = [code for row in self._sample for code in row.patents[0].classes[:1]]
        return self._draw.choice(classes)[:4] if classes else "B24B"

    def _inventor(self) -> str:
        names = [name for row in self._sample for name in row.patents[0].inventors[:1]]
        return self._draw.choice(names)
