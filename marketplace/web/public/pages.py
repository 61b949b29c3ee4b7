"""Pages of text: how it works, legal drafts, contact."""

from __future__ import annotations

from flask import Blueprint, render_template

from marketplace.domain.parties.consent import PRIVACY_VERSION, TERMS_OF_USE_VERSION
from marketplace.domain.terms.naming import MODELS

blueprint = Blueprint("pages", __name__)


@blueprint.get("/how-it-works")
def how() -> str:
    return render_template("public/how.html", models=list(MODELS))


@blueprint.get("/privacy")
def privacy() -> str:
    return render_template("public/privacy.html", version=PRIVACY_VERSION)


@blueprint.get("/terms-of-use")
def terms() -> str:
    return render_template("public/terms_of_use.html", version=TERMS_OF_USE_VERSION)


@blueprint.get("/accessibility")
def accessibility() -> str:
    return render_template("public/accessibility.html")


@blueprint.get("/contact")
def contact() -> str:
    return render_template("public/contact.html")
