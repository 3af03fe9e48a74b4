"""Catalogues of any size, for measurements: the real services, and invented ones like them."""

import csv
import random
from collections.abc import Iterator

from app.domain.catalogue_import.loader import DATA

REAL = ("services", "services_listed")
SYLLABLES = [start + vowel for start in (*"bdfghjklmnprstvwyz", "ch", "ng", "nj", "sh") for vowel in "aeiou"]


def rows(count: int, *, seed: int = 254) -> Iterator[dict[str, str]]:
    """The real services first; then invented ones, each with the name of a real one and an invented place."""
    real = [row for name in REAL for row in _real(name)]
    yield from real[:count]
    chance = random.Random(seed)
    for number in range(len(real), count):
        like = chance.choice(real)
        place = "".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))).capitalize()
        yield {
            **dict.fromkeys(like, ""),
            "code": f"invented-{number}",
            "agency_code": like["agency_code"],
            "category": like["category"],
            "name": f"{like['name']} - {place}",
            "portal_url": f"https://{place.lower()}.example/",
        }


def _real(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
