"""The tables of queries, and how many of them are answered rightly.

`queries.csv` was written before the search was tuned, and tuned on; `queries_kept_back.csv`, written with it, was put
aside until the end. `queries_everyday.csv` has whole sentences, Sheng, words as they are heard, keys, and what eCitizen
does not have; it was written before the search knew of these (53 % at once, 62 % among five), and tuned on.
`queries_elsewhere.csv` is what people were seen to ask for in vain: certificates of a school, a bar's licence, duty,
another name, vaccination, citizenship, theft; before it was mended none of them was answered but the plainest of theft.
A row: what is typed, what kind of typing it is, and the codes that are right, as patterns (`passport-new-*`).
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
    """How well a table was answered, and what was not."""

    first: float
    first_five: float
    missed: list[str]


def table(name: str) -> list[Query]:
    """The queries of a table."""
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return [Query(row["query"], row["kind"], tuple(row["right"].split())) for row in csv.DictReader(lines)]


def rates(index: Index, queries: Iterable[Query]) -> Rates:
    """Ask them all."""
    asked = [(query, [query.is_right(each.code) for each in index.find(query.typed, 5)]) for query in queries]
    return Rates(
        first=sum(hits[:1] == [True] for _, hits in asked) / len(asked),
        first_five=sum(any(hits) for _, hits in asked) / len(asked),
        missed=[query.typed for query, hits in asked if not any(hits)],
    )
