"""Mails about accounts: subject and text, in the language of the one who gets it.

The job of a mail carries all of its values (`Letter`), for the secret in a link is kept nowhere else in plain: the
row of the token holds its hash only. Whoever sends the mail empties the job's data afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

RESET = "mail_reset"
INVITATION = "mail_invitation"
CONFIRMATION = "mail_confirmation"
PASSWORD_CHANGED = "mail_password_changed"  # noqa: S105 - a kind of job
KINDS = (RESET, INVITATION, CONFIRMATION, PASSWORD_CHANGED)

#: kind of job → values that its data must hold beside `to`, `language`, `path` and `site`
VALUES: dict[str, frozenset[str]] = {
    RESET: frozenset({"name", "minutes"}),
    INVITATION: frozenset({"inviter", "organisation", "roles", "days"}),
    CONFIRMATION: frozenset({"name", "hours"}),
    PASSWORD_CHANGED: frozenset({"name", "at"}),
}

_CLOSING = {
    "zh": "\n{site}\n本邮件由系统发出，请勿直接回复。\n",
    "en": "\n{site}\nThis message was sent by the site; please do not reply to it.\n",
}

# kind → language → (subject, text)
_WORDS: dict[str, dict[str, tuple[str, str]]] = {
    RESET: {
        "zh": (
            "重设“{site}”的登录密码",
            "{name}，您好：\n\n我们收到了为您的账号重设密码的请求。请在 {minutes} 分钟内打开以下链接，设置新密码：\n\n{url}\n\n"
            "链接只能使用一次。如果不是您本人提出的请求，请忽略本邮件，您的密码不会改变。\n",
        ),
        "en": (
            "Set a new password for {site}",
            "Dear {name},\n\nSomebody asked for a new password for your account. Open this link within {minutes} minutes "
            "to set one:\n\n{url}\n\nThe link works once. If it was not you who asked, ignore this message; your "
            "password stays as it is.\n",
        ),
    },
    INVITATION: {
        "zh": (
            "{inviter}邀请您加入“{organisation}”",
            "您好：\n\n{inviter}邀请您在“{site}”加入“{organisation}”，角色为：{roles}。\n\n"
            "请在 {days} 天内打开以下链接，接受邀请：\n\n{url}\n\n如果您不认识邀请人，请忽略本邮件。\n",
        ),
        "en": (
            "{inviter} invites you to join {organisation}",
            "Hello,\n\n{inviter} invites you to join {organisation} on {site}, with these roles: {roles}.\n\n"
            "Open this link within {days} days to accept:\n\n{url}\n\n"
            "If you do not know who invited you, ignore this message.\n",
        ),
    },
    CONFIRMATION: {
        "zh": (
            "请确认您在“{site}”使用的邮箱",
            "{name}，您好：\n\n请在 {hours} 小时内打开以下链接，确认由您使用这个邮箱。确认之后，办理进展会同时发到这里：\n\n"
            "{url}\n\n如果您没有在本站注册，请忽略本邮件。\n",
        ),
        "en": (
            "Confirm your e-mail address for {site}",
            "Dear {name},\n\nOpen this link within {hours} hours to confirm that this address is yours. Notices about "
            "your business on the site will then reach you here, too:\n\n{url}\n\n"
            "If you did not register on this site, ignore this message.\n",
        ),
    },
    PASSWORD_CHANGED: {
        "zh": (
            "“{site}”的登录密码已更改",
            "{name}，您好：\n\n您的账号密码已于 {at} 更改，此前的登录均已退出。如果不是您本人操作，请立即重设密码，"
            "并联系本站运营单位：\n\n{url}\n",
        ),
        "en": (
            "Your password for {site} was changed",
            "Dear {name},\n\nThe password of your account was changed at {at}, and every sign-in made before was ended. "
            "If it was not you, set a new password at once and tell the operator of the site:\n\n{url}\n",
        ),
    },
}


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail to one address, plain text."""

    to: str
    subject: str
    text: str


def job_data(kind: str, *, to: str, language: str, path: str, site: str, **values: str) -> dict[str, str]:
    """The data of the job that sends a mail; `path` is the page the mail leads to.

    Raises:
        ValueError: a value too many or too few for this kind.
    """
    if set(values) != VALUES[kind]:
        raise ValueError(f"{kind} takes {sorted(VALUES[kind])}, not {sorted(values)}")
    return {"to": to, "language": language, "path": path, "site": site, **values}


def compose(kind: str, data: Mapping[str, str], *, public_url: str) -> Letter:
    """The mail of a job.

    Args:
        data: as `job_data` made it.
        public_url: address of the installation, without a slash at its end.
    """
    language = data["language"] if data["language"] in ("zh", "en") else "zh"
    subject, text = _WORDS[kind][language]
    values = {**data, "url": public_url + data["path"]}
    return Letter(
        data["to"],
        _one_line(subject.format(**values)),
        text.format(**values) + _CLOSING[language].format(**values),
    )


def _one_line(text: str) -> str:
    """A name with a line break must not add a header."""
    return " ".join(text.split())
