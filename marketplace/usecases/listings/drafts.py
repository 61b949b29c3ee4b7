"""Drafts of listings: begun, for many patents at once, and rewritten. Nothing here is public."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm.attributes import flag_modified

from marketplace.domain.access import Actor
from marketplace.domain.faults import Invalid, Refused, Stale
from marketplace.store.db import db, lock, transaction
from marketplace.store.listings.listings import Listing, ListingPatent, ListingSite
from marketplace.store.parties.organisations import Organisation
from marketplace.store.patents.patents import Patent
from marketplace.usecases.listings.contents import TEXTS
from marketplace.usecases.listings.options import Proposal, write_options
from marketplace.usecases.permission import require
from marketplace.usecases.recording import record


@transaction
def draft_listing(
    licensor: Organisation,
    patents: Sequence[Patent],
    *,
    kind: str,
    proposals: Sequence[Proposal] = (),
    actor: Actor,
    now: datetime,
    **texts: str,
) -> Listing:
    """Begin a listing of one or several patents of a licensor.

    Args:
        texts: title_zh, title_en, summary_…, fee_basis_…, programme_…; the title defaults to the first patent's.

    Raises:
        Refused: `listing.foreign_patent`, `listing.no_patent`.
    """
    listing = _draft(licensor, patents, kind, texts, actor=actor, now=now)
    if proposals:
        write_options(listing, proposals, now=now)
    return listing


@transaction
def draft_many(
    licensor: Organisation,
    patents: Sequence[Patent],
    proposal: Proposal,
    *,
    kind: str,
    actor: Actor,
    now: datetime,
    **texts: str,
) -> list[Listing]:
    """Put one term sheet on many patents at once: a draft for each patent, all or none.

    Args:
        texts: the same for all of them; titles come from the patents.
    """
    drafts = []
    for patent in patents:
        listing = _draft(licensor, [patent], kind, texts, actor=actor, now=now)
        write_options(listing, [proposal], now=now)
        drafts.append(listing)
    return drafts


@transaction
def change_listing(
    listing: Listing,
    *,
    kind: str,
    patents: Sequence[Patent],
    texts: Mapping[str, str],
    limit_sizes: Sequence[str] = (),
    limit_regions: Sequence[str] = (),
    version: int | None = None,
    actor: Actor,
    now: datetime,
) -> None:
    """Rewrite a draft. Checks that were set aside for what it said before are asked again.

    Args:
        version: of the listing that the author looked at.

    Raises:
        Invalid: `listing.statutory_is_open_to_all` where a statutory listing would be limited (Patent Law Art. 50).
        Stale: somebody else changed it meanwhile.
    """
    require(actor, "listing.edit", listing)
    lock(listing)
    if listing.state != "draft":
        raise Refused("listing.not_a_draft")
    if version is not None and version != listing.version:
        raise Stale("record.stale")
    _require_open_to_all(kind, limit_sizes, limit_regions, texts)
    for name, text in texts.items():
        if name.rpartition("_")[0] not in TEXTS:
            raise KeyError(name)
        setattr(listing, name, text)
    listing.kind, listing.updated_at = kind, now
    listing.limit_sizes, listing.limit_regions = json.dumps(list(limit_sizes)), json.dumps(list(limit_regions))
    listing.overrides.clear()
    flag_modified(listing, "updated_at")  # a change of the patents alone is a change of the listing too
    _set_patents(listing, patents)
    record("listing.changed", listing, actor=actor, now=now, fields="texts, patents, limits")


def _draft(
    licensor: Organisation,
    patents: Sequence[Patent],
    kind: str,
    texts: Mapping[str, str],
    *,
    actor: Actor,
    now: datetime,
) -> Listing:
    _require_open_to_all(kind, (), (), texts)
    given = {
        "title_zh": patents[0].title_zh if patents else "",
        "title_en": patents[0].title_en if patents else "",
        **{name: text for name, text in texts.items() if text},
    }
    listing = Listing(
        kind=kind,
        licensor_id=licensor.id,
        drafted_by_id=actor.person_id,
        created_at=now,
        updated_at=now,
        **given,
    )
    require(actor, "listing.edit", listing)
    if not patents:
        raise Refused("listing.no_patent", field="patents")
    db.session.add(listing)
    db.session.flush()
    _set_patents(listing, patents)
    db.session.add(ListingSite(listing_id=listing.id, site_id=actor.site_id))
    record("listing.drafted", listing, actor=actor, now=now)
    return listing


def _require_open_to_all(
    kind: str, sizes: Sequence[str], regions: Sequence[str], texts: Mapping[str, str]
) -> None:
    """A declaration under Art. 50 offers the licence to anybody; it knows no programme either."""
    if kind != "statutory":
        return
    limits = {"limit_sizes": bool(sizes), "limit_regions": bool(regions)}
    limits |= {name: bool(texts.get(name)) for name in ("programme_zh", "programme_en")}
    limited = [field for field, is_set in limits.items() if is_set]
    if limited:
        raise Invalid("listing.statutory_is_open_to_all", field=limited[0])


def _set_patents(listing: Listing, patents: Sequence[Patent]) -> None:
    if not patents:
        raise Refused("listing.no_patent", field="patents")
    if any(patent.licensor_id != listing.licensor_id for patent in patents):
        raise Refused("listing.foreign_patent", field="patents")
    db.session.execute(sa.delete(ListingPatent).where(ListingPatent.listing_id == listing.id))
    for position, patent in enumerate(dict.fromkeys(patents), 1):
        db.session.add(ListingPatent(listing_id=listing.id, patent_id=patent.id, position=position))
    db.session.flush()
    db.session.expire(listing, ["patents"])
