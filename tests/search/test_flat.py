"""Flat arrays hold what was put in: posting lists and columns, gathered and joined. Torn files are refused."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marketplace.search import flat_postings
from marketplace.search.building import LISTED, SegmentBuilder, join_segments, segment_of
from marketplace.search.cutting import GAP
from marketplace.search.flat_file import FlatFile, Torn, narrow, write_arrays, writing
from marketplace.search.flat_postings import FieldPostings
from marketplace.search.normalise import fold
from marketplace.search.schema import BIGRAMS, COLUMNS, SET_COLUMNS
from marketplace.search.segments import Field, Terms
from marketplace.search.tokens import cut

WORDS = st.lists(
    st.sampled_from(["a1", "ab", "钢", "钢管", "\U00020000", "zz", "The", "网路", "C++"]), max_size=8
)
NUMBER = st.integers(0, 2**62)
DOCUMENT = st.fixed_dictionaries(
    {
        "title_zh": WORDS.map(lambda words: ["".join(words), " ".join(words)]),
        **{name: WORDS.map(lambda words: sorted(set(words))) for name in LISTED},
        **{
            name: st.binary(min_size=32, max_size=32) if "S" in dtype else NUMBER
            for name, dtype in COLUMNS.items()
        },
        **{name: st.sampled_from([b"", b"x", b"x\x1fy", "值".encode()]) for name in SET_COLUMNS},
    }
)

Made = dict[str, Any]


def built(documents: list[Made]) -> Any:
    builder = SegmentBuilder()
    for document in documents:
        builder.add(document, {"title_zh": document["title_zh"]})
    return builder.arrays()


def tokens(document: Made, field: str) -> tuple[list[str], list[int] | None]:
    """The terms of a field in a document, as they are cut one by one, and their places in the bigram field."""
    if field in LISTED:
        return document[field], None
    found = [cut(fold(text)) for text in document["title_zh"] if text]
    if field != BIGRAMS:
        return [word for part in found for word in part.words], None
    starts = [sum(part.end + GAP for part in found[:number]) for number in range(len(found))]
    words = [word for part in found for word in part.bigrams]
    return words, [start + at for start, part in zip(starts, found, strict=True) for at in part.places]


def expected(documents: list[Made], field: str) -> dict[bytes, dict[int, tuple[int, list[int]]]]:
    lists: dict[bytes, dict[int, tuple[int, list[int]]]] = {}
    for number, document in enumerate(documents):
        words, places = tokens(document, field)
        for word, count in Counter(words).items():
            at = [place for one, place in zip(words, places, strict=True) if one == word] if places else []
            lists.setdefault(word.encode(), {})[number] = (count, at)
    return lists


def check(arrays: Any, documents: list[Made]) -> None:
    for field in ("title_zh", "numbers", BIGRAMS):
        lists = FieldPostings.read(arrays, field)
        terms = lists.terms()
        assert terms == sorted(expected(documents, field))
        found = Field(Terms(lists), lists)
        for place, term in enumerate(terms):
            assert found.terms.place(term) == place and found.terms[place] == term
            postings = found.postings(place)
            ends = np.cumsum(postings.counts)[:-1]
            places = [part.tolist() for part in np.split(postings.places, ends)] if field == BIGRAMS else None
            told = {
                document: (count, places[row] if places else [])
                for row, (document, count) in enumerate(
                    zip(postings.documents.tolist(), postings.counts.tolist(), strict=True)
                )
            }
            assert list(told) == sorted(told)
            assert told == expected(documents, field)[term]
    assert arrays["title_zh/lengths"].tolist() == [
        len(tokens(document, "title_zh")[0]) for document in documents
    ]
    for name, dtype in COLUMNS.items():
        assert arrays[name].tolist() == np.array([one[name] for one in documents], dtype).tolist()
    for name in SET_COLUMNS:
        ends, text = arrays[f"{name}/ends"].tolist(), arrays[f"{name}/text"].tobytes()
        told_sets = [text[ends[row] : ends[row + 1]] for row in arrays[f"{name}/rows"].tolist()]
        assert told_sets == [document[name] for document in documents]


@given(st.lists(DOCUMENT, min_size=1, max_size=6))
@settings(deadline=None)
def test_gathered(documents: list[Made]) -> None:
    check(built(documents), documents)


@given(st.lists(st.lists(st.tuples(DOCUMENT, st.booleans()), min_size=1, max_size=4), min_size=1, max_size=3))
@settings(deadline=None)
def test_joined_is_what_would_have_been_gathered(parts: list[list[tuple[Made, bool]]]) -> None:
    arrays = [(built([made for made, _ in part]), np.array([taken for _, taken in part])) for part in parts]
    left = [made for part in parts for made, taken in part if taken]
    if left:
        check(segment_of(SegmentBuilder(), arrays), left)
        with tempfile.TemporaryDirectory() as folder:
            few = patch.object(flat_postings, "_TERMS_AT_ONCE", 2)
            with few, writing(Path(folder) / "a.seg") as target:
                join_segments(arrays, target)
            check(FlatFile(Path(folder) / "a.seg"), left)


def test_a_file_gives_back_its_arrays(tmp_path: Path) -> None:
    arrays = {
        "none": np.empty(0, np.uint16),
        "bytes": np.frombuffer(b"abc", np.uint8),
        "keys": np.array([b"b", b"a"], "S3"),
        "numbers": np.array([-1, 2**40], "<i8"),
    }
    write_arrays(tmp_path / "a.seg", arrays)
    file = FlatFile(tmp_path / "a.seg")
    for name, array in arrays.items():
        assert file[name].dtype == array.dtype and file[name].tolist() == array.tolist()
    assert "numbers" in file and "other" not in file
    (tmp_path / "a.seg").unlink()
    assert file["numbers"].tolist() == [-1, 2**40], "readers keep what they have mapped"


@pytest.mark.parametrize("length", [0, 7, 31, 40, -1])
def test_a_torn_file_is_refused(tmp_path: Path, length: int) -> None:
    write_arrays(tmp_path / "a.seg", {"numbers": np.arange(9)})
    (tmp_path / "b.seg").write_bytes((tmp_path / "a.seg").read_bytes()[:length])
    with pytest.raises(Torn):
        FlatFile(tmp_path / "b.seg")


def test_a_garbled_directory_is_refused(tmp_path: Path) -> None:
    write_arrays(tmp_path / "a.seg", {"numbers": np.arange(9)})
    content = bytearray((tmp_path / "a.seg").read_bytes())
    content[-3] ^= 1
    (tmp_path / "a.seg").write_bytes(content)
    with pytest.raises(Torn):
        FlatFile(tmp_path / "a.seg")


@pytest.mark.parametrize(
    ("largest", "width"), [(0, 1), (255, 1), (256, 2), (65_535, 2), (65_536, 4), (2**32, 8)]
)
def test_numbers_take_no_more_room_than_they_need(largest: int, width: int) -> None:
    assert narrow(np.array([0, largest])).dtype == np.dtype(f"u{width}")
