"""Detects the language of a text by its commonest words, to answer a phone that has chosen none."""

import re
from typing import Final

from app.platform.languages.language_files import Language, spoken

_WORD: Final = re.compile(r"[a-z']+")


def language_of(text: str) -> str | None:
    """The language with more of its common words in a text than any other; None where there is none."""
    said = _WORD.findall(text.casefold())
    count = {code: sum(_tells(language, word) for word in said) for code, language in spoken().items()}
    most = max(count.values())
    best = [code for code, number in count.items() if number == most]
    return best[0] if len(best) == 1 else None


def _tells(language: Language, word: str) -> bool:
    """Whether a word is one of a language's common ones, or has a beginning of its verbs: `nimelipa`, `sijapata`."""
    return word in language.words.get("tells", ()) or bool(language.verbs and language.verbs.fullmatch(word))
