"""Placeholders in a story for values that vary: `{reference}`, `{receipt}`, `{invoice}`, `{question}`, dates.

A recorder finds such values in what is seen; a player learns from what is seen which values they stand for.
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
"""Applications of every development installation: their references are always the same, and get no placeholder."""
FOUND: Final = {
    "reference": re.compile(r"(?<![\d+*])(\d{4} \d{4} \d{4}|\d{12})(?!\d)"),
    "receipt": re.compile(r"^\$ ([A-Z0-9]{10}) Confirmed"),
    "invoice": re.compile(r"(?:222222, (?:account|akaunti)|eCitizen, account|for account) ([A-Z0-9]*[A-Z][A-Z0-9]*)"),
    "question": re.compile(r"(?:question is|question|swali lako ni) ([A-Z0-9][A-Z0-9-]{3,})"),
}
"""How a value is found in what is seen: by its kind, a pattern of it and of the words before it."""
SHAPES: Final = {
    "reference": r"\d{4} ?\d{4} ?\d{4}|[A-Z0-9][A-Z0-9/-]{4,19}",
    "receipt": r"[A-Z0-9]{10}",
    "invoice": r"[A-Z0-9]{4,14}",
    "question": r"[A-Z0-9-]{4,16}",
    "test receipt": r"TEST-[0-9A-F]{8}",
}
NAMED: Final = re.compile(rf"\{{({'|'.join(SHAPES)})( \d+)?\}}")


class StoryNames:
    """The placeholders of one story, and the value of each."""

    def __init__(self) -> None:
        self._values: dict[str, str] = {}
        self._typed: set[str] = set()

    def typed(self, line: str) -> str:
        """A typed line, with placeholders for values that were seen before; other values stay as they are typed."""
        told = self._named(line)
        self._typed |= {bare(each) for each in FOUND["reference"].findall(told)}
        return told

    def seen(self, line: str, today: datetime) -> str:
        """A seen line, with placeholders for its values, however they are spaced; new values get new placeholders."""
        for kind, pattern in FOUND.items():
            for value in pattern.findall(line):
                self._note(kind, bare(value))
        return in_story_days(self._named(re.sub(SHAPES["test receipt"], "{test receipt}", line)), today)

    def filled(self, told: str) -> str:
        """A line to type, with the values of its placeholders, as far as they are known."""
        for name, value in self._values.items():
            told = told.replace(name, value)
        return told

    def matches(self, expected: str, seen: str) -> bool:
        """Whether a seen line is the expected one; learns the values of new placeholders."""
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
        """A regular expression, piece by piece: each placeholder is a group."""
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
    """A reference of ours as it is shown, in groups of four digits; anything else unchanged."""
    return " ".join(re.findall("....", value)) if re.fullmatch(r"\d{12}", value) else value


def in_story_days(line: str, today: datetime) -> str:
    """A line with `STORY_DAY` in place of today, as dates are shown in each language."""
    then = datetime.combine(STORY_DAY, time(9), UTC)
    for language in languages():
        line = re.sub(rf"(?<!\d){re.escape(day(language, today))}", day(language, then), line)
    return line


@cache
def sample_references() -> frozenset[str]:
    """The references of the sample applications."""
    with SAMPLES.open(encoding="utf-8", newline="") as rows:
        return frozenset(row["reference"] for row in csv.DictReader(rows))
