"""The exact counts of guesses and codes: how much is counted, for whom, under which names, and what resets it."""

import re
from contextlib import closing
from datetime import timedelta

import pytest
from pydantic import SecretStr
from sqlalchemy import select

from app.container import Container
from app.domain.identity import accounts, otp, password_spraying, sign_in
from app.domain.identity.otp import Purpose
from app.domain.identity.recovery import recovery_factors
from app.domain.identity.sign_in import Try
from app.domain.shared import counters
from app.domain.shared.counters import Limit, Tally
from app.platform.phone_numbers import block
from tests.conftest import KEY, Clock, settings
from tests.database.holder import NUMBER, PASSWORD, PHONE, STRANGER, do, opened

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

HOUR, DAY, MONTH = timedelta(hours=1), timedelta(days=1), timedelta(days=30)
FOREIGN = {
    ("foreign try, phone", STRANGER, HOUR),
    ("foreign try, phone", STRANGER, DAY),
    ("foreign try, phone", STRANGER, MONTH),
    ("foreign try, block", block(STRANGER), HOUR),
    ("foreign try, block", block(STRANGER), DAY),
}
"""The names under which a try from another phone is counted. Under other names all counts would start from zero."""


def so_far(container: Container, what: str, who: str, per: timedelta) -> int:
    return do(container, counters.so_far, what, who, per)


def counted(container: Container, account_id: str) -> set[int]:
    """The different counts for one phone, its block and one account: a single number where all are equal."""
    of_name = {("foreign try for a name", account_id, per) for per in (DAY, MONTH)}
    return {so_far(container, *each) for each in FOREIGN | of_name}


def reserve(container: Container, phone: str = STRANGER, name: str = NUMBER) -> Try:
    return do(container, sign_in.reserve, name, phone)


# A try


def test_a_try_of_another_phone_is_counted_once_under_each_name(container: Container) -> None:
    account_id = opened(container)
    for number in range(1, 4):
        reserve(container)
        assert counted(container, account_id) == {number}
        assert (
            do(container, counters.everywhere, "foreign try", HOUR) == do(container, password_spraying.wrong) == number
        )
    reserve(container, PHONE)
    assert counted(container, account_id) == {3}, "the account's own is none of them"


def test_what_is_given_back_is_one_try_and_never_more_than_there_were(container: Container) -> None:
    account_id = opened(container)
    tries = [reserve(container) for _ in range(3)]
    do(container, sign_in.give_back, tries[0], STRANGER, NUMBER)
    assert counted(container, account_id) == {2}
    assert (
        do(container, counters.everywhere, "foreign try, not wrong", HOUR),
        do(container, password_spraying.wrong),
    ) == (
        1,
        2,
    )
    assert reserve(container).left == 2, "the third of five"
    for _ in range(5):
        do(container, sign_in.give_back, tries[0], STRANGER, NUMBER)
    assert counted(container, account_id) == {0}
    assert reserve(container).left == 4, "the first of five"


def test_what_is_given_back_on_the_own_phone_leaves_what_others_have_tried(container: Container) -> None:
    account_id = opened(container)
    reserve(container)
    own = [reserve(container, PHONE) for _ in range(sign_in.TRIES)]
    assert reserve(container, PHONE).locked
    do(container, sign_in.give_back, own[0], PHONE, NUMBER)
    assert counted(container, account_id) == {1}
    assert do(container, counters.everywhere, "foreign try, not wrong", HOUR) == 0
    assert reserve(container, PHONE).left == 0, "the fifth of five"
    assert reserve(container).left == 3, "another phone's second"


@pytest.mark.parametrize("phone", [PHONE, STRANGER])
def test_a_right_password_ends_what_this_phone_and_others_have_tried_in_a_row(container: Container, phone: str) -> None:
    account_id, another = opened(container, password=PASSWORD), opened(container, "29000002")
    others = "+254733000001"
    for _ in range(2):
        reserve(container, others)
        reserve(container, others, "29000002")
    tries = [reserve(container, phone) for _ in range(3)]
    do(container, sign_in.succeeded, tries[-1], phone, NUMBER)
    in_a_row, a_day = (so_far(container, "foreign try for a name", account_id, per) for per in (MONTH, DAY))
    assert (in_a_row, a_day) == ((0, 4) if phone == STRANGER else (0, 0))
    assert so_far(container, "foreign try, phone", STRANGER, HOUR) == (2 if phone == STRANGER else 0)
    assert [so_far(container, "foreign try for a name", another, per) for per in (DAY, MONTH)] == [2, 2]
    assert reserve(container, phone).left == 4
    assert reserve(container, others).left == 2, "another phone's own count goes on"


