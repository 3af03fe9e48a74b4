"""The person that something is applied for, where that is not the applicant: a parent applies for a child."""

from collections.abc import Mapping

from app.domain.applications.applications import Application
from app.domain.forms.definition import SUBJECT


def subject_of(answers: Mapping[str, str]) -> dict[str, str]:
    """What the answers say of that person; empty where the applicant applies for themselves."""
    return {name: answer for name, answer in answers.items() if name.startswith(SUBJECT) and answer}


def keep_subject(application: Application, subject: Mapping[str, str]) -> None:
    """Keep it with the application, sealed."""
    if subject:
        application.subject = dict(subject)


def read_subject(application: Application) -> dict[str, str]:
    """The person that an application is for; empty where that is the applicant."""
    return application.subject or {}


def is_same(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether two mean the same person, however their names were typed."""
    return _as_compared(one) == _as_compared(other)


def _as_compared(subject: Mapping[str, str]) -> dict[str, str]:
    return {name: " ".join(answer.casefold().split()) for name, answer in subject.items()}
