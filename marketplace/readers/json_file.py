"""JSON Lines (one object a line), and JSON documents that hold one list of objects, as interfaces answer them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain, islice
from typing import BinaryIO, TypeGuard

from marketplace.domain.patents.mapping import missing_fields, suggest_mapping
from marketplace.readers.faults import ReaderFault
from marketplace.readers.limits import MIB, Limits
from marketplace.readers.source import OpenBytes, RowSource, SourceRow, row_problem

HEADERS_FROM = 1_000
_MAX_DEPTH = 6


def open_jsonl(open_bytes: OpenBytes, limits: Limits) -> RowSource:
    """One row a line; a line that is no JSON object becomes a row with a problem. Raises ReaderFault."""
    rows = _lines(open_bytes, limits)
    first = list(islice(rows, HEADERS_FROM))
    return RowSource("jsonl", _headers(first, limits), chain(first, rows), "utf-8")


def open_json(open_bytes: OpenBytes, limits: Limits) -> RowSource:
    """The largest list of objects in the document; objects that only wrap their fields are unwrapped.

    Raises ReaderFault.
    """
    with open_bytes() as stream:
        content = stream.read(limits.json_document + 1)
    if len(content) > limits.json_document:
        raise ReaderFault("too_large", limit=str(limits.json_document // MIB))
    try:
        document = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ReaderFault("encoding") from error
    except (ValueError, RecursionError) as error:
        raise ReaderFault("damaged") from error
    objects = [document] if _is_row(document) else max(_object_lists(document), key=len, default=[])
    if not objects:
        raise ReaderFault("no_table")
    if len(objects) > limits.rows:
        raise ReaderFault("too_many_rows", limit=str(limits.rows))
    rows = [SourceRow(number, _unwrapped(item)) for number, item in enumerate(objects, start=1)]
    return RowSource("json", _headers(rows, limits), iter(rows), "utf-8")


def _headers(rows: list[SourceRow], limits: Limits) -> tuple[str, ...]:
    headers = tuple(dict.fromkeys(key for row in rows for key in row.cells if key.isprintable()))
    if not headers:
        raise ReaderFault("no_table")
    if len(headers) > limits.columns:
        raise ReaderFault("too_many_columns", limit=str(limits.columns))
    return headers


def _lines(open_bytes: OpenBytes, limits: Limits) -> Iterator[SourceRow]:
    with open_bytes() as stream:
        taken = 0
        for number, line in enumerate(_capped_lines(stream, limits), start=1):
            text = line.strip()
            if number == 1:
                text = text.removeprefix(b"\xef\xbb\xbf")
            if not text:
                continue
            taken += 1
            if taken > limits.rows:
                raise ReaderFault("too_many_rows", limit=str(limits.rows))
            yield _row(number, text)


def _capped_lines(stream: BinaryIO, limits: Limits) -> Iterator[bytes]:
    while line := stream.readline(limits.line):
        if len(line) >= limits.line and not line.endswith(b"\n"):
            raise ReaderFault("line_too_long", limit=str(limits.line // MIB))
        yield line


def _row(number: int, line: bytes) -> SourceRow:
    try:
        value = json.loads(line)
    except UnicodeDecodeError:
        return SourceRow(number, {}, (row_problem("line_not_utf8"),))
    except (ValueError, RecursionError):
        return SourceRow(number, {}, (row_problem("line_not_json", line[:200].decode("utf-8", "replace")),))
    if not isinstance(value, dict):
        return SourceRow(number, {}, (row_problem("line_not_object", str(value)[:200]),))
    return SourceRow(number, value)


def _is_row(document: object) -> TypeGuard[dict[str, object]]:
    """Whether a whole document is one patent: a file of JSON Lines that has a single line."""
    return isinstance(document, dict) and not missing_fields(suggest_mapping(list(document)).mapping)


def _object_lists(value: object, depth: int = 0) -> Iterator[list[dict[str, object]]]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _object_lists(inner, depth + 1)


def _unwrapped(item: dict[str, object]) -> dict[str, object]:
    """The fields of an object that only wraps them (and perhaps their highlighted twin)."""
    inner = [value for value in item.values() if isinstance(value, dict)]
    return max(inner, key=len) if inner and len(inner) == len(item) else item
