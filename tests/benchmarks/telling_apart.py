"""Whether response times reveal who has an account (threat T12).

Run it with `python -m tests.benchmarks.telling_apart --samples 5000`. It sends real callbacks on a real Redis and
SQLite, in this process. Each round asks about two people with an account and two without, in random order, and the
next round asks about others. So neither the place in a round nor the data of one account looks like a difference
between the groups. The times are processor times of this process (one thread hashes, another does the rest), which a
busy machine does not distort; `--wall` compares elapsed times, on an idle machine.

The area under the ROC curve (the Mann-Whitney statistic) is the share of pairs in which the person with an account
took longer: 0.5 reveals nothing. The bar is for the area over all pairs. The area over the pairs within a round is for
information: slow drift does not distort it, and it shows 0.05 ms, which is lost in any network. There are two controls.
A third account with 2 ms added must be found, or the measurement is too coarse. Accounts compared with accounts must
not differ, or the measurement finds differences that do not exist.
"""

import argparse
import itertools
import multiprocessing
import tempfile
import time
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from math import sqrt
from pathlib import Path
from random import Random
from statistics import mean, median
from typing import Final

import structlog
from flask.testing import FlaskClient
from sqlalchemy import delete

from app.bootstrap.web import create_app
from app.container import Container
from app.domain.identity.recovery import recovery_factors
from app.domain.shared.counters import Tally
from tests import servers
from tests.benchmarks.report import Row, table
from tests.conftest import Clock, prepare, settings
from tests.database.holder import do, opened
from tests.web.callbacks import hop, new_session

SAMPLES: Final = 1000
"""Samples of each group in `make bench`; `make bench-time` takes 5,000 (source 26)."""
NARROWEST: Final = 0.02
"""How far from 0.5 the area may be, however many samples there are (source 26)."""
PLANTED: Final = 0.002
"""Seconds that are added to the control."""
ERRORS: Final = 3
"""Standard errors that are allowed for chance."""
OF_A_SORT: Final = 8
"""Names that take turns at each place of a round."""
PASSWORD, WRONG = "482915", "482916"

Timer = Callable[[], float]
Pair = tuple[list[float], list[float]]


def _names(first: int) -> tuple[str, ...]:
    return tuple(str(first + number) for number in range(OF_A_SORT))


SOMEBODY: Final = (_names(29000100), _names(29000108))
CONTROL: Final = _names(29000116)
NOBODY: Final = (_names(29000124), _names(29000132))
"""All of them are in the sample register: a look-up of others takes 0.1 ms less, which is not measured here."""


@dataclass
class Trial:
    """A flow in which a name (a document number) is given: what is typed, hop by hop. The last hop is timed."""

    name: str
    way: Callable[[str], tuple[str, ...]]
    somebody: Pair = field(default_factory=lambda: ([], []))
    nobody: Pair = field(default_factory=lambda: ([], []))
    control: list[float] = field(default_factory=list)

    def places(self, number: int) -> list[tuple[str, list[float], float]]:
        """The names of a round, each with the list that takes its time and the seconds that are added to it."""
        asked = zip((*SOMEBODY, *NOBODY, CONTROL), (*self.somebody, *self.nobody, self.control), strict=True)
        return [(names[number % OF_A_SORT], taken, PLANTED * (names is CONTROL)) for names, taken in asked]


def trials() -> list[Trial]:
    """The three flows in which a name is given."""
    return [
        Trial("sign-in", lambda name: ("3", name, WRONG)),
        Trial("reset", lambda name: ("3", "1", "1", name, "1990")),
        Trial("registration", lambda name: ("2", "1", name, "Zawadi", "1990", "1")),
    ]


