"""What a screen knows: the phone, the language, the draft, and the way to the domain."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, field
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.db import Database
from app.domain import effects
from app.domain.wording import Contacts
from app.texts import ENGLISH


class OnlyLive(Exception):
    """Something that may be done only by an answer to a prompt of ours, not by text dialled ahead (law 5)."""


@dataclass
class Draft:
    """What the citizen has told so far in this session. Each flow names its own fields."""

    reference: str = ""


@dataclass
class State:
    """Where a citizen stands: the screens that led here, the page, and the draft. Kept sealed between hops."""

    trail: list[str] = field(default_factory=list)
    page: int = 0
    refusals: int = 0
    language: str = ENGLISH
    notices: dict[str, str] = field(default_factory=dict)
    draft: Draft = field(default_factory=Draft)

    def to_bytes(self) -> bytes:
        """For the session store."""
        return json.dumps(asdict(self), separators=(",", ":")).encode()

    @classmethod
    def from_bytes(cls, stored: bytes) -> "State":
        """From the session store."""
        values = json.loads(stored)
        return cls(**(values | {"draft": Draft(**values["draft"])}))


@dataclass
class Context:
    """One hop, as a screen sees it.

    `hop` names the session and all that was typed in it; `ahead` is true while text dialled ahead is followed.
    """

    phone: str
    hop: str
    state: State
    database: Database
    contacts: Contacts
    ahead: bool = False
    acted: bool = False

    @property
    def draft(self) -> Draft:
        """What the citizen has told so far."""
        return self.state.draft

    @property
    def language(self) -> str:
        """The language that the citizen reads."""
        return self.state.language

    def reading(self) -> AbstractContextManager[Session]:
        """A look at the database; all that showing a screen may do (law 2)."""
        return self.database.reading()

    def transaction(self) -> AbstractContextManager[Session]:
        """A change that may safely happen twice, such as counting a miss."""
        return self.database.transaction()

    def once(self, name: str, work: Callable[[Session], Any]) -> Any:
        """An effect of this hop, done once however often the hop comes (law 3).

        Raises OnlyLive when dialled ahead.
        Afterwards there is no way back to the question that caused it: back leads home.
        """
        if self.ahead:
            raise OnlyLive(name)
        try:
            result = self._once(name, work)
        except IntegrityError:  # a copy of this hop was quicker: its result is ours
            result = self._once(name, work)
        self.acted = True
        return result

    def _once(self, name: str, work: Callable[[Session], Any]) -> Any:
        with self.database.transaction() as session:
            return effects.once(session, self.hop, name, work)