def test_unlocking_forgets_all_that_was_tried_at_one_account_and_nothing_else(container: Container) -> None:
    account_id, another = opened(container), opened(container, "29000002")
    for name in (NUMBER, "29000002"):
        for phone in (PHONE, STRANGER):
            for _ in range(sign_in.TRIES):
                reserve(container, phone, name)
    code = do(container, otp.issue_code, Purpose.RESET, asker=PHONE, account_id=account_id, target=PHONE)
    do(container, otp.use_code, code.id, "no code")
    do(container, sign_in.unlock, account_id)
    assert [so_far(container, "foreign try for a name", account_id, per) for per in (DAY, MONTH)] == [0, 0]
    assert [so_far(container, "foreign try for a name", another, per) for per in (DAY, MONTH)] == [5, 5]
    assert so_far(container, "wrong code, reset", account_id, MONTH) == 0
    assert so_far(container, "foreign try, phone", STRANGER, HOUR) == 10, "of the phone it is not forgotten"
    assert [reserve(container, phone).left for phone in (PHONE, STRANGER)] == [4, 4]
    assert all(reserve(container, phone, "29000002").locked for phone in (PHONE, STRANGER))


# A code


@pytest.mark.parametrize("purpose", list(Purpose))
def test_a_code_asked_for_is_counted_once_for_each_party_by_hour_and_day(
    container: Container, clock: Clock, purpose: Purpose
) -> None:
    names = [(f"otp-{purpose.value}-hour", HOUR), (f"otp-{purpose.value}-day", DAY)]

    def of(party: str) -> list[int]:
        return [so_far(container, what, party, per) for what, per in names]

    assert do(container, otp.may_ask, purpose, "one", "other")
    assert (of("one"), of("other"), of("third")) == ([1, 1], [1, 1], [0, 0])
    assert [do(container, otp.may_ask, purpose, "one") for _ in range(3)] == [True, True, False]
    assert (of("one"), of("other")) == ([3, 3], [1, 1])
    clock.move(hours=1)
    assert [do(container, otp.may_ask, purpose, "one", "other") for _ in range(3)] == [True, True, False]
    assert (of("one"), of("other")) == ([2, 5], [2, 3])


def test_a_wrong_code_is_counted_once_under_its_purpose(container: Container) -> None:
    account_id = opened(container)
    for purpose in Purpose:
        code = do(container, otp.issue_code, purpose, asker=PHONE, account_id=account_id, target=PHONE)
        for _ in range(2):
            do(container, otp.use_code, code.id, "no code")
        assert so_far(container, f"wrong code, {purpose.value}", account_id, MONTH) == 2
    do(container, otp.forgive, account_id)
    left = {each.value: so_far(container, f"wrong code, {each.value}", account_id, MONTH) for each in Purpose}
    assert left == {"reset": 0, "email": 2, "phone": 2, "proof": 2}


def test_a_code_is_six_digits_of_all_that_there_are_and_has_a_long_name(container: Container) -> None:
    with container.database.transaction() as session:
        codes = [otp.issue_code(session, Purpose.RESET, asker=PHONE, account_id=None, target=PHONE) for _ in range(20)]
        typed = [code.digits for code in codes]
        assert all(re.fullmatch("[0-9a-f]{32}", code.id) for code in codes)
    assert all(re.fullmatch("[0-9]{6}", each) for each in typed)
    assert any(each >= "100000" for each in typed), "nine of ten of a million are"


def test_a_new_code_for_a_password_ends_the_one_before_of_whatever_account(container: Container) -> None:
    ids = [opened(container), opened(container, "29000002")]
    for purpose in Purpose:
        codes = [do(container, otp.issue_code, purpose, asker=PHONE, account_id=each, target=PHONE) for each in ids]
        living = [do(container, otp.living, code.id) is not None for code in codes]
        assert living == [purpose != Purpose.RESET, True]


def test_a_code_lives_for_three_tries(container: Container) -> None:
    code = do(container, otp.issue_code, Purpose.RESET, asker=PHONE, account_id=opened(container), target=PHONE)
    for left in (2, 1, 0):
        assert do(container, otp.living, code.id) is not None
        do(container, otp.use_code, code.id, "no code")
        assert do(container, otp.tries_left, code.id) == left
    assert do(container, otp.living, code.id) is None


# A counter


def test_what_is_taken_back_is_the_last_that_was_counted(container: Container, clock: Clock) -> None:
    """Of two counts half an hour ago and two now, the newer are taken back: the older expire at their own time."""

    def spend(times: int) -> None:
        for _ in range(times):
            do(container, counters.count, "it", "who", HOUR)

    spend(2)
    clock.move(minutes=30)
    spend(2)
    for left in (3, 2, 1):
        do(container, counters.take_back, "it", "who", HOUR)
        assert so_far(container, "it", "who", HOUR) == left
    clock.move(minutes=30)
    assert so_far(container, "it", "who", HOUR) == 0
    do(container, counters.take_back, "it", "who", HOUR)
    assert so_far(container, "it", "who", HOUR) == 0
    spend(1)
    assert so_far(container, "it", "who", HOUR) == 1, "nothing was owed"


