"""The index follows the database: changes, rebuilds, broken files, restored databases."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from marketplace.search import folder, indexer, rebuilding, writer
from marketplace.search.backends import backend
from marketplace.search.doctor import check, status
from marketplace.search.results import Results
from marketplace.store.db import db, transaction
from marketplace.store.listings import search_rows
from marketplace.store.office import outbox
from tests.search.conftest import Shop, found

Search = Callable[..., Results]


def test_changes_are_followed(shop: Shop, search: Search) -> None:
    one, two = shop.list("钢管切割"), shop.list("钢管打磨")
    assert set(search("钢管").ids) == {one, two}
    shop.change(one, title_zh="木材加工", summary_zh="板材")
    assert search("板材").ids == [one]
    shop.change(two, state="withdrawn")
    assert search("打磨").total == 0 and search().total == 1
    shop.change(two, state="published")
    shop.delete(one)
    assert search().ids == [two]
    assert check().right


def test_what_an_older_transaction_holds_back_is_waited_for(
    shop: Shop, search: Search, database_kind: str
) -> None:
    """PostgreSQL holds rows back while any older transaction of the cluster writes; SQLite has one writer."""
    postgresql = database_kind == "postgresql"
    shop.list("钢管切割")
    search()
    with db.engine.connect().execution_options(writes=postgresql) as other:
        other.execute(sa.text("SELECT pg_current_xact_id()" if postgresql else "SELECT count(*) FROM listing"))
        two = shop.list("钢管打磨")
        assert (outbox.head() < outbox.head(reachable=False)) == postgresql
        if postgresql:
            threading.Timer(0.3, other.connection.dbapi_connection.rollback).start()
        assert search("打磨").ids == [two]


def test_several_changes_of_one_listing_leave_one_document(shop: Shop, search: Search) -> None:
    one = shop.list("钢管")
    search()
    for title in ("甲种钢管", "乙种钢管", "丙种钢管"):
        shop.change(one, title_zh=title)
    assert search("钢管").ids == [one] and search("丙种钢管").total == 1
    for title in ("丁种钢管", "戊种钢管"):  # and over several commits
        shop.change(one, title_zh=title)
        assert search("钢管").ids == [one]
    assert check() == check(0).__class__(
        listings=1, documents=1, sample=1, missing=[], extra=[], different=[]
    )


def test_many_small_commits_are_merged_and_lose_nothing(shop: Shop, search: Search) -> None:
    ids = []
    for number in range(24):
        ids.append(
            shop.list(
                f"钢管{number}号", patents=[{"classes": ["B24B9/00"], "abstract_zh": "焊缝打磨" * number}]
            )
        )
        if number % 3 == 0:
            shop.change(ids[number // 2], title_zh=f"钢管{number // 2}号改")
        indexer.catch_up()
    snapshot = backend().current().snapshot()
    assert len(snapshot.segments) < 12
    assert snapshot.document_count == 24
    assert set(search("钢管", per_page=100).ids) == set(ids)
    assert set(search('"焊缝打磨焊缝打磨"', per_page=100).ids) == set(ids[2:]), "positions survive a merge"
    assert search("ipc:B24B").total == 24
    assert check().right


def test_a_batch_larger_than_one_commit(shop: Shop, search: Search) -> None:
    ids = shop.list_many([(f"钢管{number}", {}) for number in range(rebuilding.BATCH + 30)])
    assert search("钢管").total == len(ids)
    for _ in range(3):
        shop.change(ids[0], title_zh="木材")
    assert search("木材").ids == [ids[0]]


def test_nothing_to_do_writes_nothing(shop: Shop, place: Path) -> None:
    shop.list("钢管")
    assert indexer.catch_up() == 1
    before = {path: path.stat().st_mtime_ns for path in folder.current(place).iterdir()}
    assert indexer.catch_up() == 0
    assert {path: path.stat().st_mtime_ns for path in folder.current(place).iterdir()} == before


def test_a_listing_that_cannot_be_indexed_is_left_out_and_told(
    shop: Shop, search: Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = shop.list("钢管"), shop.list("坏钢管")
    real = writer.document

    def document(row: Any) -> Any:
        if row.id == two:
            raise ValueError("unreadable")
        return real(row)

    monkeypatch.setattr(writer, "document", document)
    told: list[tuple[str, dict[str, object]]] = []
    indexer.catch_up(lambda code, **params: told.append((code, params)))
    assert [params["listing_id"] for code, params in told if code == "skipped"] == [two]
    assert search("钢管").ids == [one]


def test_a_rebuilt_index_equals_the_followed_one(shop: Shop, search: Search) -> None:
    ids = [shop.list(f"钢管{number}", options=[("free", 0)]) for number in range(6)]
    search()
    shop.change(ids[0], state="suspended")
    before, followed = search("钢管"), backend().current()
    assert rebuilding.rebuild() == 5
    assert backend().current() != followed
    assert found("钢管") == before
    assert check().right and status().behind == 0


def test_of_rebuilt_indexes_the_last_is_left(shop: Shop, place: Path) -> None:
    shop.list("钢管")
    indexer.catch_up()
    assert folder.current(place).name == "index.1"
    assert rebuilding.rebuild() == 1
    assert [path.name for path in place.glob("index.*")] == ["index.2"]


def test_what_changes_during_a_rebuild_is_in_it(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = shop.list("钢管甲"), shop.list("钢管乙")
    indexer.catch_up()
    read = search_rows.findable_ids
    seen: list[int] = []

    def findable_ids(after: int = 0, limit: int = 500) -> list[int]:
        ids = read(after, limit)
        if not seen:
            shop.change(first, state="withdrawn")
            seen.append(shop.list("钢管丙"))
        return ids

    monkeypatch.setattr(search_rows, "findable_ids", findable_ids)
    rebuilding.rebuild()
    assert set(found("钢管").ids) == {second, seen[0]}
    assert indexer.catch_up() == 0


def test_readers_go_on_during_rebuilds(shop: Shop, app: Flask) -> None:
    ids = shop.list_many([(f"钢管{number}", {}) for number in range(40)])
    indexer.catch_up()
    wrong: list[Results] = []
    done = threading.Event()

    def read() -> None:
        with app.app_context():
            while not done.is_set():
                answer = found("钢管")
                if answer.degraded or set(answer.ids) != set(ids) or answer.total != 40:
                    wrong.append(answer)
                done.wait(0.002)

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for _ in range(3):
        rebuilding.rebuild()
        shop.change(ids[0], summary_zh="改")
        indexer.catch_up()
    done.set()
    for reader in readers:
        reader.join()
    assert wrong == []


def test_one_rebuild_at_a_time(shop: Shop) -> None:
    with backend().locked("rebuild"), pytest.raises(folder.Busy):
        rebuilding.rebuild()


def test_a_stopped_rebuild_leaves_the_old_index(shop: Shop) -> None:
    shop.list("钢管")
    indexer.catch_up()
    before = backend().current()
    assert rebuilding.rebuild(stopped=lambda: True) == 0
    assert backend().current() == before and found("钢管").total == 1
    assert rebuilding.rebuild() == 1
    assert backend().current() != before and found("钢管").total == 1


def test_what_a_stopped_rebuild_left_is_removed(shop: Shop, place: Path) -> None:
    shop.list("钢管")
    indexer.catch_up()
    rebuilding.rebuild(stopped=lambda: True)
    rebuilding.rebuild()
    assert [path.name for path in place.glob("index.*")] == ["index.2"]


def test_applied_rows_are_forgotten_but_the_last(shop: Shop) -> None:
    ids = [shop.list("钢管") for _ in range(5)]
    indexer.catch_up()
    place = backend()
    index = place.current()
    position = index.applied().position
    with place.locked("rebuild"):
        indexer._prune(place, index)
        assert len(outbox.after((0, 0))) == 5, "a new index may still follow them"
    indexer._prune(place, index)
    left = outbox.after((0, 0))
    assert [(row.xid, row.id) for row in left] == [position]
    shop.change(ids[0], title_zh="木材")
    assert outbox.head() > position, "ids are never given again"
    indexer.catch_up()
    assert found("木材").ids == [ids[0]] and check().right


def test_a_second_indexer_is_refused(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexer, "PATIENCE", 0.05)
    with backend().locked("indexer"):
        assert status().running
        with pytest.raises(folder.Busy):
            indexer.catch_up()


def test_the_doctor_finds_what_differs(shop: Shop, search: Search) -> None:
    changed, gone, right = (shop.list(f"钢管{number}") for number in range(3))
    search()
    shop.change_quietly(changed, title_zh="木材")
    shop.change_quietly(gone, state="draft")
    new = shop.list("新钢管")
    assert check().missing == [], "a change that waits in the outbox is no fault"
    _forget_the_outbox()
    report = check()
    assert (report.missing, report.extra, report.different) == ([new], [gone], [changed])
    assert not report.right and report.sample == 2
    assert right not in report.different


@transaction
def _forget_the_outbox() -> None:
    db.session.execute(sa.delete(outbox.SearchOutbox))
