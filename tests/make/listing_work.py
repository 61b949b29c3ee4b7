"""What tests of the work on listings share: drafts of patents of East, worked on by the city's office."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Flask

from marketplace.store.db import db, transaction
from marketplace.store.listings.listings import Listing
from marketplace.store.patents.patents import PatentOverlay, PatentOwner
from marketplace.usecases.listings.drafts import draft_listing
from marketplace.usecases.listings.options import Proposal
from tests.make.cast import NOW, TODAY, Cast
from tests.make.listings import DEFERRED, make_patent

PDF = b"%PDF-1.7 evaluation report"
STEPS = (
    "submission",
    "approval",
    "resumption",
    "confirmation",
    "return",
    "suspension",
    "revision",
    "withdrawal",
)


def listing_of(public_id: str) -> Listing:
    found = db.session.scalar(db.select(Listing).filter_by(public_id=public_id))
    assert found is not None
    return found


def state_of(app: Flask, public_id: str) -> str:
    with app.app_context():
        return listing_of(public_id).state


def draft_of_east(
    app: Flask, world: Cast, sheet: dict[str, Any] = DEFERRED, kind: str = "platform", **patent: object
) -> str:
    """The public id of a draft of one patent."""
    with app.app_context():
        made = make_patent(world.east, encumbrances_as_of=TODAY, **patent)  # type: ignore[arg-type]
        options = {"proposals": [Proposal(sheet)], "actor": world.city.actor, "now": NOW}
        texts = {"fee_basis_zh": "按收益分成法估算。"}
        return draft_listing(world.east.organisation, [made], kind=kind, **options, **texts).public_id


def twelve_patents(app: Flask, world: Cast) -> list[str]:
    """Twelve patents of East of which three cannot be declared: public ids, the red ones first."""
    with app.app_context():
        patents = [make_patent(world.east, encumbrances_as_of=TODAY) for _ in range(11)]
        patents.append(make_patent(world.east, kind="utility_model", encumbrances_as_of=TODAY))

        @transaction
        def trouble() -> None:
            patents[0].overlays.append(
                PatentOverlay(kind="exclusive_licence", ends_on=date(2027, 6, 30), as_of=TODAY)
            )
            patents[1].owners.append(PatentOwner(position=2, name="江澜市测试研究院"))

        trouble()
        reds = (patents[0], patents[1], patents[11])
        return [one.public_id for one in reds] + [one.public_id for one in patents[2:11]]


def bulk_form(world: Cast, page: Any) -> dict[str, Any]:
    """The second page of the bulk form as it was answered, without the sheet's own fields."""
    hidden = page.select('form input[type="hidden"]')
    form: dict[str, Any] = {field["name"]: field["value"] for field in hidden}
    return form | {"patents": [field["value"] for field in page.select('input[name="patents"]')]}
