"""The pattern page: every component in all its states, with invented figures."""

from __future__ import annotations

from marketplace.web.patterns.views import blueprint

BLUEPRINTS = (blueprint,)
ENDPOINTS = {"patterns.show": "anyone"}
