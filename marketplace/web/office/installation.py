"""Facts about the installation: what runs, how much room is left, what an administrator should look at."""

from __future__ import annotations

import platform
import shutil
from datetime import timedelta
from importlib.metadata import version

from flask import current_app, render_template

from marketplace import clock
from marketplace.domain.search.words import sentence
from marketplace.search import doctor
from marketplace.store.office import jobs
from marketplace.store.office.installation import database_facts
from marketplace.web.locale import gettext, lang, ngettext
from marketplace.web.office.site import blueprint, site_tabs

PACKAGES = ("Flask", "SQLAlchemy", "Whoosh-Reloaded", "typst", "gunicorn")
LITTLE_ROOM = 1024**3  # bytes
WORKER_SILENT = timedelta(hours=26)  # it asks for the daily work once a day


@blueprint.get("/installation", endpoint="installation")
def show() -> str:
    config = current_app.config
    disk = shutil.disk_usage(config["DATA_DIR"])
    index = doctor.status()
    return render_template(
        "office/installation_show.html",
        tabs=site_tabs("site.installation"),
        database=database_facts(),
        free=disk.free,
        whole=disk.total,
        public_address=config["PUBLIC_URL"],
        https=config["HTTPS"],
        mail_set=bool(config["MAIL_SMTP_URL"]),
        index=index,
        index_words=_index_words(index),
        last_daily=jobs.latest_run(),
        queue=jobs.counts_by_state(),
        versions=_versions(),
        warnings=_warnings(index, disk.free),
    )


def _index_words(index: doctor.Status) -> list[str]:
    running = sentence("status.running" if index.running else "status.not_running", lang())
    if not index.usable:
        return [sentence("status.unusable", lang(), reason=f"reason.{index.reason}"), running]
    behind = sentence("status.behind" if index.behind else "status.up_to_date", lang(), count=index.behind)
    return [sentence("status.usable", lang(), folder=index.name, documents=index.documents), behind, running]


def _warnings(index: doctor.Status, free: int) -> list[str]:
    """What an administrator should look at, in the order of its weight."""
    found = []
    if not current_app.config["HTTPS"]:
        found.append(
            gettext(
                "The site is reached over http: passwords and contracts travel unprotected. For anything but a trial "
                "put it behind https and set its public address accordingly."
            )
        )
    last = jobs.latest_run()
    if last is None or clock.now() - last > WORKER_SILENT:
        found.append(gettext("The worker has not asked for its daily work: mail, imports and accounts stand still."))
    if dead := jobs.counts_by_state().get("dead", 0):
        found.append(
            ngettext(
                "%(num)s job has given up; see the queue of jobs.",
                "%(num)s jobs have given up; see the queue of jobs.",
                dead,
            )
        )
    if not index.running:
        found.append(gettext("The indexer is not running: new listings will not be found."))
    if not current_app.config["MAIL_SMTP_URL"]:
        found.append(gettext("No mail server is set: mails are printed by the worker and reach nobody."))
    if free < LITTLE_ROOM:
        found.append(gettext("Less than 1 GB of disk space is left."))
    return found


def _versions() -> list[tuple[str, str]]:
    found = [("Python", platform.python_version())]
    for package in PACKAGES:
        try:
            found.append((package, version(package)))
        except ModuleNotFoundError:  # not needed everywhere, gunicorn for example
            continue
    return found
