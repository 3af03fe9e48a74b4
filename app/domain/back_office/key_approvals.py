"""Revoking an agency's API key needs two persons: it stops a system of the agency at once."""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy.orm import Session

from app.domain.shared.contacts import Contacts
from app.domain.shared.errors import NotAllowed, NotFound
from app.domain.staff import api_keys, approvals
from app.domain.staff.api_keys import Key
from app.domain.staff.approvals import Approval, ApprovalKind, Wish
from app.domain.staff.staff_members import Staff

EVERY_SERVICE: Final = "*"
"""In a request: all services of the agency. Staff of some services do not decide on such a key."""


def keys_of(session: Session, agency: str, *, staff: Staff) -> list[Key]:
    """The keys of an agency within reach, also revoked ones, newest first. Raises NotFound for another agency."""
    if staff.agency not in (None, agency):
        raise NotFound("there is no such agency")
    found = api_keys.of_agency(session, agency)[::-1]
    return [each for each in found if staff.has_services(each.services)]


def request_revocation(session: Session, agency: str, key_id: str, reason: str, *, staff: Staff) -> str:
    """Request the revocation of a key; returns the id of the request. Raises NotFound, NotAllowed, Invalid."""
    found = next((each for each in keys_of(session, agency, staff=staff) if each.id == key_id), None)
    if found is None:
        raise NotFound("there is no such key")
    if found.revoked_at is not None:
        raise NotAllowed("this key has ended already")
    details = {"agency": agency, "key": key_id, "name": found.name}
    services = found.services or [EVERY_SERVICE]
    wish = Wish(ApprovalKind.REVOKE_KEY, f"{agency}/{key_id}", details, reason, agency, services)
    return approvals.request_approval(session, wish, staff=staff)


def revoke_key(
    session: Session, _approval: Approval, details: Mapping[str, Any], actor: str, _contacts: Contacts
) -> None:
    """The action of `REVOKE_KEY`. Raises NotFound where the key was revoked meanwhile."""
    api_keys.revoke(session, details["agency"], details["key"], actor=actor)
