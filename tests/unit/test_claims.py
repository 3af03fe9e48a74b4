"""For any history of hops, copies, crashes and losses, both session stores behave as a small model of the rules."""

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from app.platform.encryption import Keyring
from sessions import store
from sessions.memory import MemorySessions
from sessions.redis import RedisSessions, connect
from sessions.store import Claim, ClaimResult, SessionsUnavailable, earlier_texts, typed_after
from tests.servers import redis_server

KEYS = Keyring(["the key of these tests, long enough"])
SESSION = "ATUid_0123456789abcdef0123456789abcdef"

phones = st.sampled_from([*["+254711000111"] * 5, "+254722000222"])
texts = st.sampled_from(["", "1", "1*", "1**", "1*0", "1*0*1"]) | st.text(alphabet="1*", max_size=5)


def sent(inputs: list[str]) -> list[str]:
    """The texts of a session as Africa's Talking builds them: everything typed, joined by `*`, unescaped."""
    history = [""]
    for entry in inputs:
        history.append(f"{history[-1]}*{entry}" if history[-1] else entry)
    return history


@given(st.lists(st.text(max_size=12), max_size=12))
def test_the_input_is_read_exactly_whatever_was_typed(inputs: list[str]) -> None:
    history = sent(inputs)
    for known, text, entry in zip(history, history[1:], inputs, strict=False):
        if text:
            assert known in earlier_texts(text)
            assert typed_after(known, text) == entry


@given(st.text(alphabet="1*", max_size=300))
@example("1*" * 150)
@example("*" * 150)
def test_the_earlier_texts_are_few_and_the_longest_come_first(text: str) -> None:
    earlier = list(earlier_texts(text))
    cuts = [text[: star.start()] for star in re.finditer(r"(?<=.)\*", text)]
    assert earlier == ([*reversed(cuts[-63:]), ""] if text else [])


@dataclass
class Session:
    """A session in the model. `owner` is the number of the last claim, until it commits."""

    phone: str
    answers: dict[str, str] = field(default_factory=dict)
    last: str | None = None
    ended: bool = False
    owner: int | None = None
    leased: bool = False

    def verdict(self, phone: str, text: str) -> ClaimResult:
        if phone != self.phone:
            return ClaimResult.CONFLICT
        if text in self.answers:
            return ClaimResult.HIT
        if self.last is not None and not follows(self.last, text):
            behind = any(follows(known, text) for known in self.answers)
            return ClaimResult.STALE if behind else ClaimResult.CONFLICT
        if self.ended:
            return ClaimResult.ENDED
        if self.leased:
            return ClaimResult.BUSY
        if self.last is not None:
            return ClaimResult.GO
        return ClaimResult.LOST if text else ClaimResult.NEW


def follows(known: str, text: str) -> bool:
    return text.startswith(known + "*") if known else text != ""


@dataclass(frozen=True)
class Hop:
    """A hop that was claimed in both stores."""

    number: int
    phone: str
    text: str
    claims: tuple[Claim, Claim]


class Comparison(RuleBasedStateMachine):
    """One session id in both stores and in the model, used by several processes."""

    stores: tuple[MemorySessions, RedisSessions]
    session: Session | None
    hops: Bundle[Hop] = Bundle("hops")

    def __init__(self) -> None:
        super().__init__()
        self.number = 0
        self.key = self.stores[0]._key(SESSION)
        self.lose_the_session()

    @rule(target=hops, text=texts, phone=phones)
    def claim(self, text: str, phone: str) -> Hop:
        self.number += 1
        session = self.session or Session(phone)
        expected = session.verdict(phone, text)
        one, other = (sessions.claim(SESSION, phone, text) for sessions in self.stores)
        assert one.verdict is expected
        assert one._replace(lease=None) == other._replace(lease=None)
        self.check(session, one, text)
        if expected in (ClaimResult.NEW, ClaimResult.LOST, ClaimResult.GO):
            session.owner, session.leased = self.number, True
            self.session = session
        return Hop(self.number, phone, text, (one, other))

    def check(self, session: Session, claim: Claim, text: str) -> None:
        last = session.last or ""
        match claim.verdict:
            case ClaimResult.HIT:
                assert claim.answer == session.answers[text]
            case ClaimResult.STALE:
                assert claim.answer == session.answers[last]
            case ClaimResult.GO:
                assert claim.state == last.encode()
                assert text == (f"{last}*{claim.typed}" if last else claim.typed)
            case ClaimResult.NEW | ClaimResult.LOST:
                assert claim.typed == text

    @rule(hop=hops, ends=st.sampled_from([False, False, True]))
    def commit(self, hop: Hop, ends: bool) -> None:
        state = None if ends else hop.text.encode()
        if not hop.claims[0].lease:
            return
        stands = self.stands(hop, ends)
        for sessions, claim in zip(self.stores, hop.claims, strict=True):
            if stands is None:
                with pytest.raises(SessionsUnavailable):
                    sessions.commit(claim, state, f"CON {hop.number}")
            else:
                assert sessions.commit(claim, state, f"CON {hop.number}") == stands

    def stands(self, hop: Hop, ends: bool) -> str | None:
        """The answer that a commit must return: its own, or that of another claim that was faster; None if none."""
        session = self.session = self.session or Session(hop.phone, owner=hop.number)
        if session.owner == hop.number:
            session.answers[hop.text] = f"CON {hop.number}"
            session.last, session.ended, session.owner, session.leased = hop.text, ends, None, False
        return session.answers.get(hop.text) if hop.phone == session.phone else None

    @precondition(lambda self: self.session and self.session.leased)
    @rule()
    def let_the_lease_run_out(self) -> None:
        assert self.session
        self.session.leased = False
        in_memory, in_redis = self.stores
        in_memory._sessions[self.key].lease = 0
        in_redis._client.hset(self.key, "lease", 0)

    @rule()
    def lose_the_session(self) -> None:
        self.session = None
        in_memory, in_redis = self.stores
        in_memory._sessions.pop(self.key, None)
        in_redis._client.delete(self.key)


def test_both_stores_follow_the_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "PATIENCE", 0)
    with redis_server(tmp_path) as url, connect(url) as client:

        class Here(Comparison):
            stores = (MemorySessions(KEYS), RedisSessions(client, KEYS))

        run_state_machine_as_test(Here, settings=settings(max_examples=60, stateful_step_count=30, deadline=None))
