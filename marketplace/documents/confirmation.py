"""A licence confirmation as PDF, from plain facts.

The facts are one dict. A *text* is a string or a pair ``{"zh": …, "en": …}`` (the other language stands in where
one is missing); days are ISO strings or None; amounts are integer minor units of ``currency``, without VAT::

    demonstration   bool
    issuer          text, the name of the site
    number          agreement number
    kind            statutory | platform | negotiated
    announcement    {"number", "on"} or None                 of the open licence, by CNIPA
    model           text, the payment model
    state           text, the state of the licence
    ended           bool, whether that state is an end
    concluded_on, effective_on, last_day
    parties         [{"role": licensor|licensee|office, "name": text, "code_kind": uscc|registry, "code", "address"}]
    patents         [{"number", "title": text, "filed_on", "granted_on", "term_end", "status": text, "status_as_of"}]
    clauses         [text or {"title": text, "text": text}]
    currency        ISO 4217
    vat_rate        percent as decimal string, "0" for exempt
    charges         [{"line": text, "arises_on", "due_on", "amount", "paid", "status": text}]
    contingent      [{"line": text, "waits_for": text, "latest_on" or None, "amount" or None}]
    totals          {"charged", "paid", "waived", "outstanding", "overdue", "held"}
    to_pay          what is open and not on hold, value-added tax included
    payee           {"holder", "bank", "number", "reference"} or None
    terms_hash, facts_hash, verification_code, verification_url
    as_of
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import segno

from marketplace.documents.typesetting import Language, printable_content, typeset
from marketplace.documents.wording import Wording
from marketplace.domain.terms.capitals import with_capitals

NO_BREAK = "\N{NO-BREAK SPACE}"
_TIME_ZONE = ZoneInfo("Asia/Shanghai")


def confirmation_pdf(facts: Mapping[str, Any], *, lang: Language, made_at: datetime) -> bytes:
    """The confirmation as PDF/UA-1. Same facts, language and instant (aware) give the same bytes.

    Characters the font lacks are printed as codes and named on the last page.

    :raises KeyError: a fact is missing.
    :raises ValueError: ``made_at`` is naive.
    :raises marketplace.documents.font.FontMissing: the set-up has not run.
    """
    if made_at.tzinfo is None:
        raise ValueError("made_at must be aware")
    content, lacking = printable_content(_content(facts, Wording(lang), made_at))
    if lacking:
        content["unprintable"] = Wording(lang).sentence("unprintable", codes=", ".join(lacking))
    content["qr"] = _qr(facts["verification_url"])
    return typeset("confirmation.typ", content, made_at)


def _content(facts: Mapping[str, Any], wording: Wording, made_at: datetime) -> dict[str, Any]:
    """Everything that is printed, worded and formatted: the template only arranges it."""
    currency = facts["currency"]
    exempt = facts["vat_rate"] == "0"
    return {
        "lang": wording.lang,
        "words": wording.all(),
        "demonstration": facts["demonstration"],
        "issuer": wording.text(facts["issuer"]),
        "number": facts["number"],
        "made": wording.day(made_at.astimezone(_TIME_ZONE).date().isoformat()),
        "as_of": wording.day(facts["as_of"]),
        "state": wording.text(facts["state"]),
        "opening": _opening(facts, wording),
        "parties": [_party(party, wording) for party in facts["parties"]],
        "patents": [_patent(patent, wording) for patent in facts["patents"]],
        "basis": _basis(facts, wording),
        "clauses": [_clause(clause, wording) for clause in facts["clauses"]],
        "charges": [_charge(charge, wording, currency) for charge in facts["charges"]],
        "contingent": [_waiting(sum_, wording, currency) for sum_ in facts["contingent"]],
        "totals": wording.sentence(
            "totals",
            day=wording.day(facts["as_of"]),
            **{key: wording.amount(facts["totals"][key], currency) for key in facts["totals"]},
        ),
        "currency_note": wording.sentence(
            "currency_note_exempt" if exempt else "currency_note",
            currency=wording.currency(currency),
            vat_rate=facts["vat_rate"],
        ),
        "payee": facts["payee"],
        "to_pay": f"{currency} {wording.amount(facts['to_pay'], currency)}",
        "proof": {
            key: facts[key] for key in ("terms_hash", "facts_hash", "verification_code", "verification_url")
        },
        "unprintable": "",
    }


def _opening(facts: Mapping[str, Any], wording: Wording) -> str:
    if facts["effective_on"] is None:
        return wording.sentence("pending")
    days = {key: wording.day(facts[key]) for key in ("effective_on", "last_day")}
    return wording.sentence("ended" if facts["ended"] else "effective", **days)


def _party(party: Mapping[str, Any], wording: Wording) -> dict[str, str]:
    return {
        "role": wording.word(party["role"]),
        "name": wording.text(party["name"]),
        "code_label": wording.word(party["code_kind"]),
        "code": party["code"],
        "address": party["address"],
    }


def _patent(patent: Mapping[str, Any], wording: Wording) -> dict[str, str]:
    as_of = wording.sentence("status_as_of", day=patent["status_as_of"])
    days = {key: patent[key] or wording.word("none") for key in ("filed_on", "granted_on", "term_end")}
    status = wording.text(patent["status"]) + (" " if wording.lang == "en" else "") + as_of
    return {
        "number": patent["number"].replace(" ", NO_BREAK),
        "title": wording.text(patent["title"]),
        "status": status,
        **days,
    }


def _basis(facts: Mapping[str, Any], wording: Wording) -> list[list[str]]:
    rows = [[wording.word("kind"), wording.word(facts["kind"])]]
    if facts["announcement"]:
        announced = facts["announcement"]
        value = wording.sentence(
            "announcement_value", number=announced["number"], day=wording.day(announced["on"])
        )
        rows.append([wording.word("announcement"), value])
    rows.append([wording.word("model"), wording.text(facts["model"])])
    for key in ("concluded_on", "effective_on", "last_day"):
        rows.append([wording.word(key), wording.day(facts[key])])
    return rows


def _clause(clause: Any, wording: Wording) -> dict[str, str]:
    if isinstance(clause, Mapping) and "text" in clause:
        return {"title": wording.text(clause["title"]), "text": _in_words(clause["text"], wording)}
    return {"title": "", "text": _in_words(clause, wording)}


def _in_words(text: Any, wording: Wording) -> str:
    """A clause; in Chinese each sum is repeated in capital numerals, as contracts do."""
    return with_capitals(wording.text(text)) if wording.lang == "zh" else wording.text(text)


def _charge(charge: Mapping[str, Any], wording: Wording, currency: str) -> dict[str, str]:
    return {
        "line": wording.text(charge["line"]),
        "arises_on": charge["arises_on"],
        "due_on": charge["due_on"],
        "amount": wording.amount(charge["amount"], currency),
        "paid": wording.amount(charge["paid"], currency),
        "status": wording.text(charge["status"]),
    }


def _waiting(waiting: Mapping[str, Any], wording: Wording, currency: str) -> dict[str, str]:
    latest, amount = waiting["latest_on"], waiting["amount"]
    return {
        "line": wording.text(waiting["line"]),
        "waits_for": wording.text(waiting["waits_for"]),
        "latest_on": latest or wording.word("no_latest"),
        "amount": wording.word("by_report") if amount is None else wording.amount(amount, currency),
    }


def _qr(address: str) -> str:
    buffer = io.BytesIO()
    segno.make(address, error="m", micro=False).save(buffer, kind="svg", border=2, xmldecl=False)
    return buffer.getvalue().decode()
