"""Editing a service: at once, or as a request where a second person decides (a fee, a closing).

A request holds the part as it stood when it was asked for: what has changed since is refused, and asked for anew.
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
"""The columns whose words citizens read, and the fields that they are typed in: held to the policy of notes."""


def check_edit(session: Session, code: str, edit: ServiceEdit, contacts: Contacts, *, staff: Staff) -> Texts:
    """The part of a service as it stands, of which an edit may be asked for. Raises NotFound, NotAllowed, Invalid."""
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
    """Carry an edit out, or ask a second person for it; the id of that request, None where it is done.

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
    return approvals.request_approval(session, Wish(kind, code, details, reason, staff.agency), staff=staff)


def edit_as_agreed(
    session: Session, _approval: Approval, details: Mapping[str, Any], actor: str, _contacts: Contacts
) -> None:
    """Carry out what two persons have agreed on. Raises NotFound, VersionConflict, Invalid."""
    edit = edit_of(details)
    service_edits.edit_service(session, details["service"], edit, seen=details["old"], actor=actor)


def edit_of(details: Mapping[str, Any]) -> ServiceEdit:
    """The edit that a request holds."""
    return ServiceEdit(Part(details["part"]), dict(details["new"]))
