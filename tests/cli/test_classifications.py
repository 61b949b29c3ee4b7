"""`classifications load`: real files, the same file again, hostile rows."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from marketplace.store.db import db
from marketplace.store.patents.class_titles import ClassTitle, titles_below, titles_of, titles_with
from tests.make.cast import Cast
from tests.real_data import shared_data


def load(app: Flask, *arguments: str, code: int = 0) -> str:
    answer = app.test_cli_runner().invoke(args=["classifications", "load", *arguments, "--lang", "en"])
    assert answer.exit_code == code, answer.output
    return str(answer.output)


def test_official_files_and_the_same_again(app: Flask, world: Cast, tmp_path: Path) -> None:
    part = tmp_path / "ipc.jsonl.gz"
    with gzip.open(shared_data("ipc_titles.jsonl.gz"), "rt", encoding="utf-8") as lines:
        rows = [line for line in lines if json.loads(line)["code"].startswith("B24")]
    print(f"{len(rows)} official titles read")
    part.write_bytes(gzip.compress("".join(rows).encode()))
    told = load(app, str(part), "--edition", "2026.01")
    assert f"{len(rows)} rows read: {len(rows)} added, 0 changed, 0 unchanged, 0 refused." in told
    assert f"0 added, 0 changed, {len(rows)} unchanged" in load(app, str(part), "--edition", "2026.01")
    with app.app_context():
        assert {row.parent for row in titles_below("B24B").values()} == {"B24B"}
        assert titles_of(["B24B9"])["B24B9"].edition == "2026.01" and titles_with(["抛光", "机床"], 5)


def test_each_language_from_its_own_file(app: Flask, world: Cast, tmp_path: Path) -> None:
    zh, en = tmp_path / "zh.csv", tmp_path / "en.csv"
    rows = ["code,title_zh,edition", "B24B 9/00,磨棱边的机床,2026.01", "B24B 9/06,用于非金属,2026.01", ""]
    zh.write_text("\n".join(rows), encoding="gb18030")
    en.write_text(
        "code,title_en\nB24B9/00,Machines for edges\nB24B9/06,For non-metals\n", encoding="utf-8-sig"
    )
    load(app, str(zh)), load(app, str(en))
    load(app, str(en), "--scheme", "cpc")
    with app.app_context():
        row = titles_of(["B24B9"])["B24B9"]
        assert (row.scheme, row.title_zh, row.title_en) == ("ipc", "磨棱边的机床", "Machines for edges")
        assert db.session.scalar(sa.select(sa.func.count()).select_from(ClassTitle)) == 4


def test_hostile_rows_are_refused_one_by_one(app: Flask, world: Cast, tmp_path: Path) -> None:
    rows: list[object] = [
        {"code": "A01B", "title_en": "Good"},
        {"code": "<script>", "title_en": "x"},
        [1],
        7,
        {},
    ]
    rows += [{"code": "A01C", "title_en": "a\u0000b"}, {"code": "A01D", "title_en": "x" * 3000}]
    rows += [{"code": f"bad{n}", "title_en": "x"} for n in range(30)] + [{"code": "A01F", "title_zh": "好"}]
    file = tmp_path / "mixed.jsonl"
    file.write_text(
        "\n".join(json.dumps(row) for row in rows) + '\n{"code": "A01G", broken\n', encoding="utf-8"
    )
    told = load(app, str(file))
    assert "Row 2: “<script>” is no symbol of IPC or CPC." in told
    assert "Row 6: The title of A01C holds control characters." in told
    assert "17 more rows were refused" in told and "39 rows read: 2 added" in told
    with app.app_context():
        assert set(titles_of(["A01B", "A01C", "A01D", "A01F", "A01G"])) == {"A01B", "A01F"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"\x00\x01\x02", ""),
        (b"name,title_en\nA,x\nB,y\n", "The column code"),
        (b"code,title_en\n1,x\n2,y\n", "No row could be used"),
        (gzip.compress(b'{"code": "A", "title_en": "x"}\n' * 20, mtime=0)[:-9], "damaged"),
    ],
)
def test_files_that_are_none(app: Flask, world: Cast, tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "file"
    file.write_bytes(content)
    assert said in load(app, str(file), code=1)
