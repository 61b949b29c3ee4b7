"""How much a reader takes in before it refuses a file."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes unless the name says otherwise. Expanded means after decompression."""

    file: int = 128 * MIB
    expanded: int = 1024 * MIB
    zip_part: int = 256 * MIB
    zip_entries: int = 2_000
    zip_ratio: int = 300
    line: int = 8 * MIB
    cell_characters: int = MIB
    json_document: int = 64 * MIB
    rows: int = 500_000
    columns: int = 512
    memory: int = 1024 * MIB
    seconds: int = 600


DEFAULT = Limits()
