"""`test`, `check`, `deep`: each part runs with its output on the terminal; one closing line sums them up.

`test` fills two processors: checks and the browser run aside, shown when they are done, and what is to install comes
side by side.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

from devtools import distribution, environment
from devtools.places import PYTHON, ROOT, in_ci
from devtools.terminal import Ended, Trouble, say, show
from devtools.words import sentence

#: what talks to the database runs a second time on PostgreSQL
ON_BOTH_DATABASES = ("tests/store", "tests/search", "tests/usecases", "tests/jobs")
BROWSER = "tests/browser"
DEEP = "tests/deep"
#: parts of `deep` that are tests run every day, only searched for much longer
SEARCHED_LONGER = {
    "terms": [
        "tests/domain/terms",
        "tests/domain/test_money.py",
        "tests/domain/test_dates.py",
        "tests/web/test_listings_editor.py",
        "tests/web/test_listings_editor_more.py",
        "tests/web/test_listings_calculator.py",
    ]
}
CHECKS = {
    "ruff": [str(PYTHON), "-m", "ruff", "check", "--quiet", "."],
    "mypy": [str(PYTHON), "-m", "mypy"],
    "import contract": [
        str(PYTHON),
        "-c",
        "import importlinter.cli as cli; cli.lint_imports_command()",
        "--no-logo",
    ],
}


#: where files are kept in memory, and how many bytes of it and of memory a run must leave to others
MEMORY = Path("/dev/shm")  # noqa: S108  a folder with an unguessable name is made in it
ROOM = 3 * 1024**3


@dataclass
class Count:
    """How many tests passed, failed (errors included) and were skipped, in how many seconds and with how many of
    processor time.
    """

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    seconds: float = 0.0
    processor: float = 0.0

    def __add__(self, other: Count) -> Count:
        return Count(
            self.passed + other.passed,
            self.failed + other.failed,
            self.skipped + other.skipped,
            self.seconds + other.seconds,
            self.processor + other.processor,
        )

    def __str__(self) -> str:
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        return f"{self.passed} passed, {self.failed} failed{skipped}"


def test(paths: list[str]) -> int:
    """Install what the tests need, run checks and all tests (or only `paths`, on SQLite); 0 if nothing failed."""
    lacking = _installed()
    if paths:
        return _close({"pytest": _pytest("pytest", paths)})
    with ThreadPoolExecutor(1) as aside:
        checks = aside.submit(_checks_aside)
        results = {"SQLite": _pytest("SQLite", ["tests", f"--ignore={BROWSER}", f"--ignore={DEEP}"])}
        checked, said = checks.result()
        print(said, end="", flush=True)
        # pages are mostly waited for: meanwhile the processors run what is tested on PostgreSQL
        browser = aside.submit(_part_aside, "browser", "chromium", lacking, [BROWSER])
        both = [folder for folder in ON_BOTH_DATABASES if (ROOT / folder).is_dir()]
        arguments = ["--database", "postgresql", *both]
        results["PostgreSQL"] = _part("PostgreSQL", "postgresql", lacking, arguments)
        results["browser"], said = browser.result()
    print(said, end="", flush=True)
    return _close({**checked, **results})


def _part(
    part: str, needed: str, lacking: dict[str, str], arguments: list[str], output: IO[bytes] | None = None
) -> Count:
    """A part of the tests; where the software it needs is not to be had it is skipped, but never in CI."""
    if needed in lacking and not in_ci():
        say("part_not_run", part=part, reason=lacking[needed])
        return Count(skipped=1)
    return _pytest(part, arguments, output=output)


def _part_aside(part: str, needed: str, lacking: dict[str, str], arguments: list[str]) -> tuple[Count, str]:
    """The same, and what it printed."""
    with tempfile.TemporaryFile() as output:
        count = _part(part, needed, lacking, arguments, output)
        output.seek(0)
        return count, f"{sentence('part', part=part)}\n{output.read().decode(errors='replace')}"


def check() -> int:
    """Lint, types and the import contract; 0 if all are clean."""
    environment.prepare(for_tests=True)
    results = {}
    for name, command in CHECKS.items():
        say("part", part=name)
        results[f"check: {name}"] = _verdict(show(command))
    return _close(results)


def deep(parts: list[str]) -> int:
    """Run the long tests, all or the named parts, with hypothesis' long profile. DEEP_SHARE=0.05 runs a twentieth."""
    own = {path.stem.removeprefix("test_"): [str(path)] for path in sorted((ROOT / DEEP).glob("test_*.py"))}
    known = {**SEARCHED_LONGER, **own}
    for part in parts:
        if part not in known:
            raise Trouble("unknown_part", part=part, parts=", ".join(known))
    environment.prepare(for_tests=True)
    _lacking_software()
    profile = {"HYPOTHESIS_PROFILE": "deep"}
    results = {}
    for part in parts or known:
        workers = None if part in SEARCHED_LONGER else 0
        arguments = ["--timeout", "0", "-rP", *known[part]] if workers == 0 else known[part]
        results[f"deep: {part}"] = _pytest(part, arguments, workers=workers, environment=profile)
    return _close(results)


