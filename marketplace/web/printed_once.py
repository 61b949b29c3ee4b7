"""Small pieces that stand on a page many times and look the same wherever they stand: printed once and kept.

A page of results has some sixty icons and tags; to run their macros each time took a fifth of its time. What is kept
depends on its arguments alone: no macro here may ask for the reader or the request, nor for the language unless that is
an argument too. Markup and plain text that read the same are kept apart (`typed`), for only the latter is escaped;
tuples must hold plain text only. Of the frame of a page only what all visitors see alike is kept; what changes with the
site changes its argument (`SiteShown`).
"""

from __future__ import annotations

from functools import lru_cache

from flask import Flask

from marketplace.web.template_speed import without_context

KEPT = 4096  # of each macro: some hundred bytes each
#: templates, each after those that it takes macros from
MACROS = {
    "components/icons.html": ("icon",),
    "components/tags.html": ("tag", "state_tag"),
    "components/assets.html": ("styles", "scripts"),
    "components/navigation.html": ("places", "theme_switch", "visitor_tools", "visitor_menu", "site_footer"),
    "public/listing_card.html": ("card_ways", "card_price", "card_facts"),
}


def install(app: Flask) -> None:
    for name, macros in MACROS.items():
        module = app.jinja_env.get_template(name).module
        for macro in macros:
            kept = lru_cache(maxsize=KEPT, typed=True)(getattr(module, macro))
            setattr(module, macro, without_context(kept))
