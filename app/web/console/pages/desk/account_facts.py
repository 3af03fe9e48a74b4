"""What a desk is shown of an account, in the words of the console."""

from collections.abc import Mapping
from typing import Final

from app.domain.identity.accounts import Photo
from app.domain.self_service.account_care import shown_birth
from app.domain.self_service.desk_accounts import DeskFacts
from app.domain.shared.persons import AccountType
from app.web.console.texts import day, mark, say

KINDS: Final[Mapping[str, str]] = {
    AccountType.CITIZEN: mark("Citizen: national ID or Maisha Namba"),
    AccountType.RESIDENT: mark("Resident: alien ID"),
    AccountType.REFUGEE: mark("Refugee: refugee ID"),
    AccountType.DIPLOMAT: mark("Diplomat: diplomat ID"),
    AccountType.FOREIGNER: mark("Foreigner: passport"),
}
"""Kinds of account, each with its document."""
PHOTOS: Final[Mapping[str, str]] = {Photo.PENDING: mark("still to be taken"), Photo.TAKEN: mark("taken")}


def kinds() -> list[tuple[str, str]]:
    """The kinds of account, to choose from."""
    return [(kind, say(said)) for kind, said in KINDS.items()]


def rows(seen: DeskFacts) -> list[tuple[str, str]]:
    """The rows of an account: a label, and a value, masked."""
    told = [
        (say("Name"), seen.name),
        (say("Kind of account"), say(KINDS[seen.account_type])),
        (say("Number of the document"), seen.number),
        (say("Born"), shown_birth(seen.birth)),
        (say("Phone"), seen.phone),
        (say("E-mail"), seen.email or say("none")),
        (say("Opened"), day(seen.created_at)),
        (say("Proven to be theirs"), day(seen.proven_at) if seen.proven_at else say("not yet")),
        (say("Photo"), say(PHOTOS[seen.photo])),
        (say("Sign-in"), say("a phone is locked out") if seen.is_locked else say("open")),
    ]
    planned = seen.new_phone_from
    return [*told, (say("New phone"), say("from {day}", day=day(planned)))] if planned else told
