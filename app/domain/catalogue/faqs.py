"""Frequently asked questions, and eCitizen's answers."""

from dataclasses import dataclass

from app.platform.languages.localised import Localised


@dataclass(frozen=True, slots=True)
class Faq:
    """A question and its answer. A label has at most 32 septets, an answer at most 140."""

    code: str
    label: Localised
    answer: Localised
