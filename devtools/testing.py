"""`test`, `check`, `deep`: each part runs with its output on the terminal; one closing line sums them up."""

from __future__ import annotations

import os
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from devtools import distribution, environment
from devtools.places import PYTHON, ROOT, in_ci
from devtools.terminal import Trouble, say, show

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
    "import contract": [str(PYTHON), "-c", "import importlinter.cli as cli; cli.lint_imports_command()", "--no-logo"],
}


@dataclass
class Count:
    """How many tests passed, failed (errors included) and were skipped, in how many seconds."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    seconds: float = 0.0

    def __add__(self, other: Count) -> Count:
        return Count(
            self.passed + other.passed,
            self.failed + other.failed,
            self.skipped + other.skipped,
            self.seconds + other.seconds,
        )

    def __str__(self) -> str:
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        return f"{self.passed} passed, {self.failed} failed{skipped}"


def test(paths: list[str]) -> int:
    """Install what the tests need, run checks and all tests (or only `paths`, on SQLite); 0 if nothing failed."""
    environment.prepare(for_tests=True)
    lacking = _lacking_software()
    if paths:
        return _close({"pytest": _pytest("pytest", paths)})
    results = {f"check: {name}": count for name, count in _checks().items()}
    results["SQLite"] = _pytest("SQLite", ["tests", f"--ignore={BROWSER}", f"--ignore={DEEP}"])
    both = [folder for folder in ON_BOTH_DATABASES if (ROOT / folder).is_dir()]
    for part, needed, arguments in (
        ("PostgreSQL", "postgresql", ["--database", "postgresql", *both] if both else []),
        ("browser", "chromium", [BROWSER] if (ROOT / BROWSER).is_dir() else []),
    ):
        if not arguments:
            continue
        if needed in lacking and not in_ci():
            say("part_not_run", part=part, reason=lacking[needed])
            results[part] = Count(skipped=1)
        else:
            results[part] = _pytest(part, arguments)
    return _close(results)


def check() -> int:
    """Lint, types and the import contract; 0 if all are clean."""
    environment.prepare(for_tests=True)
    return _close({f"check: {name}": count for name, count in _checks().items()})


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


def _checks() -> dict[str, Count]:
    results = {}
    for name, command in CHECKS.items():
        say("part", part=name)
        started = time.monotonic()
        clean = show(command) == 0
        results[name] = Count(passed=int(clean), failed=int(not clean), seconds=time.monotonic() - started)
    return results


def _pytest(
    part: str, arguments: list[str], *, workers: int | None = None, environment: dict[str, str] | None = None
) -> Count:
    """Run pytest and count from its report; a run that ends without one, or collects nothing, is one failure."""
    say("part", part=part)
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        parallel = _workers() if workers is None else workers
        flags = ["-q", "-n", str(parallel), "--dist", "worksteal", "--durations=15", f"--junitxml={report}"]
        code = show([str(PYTHON), "-m", "pytest", *flags, *arguments], environment=environment)
        count = _counted(report)
    count.seconds = time.monotonic() - started
    if code and not count.failed:
        say("part_ended_badly", part=part, code=code)
        count.failed = 1
    return count


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
        print(f"{part:24} {count}  ({count.seconds:.1f} s)")
    total = sum(results.values(), Count())
    print(total, flush=True)
    return int(total.failed > 0)
