"""The one blueprint of this area: its pages are spread over modules by noun."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("listings", __name__)
