"""Whether time tells who has an account (threat T12): `python -m tests.benchmarks.telling_apart [--wall]`.

Real callbacks on a real Redis and SQLite, in this process, somebody and nobody in turns. What is compared is the
processor time of this process (one thread hashes, another does the rest), which a busy machine does not blur; on a
quiet one `--wall` compares the time on the wall. The area under the ROC curve (the Mann-Whitney statistic) is the
share of pairs in which somebody took longer: 0.5 tells nothing. Beside it a control, with 2 ms added to somebody's:
what does not find that finds nothing.
"""

import argparse
import itertools
import tempfile
import time
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from flask.testing import FlaskClient
from sqlalchemy import delete

from app.bootstrap.web import create_app
from app.container import Container
from app.domain.identity import accounts, passwords
from app.domain.identity.identity_checks import DeclaredDetails
from app.domain.identity.recovery import recovery_factors
from app.domain.shared.counters import Tally
from app.domain.shared.persons import AccountType
from tests import servers
from tests.benchmarks.report import Row, table
from tests.conftest import Clock, prepare, settings
from tests.web.callbacks import hop, new_session

SAMPLES = 300
"""Of each class in `make bench`; 5,000 narrow the band to 0.48-0.52 (source 26)."""
PLANTED = 0.002
"""Seconds that the control adds."""
ERRORS = 3
"""Standard errors that chance is allowed."""
SOMEBODY, NOBODY, PASSWORD, WRONG = "29000001", "28888888", "482915", "482916"

Timer = Callable[[], float]


@dataclass
class Trial:
    """What is asked about a name, hop by hop; the last one is timed."""

    name: str
    way: Callable[[str], tuple[str, ...]]
    somebody: list[float] = field(default_factory=list)
    nobody: list[float] = field(default_factory=list)
    control: list[float] = field(default_factory=list)


def trials() -> list[Trial]:
    """The three places at which a name is given."""
    return [
        Trial("sign-in", lambda name: ("3", name, WRONG)),
        Trial("reset", lambda name: ("3", "1", "1", name, "1990")),
        Trial("registration", lambda name: ("2", "1", name, "Zawadi", "1990", "1")),
    ]


def measure(home: Path, samples: int = SAMPLES, timer: Timer = time.process_time) -> Iterator[Row]:
    """Take the samples, somebody's and nobody's in turns, and give the rows."""
    with servers.redis_server(home) as redis_url:
        wanted = settings(database_url=f"sqlite:///{home / 'lango.db'}", redis_url=redis_url)
        prepare(wanted)
        clock = Clock()
        container = Container.of(wanted, clock=clock)
        with closing(container.database):
            _open_an_account(container)
            client, phones = (
                create_app(container).test_client(),
                (f"+2547{number:08d}" for number in itertools.count(1)),
            )
            for trial in trials():
                for _ in range(samples):
                    clock.move(minutes=20)
                    _forget_what_was_counted(container)
                    _sample(trial, client, phones, timer)
                yield from _rows(trial, samples)


def _forget_what_was_counted(container: Container) -> None:
    """No cap is ever near: a name has a hundred wrong passwords in a row."""
    with container.database.transaction() as session:
        session.execute(delete(Tally))


def _sample(trial: Trial, client: FlaskClient, phones: Iterator[str], timer: Timer) -> None:
    for name, taken, planted in (
        (SOMEBODY, trial.somebody, 0.0), (NOBODY, trial.nobody, 0.0), (SOMEBODY, trial.control, PLANTED),
    ):  # fmt: skip
        *before, last = trial.way(name)
        session, phone = new_session(), next(phones)
        for each in range(len(before) + 1):
            hop(client, "*".join(before[:each]), session=session, phone=phone)
        began = timer()
        hop(client, "*".join([*before, last]), session=session, phone=phone)
        answered = timer()
        while timer() - answered < planted:
            pass
        taken.append(timer() - began)


def _rows(trial: Trial, samples: int) -> Iterator[Row]:
    band = ERRORS * (((2 * samples + 1) / (12 * samples * samples)) ** 0.5)
    found, control = area(trial.somebody, trial.nobody), area(trial.control, trial.nobody)
    name = f"{trial.name}: can time tell who has an account? (AUC of {samples} each)"
    yield Row(name, f"{found:.3f}", f"{0.5 - band:.3f} to {0.5 + band:.3f}", abs(found - 0.5) <= band)
    yield Row(f"{trial.name}: with {1000 * PLANTED:.0f} ms planted", f"{control:.3f}", f"> {0.5 + band:.3f}",
              control > 0.5 + band)  # fmt: skip


def area(longer: list[float], shorter: list[float]) -> float:
    """The share of pairs in which the one of the first list is larger; half of those in which both are the same."""
    ordered = sorted(shorter)
    below = sum(_below(ordered, each) for each in longer)
    return below / (len(longer) * len(shorter))


def _below(ordered: list[float], value: float) -> float:
    return (bisect_left(ordered, value) + bisect_right(ordered, value)) / 2


def _open_an_account(container: Container) -> None:
    account_id = accounts.new_id()
    kept = passwords.hashed(container.keys, account_id, PASSWORD)
    with container.database.transaction() as session:
        accounts.open_account(
            session, account_id, AccountType.CITIZEN, SOMEBODY,
            said=DeclaredDetails("Wanjiku", "1990"), phone="+254110000001", password_hash=kept,
        )  # fmt: skip
        recovery_factors.set_email(session, account_id, "wanjiku@example.com")


def main() -> None:
    """Measure by itself, with as many samples as are wanted."""
    asked = argparse.ArgumentParser(prog="python -m tests.benchmarks.telling_apart")
    asked.add_argument("--samples", type=int, default=SAMPLES, help="of each class")
    asked.add_argument("--wall", action="store_true", help="by the time on the wall")
    wanted = asked.parse_args()
    timer = time.perf_counter if wanted.wall else time.process_time
    with tempfile.TemporaryDirectory(prefix="lango-") as home:
        print(table([*measure(Path(home), wanted.samples, timer)]))


if __name__ == "__main__":
    main()
