"""Delivery reports: whatever their order, repetition and delay, a message ends in the same state."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Final

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.container import Container
from app.domain.messaging import delivery_reports, outbox, outbox_sweep
from app.domain.messaging.delivery_reports import DeliveryReport
from app.domain.messaging.messages import Message, MessageKind, MessageState
from app.domain.subscribers import phones
from app.providers.ports import DeliveryStatus
from tests.conftest import Clock
from tests.database.report_steps import accept, lose, receive, step
from tests.outgoing import OTHER, PHONE, begin, claim, look, phone, queue, states

NOT_FINAL: Final = ["sent", "submitted", "buffered"]
UNHEARD_OF: Final = ["Borked", ""]
FAILURES: Final = ["absent", "expired", "rejected", "failed"]
WORDS: Final = [*NOT_FINAL, *UNHEARD_OF, *FAILURES, "delivered"]

numbers = count(1)
"""Numbers for phones and ids that no other example has used."""


def expected(words: list[str], *, resting: MessageState) -> MessageState:
    """The state that a set of reports leads to, computed in another way than in the code."""
    if "delivered" in words:
        return MessageState.DELIVERED
    if "failed" in words or "rejected" in words:
        return MessageState.FAILED
    if "expired" in words:
        return MessageState.EXPIRED
    return MessageState.FAILED if "absent" in words else resting


def test_every_word_of_the_provider_is_ranked_or_unheard_of() -> None:
    assert {*delivery_reports.RANK} == {str(status) for status in DeliveryStatus} - {"unknown"}
    assert {*delivery_reports.FINAL} == {*FAILURES, "delivered"}


# Any order


@dataclass(frozen=True)
class Course:
    """What happens to one message after it was sent: the steps in their order, and the pause before each."""

    kind: MessageKind
    answered: bool
    steps: list[str]
    pauses: list[float]
    named_by_phone: bool


@st.composite
def courses(draw: st.DrawFn) -> Course:
    words = draw(st.lists(st.sampled_from(WORDS), max_size=5))
    repeated = words + [word for word in words if draw(st.booleans())]
    steps = draw(st.permutations([*repeated, "answer"]))
    pauses = draw(st.lists(st.sampled_from([0, 0, 0.5, 31, 121, 3600]), min_size=len(steps), max_size=len(steps)))
    answered = draw(st.booleans())
    kind = draw(st.sampled_from([MessageKind.ALERT, MessageKind.OTP, MessageKind.RECEIPT]))
    return Course(kind, answered, steps, pauses, draw(st.booleans()) or not answered)


def run(container: Container, clock: Clock, course: Course) -> Iterator[Message]:
    """The message after each step of its course; at the step "answer" the response comes, or is found to be lost."""
    number = next(numbers)
    key, name, to = f"m{number}", f"X{number}", phone(number)
    queue(container, key, kind=course.kind, to=to)
    claimed = begin(container)
    assert claimed.key == key
    for word, pause in zip(course.steps, course.pauses, strict=True):
        clock.move(seconds=pause)
        step(container, outbox_sweep.sweep)
        if word != "answer":
            receive(container, name, word, to=to if course.named_by_phone else None)
        elif course.answered:
            accept(container, claimed, name)
        else:
            lose(container, claimed)
        yield look(container, key)


@pytest.mark.parametrize("database_url", ["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)], indirect=True)
@given(course=courses())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_order_repetition_and_lateness_of_reports_ends_in_the_same_state(
    container: Container, clock: Clock, course: Course
) -> None:
    words = [word for word in course.steps if word != "answer"]
    was_delivered = False
    for message in run(container, clock, course):
        assert not was_delivered or message.state == MessageState.DELIVERED, "it went backwards"
        was_delivered = message.state == MessageState.DELIVERED
    event(f"{'answered' if course.answered else 'lost'}: {message.state}")
    if course.answered or words:
        assert message.state == expected(words, resting=MessageState.ACCEPTED)
    else:
        assert message.state in (MessageState.UNKNOWN, MessageState.PENDING, MessageState.EXPIRED)
    step(
        container, lambda session: session.merge(message).settle(message.state, None, clock())
    )  # leaves nothing to claim


def test_the_weightiest_word_is_kept_with_its_reason_and_its_time(container: Container, clock: Clock) -> None:
    accept(container, begin(container, "a"))
    receive(container, "X1", "failed", failure="DeliveryFailure")
    came = clock()
    clock.move(hours=1)
    receive(container, "X1", "absent")
    failed = look(container, "a")
    assert (failed.state, failed.report, failed.last_error) == (MessageState.FAILED, "failed", "DeliveryFailure")
    assert failed.final_at == came
    receive(container, "X1", "delivered")
    receive(container, "X1", "failed")
    delivered = look(container, "a")
    assert (delivered.state, delivered.report, delivered.last_error) == (MessageState.DELIVERED, "delivered", None)


def test_a_report_counts_even_after_72_hours_of_silence(container: Container, clock: Clock) -> None:
    accept(container, begin(container, "a"))
    clock.move(hours=73)
    step(container, outbox_sweep.sweep)
    assert look(container, "a").state == MessageState.EXPIRED
    receive(container, "X1")
    assert look(container, "a").state == MessageState.DELIVERED


def test_every_report_is_kept_once_with_its_phone_as_an_index_only(container: Container) -> None:
    for status in ("sent", "Borked", "sent"):
        receive(container, "X1", status)
    with container.database.reading() as session:
        kept = session.scalars(select(DeliveryReport).order_by(DeliveryReport.id)).all()
        assert [(each.provider_id, each.status) for each in kept] == [("X1", "sent"), ("X1", "Borked")]
        assert {each.phone for each in kept} == {phones.phone_index(session, PHONE)}


# Which message a report is about


def test_a_report_of_a_name_that_nobody_had_changes_nothing(container: Container) -> None:
    queue(container, "waits", to=OTHER)
    accept(container, begin(container, "sent", kind=MessageKind.RECEIPT))
    before = states(container)
    receive(container, "not ours")
    receive(container, "not ours", to=OTHER)
    receive(container, "not ours", to=None)
    assert states(container) == before


def test_a_report_never_sends_anything(container: Container) -> None:
    lose(container, begin(container, "a"))
    receive(container, "X1", "failed")
    assert (claim(container), look(container, "a").state) == ([], MessageState.FAILED)


def test_a_lost_answer_is_found_by_a_report_on_the_same_phone(container: Container) -> None:
    lose(container, begin(container, "a"))
    receive(container, "X9", "sent", to=OTHER)
    assert look(container, "a").state == MessageState.UNKNOWN
    receive(container, "X1", "sent")
    assert (look(container, "a").state, look(container, "a").provider_id) == (MessageState.ACCEPTED, "X1")
    receive(container, "X1", "delivered", to=None)
    assert look(container, "a").state == MessageState.DELIVERED


def test_a_report_that_came_before_its_worker_was_found_dead_is_remembered(container: Container, clock: Clock) -> None:
    begin(container, "a")
    receive(container, "X1")
    assert look(container, "a").state == MessageState.ATTEMPTING
    clock.move(seconds=30)
    step(container, outbox_sweep.sweep)
    assert look(container, "a").state == MessageState.DELIVERED


def test_an_old_report_is_not_taken_for_one_of_a_later_message(container: Container, clock: Clock) -> None:
    receive(container, "not ours")
    clock.move(minutes=2)
    lose(container, begin(container, "a"))
    assert look(container, "a").state == MessageState.UNKNOWN


def test_while_another_message_to_the_phone_is_on_its_way_a_report_may_be_about_that(
    container: Container, clock: Clock
) -> None:
    lose(container, begin(container, "alert"))
    reply = begin(container, "reply", kind=MessageKind.REPLY)
    receive(container, "X1")
    assert look(container, "alert").state == MessageState.UNKNOWN
    accept(container, reply, "X2")
    clock.move(seconds=120)
    step(container, outbox_sweep.sweep)
    assert (look(container, "alert").state, look(container, "alert").provider_id) == (MessageState.DELIVERED, "X1")
    assert look(container, "reply").state == MessageState.ACCEPTED


def test_before_an_alert_is_sent_again_the_reports_are_looked_through_once_more(
    container: Container, clock: Clock
) -> None:
    lose(container, begin(container, "alert"))
    clock.move(seconds=120)
    step(container, outbox_sweep.sweep)
    reply = begin(container, "reply", kind=MessageKind.REPLY)
    receive(container, "X1")
    accept(container, reply, "X2")
    [again] = claim(container)
    with container.database.transaction() as session:
        assert not outbox.attempting(session, again)
    assert states(container) == {"alert": MessageState.DELIVERED, "reply": MessageState.ACCEPTED}


def two_lost(container: Container) -> None:
    """The responses about an alert and a code are lost, one after the other."""
    lose(container, begin(container, "alert"))
    lose(container, begin(container, "otp", kind=MessageKind.OTP))


def test_of_two_lost_answers_a_report_settles_neither_and_the_alert_is_sent_again(
    container: Container, clock: Clock
) -> None:
    two_lost(container)
    receive(container, "X1")
    assert set(states(container).values()) == {MessageState.UNKNOWN}
    clock.move(seconds=120)
    step(container, outbox_sweep.sweep)
    assert states(container) == {"alert": MessageState.PENDING, "otp": MessageState.EXPIRED}


@pytest.mark.parametrize("more", [False, True], ids=["told once", "told again later"])
def test_a_report_that_may_be_about_two_is_never_given_to_the_one_that_is_left(
    container: Container, clock: Clock, more: bool
) -> None:
    """The alert was sent, the code was not; the second sending has another id, and the report is not the code's."""
    two_lost(container)
    receive(container, "X1", "sent")
    clock.move(seconds=120)
    step(container, outbox_sweep.sweep)
    accept(container, begin(container), "X2")
    if more:
        receive(container, "X1", "delivered")
    clock.move(hours=1)
    lose(container, begin(container, "receipt", kind=MessageKind.RECEIPT))
    if more:
        receive(container, "X1", "failed")
    assert states(container) == {
        "alert": MessageState.ACCEPTED,
        "otp": MessageState.EXPIRED,
        "receipt": MessageState.UNKNOWN,
    }


