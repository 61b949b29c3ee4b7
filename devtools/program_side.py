"""The other end of `program`: loads the program, reads commands as JSON from standard input, answers each in one line.

The one module of devtools that needs the virtual environment.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
import traceback

import click
from flask.cli import FlaskGroup


def main() -> None:
    """Answer until standard input ends. What the program prints on its own must not disturb the answers."""
    with os.fdopen(os.dup(1), "w") as answers:
        os.dup2(2, 1)
        from wsgi import app

        commands = FlaskGroup(create_app=lambda: app)
        for line in sys.stdin:
            print(json.dumps(carry_out(commands, json.loads(line))), file=answers, flush=True)


def carry_out(commands: FlaskGroup, arguments: list[str]) -> dict[str, object]:
    """The output of a command, and whether it refused or broke down."""
    printed = io.StringIO()
    refused = broken = False
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        try:
            refused = bool(commands.main(arguments, prog_name="flask", standalone_mode=False))
        except click.ClickException as refusal:
            refused = True
            print(refusal.format_message())
        except SystemExit as end:
            refused = bool(end.code)
        except Exception:
            broken = True
            traceback.print_exc()
    return {"output": printed.getvalue(), "refused": refused, "broken": broken}


if __name__ == "__main__":
    main()
