"""The check of a whole installation: everything that is written twice is compared. Reads only."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from marketplace.domain.office.doctor_words import Checked, Finding
from marketplace.search import doctor as search_doctor
from marketplace.search.folder import NoIndex
from marketplace.search.segments import Damaged
from marketplace.store.db import db
from marketplace.usecases.office import doctor_money, doctor_records

#: Each gives None for everything it has looked at, and a finding for everything that is wrong.
CHECKS: dict[str, Callable[[], Iterator[Finding | None]]] = {
    "chains": doctor_records.chains,
    "subjects": doctor_records.subjects,
    "references": doctor_records.references,
    "agreements": doctor_money.agreements,
    "receipts": doctor_money.receipts,
    "options": doctor_money.options,
    "editions": doctor_records.editions,
    "mandates": doctor_records.mandates,
    "files": doctor_records.files,
}


def examine(*, told: Callable[[Checked], None] = lambda _: None, sample: int = 500) -> list[Checked]:
    """Run every check.

    Args:
        told: called with each result as it comes.
        sample: how many search documents are compared in full.
    """
    results = []
    for name, check in CHECKS.items():
        results.append(_result(name, check()))
        told(results[-1])
    results.append(index(sample))
    told(results[-1])
    return results


def index(sample: int) -> Checked:
    """The search index against the database."""
    try:
        report = search_doctor.check(sample)
    except (NoIndex, Damaged):
        return Checked("index", 0, (Finding("index_unusable"),))
    wrong = {"index_missing": report.missing, "index_extra": report.extra, "index_different": report.different}
    findings = tuple(Finding(code, {"count": len(ids)}) for code, ids in wrong.items() if ids)
    return Checked("index", report.listings, findings)


def _result(name: str, seen: Iterator[Finding | None]) -> Checked:
    examined, findings = 0, []
    for one in seen:
        if one is None:
            examined += 1
        else:
            findings.append(one)
    db.session.rollback()
    return Checked(name, examined, tuple(findings))
