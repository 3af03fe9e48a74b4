"""The SIM swap check before a code for a new password is sent by SMS: what is sent, and when."""

from collections.abc import Callable
from typing import Final

import pytest
from sqlalchemy.orm import Session

from app.container import Container
from app.domain.identity import otp
from app.domain.identity.otp import Code, Purpose
from app.domain.identity.recovery import (
    password_reset,
    pending_changes,
    reset_codes,
    sim_swap_checks,
)
from app.domain.identity.recovery.pending_changes import What
from app.domain.identity.recovery.sim_swap_checks import LEASE
from tests.conftest import CALLBACK_KEY, Clock
from tests.database.holder import (
    ON_SQLITE,
    PHONE,
    STRANGER,
    do,
    opened,
    waiting,
)
from tests.database.reset_asking import code_in
from tests.database.sim_scene import FRIDAY, THURSDAY, TODAY, Scene, living_codes, nothing, told
from tests.standin_sims import NEVER, SIM_SWAP, body


def late(status: str, last_swap: str) -> Callable[[Scene], None]:
    """The provider calls back with this, a moment after the minute is over."""

    def tell(at: Scene) -> None:
        at.clock.move(seconds=61)
        at.turn()
        at.tell(status, last_swap)

    return tell


def of_another_question(at: Scene) -> None:
    """The provider calls back about a question that is not ours."""
    content = body("ATSwpid_of_somebody_else", "NotSwapped")
    at.client.post(f"/at/{CALLBACK_KEY}/sim-swaps", data=content, content_type="application/json")


@ON_SQLITE
def test_a_question_that_was_refused_is_not_asked_again(container: Container, clock: Clock) -> None:
    code = do(container, otp.issue_code, Purpose.RESET, asker=PHONE, account_id=None, target=PHONE)
    do(container, sim_swap_checks.begin_check, code, "en", granted=True)
    (claimed,) = do(container, sim_swap_checks.claim, 10)
    do(container, sim_swap_checks.refused, claimed)
    clock.move(seconds=LEASE.total_seconds() + 1)
    assert do(container, sim_swap_checks.claim, 10) == []
    assert [check.state for check in do(container, sim_swap_checks.decide)] == [sim_swap_checks.CheckState.UNKNOWN]


def begun(container: Container, phone: str = PHONE) -> str:
    """Issue a code, and begin the check of its SIM; the id of the code."""

    def begin(session: Session) -> str:
        code = otp.issue_code(session, Purpose.RESET, asker=phone, account_id=None, target=phone)
        sim_swap_checks.begin_check(session, code, "en", granted=True)
        return code.id

    return do(container, begin)


@ON_SQLITE
def test_no_more_is_asked_at_once_than_is_wanted_and_first_what_waits_longest(
    container: Container, clock: Clock
) -> None:
    first, second = begun(container), begun(container, STRANGER)
    clock.move(seconds=1)
    do(
        container,
        lambda session: sim_swap_checks.begin_check(session, session.get_one(Code, first), "en", granted=True),
    )
    asked = [[each.code_id for each in do(container, sim_swap_checks.claim, 1)] for _ in range(3)]
    assert asked == [[second], [first], []]


@ON_SQLITE
@pytest.mark.parametrize("why", ["a minute is over", "it was used", "another was asked for"])
def test_what_no_answer_helps_any_more_is_not_asked(container: Container, clock: Clock, why: str) -> None:
    code_id = begun(container)
    if why == "a minute is over":
        clock.move(seconds=60)
    elif why == "it was used":
        do(container, lambda session: setattr(session.get_one(Code, code_id), "used_at", clock()))
    else:
        do(container, otp.issue_code, Purpose.RESET, asker=PHONE, account_id=None, target=PHONE)
    assert do(container, sim_swap_checks.claim, 9) == []


@ON_SQLITE
def test_what_is_told_in_the_last_moment_of_the_minute_counts(container: Container, clock: Clock) -> None:
    begun(container)
    [claimed] = do(container, sim_swap_checks.claim, 9)
    do(container, sim_swap_checks.asked, claimed, "ATSwpid_1")
    clock.move(seconds=60)
    assert do(container, sim_swap_checks.hear, "ATSwpid_1", swapped=False, last_swap=None, at=clock())
    assert [check.state for check in do(container, sim_swap_checks.decide)] == [sim_swap_checks.CheckState.FINE]


