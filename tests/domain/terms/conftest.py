"""How hard the properties of the terms are searched: HYPOTHESIS_PROFILE=deep looks for long."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "terms", max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("deep", parent=settings.get_profile("terms"), max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "terms"))
