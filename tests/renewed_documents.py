"""A register of persons in which the sample people have renewed a document: the old number is known, or lapsed."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from app.container import Container, IdentityRegistry
from app.domain.catalogue_import.loader import DATA
from app.providers.identity_registry import RegistryDown, SamplePeople

OLD: Final = "29000001"
NAMBA: Final = "00000000000101"
"""The Maisha Namba of the holder of the national ID `OLD`."""
PASSPORT, RENEWED = "X0000001", "X0000009"
LAPSED: Final = "X0000002"
"""A former passport number of the holder of `RENEWED`, which the register no longer has."""


class Register:
    """The sample people, with what they have renewed."""

    def __init__(self) -> None:
        self._people = SamplePeople(DATA / "people.csv")
        self.is_down = False
        self.asked = 0

    def find(self, document: str, number: str) -> Mapping[str, Any] | None:
        """The same as of a `Register` in `app/providers/identity_registry.py`."""
        self.asked += 1
        if self.is_down:
            raise RegistryDown("down")
        return self._people.find(document, {RENEWED: PASSPORT}.get(number, number))


def with_renewed(container: Container) -> tuple[Container, Register]:
    """An installation that asks such a register."""
    register = Register()
    return replace(container, registry=IdentityRegistry(register)), register
