"""The texts a person accepts at sign-up. A new text gets a new version here."""

from __future__ import annotations

TERMS_OF_USE_VERSION = "1"
PRIVACY_VERSION = "2"  # 2: needs, saved searches, favourites and collections
