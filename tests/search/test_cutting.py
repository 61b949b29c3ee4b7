"""Texts cut all at once give the tokens that they give one by one."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from marketplace.search.cutting import END, GAP, WHOLE, Cutter, Text
from marketplace.search.normalise import fold, fold_all
from marketplace.search.tokens import cut

PIECES = [
    "钢",
    "管",
    "打磨",
    "一种",
    "的",
    "網路",
    "列印",
    "〇",
    "ab",
    "wolves",
    "C++",
    "3.5",
    "mm",
    "，",
    "。",
    " ",
    "\n",
    "_",
]
ODD = ["ﬁ", "Ａ", "ΟΔΟΣ", "ß", "\ud800", "\u200b", END, "\x02", "-", "é", "e\u0301", "x" * 70, "\U00020000"]
TEXT = st.lists(st.sampled_from(PIECES + ODD), max_size=10).map("".join)
TEXTS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2), TEXT), max_size=8).map(sorted)


@given(st.lists(TEXT, max_size=6))
@settings(deadline=None)
def test_folded_all_at_once(texts: list[str]) -> None:
    assert fold_all(texts, END).split(END)[:-1] == [fold(text) for text in texts]


@given(st.lists(TEXTS, min_size=1, max_size=3))
@settings(deadline=None)
def test_cut_all_at_once(batches: list[list[tuple[int, int, str]]]) -> None:
    cutter = Cutter()
    for batch in batches:
        texts = [Text(*one) for one in batch]
        found = cutter.cut(texts)
        names = list(cutter.terms)
        words = zip(found.fields.tolist(), found.documents.tolist(), found.terms.tolist(), strict=True)
        assert Counter((field, document, names[term]) for field, document, term in words) == Counter(
            (one.field, one.document, word) for one in texts for word in cut(fold(one.text)).words
        )
        codes = zip(found.code_documents.tolist(), found.codes.tolist(), found.places.tolist(), strict=True)
        assert sorted((document, _written(code, names), place) for document, code, place in codes) == sorted(
            _bigrams(texts)
        )


def _written(code: int, names: list[str]) -> str:
    first, second = code >> 32, code & 0xFFFFFFFF
    return names[second - WHOLE] if second >= WHOLE else chr(first) + (chr(second) if second else "")


def _bigrams(texts: list[Text]) -> list[tuple[int, str, int]]:
    found = []
    starts: Counter[int] = Counter()
    for one in texts:
        parts = cut(fold(one.text))
        for token, place in zip(parts.bigrams, parts.places, strict=True):
            found.append((one.document, token, starts[one.document] + place))
        starts[one.document] += parts.end + GAP
    return found
