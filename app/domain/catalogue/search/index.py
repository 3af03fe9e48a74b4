"""The catalogue in the memory of one process: searched and browsed without a query to the database."""

import copy
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal

from app.domain.catalogue.entries import ServiceEntry, ServiceGroup
from app.domain.catalogue.faqs import Faq
from app.domain.catalogue.fees import AccessFees, Fee
from app.domain.catalogue.huduma_centres import Centres
from app.domain.catalogue.places import Place, Places
from app.domain.catalogue.search.lexicon import FAR
from app.domain.catalogue.search.ranking import InvertedIndex, Text
from app.platform import normalize

NEAR: Final = 0.5
"""The least share of the typed text that a service must match, for `nearest`."""
Kind = Literal["category", "agency", "county"]
MEMBER: Final[Mapping[Kind, str]] = {"category": "category", "agency": "agency_code", "county": "county"}


class Index:
    """All services of one version of the catalogue. Immutable: a new version is a new index.

    `services` and `texts` are in the same order, the services that are asked for most first.
    """

    def __init__(
        self,
        version: int,
        services: Sequence[ServiceEntry],
        texts: Iterable[Text],
        groups: Mapping[Kind, Sequence[ServiceGroup]],
        *,
        synonyms: Mapping[str, str],
        centres: Centres,
        places: Places | None = None,
        questions: Sequence[Faq] = (),
        access_fees: AccessFees,
    ) -> None:
        self.version = version
        self.centres = centres
        self._named_places = places or Places({})
        self.questions = list(questions)
        self._services = list(services)
        self._places = {each.code: place for place, each in enumerate(services)}
        self._groups = groups
        self._members = {kind: _members(services, kind) for kind in MEMBER}
        self._search = InvertedIndex(texts, synonyms)
        self._access_fees = access_fees

    def __len__(self) -> int:
        return len(self._services)

    def find(self, typed: str, most: int = 5) -> list[ServiceEntry]:
        """The services that match typed text, best first; empty when none does."""
        return [self._services[place] for place in self._search.best(typed, most)]

    def about_as_good(self, typed: str) -> list[ServiceEntry]:
        """The service that matches best, and those that match about as well."""
        return [self._services[place] for place in self._search.about_as_good(typed)]

    def nearest(self, typed: str, most: int = 5) -> list[ServiceEntry]:
        """The services that match less closely, for when `find` has none; empty when none does."""
        return [self._services[place] for place in self._search.best(typed, most, close=FAR, least=NEAR)]

    def names(self, service: ServiceEntry, typed: str) -> bool:
        """Whether every typed word is of a service's name or label: keywords, agency and category do not count."""
        return self._search.names(self._places[service.code], typed)

    def is_about(self, service: ServiceEntry, typed: str) -> bool:
        """As `names`, but keywords count too."""
        return self._search.is_about(self._places[service.code], typed)

    def knows(self, word: str) -> bool:
        """Whether a word occurs in the catalogue or among the synonyms."""
        return self._search.knows(word)

    def said(self, typed: str) -> list[str]:
        """The words of typed text: `I.D.` is one, `goodconduct` two."""
        return self._search.said(typed)

    def place(self, typed: str) -> Place | None:
        """The county, town or camp that typed text names.

        None where all words of the name are words of the catalogue, unless it is a county's own name.
        """
        place = self._named_places.within(typed)
        if place and not place.certain and all(self._search.knows(word) for word in place.words):
            return None
        return place

    def town(self, typed: str) -> Place | None:
        """As `place`, also where the name is a word of the catalogue: `Eldoret` is in its university's name."""
        return self._named_places.within(typed)

    def by_code(self, code: str) -> ServiceEntry | None:
        """The service of a code as it was typed or pasted, in upper or lower case."""
        place = self._places.get(normalize.word(code))
        return self._services[place] if place is not None else None

    def with_service(self, entry: ServiceEntry) -> "Index":
        """A copy of this index with one entry replaced, for a preview; search and groups stay the same."""
        made = copy.copy(self)
        made._services = [entry if each.code == entry.code else each for each in self._services]  # noqa: SLF001  its own
        return made

    def categories(self) -> list[ServiceGroup]:
        """The categories that have a service, by `Category.position`."""
        return list(self._groups["category"])

    def agencies(self) -> list[ServiceGroup]:
        """The agencies that have a service, by short name."""
        return list(self._groups["agency"])

    def counties(self) -> list[ServiceGroup]:
        """All 47 counties, by name; also those without a service in the catalogue."""
        return list(self._groups["county"])

    def group(self, kind: Kind, code: str) -> ServiceGroup | None:
        """A category, agency or county by its code."""
        return next((each for each in self._groups[kind] if each.code == code), None)

    def of(self, kind: Kind, code: str) -> list[ServiceEntry]:
        """The services of a category, agency or county, in the order of the index: popular ones first."""
        return [self._services[place] for place in self._members[kind].get(code, ())]

    def fee(self, service: ServiceEntry) -> Fee | None:
        """What a service costs, with the access fee of the setting ACCESS_FEE; None where it is not published."""
        return self._access_fees.fee(service.fee_kes, all_in=service.fee_all_in)


def _members(services: Sequence[ServiceEntry], kind: Kind) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for place, service in enumerate(services):
        code = getattr(service, MEMBER[kind])
        if code is not None:
            found[code].append(place)
    return dict(found)
