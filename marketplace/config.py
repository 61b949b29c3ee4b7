"""Settings from the environment, with defaults that make a fresh clone work. All are listed in docs/operations.md."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
MEBIBYTE = 1024 * 1024


def settings(environ: dict[str, str] | None = None) -> dict[str, Any]:
    """The Flask configuration.

    Raises:
        RuntimeError: a SECRET_KEY shorter than 32 characters behind https; a search engine or place that cannot be.
    """
    env = dict(os.environ if environ is None else environ)
    data = Path(env.get("DATA_DIR") or ROOT / "var").resolve()
    data.mkdir(parents=True, exist_ok=True)
    port = env.get("PORT") or "8000"
    public_url = (env.get("PUBLIC_URL") or f"http://127.0.0.1:{port}").rstrip("/")
    https = public_url.startswith("https://")
    secret = env.get("SECRET_KEY") or _kept_secret(data)
    if https and len(secret) < 32:
        raise RuntimeError("SECRET_KEY must have at least 32 characters where PUBLIC_URL is https.")
    host = urlsplit(public_url).hostname or "127.0.0.1"
    return {
        "DATA_DIR": data,
        "PUBLIC_URL": public_url,
        "SECRET_KEY": secret,
        "SQLALCHEMY_DATABASE_URI": env.get("DATABASE_URL") or f"sqlite:///{data / 'marketplace.db'}",
        **_search_settings(env),
        "FILES_DIR": data / "files",
        "TRUSTED_HOSTS": sorted({host, "localhost", "127.0.0.1", *_words(env.get("TRUSTED_HOSTS"))}),
        "PROXY_HOPS": int(env.get("PROXY_HOPS") or 0),
        "HTTPS": https,
        "SESSION_COOKIE_NAME": "__Host-session" if https else "session",
        "SESSION_COOKIE_SECURE": https,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "MAX_CONTENT_LENGTH": int(env.get("MAX_UPLOAD_MB") or 64) * MEBIBYTE,
        "MAX_FORM_MEMORY_SIZE": MEBIBYTE,
        "WTF_CSRF_TIME_LIMIT": None,
        "BABEL_DEFAULT_LOCALE": "zh_Hans_CN",
        "BABEL_DEFAULT_TIMEZONE": "Asia/Shanghai",
        "BABEL_TRANSLATION_DIRECTORIES": str(ROOT / "marketplace" / "translations"),
        "RATELIMIT_ENABLED": env.get("RATELIMIT_ENABLED", "1") != "0",
        "SIGN_IN_TRIES": int(env.get("SIGN_IN_TRIES") or 10),  # in five minutes, for each account and address
        "TRIES_PER_ADDRESS": int(env.get("TRIES_PER_ADDRESS") or 50),  # times as many for one address in all
        "MAIL_SMTP_URL": env.get("MAIL_SMTP_URL") or "",
        "MAIL_SENDER": env.get("MAIL_SENDER") or f"no-reply@{host}",
        "ARGON2_MEMORY_KIB": int(env.get("ARGON2_MEMORY_KIB") or 19456),
        "ARGON2_TIME_COST": int(env.get("ARGON2_TIME_COST") or 2),
    }


def _search_settings(env: dict[str, str]) -> dict[str, Any]:
    engine = env.get("SEARCH_ENGINE") or "flat"
    if engine not in ("flat", "whoosh-stock"):
        raise RuntimeError(f"SEARCH_ENGINE must be flat or whoosh-stock, not {engine}.")
    backend = env.get("SEARCH_BACKEND") or "whoosh"
    if backend not in ("whoosh", "postgresql"):
        raise RuntimeError(f"SEARCH_BACKEND must be whoosh or postgresql, not {backend}.")
    if backend == "postgresql" and not (env.get("DATABASE_URL") or "").startswith("postgresql"):
        raise RuntimeError("SEARCH_BACKEND=postgresql needs a DATABASE_URL of PostgreSQL.")
    return {
        "SEARCH_INDEX_DIR": Path(env.get("SEARCH_INDEX_DIR") or ROOT / "search_index").resolve(),
        "SEARCH_BACKEND": backend,
        "SEARCH_ENGINE": engine,
    }


def _words(text: str | None) -> list[str]:
    return [word for word in (text or "").replace(",", " ").split() if word]


def _kept_secret(data: Path) -> str:
    """The installation's own secret, made on first use and kept readable by its owner only."""
    keys = data / "keys"
    keys.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = keys / "secret_key"
    if not path.exists():
        draft = keys / f"secret_key.{os.getpid()}"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(48))
        with suppress(FileExistsError):  # another process of this installation was first
            os.link(draft, path)
        draft.unlink()
    return path.read_text().strip()