def need_for_browser() -> None:
    """Install what pages need to be looked at.

    Raises:
        Trouble: Chromium is not to be had.
    """
    environment.prepare(for_tests=True)
    lacking = [package for package in distribution.missing_for_tests() if package == "chromium"]
    distribution.install(lacking, otherwise="needs_distribution")


def _lacking_software() -> dict[str, str]:
    """Install the distribution's packages; those that are not to be had, each with the sentence that says why."""
    missing = distribution.missing_for_tests()
    try:
        distribution.install(missing, otherwise="needs_distribution")
    except Trouble as trouble:
        print(trouble, flush=True)
        return dict.fromkeys(distribution.missing_for_tests(), str(trouble))
    return {}


def _installed() -> dict[str, str]:
    """Install packages and, at the same time, the distribution's software; what of it is not to be had, and why."""
    if (
        distribution.missing_for_setup()
    ):  # which comes from the distribution too, and that installs one at a time
        environment.prepare(for_tests=True)
        return _lacking_software()
    with ThreadPoolExecutor(1) as aside:
        software = aside.submit(_lacking_software)
        environment.prepare(for_tests=True)
        return software.result()


def _checks_aside() -> tuple[dict[str, Count], str]:
    """The checks, and what they printed."""
    results, said = {}, ""
    for name, command in CHECKS.items():
        with tempfile.TemporaryFile() as output:
            results[f"check: {name}"] = _verdict(show(command, output=output))
            output.seek(0)
            said += f"{sentence('part', part=name)}\n{output.read().decode(errors='replace')}"
    return results, said


def _verdict(ended: Ended) -> Count:
    return Count(int(ended.code == 0), int(ended.code != 0), 0, ended.seconds, ended.processor)


def _pytest(
    part: str,
    arguments: list[str],
    *,
    workers: int | None = None,
    environment: dict[str, str] | None = None,
    output: IO[bytes] | None = None,
) -> Count:
    """Run pytest and count from its report; a run that ends without one, or collects nothing, is one failure."""
    say("part", part=part)
    with tempfile.TemporaryDirectory() as folder, _scratch() as scratch:
        report = Path(folder) / "report.xml"
        parallel = _workers() if workers is None else workers
        flags = ["-q", "-n", str(parallel), "--dist", "worksteal", "--durations=15", f"--junitxml={report}"]
        command = [str(PYTHON), "-m", "pytest", *flags, *arguments]
        ended = show(command, environment={**scratch, **(environment or {})}, output=output)
        count = _counted(report)
    count.seconds, count.processor = ended.seconds, ended.processor
    if ended.code and not count.failed:
        say("part_ended_badly", part=part, code=ended.code)
        count.failed = 1
    return count


@contextmanager
def _scratch() -> Iterator[dict[str, str]]:
    """What sends temporary files to memory where there is room: nothing a test writes is to outlast the run, and
    waiting for a disk would be half of it.
    """
    if not (_free_memory() > 2 * ROOM and MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM):
        yield {}
        return
    with tempfile.TemporaryDirectory(prefix="tests-", dir=MEMORY) as folder:
        Path(folder).chmod(0o711)  # PostgreSQL runs as a user of its own
        yield {"TMPDIR": folder}


def _free_memory() -> int:
    """Bytes; 0 where the system does not tell."""
    try:
        lines = Path("/proc/meminfo").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:")), 0)


def _workers() -> int:
    return max(2, min(8, len(os.sched_getaffinity(0))))


def _counted(report: Path) -> Count:
    try:
        suites = ElementTree.parse(report).getroot().iter("testsuite")  # noqa: S314  pytest wrote it just now
    except (OSError, ElementTree.ParseError):
        return Count()
    total = Count()
    for suite in suites:
        tests, failures, errors, skipped = (
            int(suite.get(name, 0)) for name in ("tests", "failures", "errors", "skipped")
        )
        total += Count(tests - failures - errors - skipped, failures + errors, skipped)
    return total


def _close(results: dict[str, Count]) -> int:
    print()
    for part, count in results.items():
        print(f"{part:24} {count}  ({count.seconds:.1f} s, {count.processor:.1f} s of processor time)")
    total = sum(results.values(), Count())
    print(total, flush=True)
    return int(total.failed > 0)
