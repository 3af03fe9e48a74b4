"""The person whom an application is for, if not the applicant: for example a child, for whom a parent applies."""

from collections.abc import Mapping

from app.domain.applications.applications import Application
from app.domain.forms.definition import SUBJECT


def subject_of(answers: Mapping[str, str]) -> dict[str, str]:
    """The answers about that person; empty where the applicant applies for themselves."""
    return {name: answer for name, answer in answers.items() if name.startswith(SUBJECT) and answer}


def keep_subject(application: Application, subject: Mapping[str, str]) -> None:
    """Store the person with the application, sealed."""
    if subject:
        application.subject = dict(subject)


def read_subject(application: Application) -> dict[str, str]:
    """The stored person whom an application is for; empty where that is the applicant."""
    return application.subject or {}


def is_same(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether two are the same person; case and spacing of the answers are ignored."""
    return _as_compared(one) == _as_compared(other)


def _as_compared(subject: Mapping[str, str]) -> dict[str, str]:
    return {name: " ".join(answer.casefold().split()) for name, answer in subject.items()}
