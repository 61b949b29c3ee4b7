"""One term sheet on many patents at once: choose patents, write the sheet, look at the checks, make the drafts.

Everything travels in the form; only the last button writes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace import clock
from marketplace.domain.listings.checks import CEILING_FINDINGS
from marketplace.domain.listings.states import LISTING_KINDS
from marketplace.domain.terms.editing import Sheet
from marketplace.domain.terms.faults import Fault
from marketplace.domain.terms.templates import TEMPLATES, template_sheet
from marketplace.store.listings import work_list
from marketplace.store.parties.organisations import Organisation
from marketplace.store.patents.patents import Patent
from marketplace.usecases.listings.drafts import draft_many
from marketplace.usecases.listings.gate import gate_previews, terms_facts
from marketplace.usecases.listings.options import Proposal, usual_late_rate
from marketplace.web.listings.blueprint import blueprint
from marketplace.web.listings.drafting import chosen_licensor, editable_licensors
from marketplace.web.listings.gate_shown import AMBER, GREEN, LIGHTS, RED, ShownCheck, shown_checks
from marketplace.web.listings.listing_forms import kind_choices, kind_hints
from marketplace.web.listings.patents_shown import number_words
from marketplace.web.listings.picker import ALL, NONE, asked_words, chosen_patents, picker_of
from marketplace.web.listings.sheet_editor import PREVIEW, Editor, editor_of, sent_sheet
from marketplace.web.locale import gettext, lang, ngettext
from marketplace.web.session import current_actor

MOST_AT_ONCE = 500
LONGEST_BASIS = 2000
TERMS, DRAFT_ALL, DRAFT_GREEN = "terms", "draft-all", "draft-passing"


@dataclass(frozen=True, slots=True)
class PatentPreview:
    """What the checks would say of a listing of one patent. `light`: of the gravest; `red`: those that block."""

    public_id: str
    number: str
    title: str
    light: str
    red: Sequence[ShownCheck]
    amber: Sequence[ShownCheck]


@dataclass(frozen=True, slots=True)
class Order:
    """What the form asks for so far."""

    licensor: Organisation
    patents: Sequence[Patent]
    kind: str
    texts: Mapping[str, str]


@blueprint.get("/listings/bulk")
def bulk() -> ResponseReturnValue:
    licensors = editable_licensors()
    licensor = chosen_licensor(licensors, request.args.get("licensor", ""))
    imported = work_list.patents_of_import(licensor.id, request.args.get("upload", ""), limit=MOST_AT_ONCE)
    chosen = chosen_patents(licensor.id, request.args.getlist("patent")) or _without_listing(imported)
    return _choose_page(licensors, Order(licensor, chosen, "platform", {}))


@blueprint.post("/listings/bulk")
def bulk_step() -> ResponseReturnValue:
    licensors = editable_licensors()
    order = _order(chosen_licensor(licensors, request.form.get("licensor", "")))
    if request.form.get("stage") != TERMS:
        return _chosen(licensors, order)
    return _written(order)


def _order(licensor: Organisation) -> Order:
    kind = request.form.get("kind", "")
    texts = {name: request.form.get(name, "").strip()[:LONGEST_BASIS] for name in ("fee_basis_zh", "fee_basis_en")}
    patents = chosen_patents(licensor.id, request.form.getlist("patents"))
    return Order(licensor, patents, kind if kind in LISTING_KINDS else "platform", texts)


def _chosen(licensors: Sequence[Organisation], order: Order) -> ResponseReturnValue:
    """The first page was sent: tick more, or go on to the sheet."""
    action = request.form.get("action", "")
    if action == ALL:
        found, _ = work_list.portfolio(order.licensor.id, asked_words(), limit=MOST_AT_ONCE)
        merged = {patent.id: patent for patent in (*order.patents, *_without_listing(found))}
        return _choose_page(licensors, Order(order.licensor, [*merged.values()], order.kind, order.texts))
    if action == NONE:
        return _choose_page(licensors, Order(order.licensor, [], order.kind, order.texts))
    if action != TERMS:
        return _choose_page(licensors, order)
    sheet = _first_sheet(request.form.get("source", ""))
    faults = []
    if not order.patents:
        faults.append(("patents", gettext("Tick at least one patent.")))
    if len(order.patents) > MOST_AT_ONCE:
        faults.append(("patents", gettext("At most %(most)s patents at once.", most=MOST_AT_ONCE)))
    if sheet is None:
        faults.append(("source", gettext("Choose a template or a sheet of yours.")))
    if sheet is None or faults:
        return _choose_page(licensors, order, faults), 422
    return _terms_page(order, sheet)


def _without_listing(patents: Sequence[Patent]) -> list[Patent]:
    listed = work_list.listed_among([patent.id for patent in patents])
    return [patent for patent in patents if patent.id not in listed]


def _first_sheet(source: str) -> Sheet | None:
    """The sheet to begin with: of a template (`template:key`) or of a listing of the office (`listing:id:position`)."""
    what, _, name = source.partition(":")
    if what == "template" and name in TEMPLATES:
        return template_sheet(name, late_rate=usual_late_rate(clock.today()))
    public_id, _, position = name.partition(":")
    for listing in work_list.by_public_ids(current_actor(), [public_id]) if what == "listing" else ():
        for option in listing.options:
            if str(option.position) == position:
                return dict(option.terms)
    return None


def _written(order: Order) -> ResponseReturnValue:
    """The second page was sent: a round trip of the editor, or the drafts."""
    action = request.form.get("action", PREVIEW)
    try:
        sheet = sent_sheet(request.form, action)
    except Fault as fault:
        return _terms_page(order, sent_sheet(request.form, PREVIEW), fault=fault), 422
    if action not in (DRAFT_ALL, DRAFT_GREEN) or not order.patents:
        return _terms_page(order, sheet)
    if not editor_of(sheet, {}).may_be_saved:
        return _terms_page(order, sheet, refused=True), 422
    return _draft(order, sheet, only_green=action == DRAFT_GREEN)


def _draft(order: Order, sheet: Sheet, *, only_green: bool) -> ResponseReturnValue:
    patents = list(order.patents)
    if only_green:
        passing = {one.public_id for one in _previews(order, sheet) if one.light != RED}
        patents = [patent for patent in patents if patent.public_id in passing]
    if not patents:
        flash(gettext("No patent passes the checks, so no draft was made."), "warning")
        return _terms_page(order, sheet), 422
    drafts = draft_many(
        order.licensor,
        patents,
        Proposal(sheet),
        kind=order.kind,
        actor=current_actor(),
        now=clock.now(),
        **order.texts,
    )
    flash(ngettext("%(num)s draft was made.", "%(num)s drafts were made.", len(drafts)), "success")
    return redirect(url_for("listings.index", state="draft", licensor=order.licensor.public_id))


def _previews(order: Order, sheet: Sheet) -> list[PatentPreview]:
    """The gate over every patent, the gravest first."""
    found = []
    answers = gate_previews(order.patents, sheet, kind=order.kind, texts=order.texts, today=clock.today())
    for patent, (outcomes, findings) in zip(order.patents, answers, strict=True):
        said = [one.zh if lang() == "zh" else one.en for one in findings if one.code not in CEILING_FINDINGS]
        shown = shown_checks(outcomes, said)
        red, amber = ([check for check in shown if check.light == light] for light in (RED, AMBER))
        gravest = RED if red else AMBER if amber else GREEN
        title = patent.title(lang())
        found.append(PatentPreview(patent.public_id, number_words(patent), title, gravest, red, amber))
    return sorted(found, key=lambda one: LIGHTS.index(one.light), reverse=True)


def _by_check(previews: Sequence[PatentPreview]) -> list[dict[str, Any]]:
    """What was found, check by check, with how many patents it concerns: what one entry answers for all of them."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for preview in previews:
        for check in (*preview.red, *preview.amber):
            first: dict[str, Any] = {"title": check.title, "reason": check.reason, "remedy": check.remedy}
            row = found.setdefault((check.code, check.finding), {**first, RED: 0, AMBER: 0})
            row[check.light] += 1
            if row["reason"] != check.reason:  # it names the day or the number of one patent
                row["reason"] = ""
    return sorted(found.values(), key=lambda row: (-row[RED], -row[AMBER]))


