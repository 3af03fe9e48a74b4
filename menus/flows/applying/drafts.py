"""What is told to apply, and the way to the form that it is told to."""

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
    """The id of the account that answers: nobody else goes on with it."""
    begun_at_epoch: int = 0
    """Its `auth_epoch` then: a new password, or a desk's change, ends what was begun before."""
    form_digest: str = ""
    form_answers: dict[str, str] = field(default_factory=dict)
    """By the names of the questions, in the order in which they were given; as `Kind` says."""
    changing: str = ""
    """The question whose answer is being changed."""
    narrowed_by: str = ""
    """What a list of places was narrowed by, as it was typed."""
    just_saved: bool = False
    """Whether the answers were kept with the last one: the next question says so."""
    again: bool = False
    """Whether another one is wanted beside the one that is open."""
    open_reference: str = ""
    """The reference of the one that is open."""


NO_FORM: Final = Form(name="none", version="", title={}, questions=())
"""Where none is being filled in: nothing is asked."""


def find_form(c: Context) -> Form:
    """The form that is being filled in."""
    if not c.draft(ApplyingDraft).form_digest:
        return NO_FORM
    with c.reading() as session:
        return form_versions.form_of(session, c.draft(ApplyingDraft).form_digest)
