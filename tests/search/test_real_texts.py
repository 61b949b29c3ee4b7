"""Real patents: phrases are exact, and no document with a string is missed, whatever words the dictionary sees."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from marketplace.search import writer
from marketplace.search.matching import FEW, match
from marketplace.search.normalise import HAN, fold
from marketplace.search.parsing import parse
from marketplace.search.snapshot import Snapshot, open_snapshot
from marketplace.store.listings.search_rows import ListingRow, Party, PatentRow
from tests.make.cast import NOW
from tests.real_data import shared_data

NAME = "patents_cn_rich.jsonl.gz"
LICENSOR = Party("aaaaaaaaaa", "东湾工业大学", "", "420700", "CN")


def _rows(records: list[dict]) -> Iterator[ListingRow]:
    for number, record in enumerate(records, 1):
        patent = PatentRow(
            public_id=f"p{number:09}",
            number=record["number"],
            publication_number=record["publication_number"] or "",
            kind="invention",
            status="granted",
            industry="",
            trl=None,
            term_end=None,
            title_zh=record["title"],
            title_en="",
            abstract_zh=record["abstract"] or "",
            abstract_en="",
            inventors=record["inventors"],
            classes=record["ipc"],
        )
        published = NOW + timedelta(minutes=number)
        texts = (record["title"], "", "", "", "", "", "", published)
        yield ListingRow(number, f"l{number:09}", "platform", LICENSOR, *texts, sites=[1], patents=[patent])


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Snapshot, dict[int, str]]]:
    with gzip.open(shared_data(NAME), "rt", encoding="utf-8") as file:
        records = [json.loads(line) for line in file]
    print(f"{len(records)} real patents")
    path = tmp_path_factory.mktemp("index")
    writer.create_index(path)
    assert writer.append(path, _rows(records), len(records)) == len(records)
    snapshot = open_snapshot(path)
    inside = re.compile(rf"(?<=[{HAN}])\s+(?=[{HAN}])")
    texts = {
        number: "\n".join(inside.sub("", fold(text or "")) for text in (record["title"], record["abstract"]))
        for number, record in enumerate(records, 1)
    }
    yield snapshot, texts


def _strings(texts: dict[int, str], count: int, longest: int) -> list[str]:
    """Strings of Chinese characters from anywhere in the texts, across the bounds of words."""
    draw = random.Random(3)
    runs = [run for text in texts.values() for run in re.findall(f"[{HAN}]{{6,}}", text)]
    found = []
    for run in draw.sample(runs, count):
        length = draw.randint(2, longest)
        start = draw.randrange(len(run) - length + 1) if len(run) > length else 0
        found.append(run[start : start + length])
    return found


def _found(snapshot: Snapshot, query: str) -> set[int]:
    found = match(snapshot, replace(parse(query), exact=True), np.ones(snapshot.size, bool))
    return set(snapshot.numbers("id")[found.documents].tolist())


def test_phrases_are_exact(real: tuple[Snapshot, dict[int, str]]) -> None:
    snapshot, texts = real
    for string in _strings(texts, 400, 6):
        holding = {number for number, text in texts.items() if string in text}
        assert _found(snapshot, f'"{string}"') == holding, string


def test_no_document_with_a_string_is_missed(real: tuple[Snapshot, dict[int, str]]) -> None:
    snapshot, texts = real
    missed = asked = 0
    for string in _strings(texts, 400, 4):
        holding = {number for number, text in texts.items() if string in text}
        found = _found(snapshot, string)
        if len(found) < FEW:
            assert holding <= found, string
        asked += len(holding)
        missed += len(holding - found)
    print(f"recall {1 - missed / asked:.4f} of {asked}")
    assert missed <= 0.02 * asked, "where the words alone find enough the strings are not looked for"


def test_an_inventor_and_a_class_of_real_records(real: tuple[Snapshot, dict[int, str]]) -> None:
    snapshot, _ = real
    with gzip.open(shared_data(NAME), "rt", encoding="utf-8") as file:
        records = dict(enumerate(map(json.loads, file), 1))
    for number in (1, 50, 200):
        record = records[number]
        assert number in _found(snapshot, record["number"])
        if record["inventors"]:
            assert number in _found(snapshot, f"inventor:{record['inventors'][0]}")
        same = {
            n for n, other in records.items() if any(c.startswith(record["ipc"][0][:4]) for c in other["ipc"])
        }
        assert _found(snapshot, f"ipc:{record['ipc'][0][:4]}") == same
