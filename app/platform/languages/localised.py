"""A text with its translations."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Localised:
    """A text in English, with the translations that differ from it. Immutable.

    `others`: pairs of a language's code and its text. They are a tuple, and leave out translations that equal the
    English, because each process holds thousands of these texts.
    """

    english: str
    others: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, english: str, others: Mapping[str, str | None]) -> Self:
        """A text with its translations, without those that are missing or equal the English."""
        return cls(english, tuple((code, text) for code, text in others.items() if text and text != english))

    def in_language(self, code: str) -> str:
        """The text in a language; in English where it is not translated."""
        for language, text in self.others:
            if language == code:
                return text
        return self.english

    @property
    def languages(self) -> tuple[str, ...]:
        """The codes of the languages whose text differs from the English."""
        return tuple(code for code, _ in self.others)

    @property
    def all(self) -> tuple[str, ...]:
        """The text in every language there is, English first."""
        return (self.english, *(text for _, text in self.others))
