"""Cutting the texts of many documents into tokens at once, to the same tokens as `tokens.cut` gives one by one.

All texts of a batch are one string with END behind each. The expressions and the dictionary run over it once; what
follows is done on arrays: every different word has a number, every token is a row of arrays.

    words of a field   numbers u4, documents u4
    bigrams            u8 code and u4 document and u4 place of each; code = character << 32 | what follows it:
                       the next character, 0 for the last of a run, WHOLE + the number of a word that is not Chinese
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from marketplace.search.normalise import HAN, fold_all
from marketplace.search.tokens import LONGEST_WORD, SPACE_INSIDE, STOP_WORDS, singular

GAP = 50  # positions between two texts, so that no phrase reaches from one into the next
END = "\x01"
WHOLE = 1 << 31

_UNIT = re.compile(rf"([{HAN}]+|{END})|(\d+(?:\.\d+)+[^\W_{HAN}]*|[^\W_{HAN}]+[+#]*|[^\s_-])")
_RUN = re.compile(f"[{HAN}]+|{END}")
_NO_TERM = -1

Numbers = NDArray[Any]


class Numbering(dict[str, int]):
    """Gives each new word the next number."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number


class Text(NamedTuple):
    """A text of a document, in which field; those of one document stand together."""

    document: int
    field: int
    text: str


class Tokens(NamedTuple):
    """The tokens of a batch: words with their term, bigrams as told above."""

    terms: Numbers
    fields: Numbers
    documents: Numbers
    codes: Numbers
    code_documents: Numbers
    places: Numbers


class Cutter:
    """Cuts batch after batch; `terms` are the different words so far."""

    def __init__(self) -> None:
        self.terms = Numbering()
        self._chinese = Numbering({END: 0, " ": 1})
        self._others = Numbering({"": 0})
        self._term_of_chinese = np.array([_NO_TERM, _NO_TERM], np.int64)
        self._term_of_other = np.array([_NO_TERM], np.int64)
        self._whole_of_other = np.array([_NO_TERM], np.int64)  # its term in the bigram field

    def cut(self, texts: Sequence[Text]) -> Tokens:
        """The tokens of these texts."""
        folded = fold_all((one.text for one in texts), END)
        document = np.array([one.document for one in texts], np.int64)
        field = np.array([one.field for one in texts], np.int64)
        squeezed = SPACE_INSIDE.sub("", folded) if SPACE_INSIDE.search(folded) else folded
        units = _UNIT.findall(squeezed)
        runs = [run for run, _ in units]
        others = self._numbered_others([other for _, other in units])
        lengths = np.fromiter(map(len, runs), np.int64, len(runs))
        ends = np.array([at for at in np.flatnonzero(lengths == 1).tolist() if runs[at] == END], np.int64)
        text_of = np.repeat(np.arange(len(texts)), np.diff(ends, prepend=-1))
        words, in_text = self._chinese_words(runs if squeezed is folded else _RUN.findall(folded))
        plain = self._term_of_other[others]
        held = np.flatnonzero(plain >= 0)
        all_texts = np.concatenate([in_text, text_of[held]])
        codes, at = self._bigrams(runs, lengths, others, ends, document)
        return Tokens(
            np.concatenate([words, plain[held]]),
            field[all_texts],
            document[all_texts],
            codes,
            document[text_of[at[0]]],
            at[1],
        )

    def _numbered_others(self, others: list[str]) -> Numbers:
        known = len(self._others)
        numbers = np.fromiter(map(self._others.__getitem__, others), np.int64, len(others))
        new = list(self._others)[known:]
        terms, wholes = [], []
        for unit in new:
            is_word = unit[0].isalnum()
            whole = singular(unit[:LONGEST_WORD]) if is_word else ""
            telling = is_word and len(unit) <= LONGEST_WORD and whole not in STOP_WORDS
            wholes.append(self.terms[whole] if is_word else _NO_TERM)
            terms.append(self.terms[whole] if telling else _NO_TERM)
        self._term_of_other = np.append(self._term_of_other, terms).astype(np.int64)
        self._whole_of_other = np.append(self._whole_of_other, wholes).astype(np.int64)
        return numbers

    def _chinese_words(self, runs: list[str]) -> tuple[Numbers, Numbers]:
        """Terms, and the text of each."""
        import rjieba  # here, because it loads its dictionary (0.2 s), which most commands never need

        words = rjieba.cut_for_search(" ".join(filter(None, runs)))
        known = len(self._chinese)
        numbers = np.fromiter(map(self._chinese.__getitem__, words), np.int64, len(words))
        new = list(self._chinese)[known:]
        terms = [_NO_TERM if word in STOP_WORDS else self.terms[word] for word in new]
        self._term_of_chinese = np.append(self._term_of_chinese, terms).astype(np.int64)
        found = self._term_of_chinese[numbers]
        held = np.flatnonzero(found >= 0)
        return found[held], np.cumsum(numbers == self._chinese[END])[held]

    def _bigrams(
        self, runs: list[str], lengths: Numbers, others: Numbers, ends: Numbers, document: Numbers
    ) -> tuple[Numbers, tuple[Numbers, Numbers]]:
        """Codes, and for each the unit it stems from and its place in the document."""
        steps = np.where(lengths > 0, lengths, 1)
        steps[ends] = GAP
        begins = np.cumsum(steps) - steps
        first_text = np.flatnonzero(np.diff(document, prepend=-1))  # of each document
        first_unit = np.where(first_text > 0, ends[first_text - 1] + 1, 0)
        bases = begins[first_unit]
        begins = begins - np.repeat(bases, np.diff(first_unit, append=len(runs)))
        lengths = lengths.copy()
        lengths[ends] = 0
        characters = np.frombuffer("".join(chain(runs)).replace(END, "").encode("utf-32-le"), np.uint32)
        unit = np.repeat(np.arange(len(runs)), lengths)
        inside = np.arange(len(characters)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        following = np.zeros(len(characters), np.uint64)
        following[:-1] = characters[1:]
        following[np.cumsum(lengths)[lengths > 0] - 1] = 0
        wholes = self._whole_of_other[others]
        held = np.flatnonzero(wholes >= 0)
        whole_codes = wholes[held].astype(np.uint64) + np.uint64(WHOLE)
        codes = (characters.astype(np.uint64) << np.uint64(32)) | following
        return (
            np.concatenate([codes, whole_codes]),
            (np.concatenate([unit, held]), np.concatenate([begins[unit] + inside, begins[held]])),
        )
