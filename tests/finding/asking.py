"""The tables of queries, and how many of them are answered correctly.

The search was tuned on `queries.csv`, which was written before; `queries_kept_back.csv`, written with it, was not used
until the end. `queries_everyday.csv` has whole sentences, Sheng, phonetic spellings, keypad digits, and services that
eCitizen does not have; it was written before the search handled these (53 % at once, 62 % among five), which was then
tuned on it. `queries_elsewhere.csv` has what people were seen to ask for without success: school certificates, bar
licences, duty, change of name, vaccination, citizenship, theft. Before that was corrected, only the plainest query
about theft was answered. A row: what is typed, its kind, and the right codes, as patterns (`passport-new-*`).
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from app.domain.catalogue.search.index import Index

HERE = Path(__file__).parent
TABLES = {
    "queries": (0.95, 0.80),
    "queries_kept_back": (0.95, 0.80),
    "queries_everyday": (0.97, 0.90),
    "queries_elsewhere": (0.97, 0.90),
}
"""The shares of a table's queries that must have a right service among the first five, and as the first."""


@dataclass(frozen=True)
class Query:
    """One line of a table."""

    typed: str
    kind: str
    right: tuple[str, ...]

    def is_right(self, code: str) -> bool:
        """Whether a service is what was meant."""
        return any(fnmatchcase(code, pattern) for pattern in self.right)


@dataclass(frozen=True)
class Rates:
    """The shares of a table's queries with a right service first, or among the first five; and the queries missed."""

    first: float
    first_five: float
    missed: list[str]


def table(name: str) -> list[Query]:
    """The queries of a table."""
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return [Query(row["query"], row["kind"], tuple(row["right"].split())) for row in csv.DictReader(lines)]


def rates(index: Index, queries: Iterable[Query]) -> Rates:
    """Run all queries; how well they were answered."""
    asked = [(query, [query.is_right(each.code) for each in index.find(query.typed, 5)]) for query in queries]
    return Rates(
        first=sum(hits[:1] == [True] for _, hits in asked) / len(asked),
        first_five=sum(any(hits) for _, hits in asked) / len(asked),
        missed=[query.typed for query, hits in asked if not any(hits)],
    )
