"""Sign-in names: an e-mail address or a mobile number, folded so that one person is found however it was typed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

LONGEST_EMAIL = 200

_EMAIL = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")
_CHINESE_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_FOREIGN_NUMBER = re.compile(r"\+[1-9][0-9]{6,14}")  # E.164
_BETWEEN_DIGITS = re.compile(r"[\s().‐-―-]")


@dataclass(frozen=True, slots=True)
class SignInName:
    """A folded name. `kind` is `email` or `mobile`; a mainland mobile number has 11 digits, any other its `+` form."""

    kind: str
    value: str


def fold(text: str) -> SignInName | None:
    """The sign-in name that a typed text means; None where it is neither an address nor a number.

    Full-width characters, blanks, capital letters and a leading +86 make no difference.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if "@" in plain:
        address = plain.lower()
        fits = len(address) <= LONGEST_EMAIL and _EMAIL.fullmatch(address) and ".." not in address
        return SignInName("email", address) if fits else None
    digits = _BETWEEN_DIGITS.sub("", plain)
    for prefix in ("+86", "0086"):
        if digits.startswith(prefix) and _CHINESE_MOBILE.fullmatch(digits[len(prefix) :]):
            digits = digits[len(prefix) :]
    if _CHINESE_MOBILE.fullmatch(digits) or _FOREIGN_NUMBER.fullmatch(digits):
        return SignInName("mobile", digits)
    return None
