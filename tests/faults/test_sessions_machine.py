"""Sessions under everything that may happen to them, against the model: the same screens, and every effect once.

Hops come at once from many sides, late, twice, from another phone and after END; Redis forgets, is away and comes
back; the web dies between the database's commit and the session's; phones redial; time passes.
"""

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from typing import ClassVar, Final

import pytest
from hypothesis import HealthCheck, Phase, note, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from redis import Redis

from sessions import redis as in_redis
from tests.conftest import Clock
from tests.faults import citizens, results
from tests.faults.citizens import Citizen, people
from tests.faults.fickle import Fickle, Killed
from tests.faults.model import ANYTHING, Model, Sent, goes_on
from tests.faults.twins import Installation, cheap_passwords, copies, settled_file, twins

pytestmark = pytest.mark.slow

PART: Final = "Sessions against a model"
SEEDS: Final = range(1, results.many(short=3, long=17))
EXAMPLES: Final = results.many(short=12, long=80)
STEPS: Final = results.many(short=30, long=50)
COPIES: Final = 16
MOST_HOPS: Final = 24
UNKNOWN: Final = re.compile(r"EPP1-ZZ99ZZ99|Otieno|^1\*(?!0|102030405060|2222)")
MISSES: Final = {"effect miss", "tallied"}
"""The effect of asking for an unknown reference, and its counter: once for each hop that has it dialled ahead."""
COUNTED_SMS: Final = ("effect status-sms", "effect sheet-sms", "effect centre-sms")
"""The SMS that may be dialled ahead (law 5): a hop out of order sends them too, where its session is lost."""
CITIZENS: Final = [
    Citizen("+254700000001", people()[0], has_account=True),
    Citizen("+254700000002", people()[1], has_account=True, stays_signed_in=True),
    Citizen("+254700000003", people()[18]),
]


