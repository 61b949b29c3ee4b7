"""The term-sheet editor: a draft that travels in its own form, judged and shown in words after every round trip.

It knows no listing: an offer in a negotiation can be written with it as well (`templates/listings/sheet_editor.html`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import abort

from marketplace.domain.terms.canonical import terms_hash
from marketplace.domain.terms.checks import check_terms
from marketplace.domain.terms.decoding import decode
from marketplace.domain.terms.editing import MOVES, Sheet, added, moved, without
from marketplace.domain.terms.faults import Fault
from marketplace.domain.terms.findings import BLOCK, Finding
from marketplace.domain.terms.reading import Draft, read_draft, read_terms
from marketplace.web.listings.offers import Offer, clauses_of, offer_of
from marketplace.web.listings.sheet_groups import groups_of
from marketplace.web.listings.sheet_rows import Group, with_errors
from marketplace.web.listings.sheet_typing import Typed, typed_sheet, typing_errors
from marketplace.web.locale import lang

SAVE, PREVIEW, IMPORT = "save", "preview", "import"
_ROOT = "$.terms"


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A finding of the checks with the place in the editor it leads to."""

    blocks: bool
    sentence: str
    basis: str
    anchor: str


@dataclass(frozen=True, slots=True)
class EditorError:
    """One line of the list of errors: where it leads, what it is about (a label, or a path of pasted JSON)."""

    anchor: str
    text: str
    label: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class Editor:
    """A draft of a sheet ready to print. `offer` and the words are there once the sheet can be read."""

    sheet: Sheet
    groups: Sequence[Group]
    errors: Sequence[EditorError]
    findings: Sequence[ShownFinding]
    offer: Offer | None
    zh: Sequence[Mapping[str, Any]] = ()
    en: Sequence[Mapping[str, Any]] = ()
    pasted: str = ""

    @property
    def hidden(self) -> str:
        """The draft as it travels in the form."""
        return json.dumps(self.sheet, ensure_ascii=False, separators=(",", ":"))

    @property
    def readable(self) -> str:
        """The draft for experts, to copy and to paste back."""
        return self.pasted or json.dumps(self.sheet, ensure_ascii=False, indent=2)

    @property
    def may_be_saved(self) -> bool:
        return self.offer is not None


def sent_sheet(form: Typed, action: str) -> Sheet:
    """The sheet a form carries, with what was typed and the step that was asked for.

    Raises Fault for JSON that cannot be taken (`import`); aborts with 400 where the form does not belong together.
    """
    if action == IMPORT:
        pasted = decode((form.get("json") or "").encode("utf-8", "surrogatepass"))
        read_draft(pasted)
        return dict(pasted)
    try:
        carried = json.loads(form.get("sheet") or "")
        sheet = typed_sheet(carried, groups_of(carried), form)
        return _stepped(sheet, action)
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError):
        abort(400)


def _stepped(sheet: Sheet, action: str) -> Sheet:
    """One step: add:PLACE[:KIND], remove:PLACE, up:PLACE, down:PLACE; anything else only looks."""
    verb, _, place = action.partition(":")
    if verb == "add":
        where, _, kind = place.partition(":")
        return added(sheet, where, kind)
    if verb == "remove":
        return without(sheet, place)
    if verb in MOVES:
        return moved(sheet, place, MOVES[verb])
    return sheet


def editor_of(sheet: Sheet, facts: Mapping[str, Any], *, pasted: str = "", pasted_fault: Fault | None = None) -> Editor:
    """The editor over a sheet.

    Args:
        facts: what the checks need to know beside it (`usecases.listings.gate.terms_facts`).
        pasted: JSON that was refused, with its fault.
    """
    groups = groups_of(sheet)
    errors = typing_errors(groups, str(sheet.get("currency", "")))
    draft = None if errors else _read(sheet, groups, errors)
    findings = check_terms(draft.terms, facts) if draft else []
    for doubt in draft.doubts if draft else ():
        errors.setdefault(_place_of(doubt.path, groups), []).append(_told(doubt))
    fit = draft is not None and not draft.doubts
    offer = offer_of(1, sheet, terms_hash(sheet)) if fit else None
    listed = _listed(errors, groups)
    if pasted_fault is not None:
        listed.insert(0, EditorError("json", _told(pasted_fault), path=pasted_fault.path))
    return Editor(
        sheet=sheet,
        groups=[with_errors(group, errors) for group in groups],
        errors=listed,
        findings=[_shown(found, groups) for found in findings],
        offer=offer,
        zh=clauses_of(offer.terms, "zh") if offer else (),
        en=clauses_of(offer.terms, "en") if offer else (),
        pasted=pasted,
    )


def _read(sheet: Sheet, groups: Sequence[Group], errors: dict[str, list[str]]) -> Draft | None:
    """The sheet as a draft; what is wrong with its shape is put among the errors."""
    try:
        draft = read_draft(sheet)
        if not draft.doubts:
            read_terms(sheet)
    except Fault as fault:
        errors.setdefault(_place_of(fault.path, groups), []).append(_told(fault))
        return None
    return draft


def _told(fault: Fault) -> str:
    """What is wrong, as a sentence of its own: the English one continues a path."""
    text = fault.sentence(lang())
    return text[0].upper() + text[1:]


def _listed(errors: Mapping[str, Sequence[str]], groups: Sequence[Group]) -> list[EditorError]:
    anchors = _anchors(groups)
    labels = {row.place: row.label for group in groups for row in group.every_row()}
    return [
        EditorError(anchors[place], text, labels.get(place, "")) for place, texts in errors.items() for text in texts
    ]


def _place_of(path: str, groups: Sequence[Group]) -> str:
    """The row or group that a JSON path of a fault means, or the nearest one around it."""
    places = _anchors(groups)
    place = path.removeprefix(_ROOT).removeprefix(".")
    while place:
        owner, dot, name = place.rpartition(".")
        for candidate in (place, f"{owner}#{name}" if dot else place, f"{place}#kind", f"{place}#"):
            if candidate in places:
                return candidate
        place = place.rpartition("[")[0] if place.endswith("]") else owner
    return "components"


def _shown(found: Finding, groups: Sequence[Group]) -> ShownFinding:
    chinese = lang() == "zh"
    return ShownFinding(
        blocks=found.severity == BLOCK,
        sentence=found.zh if chinese else found.en,
        basis=found.basis_zh if chinese else found.basis_en,
        anchor=_anchors(groups)[_place_of(found.path, groups)],
    )


def _anchors(groups: Sequence[Group]) -> dict[str, str]:
    """Every place of the editor with the id that stands there."""
    return {place: anchor for group in groups for place, anchor in group.anchors()}
