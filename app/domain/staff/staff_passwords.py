"""Passwords of staff: at least twelve characters that are hard to guess, hashed like those of citizens (argon2id,
pepper).

The strength is estimated by `zxcvbn`, which knows leaked passwords, names, keyboard patterns and dates, and checked
against the user's own names: no rule about kinds of characters, no expiry (ASVS 6.2.1, 6.2.5 and 6.2.10).
"""

from typing import Final

from app.domain.shared.errors import Invalid

SHORTEST: Final = 12
LONGEST: Final = 128
"""Characters. `zxcvbn` reads no more than 72."""
JUDGED: Final = 72
STRONG: Final = 3
"""The zxcvbn score, from 0: more than 10^8 guesses, before argon2id."""
PLACE: Final = ("lango", "ecitizen", "kenya", "huduma", "serikali", "harambee", "nairobi", "console")
"""Obvious words here: they do not count towards the strength, like one's own name (ASVS 6.1.2)."""
LEFT: Final = 8
"""Characters that must remain without such words."""
SHORTEST_WORD: Final = 4
"""Letters, at least, of a word that is searched in a password."""


def check_strength(password: str, *, username: str, name: str) -> None:
    """Raises Invalid, which says what is wanted and repeats nothing of the password."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise Invalid(f"password: {SHORTEST} to {LONGEST} characters are wanted")
    from zxcvbn import zxcvbn  # its lists take 12 MB, and few processes need it

    known = [username, *username.replace("-", ".").split("."), *name.lower().split(), *PLACE]
    is_weak = len(_without(password, known)) < LEFT
    if is_weak or zxcvbn(password[:JUDGED], user_inputs=known)["score"] < STRONG:
        raise Invalid("password: it is too easy to guess: four words that have nothing to do with each other are good")


def _without(password: str, words: list[str]) -> str:
    """The password without these words (in small letters) and without blanks."""
    bare = password.lower()
    for word in sorted(words, key=len, reverse=True):
        if len(word) >= SHORTEST_WORD:
            bare = bare.replace(word, "")
    return "".join(bare.split())
