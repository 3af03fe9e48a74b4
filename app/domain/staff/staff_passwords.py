"""Passwords of staff: at least twelve characters that nobody guesses, kept like those of citizens (argon2id, pepper).

A password is judged by `zxcvbn`, which knows the lists of leaked ones, names, keyboards and dates, and by who chooses
it: no rule about kinds of characters, no expiry (ASVS 6.2.1, 6.2.5 and 6.2.10).
"""

from typing import Final

from app.domain.shared.errors import Invalid

SHORTEST: Final = 12
LONGEST: Final = 128
"""Characters. `zxcvbn` looks at no more than 72."""
JUDGED: Final = 72
STRONG: Final = 3
"""Of zxcvbn's scores, from 0: takes more than 10^8 guesses, before argon2id."""
PLACE: Final = ("lango", "ecitizen", "kenya", "huduma", "serikali", "harambee", "nairobi", "console")
"""Words that everybody here thinks of first: they count for nothing, like one's own name (ASVS 6.1.2)."""
LEFT: Final = 8
"""Characters that are there besides such words."""
SHORTEST_WORD: Final = 4
"""Letters of a word that is looked for inside of a password."""


def check_strength(password: str, *, username: str, name: str) -> None:
    """Raises Invalid, which says what is wanted and repeats nothing."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise Invalid(f"password: {SHORTEST} to {LONGEST} characters are wanted")
    from zxcvbn import zxcvbn  # its lists take 12 MB, and few processes judge a password of staff

    known = [username, *username.replace("-", ".").split("."), *name.lower().split(), *PLACE]
    is_weak = len(_without(password, known)) < LEFT
    if is_weak or zxcvbn(password[:JUDGED], user_inputs=known)["score"] < STRONG:
        raise Invalid("password: it is too easy to guess: four words that have nothing to do with each other are good")


def _without(password: str, words: list[str]) -> str:
    """What is left of a password without these words, whose letters are small, and without blanks."""
    bare = password.lower()
    for word in sorted(words, key=len, reverse=True):
        if len(word) >= SHORTEST_WORD:
            bare = bare.replace(word, "")
    return "".join(bare.split())
