"""What is asked most, and what eCitizen answers."""

from dataclasses import dataclass

from app.platform.languages.localised import Localised


@dataclass(frozen=True, slots=True)
class Faq:
    """A question and its answer. A label has at most 32 septets; an answer fits two screens and three SMS."""

    code: str
    label: Localised
    answer: Localised
