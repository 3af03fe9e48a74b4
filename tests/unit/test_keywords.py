"""The keywords of SMS, as people type them, in both languages, and how often other texts are answered."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app.container import Container
from app.dev import demo_data
from app.domain.applications import lookup
from app.domain.catalogue import service_sheets
from app.domain.shared import counters, references
from app.domain.shared.payment_ways import PaymentWays
from app.domain.subscribers import phones
from app.platform import gsm0338
from app.platform.i18n import languages
from menus.sms import answers, finding, keywords
from menus.sms.keywords import KEYWORDS
from tests.conftest import MONDAY, Clock

OWNER, STRANGER, SWAHILI = "+254700000001", "+254733000009", "+254733000008"
WANT_MORE = (answers.huduma, finding.find)
READY = "eCitizen 1020 3040 5060: Passport renewal"


@pytest.fixture
def filled(container: Container) -> Container:
    """An installation with the sample applications, and a phone whose language is Kiswahili."""
    with container.database.transaction() as session:
        demo_data.load(session, container.contacts)
        phones.choose_language(session, SWAHILI, "sw")
    return container


def answered(container: Container, text: str, *, phone: str = STRANGER) -> str:
    """The reply to a text, "" for none. The transaction is rolled back."""
    with container.database.reading() as session:
        return keywords.answer(session, phone, text, contacts=container.contacts, finder=container.finder) or ""


def texted(container: Container, text: str, *, phone: str = STRANGER) -> str:
    """The reply to a text, "" for none. The transaction is committed."""
    with container.database.transaction() as session:
        return keywords.answer(session, phone, text, contacts=container.contacts, finder=container.finder) or ""


def test_a_reference_is_read_however_it_is_typed(filled: Container) -> None:
    for typed in [
        "102030405060", "1020 3040 5060", "1020-3040-5060.", " 1020.3040.5060\n", "#102030405060",
        "(102030405060)", "STATUS 102030405060", "status: 1020 3040 5060", "Status,102030405060",
        "STATUS-1020-3040-5060", "STATUS102030405060", "status#102030405060", "*STATUS* 102030405060",
        "“Status” 1020 3040 5060", "hali 102030405060", "HALI:102030405060",
        "Hali ya 1020 3040 5060 tafadhali", "ref 102030405060", "my number is 1020 3040 5060 pls",
        "I paid on Monday and have waited since. Reference 1020 3040 5060, tell me where it is.",
    ]:  # fmt: skip
        assert answered(filled, typed, phone=OWNER).startswith(READY), typed


@pytest.mark.slow
def test_the_words_are_understood_with_whatever_stands_around_them(filled: Container) -> None:
    ways = [
        "{0}",
        "{1}",
        " {0} ",
        "{0}.",
        "{0}!",
        "'{0}'",
        "“{0}”",
        "*{0}*",
        "({0})",
        "{0}:",
        "-{0}-",
        "{0} please",
    ]
    for word, keyword in KEYWORDS.items():
        if keyword.needs:
            continue  # it is a keyword only beside a word for what we send
        expected = answered(filled, word)
        assert expected
        for way in ways:
            typed = way.format(word, word.capitalize())
            if keyword.answer in WANT_MORE and "please" in typed:
                continue  # they search for the other words of the text
            assert answered(filled, typed) == expected, typed


def test_a_word_within_another_is_not_that_word(filled: Container) -> None:
    how = "eCitizen: text your reference number, FIND and a service"
    for typed in ["stopped", "statuses", "helpful", "anzania", "restart", "LANGUAGES"]:
        assert answered(filled, typed).startswith(how), typed
    with filled.database.reading() as session:
        assert phones.wants_alerts(session, STRANGER)


def test_a_language_is_chosen_by_its_code_or_its_name(filled: Container) -> None:
    for typed, language in [
        ("LANG SW", "sw"), ("lang sw.", "sw"), ("LANG: sw", "sw"), ("Lang Kiswahili", "sw"),
        ("LUGHA kisw", "sw"), ("lang swahili please", "sw"), ("LANG-SW", "sw"), ("language swa", "sw"),
        ("LANG EN", "en"), ("lugha kiingereza", "en"), ("LUGHA English!", "en"), ("lang to english", "en"),
        ("lang e", "en"),
    ]:  # fmt: skip
        with filled.database.reading() as session:
            reply = keywords.answer(session, STRANGER, typed, contacts=filled.contacts, finder=filled.finder) or ""
            assert phones.language_of(session, STRANGER) == language, typed
        assert ("Kiswahili" in reply) is (language == "sw"), typed


def test_a_language_that_is_none_changes_nothing(filled: Container) -> None:
    for typed in ["LANG", "LANG FR", "lang ?", "LUGHA 2", "LANG \x00"]:
        assert " EN " in texted(filled, typed), typed
    with filled.database.reading() as session:
        assert phones.language_of(session, STRANGER) is None


def test_stop_and_start_in_both_languages(filled: Container) -> None:
    for typed, wanted in [
        ("STOP", False), ("Anza", True), ("ondoka", False), ("START", True), ("toka.", False),
        ("Anza", True), ("Stop\nSent from my iPhone", False), ("start\r\n\r\nSent from my Huawei phone", True),
        ("Stop the money\nSent from my iPhone", True), ("stop sms sent from my phone", True),
        ("stop\nsent from my mpesa 0712345678", True),
    ]:  # fmt: skip
        texted(filled, typed)
        with filled.database.reading() as session:
            assert phones.wants_alerts(session, STRANGER) is wanted, typed


def test_a_reply_speaks_the_phones_language_and_else_that_of_the_word(filled: Container) -> None:
    assert answered(filled, "HELP") != answered(filled, "MSAADA")
    assert answered(filled, "HELP", phone=SWAHILI) == answered(filled, "MSAADA", phone=SWAHILI)


def test_every_reply_is_one_sms_in_every_language(filled: Container) -> None:
    texts = [*KEYWORDS, *(f"{word} 1020 3040 5061" for word in KEYWORDS), "LANG EN", "LUGHA SW", "habari"]
    texts += ["102030405060", "10203040506", "111122223333", "ABC99999", "STATUS none"]
    for language in languages():
        with filled.database.transaction() as session:
            phones.choose_language(session, STRANGER, language)
        for typed in texts:
            reply = answered(filled, typed)
            assert reply == gsm0338.fold(reply)
            assert gsm0338.fits(reply, gsm0338.ONE_SMS), f"{language}, {typed}: {gsm0338.septets(reply)} septets"


def test_what_leads_to_nothing_says_what_is_wanted(filled: Container) -> None:
    for typed, says in [
        ("102030405061", "wrong digit"),
        ("STATUS 102030405061", "wrong digit"),
        ("10203040506", "12 digits"),
        ("ABC99999", "did not find"),
        ("HALI habari", "tuma nambari yako ya kumbukumbu, kama 1020 3040 5060"),
        ("STATUS where is it", "text your reference number, such as 1020 3040 5060"),
        ("Hello, my form was sent in March and I have 2 children", "text your reference"),
        ("", "text your reference"),
        ("😀", "text your reference"),
    ]:
        assert says in answered(filled, typed), typed


def test_chatter_is_answered_once_an_hour_and_words_always(filled: Container, clock: Clock) -> None:
    assert texted(filled, "good morning")
    assert texted(filled, "anybody there?") == ""
    assert texted(filled, "HELP")
    assert texted(filled, "102030405060", phone=OWNER).startswith(READY)
    assert texted(filled, "good morning", phone=SWAHILI)
    clock.move(hours=1)
    assert texted(filled, "good morning")


def test_unknown_references_are_counted_and_silence_the_phone_after_five(filled: Container) -> None:
    for number in range(5):
        assert "did not find" in texted(filled, f"ABC9999{number}")
    assert "Too many" in texted(filled, "ABC99999")
    assert "Too many" in texted(filled, "102030405060")
    assert texted(filled, "102030405060", phone=OWNER).startswith(READY)


def test_sms_in_a_phones_name_use_up_nothing_of_what_it_may_look_up_by_ussd(filled: Container) -> None:
    """The sender of an SMS can be forged, that of a dialled session cannot."""
    for number in range(6):
        texted(filled, f"ABC9999{number}", phone=OWNER)
    with filled.database.reading() as session:
        found = lookup.read_reference(session, OWNER, "ABC99999")
        assert isinstance(found, lookup.Missed)
        assert found.why is lookup.Miss.UNKNOWN
        assert lookup.count_misses(session, OWNER, found.unknown)


def misses(container: Container) -> int:
    with container.database.reading() as session:
        return counters.so_far(session, lookup.MISS_BY_SMS, STRANGER, timedelta(hours=1))


def ours(*bodies: int) -> str:
    """Valid references in our format of applications that do not exist, in one text."""
    return " ".join(f"{body}{references.check_digit(str(body))}" for body in bodies)


@pytest.mark.parametrize("around", ["{}", "STATUS {}", "tell me where all of these are please {} thank you"])
def test_a_dozen_in_one_text_is_two_looked_up_and_two_misses(filled: Container, around: str) -> None:
    """The third such text reaches the limit of five misses: after it not even a known reference is found."""
    dozen = range(11111111111, 11111111123)
    for counted in (2, 4, 5):
        assert READY not in texted(filled, around.format(ours(*dozen)))
        assert misses(filled) == counted
    assert READY not in texted(filled, around.format(f"{ours(22222222222)} 102030405060"))
    assert "Too many" in texted(filled, "102030405060")


def test_the_rest_of_a_text_is_not_looked_up(filled: Container) -> None:
    assert READY not in texted(filled, f"{ours(11111111111, 11111111112)} 102030405060")
    assert misses(filled) == 2


def test_an_unknown_one_beside_a_known_one_is_a_miss(filled: Container) -> None:
    assert texted(filled, f"102030405060 or {ours(11111111111)}").startswith(READY)
    assert misses(filled) == 1


def test_two_readings_of_the_same_words_are_one_miss(filled: Container) -> None:
    """A mistyped reference with a word behind it; an agency's own reference, looked up before an ID number."""
    texted(filled, "ABC99999 now")
    assert misses(filled) == 1
    assert texted(filled, "EPP1-A1B2C3D4 id 29000001").startswith("eCitizen EPP1-A1B2C3D4")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.text(max_size=400) | st.from_regex(r"[A-Za-z]{2,8}( [a-z]{2,8})?", fullmatch=True))
@example("DISCH")
@example("DISCH.")
def test_any_sms_is_answered_in_one_sms_or_not_at_all_but_for_a_whole_leaflet(filled: Container, text: str) -> None:
    text = text.encode("utf-8", "ignore").decode().replace("\x00", "")
    answer = answered(filled, text)
    assert gsm0338.fits(answer, gsm0338.ONE_SMS) or is_a_whole_leaflet(filled, answer)


def is_a_whole_leaflet(container: Container, answer: str) -> bool:
    """Whether a reply is the whole sheet of one service, in two SMS: the only reply that may be longer than one."""
    index = container.finder.index()
    told = {
        service_sheets.service_sheet(
            each, index.fee(each), language, code="*222#", ways=PaymentWays(), today=MONDAY.date()
        ).in_two
        for agency in index.agencies()
        for each in index.of("agency", agency.code)
        for language in languages()
        if answer.removeprefix("eCitizen: ").startswith(gsm0338.fold(each.name.in_language(language)))
    }
    return answer.removeprefix("eCitizen: ") in told and gsm0338.parts(answer) == service_sheets.MOST_BY_SMS
