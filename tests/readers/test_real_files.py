"""All real files through reader, mapping and reading: every record is in, or in the report with a reason.

Reads the first rows of each file; with DEEP=1 in the environment all of them.
"""

from __future__ import annotations

import os
import resource
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from marketplace.domain.patents.duplicates import SeenPatents
from marketplace.domain.patents.mapping import suggest_mapping
from marketplace.domain.patents.problem_words import problem_sentence
from marketplace.domain.patents.reading import RowReader
from marketplace.domain.patents.record import Level
from marketplace.readers.faults import ReaderFault
from marketplace.readers.files import open_rows
from marketplace.readers.guarded import run_guarded
from marketplace.readers.spool import read_spool
from marketplace.readers.words import fault_sentence
from tests.real_data import importer_samples, patent_files, shared_data

TODAY = date(2026, 11, 22)
ENOUGH = None if os.environ.get("DEEP") else 2_500

#: sample → rows in it; the other samples are no tables and are refused
TABLES = {
    "baiten_api_response.json": 6,
    "cnipa_gazette_gb18030_300rows.csv": 300,
    "cnipa_search_legal_status_110.xls": 110,
    "cnipr_export_113.xls": 113,
    "cnipr_export_199.xlsx": 199,
    "google_patents_search_200rows.csv": 200,
    "lens_export_200rows.csv": 200,
    "patentscope_result_list.txt": 10,
    "patsnap_export_60rows.xlsx": 60,
    "pizza_patentscope_200rows.csv": 200,
    "wips_export_40rows.xlsx": 40,
}


@dataclass
class Tally:
    rows: int = 0
    taken: int = 0
    reported: int = 0
    errors: Counter[str] = field(default_factory=Counter)
    notes: Counter[str] = field(default_factory=Counter)


def tally(path: Path) -> Tally:
    """Read a file as an import does. Each row is counted once, as taken or as reported."""
    source = open_rows(path, name=path.name)
    suggestion = suggest_mapping(source.headers)
    assert not suggestion.missing, (path.name, suggestion.unmapped)
    reader, seen, counts = RowReader(suggestion.mapping, today=TODAY), SeenPatents(), Tally()
    for row in source.rows:
        if counts.rows == ENOUGH:
            break
        counts.rows += 1
        reading = reader.read(row.cells)
        problems = [*row.problems, *reading.problems]
        if reading.record and (repeated := seen.check(reading.record, row.number)):
            problems.append(repeated)
        errors = [problem for problem in problems if problem.level is Level.ERROR]
        counts.errors.update({problem.code for problem in errors})
        counts.notes.update({problem.code for problem in problems if problem.level is Level.WARNING})
        if errors:
            counts.reported += 1
            assert all(problem_sentence(problem, lang) for problem in errors for lang in ("zh", "en"))
        else:
            assert reading.record
            counts.taken += 1
    return counts


def show(name: str, counts: Tally, seconds: float) -> None:
    print(
        f"{name}: {counts.rows} rows, {counts.taken} in, {counts.reported} reported "
        f"({counts.rows / max(seconds, 1e-9):,.0f} rows/s)",
        dict(counts.errors.most_common()),
        "notes:",
        dict(counts.notes.most_common()),
    )


@pytest.mark.timeout(600)
def test_no_record_of_the_collections_is_lost() -> None:
    shared_data()
    total = Tally()
    for path in patent_files():
        started = time.process_time()
        counts = tally(path)
        show(path.name, counts, time.process_time() - started)
        assert counts.rows == counts.taken + counts.reported > 0
        total.rows += counts.rows
        total.taken += counts.taken
        total.reported += counts.reported
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{total.rows} records: {total.taken} in, {total.reported} reported; peak memory of the tests {peak} MB"
    )
    assert total.rows == total.taken + total.reported
    if ENOUGH is None:
        assert total.rows == 259_196


@pytest.mark.parametrize("name", TABLES)
def test_no_row_of_a_real_export_is_lost(name: str) -> None:
    path = shared_data("importer_samples", name)
    started = time.process_time()
    counts = tally(path)
    show(name, counts, time.process_time() - started)
    assert counts.rows == counts.taken + counts.reported == TABLES[name]
    assert counts.taken >= counts.rows * 0.95


def test_samples_that_are_no_tables_are_refused_politely() -> None:
    shared_data("importer_samples")
    others = [path for path in importer_samples() if path.name not in TABLES]
    for path in others:
        with pytest.raises(ReaderFault) as refused:
            open_rows(path, name=path.name)
        assert refused.value.code in ("other_format", "no_table")
        assert "XLSX" in fault_sentence(refused.value, "zh") or "表头" in fault_sentence(refused.value, "zh")
    print(f"{len(others)} files refused")


def test_the_child_reads_real_files_within_its_bounds(tmp_path: Path) -> None:
    for name in ("cnipr_export_113.xls", "patsnap_export_60rows.xlsx", "cnipa_gazette_gb18030_300rows.csv"):
        path = shared_data("importer_samples", name)
        spool = tmp_path / name
        found = run_guarded(path, spool, name=name)
        direct = list(open_rows(path).rows)
        assert found.rows == TABLES[name] == len(direct)
        assert [row.number for row in read_spool(spool)] == [row.number for row in direct]
        print(f"{name}: {found.rows} rows in the child, peak {found.peak_bytes >> 20} MB")
        assert found.peak_bytes < 256 << 20
