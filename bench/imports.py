"""Importing patents from real files where they lie beside the project, else from generated ones."""

from __future__ import annotations

import csv
import gzip
import io
import json
import time
from collections.abc import Iterator
from itertools import islice

from bench.report import ROOT, Table, keep, peak_mb
from bench.workplace import workplace
from marketplace import clock
from marketplace.domain.access import SYSTEM
from marketplace.store.db import db, sqlite
from marketplace.store.office import files
from marketplace.store.parties.organisations import Organisation
from marketplace.store.patents.imports import outcome_counts
from marketplace.usecases.office.sites import open_site
from marketplace.usecases.parties.organisations import found_organisation
from marketplace.usecases.patents.imports import begin_import, upload_import
from marketplace.usecases.patents.intake import read_file, take_in

REAL = ROOT.parent / "shared" / "data"
FILES = ("patents_cn_patentscope.jsonl.gz", "patents_cn_gazette_2019.jsonl.gz")


def run(*, quick: bool) -> None:
    heads = [
        "rows",
        "in",
        "refused",
        "rows/s",
        "reading s",
        "taking in s",
        "peak MB",
        "plain CSV to SQLite rows/s",
    ]
    table = Table(f"import of {'real' if REAL.exists() else 'generated'} rows", heads)
    for count in (1_000,) if quick else (1_000, 10_000, 100_000):
        content = gzip.compress("".join(islice(lines(), count)).encode(), 1)
        with workplace():
            open_site(name_zh="导入", name_en="Import")
            owner = found_organisation(
                kind="university", name_zh="某大学", code="BENCH", actor=SYSTEM, now=clock.now()
            )
            table.add(*measured(owner, content, count), f"{plain(content):,.0f}")
    keep("import", [table], quick=quick)


def measured(owner: Organisation, content: bytes, count: int) -> list[str]:
    digest, size = files.keep(io.BytesIO(content))
    upload = upload_import(
        owner, digest=digest, size=size, name="bench.jsonl.gz", actor=SYSTEM, now=clock.now()
    )
    start = time.perf_counter()
    read_file(upload, now=clock.now)
    read = time.perf_counter() - start
    begin_import(upload, actor=SYSTEM, now=clock.now())
    take_in(upload, now=clock.now)
    whole = time.perf_counter() - start
    counts = outcome_counts(upload.id)
    db.session.rollback()
    taken = sum(counts.values()) - counts.get("refused", 0)
    figures = [f"{count:,}", f"{taken:,}", f"{counts.get('refused', 0):,}", f"{count / whole:,.0f}"]
    return [*figures, f"{read:.1f}", f"{whole - read:.1f}", str(peak_mb())]


def lines() -> Iterator[str]:
    """Rows of the real collections, or generated ones in their shape."""
    if REAL.exists():
        for name in FILES:
            with gzip.open(REAL / name, "rt", encoding="utf-8") as file:
                yield from file
        return
    for number in range(1_000_000):
        yield (
            json.dumps(
                {
                    "publication_number": f"CN1{number:08d}A",
                    "title": f"一种装置{number}",
                    "applicants": ["某大学"],
                },
                ensure_ascii=False,
            )
            + "\n"
        )


def plain(content: bytes) -> float:
    """What a user would do without the product: flatten to CSV and load it into a table, unchecked."""
    rows = [json.loads(line) for line in gzip.decompress(content).decode().splitlines()]
    start = time.perf_counter()
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerows([str(value) for value in row.values()] for row in rows)
    base = sqlite.connect(":memory:")
    base.execute("CREATE TABLE p (number TEXT, title TEXT, rest TEXT)")
    buffer.seek(0)
    base.executemany(
        "INSERT INTO p VALUES (?, ?, ?)", ((r[0], r[5], ";".join(r)) for r in csv.reader(buffer))
    )
    base.commit()
    return len(rows) / (time.perf_counter() - start)
