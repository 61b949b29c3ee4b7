"""Pages of the office and the operator: the morning's work, the inbox, the settings of the site."""

from __future__ import annotations

from marketplace.web.office import inbox, installation, jobs, parameters, site, statistics, work

__all__ = ["inbox", "installation", "jobs", "parameters", "site", "statistics", "work"]

BLUEPRINTS = (work.blueprint, inbox.blueprint, site.blueprint)
ENDPOINTS = {
    "office.show": "member",
    "office.table": "member",
    "office.work": "member",
    "office.work_table": "member",
    "inbox.show": "person",
    "inbox.open": "person",
    "inbox.read_all": "person",
    "site.edit": "operator",
    "site.update": "operator",
    "site.appointments": "operator",
    "site.appoint": "operator",
    "site.dismiss": "operator",
    "site.parameters": "operator",
    "site.parameters_table": "operator",
    "site.parameter": "operator",
    "site.add_parameter": "operator",
    "site.statistics": "operator",
    "site.statistics_table": "operator",
    "site.read_statistics": "operator",
    "site.jobs": "operator",
    "site.retry": "operator",
    "site.installation": "operator",
}
