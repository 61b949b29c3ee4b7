"""Check of a confirmation: whoever holds the paper can see whether the licence it names exists and how it stands."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from marketplace.store.deals import agreements

blueprint = Blueprint("check", __name__, url_prefix="/check")


@blueprint.get("")
def find() -> str | Response:
    code = request.args.get("code", "").strip().lower()
    if code:
        return redirect(url_for("check.show", code=code[:20]))
    return render_template("public/check.html", agreement=None, code="")


@blueprint.get("/<code>")
def show(code: str) -> tuple[str, int]:
    agreement = agreements.by_verification_code(code.lower())
    return render_template("public/check.html", agreement=agreement, code=code), 200 if agreement else 404
