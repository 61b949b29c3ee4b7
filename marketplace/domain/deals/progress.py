"""The stations of a deal from first draft to the end of the licence, and how far it has come."""

from __future__ import annotations

from dataclasses import dataclass

NOTICE = ("send", "arrive", "pay", "effect", "end")
REQUEST = ("send", "arrive", "offer", "pay", "effect", "end")

#: state → the station the deal stands at
AT: dict[str, str] = {
    "draft": "send",
    "held": "arrive",
    "requested": "offer",
    "offered": "offer",
    "awaiting_payment": "pay",
    "active": "end",
    "ended": "",
}


@dataclass(frozen=True, slots=True)
class Station:
    """`state`: done | current | todo | stopped."""

    code: str
    state: str


def progress(
    kind: str, state: str, *, asks: bool, arrived: bool = True, concluded: bool = False
) -> tuple[Station, ...]:
    """The stations of a notice or request; the payment is one only where the terms ask it first (`asks`).

    `arrived` and `concluded` say how far a deal had come that was closed.
    """
    codes = [code for code in (NOTICE if kind == "notice" else REQUEST) if code != "pay" or asks]
    here = _closed_at(codes, arrived=arrived, concluded=concluded) if state == "closed" else AT[state]
    if not here:
        return tuple(Station(code, "done") for code in codes)
    at = codes.index(here)
    now = "stopped" if state == "closed" else "current"
    return tuple(
        Station(code, "done" if place < at else now if place == at else "todo") for place, code in enumerate(codes)
    )


def _closed_at(codes: list[str], *, arrived: bool, concluded: bool) -> str:
    if concluded and "pay" in codes:
        return "pay"
    if not arrived:
        return "send"
    return "offer" if "offer" in codes else "arrive"
