"""The language that a text is written in, by its commonest words: a phone that has chosen none is answered in it."""

import re
from typing import Final

from app.platform.languages.language_files import Language, spoken

_WORD: Final = re.compile(r"[a-z']+")


def language_of(text: str) -> str | None:
    """The language with more of its common words in a text than any other; None where there is no such."""
    said = _WORD.findall(text.casefold())
    count = {code: sum(_tells(language, word) for word in said) for code, language in spoken().items()}
    most = max(count.values())
    best = [code for code, number in count.items() if number == most]
    return best[0] if len(best) == 1 else None


def _tells(language: Language, word: str) -> bool:
    """Whether a word is one of a language's common ones, or a verb of it by its beginning: `nimelipa`, `sijapata`."""
    return word in language.words.get("tells", ()) or bool(language.verbs and language.verbs.fullmatch(word))
