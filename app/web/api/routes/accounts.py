"""A person's account at a desk of Huduma Kenya: found, proven, photographed, corrected, closed.

For the scope `accounts:write`, which only Huduma's keys may have. Each request names the clerk, and the audit trail
records it under key and clerk. Document and phone numbers are sent in bodies, never in a path. Why so:
docs/decisions/a-desk-by-api.md.
"""

import re
from collections.abc import Callable
from dataclasses import asdict
from typing import Any, Final, TypeVar

from flask import Response, g
from sqlalchemy.orm import Session
from werkzeug.exceptions import ServiceUnavailable

from app.domain.applications import agency_reads
from app.domain.identity.accounts import Account
from app.domain.identity.identity_checks import RegistryUnavailable
from app.domain.identity.passwords import Busy
from app.domain.identity.photo_images import LARGEST, read_photo
from app.domain.self_service import desk_accounts, detail_corrections
from app.domain.self_service.detail_corrections import Correction
from app.domain.shared.errors import NotFound
from app.domain.staff.api_keys import Scope
from app.web import container
from app.web.api.bodies import MediaBody
from app.web.api.operations import Answer, ApiBlueprint
from app.web.api.parameters import ACCOUNT, CLERK
from app.web.api.schemas import accounts as schemas
from app.web.api.schemas.accounts import AccountSeen, AccountSought, AccountState, DetailsCorrected, PhoneSaid
from app.web.asgi import PHOTO_SECONDS, Allowance, Environ

blueprint = ApiBlueprint("accounts_api", __name__)

UNKNOWN: Final = "there is no such account"
JPEG: Final = "image/jpeg"
IN_TIME: Final = 5
"""Seconds for `Retry-After` where the register of persons does not answer."""
_PHOTO_PATH: Final = re.compile(r"/api/v1/accounts/[^/]+/photo")
Found = TypeVar("Found")


def _read_photo(sent: bytes) -> bytes:
    try:
        return read_photo(sent)
    except Busy as busy:
        raise ServiceUnavailable(f"{busy} and nothing was changed; send it again", retry_after=1) from None


PHOTO: Final = MediaBody((JPEG, "image/png"), LARGEST, _read_photo)


def photo_allowance(environ: Environ) -> Allowance | None:
    """The limits for the body of a photo; None for all other requests."""
    is_photo = environ["REQUEST_METHOD"] == "PUT" and _PHOTO_PATH.fullmatch(environ["PATH_INFO"])
    return Allowance(LARGEST, PHOTO_SECONDS) if is_photo else None


@blueprint.operation(
    "POST",
    "/accounts/find",
    "Find the account of a document that is shown",
    scope=Scope.WRITE_ACCOUNTS,
    reads=AccountSought,
    takes=(CLERK,),
    answer=Answer(200, "The account, masked", AccountSeen, schemas.SEEN),
    refuses=(404, 409),
    looks=True,
)
def find_account(given: AccountSought, clerk: str) -> AccountSeen:
    """The account of a document. The search is audited, and limited for each clerk: 409 beyond that."""
    kind, number = given.account_type, given.id_number
    with container().database.transaction() as session:
        desk_accounts.reserve_look_up(session, _actor(clerk))
        found = desk_accounts.find_account(session, kind, number, actor=_actor(clerk))
        if found is not None:
            return _told(session, found)
        agency_reads.miss(session, g.key)
    raise NotFound(UNKNOWN)


@blueprint.operation(
    "GET",
    "/accounts/<account:account_id>",
    "See an account again",
    scope=Scope.WRITE_ACCOUNTS,
    takes=(ACCOUNT, CLERK),
    answer=Answer(200, "The account, masked", AccountSeen, schemas.SEEN),
)
def see_account(account_id: str, clerk: str) -> AccountSeen:
    """An account by its id. The access is audited."""
    return _seen(lambda session: _told(session, desk_accounts.look_at(session, account_id, actor=_actor(clerk))))


def _before_proof(account_id: str, clerk: str, given: PhoneSaid) -> dict[str, Any]:
    return _seen(lambda session: desk_accounts.reserve_phone(session, account_id, proves=True)) or {}


@blueprint.operation(
    "POST",
    "/accounts/<account:account_id>/proof",
    "Write down that the account is the person's",
    scope=Scope.WRITE_ACCOUNTS,
    reads=PhoneSaid,
    takes=(ACCOUNT, CLERK),
    answer=Answer(200, "The account, which is proven", AccountState, schemas.STATE),
    refuses=(409,),
    once=True,
    before=_before_proof,
)
def prove_account(session: Session, account_id: str, clerk: str, given: PhoneSaid) -> AccountState:
    """Mark an account as proven: the clerk has seen the person and the document, and the person knows its phone."""
    contacts = container().contacts
    return _state(
        desk_accounts.prove_by_phone(session, account_id, given.phone, actor=_actor(clerk), contacts=contacts)
    )


