"""What every page stands in: site, navigation, the acting organisation, language links."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import urlencode

import structlog
from flask import Flask, abort, current_app, g, request

from marketplace.domain.access import Actor
from marketplace.domain.deals import words as deal_words
from marketplace.domain.listings import names
from marketplace.domain.parties.kinds import OFFICE_KINDS
from marketplace.domain.terms.naming import MODELS
from marketplace.store import sites
from marketplace.store.db import db
from marketplace.store.office import notices
from marketplace.store.parties import people
from marketplace.store.parties.organisations import Organisation
from marketplace.web.access import may, within
from marketplace.web.locale import HTML_LANG, LOCALES, gettext, lang
from marketplace.web.page_links import address
from marketplace.web.session import current_actor, current_session

TABLES = {
    "listing_kind": names.KINDS,
    "listing_kind_explained": names.KIND_EXPLANATIONS,
    "listing_state": names.STATES,
    "deal_state": deal_words.STATES,
    "licence_state": deal_words.LICENCE_STATES,
    "deal_kind": deal_words.KINDS,
    "report_kind": deal_words.REPORT_KINDS,
    "report_state": deal_words.REPORT_STATES,
    "offer_state": deal_words.OFFER_STATES,
    "side": deal_words.SIDES,
    "model": {code: (model.zh, model.en) for code, model in MODELS.items()},
    "model_short": {code: (model.short_zh, model.short_en) for code, model in MODELS.items()},
}


class NavItem(NamedTuple):
    label: str
    url: str
    current: bool
    badge: int = 0


@dataclass(frozen=True, slots=True)
class Face:
    """The signed-in person as the page head shows them."""

    person_name: str
    organisation: Organisation | None
    organisation_kind: str
    roles: frozenset[str]
    choices: list[Organisation]

    def organisation_name(self, language: str) -> str:
        return self.organisation.name(language) if self.organisation else ""


def resolve_site() -> None:
    """Find the site a request belongs to before anything else."""
    site = sites.for_host(request.host.split(":")[0])
    if site is None:
        abort(503)
    g.site = site
    structlog.contextvars.clear_contextvars()


def navigation(actor: Actor) -> tuple[NavItem, ...]:
    """The main navigation for who is looking."""
    entries: list[tuple[str, str, str]] = [(gettext("Find patents"), "search.show", "anyone")]
    if actor.organisation_id is None:
        entries.append((gettext("How it works"), "pages.how", "anyone"))
    if actor.office_for and actor.organisation_kind in OFFICE_KINDS:
        entries += [
            (gettext("Office"), "office.show", "member"),
            (gettext("Patents"), "patents.index", "member"),
            (gettext("Listings"), "listings.index", "member"),
        ]
    if actor.organisation_id is not None:
        entries.append((gettext("Deals"), "deals.index", "member"))
    entries.append((gettext("Verification"), "verification.index", "verifier"))
    entries.append((gettext("Figures"), "figures.show", "anyone"))
    entries.append((gettext("Site settings"), "site.edit", "operator"))
    return tuple(
        NavItem(label, address(endpoint), _here(endpoint))
        for label, endpoint, circle in entries
        if endpoint in current_app.view_functions and within(actor, circle)
    )


def _here(endpoint: str) -> bool:
    """Whether this page belongs to a place of the navigation; pages of text are each a place of their own."""
    here = request.endpoint or ""
    if endpoint.startswith("pages."):
        return here == endpoint
    return here.split(".")[0] == endpoint.split(".")[0] or request.path.startswith(f"{address(endpoint)}/")


def language_urls() -> dict[str, str]:
    """The present page in each language."""
    if request.method != "GET":
        return {code: f"/?lang={code}" for code in LOCALES}
    kept = [(key, value) for key, value in request.args.items(multi=True) if key != "lang"]
    return {code: f"{request.path}?{urlencode([*kept, ('lang', code)])}" for code in LOCALES}


def face() -> Face | None:
    row = current_session()
    if row is None:
        return None
    actor = current_actor()
    choices = people.organisations_of(row.person_id)
    organisation = db.session.get(Organisation, actor.organisation_id) if actor.organisation_id else None
    return Face(row.person.name, organisation, actor.organisation_kind, actor.roles, choices)


def words(table: str, code: str) -> str:
    """The word of a code in the reader's language: what a page may not print raw."""
    return TABLES[table][code][0 if lang() == "zh" else 1]


def page_context() -> dict[str, Any]:
    actor = current_actor() if "site" in g else Actor()
    signed_in = actor.person_id is not None
    return {
        "site": g.get("site"),
        "lang": lang(),
        "html_lang": HTML_LANG[lang()],
        "actor": face() if signed_in else None,
        "nav": navigation(actor) if "site" in g else (),
        "unread": notices.unread_count(actor.person_id) if actor.person_id is not None else 0,
        "language_urls": language_urls(),
        "may": may,
        "public_url": current_app.config["PUBLIC_URL"],
    }


def register(app: Flask) -> None:
    app.before_request(resolve_site)
    app.jinja_env.globals["words"] = words  # components are imported without a page's context
    app.context_processor(page_context)
