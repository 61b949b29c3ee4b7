"""Several clicks at once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from flask import Flask
from sqlalchemy.orm.exc import StaleDataError

from marketplace.domain.faults import Refused
from marketplace.store.db import db

CLICKS = 3


def together(app: Flask, act: Callable[[], object]) -> list[str]:
    """What several calls at once came to: "done" or the reason of the refusal."""
    barrier = Barrier(CLICKS)

    def click(_number: int) -> str:
        with app.app_context():
            barrier.wait(timeout=20)
            try:
                act()
            except Refused as refusal:
                return refusal.code
            except StaleDataError:
                return "record.stale"
            finally:
                db.session.remove()
        return "done"

    with ThreadPoolExecutor(CLICKS) as threads:
        return sorted(threads.map(click, range(CLICKS)))
