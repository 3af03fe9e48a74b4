"""What a citizen has told so far in a session."""

from dataclasses import dataclass, field
from typing import Any

from menus import kept_state


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

    others: dict[str, Any] = field(default_factory=dict)
    """What another release has told here, for it to find again."""

    @classmethod
    def of(cls, told: dict[str, Any]) -> "Draft":
        """From what was kept (`told`). Raises Unreadable."""
        return kept_state.read(cls, told)

    def told(self) -> dict[str, Any]:
        """What was told, by its names: only that is kept."""
        return {name: value for name, value in kept_state.named(self).items() if value}
