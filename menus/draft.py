"""What a citizen has entered so far in a session: a small class for each task, stored together as one flat JSON object.

    class RegistrationDraft(Draft):
        first_name: str = ""

    c.draft(RegistrationDraft).first_name = given

A draft belongs to the flow in whose package it is defined; another flow that needs its values imports it. Only names
and values are stored, not the classes: a release that groups them otherwise reads them too
(docs/decisions/old-and-new-at-once.md). Therefore each name belongs to one draft, and a stored name is never changed.
"""

from collections.abc import Collection
from dataclasses import MISSING, dataclass, field, fields
from datetime import datetime
from typing import Any, Final, TypeVar, dataclass_transform

from menus import kept_state
from menus.kept_state import Unreadable


@dataclass_transform(field_specifiers=(field,))
class Draft:
    """What was entered for one task. A subclass is a dataclass whose fields all have a default: nothing entered.

    A field is a string, a number, a flag, a datetime, or a dict or list of these: JSON, validated strictly by its type.
    Empty values are not stored, so each default is empty too.
    """

    def __init_subclass__(cls) -> None:
        dataclass(cls)
        for each in fields(cls):  # type: ignore[arg-type]  # it was made one in the line before
            if each.default is MISSING and each.default_factory is MISSING:
                raise TypeError(f"{cls.__name__}.{each.name} has no default")
            if each.name in OWNERS:
                raise TypeError(f"both {OWNERS[each.name].__name__} and {cls.__name__} keep {each.name!r}")
        OWNERS.update(dict.fromkeys(names_of(cls), cls))


D = TypeVar("D", bound=Draft)
OWNERS: Final[dict[str, type[Draft]]] = {}
"""The draft that keeps a value, by the name of the value."""


def names_of(kind: type[Draft]) -> set[str]:
    """The names of the fields of a draft."""
    return {each.name for each in fields(kind)}  # type: ignore[arg-type]


@dataclass(eq=False)
class Drafts:  # noqa: PLW1641  it changes: it has no hash
    """All drafts of a session."""

    by_kind: dict[type[Draft], Any] = field(default_factory=dict)
    others: dict[str, Any] = field(default_factory=dict)
    """Values that only another release knows, stored again unchanged."""

    def of(self, kind: type[D]) -> D:
        """The draft of this class; an empty one where nothing was entered yet."""
        draft: D = self.by_kind.setdefault(kind, kind())
        return draft

    @classmethod
    def read(cls, told: Any) -> "Drafts":
        """The drafts from their stored form. Raises Unreadable where a value has another type than its draft says."""
        if not isinstance(told, dict):
            raise Unreadable("the draft is no JSON object")
        values: dict[type[Draft], dict[str, Any]] = {}
        for name in told.keys() & OWNERS.keys():
            values.setdefault(OWNERS[name], {})[name] = told[name]
        others = {name: value for name, value in told.items() if name not in OWNERS}
        return cls({kind: kept_state.read_fields(kind, own) for kind, own in values.items()}, others)

    def told(self) -> dict[str, Any]:
        """The stored form: all values that are not empty, by their names."""
        own = {name: value for draft in self.by_kind.values() for name, value in vars(draft).items()}
        return {name: _as_json(value) for name, value in (self.others | own).items() if value}

    def without(self, names: Collection[str]) -> "Drafts":
        """A copy without the values of these names."""
        return Drafts.read({name: value for name, value in self.told().items() if name not in names})

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Drafts) and self.told() == other.told()


def _as_json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
