"""The blueprint of the patents themselves: list, page, entering and describing are spread over modules."""

from __future__ import annotations

from flask import Blueprint

from marketplace.web.patents import wording

blueprint = Blueprint("patents", __name__)
wording.install(blueprint)
