"""Prints the templates in words as docs/terms/templates.md, so that people can read what the program says.

Run ``python -m tests.domain.terms.printed_templates`` after a change of wording and read the difference.
"""

from __future__ import annotations

from pathlib import Path

from marketplace.domain.terms.model import TermSheet
from marketplace.domain.terms.naming import MODELS, model_name
from marketplace.domain.terms.reading import read_terms
from marketplace.domain.terms.templates import TEMPLATES, template_sheet
from marketplace.domain.terms.words_components import Clause
from marketplace.domain.terms.words_sheet import sheet_sentences
from marketplace.domain.terms.words_summary import summary

PAGE = Path(__file__).parents[3] / "docs" / "terms" / "templates.md"
LATE_RATE = "4.5"

HEAD = """# The templates in words

What the program says about each template, as it stands on listings and in contracts. This page is printed from the
templates (`python -m tests.domain.terms.printed_templates`); a test compares it with what the program says today.
Late interest of 4.5 % stands for one and a half times a loan prime rate of 3 %.
"""


def page() -> str:
    """The whole page."""
    sheets = {key: read_terms(template_sheet(key, late_rate=LATE_RATE)) for key in TEMPLATES}
    clauses = {key: sheet_sentences(terms) for key, terms in sheets.items()}
    everywhere = [
        clause for clause in clauses["lump_sum"] if all(clause in said for said in clauses.values())
    ]
    parts = [HEAD, "## What all of them say\n", _listed(everywhere)]
    for key, terms in sheets.items():
        parts += [
            _heading(key, terms),
            _listed([clause for clause in clauses[key] if clause not in everywhere]),
        ]
    return "\n".join(parts)


def _heading(key: str, terms: TermSheet) -> str:
    template, model, line = TEMPLATES[key], MODELS[model_name(terms)], summary(terms)
    return (
        f"## {template.title_zh} · {template.title_en}\n\n`{key}`, {model.zh} / {model.en}\n\n"
        f"* {template.serves_zh}。{template.note_zh}\n* {template.serves_en}. {template.note_en}\n\n"
        f"> {line.zh}\n>\n> {line.en}\n"
    )


def _listed(clauses: list[Clause]) -> str:
    return "".join(f"* {clause.zh}\n  {clause.en}\n" for clause in clauses)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
