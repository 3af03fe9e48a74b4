"""Before a code for a new password goes by SMS the provider is asked about the SIM: what goes out, and when."""

import re
from collections.abc import Callable, Iterator
from concurrent.futures import wait
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import combinations_with_replacement
from typing import Final

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.bootstrap.web import create_app
from app.container import Container
from app.domain.identity import accounts, otp
from app.domain.identity.otp import Code, Purpose
from app.domain.identity.recovery import (
    password_reset,
    pending_changes,
    recovery_factors,
    reset_codes,
    sim_swap_checks,
)
from app.domain.identity.recovery.pending_changes import PendingChange, What
from app.domain.identity.recovery.sim_swap_checks import LEASE, PATIENCE, SimAnswer, SimCheck
from app.domain.messaging.messages import Channel, Message, MessageState
from app.domain.self_service import contact_changes, phone_change
from app.domain.self_service.contact_changes import CodeRequest
from app.platform import gsm0338
from app.platform.i18n import day, languages, translate
from app.providers.simulated import SimulatedSms
from app.worker.main import Worker
from tests.conftest import CALLBACK_KEY, MONDAY, Clock, application_of
from tests.database.holder import (
    NUMBER,
    ON_SQLITE,
    PASSWORD,
    PHONE,
    STRANGER,
    at_once,
    begun_at,
    do,
    hold_email,
    login,
    opened,
    sms_to,
    statements,
    waiting,
)
from tests.database.test_otp import code_in
from tests.standin import Standin
from tests.standin_sims import NEVER, SIM_SWAP, body
from tests.web.callbacks import hop, new_session

ADDRESS: Final = "wanjiku@example.com"
TODAY, FRIDAY, THURSDAY = "23-11-2026", "20-11-2026", "19-11-2026"
"""It is Monday, 9:00 UTC: since the end of Thursday it is more than 72 hours, since that of Friday less."""


@dataclass
class Scene:
    """An installation that asks about SIMs, the provider, and what the two say to each other."""

    container: Container
    clock: Clock
    provider: Standin
    client: FlaskClient
    worker: Worker

    def ask(self, *, phone: str = PHONE, name: str = NUMBER) -> bool:
        """Ask for a code for a new password."""
        asked = {"phone": phone, "language": "en", "contacts": self.container.contacts, "checks_sims": True}
        return do(self.container, password_reset.request_code, "citizen", name, "1990", **asked)

    def again(self) -> bool:
        """Say that it did not come."""
        return do(
            self.container, password_reset.send_code_again, PHONE, "en", self.container.contacts, checks_sims=True
        )

    def turn(self, rounds: int = 2) -> None:
        """Let the worker do all that there is to do."""
        for _ in range(rounds):  # what is refused while it is asked is told in the round after that
            self.worker.sweep()
            while started := self.worker.turn():
                assert not wait(started, 20).not_done

    def tell(self, status: str, last_swap: str | None = NEVER, *, question: int = -1) -> None:
        """The provider calls back about a question."""
        content = body(self.provider.sims.asked[question].id, status, last_swap)
        path = f"/at/{CALLBACK_KEY}/sim-swaps"
        assert self.client.post(path, data=content, content_type="application/json").status_code == 200
        self.turn()

    def went(self) -> list[str]:
        """What the phone received: each SMS as what it is about."""
        return [kind(text) for text in self.provider.texts(PHONE)]

    def mailed(self) -> list[str]:
        """What the account's address received."""
        with self.container.database.reading() as session:
            mail = select(Message).where(Message.channel == Channel.EMAIL, Message.state == MessageState.ACCEPTED)
            found = session.scalars(mail.order_by(Message.id)).all()
            return [kind(self.container.keys.open_text(each.body_sealed, each.sealed_at("body"))) for each in found]

    def state(self) -> str:
        with self.container.database.reading() as session:
            return str(session.scalars(select(SimCheck)).one().state)


@pytest.fixture
def scene(container: Container, clock: Clock) -> Iterator[Scene]:
    """Wanjiku has an account, with her phone and an e-mail address that she has had for long."""
    hold_email(container, opened(container, password=PASSWORD), ADDRESS)
    with Standin() as provider:
        account = {"at_username": "lango", "at_api_key": SecretStr(provider.api_key), "at_base_url": provider.url}
        here = replace(container, settings=container.settings.model_copy(update={**account, "at_sim_swap": True}))
        worker = Worker(here)
        yield Scene(here, clock, provider, application_of(here).test_client(), worker)
        worker.finish()


def kind(text: str) -> str:
    """What a message is about."""
    kinds = {"is the code for a new password": "code", "is your code": "code", "no code is sent to a SIM": "swapped"}
    kinds |= {"cannot check the SIM": "delayed", "so no code was sent": "notice", "asked for account": "stopped"}
    (found,) = [name for words, name in kinds.items() if words in text]
    assert bool(re.search(r"\b[0-9]{6}\b", text)) == (found == "code"), text
    return found


def nothing(_: Scene) -> None: ...


