"""Every sequence of steps of applications with a date: no place leaks, and none is given away twice.

Applications are filed, moved by agencies along the table of moves or against it, priced, withdrawn, left unpaid, ended
by an older release. The model: a place is taken by each that was filed with the date and was neither cancelled nor
rejected since.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from decimal import Decimal
from typing import Final

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, multiple, rule, run_state_machine_as_test
from sqlalchemy import text, update

from app.container import Container
from app.domain.applications import agency_fees, transitions
from app.domain.applications.applications import Application
from app.domain.applications.moves import Transition
from app.domain.applying import payment_deadlines, withdrawal
from app.domain.applying.filing import SlotTaken
from app.domain.catalogue.fees import Fee
from app.domain.catalogue.models import Service, Status
from app.domain.forms.slots import Slot
from app.domain.shared.errors import NotAllowed
from tests.conftest import Clock
from tests.database.applying import ANSWERS, FEE, FREE, SERVICE, applied_for, file, found, taken
from tests.database.holder import PHONE, do, login, opened

CAPACITY: Final = 3
WEEK: Final = ANSWERS | {"day": "week:2099-12-07"}
"""Answers with a preferred week, which take no date."""
OLD: Final = text("UPDATE applications SET status = 'rejected', version = version + 1 WHERE reference = :reference")
"""Ends an application as a release before 0016 does."""
NOTHING: Final = (Status.CANCELLED, Status.REJECTED)


class Calendar(RuleBasedStateMachine):
    """One date with three places, and applications for it."""

    filed = Bundle("filed")

    def __init__(self, container: Container, clock: Clock, who: str) -> None:
        super().__init__()
        self.container, self.clock, self.who = container, clock, who
        self.dated: set[str] = set()
        """The references of what was filed with the date."""
        self.kept: set[str] = set()
        """The references that an older release has ended, and that no sweep has seen yet."""
        with container.database.transaction() as session:
            session.execute(update(Application).values(slot_code=None, status=Status.COLLECTED))
            session.execute(update(Slot).values(taken=0, starts_at=clock() + timedelta(days=9999)))

    @rule(target=filed, fee=st.sampled_from([FEE, FREE, None]), dated=st.booleans())
    def apply(self, fee: Fee | None, dated: bool) -> object:
        do(self.container, lambda session: session.execute(text("DELETE FROM tallies")))
        before = taken(self.container)
        try:
            reference = file(self.container, self.who, fee=fee, given=ANSWERS if dated else WEEK, again=True).reference
        except SlotTaken:
            assert (dated, before) == (True, CAPACITY)
            return multiple()
        assert not dated or before < CAPACITY
        self.dated |= {reference} if dated else set()
        return reference

    @rule(reference=filed, status=st.sampled_from(Status))
    def move(self, reference: str, status: Status) -> None:
        step, contacts = Transition(status), self.container.contacts
        self.tried(
            lambda: do(self.container, transitions.apply_transition, reference, step, actor="a", contacts=contacts)
        )

    @rule(reference=filed)
    def price(self, reference: str) -> None:
        fee, step = Fee(Decimal(1500), Decimal(50)), Transition(Status.AWAITING_PAYMENT)
        contacts = self.container.contacts
        self.tried(lambda: do(self.container, agency_fees.set_fee, reference, fee, step, actor="a", contacts=contacts))

    @rule(reference=filed)
    def withdraw(self, reference: str) -> None:
        who, contacts = login(self.container, self.who), self.container.contacts
        self.tried(lambda: do(self.container, withdrawal.withdraw, who, reference, phone=PHONE, contacts=contacts))

    @rule(reference=filed)
    def end_as_before(self, reference: str) -> None:
        if self.status(reference) not in NOTHING:
            do(self.container, lambda session: session.execute(OLD, {"reference": reference}))
            self.kept |= {reference} & self.dated

    @rule(days=st.integers(0, 15))
    def let_time_pass(self, days: int) -> None:
        self.clock.move(days=days)
        do(self.container, payment_deadlines.cancel_unpaid, self.container.contacts)
        do(self.container, payment_deadlines.remind_unpaid, self.container.contacts)
        do(self.container, payment_deadlines.give_back_kept_slots)
        self.kept.clear()

    @invariant()
    def what_is_taken_is_what_is_held(self) -> None:
        held = {each for each in self.dated if each in self.kept or self.status(each) not in NOTHING}
        assert taken(self.container) == len(held) <= CAPACITY

    def tried(self, work: Callable[[], object]) -> None:
        with suppress(NotAllowed):
            work()

    def status(self, reference: str) -> Status:
        with self.container.database.reading() as session:
            return found(session, reference).status


@pytest.mark.parametrize("database_url", ["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)], indirect=True)
def test_no_sequence_leaks_a_place_or_gives_one_away_twice(container: Container, clock: Clock) -> None:
    applied_for(container, capacity=CAPACITY)
    do(container, lambda session: setattr(session.get_one(Service, SERVICE), "fee_kes", None))
    who = opened(container)
    often = settings(max_examples=8, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(lambda: Calendar(container, clock, who), settings=often)  # type: ignore[arg-type]