def _choose_page(
    licensors: Sequence[Organisation], order: Order, faults: Sequence[tuple[str, str]] = ()
) -> str:
    recent, _ = work_list.page_of(
        work_list.work_list(current_actor(), licensor=order.licensor.public_id), 1, 20
    )
    return render_template(
        "listings/listings_bulk.html",
        licensors=licensors,
        order=order,
        picker=picker_of(order.licensor.id, order.patents, asked_words()),
        kinds=kind_choices(),
        kind_hints=kind_hints(),
        templates=list(TEMPLATES.values()),  # the kind may still change on this page
        listings=[listing for listing in recent if listing.options],
        source=request.form.get("source", ""),
        faults=faults,
        most=MOST_AT_ONCE,
    )


def _terms_page(order: Order, sheet: Sheet, *, fault: Fault | None = None, refused: bool = False) -> str:
    facts: dict[str, Any] = terms_facts(order.patents, order.kind, clock.today(), declared=False)
    facts.pop("patent_expires_on", None)  # the checks of the patents look at the end of each
    pasted = request.form.get("json", "") if fault is not None else ""
    editor: Editor = editor_of(sheet, facts, pasted=pasted, pasted_fault=fault)
    previews = _previews(order, sheet) if editor.may_be_saved else []
    return render_template(
        "listings/listings_bulk_terms.html",
        order=order,
        editor=editor,
        previews=previews,
        by_check=_by_check(previews),
        counts={light: sum(one.light == light for one in previews) for light in LIGHTS},
        refused=refused,
    )