def test_what_is_forgotten_or_taken_back_is_of_one_thing_one_party_and_one_window(container: Container) -> None:
    every = [("it", "who", HOUR), ("else", "who", HOUR), ("it", "whose", HOUR), ("it", "who", DAY)]
    for each in every:
        for _ in range(3):
            do(container, counters.count, *each)
    do(container, counters.take_back, *every[0])
    assert [so_far(container, *each) for each in every] == [2, 3, 3, 3]
    do(container, counters.forget, *every[0])
    assert [so_far(container, *each) for each in every] == [0, 3, 3, 3]
    assert do(container, counters.count, *every[0]) == 1


def test_of_several_limits_one_ends_and_the_others_lose_one(container: Container) -> None:
    limits = [Limit("it", who, per, 9) for who in ("one", "other") for per in (HOUR, DAY)]
    for _ in range(3):
        do(container, counters.spend, limits)
    do(container, counters.take_all_back, limits[:2], ended=limits[2:3])
    assert [so_far(container, each.what, each.who, each.per) for each in limits] == [2, 2, 0, 3]


def test_however_short_a_window_is_what_leaves_it_is_forgotten(container: Container, clock: Clock) -> None:
    """A twelfth of 18 ms is rounded down to 1 ms: what is counted 1 ms later also expires 1 ms later."""
    short, shortest = timedelta(milliseconds=18), timedelta(milliseconds=1)
    do(container, counters.count, "it", "who", short)
    clock.move(milliseconds=1)
    do(container, counters.count, "it", "who", short)
    clock.move(milliseconds=17)
    assert so_far(container, "it", "who", short) == 1
    for _ in range(3):
        assert do(container, counters.count, "else", "who", shortest) == 1
        clock.move(milliseconds=1)


def test_a_row_has_a_part_for_each_twelfth_of_its_window_and_no_more(container: Container, clock: Clock) -> None:
    """However often it is counted: for each five minutes of the hour, the time of the last count and the number."""
    begins = clock()
    for _ in range(30):
        do(container, counters.count, "it", "who", HOUR)
        clock.move(minutes=1)
    recent = do(container, lambda session: session.scalars(select(Tally.recent)).one())
    parts = [round((begins + timedelta(minutes=5 * part + 4)).timestamp() * 1000) for part in range(6)]
    assert recent == f"[{','.join(f'[{each},5]' for each in parts)}]"


@pytest.mark.parametrize("most", [1, 20, 3000])
def test_the_rows_of_the_whole_country_share_its_limit_evenly_and_in_full(database_url: str, most: int) -> None:
    limits = [counters.limit_everywhere("it", HOUR, most) for _ in range(500)]
    shares = {each.who: each.most for each in limits}
    assert set(shares) == set(counters.SHARDS)
    assert sum(shares.values()) == most
    assert max(shares.values()) - min(shares.values()) <= 1


# A new release, and a new key


def test_what_was_counted_is_found_by_the_next_release(container: Container) -> None:
    """The key of a counter is a digest of its names: any other would reset all counts. So is an address's index."""
    do(container, counters.count, "it", "who", HOUR)
    do(container, counters.mark, "it", HOUR)
    rows = set(do(container, lambda session: session.scalars(select(Tally.key)).all()))
    assert rows == {container.keys.digest("tally", "it", "who", "sliding 3600"), container.keys.digest("tally", "it")}
    address = container.keys.digest("email", "wanjiku@example.com")
    assert do(container, accounts.email_index, " Wanjiku@Example.COM ") == address


def test_what_was_counted_under_an_older_key_still_counts(
    container: Container, clock: Clock, database_url: str
) -> None:
    """Otherwise each new key would admit whoever is stopped. An address still leads to its account, too."""
    address = "wanjiku@example.com"
    do(container, recovery_factors.set_email, opened(container), address)
    do(container, counters.count, "it", "who", HOUR)
    assert do(container, counters.mark, "it", HOUR)
    assert reserve(container).left == 4
    keys = SecretStr(f"a key that comes first from now on 0123456789,{KEY}")
    wanted = settings(database_url=database_url, redis_url="unix:///nowhere").model_copy(update={"secret_keys": keys})
    after = Container.of(wanted, clock=clock)
    with closing(after.database):
        assert do(after, counters.count, "it", "who", HOUR) == 2
        assert not do(after, counters.mark, "it", HOUR)
        assert reserve(after).left == 3
        assert do(after, accounts.by_email, address) is not None
