"""Answers one hop of a USSD session within 5 seconds, whatever fails: claim, restore, step, save, commit.

1. *Claim* (`answer`): one of several copies of a hop is answered here; the others get its kept answer.
2. *Restore* (`app/ussd/restore.py`): load the session from the store, or from its checkpoint.
3. *Step* (`menus/engine.py`): from the input to the next screen. An effect commits here, in its own transaction.
4. *Save*: write the checkpoint to the database, at a hop that may not be lost.
5. *Commit*: write the session and the kept answer to the store; then send the reply.

The order is fixed: the database commits, then the session store, then the reply is sent. After a crash in between, the
hop can be repeated without harm (law 1). A session that is lost and has no checkpoint has had no effect; it is rebuilt
by replaying its text, which may navigate and read like any text dialled ahead (law 6).
"""

import threading
import time
from datetime import datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError

from app.container import Container
from app.domain.identity import passwords
from app.domain.identity.accounts import PASSWORD_HOLDS
from app.domain.reporting import empty_searches, hop_counts
from app.domain.reporting.hop_counts import Ending
from app.domain.shared.errors import Revoked
from app.domain.ussd_state import checkpoints
from app.domain.ussd_state.checkpoints import KeptHop
from app.platform import gsm0338
from app.platform.db import OutcomeUnknown
from app.platform.deadline import left, within
from app.platform.i18n import ENGLISH, _, languages, translate
from app.platform.observability import HOPS, SCREENS, counted_as, failed, log
from app.platform.phone_numbers import is_kenyan
from app.providers.ports import Hop
from app.ussd.restore import restore_session
from menus import engine
from menus.context import Context, SessionState
from menus.flows import BOOK
from menus.notation import ScreenGone
from sessions.store import PATIENCE, Claim, ClaimResult, SessionsUnavailable, typed_after

LATE = timedelta(seconds=150)
"""Age of a session after which no form, secret or effect is asked about: networks end it after 180 s (source 4)."""
SECONDS = 4.5
"""Seconds for one hop, which must be answered within five (interface: limits)."""

_TURNS = [threading.Lock() for _ in range(64)]

SORRY = _("Sorry, eCitizen is busy. Nothing was changed. Please dial again.")
RECEIVED = _("Your request was received. Dial again to see more.")
UNCERTAIN = _("We are still saving this. Do not do it again: dial in 10 minutes to see it.")
MOVED_ON = _("This session has ended. Please dial again.")
SIGNED_OUT = _("You are signed out. Nothing was changed. Please dial again, and sign in.")
"""Said 180 s after the password was given, and after a new password, a desk's change or the end of the account."""
UPDATED = _("This service was just updated. Nothing was changed. Please dial again.")
BUSY = _(
    "eCitizen is very busy. Nothing was changed. Please dial again in 10 minutes, or text your reference to {sms}."
)
"""Too many passwords are being hashed (threat T27)."""
SAVED = _("Saved. Dial {code} again to go on.")
OUT_OF_TIME = _("The time of this call is nearly over. Dial {code} again to go on.")
KENYA_ONLY = _("This service is for phones of Kenyan networks. See www.ecitizen.go.ke.")


def answer(to: Container, hop: Hop) -> str:
    """The body that answers a hop: always `CON ` or `END `, never an exception."""
    if not is_kenyan(hop.phone):
        return goodbye(KENYA_ONLY)
    with within(SECONDS):
        claim = _claim(to, hop)
        counted_as(HOPS, claim.verdict).inc()
        match claim.verdict:
            case ClaimResult.HIT | ClaimResult.STALE:
                return claim.answer or goodbye(MOVED_ON)
            case ClaimResult.BUSY:
                return goodbye(RECEIVED)
            case ClaimResult.ENDED | ClaimResult.CONFLICT:
                return goodbye(MOVED_ON)
        if claim.lease is not None:
            return _Turn(to, hop, claim).answer()
        return _alone(to, hop, claim)


def _alone(to: Container, hop: Hop, claim: Claim) -> str:
    """Answer a hop without a lease: its copies in this process run one by one, and the later find the checkpoint."""
    lock = _TURNS[int(claim.hop, 16) % len(_TURNS)]
    if not lock.acquire(timeout=left(PATIENCE)):
        return goodbye(RECEIVED)
    try:
        return _Turn(to, hop, claim).answer()
    finally:
        lock.release()


def _claim(to: Container, hop: Hop) -> Claim:
    try:
        return to.sessions.claim(hop.session_id, hop.phone, hop.text)
    except SessionsUnavailable as error:
        failed("sessions", error)
        return to.sessions.unclaimed(hop.session_id, hop.phone, hop.text)


