"""What a screen knows: the phone, the language, the drafts, and the way to the domain."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final, TypeVar

from sqlalchemy.orm import Session

from app.domain.catalogue.search.finder import Finder
from app.domain.idempotency import hop_effects
from app.domain.identity import accounts
from app.domain.identity.accounts import Login
from app.domain.identity.identity_checks import Registry
from app.domain.self_service import caller
from app.domain.self_service.caller import Known
from app.domain.shared.contacts import Contacts
from app.domain.shared.errors import Revoked
from app.platform.db import Database
from app.platform.encryption import Keyring
from app.platform.i18n import ENGLISH, NAIROBI, translate
from menus import kept_state
from menus.draft import D, Drafts
from menus.kept_state import Unreadable

T = TypeVar("T")
CALLER: Final = "caller"
ENDED: Final = -1
"""The epoch of a sign-in of which an earlier release did not keep since when it was: no account has it. What was opened
for looking only, to a phone that stays signed in, goes on."""


class OnlyLive(Exception):
    """Something that may be done only by an answer to a prompt of ours, not by text dialled ahead (law 5)."""


@dataclass
class SessionState:
    """Where a citizen stands: the screens that led here, the page, and the drafts. Kept sealed between hops."""

    trail: list[str] = field(default_factory=list)
    page: int = 0
    refusals: int = 0
    language: str = ENGLISH
    notices: dict[str, str] = field(default_factory=dict)
    account: str = ""
    """The account that is signed in, for looking; for anything else the password must have been given here."""
    auth_epoch: int = 0
    """Its epoch then: where it has risen, what was signed in is ended."""
    password_at: str = ""
    """When its password was given in this session (ISO 8601); it opens nothing for longer than 180 s."""
    code_at: str = ""
    """When a code for a new password was entered, likewise."""
    name: str = ""
    """The first name of its holder: a household must see whose it is."""
    changes: list[list[str]] = field(default_factory=list)
    """The changes that can be stopped from this phone and were not gone past: the account, what of it, since when."""
    holder: str = ""
    holder_number: str = ""
    """The one account that this phone holds, if it is one: its password alone signs in."""
    remembered: str = ""
    """The account that this phone stays signed in to for 30 days."""
    begun_at: str = ""
    """When the network opened this session (ISO 8601): it ends 180 s later, whatever is being typed."""
    step: int = 0
    """How many hops were answered."""
    kept: bool = False
    """Whether the session is written to the database too, because something was done in it or may be next."""
    resumed: bool = False
    """Whether the draft is of an earlier session, maybe another person's of the household."""
    counted: str = ""
    """As which stand this session is counted now (`app/domain/reporting/hop_counts.py`)."""
    unfinished: dict[str, Any] = field(default_factory=dict)
    """Where an earlier session of this phone stopped, until the citizen says whether to go on there."""
    draft: Drafts = field(default_factory=Drafts)
    """What the citizen has told so far, task by task."""

    others: dict[str, Any] = field(default_factory=dict)
    """What another release keeps here, for it to find again."""

    def to_bytes(self) -> bytes:
        """For the session store and the checkpoint."""
        return kept_state.encode(kept_state.fields_of(self) | {"draft": self.draft.told()})

    @classmethod
    def from_bytes(cls, stored: bytes) -> "SessionState":
        """From either, whichever release wrote it. Raises Unreadable: that is no session (`menus/kept_state.py`)."""
        values = kept_state.decode(stored)
        draft = Drafts.read(values.pop("draft", {}))
        if "auth_epoch" not in values:  # a release that knew no end of what a password or a code had opened
            draft = draft.without(["account_id"])
            if values.get("account") and values.get("proven", True):
                values |= {"account": "", "auth_epoch": ENDED}
        state = kept_state.read_with_others(cls, values)
        state.draft = draft
        if not state.trail or not all(map(kept_state.is_moment, (state.password_at, state.code_at, state.begun_at))):
            raise Unreadable("it says neither where somebody stands nor since when")
        return state


