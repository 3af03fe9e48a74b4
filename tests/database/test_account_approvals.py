"""An action on an account that two of a desk's staff agree on is done once, and not if no longer allowed."""

from collections.abc import Callable

from sqlalchemy import select

from app.container import Container
from app.domain.audit.audit_log import AuditEvent
from app.domain.back_office import account_approvals, approved_actions
from app.domain.self_service.number_corrections import NumberCorrection
from app.domain.shared.errors import RuleViolation
from app.domain.staff.approvals import Approval, ApprovalState
from app.domain.staff.roles import Role
from app.domain.staff.staff_members import Staff
from tests.console.driver import add_member
from tests.database.holder import NUMBER, PHONE, account, at_once, do, opened, patiently, prove
from tests.renewed_documents import NAMBA


def desk(container: Container, username: str) -> Staff:
    return add_member(container, username, Role.HUDUMA_DESK, "hksdp")[0]


def says_yes(container: Container, staff: Staff, approval_id: str) -> Callable[[], bool]:
    """Approve a request; whether this approval carried it out."""

    def work() -> bool:
        try:
            do(container, approved_actions.approve, approval_id, staff=staff, contacts=container.contacts)
        except RuleViolation:
            return False
        return True

    return lambda: patiently(work)


def test_of_two_who_say_yes_at_the_same_time_one_does_it(container: Container) -> None:
    asker, *others = (desk(container, each) for each in ("h.asker", "h.second", "h.third"))
    account_id = opened(container)
    asked = do(container, account_approvals.ask_closing, account_id, said_phone=PHONE, reason="wishes it", staff=asker)
    assert sorted(at_once([says_yes(container, each, asked) for each in others])) == [False, True]
    with container.database.reading() as session:
        assert account(session, account_id).closed_at is not None
        closed = session.scalars(select(AuditEvent).where(AuditEvent.action == "account.closed")).all()
        assert len(closed) == 1


def test_a_number_that_somebody_got_meanwhile_is_refused_at_the_yes_and_nothing_moves(container: Container) -> None:
    asker, second = desk(container, "h.asker"), desk(container, "h.second")
    account_id = opened(container)
    prove(container, account_id)
    confirmed = NumberCorrection(NUMBER, NAMBA)
    asked = do(
        container, account_approvals.ask_number_correction, account_id, confirmed, reason="Maisha card", staff=asker
    )
    assert not says_yes(container, asker, asked)(), "nobody decides on their own request"
    opened(container, NAMBA, phone="+254712000003")
    assert not says_yes(container, second, asked)()
    with container.database.reading() as session:
        assert account(session, account_id).number == NUMBER
        assert session.get_one(Approval, asked).state == ApprovalState.WAITING
