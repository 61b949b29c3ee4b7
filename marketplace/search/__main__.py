"""`python -m marketplace.search`: the indexer, one process for each machine. SIGTERM and Ctrl-C end it cleanly."""

from __future__ import annotations

import os
import signal
import threading

from marketplace import clock
from marketplace.app import create_app
from marketplace.domain.search.words import sentence
from marketplace.search import indexer


def main() -> None:
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    lang = "zh" if os.environ.get("LANG", "").startswith("zh") else "en"

    def tell(code: str, **params: object) -> None:
        print(f"{clock.now():%Y-%m-%d %H:%M:%S} {sentence(code, lang, **params)}", flush=True)

    with create_app().app_context():
        indexer.serve(stop, tell)


if __name__ == "__main__":
    main()
