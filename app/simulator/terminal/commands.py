"""What can be typed at the phone: a table of words, and how a line is understood."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Final

DIALLED: Final = re.compile(r"\*\S*#")
LEAST_ALIKE: Final = 0.84
SHORTEST_MISTYPED: Final = 4
SUBJECTS: Final = ("dialling", "messages", "money", "phones", "faults")
OTHER_LINES: Final = (
    ("dialling", "*222#", "dial"),
    ("dialling", "*222*1*102030405060#", "dial straight to a reference"),
    ("dialling", "1, Wanjiku, 00", "in a session: answer the screen"),
    ("dialling", "> help", "in a session: answer `help`, which is a command otherwise"),
    ("dialling", ">", "in a session: an empty answer"),
    ("dialling", "Ctrl-C", "in a session: cancel it; else: leave, as `quit` and Ctrl-D"),
    ("messages", "FIND driving licence", "any other words are texted"),
)
"""What can be typed besides commands: its subject, as it is typed, and what it does."""


@dataclass(frozen=True)
class Command:
    """A word that can be typed, and what it does.

    `takes`: a pattern of what follows it. `usage`: as it is typed. `act` gets the TerminalPhone and the match.
    `in_call`: also while a session is open, where other lines answer the screen. `alone`: with anything after it, the
    line is an SMS, since people begin a sentence with such a word. `brings_news`: an SMS may come of it.
    """

    word: str
    usage: str
    subject: str
    what: str
    act: Callable[[Any, re.Match[str]], None]
    takes: str = ""
    in_call: bool = True
    alone: bool = False
    brings_news: bool = False

    def match(self, line: str) -> re.Match[str] | None:
        """The match of what follows the word; None if the line is not this command."""
        word, _, rest = line.strip().partition(" ")
        return re.fullmatch(self.takes, rest.strip(), re.IGNORECASE) if word == self.word else None


def find_command(commands: Sequence[Command], line: str, *, in_call: bool) -> tuple[Command, re.Match[str]] | None:
    """The command that a line is, and what follows its word."""
    for command in commands:
        found = command.match(line)
        if found and (command.in_call or not in_call):
            return command, found
    return None


def find_slip(commands: Sequence[Command], line: str) -> str:
    """What is wrong with a line that may have been meant as a command; empty if it is an SMS."""
    word, _, rest = line.strip().partition(" ")
    if word.startswith("*"):
        return "A code begins with * and ends with #, such as *222#."
    begun = next((each for each in commands if each.word == word), None)
    if begun is not None and not (begun.alone and rest):
        return f"Type: {begun.usage}"
    if rest or len(word) < SHORTEST_MISTYPED:
        return ""
    near = get_close_matches(word, [each.word for each in commands], n=1, cutoff=LEAST_ALIKE)
    return f"Did you mean `{near[0]}`? To text it: sms {word}" if near else ""


def manual(commands: Sequence[Command], subject: str) -> str:
    """What can be typed about a subject."""
    lines = [*OTHER_LINES, *((each.subject, each.usage, each.what) for each in commands)]
    return "\n".join(f"  {usage:<34} {what}" for about, usage, what in lines if about == subject)
