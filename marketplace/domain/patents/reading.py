"""One imported row to one record: everything that can be wrong is collected, nothing is raised."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from marketplace.domain.patents.cells import Cells, Columns
from marketplace.domain.patents.dates import DateFault, read_date
from marketplace.domain.patents.kinds import term_end
from marketplace.domain.patents.number_reading import RowNumbers, read_numbers
from marketplace.domain.patents.numbers import NumberScheme, PatentNumber
from marketplace.domain.patents.record import Level, PatentRecord, Reading
from marketplace.domain.patents.status import Overlay, StatusReading, read_status
from marketplace.domain.patents.text_reading import (
    read_abstracts,
    read_card,
    read_claims,
    read_classes,
    read_industry_cells,
    read_level,
    read_names,
    read_owners,
    read_titles,
)

_DATE_FIELDS = (
    "filing_date",
    "priority_date",
    "publication_date",
    "grant_date",
    "term_end",
    "status_as_of",
    "fee_paid_until",
)
_NEVER_FUTURE = frozenset({"filing_date", "priority_date", "publication_date", "grant_date", "status_as_of"})


class RowReader:
    """Reads the rows of one file: `mapping` (header -> field, see `mapping.FIELDS`) is prepared once."""

    def __init__(self, mapping: Mapping[str, str], *, today: date) -> None:
        self._columns = Columns(mapping)
        self._today = today

    def read(self, row: Mapping[str, object]) -> Reading:
        """The record of a row with its warnings, or None with what must be mended."""
        cells = Cells(row, self._columns)
        numbers = read_numbers(cells, self._today.year)
        dates = _dates(cells, self._today)
        record = _record(cells, numbers, dates)
        if record is not None:
            _cross_check(cells, record)
        if any(problem.level is Level.ERROR for problem in cells.problems):
            record = None
        return Reading(record, tuple(cells.problems))


def read_record(row: Mapping[str, object], mapping: Mapping[str, str], *, today: date) -> Reading:
    """Read a single row; for a whole file make one `RowReader`."""
    return RowReader(mapping, today=today).read(row)


def _dates(cells: Cells, today: date) -> dict[str, date | None]:
    days: dict[str, date | None] = dict.fromkeys(_DATE_FIELDS)
    for name in _DATE_FIELDS:
        column, value = cells.first(name)
        if not column:
            continue
        try:
            day = read_date(value)
        except DateFault as fault:
            cells.warn(f"date_{fault.code}", name, value)
            continue
        if day > today and name in _NEVER_FUTURE:
            cells.error("date_future", name, value, day=day.isoformat(), today=today.isoformat())
        days[name] = day
    return days


def _record(cells: Cells, numbers: RowNumbers, days: dict[str, date | None]) -> PatentRecord | None:
    titles, abstracts, classes = read_titles(cells), read_abstracts(cells), read_classes(cells)
    industries, reading = read_industry_cells(cells), _status(cells)
    if numbers.primary is None:
        return None
    _complete(days, numbers)
    return PatentRecord(
        numbers.primary,
        numbers.kind,
        numbers.country,
        numbers.application,
        numbers.publication,
        numbers.grant,
        title_zh=titles["zh"],
        title_en=titles["en"],
        abstract_zh=abstracts["zh"],
        abstract_en=abstracts["en"],
        claims=read_claims(cells),
        owners=read_owners(cells),
        applicants=read_names(cells, "applicants"),
        inventors=read_names(cells, "inventors"),
        **classes,
        filing_date=days["filing_date"],
        priority_date=days["priority_date"],
        publication_date=days["publication_date"],
        grant_date=days["grant_date"],
        term_end=days["term_end"],
        status_as_of=days["status_as_of"],
        fee_paid_until=days["fee_paid_until"],
        status=reading.status,
        status_text=cells.text("status"),
        overlays=reading.overlays,
        region=cells.text("region"),
        agency=cells.text("agency"),
        source=cells.text("source"),
        card=read_card(cells),
        **industries,
        trl=read_level(cells),
    )


def _status(cells: Cells) -> StatusReading:
    reading = read_status(cells.text("status"))
    for word in reading.unknown:
        cells.warn("status_unknown", "status", word)
    return reading


def _complete(days: dict[str, date | None], numbers: RowNumbers) -> None:
    """Add what follows by law: the grant date of a grant announcement, and the end of the term."""
    if days["grant_date"] is None and numbers.publication is None and _is_grant(numbers.grant):
        days["grant_date"] = days["publication_date"]
    filed = days["filing_date"]
    if days["term_end"] is None and filed and numbers.country == "CN":
        days["term_end"] = term_end(numbers.kind, filed)


def _is_grant(number: PatentNumber | None) -> bool:
    """Whether a document announces the grant itself; codes with a digit announce corrections."""
    return number is not None and number.scheme is NumberScheme.CN_PUBLICATION and len(number.kind_code) == 1


def _cross_check(cells: Cells, record: PatentRecord) -> None:
    filed, granted, published = record.filing_date, record.grant_date, record.publication_date
    if filed is None:
        cells.warn("filing_date_missing", "filing_date")
        return
    for name, day in (("grant_date", granted), ("publication_date", published)):
        if day and filed > day:
            cells.error("filed_after", name, day.isoformat(), filed=filed.isoformat())
    if record.priority_date and record.priority_date > filed:
        cells.warn("priority_after_filing", "priority_date", record.priority_date.isoformat(), filed=filed.isoformat())
    _check_year(cells, record, filed)
    _check_term(cells, record, filed)


def _check_year(cells: Cells, record: PatentRecord, filed: date) -> None:
    number = record.application_number
    if number is None or number.scheme is not NumberScheme.CN_APPLICATION or number.national_phase:
        return
    if number.year is not None and number.year != filed.year:
        cells.warn("year_differs", "filing_date", filed.isoformat(), year=str(number.year))


def _check_term(cells: Cells, record: PatentRecord, filed: date) -> None:
    end = record.term_end
    if end is None or not cells.mapped("term_end"):
        return
    if end <= filed:
        cells.error("term_before_filing", "term_end", end.isoformat(), filed=filed.isoformat())
        return
    lawful = term_end(record.kind, filed)
    if record.country == "CN" and abs((end - lawful).days) > 1 and Overlay.TERM_COMPENSATED not in record.overlays:
        cells.warn("term_differs", "term_end", end.isoformat(), lawful=lawful.isoformat())
