"""The web, killed while an agency moves applications: the agency asks again, and each move is told exactly once."""

import signal
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from random import Random
from typing import Final

import pytest
from sqlalchemy import select

from app.container import Container
from app.domain.applications import transitions
from app.domain.applications.applications import Applicant, Application
from app.domain.catalogue.models import service
from app.domain.messaging.messages import MessageState
from app.domain.shared.persons import AccountType
from app.domain.staff import api_keys
from tests.faults import results
from tests.faults.callers import Agency
from tests.faults.launcher import Launcher
from tests.faults.scene import scene
from tests.faults.steps import OF_A_CALL
from tests.outgoing import phone, sent

pytestmark = pytest.mark.slow

PART: Final = "Kills of an agency's call"
KILLS: Final = results.many(short=1, long=14)
AT_ONCE: Final = 4
STATUSES: Final = ("processing", "needs_action")
"""An application may go to and fro between these."""


def recorded(container: Container) -> tuple[Agency, list[str]]:
    """An agency, and the references of its applications."""
    with container.database.transaction() as session:
        agency = Agency(api_keys.issue_key(session, "dis", actor="test"))
        wanted = service(session, "passport-renew-34")
        assert wanted is not None
        applicants = [Applicant(AccountType.CITIZEN, f"2900{number:04d}", phone(number)) for number in range(AT_ONCE)]
        made = [
            transitions.record_application(session, wanted, one, actor="test", contacts=container.contacts)
            for one in applicants
        ]
        return agency, [application.reference for application in made]


def asked(agency: Agency, url: str, moves: list[tuple[str, str, str]]) -> list[tuple[int, str] | None]:
    """The answers to an agency that asks for these moves at the same time."""

    def ask(move: tuple[str, str, str]) -> tuple[int, str] | None:
        reference, status, once = move
        return agency.move(url, reference, status, once=once)

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(ask, moves))


@results.databases("postgresql")
@pytest.mark.parametrize("steps", results.in_turn(OF_A_CALL), ids=results.named)
def test_the_web_is_killed_while_a_status_changes_and_each_change_is_told_once(
    launcher: Launcher, database_url: str, redis_url: str, steps: tuple[str, ...]
) -> None:
    random = Random(steps[0])
    kills = KILLS * len(steps)
    with scene(database_url, redis_url) as at:
        agency, references = recorded(at.container)
        for kill, step in enumerate(steps * KILLS):
            doomed = launcher.start("web", at.environment(), step=step, nth=random.randint(1, AT_ONCE))
            moves = [(reference, STATUSES[kill % 2], f"{reference}-{kill}") for reference in references]
            said = asked(agency, doomed.url, moves)
            assert doomed.wait(10) == -signal.SIGKILL, said
            healthy = launcher.start("web", at.environment())
            again = asked(agency, healthy.url, moves)
            healthy.kill()
            assert [answer and answer[0] for answer in again] == [200] * AT_ONCE, again
            assert all(answer in (None, later) for answer, later in zip(said, again, strict=True)), "told otherwise"
        at.recover()
        times = Counter(sent(at.container, at.provider))
        wanted = {f"alert:{each}:{version}:sms" for each in references for version in range(1, kills + 2)}
        lost, twice = wanted - set(times), [key for key, n in times.items() if n > 1]
        results.tell(PART, kills=kills, changes=len(wanted), lost=len(lost), sent_twice=len(twice))
        assert (lost, twice, set(times)) == (set(), [], wanted)
        assert at.states() == {MessageState.DELIVERED}
        with at.container.database.reading() as session:
            assert set(session.scalars(select(Application.version))) == {kills + 1}
