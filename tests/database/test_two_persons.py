"""What takes two of the staff takes two people: nobody makes their own second person, or acts for one who has left."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from app.container import Container
from app.domain.shared.errors import NotAllowed
from app.domain.staff import approvals, staff_management, staff_members
from app.domain.staff.approvals import ApprovalKind, Wish
from app.domain.staff.roles import Role
from app.domain.staff.staff_members import Post, Staff
from tests.conftest import Clock
from tests.console.driver import add_member
from tests.database.holder import ON_SQLITE, do

pytestmark = ON_SQLITE
ADMIN = Role.AGENCY_ADMIN


@pytest.fixture
def admin(container: Container) -> Staff:
    """The administrator whose session a thief has."""
    return add_member(container, "a.admin", ADMIN, "dis")[0]


def enrolled(container: Container, username: str) -> Staff:
    """A member who has used the setup code that they got."""
    with container.database.transaction() as session:
        row = staff_members.hold_staff(session, username)
        row.password_hash, row.enrolled_at = "a hash", container.database.clock()
        return staff_members.as_staff(row)


def staff_of(container: Container, username: str) -> Staff:
    return do(container, lambda session: staff_members.as_staff(staff_members.hold_staff(session, username)))


def made(container: Container, username: str, by: Staff) -> Staff:
    """A member whom a colleague has added in the console."""
    do(container, lambda session: staff_management.appoint(session, Post(username, username, ADMIN, "dis"), by=by))
    return enrolled(container, username)


def ask(container: Container, staff: Staff) -> str:
    """A request to revoke a key of the agency."""
    wish = Wish(ApprovalKind.REVOKE_KEY, "dis/1", {}, "lost", "dis")
    return str(do(container, lambda session: approvals.request_approval(session, wish, staff=staff)))


def approve(container: Container, request: str, staff: Staff) -> None:
    do(container, lambda session: approvals.take_approval(session, request, staff=staff))


def test_who_was_just_added_approves_nothing(container: Container, clock: Clock, admin: Staff) -> None:
    request = ask(container, admin)
    puppet = made(container, "p.puppet", admin)
    with pytest.raises(NotAllowed, match="less than 72 hours ago"):
        approve(container, request, puppet)
    clock.move(hours=71)
    with pytest.raises(NotAllowed, match="less than 72 hours ago"):
        approve(container, request, puppet)
    do(container, lambda session: approvals.refuse_approval(session, request, "no", staff=puppet))
    clock.move(hours=2)
    approve(container, ask(container, admin), puppet)


def test_who_gave_the_access_does_not_approve_what_is_asked_with_it(container: Container, admin: Staff) -> None:
    request = ask(container, made(container, "p.puppet", admin))
    with pytest.raises(NotAllowed, match="you gave who asks their access"):
        approve(container, request, admin)
    approve(container, request, add_member(container, "b.admin", ADMIN, "dis")[0])


def test_a_new_code_or_role_for_a_colleague_makes_no_second_person_either(container: Container, admin: Staff) -> None:
    add_member(container, "c.clerk", Role.CLERK, "dis")
    add_member(container, "d.admin", ADMIN, "dis")
    post = Post("c.clerk", "Clerk", ADMIN, "dis")
    do(container, lambda session: staff_management.change_post(session, "c.clerk", post, by=admin))
    do(container, lambda session: staff_management.give_access_again(session, "d.admin", by=admin))
    request = ask(container, admin)
    for username in ("c.clerk", "d.admin"):
        with pytest.raises(NotAllowed, match="less than 72 hours ago"):
            approve(container, request, enrolled(container, username))


def test_nor_do_two_people_whom_one_has_made_one_after_the_other(
    container: Container, clock: Clock, admin: Staff
) -> None:
    second = made(container, "p.second", admin)
    request = ask(container, made(container, "p.third", second))
    for decider, why in ((second, "your access"), (admin, "you gave who asks")):
        with pytest.raises(NotAllowed, match=why):
            approve(container, request, decider)
    clock.move(hours=73)
    do(container, approvals.expire_approvals)
    approve(container, ask(container, staff_of(container, "p.third")), admin)


def test_everybody_in_a_chain_of_new_people_is_kept_apart_from_what_it_asks(
    container: Container, clock: Clock, admin: Staff
) -> None:
    """Also the first one after their own 72 hours are over."""
    first = made(container, "p.first", admin)
    clock.move(hours=71)
    second = made(container, "p.second", first)
    clock.move(hours=2)
    request = ask(container, second)
    for giver in (first, admin):
        with pytest.raises(NotAllowed, match="you gave who asks their access"):
            approve(container, request, giver)
    approve(container, request, add_member(container, "b.admin", ADMIN, "dis")[0])


def _services(session: Session, by: Staff) -> None:
    post = Post("p.puppet", "P", ADMIN, "dis", ("passport-new-34",))
    staff_management.change_post(session, "p.puppet", post, by=by)


def _again(session: Session, by: Staff) -> None:
    staff_management.give_access_again(session, "p.puppet", by=by)


@pytest.mark.parametrize("touch", [_services, _again])
def test_a_colleague_who_touches_new_access_does_not_hide_who_gave_it(
    container: Container, admin: Staff, touch: Callable[..., None]
) -> None:
    made(container, "p.puppet", admin)
    other = add_member(container, "b.admin", ADMIN, "dis")[0]
    do(container, lambda session: touch(session, other))
    request = ask(container, enrolled(container, "p.puppet"))
    for giver in (admin, other):
        with pytest.raises(NotAllowed, match="you gave who asks their access"):
            approve(container, request, giver)
    approve(container, request, add_member(container, "c.admin", ADMIN, "dis")[0])


def test_more_services_are_new_access(container: Container, admin: Staff) -> None:
    add_member(container, "n.narrow", ADMIN, "dis", services=("passport-new-34",))
    request = ask(container, admin)
    wide = Post("n.narrow", "N", ADMIN, "dis")
    do(container, lambda session: staff_management.change_post(session, "n.narrow", wide, by=admin))
    with pytest.raises(NotAllowed, match="less than 72 hours ago"):
        approve(container, request, staff_of(container, "n.narrow"))
    do(container, lambda session: staff_members.reset_access(session, "n.narrow", actor="operator:root"))
    approve(container, request, enrolled(container, "n.narrow"))


def _suspend(session: Session, by: Staff) -> None:
    staff_management.end_access(session, "a.admin", by=by)


def _demote(session: Session, by: Staff) -> None:
    staff_management.change_post(session, "a.admin", Post("a.admin", "A", Role.CLERK, "dis"), by=by)


def _reset(session: Session, by: Staff) -> None:
    staff_management.give_access_again(session, "a.admin", by=by)


@pytest.mark.parametrize("end", [_suspend, _demote, _reset])
def test_what_a_thief_asked_for_ends_with_the_access(
    container: Container, clock: Clock, admin: Staff, end: Callable[..., None]
) -> None:
    other = add_member(container, "b.admin", ADMIN, "dis")[0]
    request = ask(container, admin)
    clock.move(seconds=60)
    do(container, lambda session: end(session, other))
    with pytest.raises(NotAllowed, match="it is withdrawn"):
        approve(container, request, other)
    third = add_member(container, "c.admin", ADMIN, "dis")[0]
    approve(container, ask(container, other), third)


def test_a_request_of_one_who_lost_the_access_meanwhile_is_not_carried_out(container: Container, admin: Staff) -> None:
    """Also where an older release has ended it, and left the request."""
    other, request = add_member(container, "b.admin", ADMIN, "dis")[0], ask(container, admin)
    do(container, lambda session: staff_members.suspend(session, "a.admin", actor="operator:root"))
    with pytest.raises(NotAllowed, match="another access by now, or none"):
        approve(container, request, other)
