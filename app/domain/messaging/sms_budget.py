"""The one gate for every outgoing SMS (law 11): where it may go, and whose budget it uses up.

Whoever can make us send SMS can make us pay, or wake a village (threat T8). What citizens cause has budgets for a
phone, a block of numbers and the whole country; each purse has its own, so that what others cause towards a phone
never uses up what is its own (threat T6), and no flood of replies holds up what keeps an account safe. What an agency
causes uses up its key's budget and nobody else's, when its change is accepted: an accepted alert may wait, and is
never dropped. How large they are, and why: docs/decisions/what-sms-may-cost.md.
"""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Final

from sqlalchemy.orm import Session

from app.domain.shared import counters
from app.domain.shared.counters import Limit
from app.domain.shared.errors import RuleViolation
from app.platform.observability import SMS_REFUSED, alarm
from app.platform.phone_numbers import block, is_mobile

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TO_A_BLOCK: Final = 1000
"""An hour of one purse. Some 14,000 of the 14 million users hold one of its 100,000 numbers (source 13): eight times
what they cause in the fullest hour if each causes two SMS a month."""
IN_ALL: Final = 400_000
"""A day of one purse, in the whole country: twice what 100,000 citizens a day cause with two SMS each, a fifth of
eCitizen's 500,000 sign-ins a day. At KES 0.80 an SMS (source 12) a flood costs KES 320,000 at most, then it ends."""
PRICE_OF_A_PART: Final = Decimal("0.80")
"""KES for each part of an SMS (source 12; docs/decisions/what-sms-may-cost.md)."""
OF_A_KEY: Final = 20_000
"""SMS an hour that an agency's key may cause, unless its own figure says otherwise."""
OF_A_TEST_KEY: Final = 200
"""A day: enough to try every move of a service a dozen times, and no flood for a phone that is named by mistake."""


class Purse(StrEnum):
    """Who causes an SMS, and so what it uses up."""

    REPLY = "what a phone asks for itself"
    LAST = "that a phone has asked for too much"
    CODE = "codes; they have stricter caps besides (code_budget)"
    OTHERS = "what others cause towards a phone"
    SAFETY = "what concerns the safety of an account"
    AGENCY = "what an agency causes"


TO_A_PHONE: Final = {Purse.REPLY: 40, Purse.LAST: 1, Purse.CODE: 40, Purse.OTHERS: 40, Purse.SAFETY: 40}
"""An hour."""
SHARED: Final = {Purse.LAST: Purse.REPLY}
"""Purses that have their block's and the country's budget in common with another."""


@dataclass(frozen=True)
class KeyBudget:
    """Whose SMS an agency's change uses up: a key, by whatever names it, and how many it may cause.

    `a_day`: of a test key, which has few, and they are in no figure; None for any other.
    """

    key: str
    an_hour: int = OF_A_KEY
    a_day: int | None = None


class BudgetSpent(RuleViolation):
    """An agency's key has caused as many SMS as it may; the change was not made. `retry_after`: in so many seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"the SMS of this key are used up for now; send it again in {retry_after} seconds")
        self.retry_after = retry_after


def reaches(phone: str) -> bool:
    """Whether an SMS to this phone is let out at all: Kenyan mobiles only."""
    if not is_mobile(phone):
        SMS_REFUSED.labels("no Kenyan mobile").inc()
        return False
    return True


def admits(session: Session, phone: str, purse: Purse, *, paid_by: KeyBudget | None = None, real: bool = True) -> bool:
    """Whether an SMS may go to a phone now, counted; a refusal uses up nothing.

    `real` is false for what only looks like an SMS, so that nobody can tell who has an account: the same work is
    done and uses up nothing of anybody's. `paid_by`: the key that causes it, if an agency does. Raises BudgetSpent.
    """
    if not reaches(phone):
        return False
    if purse is Purse.AGENCY:
        if paid_by is not None:
            reserve_for_key(session, paid_by)
        return True
    full = counters.spend(session, _limits(phone, purse, "sms" if real else "no sms"))
    if full is not None:
        _refused(session, full)
    return full is None


def reserve_for_key(session: Session, budget: KeyBudget, count: int = 1) -> None:
    """Count SMS that a key causes, in the transaction of the change. Raises BudgetSpent where they are too many."""
    limits = [Limit("sms of a key", budget.key, HOUR, budget.an_hour)]
    if budget.a_day is not None:
        limits.append(Limit("test sms of a key", budget.key, DAY, budget.a_day))
    full = counters.spend(session, limits, by=count)
    if full is not None:
        if budget.a_day is None:
            SMS_REFUSED.labels("agency").inc()
        raise BudgetSpent(counters.seconds_until_room(session, full))


def _limits(phone: str, purse: Purse, what: str) -> list[Limit]:
    pot = SHARED.get(purse, purse)
    return [
        Limit(f"{what} to a phone, {purse.name}", phone, HOUR, TO_A_PHONE[purse]),
        Limit(f"{what} to a block, {pot.name}", block(phone), HOUR, TO_A_BLOCK),
        counters.limit_everywhere(f"{what} in all, {pot.name}", DAY, IN_ALL),
    ]


def _refused(session: Session, full: Limit) -> None:
    """Count it; a budget of more than one phone that is used up is for people to look at, once an hour.

    Once for what is sent and what only looks like it: else who had used up the one could see which of the two it is.
    """
    why = "phone" if "to a phone" in full.what else "block" if "to a block" in full.what else "day"
    SMS_REFUSED.labels(why).inc()
    if why != "phone" and counters.mark(session, f"alarm: {full.what.removeprefix('no ')} {full.who}", HOUR):
        alarm(f"sms of a {why} capped")
