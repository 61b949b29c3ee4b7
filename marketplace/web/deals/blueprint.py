"""The blueprint of deals themselves; what belongs to a deal (offers, account, reports …) has blueprints of its own."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("deals", __name__, url_prefix="/deals")
