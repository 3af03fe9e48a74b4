"""Reach: which applications an agency's key may access, and which services it is limited to. Whatever is outside is
answered like something that does not exist."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.catalogue.models import Service
from app.domain.shared.errors import Invalid

MOST_SERVICES: Final = 20
"""The most services that a key or an endpoint can be limited to: a list has one query part for each."""


@dataclass(frozen=True)
class Reach:
    """The applications of one agency: of some of its services, if any are named; real ones, or test ones."""

    agency: str
    services: frozenset[str] = frozenset()
    is_test: bool = False

    def has_service(self, code: str, agency: str) -> bool:
        """Whether a service, and the agency that gives it, are within reach."""
        return agency == self.agency and (not self.services or code in self.services)


def stored(services: Collection[str]) -> str | None:
    """Codes of services as a column holds them, with blanks between; None for none."""
    return " ".join(sorted(set(services))) or None


def read_stored(kept: str | None) -> frozenset[str]:
    """The codes that a column holds."""
    return frozenset((kept or "").split())


def check_services(session: Session, agency: str, services: Collection[str]) -> None:
    """Raises Invalid for too many services, and for one that is not the agency's."""
    if len(services) > MOST_SERVICES:
        raise Invalid(f"service: at most {MOST_SERVICES} are wanted")
    own = select(Service.code).where(Service.agency_code == agency, Service.code.in_(services))
    unknown = set(services) - set(session.scalars(own))
    if unknown:
        raise Invalid(f"service: {agency} has none of the code {min(unknown)!r}")
