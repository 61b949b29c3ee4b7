"""The words of the patents' codes as template filters, in the reader's language."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal

from flask import Blueprint

from marketplace.domain.industries import DIVISIONS
from marketplace.domain.listings import words as listing_words
from marketplace.domain.patents import import_words, words
from marketplace.domain.patents.classes import format_class
from marketplace.domain.patents.fee_plan import FeeMark
from marketplace.domain.patents.industry_words import named
from marketplace.domain.patents.kinds import PatentKind
from marketplace.domain.patents.numbers import NumberFault, display, parse_number
from marketplace.domain.patents.status import IN_FORCE, PENDING, Overlay, PatentStatus
from marketplace.readers.faults import ReaderFault
from marketplace.readers.words import fault_sentence, format_name
from marketplace.store.patents.patents import Patent, PatentFact
from marketplace.usecases.patents.patents import BY_HAND
from marketplace.web.locale import gettext, lang

UNKNOWN = "unknown"
OUTCOME_LOOKS = {
    "added": ("good", "plus"),
    "updated": ("info", "edit"),
    "unchanged": ("quiet", "ring"),
    "refused": ("bad", "close"),
    "skipped": ("quiet", "minus"),
}
STATE_LOOKS = {
    "reading": ("info", "half"),
    "ready": ("warn", "question"),
    "queued": ("quiet", "clock"),
    "running": ("info", "half"),
    "done": ("good", "check"),
    "failed": ("bad", "alert"),
}
MARK_LOOKS = {
    FeeMark.PAID: ("good", "check"),
    FeeMark.NEXT: ("info", "clock"),
    FeeMark.LATE: ("warn", "alert"),
    FeeMark.LAPSING: ("bad", "alert"),
    FeeMark.LATER: ("quiet", "calendar"),
    FeeMark.UNKNOWN: ("quiet", "question"),
}
ENCODINGS = {"utf-8-sig": "UTF-8 (BOM)", "gb18030": "GB18030", "big5hkscs": "Big5"}


def written(patent: Patent) -> str:
    """The number as people write it; as it stands where it is of no known form."""
    return written_number(patent.number, granted=patent.grant_date is not None)


def written_number(number: str, granted: bool = False) -> str:
    try:
        return display(parse_number(number), granted=granted)
    except NumberFault:
        return number


def patent_kind(code: str) -> str:
    return words.word(words.KINDS[PatentKind(code)], lang())


def patent_status(code: str) -> str:
    if code == UNKNOWN:
        return gettext("Status not known")
    return words.word(words.STATUSES[PatentStatus(code)], lang())


def status_look(code: str) -> tuple[str, str]:
    """Tone and icon of a status."""
    if code == UNKNOWN:
        return ("quiet", "question")
    if code == PatentStatus.LATE_FEE:
        return ("warn", "alert")
    if code in IN_FORCE:
        return ("good", "check")
    return ("info", "clock") if code in PENDING else ("bad", "close")


def overlay(code: str) -> str:
    return words.word(words.OVERLAYS[Overlay(code)], lang())


def fee_mark(code: FeeMark) -> str:
    return words.word(words.FEE_MARKS[code], lang())


def field_label(name: str) -> str:
    """A field of a patent as a heading."""
    label = words.word(words.FIELDS["patent_type" if name == "kind" else name], lang())
    return label[:1].upper() + label[1:]


def fact_value(fact: PatentFact) -> str:
    """What a source said, its codes in words."""
    if fact.field == "kind":
        return patent_kind(fact.value)
    if fact.field == "status":
        return patent_status(fact.value)
    return named(fact.field, fact.value, lang())


def share_percent(share: int) -> Decimal:
    """Hundredths of a percent as a percentage."""
    return Decimal(share).scaleb(-2)


def evidence_kind(code: str) -> str:
    return listing_words.word(listing_words.EVIDENCE[code], lang())


def industry(code: str) -> str:
    return words.word(DIVISIONS[code], lang()) if code in DIVISIONS else ""


def section(code: str) -> str:
    """What a section of the classification is about, by a symbol that begins with it."""
    return words.word(words.SECTIONS[code[0]], lang())


def source(text: str) -> str:
    """Where a value came from: a register, a file, or a hand on this site."""
    return gettext("Entered by hand") if text == BY_HAND else text


def import_state(code: str) -> str:
    return import_words.word(import_words.STATES, code, lang())


def import_fault(text: str) -> str:
    """Why an import failed, from what is kept of it (JSON code and params), and what helps."""
    fault = json.loads(text)
    if fault["code"] in import_words.FAULTS:
        return import_words.word(import_words.FAULTS, fault["code"], lang())
    return fault_sentence(ReaderFault(fault["code"], **fault["params"]), lang())


def import_outcome(code: str) -> str:
    return import_words.word(import_words.OUTCOMES, code, lang())


def delimiter(code: str) -> str:
    return import_words.word(import_words.DELIMITERS, code, lang())


def encoding(code: str) -> str:
    return ENCODINGS.get(code, code.upper())


def file_format(code: str) -> str:
    return format_name(code, lang())


FILTERS: dict[str, Callable[..., object]] = {
    "written": written,
    "written_number": written_number,
    "patent_kind": patent_kind,
    "patent_status": patent_status,
    "status_look": status_look,
    "overlay": overlay,
    "fee_mark": fee_mark,
    "mark_look": MARK_LOOKS.__getitem__,
    "field_label": field_label,
    "fact_value": fact_value,
    "share_percent": share_percent,
    "evidence_kind": evidence_kind,
    "industry": industry,
    "class_symbol": format_class,
    "class_section": section,
    "fact_source": source,
    "import_state": import_state,
    "state_look": STATE_LOOKS.__getitem__,
    "import_outcome": import_outcome,
    "outcome_look": OUTCOME_LOOKS.__getitem__,
    "delimiter": delimiter,
    "encoding": encoding,
    "file_format": file_format,
}


def install(blueprint: Blueprint) -> None:
    """Give all templates the filters above."""
    for name, function in FILTERS.items():
        blueprint.add_app_template_filter(function, name)
