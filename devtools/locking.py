"""`lock`: pin every package, with the hashes of all its files, for every supported Python and platform."""

from __future__ import annotations

from devtools import environment
from devtools.places import PYTHON, ROOT
from devtools.terminal import call, step

#: in this order: the test tools are pinned beside what the site runs with; of the assets only files are used
LOCKS: dict[str, list[str]] = {
    "requirements": [],
    "requirements-dev": [],
    "requirements-bench": [],
    "requirements-assets": ["--no-deps"],
}
OLDEST_PYTHON = "3.11"


def lock() -> int:
    """Resolve each requirements*.in anew. Pins that are in the lock file and still fit are kept."""
    environment.prepare(for_tests=True)
    flags = ["--universal", "--generate-hashes", "--python-version", OLDEST_PYTHON, "--quiet"]
    for name, more in LOCKS.items():
        source, target = f"{name}.in", f"{name}.txt"
        with step("step_lock", file=target):
            call(
                [str(PYTHON), "-m", "uv", "pip", "compile", *flags, *more, source, "-o", target],
                environment={"UV_CUSTOM_COMPILE_COMMAND": "python3 dev.py lock"},
                cwd=ROOT,
            )
    return 0
