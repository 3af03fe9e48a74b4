"""Sixteen citizens and five places: real hops at once, through several web processes. No date is ever overbooked."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier
from typing import Final

import pytest
from sqlalchemy import select

from app.container import Container
from app.domain.applications.applications import Application
from app.ussd import turn
from tests.faults import applicants, results
from tests.faults.applicants import DATE, Applicant, taken
from tests.faults.launcher import Launcher
from tests.faults.scene import scene

pytestmark = pytest.mark.slow

TAKERS: Final = 16
PLACES: Final = {DATE: 5, "faults-2": 4}
"""The places of the first date, which all of them choose, and of the second, which those choose who did not get it."""
WEBS: Final = 3
COPIES: Final = 2
"""Copies of each hop, sent at once, through two of the processes."""
DONE: Final = ("CON Done. Your reference: ", "END Done. Your reference: ")
"""The last screen, with a fee that can be paid at once, and where nobody takes it."""
TAKEN: Final = "CON That date was just taken. Choose another.\n"
ROUNDS: Final = results.many(short=1, long=20)


@dataclass
class Taker:
    """One of the citizens, and all that was typed so far."""

    who: Applicant
    text: str
    shown: str = ""

    def submit(self, urls: list[str], start: Barrier) -> None:
        """Send all copies of the hop, once everybody is ready; `shown` is the answer of the copy that was answered."""

        def copy(url: str) -> str | None:
            start.wait()
            return self.who.who.hop(url, self.text)

        with ThreadPoolExecutor(COPIES) as threads:
            shown = {*threads.map(copy, urls[:COPIES])} - {f"END {turn.RECEIVED}"}
        assert len(shown) == 1, shown
        self.shown = shown.pop() or ""

    def choose_another(self, url: str) -> None:
        """Choose the first of the dates or weeks that are left, and read the answers to their end; then 1 submits."""
        self.text += "*1"
        shown = self.who.who.hop(url, self.text)
        assert shown is not None
        assert shown.startswith("CON PDL: "), shown
        self.text += "*98"
        shown = self.who.who.hop(url, self.text)
        assert shown is not None
        assert "\n1. Submit\n" in shown, shown
        self.text += "*1"


def submit_at_once(takers: list[Taker], urls: list[str]) -> Counter[str]:
    """Everybody submits; how many got each answer."""
    start = Barrier(len(takers) * COPIES)
    with ThreadPoolExecutor(len(takers)) as threads:
        turned = [urls[number % WEBS :] + urls[: number % WEBS] for number in range(len(takers))]
        list(threads.map(lambda taker, through: taker.submit(through, start), takers, turned))
    said = Counter("done" if each.shown.startswith(DONE) else "taken" for each in takers)
    assert all(each.shown.startswith((*DONE, TAKEN)) for each in takers), [each.shown for each in takers]
    return said


def booked(container: Container) -> Counter[str | None]:
    """How many applications hold each date."""
    with container.database.reading() as session:
        return Counter(session.scalars(select(Application.slot_code)))


@results.databases("postgresql")
@pytest.mark.parametrize("turn_number", range(ROUNDS))
def test_of_sixteen_who_submit_at_once_as_many_get_the_date_as_there_are_places(
    launcher: Launcher, database_url: str, redis_url: str, turn_number: int
) -> None:
    with scene(database_url, redis_url) as at, ThreadPoolExecutor(4) as threads:
        for hours, (code, capacity) in enumerate(PLACES.items(), 96):
            applicants.publish_date(at.container, capacity=capacity, code=code, hours=hours)
        webs = [launcher.start("web", at.environment()) for _ in range(WEBS)]
        urls = [each.url for each in webs]
        crowd = [applicants.applicant(at.container, "submits") for _ in range(TAKERS)]
        list(threads.map(lambda each: each.lead(urls[0]), crowd))
        left = [Taker(each, "*".join(each.answers)) for each in crowd]
        said = []
        for _ in (*PLACES, "weeks"):
            said.append(submit_at_once(left, urls))
            left = [each for each in left if each.shown.startswith(TAKEN)]
            list(threads.map(lambda each: each.choose_another(urls[1]), left))
        for each in webs:
            each.kill()
        over = {code: taken(at.container, code) - capacity for code, capacity in PLACES.items()}
        holders = booked(at.container)
    results.tell(
        "Dates under takers", takers=TAKERS, places=sum(PLACES.values()), applications=sum(holders.values()),
        dates_overbooked=len([code for code in over if over[code] > 0]),
    )  # fmt: skip
    assert said[0] == {"done": 5, "taken": 11}
    assert said[1] == {"done": 4, "taken": 7}
    assert said[2] == {"done": 7}
    assert over == dict.fromkeys(PLACES, 0)
    assert holders == Counter({DATE: 5, "faults-2": 4, None: 7})
