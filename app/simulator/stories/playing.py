"""Plays one story on many phones at the same time, and counts the results."""

import secrets
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from difflib import ndiff
from json import JSONDecodeError
from pathlib import Path
from statistics import quantiles
from typing import Final

import requests

from app.simulator.gateway_client import MILLISECONDS, GatewayClient, GatewayRefusal
from app.simulator.handset import NoService
from app.simulator.stories.notation import Beat
from app.simulator.stories.phones import NoSuchWords
from app.simulator.stories.player import StoryPlayer

MOST_AT_ONCE: Final = 200
MOST_TIMES: Final = 5_000
PREFIX: Final = len("+254712")
"""Characters of a number that decide its network."""


@dataclass
class PlayCount:
    """The results of playing a story."""

    played: int = 0
    as_told: int = 0
    different: int = 0
    errors: int = 0
    hop_seconds: list[float] = field(default_factory=list)
    first_difference: str = ""
    first_error: str = ""

    def words(self) -> str:
        """One line of figures."""
        if len(self.hop_seconds) > 1:
            cuts = quantiles(self.hop_seconds, n=20, method="inclusive")
            speed = f", p50 {cuts[9] * MILLISECONDS:.0f} ms, p95 {cuts[18] * MILLISECONDS:.0f} ms"
        else:
            speed = ""
        return (
            f"played {self.played}, as told {self.as_told}, different {self.different}, errors {self.errors}; "
            f"hops {len(self.hop_seconds)}{speed}"
        )


@dataclass(frozen=True)
class _Played:
    difference: str
    error: str
    hop_seconds: Sequence[float]


def play_many(
    file: Path, story: Sequence[Beat], make: Callable[[Callable[[str], str]], StoryPlayer], times: int
) -> PlayCount:
    """Play a story `times` times, at most 200 at a time. `make`: makes a player, given a function for its numbers."""
    numbers = NumberBook()

    def play(_: int) -> _Played:
        return _play_once(file, story, lambda: make(numbers.for_one() if times > 1 else lambda number: number))

    with ThreadPoolExecutor(max_workers=min(times, MOST_AT_ONCE)) as pool:
        count = PlayCount()
        for played in pool.map(play, range(times)):
            _count(count, played)
    return count


class NumberBook:
    """Numbers for phones that play the same story at the same time: each its own, of the same network."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def for_one(self) -> Callable[[str], str]:
        """A function that gives each phone of the story its number, for one player."""
        mine: dict[str, str] = {}

        def number_for(number: str) -> str:
            if number not in mine:
                mine[number] = self._new(number)
            return mine[number]

        return number_for

    def _new(self, number: str) -> str:
        while True:
            digits = "".join(secrets.choice("0123456789") for _ in number[PREFIX:])
            drawn = number[:PREFIX] + digits
            if drawn not in self._given:
                self._given.add(drawn)
                return drawn


def _play_once(file: Path, story: Sequence[Beat], make: Callable[[], StoryPlayer]) -> _Played:
    player: StoryPlayer | None = None
    difference = error = ""
    try:
        player = make()
        found = player.play(story)
        difference = described(file, *found) if found else ""
    except requests.RequestException as trouble:
        error = f"nothing answers ({type(trouble).__name__})"
    except (NoService, NoSuchWords, GatewayRefusal) as trouble:
        error = f"{trouble}"
    except JSONDecodeError:
        error = "what answers is not Lango"
    return _Played(difference, error, player.hop_seconds if player else ())


def _count(count: PlayCount, played: _Played) -> None:
    count.played += 1
    count.hop_seconds += played.hop_seconds
    if played.error:
        count.errors += 1
        count.first_error = count.first_error or played.error
    elif played.difference:
        count.different += 1
        count.first_difference = count.first_difference or played.difference
    else:
        count.as_told += 1


def described(file: Path, beat: Beat, seen: Sequence[str]) -> str:
    """Where a story differs from what is seen, and how."""
    lines = ndiff(beat.sees, seen)
    return "\n".join([f"{file}:{beat.line}: {beat.does}", "- expected, + seen:", *map(str.rstrip, lines)])


def player_for(base: str, *, callback_key: str, sms_code: str) -> Callable[[Callable[[str], str]], StoryPlayer]:
    """A function that makes players for a running installation."""

    def make(number_for: Callable[[str], str]) -> StoryPlayer:
        return StoryPlayer(GatewayClient(base), number_for, callback_key=callback_key, sms_code=sms_code)

    return make
