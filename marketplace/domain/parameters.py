"""Numbers of law and policy that the product ships with, for the `parameter` table."""

from __future__ import annotations

from marketplace.domain.deals.parameters import DEFAULT_PARAMETERS as DEALS
from marketplace.domain.demand.parameters import DEFAULT_PARAMETERS as DEMAND
from marketplace.domain.listings.gate_parameters import DEFAULT_PARAMETERS as GATE
from marketplace.domain.patents.fee_parameters import DEFAULT_PARAMETERS as PATENT_FEES

DEFAULT_PARAMETERS = (*DEALS, *DEMAND, *GATE, *PATENT_FEES)
