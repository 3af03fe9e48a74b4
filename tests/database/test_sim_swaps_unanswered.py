"""No verdict about a SIM: the code is sent a day later, its owner is notified, and it can be stopped."""

from datetime import datetime

import pytest
from sqlalchemy import select

from app.container import Container
from app.domain.identity import accounts
from app.domain.identity.recovery import (
    password_reset,
    recovery_factors,
    reset_codes,
    sim_swap_checks,
)
from app.domain.identity.recovery.pending_changes import PendingChange, What
from app.domain.identity.recovery.sim_swap_checks import SimCheck
from app.domain.messaging.messages import Channel, Message, MessageState
from app.domain.self_service import contact_changes, phone_change
from tests.conftest import Clock
from tests.database.holder import (
    ON_SQLITE,
    PHONE,
    STRANGER,
    at_once,
    begun_at,
    do,
    login,
    sms_to,
)
from tests.database.reset_asking import code_in
from tests.database.sim_scene import ADDRESS, TODAY, Scene, living_codes, silent, silent_turns


def test_a_silent_provider_means_a_day_and_never_never(scene: Scene) -> None:
    """The owner is notified at once, by SMS and e-mail; a day later the SIM is checked again, and the code is sent."""
    scene.ask()
    scene.turn()
    scene.clock.move(seconds=60)
    scene.turn()
    assert (scene.went(), scene.mailed(), living_codes(scene)) == (["delayed"], ["delayed"], [])
    assert "24 Nov 2026, 12:01" in scene.provider.texts(PHONE)[0]
    scene.clock.move(hours=24, seconds=-1)
    scene.turn()
    assert (len(scene.provider.sims.asked), scene.went(), living_codes(scene)) == (1, ["delayed"], [])
    scene.clock.move(seconds=1)
    scene.turn()
    assert (len(scene.provider.sims.asked), scene.went()) == (2, ["delayed"])
    scene.clock.move(seconds=60)
    scene.turn()
    assert (scene.went(), scene.mailed()) == (["delayed", "code"], ["delayed", "code"])
    for _ in range(5):
        scene.clock.move(hours=5)
        scene.turn()
    assert (scene.went(), scene.mailed()) == (["delayed", "code"], ["delayed", "code"])


@pytest.mark.both_databases
def test_the_code_that_waited_a_day_opens_the_account(scene: Scene) -> None:
    silent(scene)
    scene.clock.move(days=1)
    scene.turn()
    scene.tell("NotSwapped")
    assert do(scene.container, password_reset.enter_code, PHONE, code_in(scene.provider.texts(PHONE)[-1]))["code"]


@pytest.mark.both_databases
def test_many_workers_send_the_code_that_waited_once(scene: Scene) -> None:
    silent(scene)
    scene.clock.move(days=1)
    at_once([lambda: do(scene.container, reset_codes.send_delayed, scene.container.contacts, checks_sims=False)] * 4)
    scene.turn()
    assert (scene.went(), scene.mailed()) == (["delayed", "code"], ["delayed", "code"])


def test_a_sim_that_turns_out_to_be_swapped_a_day_later_gets_no_code(scene: Scene) -> None:
    silent(scene)
    scene.clock.move(days=1)
    scene.turn()
    scene.tell("Swapped", "24-11-2026")
    scene.clock.move(minutes=5)
    scene.turn()
    assert (scene.went(), scene.mailed()) == (["delayed", "swapped"], ["delayed", "notice"])
    assert living_codes(scene) == []


@pytest.mark.both_databases
@pytest.mark.parametrize("seconds", [0, 60, 7200])
def test_a_changed_sim_gets_no_code_however_late_the_provider_says_so(scene: Scene, seconds: int) -> None:
    silent(scene)
    scene.clock.move(seconds=seconds)
    scene.tell("Swapped", TODAY)
    assert (scene.went(), scene.mailed()) == (["delayed", "swapped"], ["delayed", "notice"])
    scene.clock.move(days=1)
    silent_turns(scene)
    assert (scene.went()[2:], scene.mailed()[2:], living_codes(scene)) == ([], [], [])


