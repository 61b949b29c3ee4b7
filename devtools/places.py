"""Where things are, and the environment in which the program's own commands run."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
VENDOR = ROOT / "static" / "vendor"
SHOTS = ROOT / "shots"
DEFAULT_PORT = 8000


def data_dir() -> Path:
    """The folder of everything this installation owns (`DATA_DIR`, default `var/`)."""
    return Path(os.environ.get("DATA_DIR") or ROOT / "var").resolve()


def index_dir() -> Path:
    """The folder of the search index (`SEARCH_INDEX_DIR`, default `search_index/`)."""
    return Path(os.environ.get("SEARCH_INDEX_DIR") or ROOT / "search_index").resolve()


def port() -> int | None:
    """The port to listen on (`PORT`, default 8000), or None where the setting is no port number."""
    text = os.environ.get("PORT") or str(DEFAULT_PORT)
    return int(text) if text.isascii() and text.isdigit() and 0 < int(text) < 65536 else None


def in_ci() -> bool:
    """Whether a build server runs this: there a part that cannot run is a failure."""
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}


def child_environment() -> dict[str, str]:
    """The environment of child processes: ours, with the program importable and its output unbuffered UTF-8.

    They may keep compiled modules: there are so many processes, and compiling is most of the start of each.
    """
    ours = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**ours, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"}


def flask(*arguments: str) -> list[str]:
    """The command line of one of the program's own commands."""
    return [str(PYTHON), "-m", "flask", "--app", "wsgi", *arguments]
