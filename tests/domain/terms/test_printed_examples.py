from __future__ import annotations

from tests.domain.terms.printed_examples import PAGE, page


def test_the_printed_examples_say_what_the_program_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m tests.domain.terms.printed_examples, and read it"
