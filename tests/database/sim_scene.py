"""A code that waits for its SIM swap check, and what is sent then (used by the tests of SIM swaps)."""

import re
from collections.abc import Callable
from concurrent.futures import wait
from dataclasses import dataclass
from typing import Final

from flask.testing import FlaskClient
from sqlalchemy import select

from app.container import Container
from app.domain.identity.otp import Code
from app.domain.identity.recovery import (
    password_reset,
)
from app.domain.identity.recovery.sim_swap_checks import SimCheck
from app.domain.messaging.messages import Channel, Message, MessageState
from app.worker.main import Worker
from tests.conftest import CALLBACK_KEY, Clock
from tests.database.holder import (
    NUMBER,
    PHONE,
    do,
)
from tests.standin import Standin
from tests.standin_sims import NEVER, body

ADDRESS: Final = "wanjiku@example.com"
TODAY, FRIDAY, THURSDAY = "23-11-2026", "20-11-2026", "19-11-2026"
"""Dates of a swap. The clock starts on Monday at 9:00 UTC: Thursday ended more than 72 hours ago, Friday less."""


@dataclass
class Scene:
    """An installation that checks SIMs, with its provider, a web client and a worker."""

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
        """Ask for the same code again; whether it is sent again."""
        return do(
            self.container, password_reset.send_code_again, PHONE, "en", self.container.contacts, checks_sims=True
        )

    def turn(self, rounds: int = 2) -> None:
        """Let the worker do all that is due."""
        for _ in range(rounds):  # a question that the provider refuses gets its verdict in the next round
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
        """The SMS that the phone received, each by its kind."""
        return [kind(text) for text in self.provider.texts(PHONE)]

    def mailed(self) -> list[str]:
        """The e-mails that were sent, each by its kind."""
        with self.container.database.reading() as session:
            mail = select(Message).where(Message.channel == Channel.EMAIL, Message.state == MessageState.ACCEPTED)
            found = session.scalars(mail.order_by(Message.id)).all()
            return [kind(self.container.keys.open_text(each.body_sealed, each.sealed_at("body"))) for each in found]

    def state(self) -> str:
        with self.container.database.reading() as session:
            return str(session.scalars(select(SimCheck)).one().state)


def kind(text: str) -> str:
    """The kind of a message, by its words; only a code has six digits."""
    kinds = {"is the code for a new password": "code", "is your code": "code", "no code is sent to a SIM": "swapped"}
    kinds |= {"cannot check the SIM": "delayed", "so no code was sent": "notice", "asked for account": "stopped"}
    (found,) = [name for words, name in kinds.items() if words in text]
    assert bool(re.search(r"\b[0-9]{6}\b", text)) == (found == "code"), text
    return found


def nothing(_: Scene) -> None: ...


def told(*words: tuple[str, str | None]) -> Callable[[Scene], None]:
    """The provider calls back with each of these, one after the other."""

    def tell(at: Scene) -> None:
        for status, last_swap in words:
            at.tell(status, last_swap)

    return tell


# No answer from the provider


def silent(scene: Scene) -> None:
    """Ask for a code, and let a minute pass without an answer from the provider."""
    scene.ask()
    scene.turn()
    scene.clock.move(seconds=61)
    scene.turn()


def silent_turns(scene: Scene) -> None:
    """Let 90 seconds pass without an answer from the provider; the worker runs every 30 seconds."""
    for _ in range(3):
        scene.turn()
        scene.clock.move(seconds=30)


def living_codes(scene: Scene) -> list[str]:
    """The ids of the codes that can still be entered."""
    with scene.container.database.reading() as session:
        lives = Code.used_at.is_(None) & (Code.expires_at > scene.clock())
        return list(session.scalars(select(Code.id).where(lives)))
