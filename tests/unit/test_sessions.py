"""The behaviour of every session store, tested with a real Redis and in memory."""

import secrets
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.platform.encryption import Keyring
from sessions import memory, redis, store
from sessions.store import Claim, ClaimResult, Kept, SealedSessions, SessionsUnavailable
from tests.servers import redis_server

KEY = "the key of these tests, long enough"
KEYS = Keyring([KEY])
PHONE = "+254711000111"
OTHER_PHONE = "+254722000222"
COPIES = 16


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with redis_server(tmp_path_factory.mktemp("redis")) as url:
        yield url


@pytest.fixture
def in_redis(server: str) -> Iterator[redis.RedisSessions]:
    with redis.connect(server) as client:
        yield redis.RedisSessions(client, KEYS)


@pytest.fixture(params=["memory", "redis"])
def sessions(request: pytest.FixtureRequest) -> SealedSessions:
    if request.param == "memory":
        return memory.MemorySessions(KEYS)
    found: redis.RedisSessions = request.getfixturevalue("in_redis")
    return found


@pytest.fixture
def session_id() -> str:
    return f"ATUid_{secrets.token_hex(16)}"


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "PATIENCE", 0.1)


@pytest.fixture
def short_lease(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Set leases to 150 ms; the function waits until a lease has run out."""
    monkeypatch.setattr(memory, "LEASE_MS", 150)
    monkeypatch.setattr(redis, "LEASE_MS", 150)
    return lambda: time.sleep(0.2)


@pytest.fixture(autouse=True)
def nothing_counted(sessions: SealedSessions) -> None:
    total(sessions)


def total(sessions: SealedSessions) -> dict[str, int]:
    """The counts so far, by name; they are dropped from the store."""
    found: Counter[str] = Counter()
    for _ in range(2):  # counts made after a batch was taken come in the next one
        for batch in sessions.take_counts():
            found.update(batch.counts)
            sessions.drop_counts(batch)
    return dict(found)


def screen(text: str) -> str:
    return f"CON the screen after {len(text)} characters, {text!r}"


def answer(sessions: SealedSessions, session_id: str, text: str, *, ends: bool = False) -> Claim:
    claim = sessions.claim(session_id, PHONE, text)
    state = None if ends else f"state {text}".encode()
    assert sessions.commit(claim, state, screen(text)) == screen(text)
    return claim


def dialled(sessions: SealedSessions, session_id: str, *texts: str) -> None:
    for text in texts:
        answer(sessions, session_id, text)


def forget(sessions: SealedSessions, session_id: str) -> None:
    """Remove one session, as FLUSHALL or an expiry does."""
    key = sessions._key(session_id)
    if isinstance(sessions, memory.MemorySessions):
        del sessions._sessions[key]
    else:
        assert isinstance(sessions, redis.RedisSessions)
        sessions._client.delete(key)


# The verdicts


def test_from_the_dial_to_the_end(sessions: SealedSessions, session_id: str) -> None:
    first = answer(sessions, session_id, "")
    assert (first.verdict, first.typed, first.state) == (ClaimResult.NEW, "", None)
    second = answer(sessions, session_id, "1")
    assert (second.verdict, second.typed, second.state) == (ClaimResult.GO, "1", b"state ")
    last = answer(sessions, session_id, "1*2", ends=True)
    assert (last.verdict, last.typed, last.state) == (ClaimResult.GO, "2", b"state 1")
    for text in ("", "1", "1*2"):
        again = sessions.claim(session_id, PHONE, text)
        assert (again.verdict, again.answer, again.lease) == (ClaimResult.HIT, screen(text), None)
    assert sessions.claim(session_id, PHONE, "1*2*3").verdict is ClaimResult.ENDED


@pytest.mark.parametrize(
    ("known", "text", "typed"),
    [
        ("", "1", "1"),
        ("", "1*2", "1*2"),
        ("", "*5", "*5"),
        ("1", "1*", ""),
        ("1", "1**", "*"),
        ("1", "1*1", "1"),
        ("1", "1*2*3", "2*3"),
    ],
)
def test_the_input_is_what_follows_the_text_answered_last(
    sessions: SealedSessions, session_id: str, known: str, text: str, typed: str
) -> None:
    dialled(sessions, session_id, *dict.fromkeys(["", known]))
    claim = sessions.claim(session_id, PHONE, text)
    assert (claim.verdict, claim.typed) == (ClaimResult.GO, typed)


def test_the_longest_text_known_comes_before(sessions: SealedSessions, session_id: str) -> None:
    dialled(sessions, session_id, "", "1", "1*")
    assert sessions.claim(session_id, PHONE, "1**").typed == ""


def test_a_text_without_a_session_is_lost_and_can_go_on(sessions: SealedSessions, session_id: str) -> None:
    claim = answer(sessions, session_id, "3*995261234561")
    assert (claim.verdict, claim.typed, claim.state) == (ClaimResult.LOST, "3*995261234561", None)
    assert answer(sessions, session_id, "3*995261234561*0").typed == "0"
    for stranger in ("", "3", "4*1"):
        assert sessions.claim(session_id, PHONE, stranger).verdict is ClaimResult.CONFLICT


def test_a_step_back_in_the_history_is_stale(sessions: SealedSessions, session_id: str) -> None:
    dialled(sessions, session_id, "", "1", "1*2")
    for text in ("2", "1*3", "1*3*4"):
        claim = sessions.claim(session_id, PHONE, text)
        assert (claim.verdict, claim.answer) == (ClaimResult.STALE, screen("1*2"))
    answer(sessions, session_id, "1*2*0", ends=True)
    assert sessions.claim(session_id, PHONE, "1*3").answer == screen("1*2*0")


def test_a_lost_session_is_put_back_to_where_it_stood_by_a_hop_that_comes_late(
    sessions: SealedSessions, session_id: str
) -> None:
    stood_at = sessions.unclaimed(session_id, PHONE, "1*2*3").hop
    late = sessions.claim(session_id, PHONE, "1*7")
    assert sessions.commit(late.standing_at(stood_at), b"state", screen("1*2*3")) == screen("1*2*3")
    for text in ("1*7", "1*2*3"):
        copy = sessions.claim(session_id, PHONE, text)
        assert (copy.verdict, copy.answer) == (ClaimResult.HIT, screen("1*2*3"))
    following = sessions.claim(session_id, PHONE, "1*2*3*4")
    assert (following.verdict, following.typed, following.state) == (ClaimResult.GO, "4", b"state")


def test_another_phone_never_enters(sessions: SealedSessions, session_id: str) -> None:
    first = sessions.claim(session_id, PHONE, "")
    assert sessions.claim(session_id, OTHER_PHONE, "").verdict is ClaimResult.CONFLICT
    sessions.commit(first, b"state", screen(""))
    for text in ("", "1"):
        assert sessions.claim(session_id, OTHER_PHONE, text).verdict is ClaimResult.CONFLICT
    answer(sessions, session_id, "1", ends=True)
    assert sessions.claim(session_id, OTHER_PHONE, "1").verdict is ClaimResult.CONFLICT


def test_after_64_hops_the_latest_answer_is_given(sessions: SealedSessions, session_id: str) -> None:
    texts = ["*".join("0" * length) for length in range(store.MOST_HOPS)]
    dialled(sessions, session_id, *texts)
    one_more = sessions.claim(session_id, PHONE, texts[-1] + "*0")
    assert (one_more.verdict, one_more.answer) == (ClaimResult.STALE, screen(texts[-1]))
    assert [sessions.claim(session_id, PHONE, text).answer for text in texts] == list(map(screen, texts))


def test_a_key_taken_up_ends_live_sessions(sessions: SealedSessions, session_id: str) -> None:
    dialled(sessions, session_id, "", "1")
    sessions._keys = Keyring(["a new key for these tests, long enough", KEY])
    assert sessions.claim(session_id, PHONE, "1*2").verdict is ClaimResult.LOST
    sessions._keys = KEYS
    assert sessions.claim(session_id, PHONE, "1*2").verdict is ClaimResult.GO


# Copies, crashes, fences


@pytest.mark.parametrize("before", [[], [""], ["", "1"]])
def test_of_sixteen_copies_one_goes_and_all_say_the_same(
    sessions: SealedSessions, session_id: str, before: list[str]
) -> None:
    dialled(sessions, session_id, *before)
    text = "*".join(["1"] * len(before))
    start = threading.Barrier(COPIES)

    def copy(number: int) -> tuple[ClaimResult, str | None]:
        start.wait()
        claim = sessions.claim(session_id, PHONE, text)
        if not claim.lease:
            return claim.verdict, claim.answer
        time.sleep(0.05)
        return claim.verdict, sessions.commit(claim, b"state", f"CON answered by copy {number}")

    with ThreadPoolExecutor(COPIES) as pool:
        told = list(pool.map(copy, range(COPIES)))
    assert sorted(verdict is ClaimResult.HIT for verdict, _ in told) == [False] + [True] * (COPIES - 1)
    assert len({said for _, said in told}) == 1


def test_a_hop_in_work_is_busy(sessions: SealedSessions, session_id: str, impatient: None) -> None:
    first = sessions.claim(session_id, PHONE, "")
    began = time.monotonic()
    assert sessions.claim(session_id, PHONE, "").verdict is ClaimResult.BUSY
    assert 0.1 <= time.monotonic() - began < 1
    assert sessions.claim(session_id, PHONE, "1").verdict is ClaimResult.BUSY
    sessions.commit(first, b"state", screen(""))
    sessions.claim(session_id, PHONE, "1")
    assert sessions.claim(session_id, PHONE, "2").verdict is ClaimResult.BUSY
    assert sessions.claim(session_id, PHONE, "").verdict is ClaimResult.HIT


def test_a_phone_that_has_gone_on_waits_a_second_for_the_hop_before_and_no_longer(
    sessions: SealedSessions, session_id: str
) -> None:
    """The answer of that hop was kept in a checkpoint, because its commit could not reach the store."""
    dialled(sessions, session_id, "")
    untold = sessions.claim(session_id, PHONE, "1")
    began = time.monotonic()
    after = sessions.claim(session_id, PHONE, "1*2")
    assert 0.8 < time.monotonic() - began < store.PATIENCE
    assert (after.verdict, after.typed) == (ClaimResult.GO, "1*2")
    assert untold.hop in after.past
    with pytest.raises(SessionsUnavailable):
        sessions.commit(untold, b"late", screen("1"))
    assert sessions.commit(after, b"state", screen("1*2")) == screen("1*2")


@pytest.mark.parametrize(("before", "text", "verdict"), [([], "", "new"), ([], "1*2", "lost"), ([""], "1", "go")])
def test_the_hop_of_a_crashed_owner_is_claimed_again(
    sessions: SealedSessions,
    session_id: str,
    short_lease: Callable[[], None],
    before: list[str],
    text: str,
    verdict: str,
) -> None:
    dialled(sessions, session_id, *before)
    crashed = sessions.claim(session_id, PHONE, text)
    short_lease()
    again = sessions.claim(session_id, PHONE, text)
    assert (crashed.verdict, again.verdict) == (verdict, verdict)
    assert (again.hop, again.typed, again.state) == (crashed.hop, crashed.typed, crashed.state)


def test_a_copy_that_waits_takes_over_from_a_crash(
    sessions: SealedSessions, session_id: str, short_lease: Callable[[], None]
) -> None:
    sessions.claim(session_id, PHONE, "")
    assert sessions.claim(session_id, PHONE, "").verdict is ClaimResult.NEW


def test_a_late_owner_is_fenced(sessions: SealedSessions, session_id: str, short_lease: Callable[[], None]) -> None:
    dialled(sessions, session_id, "")
    late = sessions.claim(session_id, PHONE, "1")
    short_lease()
    winner = sessions.claim(session_id, PHONE, "1")
    with pytest.raises(SessionsUnavailable):
        sessions.commit(late, b"late state", "CON late")
    assert sessions.commit(winner, b"state", "CON winner") == "CON winner"
    assert sessions.commit(late, b"late state", "CON late") == "CON winner"
    after = sessions.claim(session_id, PHONE, "1*2")
    assert (after.verdict, after.state) == (ClaimResult.GO, b"state")


def test_a_lease_that_ran_out_unclaimed_can_still_commit(
    sessions: SealedSessions, session_id: str, short_lease: Callable[[], None]
) -> None:
    slow = sessions.claim(session_id, PHONE, "")
    short_lease()
    assert sessions.commit(slow, b"state", "CON slow") == "CON slow"


def test_a_call_whose_reply_got_lost_can_be_made_again(sessions: SealedSessions, session_id: str) -> None:
    lease = sessions.claim(session_id, PHONE, "").lease
    assert lease
    assert sessions._find(lease, []).verdict is ClaimResult.NEW
    first, again = (
        Kept(b"state", b"answer", b"", store.TTL_MS, {"hops": 1}),
        Kept(b"other", b"another", b"", 1, {"hops": 1}),
    )
    assert sessions._keep(lease, first) == b"answer"
    assert sessions._keep(lease, again) == b"answer"
    assert total(sessions) == {"hops": 1}


def test_a_session_lost_between_claim_and_commit_goes_on(sessions: SealedSessions, session_id: str) -> None:
    dialled(sessions, session_id, "")
    claim = sessions.claim(session_id, PHONE, "1")
    forget(sessions, session_id)
    assert sessions.commit(claim, b"state 1", screen("1")) == screen("1")
    assert sessions.claim(session_id, PHONE, "1*2").state == b"state 1"


def test_owners_before_and_after_a_loss_are_told_apart(
    sessions: SealedSessions, session_id: str, impatient: None
) -> None:
    before = sessions.claim(session_id, PHONE, "")
    forget(sessions, session_id)
    after = sessions.claim(session_id, PHONE, "")
    assert after.verdict is ClaimResult.NEW
    sessions.commit(after, b"state", "CON after")
    assert sessions.commit(before, b"state", "CON before") == "CON after"


def test_a_hop_has_one_name_for_ever_and_shares_it_with_no_other(
    sessions: SealedSessions, session_id: str, impatient: None
) -> None:
    first = sessions.claim(session_id, PHONE, "1*2").hop
    forget(sessions, session_id)
    assert sessions.claim(session_id, PHONE, "1*2").hop == first
    others = [(session_id, PHONE, "1*2*"), (session_id, OTHER_PHONE, "1*2"), (session_id + "0", PHONE, "1*2")]
    assert len({first, *(sessions.claim(*other).hop for other in others)}) == 4


def test_only_a_claim_to_answer_can_commit(sessions: SealedSessions, session_id: str) -> None:
    dialled(sessions, session_id, "")
    with pytest.raises(ValueError, match="hit"):
        sessions.commit(sessions.claim(session_id, PHONE, ""), None, "END")


def test_a_claim_does_not_show_what_was_typed(sessions: SealedSessions, session_id: str) -> None:
    dialled(sessions, session_id, "")
    claim = sessions.claim(session_id, PHONE, "hunter2")
    assert (claim.typed, claim.state) == ("hunter2", b"state ")
    assert "hunter2" not in repr(claim)
    assert "state " not in repr(claim)


# What is counted


def test_a_hop_counts_in_the_step_that_keeps_its_answer(sessions: SealedSessions, session_id: str) -> None:
    first = sessions.claim(session_id, PHONE, "")
    sessions.commit(first, b"state", "CON", counts={"home": 1, "hops": 1})
    second = sessions.claim(session_id, PHONE, "1")
    sessions.commit(second, b"state", "CON", counts={"home": -1, "reference": 1, "hops": 1})
    assert total(sessions) == {"home": 0, "reference": 1, "hops": 2}


def test_a_hop_that_lost_its_lease_counts_nothing(
    sessions: SealedSessions, session_id: str, short_lease: Callable[[], None]
) -> None:
    slow = sessions.claim(session_id, PHONE, "")
    short_lease()
    winner = sessions.claim(session_id, PHONE, "")
    sessions.commit(winner, b"state", "CON", counts={"hops": 1})
    sessions.commit(slow, b"state", "CON", counts={"hops": 1})
    assert total(sessions) == {"hops": 1}


def test_a_batch_is_taken_again_until_it_is_dropped(sessions: SealedSessions, session_id: str) -> None:
    sessions.commit(sessions.claim(session_id, PHONE, ""), b"state", "CON", counts={"hops": 1})
    [taken] = sessions.take_counts()
    sessions.commit(sessions.claim(session_id, PHONE, "1"), b"state", "CON", counts={"hops": 1})
    [again] = sessions.take_counts()
    assert again == taken
    sessions.drop_counts(taken)
    [rest] = sessions.take_counts()
    assert (rest.counts, rest.name == taken.name) == ({"hops": 1}, False)
    sessions.drop_counts(taken)
    assert [*sessions.take_counts()] == [rest], "who comes late drops nothing of others"