def told(*words: tuple[str, str | None]) -> Callable[[Scene], None]:
    """The provider tells this, one after the other."""

    def tell(at: Scene) -> None:
        for status, last_swap in words:
            at.tell(status, last_swap)

    return tell


def late(status: str, last_swap: str) -> Callable[[Scene], None]:
    """The provider tells this, a moment after the minute is over."""

    def tell(at: Scene) -> None:
        at.clock.move(seconds=61)
        at.turn()
        at.tell(status, last_swap)

    return tell


def of_another_question(at: Scene) -> None:
    """What is told of a question that is not ours."""
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
    """The id of a code of which the SIM is to be asked about."""

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
"""One of each verdict and of each way to none; the slow tests tell all rows."""
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
    ("swapped, too late", nothing, late("Swapped", TODAY), ["delayed"], ["delayed"]),
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
    """One verdict for both ways: the code by SMS and e-mail, or by neither."""
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


def test_the_code_that_was_checked_opens_the_account(scene: Scene) -> None:
    scene.ask()
    scene.turn()
    scene.tell("NotSwapped")
    [text] = scene.provider.texts(PHONE)
    assert do(scene.container, password_reset.enter_code, PHONE, code_in(text))["code"]


@pytest.mark.both_databases
def test_a_callback_that_overtakes_the_answer_counts(scene: Scene) -> None:
    """It is there before anybody knows what question it is about."""
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


# Again


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
    """The code of which it was told that it does not come is void: nothing of it can be sent again or entered."""
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


# Nobody can say


def silent(scene: Scene) -> None:
    """Ask, and hear nothing of the provider for a minute."""
    scene.ask()
    scene.turn()
    scene.clock.move(seconds=61)
    scene.turn()


def test_a_silent_provider_means_a_day_and_never_never(scene: Scene) -> None:
    """The owner is told at once, by SMS and e-mail; a day later the SIM is asked about once more, and the code goes."""
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
    """Who has the SIM has perhaps set the address."""
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
    """A thief who comes a minute after the owner's own code gets none without a warning."""
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
    """Nobody can say anything of the SIM then either."""
    silent(scene)
    scene.clock.move(days=1)
    scene.turn()
    silent_turns(scene)
    assert scene.again()
    silent_turns(scene)
    assert scene.went() == ["delayed", "code", "code"]
    assert len(set(scene.provider.texts(PHONE))) == 2


def test_a_request_beside_the_code_that_waited_waits_itself(scene: Scene) -> None:
    """Asked for between that code's leaving and its verdict: it is another one."""
    silent(scene)
    scene.clock.move(days=1)
    scene.turn()
    scene.ask()
    silent_turns(scene)
    assert (scene.went(), living_codes(scene)) == (["delayed", "delayed"], [])


def test_who_has_the_password_cannot_keep_the_code_from_the_owner(scene: Scene) -> None:
    """A thief changes it every day, and once more while the code is on its way."""
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


def silent_turns(scene: Scene) -> None:
    """Let a minute pass in which the provider says nothing."""
    for _ in range(3):
        scene.turn()
        scene.clock.move(seconds=30)


def living_codes(scene: Scene) -> list[str]:
    """The codes that can still be entered."""
    with scene.container.database.reading() as session:
        lives = Code.used_at.is_(None) & (Code.expires_at > scene.clock())
        return list(session.scalars(select(Code.id).where(lives)))


def due_at(scene: Scene) -> datetime:
    """When the code that waits is sent."""
    with scene.container.database.reading() as session:
        return session.scalars(select(PendingChange.until)).one()


def test_a_code_that_is_over_when_the_verdict_comes_is_not_sent(scene: Scene) -> None:
    """Another was asked for: of that one the phone is told, of this one not."""
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


# Who is not asked about


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
    )  # the owner is told by SMS and e-mail, nobody by one SMS that is not sent
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
    """The first worker slept through its lease; both have asked, and the name that was written last is looked for."""
    scene.ask()
    [first] = do(scene.container, sim_swap_checks.claim, 9)
    scene.clock.move(seconds=LEASE.total_seconds())
    scene.turn()
    do(scene.container, sim_swap_checks.asked, first, "ATSwpid_slept")
    scene.tell("NotSwapped")
    assert scene.went() == ["code"]


@pytest.mark.slow
def test_the_order_of_answer_callback_and_end_never_gives_two_sms(scene: Scene) -> None:
    """Every order of two words before and after the end of the minute: at most one SMS for each sending."""
    [holder] = do(scene.container, lambda session: [each.id for each in accounts.by_phone(session, PHONE)])
    words = [("NotSwapped", NEVER), ("Swapped", TODAY), ("Failed", NEVER)]
    for number, pair in enumerate(combinations_with_replacement(words, 2)):
        scene.clock.move(days=2)
        scene.ask()
        scene.turn()
        scene.tell(*pair[0])
        scene.clock.move(seconds=60)
        scene.tell(*pair[1])
        assert len(scene.went()) == number + 1
        do(scene.container, pending_changes.forget, holder, What.PASSWORD)  # or its code comes a day later


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


# Rules and words


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
