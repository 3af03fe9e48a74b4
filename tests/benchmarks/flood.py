"""A flood of sign-ins (threat T27): how many a second get through, and what everybody else feels of it."""

import threading
from collections.abc import Iterator
from functools import partial

from app.domain.identity import accounts, passwords
from app.domain.identity.identity_checks import DeclaredDetails
from app.domain.shared.persons import AccountType
from tests.benchmarks import tasks, visits
from tests.benchmarks.load import Crowd, LoadResult, crowd
from tests.benchmarks.report import Row
from tests.benchmarks.serving import Installation, Web

CALLERS, SECONDS = 24, 8.0
"""Who sign in, each again as soon as they were answered; for how long."""
WARM_UP = 1.0
"""Seconds, before anything counts: the callers' own programs have to start."""
RATE, MENU_CALLERS = 50, 16
"""Menu hops a second meanwhile, in an open loop; by how many callers at most."""
WORSE = 2.0
"""How much longer the 99th percentile of the menu hops may get (source 26)."""


def sign_ins(callers: Crowd, lango: Web, place: Installation) -> Iterator[Row]:
    """Menu hops alone, then beside the flood; each account of the flood signs in on its own phone."""
    print(f"A flood of sign-ins by {CALLERS} callers, {SECONDS:.0f} s, with menu hops beside it.", flush=True)
    _open_accounts(place)
    results: list[LoadResult] = []
    with crowd() as others:
        call = partial(others.call, visits.signs_in, lango.port, callers=CALLERS, seconds=SECONDS)
        others.call(visits.signs_in, lango.port, callers=CALLERS, seconds=WARM_UP)
        alone = _menus(callers, lango)
        flood = threading.Thread(target=lambda: results.append(call()))
        flood.start()
        beside = _menus(callers, lango)
        flood.join()
    attempts = len(results[0].latencies) // visits.SIGN_IN_HOPS
    busy = len([answer for answer in results[0].wrong if "busy" in answer])
    wrong = len(results[0].wrong) - busy
    rate = (attempts - len(results[0].wrong)) / SECONDS
    yield Row("sign-ins a second in a flood", f"{rate:,.0f}, told busy {busy}" + (f", {wrong} WRONG" if wrong else ""))
    before, after = alone.within(0.99), beside.within(0.99)
    result = f"p99 {after:.0f} ms, {before:.0f} ms without it, {len(beside.wrong)} wrong"
    reached = after <= WORSE * before and not beside.wrong
    yield Row(f"menu hops during the flood, {RATE} a second", result, f"p99 <= {WORSE:.0f} times", reached)


def _menus(callers: Crowd, lango: Web) -> LoadResult:
    visit = partial(visits.menu, tasks.number_of("Help", lango.port))
    return callers.call(visit, lango.port, callers=MENU_CALLERS, seconds=SECONDS, rate=RATE)


def _open_accounts(place: Installation) -> None:
    for number in range(visits.ACCOUNTS):
        account_id = accounts.new_id()
        kept = passwords.hashed(place.container.keys, account_id, visits.PASSWORD)
        said, phone = DeclaredDetails("Wanjiku", "1990"), visits.holder(number).replace("%2B", "+")
        with place.container.database.transaction() as session:
            accounts.open_account(
                session,
                account_id,
                AccountType.CITIZEN,
                f"{31000000 + number}",
                said=said,
                phone=phone,
                password_hash=kept,
            )
