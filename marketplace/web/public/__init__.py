"""Pages of this area."""

from __future__ import annotations

from flask import Blueprint

BLUEPRINTS: tuple[Blueprint, ...] = ()
ENDPOINTS: dict[str, str] = {}
