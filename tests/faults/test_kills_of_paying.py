"""The worker and the web, killed at every step of a payment: what the provider took is what we have, each receipt once.

Nobody is prompted twice for what was agreed to once, and whoever paid is served. The provider calls back once, and
half of its calls are lost as well. Another worker goes on afterwards.
"""

import signal
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import pytest

from app.domain.shared.payment_ways import Provider
from sessions.store import LEASE_MS
from tests.faults import results
from tests.faults.launcher import Launcher
from tests.faults.payers import CROWD, PayingScene, paying_scene
from tests.faults.steps import OF_A_HOP
from tests.faults.steps_of_paying import OF_A_CALLBACK, OF_A_QUESTION, OF_A_REQUEST, OF_A_SWEEP, OF_A_TOKEN

PART: Final = "Kills of a payment"
KILLS: Final = results.many(short=1, long=5)
"""Kills at each step, with each provider and database."""
PESAFLOW, DARAJA = Provider.PESAFLOW, Provider.DARAJA
BOTH: Final = [
    (PESAFLOW, "sqlite"),
    (DARAJA, "postgresql"),
    *([(PESAFLOW, "postgresql"), (DARAJA, "sqlite")] if results.LONG else []),
]
ON_BOTH: Final = pytest.mark.parametrize(("provider", "database_url"), BOTH, indirect=["database_url"])
ONCE: Final = ("before the claim", "after the claim")
"""Steps that are reached once for all that is due; any other is reached for each payment."""
AGREEING: Final = OF_A_HOP if results.LONG else OF_A_HOP[3:5]
"""Every step of the hop, or those around the COMMIT of what it does."""
COPIES: Final = 2
"""Copies of the hop that is repeated, sent at once."""
pytestmark = pytest.mark.slow


def kill_worker(at: PayingScene, launcher: Launcher, step: str) -> None:
    """Start a worker that dies at this step."""
    nth = 1 if step.endswith(ONCE) or step.startswith("token") else at.random.randint(1, CROWD)
    doomed = launcher.start("worker", at.environment(), step=step, nth=nth)
    assert doomed.wait(30) == -signal.SIGKILL, launcher.log.read_text()[-2000:]


@ON_BOTH
@pytest.mark.parametrize("steps", results.in_turn(OF_A_REQUEST), ids=results.named)
def test_the_worker_is_killed_while_it_asks_for_money(
    launcher: Launcher, provider: Provider, database_url: str, redis_url: str, steps: tuple[str, ...]
) -> None:
    with paying_scene(provider, database_url, redis_url, seed=steps[0]) as at:
        for step in steps * KILLS:
            at.agree(at.crowd())
            kill_worker(at, launcher, step)
            at.answer_prompts()
            at.deliver()
        at.recover()
        at.judge().tell(PART, kills=len(steps) * KILLS)


@ON_BOTH
@pytest.mark.parametrize("steps", results.in_turn(OF_A_QUESTION), ids=results.named)
def test_the_worker_is_killed_while_it_asks_what_became_of_it(
    launcher: Launcher, provider: Provider, database_url: str, redis_url: str, steps: tuple[str, ...]
) -> None:
    with paying_scene(provider, database_url, redis_url, seed=steps[0]) as at:
        for step in steps * KILLS:
            at.send(at.crowd())
            at.answer_prompts()
            kill_worker(at, launcher, step)
            at.deliver()
        at.recover()
        at.judge().tell(PART, kills=len(steps) * KILLS)


