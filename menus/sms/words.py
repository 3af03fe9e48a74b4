"""Words that people write around the keywords of SMS: polite ones, and those that may stand with each.

They stand in each language's file (`app/platform/languages/language_files.py`), and those of all languages count in
every text: people mix them.
"""

import re
from typing import Final

from app.platform.languages.language_files import spoken, vocabulary

_NOT_WANTED: Final = ("don't want", "dont want", "do not want")
_OF_OURS: Final = ["alerts", "any", "messages", "more", "sms", "texts", "the", "these", "this", "your"]
PHRASES: Final = {
    **{
        f"{verb} {whose}": "remove"
        for verb in vocabulary("removing")
        for what in vocabulary("removed")
        for whose in (f"my {what}", f"{what} yangu")
    },
    **{f"{denied} {what}": "stop" for denied in (*vocabulary("denying"), "do not") for what in vocabulary("sending")},
    **{f"{denied} {what}": f"nomore {what}" for denied in _NOT_WANTED for what in _OF_OURS},
    **{said: one for language in spoken().values() for said, one in language.phrases.items()},
}
"""Phrases of several words, and the word that each is replaced by before keywords are looked for."""
BETWEEN: Final = re.compile(r"[\s._-]+")
"""What may stand between the words of a phrase."""
JOINED: Final = re.compile(
    "|".join(
        rf"(?<![a-z]){BETWEEN.pattern.join(map(re.escape, BETWEEN.split(said)))}(?![a-z])"
        for said in sorted(PHRASES, key=len, reverse=True)
    )
)
"""A phrase, however its words are joined."""
ONE_FOR: Final = {BETWEEN.sub(" ", said): one for said, one in PHRASES.items()}
"""The word for each phrase as `JOINED` finds it, with blanks between its words."""

THANKING: Final = vocabulary("thanking")
GREETING: Final = vocabulary("greeting")
GREETED: Final = re.compile(
    r"\bgood (?:morning|afternoon|evening|day|night)\b|\b(?:happy|merry|heri ya) (?:new year|christmas|xmas|easter|eid|"
    r"diwali|holidays?|mwaka mpya|krismasi|pasaka)\b",
    re.IGNORECASE,
)
"""Greetings of several words, of which one alone may be of a service."""
NAMES_NOTHING: Final = GREETING | vocabulary("names_nothing")
"""Words that alone name no service, though some service has them in its name."""
POLITE: Final = THANKING | GREETING | vocabulary("polite")
"""Words that change nothing of what a text asks for. None of them may deny it: not, don't, si, sitaki."""

ALERTS: Final = vocabulary("alerts")
WHAT_COMES: Final = vocabulary("what_comes")
"""What we send: a word such as `sitaki` (I do not want) is about our alerts only where one of these stands with it."""
ALL_THAT_COMES: Final = frozenset(word for word in WHAT_COMES if f"{word}s" not in WHAT_COMES)
"""The same without the singular: `cancel my message` may be about one that the citizen sent."""
COMPLAINING: Final = vocabulary("complaining")
LANGUAGES: Final = vocabulary("language")
REGISTERING: Final = vocabulary("registering")
TALKING: Final = vocabulary("talking")
PASSWORDS: Final = vocabulary("passwords")
NUMBERS: Final = vocabulary("phone_number")
PAYMENTS: Final = vocabulary("payments")
ALL: Final = frozenset(["all", "everything", "zote", "yote"])