class _Turn:
    """One hop that this process answers."""

    def __init__(self, to: Container, hop: Hop, claim: Claim) -> None:
        self._to, self._hop, self._claim = to, hop, claim
        self._left: float | None = None
        self._opened_at: datetime | None = None
        self._begun, self._moment = time.monotonic(), to.database.clock()
        self._counted, self._ending = "", Ending.ENDED
        self._c = Context(
            phone=hop.phone,
            hop=claim.hop,
            state=SessionState(),
            database=to.database,
            contacts=to.contacts,
            checks_sims=to.settings.at_sim_swap,
            registry=to.registry,
            finder=to.finder,
            network=hop.network_code,
        )

    def answer(self) -> str:
        """Take the step, save it to the database and commit the session, which ends where the step failed.

        So a copy of the hop gets the same reply at once.
        """
        try:
            said, state = self._step()
        except ScreenGone as error:
            failed("menus", error)
            said, state = self._over(UPDATED), None
        except Revoked:
            log.info("refused", why="what was begun has been ended")
            said, state = self._over(SIGNED_OUT), None
        except passwords.Busy as error:
            failed("hashing", error)
            said = "END " + translate(self._c.language, BUSY, sms=self._c.contacts.sms_code)
            state = None
        except Exception as error:  # whatever it is, the citizen gets a reply and the log its kind
            failed("database" if isinstance(error, SQLAlchemyError) else "hop", error)
            said, state = self._sorry(error), None
            if not (self._c.acted or isinstance(error, SQLAlchemyError)):  # it would fail again at each dial of the day
                self._end_checkpoint(said)
        else:
            return self._commit(said, state)
        self._ending = Ending.FAILED
        return self._commit(said, state)

    def _over(self, text: str) -> str:
        """The last reply of a session, which ends in its checkpoint too, so that it is not resumed.

        Where this hop had an effect, RECEIVED replaces `text`, which says that nothing was changed.
        """
        said = "END " + translate(self._c.language, RECEIVED if self._c.acted else text)
        self._end_checkpoint(said)
        return said

    def _end_checkpoint(self, said: str) -> None:
        """End the checkpoint, if there is one. One whose 180 s are over needs no end: its age refuses it."""
        left = self._c.seconds_left
        if self._c.state.kept and (left is None or left > 0):
            self._c.state.step += 1
            try:
                self._write_checkpoint(said, None)
            except SQLAlchemyError as error:
                failed("database", error)

    def _step(self) -> tuple[str, SessionState | None]:
        """Restore the session, take the step and save it. Returns the reply and the new state."""
        restored = restore_session(self._c, self._hop, self._claim)
        self._claim, checkpoint, self._counted = restored.claim, restored.checkpoint, restored.counted
        if checkpoint is not None and restored.was_answered:
            return self._answer_again(checkpoint, restored.state)
        if checkpoint is not None and restored.state is None:
            return goodbye(MOVED_ON), None
        reply = self._begin() if restored.state is None else self._go_on(restored.state, checkpoint)
        reply = self._in_time(reply)
        self._save(reply)
        return reply.wire, None if reply.is_over else reply.state

    def _in_time(self, reply: engine.ScreenReply) -> engine.ScreenReply:
        """End the session before a question about a form, a secret or an effect that the network would cut off."""
        c = self._c
        if reply.state is None or not c.state.begun_at or not engine.awaits_action(BOOK, reply.state):
            return reply
        if self._moment - datetime.fromisoformat(c.state.begun_at) < LATE:
            return reply
        self._ending = Ending.OUT_OF_TIME
        text = SAVED if engine.stands_in_form(BOOK, reply.state) else OUT_OF_TIME
        return engine.ScreenReply(translate(c.language, text, code=c.contacts.ussd_code), reply.state, is_over=True)

    def _answer_again(self, checkpoint: KeptHop, state: SessionState | None) -> tuple[str, SessionState | None]:
        """The kept answer, byte for byte; one that a secret opened, for 180 s only.

        `KeptHop.age` of an ended session counts from when its secret was given; without a secret, from its end.
        """
        if state is None:
            if checkpoint.age >= PASSWORD_HOLDS:
                return goodbye(MOVED_ON), None
            self._left = (PASSWORD_HOLDS - checkpoint.age).total_seconds()
            return checkpoint.answer, None
        self._c.state = state
        self._refuse_old(self._c.seconds_left)
        return checkpoint.answer, None if checkpoint.answer.startswith("END ") else self._c.state

    @staticmethod
    def _refuse_old(seconds_left: float | None) -> None:
        if seconds_left is not None and seconds_left <= 0:
            raise Revoked("nothing that a password or a code opened goes on after 180 s")

    def _go_on(self, state: SessionState, checkpoint: KeptHop | None) -> engine.ScreenReply:
        c, claim = self._c, self._claim
        c.state = state
        self._refuse_old(c.seconds_left)
        self._opened_at = c.opened_at
        here = c.state.trail[-1]
        typed = typed_after(claim.past[checkpoint.hop], self._hop.text) if checkpoint else claim.typed
        reply = engine.step(BOOK, c, typed)
        counted_as(SCREENS, here, c.state.trail[-1]).inc()
        return reply

    def _begin(self) -> engine.ScreenReply:
        c = self._c
        c.state.begun_at = self._moment.isoformat()
        c.state.step = len(self._claim.past) - 1  # not below the step of a checkpoint that could not be read
        reply = engine.start(BOOK, c, dialled_ahead(c.contacts.ussd_code, self._hop))
        counted_as(SCREENS, "dialled", c.state.trail[-1]).inc()
        return reply

    def _save(self, reply: engine.ScreenReply) -> None:
        """Write the checkpoint where one exists, at or before an effect, at a `*` in the input, or without Redis."""
        c, claim = self._c, self._claim
        c.state.step += 1
        has_one, matters = c.state.kept, reply.state is not None and engine.is_worth_keeping(BOOK, c.state)
        starred = claim.state is not None and "*" in claim.typed  # replayed, the text would look like two answers
        c.state.kept = has_one or c.acted or claim.lease is None or matters or starred
        if not c.state.kept:
            return
        try:
            self._write_checkpoint(reply.wire, reply.state)
        except SQLAlchemyError as error:
            if has_one or c.acted or claim.lease is None:
                raise
            failed("database", error)  # nothing depends on it yet, and Redis has the session
            c.state.kept = False

    def _write_checkpoint(self, said: str, state: SessionState | None) -> None:
        with self._to.database.transaction() as session:
            checkpoints.keep(
                session,
                self._hop.phone,
                name=self._claim.session,
                hop=self._claim.hop,
                step=self._c.state.step,
                state=state.to_bytes() if state else None,
                answer=said,
                opened_at=(self._c.opened_at or self._opened_at) if state is None else None,
            )

    def _commit(self, said: str, state: SessionState | None) -> str:
        """Store the session and the kept answer. Where that fails the checkpoint stands in for them."""
        if self._claim.lease is None:
            return said
        try:
            counts = self._counts(state)
            stored, seconds = state.to_bytes() if state else None, self._seconds_left(state)
            return self._to.sessions.commit(self._claim, stored, said, seconds=seconds, counts=counts)
        except SessionsUnavailable as error:
            failed("sessions", error)
        if state is None or state.kept:
            return said
        try:
            self._write_checkpoint(said, state)
        except SQLAlchemyError as error:
            failed("database", error)
            return goodbye(RECEIVED if self._c.acted else SORRY)
        return said

    def _counts(self, state: SessionState | None) -> dict[str, int]:
        """What this hop adds to the counts: 1 session at its new stand, -1 at the old one, 1 hop of its duration."""
        c, begun = self._c, self._c.state.begun_at or self._moment.isoformat()
        screen = c.state.trail[-1] if c.state.trail else "unknown"
        ending = self._ending if state is None else Ending.LEFT
        stand = hop_counts.name_stand(begun, screen, c.network, c.language, ending)
        counts = {hop_counts.name_time(self._moment, time.monotonic() - self._begun): 1}
        if missed := empty_searches.name_search(self._moment, c.missed):
            counts[missed] = 1
        if stand != self._counted:
            counts[stand] = 1
            if self._counted:
                counts[self._counted] = -1
        c.state.counted = stand
        return counts

    def _seconds_left(self, state: SessionState | None) -> float | None:
        """Seconds for which this answer may be repeated. The last reply of a session that a secret opened may be
        repeated for the rest of its 180 s, also where it signed the user out."""
        if self._left is not None:
            return self._left
        left = self._c.seconds_left
        if left is None and state is None and self._opened_at is not None:
            left = (self._opened_at + PASSWORD_HOLDS - self._to.database.clock()).total_seconds()
        return left

    def _sorry(self, error: Exception) -> str:
        """The reply after an error. It never says that nothing was changed where something was, or may have been."""
        if isinstance(error, OutcomeUnknown):
            return goodbye(UNCERTAIN)
        return goodbye(RECEIVED if self._c.acted else SORRY)


