"""What is not shown to the other side of a deal, nor printed."""

from __future__ import annotations

from collections.abc import Mapping


def party_code(party: Mapping[str, object]) -> str:
    """The number that tells a party of frozen facts: social credit code or registry number.

    Of a person's identity document only the last four characters are shown.
    """
    if party.get("uscc"):
        return str(party["uscc"])
    number = str(party.get("registry_number") or "")
    if party.get("kind") != "individual":
        return number
    return f"…{number[-4:]}" if len(number) > 4 else ""
