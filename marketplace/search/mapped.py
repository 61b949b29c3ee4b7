"""The files of an index segment, read straight from a memory map.

Whoosh copies each file of a compound segment into memory when it opens it; here the processes of a node share the
pages of the operating system's cache. A map stays readable after a commit has deleted the file.
"""

from __future__ import annotations

import mmap
import pickle
from io import BytesIO
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile


class MappedFile(StructFile):
    """A part of a map as the file that Whoosh's readers expect."""

    def __init__(self, view: memoryview, name: str) -> None:
        super().__init__(_Window(view), name=name)
        self._view = view

    def get(self, position: int, length: int) -> bytes:
        return bytes(self._view[position : position + length])

    def close(self) -> None:
        if not self.is_closed:
            self._view.release()
            super().close()


class SegmentFiles:
    """The files of one compound segment; has what Whoosh's codec asks of a storage."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._view = memoryview(self._map)
        self._opened: list[MappedFile] = []
        head = StructFile(BytesIO(self._view[:12]))
        start, length = head.read_long(), head.read_int()
        self._entries: dict[str, dict[str, Any]] = pickle.loads(self._view[start : start + length])  # noqa: S301  our own file

    def open_file(self, name: str, **_options: object) -> MappedFile:
        entry = self._entries[name]
        file = MappedFile(self._view[entry["offset"] : entry["offset"] + entry["length"]], name)
        self._opened.append(file)
        return file

    def file_exists(self, name: str) -> bool:
        return name in self._entries

    def file_length(self, name: str) -> int:
        return int(self._entries[name]["length"])

    def close(self) -> None:
        """Release the map. What was read from it has been copied."""
        for file in self._opened:
            file.close()
        self._view.release()
        self._map.close()


class IndexFiles(FileStorage):
    """The folder of an index. Its tables of contents are read at once: Whoosh leaves them open when they are torn."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))

    def open_file(self, name: str, **options: Any) -> StructFile:
        if not name.endswith(".toc"):
            return super().open_file(name, **options)
        return StructFile(BytesIO(Path(self.folder, name).read_bytes()), name=name)


class _Window:
    """A place in a memory view, moved by reading and seeking."""

    def __init__(self, view: memoryview) -> None:
        self._view = view
        self._place = 0

    def read(self, size: int = -1) -> bytes:
        end = len(self._view) if size < 0 else self._place + size
        data = bytes(self._view[self._place : end])
        self._place += len(data)
        return data

    def readline(self) -> bytes:
        rest = bytes(self._view[self._place :])
        line = rest[: rest.find(b"\n") + 1] or rest
        self._place += len(line)
        return line

    def seek(self, offset: int, whence: int = 0) -> int:
        self._place = offset + (0, self._place, len(self._view))[whence]
        return self._place

    def tell(self) -> int:
        return self._place
