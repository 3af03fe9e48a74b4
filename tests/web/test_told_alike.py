"""No answer reveals whether somebody has an account, and no reference reveals whose it is (threats T12 and T13)."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given
from hypothesis import settings as budget
from hypothesis import strategies as st

from app.container import Container
from app.dev import demo_data
from app.domain.applications import transitions
from app.domain.applications.applications import Applicant
from app.domain.applications.moves import Transition
from app.domain.catalogue.models import Status, service
from app.domain.identity import accounts, otp, otp_budget, password_spraying
from app.domain.identity.identity_checks import DeclaredDetails
from app.domain.identity.otp import Purpose
from app.domain.identity.recovery import sim_swap_checks
from app.domain.shared import counters
from app.domain.shared.persons import AccountType
from app.platform.phone_numbers import block
from menus.sms import keywords
from tests.conftest import CALLBACK_KEY, GATHERER, Clock, application_of
from tests.database.holder import NUMBER, PASSWORD, PHONE, STRANGER, do, emails_to, hold_email, opened, sms_to
from tests.standin_sims import body
from tests.web.callbacks import hop, new_session
from tests.web.talking import talk, to_the_password

NOBODY, ADDRESS, NOBODYS_ADDRESS = "28888888", "wanjiku@example.com", "nobody@example.com"
NAMES = pytest.mark.parametrize(("somebody", "nobody"), [(NUMBER, NOBODY), (ADDRESS, NOBODYS_ADDRESS)])
WRONG = ("482916", "482917", "482918", "482919", "482920", "482921")


@pytest.fixture
def held(container: Container) -> Container:
    """An installation with one account, which has an e-mail address."""
    account_id = opened(container, password=PASSWORD)
    hold_email(container, account_id, ADDRESS)
    return container


@NAMES
def test_sign_in_is_answered_alike_until_it_is_locked_and_after(
    held: Container, client: FlaskClient, clock: Clock, somebody: str, nobody: str
) -> None:
    for _ in range(3):
        answers = [talk(client, STRANGER, *to_the_password(name), *WRONG) for name in (somebody, nobody)]
        assert answers[0] == answers[1]
        assert len(set(answers[0])) >= 6
        clock.move(minutes=30)


def test_a_number_and_an_address_of_one_account_are_counted_apart(held: Container, client: FlaskClient) -> None:
    """On another phone: one count for both would show that they belong together, and that there is an account."""
    for _ in range(2):
        names = ((NUMBER, ADDRESS), (NOBODY, NOBODYS_ADDRESS))
        pairs = [[talk(client, STRANGER, *to_the_password(name), *WRONG[:2]) for name in both] for both in names]
        assert pairs[0] == pairs[1]


@NAMES
def test_sign_in_is_answered_alike_where_a_block_is_shut_out(
    held: Container, client: FlaskClient, somebody: str, nobody: str
) -> None:
    """All phones of the block are refused, except the account's own phone, which is one of them."""
    [limit] = [
        each
        for each in password_spraying.limits(STRANGER)
        if (each.what, each.per) == (password_spraying.BLOCK, password_spraying.HOUR)
    ]
    assert block(PHONE) == block(STRANGER)
    do(held, counters.spend, [limit], by=limit.most)
    answers = [talk(client, STRANGER, *to_the_password(name), PASSWORD) for name in (somebody, nobody)]
    assert answers[0] == answers[1]
    assert answers[0][-1].startswith("CON For your safety, you can sign in only on your own registered phone")
    assert talk(client, PHONE, "3", PASSWORD)[-1].startswith("CON eCitizen: Wanjiku")


@NAMES
@pytest.mark.parametrize("year", [pytest.param("1990", marks=pytest.mark.slow), "1991"])
def test_a_reset_is_answered_alike_also_at_the_next_dial_and_beyond_the_caps(
    held: Container, client: FlaskClient, somebody: str, nobody: str, year: str
) -> None:
    seen = []
    for name, phone in ((somebody, "+254713000001"), (nobody, "+254713000002")):
        asked, stopped = [talk(client, phone, "3", "1", "1", name, year)], talk(client, phone, "3")
        asked += [talk(client, phone, "3", "1", "1", name, year)]
        entered = [talk(client, phone, *typed) for typed in (("1", "000001", "000002", "000003"), ("2",), ())]
        asked += [talk(client, phone, *way, "3", "1", "1", name, year) for way in ((), ("5",), ("5",))]
        seen.append((asked, entered, stopped))
    assert seen[0] == seen[1]
    assert seen[0][0][-1][-1].startswith("END Too many codes were asked for")
    assert seen[0][2][-1].startswith("END Stopped: no code works now")
    assert (sms_to(held, PHONE), emails_to(held, ADDRESS)) == ([], [])