def dialled_ahead(ussd_code: str, hop: Hop) -> list[str]:
    """The answers dialled with the code: `*222*1*102030405060#`.

    The pages of the provider (source 3) do not say whether they come behind the service code, at the head of the text,
    or both: all three are read, and answers that come both ways count once. Where the text begins with the dialled code
    itself, the code is not an answer.
    """
    ours, dialled = ussd_code.strip("*#"), hop.service_code.strip("*#")
    behind = dialled[len(ours) + 1 :].split("*") if dialled.startswith(ours + "*") else []
    typed = _without_code(ours, hop.text)
    return typed if behind and typed[: len(behind)] == behind else behind + typed


def _without_code(ours: str, text: str) -> list[str]:
    """The answers of a text; of `*222*1*1020#*98` they are 1, 1020 and 98."""
    if text.startswith((f"*{ours}*", f"*{ours}#", f"{ours}#")) or text == f"*{ours}":
        dialled, _, typed = text.removeprefix("*").removeprefix(ours).partition("#")
        if not typed or typed.startswith("*"):
            text = f"{dialled}{typed}".removeprefix("*")
    return text.split("*") if text else []


def goodbye(text: str) -> str:
    """An `END` for a citizen whose language is not known: the text in every language that fits."""
    said = "END " + text
    for language in languages():
        more = f"{said}\n{translate(language, text)}"
        if language != ENGLISH and gsm0338.fits(more):
            said = more
    return said
