"""What chance decides in a story, and how it is written: `{reference}`, `{receipt}`, `{invoice}`, `{question}`, dates.

Whoever records finds these things in what is seen; whoever plays learns what they are from what is seen.
"""

import csv
import re
from collections.abc import Iterator
from datetime import UTC, datetime, time
from functools import cache
from typing import Final

from app.platform.config.setting_fields import ROOT
from app.platform.i18n import day, languages
from app.simulator.stories.notation import STORY_DAY

SAMPLES: Final = ROOT / "app" / "data" / "samples.csv"
"""References that every installation for development has: they are no chance."""
FOUND: Final = {
    "reference": re.compile(r"(?<![\d+*])(\d{4} \d{4} \d{4}|\d{12})(?!\d)"),
    "receipt": re.compile(r"^\$ ([A-Z0-9]{10}) Confirmed"),
    "invoice": re.compile(r"(?:222222, (?:account|akaunti)|eCitizen, account|for account) ([A-Z0-9]*[A-Z][A-Z0-9]*)"),
    "question": re.compile(r"(?:question is|question|swali lako ni) ([A-Z0-9][A-Z0-9-]{3,})"),
}
"""Where a thing is seen that chance made: its kind, and the words before it."""
SHAPES: Final = {
    "reference": r"\d{4} ?\d{4} ?\d{4}|[A-Z0-9][A-Z0-9/-]{4,19}",
    "receipt": r"[A-Z0-9]{10}",
    "invoice": r"[A-Z0-9]{4,14}",
    "question": r"[A-Z0-9-]{4,16}",
    "test receipt": r"TEST-[0-9A-F]{8}",
}
NAMED: Final = re.compile(rf"\{{({'|'.join(SHAPES)})( \d+)?\}}")


class StoryNames:
    """The names of one story, and what each stands for."""

    def __init__(self) -> None:
        self._values: dict[str, str] = {}
        self._typed: set[str] = set()

    def typed(self, line: str) -> str:
        """What is typed, with names for what was seen before; whatever else it holds stays as it is typed."""
        told = self._named(line)
        self._typed |= {bare(each) for each in FOUND["reference"].findall(told)}
        return told

    def seen(self, line: str, today: datetime) -> str:
        """What is seen, with the names of things in it, however they are spaced; new things get names."""
        for kind, pattern in FOUND.items():
            for value in pattern.findall(line):
                self._note(kind, bare(value))
        return in_story_days(self._named(re.sub(SHAPES["test receipt"], "{test receipt}", line)), today)

    def filled(self, told: str) -> str:
        """What is to be typed, with what the names stand for, as far as it is known."""
        for name, value in self._values.items():
            told = told.replace(name, value)
        return told

    def matches(self, expected: str, seen: str) -> bool:
        """Whether a line is what a story says, learning what its new names stand for."""
        names = [match[0] for match in NAMED.finditer(expected)]
        pattern = "".join(self._patterns(expected))
        found = re.fullmatch(pattern, seen)
        if found is None:
            return False
        meant = dict(zip(names, map(bare, found.groups()), strict=True))
        if any(meant[name] != bare(value) for name, value in zip(names, found.groups(), strict=True)):
            return False
        self._values |= {name: value for name, value in meant.items() if not name.startswith("{test")}
        return True

    def _patterns(self, expected: str) -> Iterator[str]:
        """A regular expression, piece by piece: each name is a group."""
        until = 0
        for match in NAMED.finditer(expected):
            yield re.escape(expected[until : match.start()])
            value = self._values.get(match[0])
            yield f"({' ?'.join(map(re.escape, value)) if value else SHAPES[match[1]]})"
            until = match.end()
        yield re.escape(expected[until:])

    def _note(self, kind: str, value: str) -> None:
        if value in self._values.values() or value in self._typed or value in sample_references():
            return
        if kind == "reference" and value.startswith("254"):
            return  # a phone number
        count = sum(name.startswith(f"{{{kind}") for name in self._values) + 1
        self._values[f"{{{kind}}}" if count == 1 else f"{{{kind} {count}}}"] = value

    def _named(self, line: str) -> str:
        for name, value in self._values.items():
            line = line.replace(shown_in_fours(value), name).replace(value, name)
        return line


def bare(value: str) -> str:
    """A reference without the spaces in which it is shown."""
    return value.replace(" ", "")


def shown_in_fours(value: str) -> str:
    """A reference of ours as it is shown; anything else as it is."""
    return " ".join(re.findall("....", value)) if re.fullmatch(r"\d{12}", value) else value


def in_story_days(line: str, today: datetime) -> str:
    """A line with the day of stories in the place of today, as dates are shown in each language."""
    then = datetime.combine(STORY_DAY, time(9), UTC)
    for language in languages():
        line = re.sub(rf"(?<!\d){re.escape(day(language, today))}", day(language, then), line)
    return line


@cache
def sample_references() -> frozenset[str]:
    """The references of the sample applications."""
    with SAMPLES.open(encoding="utf-8", newline="") as rows:
        return frozenset(row["reference"] for row in csv.DictReader(rows))
