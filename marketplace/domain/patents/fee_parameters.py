"""Annual fees and reductions as shipped: rows for the `parameter` table, corrected there when the law moves.

A row is (key, scope, valid from, value, source); amounts are fen, percents decimal strings.
"""

from __future__ import annotations

from datetime import date

_SCHEDULE = "CNIPA schedule of patent fees"
_AMENDMENT = date(2021, 6, 1)
_FEE_NOTICE = date(2024, 7, 15)

ANNUAL_FEE = "patent.annual_fee"
COMPENSATION_FEE = "patent.compensation_year_fee"
RELIEF_SINGLE = "patent.fee_relief_single"
RELIEF_JOINT = "patent.fee_relief_joint"
RELIEF_YEARS = "patent.fee_relief_years"
RELIEF_OPEN_LICENCE = "patent.fee_relief_open_licence"
EVALUATION_REPORT_FEE = "patent.evaluation_report_fee"

_ANNUAL = {
    "invention:1-3": "90000",
    "invention:4-6": "120000",
    "invention:7-9": "200000",
    "invention:10-12": "400000",
    "invention:13-15": "600000",
    "invention:16-20": "800000",
    "utility_model:1-3": "60000",
    "utility_model:4-5": "90000",
    "utility_model:6-8": "120000",
    "utility_model:9-10": "200000",
    "design:1-3": "60000",
    "design:4-5": "90000",
    "design:6-8": "120000",
    "design:9-10": "200000",
    "design:11-15": "300000",
}

DEFAULT_PARAMETERS: list[tuple[str, str, date, str, str]] = [
    *((ANNUAL_FEE, scope, _AMENDMENT, fen, _SCHEDULE) for scope, fen in _ANNUAL.items()),
    (COMPENSATION_FEE, "", _FEE_NOTICE, "800000", "CNIPA Announcement No. 594"),
    (EVALUATION_REPORT_FEE, "", _AMENDMENT, "240000", _SCHEDULE),
    (RELIEF_SINGLE, "", date(2016, 9, 1), "85", "Measures on the reduction of patent fees (2016)"),
    (RELIEF_JOINT, "", date(2016, 9, 1), "70", "Measures on the reduction of patent fees (2016)"),
    (RELIEF_YEARS, "", date(2018, 8, 1), "10", "CNIPA Announcement No. 272"),
    (RELIEF_OPEN_LICENCE, "", _FEE_NOTICE, "15", "财税〔2024〕23号"),
]
