"""Who may take a platform or negotiated listing that is limited to a group. A statutory one never is (Art. 50)."""

from __future__ import annotations

from collections.abc import Sequence


def ineligible(
    *, kind: str, sizes: Sequence[str], regions: Sequence[str], size_class: str | None, region: str
) -> str | None:
    """Why a party is outside the group, as a refusal code; None where it is inside.

    Args:
        kind: the party's kind; a person alone has no size class (GB size classes are for enterprises).
        sizes: size classes admitted (empty: all); `size_class`: the party's valid class, None where none was declared.
        regions: division codes admitted, province `42`, city `4207` or district (empty: all); `region`: the party's.
    """
    if sizes and kind == "individual":
        return "deal.size_individual"
    if sizes and size_class is None:
        return "deal.size_not_declared"
    if sizes and size_class == "UNKNOWN":
        return "deal.size_unknown"
    if sizes and size_class not in sizes:
        return "deal.size_outside"
    if regions and not any(region.startswith(code) for code in regions):
        return "deal.region_outside"
    return None
