"""The worker, killed at every step of asking about a SIM: the code is not lost, and comes once.

To ask again costs a shilling only, so it is done whenever it is not known whether the question left.
"""

import signal
import time
from concurrent.futures import wait
from dataclasses import replace
from typing import Final

import pytest
from pydantic import SecretStr
from sqlalchemy import select

from app.bootstrap.web import create_app
from app.domain.identity.recovery import password_reset
from app.domain.identity.recovery.sim_swap_checks import LEASE, CheckState, SimCheck
from app.worker.main import Worker
from tests.conftest import CALLBACK_KEY
from tests.database.holder import NUMBER, PHONE, do, opened
from tests.database.reset_asking import code_in
from tests.faults import results
from tests.faults.launcher import Launcher
from tests.faults.scene import Scene, scene
from tests.faults.steps import OF_THE_WORKER
from tests.standin_sims import body

pytestmark = pytest.mark.slow

PART: Final = "Kills of a SIM check"
STEPS: Final = OF_THE_WORKER[2:5]
"""Those at the socket: before it, with half of the question written, and before the answer."""


def ask(at: Scene) -> None:
    """Ask for a code for a new password."""
    opened(at.container)
    asked = {"phone": PHONE, "language": "en", "contacts": at.container.contacts, "checks_sims": True}
    assert do(at.container, password_reset.request_code, "citizen", NUMBER, "1990", **asked)


def state(at: Scene) -> CheckState:
    with at.container.database.reading() as session:
        return session.scalars(select(SimCheck)).one().state


def tell(at: Scene) -> None:
    """The provider calls back about the last question: the SIM is fine."""
    content = body(at.provider.sims.asked[-1].id, "NotSwapped")
    path = f"/at/{CALLBACK_KEY}/sim-swaps"
    client = create_app(at.container).test_client()
    assert client.post(path, data=content, content_type="application/json").status_code == 200


def turn(at: Scene) -> None:
    """Another worker's turn."""
    account = {"at_username": "lango", "at_api_key": SecretStr(at.provider.api_key), "at_base_url": at.provider.url}
    settings = at.container.settings.model_copy(update={**account, "at_sim_swap": True})
    worker = Worker(replace(at.container, settings=settings))
    worker.sweep()
    while started := worker.turn():
        assert not wait(started, 30).not_done
    worker.finish()


@results.databases("postgresql")
@pytest.mark.parametrize("step", STEPS)
def test_a_worker_is_killed_while_it_asks_and_the_code_comes_once(
    launcher: Launcher, database_url: str, redis_url: str, step: str
) -> None:
    with scene(database_url, redis_url, reports=False) as at:
        ask(at)
        worker = launcher.start("worker", at.environment(AT_SIM_SWAP="1"), step=step)
        assert worker.wait(30) == -signal.SIGKILL, launcher.log.read_text()[-2000:]
        assert (state(at), at.provider.texts(PHONE)) == (CheckState.TO_ASK, [])
        at.clock.by += LEASE
        turn(at)
        tell(at)
        turn(at)
        turn(at)
        texts = at.provider.texts(PHONE)
        results.tell(PART, kills=1, codes=len(texts), questions=len(at.provider.sims.asked))
        assert (len(texts), state(at)) == (1, CheckState.FINE)
        assert "is the code for a new password" in texts[0]
        assert len(at.provider.sims.asked) <= 2


@results.databases("postgresql")
def test_a_worker_is_killed_between_the_question_and_the_verdict_and_the_next_one_sends_the_code(
    launcher: Launcher, database_url: str, redis_url: str
) -> None:
    with scene(database_url, redis_url, reports=False) as at:
        before = len(launcher.log.read_text())
        ask(at)
        first = launcher.start("worker", at.environment(AT_SIM_SWAP="1"))
        deadline = time.monotonic() + 20
        while state(at) != CheckState.ASKED:
            assert time.monotonic() < deadline, launcher.log.read_text()[-2000:]
            time.sleep(0.05)
        first.kill()
        assert first.wait(30) == -signal.SIGKILL
        tell(at)
        second = launcher.start("worker", at.environment(AT_SIM_SWAP="1"))
        [message] = at.provider.wait_for(1, seconds=20)
        second.kill()
        second.wait(30)
        results.tell(PART, kills=1, codes=len(at.provider.accepted), questions=len(at.provider.sims.asked))
        assert "is the code for a new password" in message.text
        assert len(at.provider.sims.asked) == 1
        said = launcher.log.read_text()[before:]
        code = code_in(message.text)
        assert "SIM checked" in said
        assert [each for each in (PHONE[1:], NUMBER, CALLBACK_KEY, code) if each in said] == [], (
            "a log tells whose it is"
        )