@results.databases("sqlite")
@pytest.mark.parametrize("steps", results.in_turn(OF_A_SWEEP), ids=results.named)
def test_the_worker_is_killed_while_it_reads_the_list(
    launcher: Launcher, database_url: str, redis_url: str, steps: tuple[str, ...]
) -> None:
    """Payments by hand, and prompts whose answer and callback were lost: only the list of the provider has them.

    Pesaflow has no list.
    """
    with paying_scene(DARAJA, database_url, redis_url, seed=steps[0]) as at:
        for step in steps * KILLS:
            by_hand, prompted = at.crowd(), at.crowd()
            at.pay_by_hand(by_hand)
            at.money.simulator.faults.lose_answer = CROWD
            at.send(prompted)
            at.money.simulator.faults.lose_answer = 0
            at.answer_prompts(loses_callbacks=True)
            at.have_sweeps_due()
            doomed = launcher.start(
                "worker", at.environment(), step=step, nth=1 if "transaction" not in step else CROWD
            )
            assert doomed.wait(30) == -signal.SIGKILL, launcher.log.read_text()[-2000:]
        at.recover()
        at.judge().tell(PART, kills=len(steps) * KILLS)


@results.databases("sqlite")
@pytest.mark.parametrize("steps", results.in_turn(OF_A_TOKEN), ids=results.named)
def test_the_worker_is_killed_while_it_fetches_a_token(
    launcher: Launcher, database_url: str, redis_url: str, steps: tuple[str, ...]
) -> None:
    """Pesaflow needs no token."""
    with paying_scene(DARAJA, database_url, redis_url, seed=steps[0]) as at:
        for step in steps * KILLS:
            at.agree(at.crowd())
            at.forget_token()
            kill_worker(at, launcher, step)
            at.answer_prompts()
            at.deliver()
        at.recover()
        at.judge().tell(PART, kills=len(steps) * KILLS)


@ON_BOTH
@pytest.mark.parametrize("steps", results.in_turn(OF_A_CALLBACK), ids=results.named)
def test_the_web_is_killed_while_a_callback_is_taken(
    launcher: Launcher, provider: Provider, database_url: str, redis_url: str, steps: tuple[str, ...]
) -> None:
    """The provider does not call twice: what this web took with it is found by a query."""
    with paying_scene(provider, database_url, redis_url, seed=steps[0]) as at:
        for step in steps * KILLS:
            crowd = at.crowd()
            at.send(crowd)
            at.pay_prompts(crowd)
            doomed = launcher.start("web", at.environment(), step=step, nth=at.random.randint(1, CROWD))
            at.deliver(doomed.url)
            assert doomed.wait(10) == -signal.SIGKILL, at.money.simulator.delivered
        at.recover()
        at.judge().tell(PART, kills=len(steps) * KILLS)


@ON_BOTH
@pytest.mark.parametrize("steps", results.in_turn(AGREEING), ids=results.named)
def test_the_web_is_killed_while_citizens_agree_and_each_is_prompted_once(
    launcher: Launcher, provider: Provider, database_url: str, redis_url: str, steps: tuple[str, ...]
) -> None:
    """The phone sends the last answer again, twice at once."""
    kills = len(steps) * KILLS
    with paying_scene(provider, database_url, redis_url, seed=steps[0]) as at, ThreadPoolExecutor(4) as threads:
        healthy = launcher.start("web", at.environment())
        [right, *_] = [each.lead(healthy.url).agree(healthy.url) for each in at.crowd()]
        wrong = []
        for step in steps * KILLS:
            crowd = [each.lead(healthy.url) for each in at.crowd()]
            doomed = launcher.start("web", at.environment(), step=step, nth=at.random.randint(1, CROWD))
            shown = list(threads.map(lambda each, url=doomed.url: each.agree(url), crowd))
            assert doomed.wait(10) == -signal.SIGKILL, shown
            wrong += [screen for screen in shown if screen not in (None, right)]
        time.sleep(LEASE_MS / 1000 + 0.1)
        wrong += [
            screen
            for screen in threads.map(lambda each: each.agree(healthy.url), at.payers * COPIES)
            if screen != right
        ]
        healthy.kill()
        at.recover()
        outcome = at.judge()
        results.tell(PART, screens=len(at.payers) * COPIES, wrong_screens=len(wrong))
        outcome.tell(PART, kills=kills)
        assert wrong == []
        assert outcome.payments == len(at.payers)
