"""Restores the session of a hop: from the session store, or from its checkpoint.

- The *stored session* is what the session store (Redis) holds for the claim: the sealed state.
- The *checkpoint* is a row of the database, written before the session is stored, at hops that may not be lost. It
  takes precedence over the stored session where Redis has lost that, is unavailable, or may have missed the last hops
  (law 6).
- The *kept answer* is the reply to a hop, held by either of them: a hop that comes again gets the same reply.
"""

from dataclasses import dataclass

from sqlalchemy.exc import SQLAlchemyError

from app.domain.self_service.caller import NOBODY
from app.domain.ussd_state.checkpoints import KeptHop
from app.platform.observability import failed
from app.providers.ports import Hop
from menus.context import Context, SessionState
from menus.kept_state import Unreadable
from sessions.store import Claim, ClaimResult


@dataclass(frozen=True)
class Restored:
    """A session as restored for this hop.

    `state` is None where the session has ended, or has not begun. `checkpoint`: the checkpoint that it was restored
    from; None where it came from the store. `was_answered`: this hop or a later one was answered already, so the kept
    answer of the checkpoint is sent again. `counted`: the name under which the session is counted now, where the store
    still has it.
    """

    claim: Claim
    state: SessionState | None
    checkpoint: KeptHop | None = None
    was_answered: bool = False
    counted: str = ""


def restore_session(c: Context, hop: Hop, claim: Claim) -> Restored:
    """The session of a claim, and the claim as it is to be committed. A state that cannot be read counts as lost."""
    stored = _read_state(claim.state)
    if stored is None and claim.state is not None:
        claim = claim.lost()
    counted = stored.counted if stored is not None else ""
    checkpoint = _find_checkpoint(c, hop, claim)
    if checkpoint is None:
        return Restored(claim, stored, counted=counted)
    state = _read_state(checkpoint.state)
    if state is None and checkpoint.state is not None:
        return Restored(claim, stored, counted=counted)
    if checkpoint.hop == claim.hop or checkpoint.hop not in claim.past:
        return Restored(claim.standing_at(checkpoint.hop), state, checkpoint, was_answered=True, counted=counted)
    return Restored(claim, state, checkpoint, counted=counted)


def _find_checkpoint(c: Context, hop: Hop, claim: Claim) -> KeptHop | None:
    """The checkpoint of this session, where Redis has no state of it, or may have missed its last hops.

    A first hop is looked up too: it may be a late copy. Where the database does not answer, it counts as the first hop
    of an unknown caller, who can still read what needs no database.
    """
    if claim.lease is not None and claim.verdict is ClaimResult.GO and "*" not in claim.typed:
        return None
    try:
        checkpoint = c.caller.checkpoint
    except SQLAlchemyError:
        if claim.verdict is not ClaimResult.NEW:
            raise
        c.meet(NOBODY)
        return None
    if checkpoint is None or checkpoint.session != claim.session:
        return None
    if claim.verdict is not ClaimResult.GO:
        return checkpoint
    stored_up_to = len(hop.text) - len(claim.typed)
    is_behind = checkpoint.hop not in claim.past or len(claim.past[checkpoint.hop]) < stored_up_to
    return None if is_behind else checkpoint


def _read_state(written: bytes | None) -> SessionState | None:
    """The state of these bytes. None where this release cannot read it: it then counts as lost."""
    try:
        return SessionState.from_bytes(written) if written is not None else None
    except Unreadable as error:
        failed("session", error)
        return None
