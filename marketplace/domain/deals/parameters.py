"""Day counts and rates of deals as shipped; an installation changes them by adding dated rows.

A row is (key, scope, valid from, value as JSON, source).
"""

from __future__ import annotations

from datetime import date

FROM = date(2000, 1, 1)
HOUSE = "default of this product"

DEFAULT_PARAMETERS: list[tuple[str, str, date, str, str]] = [
    ("first_payment_days", "", FROM, "30", HOUSE),  # to pay what an open licence asks on day one
    ("answer_days", "", FROM, "10", HOUSE),  # for the office to answer a request
    ("offer_days", "", FROM, "30", HOUSE),  # an offer is open, unless its maker says otherwise
    ("report_judge_days", "", FROM, "10", HOUSE),  # for the office to judge a report
    ("recording_months", "", date(2024, 1, 20), "3", "Implementing Rules of the Patent Law, Rule 15"),
    ("lpr_1y", "", date(2024, 10, 21), '"3.10"', "National Interbank Funding Center"),
    ("lpr_1y", "", date(2025, 5, 20), '"3.00"', "National Interbank Funding Center"),
]
