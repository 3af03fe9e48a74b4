"""Search terms without a result, to be added to the catalogue's words.

What is typed may be anything: a name, a number. So input with a digit or of great length is not counted, words that few
have typed are deleted after a week, and words typed fewer than five times are not shown. Who typed it is not stored.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.domain.reporting.daily_totals import add_totals
from app.domain.reporting.periods import Period
from app.domain.shared.purge import row_count
from app.platform.db import Base, now
from app.platform.i18n import NAIROBI

KEPT: Final = timedelta(days=400)
RARE_KEPT: Final = timedelta(days=7)
"""How long rare words are kept."""
SHOWN_FROM: Final = 5
"""Times that words must have been typed to be shown."""
LONGEST: Final = 24
SHORTEST: Final = 2
MOST_SHOWN: Final = 25
WORDS: Final = re.compile(r"[a-z]+(?: [a-z]+)*")


class EmptySearch(Base):
    """How often some words were looked for on a day (Nairobi) and nothing was found."""

    __tablename__ = "empty_searches"

    day: Mapped[date] = mapped_column(primary_key=True)
    words: Mapped[str] = mapped_column(primary_key=True)
    searches: Mapped[int]


@dataclass(frozen=True)
class MissedWords:
    """Words that found nothing, and how often."""

    words: str
    searches: int


def countable_words(typed: str) -> str | None:
    """The typed words in the form that is counted, in small letters; None where they are not to be stored."""
    if any(each.isdigit() or not each.isascii() for each in typed):
        return None
    words = " ".join(re.findall("[a-z]+", typed.lower().replace("'", "")))
    return words if SHORTEST <= len(words) <= LONGEST else None


def name_search(moment: datetime, typed: str) -> str | None:
    """The name of the counter by which a hop counts a search without a result; None where it is not counted."""
    words = countable_words(typed)
    return f"e|{moment.astimezone(NAIROBI).date()}|{words}" if words else None


def count_search(session: Session, typed: str) -> None:
    """Count a search that found nothing, in the transaction of the SMS that it came with."""
    words, day = countable_words(typed), now(session).astimezone(NAIROBI).date()
    if words:
        add_totals(session, EmptySearch, [{"day": day, "words": words, "searches": 1}], "searches")


def find_missed_words(session: Session, period: Period) -> list[MissedWords]:
    """The words that were most often searched without a result."""
    total = func.sum(EmptySearch.searches)
    query = select(EmptySearch.words, total).where(EmptySearch.day.between(period.first, period.last))
    often = query.group_by(EmptySearch.words).having(total >= SHOWN_FROM)
    rows = session.execute(often.order_by(total.desc(), EmptySearch.words).limit(MOST_SHOWN))
    return [MissedWords(words, int(searches)) for words, searches in rows]


def count_searches(session: Session, period: Period) -> int:
    """How many searches of these days found nothing, as far as they were counted."""
    total = func.coalesce(func.sum(EmptySearch.searches), 0)
    return int(session.scalar(select(total).where(EmptySearch.day.between(period.first, period.last))) or 0)


def purge_searches(session: Session) -> int:
    """Delete rows past their period; returns how many."""
    today = now(session).astimezone(NAIROBI).date()
    often = select(EmptySearch.words).group_by(EmptySearch.words).having(func.sum(EmptySearch.searches) >= SHOWN_FROM)
    rare = (EmptySearch.day < today - RARE_KEPT) & EmptySearch.words.not_in(often)
    return row_count(session.execute(delete(EmptySearch).where((EmptySearch.day < today - KEPT) | rare)))
