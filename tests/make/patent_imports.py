"""Imports of patents by calling use cases."""

from __future__ import annotations

from io import BytesIO

from marketplace.jobs.worker import work_off
from marketplace.store.office import files
from marketplace.store.patents.imports import PatentImport
from marketplace.usecases.patents.imports import begin_import, upload_import
from tests.make.cast import NOW, Member


def upload(member: Member, content: bytes, name: str = "patents.csv", who: Member | None = None) -> PatentImport:
    """A file of a licensor, not read yet."""
    digest, size = files.keep(BytesIO(content))
    acting = who or member
    return upload_import(member.organisation, digest=digest, size=size, name=name, actor=acting.actor, now=NOW)


def whole_import(member: Member, content: bytes, name: str = "patents.csv") -> PatentImport:
    """A file read and taken in."""
    started = upload(member, content, name)
    work_off()
    begin_import(started, actor=member.actor, now=NOW)
    work_off()
    return started
