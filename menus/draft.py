"""What a citizen has told so far in a session, and how what another release has kept is read."""

from dataclasses import dataclass, fields
from typing import Any


@dataclass
class Draft:
    """What the citizen has told so far in this session. Each flow names its own fields."""

    reference: str = ""

    words: str = ""
    """What a service is looked for by."""
    kind: str = ""
    """Which groups of services are browsed, and the code of one of them."""
    group: str = ""
    begins: str = ""
    narrow: str = ""
    """What the list of groups, and that of the services of a group, is narrowed by."""
    service: str = ""
    place: str = ""
    """A county, town or place, as it is typed, and the code of the Huduma Centre that is looked at."""
    centre: str = ""
    question: str = ""

    account_type: str = ""
    number: str = ""
    first_name: str = ""
    surname: str = ""
    other_names: str = ""
    gender: str = ""
    birth: str = ""

    account_id: str = ""
    password_hash: str = ""
    auth_epoch: int = 0
    """The epoch of `account_id` when a code was entered for it."""
    name: str = ""
    """Whom somebody says they are at sign-in and reset: a number, an e-mail address or an account's id."""
    after: str = ""
    """The screen that the password was asked for."""
    code_id: str = ""
    target: str = ""
    """The e-mail address or phone number that is to be confirmed; masked, one that is not."""
    change: str = ""
    """When the change of number was begun that is to be stopped (ISO 8601)."""

    @classmethod
    def of(cls, told: dict[str, Any]) -> "Draft":
        """From what was kept. A field that another release wrote and this one does not know is left out."""
        return cls(**known_fields(cls, told))


def known_fields(kind: type, values: dict[str, Any]) -> dict[str, Any]:
    """What of these a dataclass knows: another release may have written more."""
    names = {each.name for each in fields(kind)}
    return {name: value for name, value in values.items() if name in names}
