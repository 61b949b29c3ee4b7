"""Why a whole file cannot be read. What is wrong with a single row is a `Problem` of that row."""

from __future__ import annotations


class ReaderFault(Exception):  # noqa: N818 - a refusal with a reason, worded in words.py
    """A file that is not taken. `code` and `params` are worded in `marketplace.readers.words`."""

    def __init__(self, code: str, **params: str) -> None:
        super().__init__(code)
        self.code = code
        self.params = params
