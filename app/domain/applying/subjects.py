"""The person that something is applied for, where that is not the applicant: a parent applies for a child."""

import json
from collections.abc import Mapping

from sqlalchemy.orm import Session

from app.domain.applications.applications import Application
from app.domain.forms.definition import SUBJECT
from app.platform.db import keys


def subject_of(answers: Mapping[str, str]) -> dict[str, str]:
    """What the answers say of that person; empty where the applicant applies for themselves."""
    return {name: answer for name, answer in answers.items() if name.startswith(SUBJECT) and answer}


def keep_subject(session: Session, application: Application, subject: Mapping[str, str]) -> None:
    """Keep it with the application, sealed."""
    if subject:
        told = json.dumps(dict(subject), ensure_ascii=False)
        application.subject_sealed = keys(session).seal_text(told, application.sealed_at("subject"))


def read_subject(session: Session, application: Application) -> dict[str, str]:
    """The person that an application is for; empty where that is the applicant."""
    sealed = application.subject_sealed
    if not sealed:
        return {}
    told: dict[str, str] = json.loads(keys(session).open_text(sealed, application.sealed_at("subject")))
    return told


def is_same(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether two mean the same person, however their names were typed."""
    return _as_compared(one) == _as_compared(other)


def _as_compared(subject: Mapping[str, str]) -> dict[str, str]:
    return {name: " ".join(answer.casefold().split()) for name, answer in subject.items()}
