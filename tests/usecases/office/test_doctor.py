"""The check of an installation: silent on what use cases write, and it names each thing that is spoilt."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from marketplace import clock
from marketplace.domain.access import SYSTEM
from marketplace.domain.office.doctor_words import CHECKS, FINDINGS, Checked, Finding, report
from marketplace.search import folder, rebuilding
from marketplace.store.db import db, transaction
from marketplace.store.deals.agreements import Agreement, Charge, Receipt
from marketplace.store.deals.deals import Deal
from marketplace.store.listings.listings import Listing, ListingOption, ListingVersion
from marketplace.store.office.files import StoredFile, path_of
from marketplace.store.parties.organisations import Mandate
from marketplace.usecases.deals.agreements import bring_account_forward
from marketplace.usecases.deals.receipts import confirm_payment
from marketplace.usecases.office.doctor import examine
from tests.make.cast import NOW, TODAY, Cast
from tests.make.deals import days_later
from tests.make.listings import LUMP
from tests.make.office import MORNING, licence, make_busy_office
from tests.stages import Stages
from tests.where import Where


@pytest.fixture(scope="session")
def examinable(application: Flask, peopled: Cast, stages: Stages) -> Path:
    """The stage `examined`: everything the doctor looks at, by use cases. The folder of its files and index."""

    def build(url: str) -> Path:
        data = stages.shared / "examined"
        Where.move(application, url)
        application.config.update(DATA_DIR=data, FILES_DIR=data / "files", SEARCH_INDEX_DIR=data / "index")
        with clock.fixed(NOW), application.app_context():
            make_installation(peopled)
        Where.leave(application)
        return data

    made: Path = stages.made("examined", of="peopled", build=build)
    return made


def make_installation(cast: Cast) -> None:
    make_busy_office(cast)
    paid = licence(cast, LUMP, cast.stranger)
    confirm_payment(
        paid.agreement,
        received_on=TODAY,
        gross=3_180_000,
        bank_reference="B-7",
        actor=cast.city.actor,
        now=days_later(1),
    )
    bring_account_forward(paid.agreement, actor=SYSTEM, now=MORNING)
    rebuilding.rebuild(lambda code, **params: None)


@pytest.fixture
def database_stage(examinable: Path) -> str:
    return "examined"


@pytest.fixture
def installation(app: Flask, examinable: Path, tmp_path: Path, cast: Cast) -> Cast:
    """An installation of this test's own, with an index that fits."""
    shutil.copytree(examinable, tmp_path, dirs_exist_ok=True)
    return cast


def findings() -> dict[str, list[str]]:
    """Check → codes of what it found."""
    db.session.rollback()
    return {
        result.check: [finding.code for finding in result.findings] for result in examine() if result.findings
    }


def test_nothing_is_wrong_with_what_use_cases_write(installation: Cast) -> None:
    results = examine()
    assert [result.check for result in results] == list(CHECKS)
    assert [result.findings for result in results] == [()] * len(CHECKS)
    examined = {result.check: result.examined for result in results}
    assert all(examined.values()), examined


def spoil(statement: sa.Executable) -> None:
    @transaction
    def write() -> None:
        db.session.execute(statement)

    write()


def paid() -> sa.ScalarSelect[int]:
    return sa.select(Receipt.agreement_id).limit(1).scalar_subquery()