def test_a_late_report_on_the_first_sending_is_not_taken_for_one_of_another_message(
    container: Container, clock: Clock
) -> None:
    lose(container, begin(container, "alert"))
    clock.move(seconds=120)
    step(container, outbox_sweep.sweep)
    accept(container, begin(container), "X2")
    clock.move(seconds=5)
    lose(container, begin(container, "receipt", kind=MessageKind.RECEIPT))
    receive(container, "X1")
    assert look(container, "receipt").state == MessageState.UNKNOWN, "X1 may be the alert's first sending"


def test_a_very_late_report_on_the_first_sending_is_used_up_and_is_never_anothers(
    container: Container, clock: Clock
) -> None:
    """The phone was off for twenty minutes: X1 comes, and just then the response about a code is lost."""
    lose(container, begin(container, "alert"))
    clock.move(seconds=120)
    step(container, outbox_sweep.sweep)
    accept(container, begin(container), "X2")
    clock.move(minutes=20)
    receive(container, "X1")
    assert look(container, "alert").unknowns == 0, "both sendings are told of"
    clock.move(seconds=5)
    lose(container, begin(container, "otp", kind=MessageKind.OTP))
    receive(container, "X1", "sent")
    assert look(container, "otp").state == MessageState.UNKNOWN
    receive(container, "X3")
    assert look(container, "otp").state == MessageState.DELIVERED, "nothing else is left to be meant"


