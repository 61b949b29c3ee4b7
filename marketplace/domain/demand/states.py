"""The life of a need, as a table. Pages and guards read it.

A need is left by a person, alone or for an organisation. An office of the site takes it up and answers it, with or
without listings; who left it says whether one fits, asks to go on, or closes it.
"""

from __future__ import annotations

NEED_KINDS = ("problem", "licence", "transfer", "development")
STATES = ("new", "in_work", "answered", "matched", "closed")
OPEN_STATES = ("new", "in_work", "answered", "matched")
WITH_THE_OFFICE = ("new", "in_work")  # the office acts next
SOURCES = (
    "office",
    "publication",
)  # who found a listing for a need: an answer, or the watch over new publications
VERDICTS = ("fits", "too_dear", "known", "unfit")

OFFICE_OUTCOMES = ("licensed", "solved_elsewhere", "nothing_found", "not_ours", "duplicate")
ASKER_OUTCOMES = ("licensed", "solved_elsewhere", "no_longer")
OUTCOMES = tuple(dict.fromkeys((*OFFICE_OUTCOMES, *ASKER_OUTCOMES)))

LONGEST_SENTENCE = 200
LONGEST_DETAILS = 2_000
MOST_OPEN = 50  # needs of one person

# (state, action) → (next state, permission)
TRANSITIONS: dict[tuple[str, str], tuple[str, str]] = {
    ("new", "take"): ("in_work", "need.work"),
    ("in_work", "take"): ("in_work", "need.work"),  # somebody else takes over, or another day is promised
    ("new", "answer"): ("answered", "need.work"),
    ("in_work", "answer"): ("answered", "need.work"),
    ("answered", "answer"): ("answered", "need.work"),
    ("new", "fits"): ("matched", "need.judge"),
    ("in_work", "fits"): ("matched", "need.judge"),
    ("answered", "fits"): ("matched", "need.judge"),
    ("matched", "fits"): ("matched", "need.judge"),
    ("answered", "go_on"): ("in_work", "need.judge"),
    ("matched", "go_on"): ("in_work", "need.judge"),
    **{(state, "withdraw"): ("closed", "need.judge") for state in OPEN_STATES},
    **{(state, "close"): ("closed", "need.work") for state in OPEN_STATES},
}


def next_state(state: str, action: str) -> str | None:
    """Where an action leads from a state; None where it is not possible there."""
    step = TRANSITIONS.get((state, action))
    return step[0] if step else None


def possible(state: str, action: str) -> bool:
    return (state, action) in TRANSITIONS
