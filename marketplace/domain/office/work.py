"""The lists of an office's work: what each is called, what is to be done, and in which order work is shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from marketplace.domain.deals.step_words import bare_title
from marketplace.domain.deals.words import REPORT_KINDS
from marketplace.domain.demand.words import KINDS as NEED_KINDS
from marketplace.domain.listings.names import word
from marketplace.domain.listings.words import CHECKS_TITLES
from marketplace.domain.office.work_words import TASKS, UNREADABLE_IMPORT

LISTING_HOLDS_DAYS = 90  # an owner's word that a listing still holds; then it is asked for again
EXPECTED_WITHIN_DAYS = 30
EXPIRING_WITHIN_DAYS = 7

#: whose lists they are: everybody in an office reads them, but these ask for something only some may do
NEEDS: dict[str, str] = {
    "reviews": "listing.approve",
    "unconfirmed-listings": "listing.approve",
    "reports": "report.judge",
    "needs": "need.list",
    "verifications": "party.verify",
}
#: lists of those who verify for the site, whether or not they act for a licensor
OF_THE_SITE = ("needs", "verifications")
#: why nobody can take a listing now → the check of publication that says the same
CHECK_OF_HINDRANCE: dict[str, str] = {
    "listing.patent_not_in_force": "OL02",
    "listing.patent_fee_unpaid": "OL03",
    "listing.patent_exclusive": "OL04",
    "listing.patent_suspended": "OL05",
}


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One thing in a list. `place` and `target`: the table and public id of its page; texts as (zh, en).

    `due`: the last day to do it; `since`: the day it has waited from. `amount`: minor units, tax included.
    `code`: next step, kind of report, kind of need, fault of an import, or the checks a listing fails (comma-separated).
    `number`: of refused rows or of an offer.
    """

    work: str
    place: str
    target: str
    title: tuple[str, str]
    party: tuple[str, str] = ("", "")
    due: date | None = None
    since: date | None = None
    assignee: str = ""
    code: str = ""
    number: int = 0
    amount: int | None = None
    currency: str = "CNY"

    def urgency(self, today: date) -> tuple[int, date]:
        """Sorts what is late or due today first, then what waits without a deadline, then what comes later."""
        if self.due is not None:
            return (0 if self.due <= today else 2, self.due)
        return (1, self.since or today)


def task(item: WorkItem, lang: str) -> str:
    """What is to be done about an item, in a few words."""
    side = 0 if lang == "zh" else 1
    if item.work == "answers":
        return bare_title(item.code, lang)
    if item.work == "imports" and item.code:
        return UNREADABLE_IMPORT[side]
    about = ""
    if item.work == "reports":
        about = word(REPORT_KINDS, item.code, lang)
    elif item.work == "needs":
        about = word(NEED_KINDS, item.code, lang)
    elif item.work == "blocked-listings":
        titles = [word(CHECKS_TITLES, code, lang) for code in item.code.split(",")]
        about = ("；", "; ")[side].join(titles)
    return TASKS[item.work][side].format(about=about, number=item.number)
