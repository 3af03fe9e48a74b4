"""The draft of an application, and the version of the form that it answers."""

from dataclasses import field
from typing import Final

from app.domain.forms import form_versions
from app.domain.forms.definition import Form
from menus.context import Context
from menus.draft import Draft


class ApplyingDraft(Draft):
    """The service that is applied for, the version of its form, and the answers so far."""

    applies_for: str = ""
    """The code of the service."""
    applicant: str = ""
    """The id of the account that fills the form in: no other account can continue it."""
    begun_at_epoch: int = 0
    """That account's `auth_epoch` at the beginning: a new password, or a change at a desk, ends a form begun before."""
    form_digest: str = ""
    form_answers: dict[str, str] = field(default_factory=dict)
    """The answers by the names of their questions, in the order they were given, stored as each `Kind` says."""
    changing: str = ""
    """The question whose answer is being changed."""
    narrowed_by: str = ""
    """What a list of places was narrowed by, as it was typed."""
    just_saved: bool = False
    """Whether the last answer had the draft saved: the next question says so."""
    again: bool = False
    """Whether another application is wanted, although one is open."""
    open_reference: str = ""
    """The reference of the open application."""


NO_FORM: Final = Form(name="none", version="", title={}, questions=())
"""The form where none is being filled in: it has no questions."""


def find_form(c: Context) -> Form:
    """The form that is being filled in."""
    if not c.draft(ApplyingDraft).form_digest:
        return NO_FORM
    with c.reading() as session:
        return form_versions.form_of(session, c.draft(ApplyingDraft).form_digest)
