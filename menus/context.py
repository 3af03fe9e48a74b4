"""The context of one hop, which every screen function gets: the phone, the language, the drafts, the domain."""

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
"""The `auth_epoch` of a sign-in that an earlier release stored without an epoch. No account has this value, so that
sign-in is over. The read-only sign-in of a phone that stays signed in is not affected."""


class OnlyLive(Exception):
    """Text dialled ahead would do what only an answer to a prompt of ours may do (law 5)."""


@dataclass
class SessionState:
    """The state of a USSD session: the trail of screens, the page, and the drafts. Kept sealed between hops."""

    trail: list[str] = field(default_factory=list)
    page: int = 0
    refusals: int = 0
    language: str = ENGLISH
    notices: dict[str, str] = field(default_factory=dict)
    account: str = ""
    """The id of the account that is signed in. It permits reading only; all else needs a password given in this
    session."""
    auth_epoch: int = 0
    """The account's `auth_epoch` at sign-in: once the account's own is higher, this sign-in has ended."""
    password_at: str = ""
    """When its password was given in this session (ISO 8601); it is valid for 180 s."""
    code_at: str = ""
    """When a code for a new password was entered (ISO 8601); it is valid for 180 s too."""
    name: str = ""
    """The first name of the account's holder, shown because a household may share the phone."""
    changes: list[list[str]] = field(default_factory=list)
    """Pending changes that this phone can stop and has not skipped: the account's id, what is changed, since when."""
    holder: str = ""
    holder_number: str = ""
    """`holder` is the id of the only account with this phone number, `holder_number` its document number, masked: its
    password alone signs in. Both are empty where there is no such account, or more than one."""
    remembered: str = ""
    """The account that this phone stays signed in to for 30 days."""
    begun_at: str = ""
    """When the network opened this session (ISO 8601): it ends 180 s later, whatever is being typed."""
    step: int = 0
    """How many hops were answered."""
    kept: bool = False
    """Whether the session has a checkpoint in the database: it had an effect, or its next answer may have one."""
    resumed: bool = False
    """Whether the drafts are of an earlier session, which another person of the household may have begun."""
    counted: str = ""
    """The name under which this session is counted in the figures now (`app/domain/reporting/hop_counts.py`)."""
    unfinished: dict[str, Any] = field(default_factory=dict)
    """The trail and drafts of an interrupted session of this phone, until the citizen chooses whether to resume it."""
    draft: Drafts = field(default_factory=Drafts)
    """What the citizen has entered so far, a draft for each task."""

    others: dict[str, Any] = field(default_factory=dict)
    """Fields that only another release knows, stored again unchanged."""

    def to_bytes(self) -> bytes:
        """The stored form, for the session store and the checkpoint."""
        return kept_state.encode(kept_state.fields_of(self) | {"draft": self.draft.told()})

    @classmethod
    def from_bytes(cls, stored: bytes) -> "SessionState":
        """Read the stored form, whichever release wrote it. Raises Unreadable (`menus/kept_state.py`)."""
        values = kept_state.decode(stored)
        draft = Drafts.read(values.pop("draft", {}))
        if "auth_epoch" not in values:  # by a release that did not end sign-ins and codes by the epoch
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

    `hop` identifies the session and all that was typed in it, by a digest. `ahead`: text dialled ahead is being
    processed. `checks_sims`: the provider is asked about a SIM swap before a code for a new password is sent.
    `network`: the network code that the provider reports with this hop; may be empty. `missed`: the words of a search
    that found nothing. `acted`: this hop has had an effect. `settled`: back leads home from here. `above`: a sentence
    above the next screen.
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
        """The draft of a task, to be read and written."""
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
        """Today's date in Nairobi."""
        return self.database.clock().astimezone(NAIROBI).date()

    @property
    def login(self) -> Login:
        """Who is signed in here, at which epoch, and when the password was given, if it was."""
        at = self.state.password_at
        return Login(self.state.account, self.state.auth_epoch, datetime.fromisoformat(at) if at else None)

    @property
    def signed_in(self) -> Login | None:
        """The login; None where nobody is signed in."""
        return self.login if self.state.account else None

    def refuse_ended(self) -> None:
        """Raises Revoked where the epoch of the stored sign-in is unknown.

        For screens whose lines depend on who is signed in: the number that was typed would choose another line.
        """
        if self.state.auth_epoch == ENDED:
            raise Revoked("it is not known since when somebody is signed in")

    @property
    def is_authenticated(self) -> bool:
        """Whether the password of the account was given in this session, less than 180 s ago."""
        return accounts.is_fresh(self.login.password_at, self.database.clock())

    @property
    def opened_at(self) -> datetime | None:
        """When the first password or code of this session was given; None where none was."""
        given = [each for each in (self.state.password_at, self.state.code_at) if each]
        return datetime.fromisoformat(min(given)) if given else None

    @property
    def seconds_left(self) -> float | None:
        """Seconds until all that a password or a code opened in this session expires; None where none was given."""
        opened = self.opened_at
        return (opened + accounts.PASSWORD_HOLDS - self.database.clock()).total_seconds() if opened else None

    def sign_in(self, account_id: str, auth_epoch: int, name: str, *, by: str) -> None:
        """Sign in to an account whose password was given in this hop. `by`: the name of the effect that this had."""
        self.state.account, self.state.auth_epoch, self.state.name = account_id, auth_epoch, name
        self.state.password_at = self.moment_of(by)

    def sign_out(self) -> None:
        """Clear the sign-in of this session."""
        self.state.account = self.state.name = self.state.password_at = ""
        self.state.auth_epoch = 0

    def say(self, text: str, **fields: str) -> None:
        """Show a sentence above the next screen, in the citizen's language."""
        self.above = translate(self.language, text, **fields)

    def reading(self) -> AbstractContextManager[Session]:
        """Read-only access to the database: all that showing a screen may use (law 2)."""
        return self.database.glancing()

    def recall(self, name: object, look: Callable[[Session], T]) -> T:
        """A value that this hop has read under this name; else `look` reads it now. Any effect clears these values."""
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
        """Use this as what is known of the phone, instead of reading it from the database."""
        self.remember(CALLER, known)

    def remember(self, name: object, found: object) -> None:
        """Keep a value that was read together with another one, for `recall`."""
        self._seen[name] = found

    def once(self, name: str, work: Callable[[Session], Any], *, way_back: bool = False) -> Any:
        """Run an effect of this hop: once, however often the hop is repeated (law 3).

        Raises OnlyLive when dialled ahead. Afterwards there is no way back to the question that caused it: back leads
        home, unless `way_back`.
        """
        if self.ahead:
            raise OnlyLive(name)
        result = self.once_counted(name, work)
        self.settled = self.settled or not way_back
        return result

    def once_counted(self, name: str, work: Callable[[Session], Any]) -> Any:
        """Run an effect that may be dialled ahead, because it is harmless and counted: an SMS to the phone itself.

        Once a hop. So a lost session that had no other effect can be rebuilt by replaying its text.
        """
        self._seen.clear()
        result = hop_effects.once_for_certain(self.database, self.hop, name, work)
        self.acted = True
        return result

    def moment_of(self, name: str) -> str:
        """When this hop first had its effect (ISO 8601): a repeated hop extends no time limit. Raises LookupError."""
        with self.reading() as session:
            done = hop_effects.recall(session, self.hop, name)
        if done is None:
            raise LookupError(f"this hop has had no effect named {name}")
        return done.at.isoformat()

    def outside(self, name: str, ask: Callable[[], str]) -> str:
        """Make an external call, once for this hop and outside of any transaction (law 7); its answer is stored.

        Raises OnlyLive when dialled ahead.
        """
        if self.ahead:
            raise OnlyLive(name)
        with self.database.reading() as session:
            known = hop_effects.recall(session, self.hop, name)
        answer = known.result if known is not None else ask()
        return str(self.once(name, lambda _: answer))
