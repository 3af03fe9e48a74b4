"""Narrows a list by typed text: by word prefixes, by their digits on a phone's keypad, or by a search."""

from collections.abc import Iterable
from typing import Final

from app.domain.catalogue.entries import ServiceEntry, ServiceGroup
from app.domain.catalogue.search.index import Index, Kind
from app.domain.catalogue.search.keypad import pressed

DEEP: Final = 300
"""Most search hits that are read to pick those of one group."""


def groups_like(index: Index, kind: Kind, typed: str) -> list[ServiceGroup]:
    """The groups with a word that begins as typed; else, unless they are counties, those of the services found."""
    groups = all_groups(index, kind)
    begun = [each for each in groups if begins(typed, each.label.all)]
    if begun or kind == "county":
        return begun
    codes = [of_kind(each, kind) for each in index.find(typed, DEEP)]
    found = [index.group(kind, code) for code in dict.fromkeys(codes) if code]
    return [each for each in found if each]


def services_like(index: Index, kind: Kind, code: str, typed: str) -> list[ServiceEntry]:
    """The services of a group that a search finds; else those of the group with a word that begins as typed."""
    found = [each for each in index.find(typed, DEEP) if of_kind(each, kind) == code]
    return found or [each for each in index.of(kind, code) if begins(typed, (*each.name.all, each.label.english))]


def all_groups(index: Index, kind: Kind) -> list[ServiceGroup]:
    """The groups of a kind; agencies are sorted by the rank of their most popular service."""
    if kind == "category":
        return index.categories()
    return index.counties() if kind == "county" else sorted(index.agencies(), key=lambda each: _rank(index, each))


def of_kind(service: ServiceEntry, kind: Kind) -> str | None:
    """The code of a service's category, agency or county; None where no county gives the service."""
    return {"category": service.category, "agency": service.agency_code, "county": service.county}[kind]


def begins(typed: str, names: Iterable[str]) -> bool:
    """Whether every typed word is a prefix of a word of these names, in letters or in keypad digits."""
    words = {word for name in names for word in name.casefold().replace("(", "").split()}
    keyed = {pressed(word) for word in words}
    return all(any(each.startswith(word) for each in words | keyed) for word in typed.casefold().split())


def _rank(index: Index, agency: ServiceGroup) -> int:
    best = index.of("agency", agency.code)[:1]
    return (best[0].popular if best else 0) or len(index)
