"""Set-up and daily work: `python3 dev.py help`. Needs Python 3.11 or newer and git, nothing installed."""

import sys

if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036  an older Python must get a sentence, not a traceback
        sys.exit(
            f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.  需要 Python 3.11 或更高版本。"
        )
    from devtools.commands import main

    sys.exit(main(sys.argv[1:]))
