"""SIMs that are not checked, workers that die during a check, and the rules and texts of a check."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import product

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from app.bootstrap.web import create_app
from app.container import Container
from app.domain.identity import accounts, otp
from app.domain.identity.otp import Code, Purpose
from app.domain.identity.recovery import (
    password_reset,
    pending_changes,
    reset_codes,
    sim_swap_checks,
)
from app.domain.identity.recovery.pending_changes import What
from app.domain.identity.recovery.sim_swap_checks import LEASE, PATIENCE, SimAnswer, SimCheck
from app.domain.messaging.messages import Message
from app.domain.self_service import contact_changes
from app.domain.self_service.contact_changes import CodeRequest
from app.platform import gsm0338
from app.platform.i18n import day, languages, translate
from app.providers.simulated import SimulatedSms
from tests.conftest import MONDAY
from tests.database.holder import (
    NUMBER,
    PASSWORD,
    PHONE,
    STRANGER,
    do,
    login,
    statements,
)
from tests.database.sim_scene import TODAY, Scene, kind, silent_turns
from tests.standin_sims import NEVER
from tests.web.callbacks import hop, new_session

# SIMs that are not checked


@pytest.mark.both_databases
def test_without_the_setting_the_code_goes_at_once_and_nobody_is_asked(scene: Scene) -> None:
    off = replace(scene.container, settings=scene.container.settings.model_copy(update={"at_sim_swap": False}))
    client, session = create_app(off).test_client(), new_session()
    reset(client, session)
    scene.turn()
    assert (scene.went(), scene.provider.sims.asked) == (["code"], [])


def test_a_phone_that_dials_is_checked_before_its_code_comes_and_the_screens_are_the_same(scene: Scene) -> None:
    off = replace(scene.container, settings=scene.container.settings.model_copy(update={"at_sim_swap": False}))
    screens = reset(scene.client, new_session())
    scene.turn()
    assert scene.went() == []
    scene.tell("NotSwapped")
    assert scene.went() == ["code"]
    scene.clock.move(minutes=11)
    assert reset(create_app(off).test_client(), new_session()) == screens


def reset(client: FlaskClient, session: str) -> list[str]:
    """Ask for a code by dialling; every screen on the way."""
    steps = ["", "3", "1", "1", NUMBER, "1990"]
    typed = ["*".join(steps[1 : number + 1]) for number in range(len(steps))]
    return [hop(client, text, session=session, phone=PHONE) for text in typed]


def test_a_house_on_the_simulator_asks_nobody(container: Container) -> None:
    assert isinstance(container.sms_gateway(), SimulatedSms)
    assert container.sim_swap_gateway() is None


def test_a_change_of_phone_and_an_address_ask_nobody(scene: Scene) -> None:
    with scene.container.database.reading() as session:
        [account] = accounts.by_phone(session, PHONE)
    who = login(scene.container, account.id)
    asked = do(
        scene.container,
        contact_changes.request_contact_code,
        who,
        Purpose.PHONE,
        PHONE,
        STRANGER,
        "en",
        scene.container.contacts,
    )
    assert asked == CodeRequest.SENT
    scene.turn()
    assert [kind(text) for text in scene.provider.texts(STRANGER)] == ["code"]
    assert scene.provider.sims.asked == []


def test_signing_in_asks_nobody(scene: Scene) -> None:
    session = new_session()
    hop(scene.client, "", session=session, phone=PHONE)
    for typed in ("3", f"3*{PASSWORD}"):
        screen = hop(scene.client, typed, session=session, phone=PHONE)
    assert "Stay signed in" in screen
    scene.turn()
    assert (scene.provider.sims.asked, rows(scene.container, SimCheck)) == ([], 0)


def test_a_code_of_nobody_leaves_the_same_rows_does_the_same_work_and_asks_nobody(scene: Scene) -> None:
    with statements(scene.container) as for_somebody:
        assert scene.ask()
    before = {table: rows(scene.container, table) for table in (Code, SimCheck, Message)}
    with statements(scene.container) as for_nobody:
        assert scene.ask(phone=STRANGER, name="29000099")
    after = {table: rows(scene.container, table) for table in before}
    assert after == {table: 2 * many for table, many in before.items()}
    assert [sql.partition("WHERE")[0] for sql in for_nobody] == [sql.partition("WHERE")[0] for sql in for_somebody]
    scene.turn()
    assert [question.phone for question in scene.provider.sims.asked] == [PHONE]
    for _ in range(2):
        scene.clock.move(seconds=61)
        scene.turn()
    assert (
        rows(scene.container, Message) == 3
    )  # the owner gets an SMS and an e-mail; for nobody there is one SMS that is not sent
    assert scene.provider.texts(STRANGER) == []


def test_again_does_the_same_work_for_nobody_as_for_an_account_that_is_not_this_phones(scene: Scene) -> None:
    phones = {STRANGER: NUMBER, "+254712000098": "29000099"}
    for phone, name in phones.items():
        scene.ask(phone=phone, name=name)
    scene.clock.move(seconds=60)
    seen = []
    for phone in phones:
        with statements(scene.container) as sent:
            assert do(
                scene.container, password_reset.send_code_again, phone, "en", scene.container.contacts, checks_sims=True
            )
        seen.append([sql.split()[:2] for sql in sent])
    assert seen[0] == seen[1]
    scene.turn()
    scene.clock.move(seconds=61)
    scene.turn()
    for phone in phones:
        assert not do(
            scene.container, password_reset.send_code_again, phone, "en", scene.container.contacts, checks_sims=True
        )
    assert (scene.provider.sims.asked, scene.went(), scene.mailed()) == ([], [], [])


def test_what_is_beyond_the_budget_is_asked_of_nobody(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.domain.identity.otp_budget.IN_ALL", 0)
    scene.ask()
    scene.clock.move(seconds=61)
    scene.turn()
    assert (scene.provider.sims.asked, scene.went(), scene.mailed()) == ([], [], [])
    scene.clock.move(days=1)
    silent_turns(scene)
    assert (scene.went(), scene.mailed()) == ([], [])


# Workers that die, and many at once


def test_a_worker_that_died_before_it_asked_is_stood_in_for(scene: Scene) -> None:
    scene.ask()
    assert len(do(scene.container, sim_swap_checks.claim, 9)) == 1
    scene.turn()
    assert scene.provider.sims.asked == []
    scene.clock.move(seconds=LEASE.total_seconds())
    scene.turn()
    scene.tell("NotSwapped")
    assert scene.went() == ["code"]


def test_of_two_answers_that_were_asked_for_the_one_that_is_known_counts(scene: Scene) -> None:
    """The first worker slept through its lease, so both have asked; the request id that was stored first is kept."""
    scene.ask()
    [first] = do(scene.container, sim_swap_checks.claim, 9)
    scene.clock.move(seconds=LEASE.total_seconds())
    scene.turn()
    do(scene.container, sim_swap_checks.asked, first, "ATSwpid_slept")
    scene.tell("NotSwapped")
    assert scene.went() == ["code"]


@pytest.mark.slow
def test_the_order_of_answer_callback_and_end_never_gives_two_sms(scene: Scene) -> None:
    """Each pair of callbacks in each order, one within the minute and one at its end: one SMS for each request."""
    [holder] = do(scene.container, lambda session: [each.id for each in accounts.by_phone(session, PHONE)])
    words = [("NotSwapped", NEVER), ("Swapped", TODAY), ("Failed", NEVER)]
    for number, pair in enumerate(product(words, repeat=2)):
        scene.clock.move(days=2)
        scene.ask()
        scene.turn()
        scene.tell(*pair[0])
        scene.clock.move(seconds=60)
        scene.tell(*pair[1])
        assert len(scene.went()) == number + 1
        do(scene.container, pending_changes.forget, holder, What.PASSWORD)  # or its code is sent a day later


@pytest.mark.both_databases
def test_checks_and_answers_go_after_a_day(scene: Scene) -> None:
    scene.ask()
    scene.turn()
    scene.tell("NotSwapped")
    assert (rows(scene.container, SimCheck), rows(scene.container, SimAnswer)) == (1, 1)
    scene.clock.move(days=1, seconds=1)
    scene.turn()
    assert (rows(scene.container, SimCheck), rows(scene.container, SimAnswer), rows(scene.container, Code)) == (0, 0, 0)


def test_a_code_that_no_key_opens_holds_up_no_other(scene: Scene) -> None:
    scene.ask(phone=STRANGER)
    with scene.container.database.transaction() as session:
        session.scalars(select(Code)).one().target_sealed = b"x" * 40
    scene.ask()
    scene.turn()
    scene.tell("NotSwapped")
    assert scene.went() == ["code"]


def test_a_withdrawn_code_is_told_of_to_nobody(scene: Scene) -> None:
    scene.ask()
    scene.turn()
    with scene.container.database.transaction() as session:
        [account] = accounts.by_phone(session, PHONE)
        otp.withdraw(session, account.id)
    scene.tell("NotSwapped")
    assert (scene.went(), scene.state()) == ([], "fine")


# Rules and texts


@given(st.integers(0, 10 * 86400), st.integers(0, 200))
def test_a_sim_is_fine_72_hours_after_the_end_of_the_day_on_which_it_was_changed(seconds: int, days: int) -> None:
    moment = MONDAY + timedelta(seconds=seconds)
    last = (moment - timedelta(days=days)).date()
    ended = datetime.combine(last + timedelta(days=1), datetime.min.time(), MONDAY.tzinfo)
    for swapped in (True, False):
        verdict = sim_swap_checks.verdict(moment, swapped=swapped, last_swap=last)
        assert (verdict == "fine") == (moment >= ended + timedelta(hours=72))


def test_the_day_on_which_a_sim_was_changed_ends_with_its_last_microsecond() -> None:
    last = MONDAY.date() - timedelta(days=4)
    moment = datetime.combine(MONDAY.date(), datetime.min.time(), MONDAY.tzinfo) - timedelta(microseconds=1)
    assert sim_swap_checks.verdict(moment, swapped=True, last_swap=last) == "fine"
    assert sim_swap_checks.verdict(moment - timedelta(microseconds=1), swapped=True, last_swap=last) == "swapped"


@pytest.mark.parametrize("last", [date.min, date(1900, 1, 1), date.max])
def test_no_day_is_too_odd(last: date) -> None:
    assert sim_swap_checks.verdict(MONDAY, swapped=True, last_swap=last) == ("swapped" if last == date.max else "fine")


def test_what_comes_in_place_of_a_code_is_one_sms_in_every_language() -> None:
    for language in languages():
        for text in (reset_codes.SWAPPED_TEXT, reset_codes.DELAYED_TEXT):
            when = {"day": day(language, MONDAY + timedelta(days=7)), "time": "23:59"}
            said = translate(language, text, phone="+254 20 7903260", whose="****0001", dial="*222#", **when)
            assert gsm0338.fits(gsm0338.fold(said), gsm0338.ONE_SMS), said


def test_the_provider_has_a_minute_of_the_ten_that_a_code_lives() -> None:
    assert LEASE < PATIENCE < otp.LIFE[Purpose.RESET] / 2
    assert PATIENCE <= otp.AGAIN_AFTER


def rows(container: Container, kind: type[Message | Code | SimCheck | SimAnswer]) -> int:
    with container.database.reading() as session:
        return len(session.scalars(select(kind)).all())
