"""Style sheets, scripts and pictures, served under the digest of the whole folder: browsers keep them for ever."""

from __future__ import annotations

import hashlib

from flask import Flask
from whitenoise import WhiteNoise

from marketplace.config import ROOT

FOLDER = ROOT / "static"
SUFFIXES = {".css", ".js", ".svg", ".png", ".ico", ".webmanifest"}


def register(app: Flask) -> None:
    files = sorted(path for path in FOLDER.rglob("*") if path.is_file() and path.suffix in SUFFIXES)
    digest = hashlib.sha256()
    for path in files:
        digest.update(str(path.relative_to(FOLDER)).encode() + path.read_bytes())
    prefix = f"/static/{digest.hexdigest()[:12]}/"
    known = {str(path.relative_to(FOLDER)) for path in files}
    server = WhiteNoise(app.wsgi_app, max_age=3600, immutable_file_test=lambda _path, url: url.startswith(prefix))
    for path in files:
        server.add_file_to_dictionary(prefix + str(path.relative_to(FOLDER)), str(path))
    app.wsgi_app = server  # type: ignore[method-assign]

    @app.template_global()
    def static_url(name: str) -> str:
        """The address of a file in static/.

        Raises:
            LookupError: there is no such file.
        """
        if name not in known:
            raise LookupError(f"static/{name} does not exist")
        return prefix + name
