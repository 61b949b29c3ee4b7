"""The one blueprint of this area: its pages are spread over modules by noun."""

from __future__ import annotations

from flask import Blueprint

from marketplace.web.listings.sheet_rows import group_anchor_of

blueprint = Blueprint("listings", __name__)
blueprint.add_app_template_global(group_anchor_of)