def test_a_code_that_waits_does_not_come_where_the_next_request_found_a_changed_sim(scene: Scene) -> None:
    silent(scene)
    scene.ask()
    scene.turn()
    scene.tell("Swapped", TODAY)
    assert scene.went() == ["delayed", "swapped"]
    scene.clock.move(days=1)
    silent_turns(scene)
    assert (scene.went()[2:], living_codes(scene)) == ([], [])


def test_a_code_that_waited_is_void_once_the_provider_says_that_the_sim_was_changed(scene: Scene) -> None:
    silent(scene)
    scene.clock.move(days=1)
    scene.turn()
    silent_turns(scene)
    assert (scene.went(), len(living_codes(scene))) == (["delayed", "code"], 1)
    scene.tell("Swapped", TODAY)
    assert living_codes(scene) == []


@pytest.mark.parametrize("how", ["it was not me", "a new password", "closing", "another phone"])
def test_what_is_stopped_within_the_day_does_not_come(scene: Scene, how: str) -> None:
    silent(scene)
    scene.clock.move(hours=23)
    container, holder = scene.container, do(scene.container, lambda session: accounts.by_phone(session, PHONE)[0].id)
    if how == "it was not me":
        at = begun_at(container, holder, What.PASSWORD)
        assert do(container, contact_changes.stop_contact_change, holder, What.PASSWORD, "en", at=at, phone=PHONE)
    elif how == "a new password":
        do(container, accounts.set_password, holder, "none")
    elif how == "closing":
        do(container, accounts.close, holder)
    else:
        do(container, lambda session: phone_change.change_phone(
            session, accounts.get(session, holder), STRANGER, actor="test", codes_from=None))  # fmt: skip
    for _ in range(3):
        scene.clock.move(hours=1)
        scene.turn()
    stopped = ["stopped"] * (how == "it was not me")
    assert (scene.went(), scene.mailed()) == (["delayed", *stopped], ["delayed", *stopped])
    assert (scene.provider.texts(STRANGER), living_codes(scene), len(scene.provider.sims.asked)) == ([], [], 1)


def test_a_changed_sim_is_told_to_the_address_before_a_new_one_too(scene: Scene) -> None:
    """Whoever has the SIM may have set the new address."""
    account_id = do(scene.container, lambda session: accounts.by_phone(session, PHONE)[0].id)
    do(scene.container, recovery_factors.set_email, account_id, "thief@example.com")
    assert scene.ask()
    scene.turn()
    scene.tell("Swapped", TODAY)
    assert (scene.went(), scene.mailed()) == (["swapped"], ["notice", "notice"])
    with scene.container.database.reading() as session:
        mail = select(Message.recipient).where(Message.channel == Channel.EMAIL, Message.state == MessageState.ACCEPTED)
        to = {accounts.email_index(session, address) for address in (ADDRESS, "thief@example.com")}
        assert set(session.scalars(mail)) == to


def test_asking_again_during_the_wait_brings_no_code_and_no_second_storm(scene: Scene) -> None:
    silent(scene)
    due = due_at(scene)
    scene.clock.move(minutes=1)
    assert not scene.again()
    silent(scene)
    scene.clock.move(hours=2)
    silent(scene)
    assert (scene.went(), scene.mailed(), living_codes(scene)) == (["delayed"] * 3, ["delayed"], [])
    assert due_at(scene) == due
    assert len(set(scene.provider.texts(PHONE))) == 1, "it is still to come when it was said to come"
    scene.tell("NotSwapped", question=0)
    assert scene.went() == ["delayed"] * 3


@pytest.mark.slow
@pytest.mark.parametrize("hours", [0, 20, 25])
def test_the_next_request_after_it_waits_and_is_told_like_the_first(scene: Scene, hours: int) -> None:
    """A thief who asks a minute after the owner's own code gets none without a warning to the owner."""
    silent(scene)
    scene.clock.move(days=1)
    scene.turn()
    scene.clock.move(seconds=60)
    scene.turn()
    assert (scene.went(), scene.mailed()) == (["delayed", "code"], ["delayed", "code"])
    scene.clock.move(hours=hours)
    silent(scene)
    assert (scene.went()[2:], scene.mailed()[2:], living_codes(scene)) == (["delayed"], ["delayed"], [])
    assert due_at(scene) == scene.clock() + reset_codes.DELAY
    scene.clock.move(days=1)
    scene.turn()
    silent_turns(scene)
    assert (scene.went()[3:], scene.mailed()[3:]) == (["code"], ["code"])