def test_a_reset_is_answered_alike_when_the_budget_is_used_up(
    held: Container, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = talk(client, "+254713000001", "3", "1", "1", NUMBER, "1990")
    monkeypatch.setattr(otp_budget, "IN_ALL", 0)
    assert talk(client, "+254713000002", "3", "1", "1", NUMBER, "1990") == before
    own = talk(client, PHONE, "3", "1", "1", NUMBER, "1990")
    assert own[-1] == before[-1]
    assert do(held, otp_budget.so_far, otp_budget.OtpOutcome.CAPPED) == 2, "nobody's is counted and alarmed of as well"


def test_registration_says_the_same_of_a_person_with_an_account_without_one_and_of_nobody(
    held: Container, client: FlaskClient
) -> None:
    """To a caller who does not know the details of the document."""
    ways = [("2", "1", number, "Zawadi", "1990", "1") for number in (NUMBER, "29000002", NOBODY)]
    answers = [talk(client, f"+25471300000{number}", *way) for number, way in enumerate(ways)]
    last = [each[-1] for each in answers]
    assert last[0] == last[1] == last[2]
    assert last[0].startswith("CON These details do not match")


def test_codes_texted_are_answered_alike(held: Container, client: FlaskClient) -> None:
    """From a phone without an account, whether or not somebody has an account of that address."""
    texts = [f"EMAIL {typed}" for typed in (ADDRESS, NOBODYS_ADDRESS, "123456")]
    ways = {"contacts": held.contacts, "finder": held.finder}
    said = {do(held, keywords.answer, STRANGER, each, **ways) for each in texts}
    assert len(said) == 1


# References

PEOPLE = st.builds(
    Applicant,
    st.sampled_from(AccountType),
    st.from_regex(r"[0-9]{7,8}", fullmatch=True),
    st.from_regex(r"\+2547[1-8][0-9]{7}", fullmatch=True).filter(lambda phone: phone != STRANGER),
    st.none() | st.just(ADDRESS),
)
NOTES = st.none() | st.text("abcdefgh ", min_size=1, max_size=80)
MADE = "112233445560"


@budget(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.tuples(PEOPLE, NOTES), st.booleans())
def test_a_foreign_phone_hears_the_same_whoever_applied(
    container: Container, whose: tuple[Applicant, str | None], has: bool
) -> None:
    """It hears service, stage and place, and nothing that depends on the person, their account, or the note to them."""
    with container.database.reading() as session:  # rolled back at the end
        applicant, note = whose
        if has:
            said = DeclaredDetails("Wanjiku", "1990")
            accounts.open_account(
                session, accounts.new_id(), applicant.account_type, applicant.id_number,
                said=said, phone=applicant.phone, password_hash="none",
            )  # fmt: skip
        wanted = service(session, "passport-new-34")
        assert wanted is not None
        transitions.record_application(
            session, wanted, applicant, actor="test", contacts=container.contacts, reference="EPP1-AB12345C"
        )
        for step in (Transition(Status.PROCESSING), Transition(Status.READY, note=note, place="Nyayo House")):
            transitions.apply_transition(session, "EPP1-AB12345C", step, actor="test", contacts=container.contacts)
        said_by_sms = keywords.answer(
            session, STRANGER, "EPP1-AB12345C", contacts=container.contacts, finder=container.finder
        )
        assert said_by_sms == (
            "eCitizen EPP1-AB12345C: New passport, 34 pages. Ready for collection at Nyayo House. "
            "Carry your ID, and your old passport if any."
        )
        own = keywords.answer(
            session, applicant.phone, "EPP1-AB12345C", contacts=container.contacts, finder=container.finder
        )
        assert not (note or "").split() or " ".join((note or "").split()) in " ".join((own or "").split())
        session.rollback()


def test_a_foreign_phone_sees_the_same_screen_whoever_applied(
    container: Container, client: FlaskClient, agency_key: Callable[[str], str]
) -> None:
    people = [
        Applicant(AccountType.CITIZEN, NUMBER, PHONE),
        Applicant(AccountType.FOREIGNER, "X0000001", "+254712000002", ADDRESS),
    ]
    with container.database.transaction() as session:
        wanted = service(session, "passport-new-34")
        assert wanted is not None
        for number, applicant in enumerate(people):
            reference = f"EPP1-AB1234{number}C"
            transitions.record_application(
                session, wanted, applicant, actor="test", contacts=container.contacts, reference=reference
            )
            step = Transition(Status.PROCESSING, note=f"a word for person {number}")
            transitions.apply_transition(session, reference, step, actor="test", contacts=container.contacts)
    references = [f"EPP1-AB1234{number}C" for number in range(2)]
    seen = [talk(client, STRANGER, "1", each)[-1].replace(each, "it") for each in references]
    assert seen[0] == seen[1]
    assert "a word" not in seen[0]


# Sessions


@budget(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 6), st.from_regex(r"\+254[17][0-9]{8}", fullmatch=True))
def test_another_phone_cannot_take_a_session_over_at_any_hop(container: Container, at: int, thief: str) -> None:
    """Whatever the other phone sends: the text so far, the next answer, or nothing."""
    with container.database.transaction() as session:
        demo_data.load(session, container.contacts)
    client, name = application_of(container).test_client(), new_session()
    typed = ("2", "1", "29000001", "Wanjiku", "1990", "3")[:at]
    shown = [hop(client, "*".join(typed[:each]), session=name, phone=PHONE) for each in range(len(typed) + 1)]
    for text in ("*".join(typed), "*".join((*typed, "1")), ""):
        if thief != PHONE:
            assert hop(client, text, session=name, phone=thief).startswith("END This session has ended.")
    assert hop(client, "*".join(typed), session=name, phone=PHONE) == shown[-1]


