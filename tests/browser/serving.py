"""An application on a free port, answering from threads of this process: it shares the test's clock and database."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server


class Silent(WSGIRequestHandler):
    """A request handler that writes no log."""

    def log(self, *_args: object) -> None:
        """Say nothing."""


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """Serve `app` and give its address, which is also its PUBLIC_URL meanwhile."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Silent)
    url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    before, app.config["PUBLIC_URL"] = app.config["PUBLIC_URL"], url
    thread.start()
    try:
        yield url
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        app.config["PUBLIC_URL"] = before
