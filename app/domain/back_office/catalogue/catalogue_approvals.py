"""Editing a service: at once, or with an approval request where a second person decides (a fee, a closing).

A request holds the part as it was when requested. If it has changed since, the approval fails, and a new request is
needed.
"""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy.orm import Session

from app.domain.applications import note_policy
from app.domain.applications.note_policy import Ours
from app.domain.back_office.catalogue import agency_catalogue
from app.domain.catalogue.changes import service_edits
from app.domain.catalogue.changes.catalogue_changes import Part, Texts, part_of
from app.domain.catalogue.changes.service_edits import ServiceEdit
from app.domain.shared.contacts import Contacts
from app.domain.shared.errors import NotAllowed, VersionConflict
from app.domain.staff import approvals
from app.domain.staff.approvals import Approval, ApprovalKind, Wish
from app.domain.staff.roles import Permission
from app.domain.staff.staff_members import Staff

WORDS: Final[Mapping[str, str]] = {
    "documents": "documents",
    "documents_sw": "documents_sw",
    "closed_reason": "why",
    "closed_reason_sw": "why_sw",
}
"""The columns that citizens read, and their form fields: the note policy applies to them."""


def check_edit(session: Session, code: str, edit: ServiceEdit, contacts: Contacts, *, staff: Staff) -> Texts:
    """Check an edit; returns the present values of that part of the service. Raises NotFound, NotAllowed, Invalid."""
    if not staff.may(Permission.EDIT_CATALOGUE):
        raise NotAllowed("your role may not edit the catalogue")
    before = part_of(agency_catalogue.find_own_service(session, code, staff=staff), edit.part)
    for column, field in WORDS.items():
        known = (before.get(column) or "").split("; ")
        for line in (edit.texts.get(column) or "").split("; "):
            if line not in known:
                note_policy.check_note(field, line, Ours.of(contacts))
    service_edits.check_difference(edit, before)
    return before


def edit_own_service(
    session: Session, code: str, edit: ServiceEdit, *, seen: Texts, reason: str, staff: Staff, contacts: Contacts
) -> str | None:
    """Carry out an edit, or request its approval; returns the id of the request, None where the edit is done.

    Raises NotFound, NotAllowed, Invalid, VersionConflict.
    """
    before = check_edit(session, code, edit, contacts, staff=staff)
    if before != seen:
        raise VersionConflict("somebody has changed this since; look at it again")
    if not edit.takes_two:
        service_edits.edit_service(session, code, edit, seen=seen, actor=staff.actor)
        return None
    kind = ApprovalKind.SERVICE_FEE if edit.part is Part.FEE else ApprovalKind.SERVICE_CLOSING
    details = {"service": code, "part": edit.part, "old": before, "new": edit.texts}
    return approvals.request_approval(session, Wish(kind, code, details, reason, staff.agency, [code]), staff=staff)


def edit_as_agreed(
    session: Session, _approval: Approval, details: Mapping[str, Any], actor: str, _contacts: Contacts
) -> None:
    """The action of `SERVICE_FEE` and `SERVICE_CLOSING`. Raises NotFound, VersionConflict, Invalid."""
    edit = edit_of(details)
    service_edits.edit_service(session, details["service"], edit, seen=details["old"], actor=actor)


def edit_of(details: Mapping[str, Any]) -> ServiceEdit:
    """The edit in the details of a request."""
    return ServiceEdit(Part(details["part"]), dict(details["new"]))
