"""The queue of jobs: what waits, what gave up and why, and another try."""

from __future__ import annotations

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace import clock
from marketplace.domain.faults import Refused
from marketplace.domain.listings.names import word
from marketplace.domain.office.job_words import JOBS
from marketplace.domain.office.job_words import STATES as STATE_WORDS
from marketplace.domain.refusals import sentence
from marketplace.store import sites
from marketplace.store.office import jobs
from marketplace.store.office.jobs import STATES, Job
from marketplace.usecases.office.jobs import retry_job
from marketplace.web.locale import gettext, lang
from marketplace.web.office.site import blueprint, site_tabs
from marketplace.web.session import current_actor

PAGE_SIZE = 25


@blueprint.get("/jobs", endpoint="jobs")
def index() -> str:
    counts = jobs.counts_by_state()
    state = request.args.get("state", "")
    if state not in STATES:
        state = "dead" if counts.get("dead") else "waiting"
    page = max(request.args.get("page", default=1, type=int), 1)
    rows, total = jobs.in_state(state, page, PAGE_SIZE)
    return render_template(
        "office/jobs_index.html",
        tabs=site_tabs("site.jobs"),
        states=[_state_tab(code, counts.get(code, 0), code == state) for code in STATES],
        state=state,
        state_name=word(STATE_WORDS, state, lang()),
        rows=rows,
        name_of=job_name,
        cause_of=cause,
        total=total,
        page=page,
        pages=max(1, -(-total // PAGE_SIZE)),
        first=(page - 1) * PAGE_SIZE + 1,
        page_url=lambda number: url_for("site.jobs", state=state, page=number),
    )


@blueprint.post("/jobs/retries", endpoint="retry")
def retry() -> ResponseReturnValue:
    job = jobs.by_id(request.form.get("job", 0, type=int))
    if job is None:
        abort(404)
    try:
        retry_job(sites.by_id(g.site.id), job, actor=current_actor(), now=clock.now())
    except Refused as refusal:
        flash(sentence(refusal, lang()), "error")
    else:
        flash(gettext("The job is tried again now."), "success")
    return redirect(url_for("site.jobs"))


def job_name(kind: str) -> str:
    return word(JOBS, kind, lang()) if kind in JOBS else kind.replace("_", " ")


def cause(job: Job) -> str:
    """The last line of what went wrong, which names the fault."""
    lines = [line for line in job.error.splitlines() if line.strip()]
    return lines[-1][:300] if lines else ""


def _state_tab(code: str, number: int, current: bool) -> dict[str, object]:
    url = url_for("site.jobs", state=code)
    return {"label": word(STATE_WORDS, code, lang()), "url": url, "current": current, "number": number}
