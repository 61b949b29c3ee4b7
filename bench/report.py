"""Tables that say where they were measured: printed, kept in bench/results, shown in docs/benchmarks.md."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "bench" / "results"
SEED = 20261122

P = ParamSpec("P")
R = TypeVar("R")


@dataclass
class Table:
    """One table: a title, column heads, rows of text, and how to read it."""

    title: str
    heads: Sequence[str]
    rows: list[Sequence[str]] = field(default_factory=list)
    note: str = ""

    def add(self, *cells: object) -> None:
        """Add a row and show at once that it is there."""
        self.rows.append([str(cell) for cell in cells])
        print("  ".join(f"{head}: {cell}" for head, cell in zip(self.heads, cells, strict=True)), flush=True)

    def text(self) -> str:
        widths = [max(len(row[n]) for row in [self.heads, *self.rows]) for n in range(len(self.heads))]
        lines = [
            "  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True))
            for row in [self.heads, *self.rows]
        ]
        return "\n".join([self.title, lines[0], "-" * len(lines[0]), *lines[1:]])


def show(tables: Sequence[Table]) -> None:
    for table in tables:
        print("\n" + table.text(), flush=True)


def keep(part: str, tables: Sequence[Table], *, quick: bool) -> None:
    """Keep the tables of a part with commit, machine, seed and date."""
    about = {
        "part": part,
        "quick": quick,
        "commit": _commit(),
        "date": datetime.now(UTC).date().isoformat(),
        "cores": os.cpu_count(),
        "memory_mb": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 1024**2,
        "load": round(os.getloadavg()[2], 1),
        "pace": _pace(),
        "python": platform.python_version(),
        "seed": SEED,
    }
    RESULTS.mkdir(exist_ok=True)
    kept = {**about, "tables": [asdict(table) for table in tables]}
    text = json.dumps(kept, ensure_ascii=False, indent=1) + "\n"
    (RESULTS / result_name(part, quick=quick)).write_text(text, encoding="utf-8")


def result_name(part: str, *, quick: bool) -> str:
    return f"{part}-quick.json" if quick else f"{part}.json"


def growth(table: Table, *, size: int, name: int, value: int) -> list[Table]:
    """How a column of `table` grows: one row for each name, a column for each size, and the last over the first.

    Nothing where only one size was measured.
    """
    sizes = list(dict.fromkeys(row[size] for row in table.rows))
    values: dict[str, dict[str, str]] = {}
    for row in table.rows:
        values.setdefault(row[name], {})[row[size]] = row[value]
    head = table.heads[value]
    heads = [table.heads[name], *(f"{head} at {one}" for one in sizes), "growth"]
    made = Table(f"{table.title}: growth", heads)
    for key, by_size in values.items():
        cells = [by_size.get(one, "") for one in sizes]
        made.rows.append([key, *cells, _times(cells[0], cells[-1])])
    return [made] if len(sizes) > 1 else []


def _times(first: str, last: str) -> str:
    try:
        return f"x {float(last.replace(',', '')) / float(first.replace(',', '')):.2f}"
    except (ValueError, ZeroDivisionError):
        return ""


def _pace() -> float:
    """Million steps that a plain loop of Python makes in a second of the processor: what else may be asked of it."""
    steps, taken = 2_000_000, []
    for _ in range(5):
        start = time.process_time()
        for _ in range(steps):
            pass
        taken.append(time.process_time() - start)
    return round(steps / sorted(taken)[2] / 1e6, 1)


def _commit() -> str:
    """The commit, with a + where the code measured is not what was committed."""

    def git(*arguments: str) -> str:
        return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True).stdout.strip()

    changed = git("status", "--porcelain", "--untracked-files=no", "marketplace", "templates", "bench/*.py")
    return git("rev-parse", "--short", "HEAD") + ("+" if changed else "")


def in_child(work: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
    """Run `work` in a fresh process, so that its memory is its own and nothing is warm from the work before."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as child:
        return child.submit(work, *args, **kwargs).result()


def percentiles(samples: Sequence[float]) -> tuple[str, str]:
    """p50 and p95 of seconds, as milliseconds."""
    ordered = sorted(samples)
    p50, p95 = (ordered[min(len(ordered) - 1, int(len(ordered) * q))] for q in (0.5, 0.95))
    return f"{1000 * p50:.1f}", f"{1000 * p95:.1f}"


def timed(run: Callable[[], Any], times: int) -> list[float]:
    """Seconds of each of several runs."""
    samples = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        samples.append(time.perf_counter() - start)
    return samples


def own_mb(process: int | str = "self") -> int:
    """MB that a process has written and shares with nobody: neither with what it was copied from nor with a file."""
    for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
        if line.startswith("Private_Dirty:"):
            return int(line.split()[1]) // 1024
    return 0


def peak_mb() -> int:
    """The most memory this process has had, in MB. Not `ru_maxrss`: a child would begin with its parent's."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) // 1024
    raise RuntimeError("no VmHWM")
