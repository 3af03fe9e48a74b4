"""Who manages staff: an administrator those of their own agency, an operator everybody; nobody themselves.

One person can take access away at once, or give it by a setup code, which only its holder can use. There is always an
operator: the last one who can sign in is neither suspended nor given another role.
"""

from collections.abc import Collection, Sequence
from itertools import islice
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.audit import audit_log
from app.domain.shared.errors import NotAllowed, NotFound
from app.domain.staff import approvals, staff_members, staff_sessions
from app.domain.staff.api_keys import HUDUMA
from app.domain.staff.reach import read_stored, stored
from app.domain.staff.roles import Permission, Role
from app.domain.staff.staff_members import UNKNOWN, Post, Staff, StaffMember
from app.platform.db import now

MOST_LISTED: Final = 500
OF_AN_AGENCY: Final = (Role.CLERK, Role.SUPERVISOR, Role.AGENCY_ADMIN)
"""Roles that an administrator gives; at Huduma's agency the desk too."""


def roles_given_by(by: Staff) -> tuple[Role, ...]:
    """The roles that a member of staff may give."""
    if not by.may(Permission.MANAGE_STAFF):
        return ()
    if by.agency is None:
        return tuple(Role)
    return (*OF_AN_AGENCY, Role.HUDUMA_DESK) if by.agency == HUDUMA else OF_AN_AGENCY


def list_staff(session: Session, *, by: Staff) -> Sequence[StaffMember]:
    """The staff whom this person manages, by agency and username; 500 at most."""
    query = select(StaffMember).order_by(StaffMember.agency_code, StaffMember.username)
    if by.agency is not None:
        query = query.where(StaffMember.agency_code == by.agency)
    return list(islice((each for each in session.scalars(query) if _reaches(by, each)), MOST_LISTED))


def find_managed(session: Session, username: str, *, by: Staff, lock: bool = False) -> StaffMember:
    """A member of staff whom this person manages. Raises NotFound for any other, as for one who does not exist."""
    row = staff_members.hold_staff(session, username) if lock else staff_members.find_staff(session, username)
    if row is None or not _reaches(by, row):
        raise NotFound(UNKNOWN)
    return row


def appoint(session: Session, post: Post, *, by: Staff) -> tuple[StaffMember, str]:
    """Add a member of staff; the setup code is shown once. Raises NotAllowed, Invalid, Conflict."""
    _check_post(post, by)
    row, code = staff_members.add_staff(session, post, actor=by.actor)
    _keep_givers(session, row, _givers(session, row, by))
    return row, code


def change_post(session: Session, username: str, post: Post, *, by: Staff) -> StaffMember:
    """Change a member's name, role or services; their sessions end. Raises NotFound, NotAllowed, Invalid."""
    row = _hold_other(session, username, by)
    _check_post(post, by)
    staff_members.check_post(session, post)
    if post.role is not Role.OPERATOR:
        _check_last_operator(session, row)
    before, given = (row.role, row.agency_code, row.services), stored(post.services)
    if before != (post.role, post.agency, given):
        approvals.end_requests_of(session, row.id, actor=by.actor)
        _keep_givers(session, row, _givers(session, row, by))
    row.name, row.role, row.agency_code = post.name.strip(), post.role, post.agency
    row.services = given
    staff_sessions.end_sessions(session, row.id)
    details = {"role": str(post.role), "agency": post.agency or "", "services": row.services or ""}
    audit_log.record(session, actor=by.actor, action="staff.changed", subject=f"staff:{row.username}", **details)
    return row


def end_access(session: Session, username: str, *, by: Staff) -> None:
    """Suspend a member of staff at once. Raises NotFound, NotAllowed."""
    row = _hold_other(session, username, by)
    _check_last_operator(session, row)
    staff_members.suspend(session, row.username, actor=by.actor)
    approvals.end_requests_of(session, row.id, actor=by.actor)


def give_access_again(session: Session, username: str, *, by: Staff) -> str:
    """Reinstate a member, or reset their sign-in; the setup code is shown once. Raises NotFound, NotAllowed."""
    row = _hold_other(session, username, by)
    givers = _givers(session, row, by)  # read first: a reset forgets them
    if row.suspended_at is not None:
        code = staff_members.reinstate(session, row.username, actor=by.actor)
    else:
        _check_last_operator(session, row)
        code = staff_members.reset_access(session, row.username, actor=by.actor)
    approvals.end_requests_of(session, row.id, actor=by.actor)
    _keep_givers(session, row, givers)
    return code


def _givers(session: Session, row: StaffMember, by: Staff) -> set[str]:
    """Who gives the access that `by` gives a member now: `by`, and who gave either of them access that is still new."""
    new = (each for each in (row, session.get_one(StaffMember, by.id)) if approvals.is_new(session, each))
    return {by.id}.union(*(read_stored(each.access_given_by) for each in new))


def _keep_givers(session: Session, row: StaffMember, givers: Collection[str]) -> None:
    row.access_given_at, row.access_given_by = now(session), stored(givers)


def _hold_other(session: Session, username: str, by: Staff) -> StaffMember:
    row = find_managed(session, username, by=by, lock=True)
    if row.id == by.id:
        raise NotAllowed("nobody manages their own access: another administrator does")
    if row.role not in roles_given_by(by):
        raise NotAllowed("your role does not manage this one")
    return row


def _reaches(by: Staff, row: StaffMember) -> bool:
    """Whether a member is within reach: themselves; of their agency; where `by` works on some services, of those."""
    if row.id == by.id or by.agency is None:
        return True
    return row.agency_code == by.agency and by.has_services(read_stored(row.services))


def _check_post(post: Post, by: Staff) -> None:
    if post.role not in roles_given_by(by):
        raise NotAllowed("your role does not give this one")
    if by.agency is not None and post.agency != by.agency:
        raise NotAllowed("staff of your own agency only")
    if not by.has_services(post.services):
        raise NotAllowed("services: staff of your own services only, and none means all of them")
    if post.is_demo:
        raise NotAllowed("nobody is made for trying here")


def _check_last_operator(session: Session, row: StaffMember) -> None:
    """Raises NotAllowed for the last operator who can sign in; locks the others' rows until the transaction ends."""
    if row.role != Role.OPERATOR or row.enrolled_at is None or row.suspended_at is not None:
        return
    others = select(StaffMember.id).where(
        StaffMember.role == Role.OPERATOR,
        StaffMember.enrolled_at.is_not(None),
        StaffMember.suspended_at.is_(None),
        StaffMember.id != row.id,
    )
    if not session.scalars(others.with_for_update()).all():
        raise NotAllowed("this is the last operator: add another one first")
