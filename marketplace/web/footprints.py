"""What reading a page leaves behind (last seen): gathered in memory, written every few seconds in a batch of its own.

Losing a batch in a crash is allowed, so no page waits for it and GET changes nothing itself.
"""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

from flask import Flask, Response

from marketplace import clock
from marketplace.usecases.parties.sessions import touch_sessions
from marketplace.web.session import current_session

WRITE_EVERY = 5.0  # seconds
WORTH_WRITING = timedelta(minutes=1)


class Footprints:
    """One buffer in each process."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.seen: dict[int, datetime] = {}
        self.lock = threading.Lock()
        self.timer: threading.Timer | None = None

    def add(self, session_id: int, at: datetime) -> None:
        with self.lock:
            self.seen[session_id] = at
            if self.timer is None:
                self.timer = threading.Timer(WRITE_EVERY, self.write)
                self.timer.daemon = True
                self.timer.start()

    def write(self) -> None:
        """Write what has gathered."""
        with self.lock:
            batch, self.seen, self.timer = self.seen, {}, None
        if batch:
            with self.app.app_context():
                touch_sessions(batch)


def register(app: Flask) -> None:
    footprints = app.extensions["footprints"] = Footprints(app)

    @app.after_request
    def note(response: Response) -> Response:
        row = current_session()
        now = clock.now()
        if row is not None and not app.testing and now - row.seen_at > WORTH_WRITING:
            footprints.add(row.id, now)
        return response