@blueprint.operation(
    "PUT",
    "/accounts/<account:account_id>/photo",
    "Keep the photo of the person",
    scope=Scope.WRITE_ACCOUNTS,
    reads=PHOTO,
    takes=(ACCOUNT, CLERK),
    answer=Answer(200, "The account, whose photo is taken", AccountState, schemas.STATE),
    refuses=(409,),
    once=True,
)
def keep_photo(session: Session, account_id: str, clerk: str, given: bytes) -> AccountState:
    """Keep the photo that was taken at the desk, of an account that is proven."""
    return _state(desk_accounts.keep_photo(session, account_id, given, actor=_actor(clerk)))


@blueprint.operation(
    "GET",
    "/accounts/<account:account_id>/photo",
    "See the photo of the person",
    scope=Scope.WRITE_ACCOUNTS,
    takes=(ACCOUNT, CLERK),
    answer=Answer(200, "The photo, at most 1,200 pixels a side", media=JPEG),
)
def see_photo(account_id: str, clerk: str) -> Response:
    """The photo that is kept. The access is audited."""
    image = _seen(lambda session: desk_accounts.read_photo(session, account_id, actor=_actor(clerk)))
    return Response(image, mimetype=JPEG)


def _before_correction(account_id: str, clerk: str, given: DetailsCorrected) -> dict[str, Any]:
    """The correction that the register of persons confirms. It is asked outside of the transaction (law 7)."""
    here = container()
    try:
        confirmed = detail_corrections.confirm_correction(
            here.database, here.registry, account_id, given.told(), asked_by=g.key.id
        )
    except NotFound:
        return _seen(_nothing)
    except RegistryUnavailable:
        text = "the register of persons does not answer and nothing was changed; send it again"
        raise ServiceUnavailable(text, retry_after=IN_TIME) from None
    return {"confirmed": confirmed}


@blueprint.operation(
    "POST",
    "/accounts/<account:account_id>/corrections",
    "Correct what the account says of the person",
    scope=Scope.WRITE_ACCOUNTS,
    reads=DetailsCorrected,
    takes=(ACCOUNT, CLERK),
    answer=Answer(200, "The account, whose holder is told", AccountState, schemas.STATE),
    refuses=(409,),
    once=True,
    before=_before_correction,
)
def correct_details(
    session: Session, account_id: str, clerk: str, given: DetailsCorrected, confirmed: Correction
) -> AccountState:
    """Apply the correction that the register of persons has confirmed; the holder is told."""
    account = detail_corrections.correct_details(
        session, account_id, confirmed, actor=_actor(clerk), contacts=container().contacts, paid_by=g.key.sms_budget
    )
    return _state(account)


def _before_closing(account_id: str, clerk: str, given: PhoneSaid) -> dict[str, Any]:
    return _seen(lambda session: desk_accounts.reserve_phone(session, account_id, proves=False)) or {}


@blueprint.operation(
    "POST",
    "/accounts/<account:account_id>/close",
    "Close the account",
    scope=Scope.WRITE_ACCOUNTS,
    reads=PhoneSaid,
    takes=(ACCOUNT, CLERK),
    answer=Answer(200, "The account, which is closed", AccountState, schemas.CLOSED),
    refuses=(409,),
    once=True,
    before=_before_closing,
)
def close_account(session: Session, account_id: str, clerk: str, given: PhoneSaid) -> AccountState:
    """Close the account of the person at the desk; what it said of them is erased, and its phone is told."""
    account = desk_accounts.close_at_desk(
        session,
        account_id,
        given.phone,
        actor=_actor(clerk),
        contacts=container().contacts,
        paid_by=g.key.sms_budget,
    )
    return _state(account)


def _seen(work: Callable[[Session], Found]) -> Found:
    """Do `work` in a transaction of its own. A NotFound is counted as a miss first. Raises RuleViolation."""
    with container().database.transaction() as session:
        try:
            with session.begin_nested():
                return work(session)
        except NotFound as missed:
            agency_reads.miss(session, g.key)
            refused = missed
    raise refused


def _nothing(_session: Session) -> Any:
    raise NotFound(UNKNOWN)


def _told(session: Session, account: Account) -> AccountSeen:
    return AccountSeen(**asdict(desk_accounts.facts_of(session, account)))


def _state(account: Account) -> AccountState:
    closed = account.closed_at is not None
    return AccountState(id=account.id, is_proven=account.is_proven, photo=account.photo, is_closed=closed)


def _actor(clerk: str) -> str:
    return f"{g.key.actor}/{clerk}"
