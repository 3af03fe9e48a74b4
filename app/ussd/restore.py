"""Where a session stands when a hop of it comes: as it was stored, or at its checkpoint.

- The *stored session* is what the store of sessions (Redis) holds under the claim: the state, sealed.
- The *checkpoint* is a row of the database, written before the session is stored, of hops that weigh. It goes before
  the stored session where Redis has lost that, cannot be asked, or may have missed the last hops (law 6).
- The *kept answer* is what a hop was told, as either of them has it: a hop that comes again is told the same.
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
    """A session as this hop finds it.

    `state` is None where it has ended, or has not begun. `checkpoint` is where it was restored from; None: from the
    store. `was_answered`: this hop was, or one beyond it, and the kept answer of the checkpoint is told again.
    `counted`: as which stand the session is counted, where the store still has it.
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
    """The checkpoint of this session, where Redis has none of it, or may have missed its last hops.

    A first hop may be a late copy of one. Where the database does not answer it is a first one: nothing is known of
    anybody then, and there is still something to read.
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
    """A state as it was written. What this release cannot read is none, as if it were lost."""
    try:
        return SessionState.from_bytes(written) if written is not None else None
    except Unreadable as error:
        failed("session", error)
        return None
