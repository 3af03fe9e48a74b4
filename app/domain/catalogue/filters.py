"""A list narrowed by what is typed: first letters, or their digits on the keys of a phone, or a word that finds."""

from collections.abc import Iterable
from typing import Final

from app.domain.catalogue.entries import ServiceEntry, ServiceGroup
from app.domain.catalogue.search.index import Index, Kind
from app.domain.catalogue.search.keypad import pressed

DEEP: Final = 300
"""Hits of a search among which those of one group are picked."""


def groups_like(index: Index, kind: Kind, typed: str) -> list[ServiceGroup]:
    """The groups with a word that begins as is typed; else those whose services are found by it."""
    groups = all_groups(index, kind)
    begun = [each for each in groups if begins(typed, each.label.all)]
    if begun or kind == "county":
        return begun
    codes = [of_kind(each, kind) for each in index.find(typed, DEEP)]
    found = [index.group(kind, code) for code in dict.fromkeys(codes) if code]
    return [each for each in found if each]


def services_like(index: Index, kind: Kind, code: str, typed: str) -> list[ServiceEntry]:
    """The services of a group that are found by what is typed; else those with a word that begins so."""
    found = [each for each in index.find(typed, DEEP) if of_kind(each, kind) == code]
    return found or [each for each in index.of(kind, code) if begins(typed, (*each.name.all, each.label.english))]


def all_groups(index: Index, kind: Kind) -> list[ServiceGroup]:
    """The groups of a kind; agencies whose services are asked for most come first."""
    if kind == "category":
        return index.categories()
    return index.counties() if kind == "county" else sorted(index.agencies(), key=lambda each: _rank(index, each))


def of_kind(service: ServiceEntry, kind: Kind) -> str | None:
    """The code of the group of a kind that a service is in."""
    return {"category": service.category, "agency": service.agency_code, "county": service.county}[kind]


def begins(typed: str, names: Iterable[str]) -> bool:
    """Whether every word typed begins a word of these names, in letters or in the digits of the keys."""
    words = {word for name in names for word in name.casefold().replace("(", "").split()}
    keyed = {pressed(word) for word in words}
    return all(any(each.startswith(word) for each in words | keyed) for word in typed.casefold().split())


def _rank(index: Index, agency: ServiceGroup) -> int:
    best = index.of("agency", agency.code)[:1]
    return (best[0].popular if best else 0) or len(index)
