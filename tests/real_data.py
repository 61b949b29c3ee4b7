"""The real patent data kept beside the repository; tests that need them skip where they are absent."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED_DATA = Path(__file__).resolve().parents[1].parent / "shared" / "data"


def shared_data(*parts: str) -> Path:
    """A file or folder of the shared data. Skips the test when it is not there."""
    path = SHARED_DATA.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"no real data at {path.name}")
    return path


def patent_files() -> list[Path]:
    """The collections of patents, JSON Lines and gzipped; empty when absent."""
    return sorted(SHARED_DATA.glob("patents_*.jsonl.gz"))


def importer_samples() -> list[Path]:
    """Raw exports of other programs; empty when absent."""
    return sorted((SHARED_DATA / "importer_samples").glob("*.*"))