@dataclass
class Context:
    """One hop, as a screen sees it.

    `hop` names the session and all that was typed in it; `ahead` is true while text dialled ahead is followed.
    `checks_sims`: the provider is asked about a SIM before a code for a new password goes to it. `network`: the code of
    the network that this hop came by, as the provider tells it; empty where it does not. `missed`: looked for in vain.
    """

    phone: str
    hop: str
    state: SessionState
    database: Database
    contacts: Contacts
    registry: Registry
    finder: Finder
    checks_sims: bool = False
    network: str = ""
    ahead: bool = False
    acted: bool = False
    settled: bool = False
    above: str = ""
    missed: str = ""
    _seen: dict[object, Any] = field(default_factory=dict, repr=False)

    def draft(self, kind: type[D]) -> D:
        """What the citizen has told so far of a task, to be read and written."""
        return self.state.draft.of(kind)

    @property
    def language(self) -> str:
        """The language that the citizen reads."""
        return self.state.language

    @property
    def keys(self) -> Keyring:
        """The key ring, for hashing a password before any transaction."""
        return self.database.keys

    @property
    def today(self) -> date:
        """The day that it is in Nairobi."""
        return self.database.clock().astimezone(NAIROBI).date()

    @property
    def login(self) -> Login:
        """Who is signed in here, at which epoch, and when the password was given, if it was."""
        at = self.state.password_at
        return Login(self.state.account, self.state.auth_epoch, datetime.fromisoformat(at) if at else None)

    @property
    def signed_in(self) -> Login | None:
        """The same; None where nobody is."""
        return self.login if self.state.account else None

    def refuse_ended(self) -> None:
        """Of a screen whose lines depend on who is signed in: they would be read as other ones. Raises Revoked."""
        if self.state.auth_epoch == ENDED:
            raise Revoked("it is not known since when somebody is signed in")

    @property
    def is_authenticated(self) -> bool:
        """Whether the password of the account was given in this session, not too long ago."""
        return accounts.is_fresh(self.login.password_at, self.database.clock())

    @property
    def opened_at(self) -> datetime | None:
        """When the first password or code was given that holds here; None where none was."""
        given = [each for each in (self.state.password_at, self.state.code_at) if each]
        return datetime.fromisoformat(min(given)) if given else None

    @property
    def seconds_left(self) -> float | None:
        """For how long what a password or a code has opened here may still go on; None where none was given."""
        opened = self.opened_at
        return (opened + accounts.PASSWORD_HOLDS - self.database.clock()).total_seconds() if opened else None

    def sign_in(self, account_id: str, auth_epoch: int, name: str, *, by: str) -> None:
        """An account whose password was given in this hop; `by`: the effect that it had."""
        self.state.account, self.state.auth_epoch, self.state.name = account_id, auth_epoch, name
        self.state.password_at = self.moment_of(by)

    def sign_out(self) -> None:
        """Nobody is signed in any more."""
        self.state.account = self.state.name = self.state.password_at = ""
        self.state.auth_epoch = 0

    def say(self, text: str, **fields: str) -> None:
        """Have a sentence stand above the next screen."""
        self.above = translate(self.language, text, **fields)

    def reading(self) -> AbstractContextManager[Session]:
        """A look at the database; all that showing a screen may do (law 2)."""
        return self.database.glancing()

    def recall(self, name: object, look: Callable[[Session], T]) -> T:
        """What this hop has read under a name; where it has not, it looks. Forgotten once the hop does something."""
        if name not in self._seen:
            with self.reading() as session:
                self._seen[name] = look(session)
        found: T = self._seen[name]
        return found

    @property
    def caller(self) -> Known:
        """What is known of the phone."""
        return self.recall(CALLER, lambda session: caller.look(session, self.phone))

    def meet(self, known: Known) -> None:
        """Have this known of the phone, and nothing else."""
        self.remember(CALLER, known)

    def remember(self, name: object, found: object) -> None:
        """Something that was read with something else: see `recall`."""
        self._seen[name] = found

    def once(self, name: str, work: Callable[[Session], Any], *, way_back: bool = False) -> Any:
        """An effect of this hop, done once however often the hop comes (law 3).

        Raises OnlyLive when dialled ahead.
        Afterwards there is no way back to the question that caused it: back leads home, unless `way_back`.
        """
        if self.ahead:
            raise OnlyLive(name)
        result = self.once_counted(name, work)
        self.settled = self.settled or not way_back
        return result

    def once_counted(self, name: str, work: Callable[[Session], Any]) -> Any:
        """An effect that may be dialled ahead, because it does no harm and is counted: an SMS to the phone itself.

        Once a hop. So a screen that offers no other effects is found again by walking through the session's text.
        """
        self._seen.clear()
        result = hop_effects.once_for_certain(self.database, self.hop, name, work)
        self.acted = True
        return result

    def moment_of(self, name: str) -> str:
        """When this hop had its effect (ISO 8601): the first time, so that a repeat prolongs nothing."""
        with self.reading() as session:
            done = hop_effects.recall(session, self.hop, name)
        if done is None:
            raise LookupError(f"this hop has had no effect named {name}")
        return done.at.isoformat()

    def outside(self, name: str, ask: Callable[[], str]) -> str:
        """Ask the outside world, once for this hop, before any transaction (law 7); what it said is kept."""
        if self.ahead:
            raise OnlyLive(name)
        with self.database.reading() as session:
            known = hop_effects.recall(session, self.hop, name)
        answer = known.result if known is not None else ask()
        return str(self.once(name, lambda _: answer))
