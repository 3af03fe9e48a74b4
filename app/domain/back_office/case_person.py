"""The applicant and the answers of an application, for staff of its agency who open this view."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy.orm import Session

from app.domain.applications.applications import Application
from app.domain.applying.at_desk.desk_consents import DeskConsent, find_consent
from app.domain.applying.filed_details import DeclaredApplicant, declared_applicant
from app.domain.applying.subjects import read_subject
from app.domain.audit import audit_log
from app.domain.back_office.case_file import find_case
from app.domain.catalogue.search.index import Index
from app.domain.forms import form_versions
from app.domain.forms.definition import Form, text_in
from app.domain.forms.read_back import read_back
from app.domain.staff.staff_members import Staff
from app.platform.i18n import NAIROBI

PERSON_VIEWED: Final = "application.person_viewed"
DEEPEST: Final = 6
"""Levels of an agency's own JSON that are shown line by line; deeper values are shown as JSON."""
Line = tuple[str, str]
"""A question and its answer."""


@dataclass(frozen=True)
class CasePerson:
    """The applicant, the person whom the application is for, and the answers. `form`: the name and version of the form;
    empty where the agency recorded the answers in a structure of its own."""

    reference: str
    is_withheld: bool
    form: str
    applicant: DeclaredApplicant | None = field(repr=False, default=None)
    subject: Sequence[Line] = field(repr=False, default=())
    answers: Sequence[Line] = field(repr=False, default=())
    consent: DeskConsent | None = None
    """The person's consent, where a desk applied for them."""


def view_person(session: Session, index: Index, reference: str, staff: Staff, language: str) -> CasePerson:
    """The personal data of an application. Needs a write transaction: the view is recorded for audit.

    Empty while a desk has yet to decide whose the application is. Raises NotFound.
    """
    application = find_case(session, reference, staff)
    audit_log.record(session, actor=staff.actor, action=PERSON_VIEWED, subject=application.reference)
    if application.is_withheld:
        return CasePerson(application.reference, is_withheld=True, form="")
    digest = application.form_digest
    form = form_versions.form_of(session, digest) if digest else None
    return CasePerson(
        reference=application.reference,
        is_withheld=False,
        form=f"{form.name} {form.version}" if form else "",
        applicant=declared_applicant(session, application),
        subject=_subject(application, form, language),
        answers=_answers(session, index, application, form, language),
        consent=find_consent(session, application),
    )


def _subject(application: Application, form: Form | None, language: str) -> list[Line]:
    return [(_label(form, name, language), said) for name, said in read_subject(application).items()]


def _label(form: Form | None, name: str, language: str) -> str:
    question = form.question(name) if form else None
    return (text_in(question.short, language) or text_in(question.label, language)) if question else name


def _answers(session: Session, index: Index, application: Application, form: Form | None, language: str) -> list[Line]:
    kept = application.answers
    if form is None:
        return list(lines_of(kept)) if kept is not None else []
    today = application.created_at.astimezone(NAIROBI).date()
    return [(each.label, each.value) for each in read_back(session, index, form, kept, language, today=today)]


def lines_of(value: Any, name: str = "", depth: int = 0) -> Iterator[Line]:
    """An agency's own JSON as one line for each value: `("owner.name", "Amani")`, `("owner.phones.1", "...")`."""
    if isinstance(value, Mapping | list) and value and depth < DEEPEST:
        parts = value.items() if isinstance(value, Mapping) else enumerate(value, 1)
        for key, part in parts:
            yield from lines_of(part, f"{name}.{key}" if name else str(key), depth + 1)
        return
    yield name, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
