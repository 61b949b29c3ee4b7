"""Notices as letters, in the reader's language."""

from __future__ import annotations

from typing import Protocol

from marketplace.domain.events import sentence
from marketplace.notifications.further import further_lines, stopping_url
from marketplace.notifications.mail import Mail
from marketplace.notifications.places import place_of
from marketplace.store.db import db
from marketplace.store.office.notices import Notice
from marketplace.store.parties import people
from marketplace.store.parties.organisations import Organisation
from marketplace.store.parties.people import Channel
from marketplace.store.sites import Site

BODY = {
    "zh": "{name}，您好：\n\n{about}：{what}。\n{by}{more}\n详情请登录查看：{url}\n\n"
    "{site}\n本邮件由系统发出，请勿直接回复。\n{ending}",
    "en": "Dear {name},\n\n{about}: {what}.\n{by}{more}\nRead more after signing in: {url}\n\n{site}\n"
    "This message was sent by the site; please do not reply to it.\n{ending}",
}
STOP = {"zh": "\n不想再收到此类邮件，请打开：{url}\n", "en": "\nTo get no more of these letters, open: {url}\n"}
BY = {"zh": "操作方：{name}\n", "en": "By: {name}\n"}
SUBJECT = {"zh": "{about}：{what}", "en": "{about}: {what}"}


class Delivery(Protocol):
    @property
    def notice_id(self) -> int: ...
    @property
    def channel_id(self) -> int: ...


def letter_for(delivery: Delivery, *, public_url: str, secret: str) -> Mail:
    """The letter that carries a notice to a channel's address. `secret` signs the link that stops such letters."""
    notice = db.session.get_one(Notice, delivery.notice_id)
    channel = db.session.get_one(Channel, delivery.channel_id)
    person, event = notice.person, notice.event
    lang = person.language
    place = place_of(notice, lang)
    what = sentence(event.kind, event.values, lang)
    site = db.session.get_one(Site, event.site_id)
    site_name = site.name(lang)
    stop_url = stopping_url(event, public_url, secret)
    return Mail(
        key=f"notice-{notice.id}-{channel.id}-{site.public_id}",
        to=channel.address,
        subject=" ".join(SUBJECT[lang].format(about=place.about, what=what).split()),
        text=BODY[lang].format(
            name=person.name,
            about=place.about,
            what=what,
            by=_by(event.organisation_id, lang),
            more=further_lines(event, lang, public_url),
            ending=STOP[lang].format(url=stop_url) if stop_url else "",
            url=public_url + _path(notice, place.path),
            site=site_name,
        ),
        language=lang,
        sender_name=site_name,
        written_at=notice.created_at,
        stop_url=stop_url,
    )


def _by(organisation_id: int | None, lang: str) -> str:
    """For whom the one who did it acted."""
    organisation = db.session.get(Organisation, organisation_id) if organisation_id else None
    return BY[lang].format(name=organisation.name(lang)) if organisation else ""


def _path(notice: Notice, path: str) -> str:
    """Who acts for several organisations begins in the inbox, which changes to the right one."""
    several = len(people.organisations_of(notice.person_id)) > 1
    return "/inbox" if several and notice.organisation_id is not None else path