@ON_SQLITE
def test_of_many_verdicts_and_codes_that_waited_some_are_left_to_the_next_round(
    container: Container, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sim_swap_checks, "AT_ONCE", 2)
    monkeypatch.setattr(reset_codes, "AT_ONCE", 2)
    for number in range(3):
        phone = f"+25471200000{number}"
        begun(container, phone)
        account_id = opened(container, f"2900000{number}", phone=phone)
        do(container, pending_changes.begin_change, account_id, What.PASSWORD, clock() + reset_codes.DELAY)
    clock.move(seconds=60)
    assert [len(do(container, sim_swap_checks.decide)) for _ in range(3)] == [2, 1, 0]
    clock.move(days=1)
    sent = []
    for _ in range(3):
        do(container, reset_codes.send_delayed, container.contacts, checks_sims=False)
        sent.append(len(waiting(container)))
    assert sent == [2, 3, 3]


def refused(*rule: object) -> Callable[[Scene], None]:
    return lambda at: at.provider.will(*rule, text=SIM_SWAP, times=None)  # type: ignore[arg-type]


QUICK: Final = (
    "not swapped", "swapped today", "swapped less than 72 hours ago", "swapped 72 hours ago", "could not find out",
    "silent", "swapped, then fine", "refused for all", "cut off",
)  # fmt: skip
"""Rows for each verdict and for each way to get none; the slow tests run all rows."""
TABLE: Final = [
    ("not swapped", nothing, told(("NotSwapped", NEVER)), ["code"], ["code"]),
    ("not swapped, without a day", nothing, told(("NotSwapped", None)), ["code"], ["code"]),
    ("not swapped, a day that is none", nothing, told(("NotSwapped", "soon")), ["code"], ["code"]),
    ("not swapped, and yet today", nothing, told(("NotSwapped", TODAY)), ["swapped"], ["notice"]),
    ("swapped today", nothing, told(("Swapped", TODAY)), ["swapped"], ["notice"]),
    ("swapped tomorrow", nothing, told(("Swapped", "24-11-2026")), ["swapped"], ["notice"]),
    ("swapped less than 72 hours ago", nothing, told(("Swapped", FRIDAY)), ["swapped"], ["notice"]),
    ("swapped 72 hours ago", nothing, told(("Swapped", THURSDAY)), ["code"], ["code"]),
    ("swapped more than three months ago", nothing, told(("Swapped", NEVER)), ["code"], ["code"]),
    ("swapped, without a day", nothing, told(("Swapped", None)), ["swapped"], ["notice"]),
    ("could not find out", nothing, told(("Failed", NEVER)), ["delayed"], ["delayed"]),
    ("a new word", nothing, told(("Borked", None)), ["delayed"], ["delayed"]),
    ("silent", nothing, nothing, ["delayed"], ["delayed"]),
    ("told of another question", nothing, of_another_question, ["delayed"], ["delayed"]),
    ("fine, too late", nothing, late("NotSwapped", NEVER), ["delayed"], ["delayed"]),
    ("swapped, too late", nothing, late("Swapped", TODAY), ["delayed", "swapped"], ["delayed", "notice"]),
    ("fine, twice", nothing, told(("NotSwapped", NEVER), ("NotSwapped", NEVER)), ["code"], ["code"]),
    ("swapped, twice", nothing, told(("Swapped", TODAY), ("Swapped", TODAY)), ["swapped"], ["notice"]),
    ("swapped, then fine", nothing, told(("Swapped", TODAY), ("NotSwapped", NEVER)), ["swapped"], ["notice"]),
    ("fine, then swapped", nothing, told(("NotSwapped", NEVER), ("Swapped", TODAY)), ["code"], ["code"]),
    ("refused for this phone", refused("refuse", "InvalidPhoneNumber"), nothing, ["delayed"], ["delayed"]),
    ("refused for all", refused("http", 401), nothing, ["delayed"], ["delayed"]),
    ("redirected", refused("redirect", "http://127.0.0.1:1/"), nothing, ["delayed"], ["delayed"]),
    ("out of order", refused("http", 500), nothing, ["delayed"], ["delayed"]),
    ("half an answer", refused("truncated"), nothing, ["delayed"], ["delayed"]),
    ("cut off", refused("drop"), nothing, ["delayed"], ["delayed"]),
]


