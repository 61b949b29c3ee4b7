"""Mail: the only place that speaks SMTP. Without MAIL_SMTP_URL messages are printed, so a fresh install works."""

from __future__ import annotations

import smtplib
import ssl
import sys
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from urllib.parse import unquote, urlsplit

from marketplace.store.db import in_transaction

TIMEOUT = 20  # seconds
PERMANENT = 500  # answers of SMTP from here on are final (RFC 5321, 4.2.1)
LANGUAGE_TAGS = {"zh": "zh-Hans", "en": "en"}


class Refused(Exception):  # noqa: N818 - an answer of the mail server, not a fault of the program
    """The server will not take mail for this address, now or later."""


@dataclass(frozen=True, slots=True)
class Mail:
    """A message to one address. `key` names it for ever, so that a repeated delivery can be told as one.

    `written_at`: when what it tells happened; the repeated message bears the same date. `stop_url`: a page on which
    such letters can be stopped without signing in (RFC 2369).
    """

    key: str
    to: str
    subject: str
    text: str
    language: str
    sender_name: str
    written_at: datetime
    stop_url: str = ""


def send(mail: Mail, *, smtp_url: str, sender: str) -> None:
    """Deliver a message, or print it where no server is set.

    Args:
        smtp_url: `smtp://user:password@host:port` (STARTTLS where offered), `smtps://…`, or "".
        sender: the address in From.

    Raises:
        Refused: the server knows no such address; trying again is of no use.
        OSError, smtplib.SMTPException: not delivered; the job tries again.
        ValueError: a line break in a header.
    """
    if in_transaction():
        raise RuntimeError("mail is never sent while a write transaction is open")
    message = message_of(mail, sender)
    if not smtp_url:
        print(f"--- mail to {mail.to}: {mail.subject}\n{mail.text}\n---", file=sys.stderr, flush=True)  # noqa: T201
        return
    with _connect(smtp_url) as server:
        try:
            server.send_message(message)
        except smtplib.SMTPRecipientsRefused as refusal:
            if all(code >= PERMANENT for code, _ in refusal.recipients.values()):
                raise Refused(mail.key) from refusal
            raise


def message_of(mail: Mail, sender: str) -> EmailMessage:
    """The message as it goes over the wire: the same bytes each time."""
    message = EmailMessage()
    message["From"] = formataddr((mail.sender_name, sender))
    message["To"], message["Subject"] = mail.to, mail.subject
    message["Date"] = format_datetime(mail.written_at)
    message["Message-ID"] = f"<{mail.key}@{sender.rsplit('@', 1)[-1]}>"
    message["Auto-Submitted"] = "auto-generated"
    if mail.stop_url:
        message["List-Unsubscribe"] = f"<{mail.stop_url}>"
    message.set_content(mail.text, cte="base64")
    message["Content-Language"] = LANGUAGE_TAGS[mail.language]
    return message


def _connect(smtp_url: str) -> smtplib.SMTP:
    parts = urlsplit(smtp_url)
    host = parts.hostname or "localhost"
    if parts.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            host, parts.port or 465, timeout=TIMEOUT, context=ssl.create_default_context()
        )
    else:
        server = smtplib.SMTP(host, parts.port or 25, timeout=TIMEOUT)
        server.ehlo()
        if server.has_extn("starttls"):
            server.starttls(context=ssl.create_default_context())
    if parts.username:
        server.login(unquote(parts.username), unquote(parts.password or ""))
    return server
