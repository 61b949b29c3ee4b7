"""Who is outside the group that a listing is limited to."""

import pytest

from marketplace.domain.deals.eligibility import ineligible
from marketplace.domain.deals.refusals import REFUSALS


def reason(*, kind="enterprise", sizes=(), regions=(), size_class=None, region="420704"):
    return ineligible(kind=kind, sizes=sizes, regions=regions, size_class=size_class, region=region)


@pytest.mark.parametrize(
    ("party", "expected"),
    [
        ({}, None),
        ({"kind": "individual"}, None),
        ({"sizes": ("SMALL",), "size_class": "SMALL"}, None),
        ({"sizes": ("SMALL",), "size_class": "LARGE"}, "deal.size_outside"),
        ({"sizes": ("SMALL",), "size_class": "UNKNOWN"}, "deal.size_unknown"),
        ({"sizes": ("SMALL",)}, "deal.size_not_declared"),
        ({"sizes": ("SMALL",), "kind": "individual"}, "deal.size_individual"),
        ({"regions": ("42",)}, None),
        ({"regions": ("4207", "11")}, None),
        ({"regions": ("4201",)}, "deal.region_outside"),
        ({"regions": ("42",), "region": ""}, "deal.region_outside"),
    ],
)
def test_reason(party, expected):
    assert reason(**party) == expected
    assert expected is None or expected in REFUSALS