class Sessions(RuleBasedStateMachine):
    """What may happen to three phones and the two installations."""

    settled: ClassVar[Path]
    redis_url: ClassVar[str]
    folder: ClassVar[Path]
    patch: ClassVar[pytest.MonkeyPatch]
    counted: ClassVar[Counter[str]]
    serial: ClassVar[Iterator[int]] = itertools.count()

    def __init__(self) -> None:
        super().__init__()
        self.clock = Clock()
        self.redis = Redis.from_url(self.redis_url)
        self.redis.flushall()
        self._twins = twins(copies(self.settled, self.folder), self.redis_url, self.clock)
        fired, calm = self._twins.__enter__()
        self.store = Fickle(fired.sessions)
        self.fired, self.model = Installation.of(fired, self.store), Model(Installation.of(calm))
        self.pool = ThreadPoolExecutor(COPIES)
        self.unanswered: Sent | None = None

    def teardown(self) -> None:
        """Replay everything a day later, each hop with an empty Redis; close what was opened."""
        try:
            self.replay_everything()
        finally:
            self.pool.shutdown()
            self._twins.__exit__(None, None, None)
            self.redis.close()

    # What phones do

    @rule(
        citizen=st.sampled_from(CITIZENS),
        ahead=st.sampled_from(["", "", "", "1", "4*1", "1*102030405060", "3*1"]),
        number=st.integers(0, 2**32),
        hops=st.integers(0, 9),
    )
    def dial(self, citizen: Citizen, ahead: str, number: int, hops: int) -> None:
        """A phone dials, or dials again, with or without answers dialled ahead; and its citizen goes on."""
        sent = self.model.dial(citizen, f"ATUid_{next(self.serial)}", ahead)
        if self.unanswered is not None and self.unanswered.citizen is citizen:
            self.unanswered = None
        self.shows(sent, ahead, sent.shown)
        self.walk(Random(number), sent, hops)

    @precondition(lambda self: self.open())
    @rule(number=st.integers(0, 2**32), copies=st.sampled_from([1, 1, 1, 2, COPIES]), hops=st.integers(1, 6))
    def answer(self, number: int, copies: int, hops: int) -> None:
        """A citizen reads the screens and answers; the last answer comes once, or many times at once."""
        random = Random(number)
        self.walk(random, random.choice(self.open()), hops, copies)

    @precondition(lambda self: self.open())
    @rule(number=st.integers(0, 2**32), copies=st.sampled_from([1, 1, 2, COPIES]), hops=st.integers(1, 3))
    def answer_after_a_loss(self, number: int, copies: int, hops: int) -> None:
        """Redis forgets everything between a screen and its answer."""
        self.forget()
        random = Random(number)
        self.walk(random, random.choice(self.open()), hops, copies)

    @precondition(lambda self: self.open() and self.model.reachable)
    @rule(number=st.integers(0, 2**32))
    def answer_and_die(self, number: int) -> None:
        """The web dies after the database's commit and before the session's; the hop gets no answer."""
        random = Random(number)
        sent = random.choice(self.open())
        text, _ = self.answered(random, sent)
        self.store.dying = True
        with self.patch.context() as patch:
            patch.setattr(in_redis, "LEASE_MS", 1)
            try:
                self.fired.hop(sent.id, sent.citizen.phone, text)
            except Killed:
                self.unanswered = sent
                sent.remembered.discard(text)
                self.counted["kills"] += 1
            finally:
                self.store.dying = False

    @precondition(lambda self: self.unanswered is not None)
    @rule(copies=st.sampled_from([1, 2, COPIES]))
    def repeat_unanswered(self, copies: int) -> None:
        """The provider repeats the hop that got no answer."""
        sent, self.unanswered = self.unanswered, None
        assert sent is not None
        if self.model.reachable:
            sent.remembered.add(sent.text)
        self.shows(sent, sent.text, sent.shown, copies=copies)

    @precondition(lambda self: self.model.sessions and self.unanswered is None)
    @rule(data=st.data(), copies=st.integers(1, COPIES))
    def copies_of_the_last_hop(self, data: st.DataObject, copies: int) -> None:
        """The last hop of a session once more, from many sides."""
        sent = data.draw(st.sampled_from(self.model.sessions))
        if self.harmless(sent) or sent is self.model.latest(sent.citizen):
            self.odd(sent, sent.text, copies=copies)

    @precondition(lambda self: self.unanswered is None and any(each.earlier() for each in self.model.sessions))
    @rule(data=st.data())
    def late_copy(self, data: st.DataObject) -> None:
        """A copy of an older hop comes late."""
        sent = data.draw(st.sampled_from([each for each in self.model.sessions if each.earlier()]))
        if self.harmless(sent):
            self.odd(sent, data.draw(st.sampled_from(sent.earlier())))

    @precondition(lambda self: self.unanswered is None and any(each.earlier() for each in self.model.sessions))
    @rule(data=st.data(), typed=st.sampled_from(["8", "7*7", "Z"]))
    def hop_behind(self, data: st.DataObject, typed: str) -> None:
        """A hop that continues an older one, or comes after END."""
        sent = data.draw(st.sampled_from([each for each in self.model.sessions if each.earlier()]))
        known = data.draw(st.sampled_from(sent.earlier() + ([sent.text] if sent.over else [])))
        text = f"{known}*{typed}" if known else typed
        new = text not in sent.answers and not (sent.text and sent.text.startswith(text))
        if new and (sent.over or not goes_on(text, sent.text)) and self.harmless(sent):
            self.odd(sent, text)

    @precondition(lambda self: self.model.sessions and self.unanswered is None)
    @rule(data=st.data(), typed=st.sampled_from(["", "*1", "*0"]))
    def another_phone(self, data: st.DataObject, typed: str) -> None:
        """Another phone, each time a new one, uses the id of a session."""
        sent = data.draw(st.sampled_from(self.model.sessions))
        self.odd(sent, sent.text + typed if sent.text else typed.strip("*"), phone=f"+25479{next(self.serial):07}")

    # What happens to the installation

    @rule()
    def flush(self) -> None:
        """Redis forgets everything."""
        self.forget()

    @rule()
    def redis_goes_or_comes(self) -> None:
        """Redis cannot be reached from here on, or again."""
        self.store.away = not self.store.away
        self.model.reachable = not self.store.away
        self.counted["times away"] += self.store.away

    @precondition(lambda self: self.unanswered is None)
    @rule(minutes=st.sampled_from([1, 20, 120, 1500]))
    def time_passes(self, minutes: int) -> None:
        """Time passes, and every phone has left its session."""
        self.clock.move(minutes=minutes)
        for each in self.model.sessions:
            each.left = True

    @invariant()
    def everything_was_done_once(self) -> None:
        """The same rows, effects and counts in both."""
        ours, theirs = self.fired.ledger(), self.model.twin.ledger()
        differ = {name: (ours.get(name, 0), theirs.get(name, 0)) for name in ours | theirs}
        wrong = {name: pair for name, pair in differ.items() if pair[0] != pair[1]}
        self.counted["effects too many"] += any(more > less for more, less in wrong.values())
        assert not wrong

    def replay_everything(self) -> None:
        """Repeat every hop: it may have no effect but misses, which count whoever sends them (threat T15)."""
        self.clock.move(days=1)
        before = self.fired.ledger()
        for sent in self.model.sessions:
            for text in reversed(sent.answers):
                self.redis.flushall()
                self.shows(sent, text, ANYTHING)
                self.counted["hops replayed a day later"] += 1
        after = self.fired.ledger()
        assert {name: number for name, number in after.items() if before.get(name) != number}.keys() <= MISSES

    # What the rules use

    def forget(self) -> None:
        """Have Redis forget everything."""
        self.redis.flushall()
        self.model.lose_all()
        self.counted["losses"] += 1

    def walk(self, random: Random, sent: Sent, hops: int, copies: int = 1) -> None:
        """So many answers of a citizen; the last one comes so many times."""
        for hop in range(hops):
            if sent.over or len(sent.answers) >= MOST_HOPS:
                break
            text, wanted = self.answered(random, sent)
            self.shows(sent, text, wanted, copies=copies if hop == hops - 1 else 1)

    def open(self) -> list[Sent]:
        """The sessions that can be answered."""
        if self.unanswered is not None:
            return []
        return [
            each for each in self.model.sessions
            if each is self.model.latest(each.citizen) and not (each.over or each.left)
            and len(each.answers) < MOST_HOPS
        ]  # fmt: skip

    def harmless(self, sent: Sent) -> bool:
        """Whether a hop out of order, taken for text dialled ahead, does not disturb a live session.

        Where all is lost, a late hop of a phone's older session would replace the checkpoint of the newer one, and the
        store would go on from a late hop of a session in which nothing was told.
        """
        if self.model.reachable and sent.remembered:
            return sent.text in sent.remembered  # not where the web died before its commit reached the store
        return sent is self.model.latest(sent.citizen) and sent.told()

    def answered(self, random: Random, sent: Sent) -> tuple[str, str]:
        """The next answer of a session: the text of its hop, and what must be shown."""
        wanted = citizens.answer(random, sent.citizen, sent.shown)
        if not sent.told() and ("*" in wanted or any(f"{wanted}. {own}" in sent.shown for own in ("Kis", "Eng"))):
            wanted = "1"  # what cannot be known, and what holds for one session only, when all is lost (law 6)
        ours, theirs = self.fired.typed(sent.citizen, wanted), self.model.twin.typed(sent.citizen, wanted)
        return self.model.next(sent, ours, theirs)

    def shows(self, sent: Sent, text: str, wanted: str | None, *, copies: int = 1, phone: str = "") -> None:
        """Send a hop so many times at once: the right screen, and one answer for all."""
        number = phone or sent.citizen.phone
        shown = set(self.pool.map(lambda _: self.fired.hop(sent.id, number, text), range(copies)))
        note(f"{number} {sent.id} {text!r} x{copies} -> {shown}")
        self.counted["hops"] += copies
        self.counted["screens compared"] += wanted is not ANYTHING
        right = wanted is ANYTHING or (len(shown) == 1 and next(iter(shown)).startswith(wanted))
        self.counted["wrong screens"] += not right
        assert right, f"{shown}\nand not\n{wanted}"

    def odd(self, sent: Sent, text: str, *, copies: int = 1, phone: str = "") -> None:
        """A hop that is not the next one of its session.

        Where it sends an SMS that may be dialled ahead (law 5), the twin sends the same one: subtracting it would not
        do, because the counters have a window that slides.
        """
        if not (self.model.reachable and sent.remembered) and UNKNOWN.search(text):
            return
        self.counted["copies, late and foreign hops"] += copies
        before = Counter(self.fired.ledger())
        self.shows(sent, text, self.model.judge(sent, text, phone or sent.citizen.phone), copies=copies, phone=phone)
        grown = Counter(self.fired.ledger()) - before
        sms = [each for each in COUNTED_SMS if each in grown]
        if len(sms) == 1 and grown[sms[0]] == 1 and grown.keys() <= {*sms, "messages", "tallied"}:
            self.model.twin.hop(f"ATUid_{next(self.serial)}", phone or sent.citizen.phone, text)


@pytest.mark.parametrize("number", SEEDS)
def test_sessions_are_as_the_model_says(
    sqlite_file: Path, redis_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    cheap_passwords(monkeypatch)
    Sessions.settled = settled_file(sqlite_file, tmp_path / "settled.db", CITIZENS)
    Sessions.redis_url, Sessions.folder, Sessions.patch = redis_url, tmp_path, monkeypatch
    counted: Counter[str] = Counter()
    Sessions.counted = counted
    run = seed(number)(Sessions)
    try:
        run_state_machine_as_test(
            run,
            settings=settings(
                max_examples=EXAMPLES,
                stateful_step_count=STEPS,
                deadline=None,
                database=None,
                suppress_health_check=list(HealthCheck),
                phases=[Phase.generate],
            ),
        )
    finally:
        results.tell(PART, seed=number, examples=EXAMPLES, **{name.replace(" ", "_"): n for name, n in counted.items()})
