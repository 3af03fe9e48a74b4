"""The catalogue in the memory of one process: found by what is typed, browsed, never asked of the database."""

from collections.abc import Sequence
from typing import Literal

from app.domain.fees import AccessFees, Fee
from app.domain.huduma import Centres
from app.domain.listed import Group, Listed
from app.domain.questions import Asked

Kind = Literal["category", "agency", "county"]


class Index:
    """Every service there is, of one version of the catalogue. Never changes; a new version is a new index."""

    def __init__(
        self,
        version: int,
        services: Sequence[Listed],
        groups: dict[Kind, list[Group]],
        *,
        centres: Centres,
        questions: Sequence[Asked] = (),
        access_fees: AccessFees,
    ) -> None:
        self.version = version
        self.centres = centres
        self.questions = list(questions)
        self._services = list(services)
        self._by_code = {each.code: each for each in services}
        self._groups = groups
        self._access_fees = access_fees

    def __len__(self) -> int:
        return len(self._services)

    def find(self, typed: str, most: int = 5) -> list[Listed]:
        """The services that are meant by what is typed, best first; empty when nothing is like it."""
        words = typed.casefold().split()
        return [each for each in self._services if all(word in each.name.casefold() for word in words)][:most]

    def nearest(self, typed: str, most: int = 5) -> list[Listed]:
        """When `find` has nothing: the services that come nearest, however far away; empty for what has no letters."""
        return self._services[:most]

    def by_code(self, code: str) -> Listed | None:
        """The service of a code, in any case, as an SMS may have it."""
        return self._by_code.get(code.strip().casefold())

    def categories(self) -> list[Group]:
        """The categories, the most asked for first."""
        return self._groups["category"]

    def agencies(self) -> list[Group]:
        """The agencies that give a service, by name."""
        return self._groups["agency"]

    def counties(self) -> list[Group]:
        """All 47 counties, by name; also those of which no service is known."""
        return self._groups["county"]

    def group(self, kind: Kind, code: str) -> Group | None:
        """A category, agency or county by its code."""
        return next((each for each in self._groups[kind] if each.code == code), None)

    def of(self, kind: Kind, code: str) -> list[Listed]:
        """The services of a category, agency or county, popular ones first, then by label."""
        member = {"category": "category", "agency": "agency_code", "county": "county"}[kind]
        return [each for each in self._services if getattr(each, member) == code]

    def fee(self, service: Listed) -> Fee | None:
        """What a service costs, with the access fee of the setting ACCESS_FEE; None where it is not published."""
        return self._access_fees.fee(service.fee_kes, all_in=service.fee_all_in)
