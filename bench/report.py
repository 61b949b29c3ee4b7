"""Tables that say where they were measured, printed and kept in bench/results."""

from __future__ import annotations

import json
import os
import platform
import resource
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "bench" / "results"
SEED = 20261122


@dataclass
class Table:
    """One table: a title, column heads, rows of text."""

    title: str
    heads: Sequence[str]
    rows: list[Sequence[str]] = field(default_factory=list)

    def add(self, *cells: object) -> None:
        self.rows.append([str(cell) for cell in cells])

    def text(self) -> str:
        widths = [max(len(row[n]) for row in [self.heads, *self.rows]) for n in range(len(self.heads))]
        lines = [
            "  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True))
            for row in [self.heads, *self.rows]
        ]
        return "\n".join([self.title, lines[0], "-" * len(lines[0]), *lines[1:]])


def keep(part: str, tables: Sequence[Table], *, quick: bool) -> None:
    """Print the tables of a part and keep them with commit, machine and seed."""
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True
    ).stdout
    about = {
        "part": part,
        "quick": quick,
        "commit": commit.strip(),
        "date": datetime.now(UTC).date().isoformat(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "seed": SEED,
        "peak_mb": peak_mb(),
    }
    print(json.dumps(about))
    for table in tables:
        print("\n" + table.text())
    RESULTS.mkdir(exist_ok=True)
    kept = {**about, "tables": [{"title": t.title, "heads": list(t.heads), "rows": t.rows} for t in tables]}
    name = f"{part}-quick.json" if quick else f"{part}.json"
    (RESULTS / name).write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def percentiles(samples: Sequence[float]) -> tuple[str, str]:
    """p50 and p95 of seconds, as milliseconds."""
    ordered = sorted(samples)
    return tuple(f"{1000 * ordered[min(len(ordered) - 1, int(len(ordered) * q))]:.2f}" for q in (0.5, 0.95))  # type: ignore[return-value]


def timed(run: Callable[[], object], times: int) -> list[float]:
    """Seconds of each of several runs."""
    samples = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        samples.append(time.perf_counter() - start)
    return samples


def peak_mb() -> int:
    """The most memory this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
