"""The folder of the search index: which index is in use, what it was made by, how far it has followed the database.

    SEARCH_INDEX_DIR/
        CURRENT            the name of the index in use
        index.7/           an index of Whoosh, with
            made_by.json   the versions of schema and tokeniser
            applied.json   the position in the outbox up to which it is durable
        indexer.lock       held by the one process of this node that follows the outbox
        rebuild.lock       held while a new index is built and put in the place of the old one
        damaged            left by a reader that could not read the index

All of it can be deleted at any time.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from flask import current_app

from marketplace.search.schema import SCHEMA_VERSION
from marketplace.search.tokens import TOKENISER
from marketplace.store.office.outbox import Position

_CURRENT = "CURRENT"
_PREFIX = "index."
_DAMAGED = "damaged"
MADE_BY = {"schema": SCHEMA_VERSION, "tokeniser": TOKENISER}


class Busy(Exception):
    """Another process holds the lock."""


class NoIndex(Exception):
    """There is no index that this program can read; `code` is missing, outdated or damaged."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Applied:
    """How far an index has followed the outbox, and what identifies the outbox row there."""

    position: Position
    mark: str


def index_folder() -> Path:
    """The folder of this installation (`SEARCH_INDEX_DIR`)."""
    path = current_app.config["SEARCH_INDEX_DIR"]
    return path if isinstance(path, Path) else Path(path)


def current(folder: Path) -> Path:
    """The index in use.

    Raises:
        NoIndex: none, one made by other versions of schema or tokeniser, or one that was found damaged.
    """
    name = _named(folder)
    try:
        made_by = json.loads((folder / name / "made_by.json").read_text())
    except (OSError, ValueError):
        if _named(folder) != name:  # it was replaced and removed just now
            return current(folder)
        raise NoIndex("missing") from None
    if made_by != MADE_BY:
        raise NoIndex("outdated")
    if (folder / _DAMAGED).exists():
        raise NoIndex("damaged")
    return folder / name


def report_damage(folder: Path) -> None:
    """Ask the indexer for a rebuild. Where the folder cannot be written it has to notice by itself."""
    with suppress(OSError):
        (folder / _DAMAGED).touch()


def begin(folder: Path) -> Path:
    """An empty folder for a new index, beside those that exist; what a broken-off rebuild left is removed."""
    folder.mkdir(parents=True, exist_ok=True)
    in_use = _named(folder)
    for path in _indexes(folder):
        if path.name != in_use and _number(path) > _number(folder / in_use):
            shutil.rmtree(path, ignore_errors=True)
    newest = max(map(_number, (*_indexes(folder), folder / in_use)))
    path = folder / f"{_PREFIX}{newest + 1}"
    path.mkdir()
    (path / "made_by.json").write_text(json.dumps(MADE_BY))
    return path


def publish(folder: Path, path: Path) -> None:
    """Put a complete index in use; readers change over with their next look."""
    durable(path)
    _write(folder / _CURRENT, path.name)
    (folder / _DAMAGED).unlink(missing_ok=True)


def remove_old(folder: Path) -> None:
    """Delete the indexes before the one in use. Readers that still hold one open keep what they have mapped."""
    in_use = _number(folder / _named(folder))
    for path in _indexes(folder):
        if _number(path) < in_use:
            shutil.rmtree(path, ignore_errors=True)


def read_applied(path: Path) -> Applied:
    """How far an index is durable; the beginning where that is not known, so that everything is applied again."""
    try:
        kept = json.loads((path / "applied.json").read_text())
        return Applied((int(kept["xid"]), int(kept["id"])), str(kept["mark"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Applied((0, 0), "")


def write_applied(path: Path, applied: Applied) -> None:
    """Note how far an index has come. Make the index itself durable first."""
    xid, identity = applied.position
    _write(path / "applied.json", json.dumps({"xid": xid, "id": identity, "mark": applied.mark}))


def durable(path: Path) -> None:
    """Have every file of a folder, and the folder itself, written to the disk."""
    for file in path.iterdir():
        with suppress(FileNotFoundError):  # an older file of the index that a commit replaced meanwhile
            _sync(file)
    _sync(path)


@contextmanager
def locked(folder: Path, name: str, *, wait: float = 0) -> Iterator[None]:
    """Hold the lock `name`; it is freed by the end of the process too. `wait`: seconds to try.

    Raises:
        Busy: another process has it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    deadline = time.monotonic() + wait
    with (folder / f"{name}.lock").open("a") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    raise Busy(name) from None
                time.sleep(0.02)
        yield


def _named(folder: Path) -> str:
    try:
        return (folder / _CURRENT).read_text().strip()
    except (OSError, ValueError):
        return f"{_PREFIX}0"


def _indexes(folder: Path) -> list[Path]:
    return [path for path in folder.glob(f"{_PREFIX}*") if path.is_dir()]


def _number(path: Path) -> int:
    digits = path.name.removeprefix(_PREFIX)
    return int(digits) if digits.isdecimal() else 0


def _write(path: Path, text: str) -> None:
    """Replace a small file so that it holds either the old or the new text, whatever happens."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with draft.open("w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.rename(path)
    _sync(path.parent)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
