"""The one gate for every outgoing SMS (law 11): where it may go, and whose budget (purse) it uses up.

Whoever can make us send SMS can make us pay, or disturb many people (threat T8). SMS caused by citizens have rate
limits per phone, per block of numbers and for the whole country, separately for each purse: requests by others never
use up a phone's own budget (threat T6), and a flood of replies does not stop security notices. SMS caused by an agency
use up the budget of its key only, when its change is accepted: an accepted alert may wait, and is never dropped. The
sizes, and why: docs/decisions/what-sms-may-cost.md.
"""

from collections.abc import Mapping
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
"""SMS an hour to one block of numbers from one purse. Some 14,000 of the 14 million users have one of its 100,000
numbers (source 13): eight times what they cause in the busiest hour if each causes two SMS a month."""
IN_ALL: Final = 400_000
"""SMS a day in the whole country from one purse: twice what 100,000 citizens a day cause with two SMS each, a fifth of
eCitizen's 500,000 sign-ins a day. At KES 0.80 an SMS (source 12) a flood costs KES 320,000 at most, then it ends."""
PRICE_OF_A_PART: Final = Decimal("0.80")
"""KES for each part of an SMS (source 12; docs/decisions/what-sms-may-cost.md)."""
OF_A_KEY: Final = 20_000
"""SMS an hour that an agency's key may cause, unless it has a figure of its own."""
OF_A_TEST_KEY: Final = 200
"""SMS a day of a test key: enough to try every move of a service a dozen times, and no flood for a wrong phone."""


class Purse(StrEnum):
    """Who causes an SMS, and so which budget it uses up."""

    REPLY = "what a phone dials for"
    TEXTED = "answers to what is texted under a phone's number, which can be forged"
    LAST = "that too much was texted"
    CODE = "codes; they have stricter caps besides (otp_budget)"
    OTHERS = "what others cause towards a phone"
    SAFETY = "what concerns the safety of an account"
    AGENCY = "what an agency causes"


TO_A_PHONE: Final[Mapping[Purse, int]] = dict.fromkeys(Purse, 40) | {Purse.LAST: 1}
"""SMS an hour to one phone from each purse but an agency's."""
SHARED: Final = {Purse.TEXTED: Purse.REPLY, Purse.LAST: Purse.REPLY}
"""Purses that share the limits of the block and of the country with another purse."""


@dataclass(frozen=True)
class KeyBudget:
    """The SMS budget of an agency's key, whatever names the key: how many SMS it may cause.

    `a_day`: of a test key, whose SMS are few and in no figure; None for any other.
    """

    key: str
    an_hour: int = OF_A_KEY
    a_day: int | None = None


class BudgetSpent(RuleViolation):
    """An agency's key has caused as many SMS as it may; the change was not made. `retry_after`: seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"the SMS of this key are used up for now; send it again in {retry_after} seconds")
        self.retry_after = retry_after


def reaches(phone: str) -> bool:
    """Whether SMS may be sent to this number at all: Kenyan mobiles only."""
    if not is_mobile(phone):
        SMS_REFUSED.labels("no Kenyan mobile").inc()
        return False
    return True


def admits(session: Session, phone: str, purse: Purse, *, paid_by: KeyBudget | None = None, real: bool = True) -> bool:
    """Whether an SMS may be sent to a phone now, counted; a refusal uses up nothing.

    `real` is false for an SMS that is not sent, so that nobody can tell who has an account: the same work is done, and
    no real budget is used up. `paid_by`: the key that causes it, if an agency does. Raises BudgetSpent.
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
    """Count a refusal; a used-up budget of a block or of the country raises an alarm, once an hour.

    Real and unreal SMS share the alarm: otherwise whoever had used up one budget could see which of the two it was.
    """
    why = "phone" if "to a phone" in full.what else "block" if "to a block" in full.what else "day"
    SMS_REFUSED.labels(why).inc()
    if why != "phone" and counters.mark(session, f"alarm: {full.what.removeprefix('no ')} {full.who}", HOUR):
        alarm(f"sms of a {why} capped")
