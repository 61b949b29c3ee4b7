"""How gunicorn serves the site. `docs/operations.md` says what stands in front of it."""

import ctypes
import gc
import os
from contextlib import suppress

wsgi_app = "wsgi:app"
bind = f"127.0.0.1:{os.environ.get('PORT') or '8000'}"
workers = 2
preload_app = True  # program and dictionaries stand in memory once, and a fresh worker is there at once
worker_class = "gthread"
threads = 16  # a client that sends slowly holds one of them
timeout = 30
graceful_timeout = 20
max_requests = 2000
max_requests_jitter = 200
forwarded_allow_ips = "127.0.0.1,::1"
limit_request_line = 8190  # a long search in Chinese, also as the place to come back to after signing in
control_socket_disable = True  # nobody needs a second way in
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108  heartbeats must not wait for a disk

_M_ARENA_MAX = -8  # mallopt(3)
with suppress(OSError, AttributeError):  # another C library than glibc
    # threads take turns anyway: what one frees the next may use, else each keeps memory of its own (a third of all)
    ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 2)


def when_ready(_server: object) -> None:
    """Load the dictionaries and set all that is loaded apart, so that no worker's tidying up copies it."""
    from marketplace.search.parsing import parse

    parse("專利 patent")
    gc.collect()
    gc.freeze()
