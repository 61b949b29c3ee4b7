"""`python -m marketplace.jobs`: the worker process. Ends after the job in hand on SIGTERM or SIGINT."""

from __future__ import annotations

import signal
import threading

from marketplace.app import create_app
from marketplace.jobs.worker import run


def main() -> None:
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    run(create_app(), stop)


if __name__ == "__main__":
    main()
