"""A code that waits for what the provider knows of its SIM, and what was sent (used by the tests of SIM swaps)."""

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
"""It is Monday, 9:00 UTC: since the end of Thursday it is more than 72 hours, since that of Friday less."""


@dataclass
class Scene:
    """An installation that asks about SIMs, the provider, and what the two say to each other."""

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
        """Say that it did not come."""
        return do(
            self.container, password_reset.send_code_again, PHONE, "en", self.container.contacts, checks_sims=True
        )

    def turn(self, rounds: int = 2) -> None:
        """Let the worker do all that there is to do."""
        for _ in range(rounds):  # what is refused while it is asked is told in the round after that
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
        """What the phone received: each SMS as what it is about."""
        return [kind(text) for text in self.provider.texts(PHONE)]

    def mailed(self) -> list[str]:
        """What the account's address received."""
        with self.container.database.reading() as session:
            mail = select(Message).where(Message.channel == Channel.EMAIL, Message.state == MessageState.ACCEPTED)
            found = session.scalars(mail.order_by(Message.id)).all()
            return [kind(self.container.keys.open_text(each.body_sealed, each.sealed_at("body"))) for each in found]

    def state(self) -> str:
        with self.container.database.reading() as session:
            return str(session.scalars(select(SimCheck)).one().state)


def kind(text: str) -> str:
    """What a message is about."""
    kinds = {"is the code for a new password": "code", "is your code": "code", "no code is sent to a SIM": "swapped"}
    kinds |= {"cannot check the SIM": "delayed", "so no code was sent": "notice", "asked for account": "stopped"}
    (found,) = [name for words, name in kinds.items() if words in text]
    assert bool(re.search(r"\b[0-9]{6}\b", text)) == (found == "code"), text
    return found


def nothing(_: Scene) -> None: ...


def told(*words: tuple[str, str | None]) -> Callable[[Scene], None]:
    """The provider tells this, one after the other."""

    def tell(at: Scene) -> None:
        for status, last_swap in words:
            at.tell(status, last_swap)

    return tell


# Nobody can say


def silent(scene: Scene) -> None:
    """Ask, and hear nothing of the provider for a minute."""
    scene.ask()
    scene.turn()
    scene.clock.move(seconds=61)
    scene.turn()


def silent_turns(scene: Scene) -> None:
    """Let a minute pass in which the provider says nothing."""
    for _ in range(3):
        scene.turn()
        scene.clock.move(seconds=30)


def living_codes(scene: Scene) -> list[str]:
    """The codes that can still be entered."""
    with scene.container.database.reading() as session:
        lives = Code.used_at.is_(None) & (Code.expires_at > scene.clock())
        return list(session.scalars(select(Code.id).where(lives)))