@pytest.mark.parametrize("database_url", ["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)], indirect=True)
@pytest.mark.parametrize(
    ("does", "tells", "phone", "mail"),
    [pytest.param(*row[1:], marks=() if row[0] in QUICK else pytest.mark.slow, id=row[0]) for row in TABLE],
)
def test_what_goes_out_is_what_the_provider_knows_of_the_sim(
    scene: Scene, does: Callable[[Scene], None], tells: Callable[[Scene], None], phone: list[str], mail: list[str]
) -> None:
    """One verdict for both channels: the code is sent by SMS and e-mail, or by neither."""
    does(scene)
    assert scene.ask()
    scene.turn()
    assert scene.went() == (phone if scene.state() == "unknown" else [])
    tells(scene)
    scene.turn()
    for _ in range(2):
        scene.clock.move(seconds=35)
        scene.turn(rounds=1)
    scene.turn()
    assert (scene.went(), scene.mailed()) == (phone, mail)


@pytest.mark.both_databases
def test_the_code_that_was_checked_opens_the_account(scene: Scene) -> None:
    scene.ask()
    scene.turn()
    scene.tell("NotSwapped")
    [text] = scene.provider.texts(PHONE)
    assert do(scene.container, password_reset.enter_code, PHONE, code_in(text))["code"]


@pytest.mark.both_databases
def test_a_callback_that_overtakes_the_answer_counts(scene: Scene) -> None:
    """It is stored before the response says which question it is about."""
    scene.ask()
    with scene.container.database.transaction() as session:
        assert sim_swap_checks.hear(session, "ATSwpid_1", swapped=False, last_swap=None, at=scene.clock())
    [claimed] = do(scene.container, sim_swap_checks.claim, 9)
    do(scene.container, sim_swap_checks.asked, claimed, "ATSwpid_1")
    scene.turn()
    assert scene.went() == ["code"]


def test_a_provider_that_was_out_of_order_is_asked_again_within_the_minute(scene: Scene) -> None:
    scene.provider.will("http", 503, text=SIM_SWAP)
    scene.ask()
    scene.turn()
    assert scene.provider.sims.asked == []
    scene.clock.move(seconds=5)
    scene.turn()
    scene.tell("NotSwapped")
    assert (len(scene.provider.sims.asked), scene.went()) == (1, ["code"])


def test_what_the_spool_held_counts_by_when_it_came(scene: Scene) -> None:
    scene.ask()
    scene.turn()
    came = {"id": scene.provider.sims.asked[0].id, "swapped": False, "last_swap": None}
    scene.container.spool.put("sim-swap", came, scene.clock())
    scene.clock.move(seconds=90)
    scene.turn()
    assert scene.went() == ["code"]


# The code again


def test_again_uses_a_verdict_that_is_there_and_asks_nobody(scene: Scene) -> None:
    scene.ask()
    scene.turn()
    scene.tell("NotSwapped")
    assert not scene.again()
    scene.clock.move(seconds=60)
    assert scene.again()
    scene.turn()
    assert (len(scene.provider.sims.asked), scene.went(), scene.mailed()) == (1, ["code"] * 2, ["code"] * 2)
    assert len(set(scene.provider.texts(PHONE))) == 1


def test_a_swapped_sim_is_asked_about_anew_and_told_so_each_time_it_asks(scene: Scene) -> None:
    """The code that is withheld because of the SIM is void: it cannot be sent again or entered."""
    for turn in (1, 2):
        scene.ask()
        scene.turn()
        scene.tell("Swapped", TODAY)
        scene.clock.move(seconds=60)
        assert not scene.again()
        scene.turn()
        assert len(scene.provider.sims.asked) == turn
        assert (scene.went(), scene.mailed()) == (["swapped"] * turn, ["notice"] * turn)
        assert living_codes(scene) == []
