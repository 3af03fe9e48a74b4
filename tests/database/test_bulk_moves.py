"""A bulk move is done once for each application, also when a worker dies, and however many workers there are."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from app.container import Container
from app.domain.applications.moves import Transition
from app.domain.audit.audit_log import AuditEvent
from app.domain.back_office import bulk_moves, bulk_runs, chosen_moves
from app.domain.back_office.bulk_moves import BY_ROW, BulkMove, BulkMoveItem, BulkPlan, ItemState
from app.domain.back_office.bulk_runs import KEPT
from app.domain.back_office.chosen_moves import Chosen
from app.domain.catalogue.models import Status
from app.domain.messaging.messages import Message
from app.domain.shared.errors import NotAllowed
from app.domain.staff import staff_members
from app.domain.staff.roles import Role
from app.domain.staff.staff_members import Post, Staff
from app.worker.main import Worker
from tests.conftest import Clock
from tests.console.moving import move, record, stands
from tests.database.holder import ON_SQLITE, do, sms_to

BULK = "00112233445566aa"
STEP = Transition(Status.PROCESSING, "printed", note="Thank you for waiting.", place="Nyayo House")


@pytest.fixture
def clerk(container: Container) -> Staff:
    post = Post("w.otieno", "Wanjiku", Role.CLERK, "dis")
    return staff_members.as_staff(do(container, staff_members.add_staff, post, actor="test")[0])


def kept(container: Container, clerk: Staff, many: int, *, is_held: bool = False) -> list[str]:
    """Record so many applications, and store a bulk move for them; their references."""
    refs = [record(container, number=number + 1) for number in range(many)]
    plan = BulkPlan(BULK, STEP, [Chosen(ref, 1) for ref in refs])
    assert do(container, bulk_moves.keep_bulk, plan, staff=clerk, is_held=is_held)
    assert not do(container, bulk_moves.keep_bulk, plan, staff=clerk, is_held=is_held), "a second click"
    return refs


def counts(container: Container) -> dict[ItemState, int]:
    with container.database.reading() as session:
        return {state: many for state, many in bulk_moves.count_items(session, BULK).items() if many}


def test_who_dies_in_the_middle_does_none_twice_and_leaves_none_out(container: Container, clerk: Staff) -> None:
    refs = kept(container, clerk, 5)
    do(container, bulk_runs.move_next, container.contacts)
    with pytest.raises(KeyboardInterrupt), container.database.transaction() as session:  # noqa: PT012
        bulk_runs.move_next(session, container.contacts)
        raise KeyboardInterrupt
    assert counts(container) == {ItemState.DONE: 1, ItemState.WAITING: 4}
    Worker(container).sweep()
    assert counts(container) == {ItemState.DONE: 5}
    assert [stands(container, ref) for ref in refs] == [("printed", 2)] * 5
    assert [len(sms_to(container, f"+25471200000{number + 1}")) for number in range(5)] == [2] * 5
    assert not do(container, bulk_runs.move_next, container.contacts)


def test_what_was_moved_meanwhile_is_left_and_what_is_refused_says_why(container: Container, clerk: Staff) -> None:
    stale, over, fine = kept(container, clerk, 3)
    move(container, stale, Status.NEEDS_ACTION)
    with container.database.transaction() as session:
        session.execute(update(BulkMoveItem).where(BulkMoveItem.reference == over).values(reference="000000000000"))
    Worker(container).sweep()
    with container.database.reading() as session:
        items = bulk_moves.items_of(session, BULK)
        assert [each.state for each in items] == [ItemState.CHANGED, ItemState.REFUSED, ItemState.DONE]
        assert items[1].why == "there is no application of this reference"
    assert stands(container, stale) == ("needs_action", 2)
    assert stands(container, fine) == ("printed", 2)


def test_two_workers_share_the_work(container: Container, clerk: Staff) -> None:
    kept(container, clerk, 12)
    with ThreadPoolExecutor(2) as pool:
        for each in [
            pool.submit(bulk_runs.move_while, container.database, BULK, container.contacts, seconds=20)
            for _ in range(2)
        ]:
            each.result()
    Worker(container).sweep()
    assert counts(container) == {ItemState.DONE: 12}
    with container.database.reading() as session:
        alerts = session.scalar(select(func.count()).select_from(Message).where(Message.key.like("alert:%:2:sms")))
        assert alerts == 12


def test_a_form_sent_twice_at_the_same_time_is_kept_once(container: Container, clerk: Staff) -> None:
    plan = BulkPlan(BULK, STEP, [Chosen(record(container), 1)])
    with ThreadPoolExecutor(4) as pool:
        sent = [pool.submit(do, container, bulk_moves.keep_bulk, plan, staff=clerk, is_held=True) for _ in range(4)]
        assert sorted(each.result() for each in sent) == [False, False, False, True]
    assert counts(container) == {ItemState.WAITING: 1}


@ON_SQLITE
def test_a_held_one_waits_and_is_started_once(container: Container, clerk: Staff) -> None:
    (ref,) = kept(container, clerk, 1, is_held=True)
    Worker(container).sweep()
    assert stands(container, ref) == ("submitted", 1)
    do(container, bulk_moves.start_bulk, BULK, actor="both", released_by=None)
    with pytest.raises(NotAllowed):
        do(container, bulk_moves.start_bulk, BULK, actor="both", released_by=None)
    Worker(container).sweep()
    with container.database.reading() as session:
        moved = select(AuditEvent.actor).where(AuditEvent.action == "application.processing")
        assert session.scalars(moved).all() == ["both"]


@ON_SQLITE
def test_a_row_of_an_import_without_its_own_step_moves_nothing(container: Container, clerk: Staff) -> None:
    """Without a step of its own an item is as a worker of an older release sees it, which knows no such steps."""
    refs = [record(container, number=number + 1) for number in range(2)]
    steps = [STEP, Transition(Status.NEEDS_ACTION, "needs_action")]
    plan = BulkPlan(BULK, Transition(Status.PROCESSING, BY_ROW), [Chosen(ref, 1) for ref in refs], steps)
    do(container, bulk_moves.keep_bulk, plan, staff=clerk, is_held=False)
    with container.database.transaction() as session:
        session.execute(update(BulkMoveItem).where(BulkMoveItem.reference == refs[0]).values(step_sealed=None))
    Worker(container).sweep()
    assert [stands(container, ref) for ref in refs] == [("submitted", 1), ("needs_action", 2)]
    assert counts(container) == {ItemState.REFUSED: 1, ItemState.DONE: 1}


@ON_SQLITE
def test_who_was_suspended_meanwhile_moves_nothing(container: Container, clerk: Staff) -> None:
    kept(container, clerk, 1, is_held=True)
    do(container, staff_members.suspend, "w.otieno", actor="test")
    with pytest.raises(NotAllowed):
        do(container, bulk_moves.start_bulk, BULK, actor="both", released_by=None)


def _suspended(container: Container) -> None:
    do(container, staff_members.suspend, "w.otieno", actor="test")


def _made_an_auditor(container: Container) -> None:
    with container.database.transaction() as session:
        row = staff_members.hold_staff(session, "w.otieno")
        row.role, row.agency_code = Role.AUDITOR, None


@ON_SQLITE
@pytest.mark.parametrize("end", [_suspended, _made_an_auditor])
def test_what_runs_stops_where_its_author_loses_the_access(
    container: Container, clerk: Staff, end: Callable[[Container], None]
) -> None:
    refs = kept(container, clerk, 3)
    do(container, bulk_runs.move_next, container.contacts)
    end(container)
    Worker(container).sweep()
    assert [stands(container, ref) for ref in refs] == [("printed", 2), ("submitted", 1), ("submitted", 1)]
    with container.database.reading() as session:
        assert [each.why for each in bulk_moves.items_of(session, BULK)][1:] == [bulk_runs.NO_LONGER] * 2


@ON_SQLITE
def test_where_the_sms_are_used_up_the_rest_waits(
    container: Container, clerk: Staff, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(container, clerk, 3)
    monkeypatch.setattr(staff_members, "SMS_AN_HOUR", 2)
    Worker(container).sweep()
    assert counts(container) == {ItemState.DONE: 2, ItemState.WAITING: 1}
    clock.move(hours=1, seconds=1)
    Worker(container).sweep()
    assert counts(container) == {ItemState.DONE: 3}


@ON_SQLITE
def test_what_breaks_for_one_holds_up_no_other(container: Container, clerk: Staff) -> None:
    first, _second = kept(container, clerk, 2)
    with container.database.transaction() as session:
        row = chosen_moves.find_chosen(session, clerk, [Chosen(first, 1)])[0]
        row.phone_sealed = b"of a key that is gone"
    Worker(container).sweep()
    assert counts(container) == {ItemState.BROKEN: 1, ItemState.DONE: 1}
    assert stands(container, first) == ("submitted", 1)


@ON_SQLITE
def test_it_is_sealed_and_forgotten_after_its_time(
    container: Container, clerk: Staff, clock: Clock, database_url: str
) -> None:
    kept(container, clerk, 2)
    assert STEP.note is not None
    assert STEP.note.encode() not in Path(database_url.removeprefix("sqlite:///")).read_bytes()
    clock.move(seconds=(KEPT + timedelta(hours=1)).total_seconds())
    assert do(container, bulk_runs.purge_bulks) == 1
    with container.database.reading() as session:
        assert session.scalars(select(BulkMoveItem)).all() == []
        assert session.scalars(select(BulkMove)).all() == []


@ON_SQLITE
def test_a_preview_is_what_the_outbox_gets_and_writes_nothing(container: Container, clerk: Staff) -> None:
    refs = [record(container, number=number + 1, language="sw" if number else "") for number in range(2)]
    with container.database.transaction() as session:
        found = chosen_moves.find_chosen(session, clerk, [Chosen(ref, 1) for ref in refs])
        shown = chosen_moves.preview_moves(session, found, STEP, container.contacts)
    assert [stands(container, ref) for ref in refs] == [("submitted", 1)] * 2
    plan = BulkPlan(BULK, STEP, [Chosen(ref, 1) for ref in refs])
    do(container, bulk_moves.keep_bulk, plan, staff=clerk, is_held=False)
    Worker(container).sweep()
    for number, each in enumerate(shown):
        assert each.sent is not None
        assert sms_to(container, f"+25471200000{number + 1}")[1:] == [each.sent.body]
    assert [each.language for each in shown] == ["en", "sw"]
