"""What a single check says, before its severity for the kind of listing is applied."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

PASS, FAIL, WARN, UNKNOWN = "pass", "fail", "warn", "unknown"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`state` is pass, fail, warn or unknown; `severity`, when given, replaces that of the kind of listing."""

    state: str
    reason: str = ""
    params: Mapping[str, str] = field(default_factory=dict)
    severity: str = ""


PASSED = Verdict(PASS)


def failed(reason: str, *, severity: str = "", **params: str) -> Verdict:
    """The check is not met; how grave that is depends on the kind of listing unless `severity` says it."""
    return Verdict(FAIL, reason, params, severity)


def warned(reason: str, **params: str) -> Verdict:
    """The check is met, with something to tell."""
    return Verdict(WARN, reason, params)


def unknown(reason: str, *, severity: str = "", **params: str) -> Verdict:
    """Nobody has said what the check asks."""
    return Verdict(UNKNOWN, reason, params, severity)
