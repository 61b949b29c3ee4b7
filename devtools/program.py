"""The program's own commands (`flask --app wsgi …`), carried out one after another by one process of it.

Loading the program is most of what a command costs, so `dev.py run` loads it once for all commands of a start.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from dataclasses import dataclass
from types import TracebackType

from devtools.places import PYTHON, ROOT, child_environment
from devtools.terminal import CommandFailed


@dataclass(frozen=True)
class Answer:
    """What a command printed. `refused`: it said why it did not do its work."""

    output: str
    refused: bool


class Program:
    """The loaded program; a context manager. `ask("db", "upgrade")` is `flask --app wsgi db upgrade`."""

    def __enter__(self) -> Program:
        self._complaints = tempfile.TemporaryFile()  # not a pipe: nobody reads it while a command works
        self._process = subprocess.Popen(
            [str(PYTHON), "-m", "devtools.program_side"],
            cwd=ROOT,
            env=child_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            text=True,
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if kind:
            self._process.kill()
        self._process.communicate()
        self._complaints.close()

    def ask(self, *command: str) -> Answer:
        """Carry out a command.

        Raises:
            CommandFailed: it broke down instead of refusing.
        """
        assert self._process.stdin and self._process.stdout
        told = ""
        try:
            self._process.stdin.write(json.dumps(command) + "\n")
            self._process.stdin.flush()
            told = self._process.stdout.readline()
        except BrokenPipeError:
            pass  # the program did not even load: what it said follows
        if not told:
            code = self._process.wait()
            self._complaints.seek(0)
            complaint = self._complaints.read().decode(errors="replace").strip()
            raise CommandFailed(["flask", "--app", "wsgi", *command], code, complaint)
        answer = json.loads(told)
        if answer["broken"]:
            raise CommandFailed(["flask", "--app", "wsgi", *command], 1, answer["output"])
        return Answer(answer["output"].strip("\n"), answer["refused"])
