"""Broken, missing, outdated and foreign indexes: the site goes on, the indexer heals."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from marketplace.search import engine, folder, indexer, rebuilding, writer
from marketplace.search.doctor import check, status
from marketplace.search.results import Results
from marketplace.search.schema import SCHEMA_VERSION
from marketplace.search.segments import Damaged
from marketplace.store.db import db, transaction
from marketplace.store.listings import search_rows
from marketplace.store.office import outbox
from marketplace.store.sites import Site
from tests.make.cast import NOW
from tests.search.conftest import Shop, found

Search = Callable[..., Results]


def _remove(path: Path) -> None:
    shutil.rmtree(path.parent)


def _remove_index(path: Path) -> None:
    shutil.rmtree(path)


def _lose_pointer(path: Path) -> None:
    (path.parent / "CURRENT").unlink()


def _scribble(pattern: str, content: bytes) -> Callable[[Path], None]:
    def scribble(path: Path) -> None:
        files = list(path.glob(pattern))
        assert files
        for file in files:
            file.unlink()
            file.write_bytes(content)

    return scribble


def _truncate(path: Path) -> None:
    for file in path.glob("*.seg"):
        content = file.read_bytes()
        file.unlink()
        file.write_bytes(content[: len(content) // 2])


BREAKAGES = {
    "everything is gone": _remove,
    "the index is gone": _remove_index,
    "the pointer is gone": _lose_pointer,
    "the pointer is garbage": lambda path: (path.parent / "CURRENT").write_bytes(b"\xff\x00../.."),
    "the table of contents is empty": _scribble("_MAIN_*.toc", b""),
    "the table of contents is garbage": _scribble("_MAIN_*.toc", b"garbage" * 100),
    "the segments are gone": lambda path: [file.unlink() for file in path.glob("*.seg")],
    "the segments are empty": _scribble("*.seg", b""),
    "the segments are garbage": _scribble("*.seg", b"\x00garbage" * 1000),
    "the segments are torn": _truncate,
    "another tokeniser": _scribble("made_by.json", b'{"schema": %d, "tokeniser": "0"}' % SCHEMA_VERSION),
    "who made it is unknown": _scribble("made_by.json", b"?"),
}


@pytest.mark.parametrize("breakage", BREAKAGES)
def test_a_broken_index_is_bridged_and_healed(shop: Shop, place: Path, breakage: str) -> None:
    one = shop.list("钢管焊缝打磨")
    shop.list("木材")
    indexer.catch_up()
    engine._searcher._drop()  # as a process that starts now
    BREAKAGES[breakage](folder.current(place))
    answer = found("焊缝")
    assert answer.degraded and answer.ids == [one] and answer.total == 1
    assert not status().usable
    indexer.catch_up()
    answer = found("焊缝")
    assert not answer.degraded and answer.ids == [one]
    assert status().usable and check().right


def test_damage_that_shows_late_is_bridged_and_healed(
    shop: Shop, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = shop.list("钢管")
    indexer.catch_up()
    assert not found().degraded
    monkeypatch.setattr("marketplace.search.segments.Field.postings", lambda *_: 1 / 0)
    assert found("钢管").degraded
    monkeypatch.undo()
    assert found("钢管").degraded, "until the indexer has looked after it"
    indexer.catch_up()
    assert not found("钢管").degraded and found("钢管").ids == [one]


def test_a_lost_position_applies_everything_again(shop: Shop, place: Path) -> None:
    one = shop.list("钢管")
    shop.change(one, title_zh="甲种钢管")
    indexer.catch_up()
    (folder.current(place) / "applied.json").write_text("{")
    indexer.catch_up()
    assert found("钢管").ids == [one] and check().right


def test_another_database_is_noticed(shop: Shop, place: Path) -> None:
    shop.list("钢管")
    indexer.catch_up()
    _change_the_last_row_of_the_outbox()
    told: list[dict[str, object]] = []
    indexer.catch_up(lambda code, **params: told.append(params) if code == "rebuilding" else None)
    assert told == [{"reason": "reason.foreign"}]
    assert check().right


@transaction
def _change_the_last_row_of_the_outbox() -> None:
    later = NOW + timedelta(days=1)
    db.session.execute(sa.update(outbox.SearchOutbox).values(created_at=later))


def test_the_database_of_the_index_is_told_by_its_site(shop: Shop, place: Path) -> None:
    indexer.catch_up()
    applied = folder.read_applied(folder.current(place))
    assert rebuilding.same_database(applied)
    _rename_the_site()
    assert not rebuilding.same_database(applied)


@transaction
def _rename_the_site() -> None:
    db.session.execute(sa.update(Site).where(Site.id == 1).values(public_id="zzzzzzzzzz"))


def test_a_commit_that_is_broken_off_leaves_the_one_before(
    shop: Shop, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = shop.list("钢管")
    indexer.catch_up()
    path, rows = folder.current(place), search_rows.findable_rows([one])

    def write(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("marketplace.search.writer.TOC.write", write)
    with pytest.raises(Damaged):
        writer.replace(path, [one], rows)
    monkeypatch.undo()
    assert len(list(path.glob("*.seg"))) == 2, "one of them is not in the table of contents"
    assert found("钢管").ids == [one]
    writer.replace(path, [one], rows)
    assert len(list(path.glob("*.seg"))) == 1 and found("钢管").ids == [one]
