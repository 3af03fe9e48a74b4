"""What each task costs a citizen and eCitizen: hops, keys, seconds and shillings, counted in the stories.

Hops, keys, words and SMS are counted in the story. Seconds are an estimate from the constants here; shillings are
published prices. `docs/sources.md` says where each figure is from.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from typing import Final

from app.platform import gsm0338
from app.simulator.stories.notation import Beat, beats, unremarked
from menus.faults import ROOT

STORIES: Final = ROOT / "tests" / "stories"
SECONDS_A_KEY: Final = 0.75
"""For somebody who seldom types on a phone's keys (source 42)."""
WORDS_A_SECOND: Final = 2.0
"""Read on a small screen, maybe not in the first language (source 42)."""
SECONDS_A_HOP: Final = 2.0
"""Until the network shows the next screen (source 42)."""
SECONDS_A_SESSION: Final = 180
"""A session lasts no longer, and is paid for as a whole (sources 4 and 41)."""
KES_A_SESSION: Final = 1.0
"""Paid by who dials, or by eCitizen in their place (source 41)."""
KES_AN_SMS: Final = 1.2
"""For a citizen's SMS to us (source 41)."""
KES_A_PART: Final = 0.8
"""For each part of an SMS of ours (source 12)."""
KEYS: Final = (" 0", ".,?!'\"-()@/:_1", "abc2", "def3", "ghi4", "jkl5", "mno6", "pqrs7", "tuv8", "wxyz9")
"""The letters of each key, as most phones have them: the position of a letter is the number of its presses."""
ONCE: Final = "0123456789*#"
"""Characters that take one press each, since they are typed where a phone expects digits."""
SAMPLES: Final = {"{code}": "482135", "{reference}": "102030405060", "{receipt}": "SJK1A2B3C4", "{invoice}": "GWLQKD"}
"""What stories write in place of a value that is different every time, and an example of it."""
SMS_CODE: Final = "22222"
OUR_SMS: Final = ("eCitizen", "Huduma Centre")
"""How an SMS of ours begins; any other line belongs to the one before it."""


@dataclass(frozen=True)
class TaskCost:
    """What a task takes. `citizen_kes`: what the person who dials or texts pays. `our_kes`: what our SMS cost."""

    hops: int
    keys: int
    seconds: int
    sessions: int
    citizen_kes: float
    our_kes: float


def find_session(story: str, done: str) -> list[Beat]:
    """The beats of the first session in which a task is done, up to that beat; empty if no session does it.

    `story`: its name below `tests/stories`.
    """
    session: list[Beat] = []
    for beat in beats(STORIES / f"{story}.story"):
        if beat.does.startswith(("text ", "dial ")):
            session = []
        session.append(beat)
        if any(done in line for line in beat.sees):
            return session
    return []


def find_hops(session: list[Beat]) -> list[Beat]:
    """The beats that reach us as a callback."""
    return [beat for beat in session if beat.does.startswith(("text ", "dial ", ">"))]


def cost_of(session: list[Beat]) -> TaskCost:
    """What a session costs."""
    hops = find_hops(session)
    keys = sum(count_keys(beat.does) for beat in hops)
    words = sum(len(line.split()) - 1 for beat in session for line in beat.sees if line.startswith(("|", "<")))
    seconds = ceil(keys * SECONDS_A_KEY + words / WORDS_A_SECOND + len(hops) * SECONDS_A_HOP)
    dialled, texted = (sum(beat.does.startswith(word) for beat in hops) for word in ("dial ", "text "))
    sessions = ceil(seconds / SECONDS_A_SESSION) if dialled else 0
    parts = sum(gsm0338.parts(sms) for beat in session for sms in find_sms(beat))
    kes = sessions * KES_A_SESSION + texted * KES_AN_SMS
    return TaskCost(len(hops), keys, seconds, sessions, round(kes, 2), round(parts * KES_A_PART, 2))


def find_sms(beat: Beat) -> Iterator[str]:
    """The SMS of ours that are seen after a beat."""
    lines = [_filled(line.removeprefix("<").strip()) for line in beat.sees if line.startswith("<")]
    starts = [number for number, line in enumerate(lines) if number == 0 or line.startswith(OUR_SMS)]
    ends = [*starts, len(lines)][1:]
    yield from ("\n".join(lines[start:end]) for start, end in zip(starts, ends, strict=True))


def count_keys(does: str) -> int:
    """The keys pressed for what a beat does, the one that dials or sends included."""
    what = _filled(unremarked(does))
    if what.startswith("text "):
        return sum(map(_presses, what.removeprefix("text ").strip())) + len(SMS_CODE) + 1
    typed = what.removeprefix("dial ") if what.startswith("dial ") else what.removeprefix(">").strip()
    return sum(map(_presses, typed)) + 1


def _presses(letter: str) -> int:
    if letter in ONCE:
        return 1
    return next((key.index(letter.lower()) + 1 for key in KEYS if letter.lower() in key), 1)


def _filled(told: str) -> str:
    for name, sample in SAMPLES.items():
        told = told.replace(name, sample)
    return told
