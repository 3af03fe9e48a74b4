"""The answer to a search: services, one service that is surely meant, or that a county has no such service."""

from dataclasses import dataclass
from typing import Final

from app.domain.catalogue import huduma_centres
from app.domain.catalogue.entries import ServiceEntry, ServiceGroup
from app.domain.catalogue.places import Place
from app.domain.catalogue.search import tokens
from app.domain.catalogue.search.index import Index
from app.domain.catalogue.search.ranking import SAID_OF_MANY
from app.domain.catalogue.search.tokens import words

LOOKED_THROUGH: Final = 300
"""Most search hits that are read to pick those of a place."""
LAST: Final = 10**6
"""The rank of a service that has none."""


@dataclass(frozen=True)
class SearchAnswer:
    """`services`: the best first. `sure`: there is exactly one, by its code or with every typed word in its name.

    `county`: the county that was named, where it has no such service, or where nothing but a place was typed
    (`only_place`).
    """

    services: list[ServiceEntry]
    sure: bool = False
    county: ServiceGroup | None = None
    only_place: bool = False


def answer(index: Index, typed: str, most: int) -> SearchAnswer:
    """Search the services. A service of another county does not stand in for one of the county that is named."""
    exact = index.by_code(typed)
    if exact:
        return SearchAnswer([exact], sure=True)
    place = index.place(typed)
    if place is not None:
        return _there(index, typed, place, most)
    hits = index.find(typed, most)
    town = index.town(typed)
    if town and hits and hits[0].county not in (None, town.county):
        return _there(index, typed, town, most)
    return SearchAnswer(hits, sure=_is_sure(index, hits, typed))


def names_place_only(place: Place) -> bool:
    """Whether nothing but a place is named: `huduma ya Kitui iko wapi`."""
    return all(word in huduma_centres.SAYS_NOTHING or word in tokens.SAYS_NOTHING for word in words(place.rest))


def _there(index: Index, typed: str, place: Place, most: int) -> SearchAnswer:
    """The answer where a place is named: services of its county, and those of the national government."""
    county = index.group("county", place.county)
    if names_place_only(place):
        return SearchAnswer([], county=county, only_place=True)
    meant = index.find(place.rest, LOOKED_THROUGH)
    about = {each.code for each in meant}
    named = [each for each in index.find(typed, most) if each.code in about and _is_of(each, place)]
    fit = [each for each in meant if each.county in (None, place.county)]
    if named:
        best = [*named, *(each for each in fit if each not in named)][:most]
        return SearchAnswer(best, sure=_is_sure(index, best, typed))
    if _is_elsewhere(index, place):
        return SearchAnswer(fit[:most], county=county)
    return SearchAnswer(fit[:most], sure=_is_sure(index, fit, place.rest))


def _is_elsewhere(index: Index, place: Place) -> bool:
    """Whether what is looked for in a place is a service of another county: the best one, or one about as good.

    That one has a typed word in its name which the best has not (`pay rates`), or is asked for more (`parking`).
    """
    good = index.about_as_good(place.rest)
    elsewhere = [each for each in good if each.county not in (None, place.county)]
    if not elsewhere or good[0] in elsewhere:
        return bool(elsewhere)
    said = [word for word in tokens.telling(index.said(place.rest)) if tokens.stem(word) not in SAID_OF_MANY]
    named = {word for word in said if index.names(good[0], word)}
    for each in elsewhere:
        own = {word for word in said if index.names(each, word)}
        if own - named or (own == named and 0 < each.popular < (good[0].popular or LAST)):
            return True
    return False


def _is_of(service: ServiceEntry, place: Place) -> bool:
    """Whether a service is of a place: its county gives it, or the name or agency has the place's words."""
    own = words(f"{service.name.english} {service.agency}")
    return service.county == place.county or all(word in own for word in place.words)


def _is_sure(index: Index, hits: list[ServiceEntry], typed: str) -> bool:
    """Whether there is exactly one hit, and its name has every typed word.

    A word that the catalogue does not know (`nimepigwa`) may mean something else, and `huduma` alone may mean a centre
    or any service: neither is sure.
    """
    if len(hits) != 1 or not index.names(hits[0], typed):
        return False
    said = [word for word in tokens.telling(index.said(typed)) if not word.isdigit()]
    return all(map(index.knows, said)) and not huduma_centres.SAYS_NOTHING.issuperset(said)
