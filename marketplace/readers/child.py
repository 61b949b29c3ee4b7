"""The child process of `guarded`: limits itself, reads one file, writes the spool, tells its parent on stdout."""

from __future__ import annotations

import json
import resource
import sys
from dataclasses import asdict
from pathlib import Path

_EVERY = 1_000


def main(path: str, out_path: str, name: str, bounds: str) -> None:
    """`bounds` is `limits.Limits` as a JSON object."""
    limits = json.loads(bounds)
    resource.setrlimit(resource.RLIMIT_AS, (limits["memory"], limits["memory"]))
    resource.setrlimit(resource.RLIMIT_CPU, (limits["seconds"], limits["seconds"] + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from marketplace.readers.faults import ReaderFault  # after the limits, which bind the libraries as well

    try:
        summary = _spool(Path(path), Path(out_path), name, limits)
    except ReaderFault as fault:
        summary = {"fault": fault.code, "params": fault.params}
    except MemoryError:
        summary = {"fault": "memory", "params": {}}
    _say(summary)


def _spool(path: Path, out_path: Path, name: str, limits: dict[str, int]) -> dict[str, object]:
    from marketplace.readers.files import open_rows
    from marketplace.readers.limits import Limits
    from marketplace.readers.spool import Spooled, spool_line

    source = open_rows(path, name=name, limits=Limits(**limits))
    headers = dict.fromkeys(source.headers)
    rows = 0
    with out_path.open("w", encoding="utf-8", errors="replace") as out:
        for row in source.rows:
            out.write(spool_line(row))
            rows += 1
            if source.format.startswith("json"):  # later rows may have keys that the first ones lack
                headers.update(dict.fromkeys(key for key in row.cells if key.isprintable()))
            if rows % _EVERY == 0:
                _say(rows)
    return asdict(
        Spooled(
            source.format,
            tuple(headers),
            rows,
            source.encoding,
            source.delimiter,
            source.sheet,
            source.other_sheets,
            source.skipped_lines,
            _peak_bytes(),
        )
    )


def _peak_bytes() -> int:
    """The most memory this process has held; `ru_maxrss` would still count the parent it was forked from."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    [line] = [line for line in status.splitlines() if line.startswith("VmHWM:")]
    return int(line.split()[1]) * 1024


def _say(message: object) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:5])
