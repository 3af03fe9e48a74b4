"""Which applications an agency's key reaches. Whatever is outside looks like something that is not there."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Reach:
    """The applications of one agency; of some of its services, where any are named; real ones, or test ones."""

    agency: str
    services: frozenset[str] = frozenset()
    is_test: bool = False

    def has_service(self, code: str, agency: str) -> bool:
        """Whether a service, and the agency that gives it, are within it."""
        return agency == self.agency and (not self.services or code in self.services)
