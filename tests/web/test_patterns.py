"""The pattern page shows every component, valid and translated, in both languages; so do the pages of errors."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, render_template

ROOT = Path(__file__).resolve().parents[2]
COMPONENTS = ROOT / "templates" / "components"
CSS = ROOT / "static" / "css"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_pattern_page_is_well_formed(client: Any, world: Any, lang: str) -> None:
    visitor = client(lang=lang)
    visitor.get("/patterns")
    assert len(visitor.page.select("svg.chart")) == 7
    assert len(visitor.page.select("table")) >= 8
    assert not [
        tag for tag in visitor.page.find_all(True) if tag.has_attr("style") or tag.has_attr("onclick")
    ]


def test_every_component_stands_on_the_pattern_page() -> None:
    """Directly, or within another component or the layout around it; the head of the home page has an h1 of its own."""
    sources = [*COMPONENTS.glob("*.html"), ROOT / "templates" / "patterns.html", ROOT / "templates/layouts/page.html"]
    used = "".join(re.sub(r"{% macro \w+", "", path.read_text()) for path in sources)
    for path in sorted(COMPONENTS.glob("*.html")):
        for macro in set(re.findall(r"{% macro (\w+)", path.read_text())) - {"hero"}:
            assert re.search(rf"\b{macro}\(", used), f"{path.name}: {macro} is not shown"


@pytest.mark.parametrize("status", [400, 403, 404, 405, 409, 413, 429, 500, 503])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_error_says_what_to_do(app: Flask, world: Any, status: int, lang: str) -> None:
    with app.test_request_context(f"/patterns?lang={lang}"):
        app.preprocess_request()
        text = render_template("errors/error.html", status=status, request_id="3f9c2a71b0de", message="")
    assert "3f9c2a71b0de" in text and str(status) in text
    assert ("<title>" in text) and ("</h1>" in text)
    assert bool(re.search("[\u4e00-\u9fff]{8}", text.split("<main")[1].split("</main>")[0])) == (lang == "zh")


def test_the_style_sheets_stay_small_and_at_home() -> None:
    sheets = sorted(CSS.glob("*.css"))
    assert len(sheets) == 2
    assert sum(len(gzip.compress(path.read_bytes())) for path in sheets) <= 15 * 1024
    for path in sheets:
        assert not re.search(r"@import|https?:|@font-face", path.read_text()), path.name


def test_imported_components_keep_no_language() -> None:
    """A sentence at the top of an imported file would stay in the language of the first request."""
    for path in sorted(COMPONENTS.glob("*.html")):
        outside = re.sub(r"{% macro .*?{%-? endmacro %}", "", path.read_text(), flags=re.DOTALL)
        outside = re.sub(r"{#.*?#}", "", outside, flags=re.DOTALL)
        assert not re.search(r"\b_\(|gettext\(", outside), path.name
