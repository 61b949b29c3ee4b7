"""Merge `zh/*.po` into `zh_Hans_CN/LC_MESSAGES/messages.mo`, which git ignores and the set-up makes."""

from __future__ import annotations

import io
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

FOLDER = Path(__file__).resolve().parent
LOCALE = "zh_Hans_CN"
TARGET = FOLDER / LOCALE / "LC_MESSAGES" / "messages.mo"
#: a fixed date in the header, so that equal sources give equal bytes
DATED = datetime(2000, 1, 1, tzinfo=UTC)


def read_area(path: Path) -> Catalog:
    """The catalogue of one area.

    Raises:
        babel.messages.pofile.PoFileError: the file is not well-formed.
    """
    with path.open("rb") as file:
        return read_po(file, locale=LOCALE, abort_invalid=True)


def merged(folder: Path = FOLDER / "zh") -> Catalog:
    """All areas as one catalogue; untranslated and fuzzy entries are left out.

    Raises:
        ValueError: two areas translate one sentence differently.
    """
    whole = Catalog(locale=LOCALE, fuzzy=False, creation_date=DATED, revision_date=DATED)
    origin: dict[object, str] = {}
    for path in sorted(folder.glob("*.po")):
        for message in read_area(path):
            if not message.id or message.fuzzy or not all(_strings(message.string)):
                continue
            key = (message.id, message.context)
            known = whole.get(message.id, message.context)
            if known is not None and known.string != message.string:
                raise ValueError(f"{message.id!r} is translated differently in {origin[key]} and {path.name}")
            origin.setdefault(key, path.name)
            whole.add(message.id, message.string, context=message.context)
    return whole


def compile_catalogue(target: Path = TARGET) -> bool:
    """Write the merged catalogue; says whether the file changed. A reader never sees half of it."""
    buffer = io.BytesIO()
    write_mo(buffer, merged())
    if target.exists() and target.read_bytes() == buffer.getvalue():
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f"{target.name}.{os.getpid()}")
    draft.write_bytes(buffer.getvalue())
    draft.replace(target)
    return True


def _strings(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (text or "",) if text is None or isinstance(text, str) else tuple(text)


if __name__ == "__main__":
    try:
        compile_catalogue()
    except ValueError as trouble:
        sys.exit(str(trouble))