def test_the_code_that_waited_can_be_sent_again_while_it_is_good(scene: Scene) -> None:
    """The provider has no verdict about the SIM then either."""
    silent(scene)
    scene.clock.move(days=1)
    scene.turn()
    silent_turns(scene)
    assert scene.again()
    silent_turns(scene)
    assert scene.went() == ["delayed", "code", "code"]
    assert len(set(scene.provider.texts(PHONE))) == 2


def test_a_request_beside_the_code_that_waited_waits_itself(scene: Scene) -> None:
    """Requested after the delayed code is due and before the verdict about its SIM: it is another code."""
    silent(scene)
    scene.clock.move(days=1)
    scene.turn()
    scene.ask()
    silent_turns(scene)
    assert (scene.went(), living_codes(scene)) == (["delayed", "delayed"], [])


def test_who_has_the_password_cannot_keep_the_code_from_the_owner(scene: Scene) -> None:
    """A thief changes the password every six hours, and again at each step of the delayed code."""
    container, holder = scene.container, do(scene.container, lambda session: accounts.by_phone(session, PHONE)[0].id)

    def thief_changes_it() -> None:
        do(container, password_reset.change_password, login(container, holder), "thief's", "en", container.contacts)

    silent(scene)
    for _ in range(4):
        scene.clock.move(hours=6)
        thief_changes_it()
    scene.worker.sweep()
    thief_changes_it()
    scene.clock.move(seconds=61)
    scene.worker.sweep()
    code = next(text for text in sms_to(container, PHONE) if "is the code" in text)
    thief_changes_it()
    entered = do(container, password_reset.enter_code, PHONE, code_in(code))
    thief_changes_it()
    who = do(container, password_reset.opened_by, entered["code"])
    assert who.account_id == holder
    do(container, password_reset.reset_password, who, "owner's", "en", container.contacts, phone=PHONE)


def test_a_young_address_gets_no_code_whatever_the_sim_is(scene: Scene) -> None:
    holder = do(scene.container, lambda session: accounts.by_phone(session, PHONE)[0].id)
    do(scene.container, recovery_factors.set_email, holder, "thief@example.com")
    scene.ask()
    scene.turn()
    scene.tell("NotSwapped")
    assert (scene.went(), scene.mailed()) == (["code"], [])


def due_at(scene: Scene) -> datetime:
    """When the code that waits is sent."""
    with scene.container.database.reading() as session:
        return session.scalars(select(PendingChange.until)).one()


def test_a_code_that_is_over_when_the_verdict_comes_is_not_sent(scene: Scene) -> None:
    """Another code was requested: that one is sent to the phone, this one is not."""
    scene.ask()
    scene.turn()
    scene.ask()
    scene.turn()
    scene.tell("NotSwapped", question=0)
    assert scene.went() == []
    scene.tell("NotSwapped", question=1)
    assert scene.went() == ["code"]


@ON_SQLITE
def test_verdicts_are_counted_each_kind_by_itself_in_whole_tens(container: Container, clock: Clock) -> None:
    granted = {
        sim_swap_checks.CheckState.FINE: 10,
        sim_swap_checks.CheckState.SWAPPED: 29,
        sim_swap_checks.CheckState.UNKNOWN: 9,
    }
    for state, number in granted.items():
        for place in range(number + 10):
            check = SimCheck(code_id=f"{state} {place}", language="en", granted=place < number, state=state)
            check.next_at = check.until = check.told_at = clock()
            do(container, lambda session, each: session.add(each), check)
    assert do(container, sim_swap_checks.verdicts) == {"fine": 10, "swapped": 20, "unknown": 0}
