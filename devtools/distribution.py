"""Software of the distribution: Python's venv for the set-up, PostgreSQL, Chromium and poppler for the tests."""

from __future__ import annotations

import os
import shutil
from importlib.util import find_spec
from pathlib import Path

from devtools.terminal import CommandFailed, Trouble, call, step

POSTGRESQL = Path("/usr/lib/postgresql")


def missing_for_setup() -> list[str]:
    """Debian packages that Python lacks to make a virtual environment with pip in it."""
    return [] if find_spec("ensurepip") and find_spec("venv") else ["python3-venv"]


def missing_for_tests() -> list[str]:
    """Debian packages that the tests need and this machine lacks."""
    there = {
        "postgresql": any(POSTGRESQL.glob("*/bin/initdb")) or shutil.which("initdb"),
        "chromium": shutil.which("chromium") or shutil.which("chromium-browser"),
        "poppler-utils": shutil.which("pdftoppm") and shutil.which("pdftotext"),
    }
    return [package for package, found in there.items() if not found]


def install(packages: list[str], otherwise: str) -> None:
    """Install Debian packages.

    Raises:
        Trouble: this user may not (the sentence `otherwise` says what to install), or the installation failed.
    """
    if not packages:
        return
    names = " ".join(packages)
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise Trouble(otherwise, packages=names)
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    with step("step_distribution", packages=names):
        try:
            call(["apt-get", "update", "-q"], environment=quiet)
        except CommandFailed:
            pass  # one unreachable list of several is no reason to give up: the installation itself decides
        try:
            call(["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages], environment=quiet)
        except CommandFailed as failure:
            raise Trouble("distribution_failed", packages=names) from failure
