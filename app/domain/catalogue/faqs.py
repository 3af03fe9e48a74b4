"""What is asked most, and what eCitizen answers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Faq:
    """A question and its answer. A label has at most 32 septets; an answer fits two screens and three SMS."""

    code: str
    label: str
    label_sw: str
    answer: str
    answer_sw: str

    def label_in(self, language: str) -> str:
        """The question, short, in a language."""
        return self.label_sw if language == "sw" else self.label

    def answer_in(self, language: str) -> str:
        """The answer in a language."""
        return self.answer_sw if language == "sw" else self.answer
