"""Real patents as documents of the search, and a second index of the same texts in one field.

Kept in bench/corpora: `records.jsonl` as they are indexed, `fields/` as the site indexes them, `one/` with everything
in one field. Nothing of it can be published with the project; the records lie beside it (../shared/data).
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bench.report import ROOT
from bench.workplace import CORPORA, digest, kept
from marketplace.search import writer
from marketplace.search.normalise import HAN
from marketplace.store.listings.search_rows import ListingRow, Owner, Party, PatentRow

DATA = ROOT.parent / "shared" / "data"
SHARES = {  # of each file, in percent by a hash of the number: so many that a run takes minutes
    "patents_bilingual_aviation": 100,
    "patents_cn_rich": 100,
    "patents_cn_shandong": 100,
    "patents_cn_patentscope": 35,
    "patents_cn_energy_abstracts": 100,
    "patents_en_patentscope_cn": 70,
    "patents_en_patentscope_wo": 100,
    "patents_en_patsnap_corpus": 100,
    "patents_en_wips": 100,
    "patents_en_uspto_xml": 100,
}
HIDDEN = 3  # percent of the records that are indexed without their title, which is then searched for
INDEXED_BY = (
    "bench/relevance_corpus.py",
    *(
        f"marketplace/search/{name}"
        for name in (
            "normalise.py tokens.py cutting.py document.py schema.py building.py flat_*.py pinyin.py names.py"
            " data/pinyin.txt"
        ).split()
    ),
)
_HAN = re.compile(f"[{HAN}]")
_LICENSOR = Party("aaaaaaaaaa", "", "", "", "CN")
_FIRST_DAY = datetime(2020, 1, 1, tzinfo=UTC)
_AT_ONCE = 20_000


@dataclass
class Record:
    """One patent as it is indexed. `asked_*` is the title that was left out of the index, or the other language's."""

    id: int
    number: str
    title_zh: str = ""
    title_en: str = ""
    abstract_zh: str = ""
    abstract_en: str = ""
    classes: list[str] = field(default_factory=list)
    applicants: list[str] = field(default_factory=list)
    inventors: list[str] = field(default_factory=list)
    hidden: str = ""
    other_language: str = ""
    pair: tuple[str, str] | None = None


def share(number: str, what: str) -> int:
    """A number from 0 to 99 that a record keeps for each purpose."""
    return int.from_bytes(hashlib.sha256(f"{what} {number}".encode()).digest()[:4]) % 100


def half(number: str) -> str:
    """Which half a question belongs to: weights are chosen on one and reported for both."""
    return "chosen on" if share(number, "half") < 50 else "held back"


def kept_corpus() -> Path:
    """The folder of the corpus with its two indexes."""
    return kept(CORPORA, "relevance-", digest(INDEXED_BY), build)


def build(place: Path) -> None:
    with (place / "records.jsonl").open("w", encoding="utf-8") as file:
        for number, record in enumerate(_records(), 1):
            record.id = number
            file.write(json.dumps(asdict(record), ensure_ascii=False) + "\n")
    for name, make in (("fields", row), ("one", row_of_one_text)):
        (place / name).mkdir()
        writer.create_index(place / name)
        rows = map(make, read(place))
        while writer.append(place / name, rows, _AT_ONCE):
            pass


def read(place: Path) -> Iterator[Record]:
    with (place / "records.jsonl").open(encoding="utf-8") as file:
        for line in file:
            yield Record(**json.loads(line))


def row(record: Record) -> ListingRow:
    """As the site indexes it."""
    return _listing(record, record.title_zh, record.title_en, record.abstract_zh, record.abstract_en)


def row_of_one_text(record: Record) -> ListingRow:
    texts = [record.title_zh, record.title_en, record.abstract_zh, record.abstract_en]
    return _listing(record, "", "", "\n".join(filter(None, texts)), "")


def _listing(record: Record, title_zh: str, title_en: str, abstract_zh: str, abstract_en: str) -> ListingRow:
    patent = PatentRow(
        public_id=f"p{record.id:09}",
        number=record.number,
        publication_number="",
        kind="invention",
        status="granted",
        industry="",
        trl=None,
        term_end=None,
        title_zh="",
        title_en="",
        abstract_zh=abstract_zh,
        abstract_en=abstract_en,
        owners=[Owner(name, None) for name in record.applicants],
        inventors=record.inventors,
        classes=record.classes,
    )
    return ListingRow(
        id=record.id,
        public_id=f"l{record.id:09}",
        kind="platform",
        licensor=_LICENSOR,
        title_zh=title_zh,
        title_en=title_en,
        summary_zh="",
        summary_en="",
        programme_zh="",
        programme_en="",
        announcement_number="",
        published_at=_FIRST_DAY + timedelta(minutes=record.id),
        sites=[1],
        patents=[patent],
    )


def _records() -> Iterator[Record]:
    for name, percent in SHARES.items():
        path = DATA / f"{name}.jsonl.gz"
        if not path.exists():
            raise SystemExit(f"no real data at {path}: this part measures nothing else")
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                found = json.loads(line)
                if found.get("title") and found.get("abstract") and share(found["number"], "in") < percent:
                    yield _record(found)


def _record(found: dict[str, Any]) -> Record:
    record = Record(
        id=0,
        number=found["number"],
        classes=found.get("ipc") or [],
        applicants=(found.get("applicants") or [])[:6],
        inventors=(found.get("inventors") or [])[:12],
    )
    chinese = _HAN.search(found["title"]) is not None
    title_en, abstract_en = found.get("title_en") or "", found.get("abstract_en") or ""
    if chinese and title_en:
        record.pair = (found["title"], title_en)
    if record.pair and abstract_en and share(record.number, "language") < 50:
        record.title_en, record.abstract_en = title_en, abstract_en
        record.other_language = found["title"]
    elif chinese:
        record.title_zh, record.abstract_zh, record.other_language = (
            found["title"],
            found["abstract"],
            title_en,
        )
    else:
        record.title_en, record.abstract_en = found["title"], found["abstract"]
    if not record.other_language and share(record.number, "hidden") < HIDDEN:
        record.hidden = record.title_zh or record.title_en
        record.title_zh = record.title_en = ""
    return record
