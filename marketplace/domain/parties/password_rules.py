"""Which passwords are refused: too short, or among the first that anybody would try.

No rule on kinds of characters (OWASP ASVS 5.0, 6.2): length protects, and what is easy to guess is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

SHORTEST = 10
LONGEST = 128

#: what people choose most, without the digits and marks they put around it
COMMON_CORES = frozenset(
    "password passwort passw0rd p@ssw0rd p@ssword pass word admin administrator root user guest login welcome letmein "
    "master secret changeme default test testtest demo hello iloveyou woaini woaiwojia wodemima mima nihao zhongguo "
    "china beijing shanghai wuhan hubei qwerty qwertyuiop qwer qwerasdf asdf asdfgh asdfghjkl zxcvbn zxcvbnm qazwsx "
    "qazwsxedc wsxedc abc abcd abcdef abcabc abcdefg monkey dragon sunshine princess football baseball superman batman "
    "shadow michael charlie freedom whatever trustno computer internet office patent patents licence license "
    "marketplace company university zhuanli kaifang xuke jishu gongsi daxue".split()
)
_ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890123456789",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "1q2w3e4r5t6y7u8i9o0p",
    "!@#$%^&*()",
)
_AROUND = re.compile(r"^[\d\W_]+|[\d\W_]+$")
_SHORTEST_FRAGMENT = 4


def fault(password: str, *, known: Iterable[str] = ()) -> str:
    """Why a password is refused, as a refusal code; empty where it is accepted.

    Args:
        known: what others know of the person (name, sign-in name, organisation, site).
    """
    if len(password) < SHORTEST:
        return "password.too_short"
    if len(password) > LONGEST:
        return "password.too_long"
    plain = password.lower()
    if _is_monotonous(plain) or _AROUND.sub("", plain) in COMMON_CORES:
        return "password.common"
    rest = plain
    for word in sorted(_words(known), key=len, reverse=True):
        rest = rest.replace(word, "")
    if len(rest) < len(plain) and len(rest) <= SHORTEST // 2:
        return "password.about_you"
    return ""


def _is_monotonous(plain: str) -> bool:
    """A few characters over and over, or a walk along the alphabet, the digits or the keyboard."""
    if len(set(plain)) <= 3:
        return True
    for size in range(1, len(plain) // 2 + 1):
        if size <= 6 and (plain[:size] * len(plain))[: len(plain)] == plain:
            return True
    return any(plain in row or plain in row[::-1] for row in _ROWS)


def _words(known: Iterable[str]) -> set[str]:
    parts = {part for text in known for part in re.split(r"[\s@.+_-]+", text.lower())}
    whole = {re.sub(r"\s", "", text.lower()) for text in known}
    return {word for word in parts | whole if len(word) >= _SHORTEST_FRAGMENT or _is_han(word)}


def _is_han(word: str) -> bool:
    return len(word) >= 2 and all("\u4e00" <= character <= "\u9fff" for character in word)
