"""The catalogue in the memory of one process: found by what is typed, browsed, never asked of the database."""

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
"""The share of what is typed that a service must be about, however spelt, to be near to it."""
Kind = Literal["category", "agency", "county"]
MEMBER: Final[Mapping[Kind, str]] = {"category": "category", "agency": "agency_code", "county": "county"}


class Index:
    """Every service there is, of one version of the catalogue. Never changes; a new version is a new index.

    `services` and `texts` belong together, and the services asked for most come first.
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
        """The services that are meant by what is typed, best first; empty when nothing is like it."""
        return [self._services[place] for place in self._search.best(typed, most)]

    def nearest(self, typed: str, most: int = 5) -> list[ServiceEntry]:
        """When `find` has nothing: the services that come near; empty where none does."""
        return [self._services[place] for place in self._search.best(typed, most, close=FAR, least=NEAR)]

    def names(self, service: ServiceEntry, typed: str) -> bool:
        """Whether every word that is typed is of a service's own name or label, not of its keywords or documents."""
        return self._search.names(self._places[service.code], typed)

    def knows(self, word: str) -> bool:
        """Whether a word is one of the catalogue's, or is what citizens call something in it."""
        return self._search.knows(word)

    def place(self, typed: str) -> Place | None:
        """The county, town or camp that is named in what is typed; a county's name wins over any other word."""
        place = self._named_places.within(typed)
        if place and not place.certain and all(self._search.knows(word) for word in place.words):
            return None
        return place

    def town(self, typed: str) -> Place | None:
        """The same, also where the name of the place is a word of some service: `Eldoret` is of its university's."""
        return self._named_places.within(typed)

    def by_code(self, code: str) -> ServiceEntry | None:
        """The service of a code, in any case, as somebody typed or pasted it."""
        place = self._places.get(normalize.word(code))
        return self._services[place] if place is not None else None

    def with_service(self, entry: ServiceEntry) -> "Index":
        """The same catalogue with one service as it would be after a change; found and browsed as before."""
        made = copy.copy(self)
        made._services = [entry if each.code == entry.code else each for each in self._services]  # noqa: SLF001  its own
        return made

    def categories(self) -> list[ServiceGroup]:
        """The categories that have a service, in the order in which citizens ask for them."""
        return list(self._groups["category"])

    def agencies(self) -> list[ServiceGroup]:
        """The agencies that give a service, by name."""
        return list(self._groups["agency"])

    def counties(self) -> list[ServiceGroup]:
        """All 47 counties, by name; also those of which no service is known."""
        return list(self._groups["county"])

    def group(self, kind: Kind, code: str) -> ServiceGroup | None:
        """A category, agency or county by its code."""
        return next((each for each in self._groups[kind] if each.code == code), None)

    def of(self, kind: Kind, code: str) -> list[ServiceEntry]:
        """The services of a category, agency or county, popular ones first, then by label."""
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
