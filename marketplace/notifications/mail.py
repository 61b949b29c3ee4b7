"""Mail: the only place that speaks SMTP. Without MAIL_SMTP_URL messages are printed, so a fresh install works."""

from __future__ import annotations

import smtplib
import ssl
import sys
from dataclasses import dataclass
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from marketplace.store.db import in_transaction

TIMEOUT = 20  # seconds


@dataclass(frozen=True, slots=True)
class Mail:
    """A message to one address. `key` names it for ever, so that a repeated delivery can be told as one."""

    key: str
    to: str
    subject: str
    text: str


def send(mail: Mail, *, smtp_url: str, sender: str) -> None:
    """Deliver a message, or print it where no server is set.

    Args:
        smtp_url: `smtp://user:password@host:port` (STARTTLS where offered), `smtps://…`, or "".

    Raises:
        OSError, smtplib.SMTPException: not delivered; the job tries again.
        ValueError: a line break in a header.
    """
    if in_transaction():
        raise RuntimeError("mail is never sent while a write transaction is open")
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, mail.to, mail.subject
    message["Message-ID"] = f"<{mail.key}@{sender.rsplit('@', 1)[-1]}>"
    message.set_content(mail.text)
    if not smtp_url:
        print(f"--- mail to {mail.to}: {mail.subject}\n{mail.text}\n---", file=sys.stderr, flush=True)  # noqa: T201
        return
    with _connect(smtp_url) as server:
        server.send_message(message)


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
