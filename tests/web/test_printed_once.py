"""Pieces of pages that are printed once and kept, and what is printed without Jinja's own escape."""

from __future__ import annotations

import pytest
from flask import Flask, render_template_string
from markupsafe import Markup

from marketplace.web.template_speed import printed

EVIL = "<b>&\"'"
ESCAPED = "&lt;b&gt;&amp;&#34;&#39;"


class Drawn:
    def __html__(self) -> str:
        return "<i>"


@pytest.mark.parametrize(
    ("value", "html"),
    [(EVIL, ESCAPED), ("plain 文字", "plain 文字"), (Markup("<b>"), "<b>"), (7, "7"), (None, "None"), (Drawn(), "<i>")],
)
def test_what_is_printed_is_escaped(value: object, html: str) -> None:
    assert printed(value) == html


def test_text_and_markup_that_read_the_same_are_kept_apart(app: Flask) -> None:
    source = '{% from "components/tags.html" import tag %}{{ tag(label, "info") }}'
    with app.test_request_context("/?lang=en"):
        for _ in range(2):
            assert Markup("<b>") in render_template_string(source, label=Markup("<b>"))
            assert "<b>" not in render_template_string(source, label="<b>")


def test_templates_escape_in_macros_loops_and_blocks(app: Flask) -> None:
    source = (
        "{% macro said(x) %}{{ x }}{% endmacro %}{% for x in xs %}{{ x }}{{ said(x) }}{{ x ~ '!' }}{% endfor %}"
        "{% set kept %}{{ xs[0] }}{% endset %}{{ kept }}{{ xs|join(',') }}{{ xs[0]|safe }}"
    )
    with app.test_request_context("/"):
        printed_page = render_template_string(source, xs=[EVIL])
    assert printed_page == ESCAPED * 2 + ESCAPED + "!" + ESCAPED * 2 + EVIL