DAMAGE: dict[str, tuple[str, Callable[[], sa.Executable], list[str]]] = {
    "a charge": (
        "agreements",
        lambda: sa.update(Charge).where(Charge.agreement_id == paid()).values(outstanding=1),
        ["line_differs"],
    ),
    "a charge removed": (
        "agreements",
        lambda: sa.delete(Charge).where(Charge.agreement_id == paid()),
        ["line_missing"],
    ),
    "the state of a licence": (
        "agreements",
        lambda: sa.update(Agreement).where(Agreement.id == paid()).values(state="expired"),
        ["deal_state", "state_differs"],
    ),
    "the state of a deal": (
        "agreements",
        lambda: (
            sa.update(Deal)
            .where(Deal.id.in_(sa.select(Agreement.deal_id).where(Agreement.id == paid())))
            .values(state="ended")
        ),
        ["deal_state"],
    ),
    "the terms of an agreement": (
        "agreements",
        lambda: (
            sa.update(Agreement)
            .where(Agreement.id == paid())
            .values(sheet=sa.func.replace(Agreement.sheet, "30000.00", "20000.00"))
        ),
        ["sheet_hash", "line_differs", "statement_differs"],
    ),
    "the facts of an agreement": (
        "agreements",
        lambda: sa.update(Agreement).where(Agreement.id == paid()).values(facts='{"deal":"x"}'),
        ["facts_hash"],
    ),
    "a statement": (
        "agreements",
        lambda: sa.update(Agreement).where(Agreement.id == paid()).values(statement="{}"),
        ["statement_differs"],
    ),
    "a receipt": (
        "receipts",
        lambda: sa.update(Receipt).values(gross=Receipt.gross + 1, net=Receipt.net + 1),
        ["receipt_event", "receipts_sum"],
    ),
    "a receipt nobody entered": (
        "receipts",
        lambda: sa.update(Receipt).values(event_id=None),
        ["receipt_event", "receipts_sum"],
    ),
    "a price": (
        "options",
        lambda: sa.update(ListingOption).where(ListingOption.id == 1).values(price_fixed=1),
        ["option_differs"],
    ),
    "terms nobody can read": (
        "options",
        lambda: sa.update(ListingOption).where(ListingOption.id == 1).values(sheet='{"currency":"CNY"}'),
        ["option_unreadable"],
    ),
    "a published edition": (
        "editions",
        lambda: sa.update(ListingVersion).where(ListingVersion.id == 1).values(content='{"public_id":"x"}'),
        ["edition_hash"],
    ),
    "an edition removed": (
        "editions",
        lambda: sa.update(Listing).where(Listing.id == 1).values(edition=2),
        ["edition_missing"],
    ),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_each_kind_of_damage_is_named(installation: Cast, damage: str) -> None:
    check, statement, codes = DAMAGE[damage]
    spoil(statement())
    index = {"index": ["index_different"]} if damage == "a price" else {}
    assert findings() == {check: codes, **index}


def test_two_mandates_at_once_are_named(installation: Cast) -> None:
    @transaction
    def give_a_second() -> None:
        east, park = installation.east.organisation_id, installation.park.organisation_id
        later = TODAY + timedelta(days=5)
        db.session.add(Mandate(licensor_id=east, office_id=park, starts_on=later, created_at=NOW))

    give_a_second()
    assert findings() == {"mandates": ["mandates_overlap"]}


def test_lost_and_changed_files_are_named(installation: Cast) -> None:
    digest = db.session.scalars(sa.select(StoredFile.digest)).first()
    assert digest is not None
    path_of(digest).write_bytes(b"something else")
    assert findings() == {"files": ["file_changed"]}
    path_of(digest).unlink()
    assert findings() == {"files": ["file_missing"]}


@pytest.mark.sqlite
def test_a_rewritten_event_breaks_its_chain(installation: Cast) -> None:
    spoil(sa.text("DROP TRIGGER event_no_update"))
    spoil(sa.text("UPDATE event SET data = '{\"kind\":\"request\"}' WHERE kind = 'deal.started' AND id IN "
                  "(SELECT max(id) FROM event WHERE kind = 'deal.started')"))  # fmt: skip
    assert findings() == {"chains": ["chain_broken"]}


@pytest.mark.sqlite
def test_events_of_rows_that_are_gone_are_named(installation: Cast) -> None:
    spoil(sa.text("DROP TRIGGER event_no_update"))
    spoil(sa.text("UPDATE event SET subject = 'deal:nothing222' WHERE id = (SELECT max(id) FROM event)"))
    found = findings()
    assert found["subjects"] == ["subject_missing"] and "chains" in found


@pytest.mark.sqlite
def test_a_dangling_reference_is_named(installation: Cast) -> None:
    connection = db.engine.raw_connection()
    try:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("PRAGMA query_only=OFF")
        connection.execute("UPDATE deal SET assignee_id = 99999 WHERE id = 1")
        connection.commit()
    finally:
        connection.close()
    assert findings() == {"references": ["reference_dangling"]}


def test_an_index_that_lacks_a_listing_is_named(installation: Cast) -> None:
    spoil(sa.update(Listing).where(Listing.state == "review").values(state="published"))
    assert findings() == {"index": ["index_missing"]}


def test_an_index_that_is_not_there_is_named(installation: Cast) -> None:
    shutil.rmtree(folder.index_folder())
    assert findings() == {"index": ["index_unusable"]}


def test_a_report_reads_in_both_languages() -> None:
    values = dict.fromkeys(
        (
            "subject",
            "event",
            "table",
            "row",
            "parent",
            "number",
            "path",
            "line",
            "deal",
            "receipts",
            "events",
            "reference",
            "listing",
            "position",
            "fields",
            "edition",
            "licensor",
            "first",
            "second",
            "digest",
            "count",
        ),
        "7",
    )
    results = [Checked(check, 1_000, ()) for check in CHECKS]
    results.append(Checked("files", 9, tuple(Finding(code, values) for code in FINDINGS)))
    for lang in ("zh", "en"):
        lines = report(results, lang, most=len(FINDINGS) - 1)
        assert len(lines) == len(CHECKS) + 1 + len(FINDINGS) + 1
        assert not any("{" in line for line in lines)
    assert report(results, "zh", most=1)[-1] == f"全部检查完毕，共发现 {len(FINDINGS)} 处问题。"
    assert report(results[:-1], "en", most=1)[-1] == "All checks are done; nothing is wrong."
