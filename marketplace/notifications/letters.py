"""Notices and account messages as letters, in the reader's language."""

from __future__ import annotations

from typing import Protocol

import sqlalchemy as sa

from marketplace.domain.events import sentence
from marketplace.notifications.mail import Mail
from marketplace.notifications.places import subject_line
from marketplace.store.db import db
from marketplace.store.office.notices import Notice
from marketplace.store.parties.people import Channel
from marketplace.store.sites import Site

BODY = {
    "zh": "{name}，您好：\n\n{about}：{what}。\n\n详情请登录查看：{url}\n\n{site}\n本邮件由系统发出，请勿直接回复。\n",
    "en": "Dear {name},\n\n{about}: {what}.\n\nRead more after signing in: {url}\n\n{site}\n"
    "This message was sent by the site; please do not reply to it.\n",
}


class Delivery(Protocol):
    @property
    def notice_id(self) -> int: ...
    @property
    def channel_id(self) -> int: ...


def letter_for(delivery: Delivery, *, public_url: str) -> Mail:
    """The letter that carries a notice to a channel's address."""
    notice = db.session.get_one(Notice, delivery.notice_id)
    channel = db.session.get_one(Channel, delivery.channel_id)
    person, event = notice.person, notice.event
    lang = person.language
    about, path = subject_line(event.subject, lang)
    what = sentence(event.kind, event.values, lang)
    site = db.session.scalars(sa.select(Site).filter_by(id=event.site_id)).one()
    name = site.name_zh if lang == "zh" else site.name_en
    text = BODY[lang].format(name=person.name, about=about, what=what, url=f"{public_url}{path}", site=name)
    return Mail(f"notice-{notice.id}-{channel.id}", channel.address, f"{about}: {what}", text)
