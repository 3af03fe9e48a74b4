"""The shapes of the references that agencies issue: each belongs to one agency, and no two agencies' shapes overlap.

A shape is a restricted regular expression (`EPP[0-9]-[A-Z0-9]{8}`): literal letters, digits, `-` and `/`, and the
classes `[0-9]`, `[A-Z]` and `[A-Z0-9]`, each of these three optionally followed by `{n}` or `{m,n}`. So it is decidable
which references it matches, and that none of them matches another agency's shape or is one that Lango generates.

This isolates agencies: an agency that submits a reference learns nothing about another agency's, because the answer
depends on the shape alone.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from string import ascii_uppercase, digits
from typing import Final

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.domain.applications.applications import Application
from app.domain.catalogue.models import Agency
from app.domain.shared import references
from app.domain.shared.errors import Invalid
from app.platform.db import Base

SHORTEST, LONGEST = 5, 20
"""Characters of a reference as it is written (`references.FOREIGN`)."""
CLASSES: Final[Mapping[str, str]] = {
    "[0-9]": digits,
    "[A-Z]": ascii_uppercase,
    "[A-Z0-9]": ascii_uppercase + digits,
}
PART: Final = re.compile(r"(?P<kind>\[[^\]]*\]|[A-Z0-9/-])(?:\{(?P<least>\d{1,2})(?:,(?P<most>\d{1,2}))?\})?")
WAYS: Final = 400
"""The most combinations of part lengths that one shape may have."""
Spelling = tuple[frozenset[str], ...]
"""The possible characters at each position of a look-up key."""


class ReferenceShape(Base):
    """A shape that an agency may use for its references, and an example."""

    __tablename__ = "reference_shapes"

    shape: Mapped[str] = mapped_column(primary_key=True)
    agency_code: Mapped[str] = mapped_column(ForeignKey(Agency.code), index=True)
    example: Mapped[str]


@dataclass(frozen=True)
class Shape:
    """A parsed shape, with the look-up keys of all its references."""

    written: str
    spellings: frozenset[Spelling]

    def overlaps(self, other: "Shape") -> bool:
        """Whether some look-up key belongs to both shapes."""
        return any(_overlap(one, two) for one, two in product(self.spellings, other.spellings))

    def reads(self, key: str) -> bool:
        """Whether a look-up key belongs to a reference of this shape."""
        return any(
            len(key) == len(spelling) and all(letter in place for letter, place in zip(key, spelling, strict=True))
            for spelling in self.spellings
        )


def parse_shape(written: str) -> Shape:
    """Parse a shape. Raises Invalid for one with other parts, of a wrong length, or that matches digits alone."""
    parts = [*_parts(written)]
    ways = [*_ways([count for _, count in parts])]
    lengths = {sum(way) for way in ways}
    if not SHORTEST <= min(lengths) <= max(lengths) <= LONGEST:
        raise Invalid(f"shape: references of {SHORTEST} to {LONGEST} letters are wanted")
    kinds = [kind for kind, _ in parts]
    spellings = frozenset(_spelling(kinds, way) for way in ways)
    if not all(any(place.isdisjoint(digits) for place in spelling) for spelling in spellings):
        raise Invalid("shape: a letter that is no O, I or L must stand in it: Lango's own references are all digits")
    return Shape(written, spellings)


def clashes_with(written: str, agency_code: str, others: Mapping[str, str]) -> list[str]:
    """The shapes of other agencies that this one overlaps. `others`: shapes and their agencies. Raises Invalid."""
    shape = parse_shape(written)
    foreign = (other for other, agency in others.items() if agency != agency_code)
    return [other for other in foreign if shape.overlaps(parse_shape(other))]


def held_by_others(session: Session, written: str, agency_code: str) -> bool:
    """Whether another agency has an application whose reference matches this shape.

    Such an application dates from before shapes were registered. Submitting its reference would reveal that it exists.
    """
    shape = parse_shape(written)
    begins = {_beginning(spelling) for spelling in shape.spellings}
    foreign = Application.agency_code != agency_code
    for begin in begins:
        asked = select(Application.lookup).where(foreign, Application.lookup.startswith(begin, autoescape=True))
        if any(shape.reads(key) for key in session.scalars(asked)):
            return True
    return False


class RegisteredShapes:
    """The shapes of all agencies, read at the first use and once for all candidates of a text."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def may_be(self, key: str) -> bool:
        """Whether a look-up key belongs to a reference that some agency may use."""
        return any(shape.reads(key) for shape in self._shapes)

    @cached_property
    def _shapes(self) -> list[Shape]:
        return [parse_shape(each) for each in self._session.scalars(select(ReferenceShape.shape))]


def check_reference(session: Session, agency_code: str, reference: str) -> None:
    """Raises Invalid for a reference that the agency may not use; the message names its shapes."""
    own = session.scalars(
        select(ReferenceShape).where(ReferenceShape.agency_code == agency_code).order_by(ReferenceShape.shape)
    ).all()
    written = references.FOREIGN.fullmatch(reference) and references.has_shape(reference)
    if written and any(re.fullmatch(each.shape, reference) for each in own):
        return
    if not own:
        raise Invalid("reference: no shape is registered for your agency; leave it out and Lango makes one")
    told = " or ".join(f"{each.shape} (like {each.example})" for each in own)
    raise Invalid(f"reference: one of your agency's registered shapes is wanted: {told}")


def _parts(written: str) -> Iterator[tuple[str, range]]:
    """The parts of a shape, and how often each may be repeated. Raises Invalid."""
    at = 0
    while at < len(written):
        found = PART.match(written, at)
        if found is None or (found["kind"].startswith("[") and found["kind"] not in CLASSES):
            raise Invalid("shape: letters, digits, - and /, [0-9], [A-Z] and [A-Z0-9] are wanted")
        least = int(found["least"] or 1)
        most = int(found["most"] or least)
        if (found["least"] and found["kind"] not in CLASSES) or not 1 <= least <= most <= LONGEST:
            raise Invalid("shape: {n} or {m,n} of 1 to 20 is wanted, behind [0-9], [A-Z] or [A-Z0-9]")
        yield found["kind"], range(least, most + 1)
        at = found.end()
    if not written:
        raise Invalid("shape: a shape is wanted")


def _ways(counts: list[range]) -> Iterator[tuple[int, ...]]:
    number = 1
    for each in counts:
        number *= len(each)
    if number > WAYS:
        raise Invalid("shape: fewer parts of changing length are wanted")
    yield from product(*counts)


def _spelling(kinds: Iterable[str], way: tuple[int, ...]) -> Spelling:
    """The look-up keys for one combination of lengths: without separators, with O folded to 0, and I and L to 1."""
    places: list[frozenset[str]] = []
    for kind, count in zip(kinds, way, strict=True):
        folded = frozenset(references.lookup_key(letter) for letter in CLASSES.get(kind, kind)) - {""}
        places += [folded] * count if folded else []
    return tuple(places)


def _overlap(one: Spelling, two: Spelling) -> bool:
    return len(one) == len(two) and not any(a.isdisjoint(b) for a, b in zip(one, two, strict=True))


def _beginning(spelling: Spelling) -> str:
    """The common prefix of all look-up keys of a spelling."""
    fixed = ""
    for place in spelling:
        if len(place) > 1:
            break
        fixed += next(iter(place))
    return fixed
