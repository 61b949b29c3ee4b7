"""The virtual environment, third-party files and translations: made once, renewed when their sources change."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from devtools import distribution
from devtools.places import PYTHON, ROOT, VENDOR, VENV
from devtools.terminal import call, step

STAMPS = VENV / "made-from.json"
TRANSLATIONS = ROOT / "marketplace" / "translations"
CATALOGUE = TRANSLATIONS / "zh_Hans_CN" / "LC_MESSAGES" / "messages.mo"

#: file in static/vendor: its place in the packages of requirements-assets.txt
VENDORED = {
    "htmx.min.js": "django_htmx/static/django_htmx/htmx-2.min.js",
    "fonts/NotoSansSC.ttf": "justmytype_intl_cjk/fonts/ofl/notosanssc/NotoSansSC[wght].ttf",
    "fonts/OFL.txt": "justmytype_intl_cjk/fonts/ofl/notosanssc/OFL.txt",
}


def prepare(*, for_tests: bool = False, for_bench: bool = False) -> None:
    """Make what a run (and, if asked, a test or a benchmark) needs short of the database; what is in place stays."""
    _make_environment()
    _once("run", [ROOT / "requirements.txt"], "step_packages", lambda: _install("requirements.txt"))
    if for_tests:
        lock = ROOT / "requirements-dev.txt"
        _once("tests", [lock], "step_test_packages", lambda: _install("requirements-dev.txt"))
    if for_bench:
        lock = ROOT / "requirements-bench.txt"
        _once("bench", [lock], "step_bench_packages", lambda: _install("requirements-bench.txt"))
    _once("assets", [ROOT / "requirements-assets.txt"], "step_assets", _copy_assets, VENDOR / "htmx.min.js")
    catalogues = sorted(TRANSLATIONS.glob("zh/*.po"))
    if catalogues:
        sources = [*catalogues, TRANSLATIONS / "compile.py"]
        command = [str(PYTHON), "-m", "marketplace.translations.compile"]
        _once("translations", sources, "step_translations", lambda: call(command), CATALOGUE)


def _make_environment() -> None:
    if PYTHON.exists() and _works():
        return
    distribution.install(distribution.missing_for_setup(), otherwise="needs_venv")
    with step("step_environment"):
        call([sys.executable, "-m", "venv", "--clear", str(VENV)])


def _works() -> bool:
    """Whether the environment's Python starts and has pip: not so after an upgrade of the system's Python."""
    probe = [str(PYTHON), "-c", "import pip, sys; sys.exit(sys.prefix == sys.base_prefix)"]
    return subprocess.run(probe, cwd=VENV, capture_output=True).returncode == 0


def _install(lock: str, *more: str) -> None:
    flags = [
        "--quiet",
        "--disable-pip-version-check",
        "--no-input",
        "--require-hashes",
        "--only-binary",
        ":all:",
    ]
    call([str(PYTHON), "-m", "pip", "install", *flags, *more, "-r", lock])


def _copy_assets() -> None:
    packages = VENV / "assets"
    shutil.rmtree(packages, ignore_errors=True)
    try:
        _install("requirements-assets.txt", "--no-deps", "--target", str(packages))
        for name, source in VENDORED.items():
            target = VENDOR / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(packages / source, target)
    finally:
        shutil.rmtree(packages, ignore_errors=True)


def _once(
    name: str, sources: list[Path], words: str, work: Callable[[], object], product: Path | None = None
) -> None:
    """Do `work` unless its sources are those of the last time and its product is still there."""
    made_from = _digest(sources)
    if _stamps().get(name) == made_from and (product is None or product.exists()):
        return
    with step(words):
        work()
    STAMPS.write_text(json.dumps({**_stamps(), name: made_from}, indent=1))


def _stamps() -> dict[str, str]:
    try:
        return dict(json.loads(STAMPS.read_text()))
    except (OSError, ValueError):
        return {}


def _digest(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
