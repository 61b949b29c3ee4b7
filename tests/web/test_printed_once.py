"""Pieces of pages that are printed once and kept, and what is printed without Jinja's own escape."""

from __future__ import annotations

import pytest
from flask import Flask, render_template_string
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from marketplace.web.page_links import numbers_of_pages
from marketplace.web.template_speed import printed

EVIL = "<b>&\"'"
ESCAPED = "&lt;b&gt;&amp;&#34;&#39;"


class Drawn:
    def __html__(self) -> str:
        return "<i>"


@pytest.mark.parametrize(
    ("value", "html"),
    [
        (EVIL, ESCAPED),
        ("plain 文字", "plain 文字"),
        (Markup("<b>"), "<b>"),
        (7, "7"),
        (None, "None"),
        (Drawn(), "<i>"),
    ],
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


def test_what_wants_the_context_gets_it_and_what_does_not_is_called_as_it_is(app: Flask) -> None:
    source = (
        "{% macro row(label, class='') %}<i class='{{ class }}'>{{ label }}{{ caller() if caller }}</i>{% endmacro %}"
        "{% for name in names %}{{ row(name, class='big') }}{{ row(label=name) }}{% endfor %}"
        "{% call row('x') %}{{ names[0] }}{% endcall %}{{ row(*names) }}{{ row(**{'label': 'y'}) }}{{ told('z') }}"
        "{% for row in [said] %}{{ row(names[0]) }}{% endfor %}"
    )

    @pass_context
    def told(context: Context, value: str) -> str:
        return f"{value}{len(context['names'])}"

    with app.test_request_context("/"):
        page = render_template_string(source, names=["&"], told=told, said=lambda value: f"{value}!")
    assert page == (
        "<i class='big'>&amp;</i><i class=''>&amp;</i><i class=''>x&amp;</i><i class=''>&amp;</i><i class=''>y</i>"
        "z1&amp;!"
    )


@given(st.integers(1, 400), st.integers(1, 400))
def test_a_list_links_to_its_ends_and_to_the_pages_beside(page: int, pages: int) -> None:
    found = numbers_of_pages(page, pages)
    numbers = [number for number, _gap in found]
    assert numbers == sorted({n for n in (1, page - 1, page, page + 1, pages) if 1 <= n <= pages})
    assert [gap for _number, gap in found] == [n > 1 and n - 1 not in numbers for n in numbers]
