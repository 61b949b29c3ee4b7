"""Importing patents from real files where they lie beside the project, else from generated ones."""

from __future__ import annotations

import csv
import gzip
import io
import json
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from bench.report import ROOT, Table, growth, in_child, peak_mb
from bench.workplace import workplace
from marketplace import clock
from marketplace.domain.access import SYSTEM
from marketplace.store.db import db, sqlite
from marketplace.store.office import files
from marketplace.store.patents.imports import PatentImport, outcome_counts
from marketplace.usecases.office.sites import open_site
from marketplace.usecases.parties.organisations import found_organisation
from marketplace.usecases.patents.imports import begin_import, upload_import
from marketplace.usecases.patents.intake import read_file, take_in

REAL = ROOT.parent / "shared" / "data"
FILES = ("patents_cn_patentscope.jsonl.gz", "patents_cn_gazette_2019.jsonl.gz")
HEADS = ("rows", "by", "rows/s", "in", "refused", "reading s", "taking in s", "peak MB")
NOTE = (
    "`this site` reads the file, checks numbers, dates and classes, joins what names one patent, keeps where each "
    "value came from and writes a report for each row. The script beside it reads them from CSV with the csv "
    "module and adds one object for each with the ORM: three texts, nothing checked."
)


def run(sizes: Sequence[int], *, quick: bool) -> list[Table]:
    table = Table(f"import of {'real' if REAL.exists() else 'generated'} rows", HEADS, note=NOTE)
    for count in sizes:
        table.add(*in_child(own, count))
        table.add(*in_child(script, count))
    return [table, *growth(table, size=0, name=1, value=2)]


def own(count: int) -> list[str]:
    """An import as the worker does it, from the stored upload to the last row."""
    with workplace():
        open_site(name_zh="导入", name_en="Import")
        upload = uploaded(count)
        start = time.perf_counter()
        read_file(upload, now=clock.now)
        read = time.perf_counter() - start
        begin_import(upload, actor=SYSTEM, now=clock.now())
        take_in(upload, now=clock.now)
        whole = time.perf_counter() - start
        counts = outcome_counts(upload.id)
        db.session.rollback()
    refused = counts.get("refused", 0)
    figures = [f"{count / whole:,.0f}", f"{sum(counts.values()) - refused:,}", f"{refused:,}"]
    return [f"{count:,}", "this site", *figures, f"{read:.1f}", f"{whole - read:.1f}", str(peak_mb())]


def uploaded(count: int) -> PatentImport:
    """An upload of so many rows by a university of its own, not yet read."""
    now = clock.now()
    owner = found_organisation(kind="university", name_zh="某大学", code="BENCH", actor=SYSTEM, now=now)
    with tempfile.TemporaryFile() as file:
        write_upload(file, count)
        digest, size = files.keep(file)
    return upload_import(owner, digest=digest, size=size, name="bench.jsonl.gz", actor=SYSTEM, now=now)


class Base(DeclarativeBase):
    pass


class Plain(Base):
    __tablename__ = "patent"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str]
    title: Mapped[str]
    abstract: Mapped[str]


def script(count: int) -> list[str]:
    """The same rows as CSV through the csv module and the ORM."""
    with tempfile.TemporaryDirectory() as place:
        table = Path(place) / "rows.csv"
        with table.open("w", newline="", encoding="utf-8") as file:
            for line in islice(lines(), count):
                row = json.loads(line)
                csv.writer(file).writerow([row["number"], row["title"], row.get("abstract") or ""])
        engine = sa.create_engine(
            f"sqlite:///{place}/plain.db", module=sqlite, execution_options={"writes": True}
        )
        Base.metadata.create_all(engine)
        start = time.perf_counter()
        with table.open(newline="", encoding="utf-8") as file, Session(engine) as session:
            for number, title, abstract in csv.reader(file):
                session.add(Plain(number=number, title=title, abstract=abstract))
            session.commit()
        took = time.perf_counter() - start
    figures = [f"{count / took:,.0f}", f"{count:,}", "0", "", f"{took:.1f}"]
    return [f"{count:,}", "csv and ORM script", *figures, str(peak_mb())]


def write_upload(file: io.BufferedIOBase, count: int) -> None:
    with gzip.open(file, "wt", compresslevel=1, encoding="utf-8") as packed:
        packed.writelines(islice(lines(), count))
    file.seek(0)


def lines() -> Iterator[str]:
    """Rows of the real collections, or generated ones in their shape."""
    if not REAL.exists():
        yield from (json.dumps(generated(number), ensure_ascii=False) + "\n" for number in range(1_000_000))
        return
    for name in FILES:
        with gzip.open(REAL / name, "rt", encoding="utf-8") as file:
            yield from file


def generated(number: int) -> dict[str, object]:
    name = f"CN1{number:08d}A"
    return {
        "number": name,
        "publication_number": name,
        "title": f"一种装置{number}",
        "applicants": ["某大学"],
    }
