"""The index in the database: one transaction for each commit, damage, locks, searches while the database is busy."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from marketplace.search import engine, folder, indexer, rebuilding
from marketplace.search.backends import backend
from marketplace.search.doctor import check, status
from marketplace.search.postgresql import backend as tables
from marketplace.search.postgresql import stored_snapshot
from marketplace.search.postgresql.stored_segment import StoredSegment, WholeSegment
from marketplace.search.query import Query
from marketplace.search.results import Results
from marketplace.store.db import db, transaction
from marketplace.store.office import outbox, search_index
from marketplace.store.office.search_index import Change, SearchIndex, SearchSegment
from tests.search.conftest import Shop, found

pytestmark = pytest.mark.postgresql

Search = Callable[..., Results]


@pytest.fixture(autouse=True)
def slice_by_slice(search_backend: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored_snapshot, "SMALL", 0)


@transaction
def write(statement: Any) -> None:
    db.session.execute(statement)


NOTHING = (sa.delete(SearchSegment), sa.delete(SearchIndex))
BREAKAGES: dict[str, tuple[Any, ...]] = {
    "everything is gone": NOTHING,
    "the segments are gone": (sa.delete(SearchSegment),),
    "the segments are empty": (sa.update(SearchSegment).values(data=b""),),
    "the segments are garbage": (sa.update(SearchSegment).values(data=b"\x00garbage" * 1000),),
    "the segments are torn": (
        sa.update(SearchSegment).values(data=sa.func.substring(SearchSegment.data, 1, 5000)),
    ),
    "another program": (sa.update(SearchIndex).values(made_by="{}"),),
    "reported": (sa.update(SearchIndex).values(damaged=True),),
}


@pytest.mark.parametrize("breakage", BREAKAGES)
def test_a_broken_index_is_bridged_and_healed(shop: Shop, breakage: str) -> None:
    one = shop.list("钢管焊缝打磨")
    shop.list("木材")
    indexer.catch_up()
    engine._searcher._drop()  # as a process that starts now
    for statement in BREAKAGES[breakage]:
        write(statement)
    answer = found("焊缝")
    assert answer.degraded and answer.ids == [one] and answer.total == 1
    assert not status().usable
    indexer.catch_up()
    answer = found("焊缝")
    assert not answer.degraded and answer.ids == [one]
    assert status().usable and check().right


def test_segments_are_read_slice_by_slice_or_whole(
    shop: Shop, search: Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.list("钢管焊缝打磨")
    asked = ("钢管", '"焊缝打磨"', "缝打", "钢", "-木材", "ipc:B24B", "")
    answers = [search(text) for text in asked]
    assert isinstance(engine._searcher._snapshot.segments[0], StoredSegment)
    engine._searcher._drop()
    monkeypatch.setattr(stored_snapshot, "SMALL", 1 << 20)
    assert [search(text) for text in asked] == answers
    assert isinstance(engine._searcher._snapshot.segments[0], WholeSegment)


def test_a_search_takes_few_statements(shop: Shop, search: Search, monkeypatch: pytest.MonkeyPatch) -> None:
    shop.list_many([(f"钢管焊缝{number}", {}) for number in range(40)])
    search("机器")
    read, statements = search_index.read, []
    monkeypatch.setattr(
        search_index, "read", lambda parts: (parts and statements.append(len(parts))) or read(parts)
    )
    sa.event.listen(db.engine, "before_cursor_execute", lambda *given: statements.append(given[2]))
    assert found("钢管 焊缝").total == 40
    assert len(statements) == 2, "the newest commit, and all posting lists together"
    statements.clear()
    assert found("焊缝 钢管").total == 40
    assert len(statements) == 1, "they are kept"


def test_a_commit_that_is_broken_off_changes_nothing(
    shop: Shop, search: Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = shop.list("钢管")
    search()
    before = backend().current().applied()
    shop.change(one, title_zh="木材")
    with monkeypatch.context() as patch:
        patch.setattr(search_index, "commit", _broken_off(search_index.commit))
        with pytest.raises(KeyboardInterrupt):
            indexer.catch_up()
    assert backend().current().applied() == before
    assert found("钢管").ids == [one] and found("木材").total == 0
    assert search("木材").ids == [one] and check().right


def _broken_off(commit: Callable[..., None]) -> Callable[..., None]:
    """A commit whose transaction ends before it is committed."""

    def run(*given: Any, **named: Any) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(db.session.registry(), "commit", _interrupt)
            commit(*given, **named)

    return run


def _interrupt() -> None:
    raise KeyboardInterrupt


def test_of_two_writers_the_slower_one_begins_anew(shop: Shop, search: Search) -> None:
    shop.list("钢管")
    search()
    index = backend().current()
    seen = search_index.found(index.id).commits
    search_index.commit(index.id, seen, Change(), position=(0, 0), mark="")
    with pytest.raises(search_index.Outrun):
        search_index.commit(index.id, seen, Change(), position=(0, 0), mark="")


def test_replaced_segments_stay_for_searches_under_way(
    shop: Shop, search: Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = []
    for number in range(8):
        ids.append(shop.list(f"钢管{number}"))
        search()
    replaced = (
        sa.select(sa.func.count()).select_from(SearchSegment).where(SearchSegment.replaced_at.is_not(None))
    )
    before = db.session.scalar(replaced)
    assert before > 0, "segments were merged"
    backend().remove_old()
    assert db.session.scalar(replaced) == before
    monkeypatch.setattr(search_index, "GRACE", timedelta(seconds=-1))
    backend().remove_old()
    assert db.session.scalar(replaced) == 0
    assert set(search("钢管").ids) == set(ids) and check().right
    rebuilding.rebuild()
    backend().remove_old()
    assert db.session.scalar(sa.select(sa.func.count()).select_from(SearchIndex)) == 1


def test_a_search_gives_up_on_a_database_that_does_not_answer(
    shop: Shop, search: Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = shop.list("钢管")
    search("木材")
    monkeypatch.setattr(tables, "PATIENCE", 500)
    monkeypatch.setattr(engine, "PAUSE", 0.0)
    db.session.rollback()
    with db.engine.connect().execution_options(writes=True) as other:
        other.execute(sa.text("LOCK TABLE search_segment IN ACCESS EXCLUSIVE MODE"))
        started = time.monotonic()
        answer = found("钢管")
        assert time.monotonic() - started < 5
        assert answer.degraded and answer.ids == [one]
        with monkeypatch.context() as patch:
            patch.setattr(engine, "PAUSE", 1e9)
            assert found("木材").degraded
            patch.setattr(search_index, "in_use", None)
            assert found("木材").degraded, "nobody else waits for it meanwhile"
            engine._searcher._away_until = 0.0
        assert engine.suggest_help(Query("钢管 木材", site_id=shop.site)) == []
    assert not found("钢管").degraded, "that was no damage"


def test_a_database_restored_on_another_server_is_noticed(shop: Shop, search: Search) -> None:
    """There transactions count anew, so that nothing would ever stand behind the position."""
    shop.list("钢管")
    search()
    index = backend().current()
    far = (outbox.head()[0] + 1_000_000, 1)
    write(sa.update(outbox.SearchOutbox).values(xid=far[0], id=far[1]))
    index.note(far)
    told: list[dict[str, object]] = []
    indexer.catch_up(lambda code, **params: told.append(params) if code == "rebuilding" else None)
    assert told == [{"reason": "reason.foreign"}]


def test_a_lock_ends_with_its_holder(shop: Shop, app: Flask) -> None:
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with app.app_context(), backend().locked("indexer"):
            held.set()
            done.wait(10)

    holder = threading.Thread(target=hold)
    holder.start()
    assert held.wait(10)
    with pytest.raises(folder.Busy), backend().locked("indexer"):
        pass
    with backend().locked("rebuild"):
        pass
    done.set()
    with backend().locked("indexer", wait=10):
        pass
    holder.join()


def test_texts_are_kept_beside_an_index(shop: Shop, search: Search) -> None:
    place = backend()
    place.keep_beside("notes", "before there is one")
    shop.list("钢管")
    search()
    assert place.kept_beside("notes") == "" and place.current().written_at() is not None
    place.keep_beside("notes", '{"电池": ["battery"]}')
    place.keep_beside("other", "x")
    assert place.kept_beside("notes") == '{"电池": ["battery"]}'