def test_an_answer_that_is_written_down_twice_is_told_once(container: Container, clock: Clock) -> None:
    lose(container, begin(container, "alert"))
    clock.move(seconds=120)
    step(container, outbox_sweep.sweep)
    again = begin(container)
    for _ in range(2):
        accept(container, again, "X2")
    assert look(container, "alert").unknowns == 1, "of the first sending nobody has told"


@pytest.mark.parametrize("minutes", [2, 11])
def test_what_can_still_be_sent_again_comes_before_what_was_given_up_long_ago(
    container: Container, clock: Clock, minutes: int
) -> None:
    lose(container, begin(container, "otp", kind=MessageKind.OTP))
    clock.move(seconds=120)
    step(container, outbox_sweep.sweep)
    clock.move(minutes=minutes - 2)
    lose(container, begin(container, "alert"))
    receive(container, "X1")
    if minutes < 10:
        assert states(container) == {"otp": MessageState.EXPIRED, "alert": MessageState.UNKNOWN}
        return
    assert states(container) == {"otp": MessageState.EXPIRED, "alert": MessageState.DELIVERED}
    receive(container, "X2")
    assert states(container) == {"otp": MessageState.DELIVERED, "alert": MessageState.DELIVERED}


def test_after_72_hours_a_report_on_the_phone_is_about_nothing_of_ours(container: Container, clock: Clock) -> None:
    lose(container, begin(container, "otp", kind=MessageKind.OTP))
    clock.move(hours=72)
    step(container, outbox_sweep.sweep)
    receive(container, "X1")
    assert look(container, "otp").state == MessageState.EXPIRED
