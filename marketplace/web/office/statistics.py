"""Statistics of licence fees for the operator: what is known, and a file looked at line by line and then taken in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flask import Response, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField

from marketplace import clock
from marketplace.documents.tables import Column, xlsx
from marketplace.domain.terms.reference import COLUMNS, MOST_ROWS, Band, figure_text
from marketplace.domain.terms.reference_file import LineFault, StatisticsFile, read_statistics
from marketplace.domain.terms.words_reference import MEASURES, row_fault_words
from marketplace.store import sites
from marketplace.store.listings.reference import known_statistics
from marketplace.usecases.terms.reference import import_statistics
from marketplace.web.downloads import spreadsheet
from marketplace.web.listings.offers import say
from marketplace.web.locale import gettext, ngettext
from marketplace.web.office.site import blueprint, site_tabs
from marketplace.web.session import current_actor

PAGE_SIZE = 25
#: Bytes of a file; it travels in the form between the preview and its acceptance.
LARGEST = 256 * 1024
TAKE = "take"
_NAMES = re.compile(rf"\b({'|'.join(COLUMNS)})\b", re.ASCII)  # of columns, in a sentence about them


class StatisticsForm(FlaskForm):
    file = FileField(_l("Statistics as CSV"), [FileRequired(_l("Choose a file."))])
    demonstration = BooleanField(
        _l("The figures are made up"), description=_l("They are then marked as demonstration data wherever they stand.")
    )


@blueprint.get("/statistics", endpoint="statistics")
def index() -> str:
    return _page(StatisticsForm())


@blueprint.get("/statistics/list.xlsx", endpoint="statistics_table")
def table() -> Response:
    columns = [
        Column(gettext("Measure")),
        Column(gettext("Industry")),
        Column(gettext("Year")),
        Column(gettext("Number of licences")),
        Column(gettext("Lower quartile")),
        Column(gettext("Median")),
        Column(gettext("Upper quartile")),
        Column(gettext("Source")),
    ]
    bands, _ = known_statistics(1, MOST_ROWS)
    rows = (
        [say(MEASURES[one.measure]), one.field, str(one.year), str(one.sample_size), *quartiles(one), one.source]
        for one in bands
    )
    return spreadsheet(xlsx(gettext("Statistics of fees"), columns, rows, made_at=clock.now()), "statistics.xlsx")


@blueprint.post("/statistics", endpoint="read_statistics")
def read() -> ResponseReturnValue:
    form = StatisticsForm()
    taking = request.form.get("action") == TAKE
    data = request.form.get("text", "").encode("utf-8", "replace") if taking else _sent(form)
    if data is None:
        return _page(form), 422
    found = read_statistics(data)
    if found.faults:
        return _preview(form, found), 422
    if not taking:
        return _preview(form, found)
    taken = import_statistics(
        sites.by_id(g.site.id),
        found.bands,
        demonstration=form.demonstration.data,
        actor=current_actor(),
        now=clock.now(),
    )
    flash(ngettext("%(num)d line was taken in.", "%(num)d lines were taken in.", taken), "success")
    return redirect(url_for("site.statistics"))


def _sent(form: StatisticsForm) -> bytes | None:
    """The bytes of the file; None with the reason at the field."""
    upload = form.file.data
    data: bytes = upload.read(LARGEST + 1) if upload else b""
    if not data:
        form.file.errors = [gettext("Choose a file.")]
    elif len(data) > LARGEST:
        form.file.errors = [gettext("The file is larger than 256 KB. Use the command reference import for it.")]
    else:
        return data
    return None


def quartiles(band: Band) -> Sequence[str]:
    return [figure_text(band.measure, one) for one in (band.lower, band.median, band.upper)]


def _page(form: StatisticsForm) -> str:
    page = max(request.args.get("page", default=1, type=int), 1)
    bands, total = known_statistics(page, PAGE_SIZE)
    return render_template(
        "office/statistics_index.html",
        tabs=site_tabs("site.statistics"),
        form=form,
        bands=bands,
        columns=_columns(),
        measures={key: say(words) for key, words in MEASURES.items()},
        quartiles=quartiles,
        largest=LARGEST,
        total=total,
        page=page,
        pages=max(1, -(-total // PAGE_SIZE)),
        first=(page - 1) * PAGE_SIZE + 1,
        page_url=lambda number: url_for("site.statistics", page=number),
    )


def _columns() -> list[tuple[str, str]]:
    """What each column of a file is called and holds."""
    meanings = (
        gettext("Measure"),
        gettext("Industry by its code in GB/T 4754, empty for all"),
        gettext("Year"),
        gettext("Number of licences"),
        gettext("Lower quartile"),
        gettext("Median"),
        gettext("Upper quartile"),
        gettext("Where it is published"),
    )
    return list(zip(COLUMNS, meanings, strict=True))


def _told(found: LineFault) -> str:
    return say(row_fault_words(found.fault.code, found.fault.column))


def _preview(form: StatisticsForm, found: StatisticsFile) -> str:
    return render_template(
        "office/statistics_preview.html",
        form=form,
        found=found,
        faults=[(one.line, _NAMES.split(_told(one))) for one in found.faults],
        measures={key: say(words) for key, words in MEASURES.items()},
        quartiles=quartiles,
    )