def measure(home: Path, samples: int = SAMPLES, timer: Timer = time.process_time) -> Iterator[Row]:
    """Take the samples, round by round, and give the rows."""
    with servers.redis_server(home) as redis_url:
        wanted = settings(database_url=f"sqlite:///{home / 'lango.db'}", redis_url=redis_url)
        prepare(wanted)
        clock, chance = Clock(), Random()
        container = Container.of(wanted, clock=clock)
        with closing(container.database), (home / "said.log").open("w") as said:
            _open_accounts(container)
            client = create_app(container).test_client()
            structlog.configure(logger_factory=structlog.PrintLoggerFactory(said))
            phones = (f"+2547{number:08d}" for number in itertools.count(1))
            for trial in trials():
                for number in range(samples // 2):
                    clock.move(minutes=20)
                    _forget_what_was_counted(container)
                    for place in chance.sample(places := trial.places(number), len(places)):
                        _sample(trial, client, next(phones), timer, *place)
                yield from _rows(trial)


def measure_apart(home: Path) -> list[Row]:
    """The same in a process of its own: objects that other measurements left in this one cost time irregularly."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as own:
        return own.submit(_measured, home).result()


def _measured(home: Path) -> list[Row]:
    return [*measure(home)]


def _forget_what_was_counted(container: Container) -> None:
    """Delete the counters, so that no limit is reached: a name gets a hundred wrong passwords in a row."""
    with container.database.transaction() as session:
        session.execute(delete(Tally))


def _sample(
    trial: Trial, client: FlaskClient, phone: str, timer: Timer, name: str, taken: list[float], planted: float
) -> None:
    *before, last = trial.way(name)
    session = new_session()
    for each in range(len(before) + 1):
        hop(client, "*".join(before[:each]), session=session, phone=phone)
    began = timer()
    hop(client, "*".join([*before, last]), session=session, phone=phone)
    answered = timer()
    while timer() - answered < planted:
        pass
    taken.append(timer() - began)


def _rows(trial: Trial) -> Iterator[Row]:
    (one, other), nobody = trial.somebody, [*trial.nobody[0], *trial.nobody[1]]
    somebody = [*one, *other]
    found, within, off = area(somebody, nobody), area_within_rounds(trial), _chance(len(nobody))
    medians = f"medians {1000 * median(somebody):.2f} and {1000 * median(nobody):.2f} ms"
    name = f"{trial.name}: can time tell who has an account? (AUC of {len(nobody):,} each)"
    reached = abs(found - 0.5) <= off
    yield Row(name, f"{found:.3f}, {within:.3f} within a round; {medians}", _band(off), reached)
    alike, off_alike = area(one, other), _chance(len(one))
    yield Row(
        f"{trial.name}: accounts against accounts", f"{alike:.3f}", _band(off_alike), abs(alike - 0.5) <= off_alike
    )
    control = area(trial.control, nobody)
    yield Row(f"{trial.name}: with {1000 * PLANTED:.0f} ms planted", f"{control:.3f}", f"> {0.5 + off:.3f}",
              control > 0.5 + off)  # fmt: skip


def _chance(samples: int) -> float:
    """How far from 0.5 the area of so many samples each may be; chance alone exceeds it once in 370 runs."""
    return max(NARROWEST, ERRORS * sqrt((2 * samples + 1) / 12) / samples)


def _band(off: float) -> str:
    return f"{0.5 - off:.3f} to {0.5 + off:.3f}"


def area(longer: list[float], shorter: list[float]) -> float:
    """The share of pairs in which the one of the first list is larger; half of those in which both are the same."""
    ordered = sorted(shorter)
    below = sum(_below(ordered, each) for each in longer)
    return below / (len(longer) * len(shorter))


def area_within_rounds(trial: Trial) -> float:
    """The mean over all rounds of the area within one round."""
    rounds = zip(zip(*trial.somebody, strict=True), zip(*trial.nobody, strict=True), strict=True)
    areas: list[float] = [area(list(somebody), list(nobody)) for somebody, nobody in rounds]
    return mean(areas)


def _below(ordered: list[float], value: float) -> float:
    return (bisect_left(ordered, value) + bisect_right(ordered, value)) / 2


def _open_accounts(container: Container) -> None:
    for number, name in enumerate((*SOMEBODY[0], *SOMEBODY[1], *CONTROL)):
        account_id = opened(container, name, phone=f"+2541100000{number:02d}", password=PASSWORD)
        do(container, recovery_factors.set_email, account_id, f"wanjiku{number}@example.com")


def main() -> None:
    """Run this measurement alone, with as many samples as are wanted."""
    asked = argparse.ArgumentParser(prog="python -m tests.benchmarks.telling_apart")
    asked.add_argument("--samples", type=int, default=SAMPLES, help="of each class")
    asked.add_argument("--wall", action="store_true", help="by the time on the wall")
    wanted = asked.parse_args()
    timer = time.perf_counter if wanted.wall else time.process_time
    with tempfile.TemporaryDirectory(prefix="lango-") as home:
        print(table([*measure(Path(home), wanted.samples, timer)]))


if __name__ == "__main__":
    main()
