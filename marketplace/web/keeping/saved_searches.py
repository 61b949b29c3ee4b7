"""Saved searches: the present query under a name, what is new in it, how often to be told."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from marketplace import clock
from marketplace.domain.faults import Refused
from marketplace.search import engine
from marketplace.search.kept import query_of, values_of
from marketplace.search.query import Query
from marketplace.store.keeping import searches
from marketplace.store.keeping.searches import SavedSearch
from marketplace.usecases.keeping.digests import news
from marketplace.usecases.keeping.searches import change_search, delete_search, look_at_search, save_search
from marketplace.web.access import demand
from marketplace.web.keeping.collection_forms import SavedSearchForm
from marketplace.web.keeping.links import query_string
from marketplace.web.locale import gettext, lang
from marketplace.web.public.search import read_query
from marketplace.web.public.search_address import url_of
from marketplace.web.refused_forms import put_refusal
from marketplace.web.session import current_actor

blueprint = Blueprint("saved_searches", __name__, url_prefix="/saved-searches")


@blueprint.get("")
def index() -> str:
    person_id = current_actor().person_id
    assert person_id is not None
    rows = [
        (search, news(search, after=search.looked_at, until=clock.now()))
        for search in searches.of_person(person_id)
    ]
    return render_template("keeping/saved_searches.html", rows=rows)


@blueprint.get("/new")
def new() -> str:
    query = read_query().query
    return _form_page(SavedSearchForm(formdata=None, name=query.text[:120]), query)


@blueprint.post("")
def create() -> ResponseReturnValue:
    form, query = SavedSearchForm(), read_query().query
    if not form.validate_on_submit():
        return _form_page(form, query), 422
    try:
        search = save_search(
            name=form.name.data,
            values=values_of(query),
            digest=form.digest.data,
            language=lang(),
            actor=current_actor(),
            now=clock.now(),
        )
    except Refused as refusal:
        status = put_refusal(form, refusal)
        return _form_page(form, query), status
    flash(gettext("The search is saved."), "success")
    return redirect(url_for("saved_searches.show", public_id=search.public_id))


@blueprint.get("/<public_id>")
def show(public_id: str) -> str:
    search = own(public_id)
    return _page(search, SavedSearchForm(formdata=None, name=search.name, digest=search.digest))


@blueprint.post("/<public_id>")
def update(public_id: str) -> ResponseReturnValue:
    search, form = own(public_id), SavedSearchForm()
    if not form.validate_on_submit():
        return _page(search, form), 422
    change_search(
        search, name=form.name.data, digest=form.digest.data, actor=current_actor(), now=clock.now()
    )
    flash(gettext("Saved."), "success")
    return redirect(url_for("saved_searches.show", public_id=public_id))


@blueprint.post("/<public_id>/opening")
def open(public_id: str) -> ResponseReturnValue:
    """Go to the results; from now on only later publications are new."""
    search = own(public_id)
    address = url_of(asked_by(search))
    look_at_search(search, actor=current_actor(), now=clock.now())
    return redirect(address)


@blueprint.post("/<public_id>/deletion")
def delete(public_id: str) -> ResponseReturnValue:
    delete_search(own(public_id), actor=current_actor(), now=clock.now())
    flash(gettext("The saved search was deleted."), "success")
    return redirect(url_for("saved_searches.index"))


def own(public_id: str) -> SavedSearch:
    """A saved search of the reader; anybody else's does not exist for them."""
    search = searches.by_public_id(public_id)
    if search is None:
        abort(404)
    demand("kept.change", search)
    return search


def asked_by(search: SavedSearch) -> Query:
    return query_of(search.values, site_id=search.site_id, lang=lang(), today=clock.today())


def _page(search: SavedSearch, form: SavedSearchForm) -> str:
    query = asked_by(search)
    results = engine.find(query)
    return render_template(
        "keeping/saved_search.html",
        search=search,
        form=form,
        query=query,
        total=results.total,
        news=news(search, after=search.looked_at, until=clock.now()),
        feed_url=url_for("search_feed.show") + query_string(query),
    )


def _form_page(form: SavedSearchForm, query: Query) -> str:
    results = engine.find(query)
    return render_template(
        "keeping/saved_search_new.html",
        form=form,
        query=query,
        total=results.total,
        asked=query_string(query),
        back_url=url_of(query),
    )