# The counters


def shown(client: FlaskClient) -> dict[str, float]:
    """Every number that operators see, except times and the memory and processor of this process."""
    text = client.get("/metrics", headers=GATHERER).get_data(as_text=True)
    lines = [line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#")]
    timed = (
        "process_",
        "python_",
        "lango_ussd_hop_seconds_bucket",
        "lango_ussd_hop_seconds_sum",
        "lango_outbox_oldest",
    )
    return {name: float(value) for name, value in lines if not name.startswith(timed) and "_created" not in name}


def moved(client: FlaskClient, phone: str, *ways: tuple[str, ...]) -> dict[str, float]:
    """By how much each number changes while a phone dials once for each of these ways, and types its inputs."""
    before = shown(client)
    for way in ways:
        talk(client, phone, *way)
    after = shown(client)
    return {name: after[name] - before.get(name, 0) for name in after if after[name] != before.get(name, 0)}


@NAMES
@pytest.mark.parametrize("year", ["1990", "1991"])
def test_a_reset_moves_the_same_numbers_whether_or_not_there_is_an_account(
    held: Container, client: FlaskClient, somebody: str, nobody: str, year: str
) -> None:
    talk(client, STRANGER)  # the numbers that a first dial changes are there before
    asked = ("3", "1", "1")
    seen = [
        moved(client, phone, (*asked, name, year), ("1", "000001"), ("5", *asked, name, year), ())
        for phone, name in (("+254713000001", somebody), ("+254713000002", nobody))
    ]
    assert seen[0] == seen[1]
    assert any("lango_screens_total" in name for name in seen[0]), "or nothing was looked at"


@NAMES
def test_wrong_passwords_move_the_same_numbers_whether_or_not_there_is_an_account(
    held: Container, client: FlaskClient, somebody: str, nobody: str
) -> None:
    seen = [
        moved(client, phone, (*to_the_password(name), *WRONG), ())
        for phone, name in (("+254713000001", somebody), ("+254713000002", nobody))
    ]
    assert seen[0] == seen[1]
    assert seen[0]["lango_sign_in_wrong"] == 5


def test_registration_and_codes_texted_move_the_same_numbers(held: Container, client: FlaskClient) -> None:
    seen = [
        moved(client, f"+25471300000{at}", ("2", "1", number, "Zawadi", "1990", "1"))
        for at, number in enumerate((NUMBER, "29000002", NOBODY))
    ]
    assert seen[0] == seen[1] == seen[2]


def test_a_verdict_about_a_sim_moves_no_number(held: Container, client: FlaskClient, clock: Clock) -> None:
    """The provider is asked only where there is an account: a number that moved with each verdict would reveal it."""
    before = shown(client)
    assert before['lango_sim_swaps{verdict="fine"}'] == 0
    for number in range(10):
        with held.database.transaction() as session:
            code = otp.issue_code(session, Purpose.RESET, asker=PHONE, account_id=None, target=PHONE)
            sim_swap_checks.begin_check(session, code, "en", granted=True)
            [claimed] = sim_swap_checks.claim(session, 9)
            sim_swap_checks.asked(session, claimed, f"question {number}")
        content = body(f"question {number}", "NotSwapped")
        client.post(f"/at/{CALLBACK_KEY}/sim-swaps", data=content, content_type="application/json")
        with held.database.transaction() as session:
            assert [each.state for each in sim_swap_checks.decide(session)] == [sim_swap_checks.CheckState.FINE]
        after = shown(client)
        assert {name for name in after if "sim" in name and after[name] != before[name]} == (
            {'lango_sim_swaps{verdict="fine"}'} if number == 9 else set()
        )
    assert after['lango_sim_swaps{verdict="fine"}'] == 10
    clock.move(days=1)
    assert shown(client)['lango_sim_swaps{verdict="fine"}'] == 0


def test_operators_see_what_is_guessed_at_and_how_many_codes_are_asked_for(
    held: Container, client: FlaskClient
) -> None:
    talk(client, STRANGER, *to_the_password(NUMBER), *WRONG[:2])
    before = shown(client)["lango_codes"]
    talk(client, PHONE, "3", "1", "1", NUMBER, "1990")
    one = shown(client)["lango_codes"] - before
    talk(client, STRANGER, "3", "1", "1", NUMBER, "1990")
    talk(client, STRANGER, "5", "3", "1", "1", NOBODY, "1990")
    assert shown(client)["lango_codes"] - before == 3 * one
    assert shown(client)["lango_sign_in_wrong"] == 2
