"""FIND by SMS: the list, the number that is texted back, the code of a service, and a text that names a service."""

from datetime import timedelta
from itertools import count

import pytest

from app.container import Container
from app.domain.applications import lookup
from app.domain.catalogue import service_sheets
from app.domain.messaging import inbound_sms
from app.domain.shared import counters
from app.domain.subscribers import phones
from app.platform import gsm0338
from menus.sms import finding, keywords
from tests.conftest import Clock

PHONE, OTHER = "+254733000019", "+254733000018"
NUMBERS = count(1)
HOW = "eCitizen: text your reference"


def texted(container: Container, clock: Clock, text: str, *, phone: str = PHONE) -> str:
    """Receive a text as an inbound SMS; the reply, "" for none."""
    clock.move(seconds=1)
    replies: list[str] = []

    def answer(*given: object) -> str | None:
        reply = keywords.answer(*given, contacts=container.contacts, finder=container.finder)  # type: ignore[arg-type]
        replies.append(reply or "")
        return reply

    with container.database.transaction() as session:
        inbound_sms.receive(
            session, provider_id=f"sms-{next(NUMBERS)}", sender=phone, text=text, sent_at=None, answer=answer
        )
    return replies[0]


def lines(reply: str) -> list[str]:
    """The services of a list in a reply, without their numbers."""
    return [line.split(" ", 1)[1] for line in reply.split("\n") if line[:1].isdigit()]


def label_of(container: Container, sheet: str) -> str | None:
    """The label of the service that a reply describes; None if it describes none."""
    index = container.finder.index()
    services = (each for agency in index.agencies() for each in index.of("agency", agency.code))
    told = sheet.removeprefix("eCitizen: ")
    return next(
        (
            each.line.in_language(language)
            for each in services
            for language in ("en", "sw")
            if told.startswith(tuple(f"{gsm0338.fold(each.name.in_language(language))}{sign} " for sign in ",:"))
        ),
        None,
    )


def test_a_number_texted_back_is_the_service_of_that_line(container: Container, clock: Clock) -> None:
    for number in (1, 2, 3):
        listed = texted(container, clock, "FIND passport")
        assert len(lines(listed)) == 3
        assert label_of(container, texted(container, clock, f" {number}. ")) == lines(listed)[number - 1]


def test_the_number_is_about_the_last_search(container: Container, clock: Clock) -> None:
    texted(container, clock, "FIND passport")
    listed = texted(container, clock, "tafuta leseni")
    assert label_of(container, texted(container, clock, "1")) == lines(listed)[0]


def test_more_goes_on_with_the_numbers_until_there_is_no_more(container: Container, clock: Clock) -> None:
    replies = [texted(container, clock, "FIND passport")]
    while "MORE" in replies[-1]:
        replies.append(texted(container, clock, "More"))
    numbers = [int(line.split(" ")[0]) for reply in replies for line in reply.split("\n") if line[:1].isdigit()]
    assert len(replies) > 1
    assert numbers == list(range(1, len(numbers) + 1))
    assert "no more results" in texted(container, clock, "MORE")
    last = lines(replies[-1])[-1]
    assert label_of(container, texted(container, clock, str(numbers[-1]))) == last


def test_a_number_that_the_list_did_not_have_is_told_which_there_are_a_few_times(
    container: Container, clock: Clock
) -> None:
    texted(container, clock, "FIND passport")
    for _ in range(finding.UNASKED_AN_HOUR):
        assert texted(container, clock, "99").startswith("eCitizen: text a number from 1 to ")
    assert texted(container, clock, "99").startswith(HOW)
    assert texted(container, clock, "99") == texted(container, clock, "0") == ""


def test_a_code_is_read_with_words_around_it_that_say_nothing(container: Container, clock: Clock) -> None:
    for typed in [
        "passport-new-34 tafadhali",
        "how much is passport-new-34?",
        "Bei ya pdl",
        "service code: pdl please",
    ]:
        assert "KES" in texted(container, clock, typed), typed
    assert "KES" not in texted(container, clock, "passport-new-34 lost")


def test_without_a_search_a_number_and_more_are_answered_with_how_to_use_this(
    container: Container, clock: Clock
) -> None:
    assert texted(container, clock, "MORE") == texted(container, clock, "HELP")
    assert texted(container, clock, "2").startswith(HOW)
    assert texted(container, clock, "3") == ""


def test_a_list_is_forgotten_after_an_hour_and_is_nobody_elses(container: Container, clock: Clock) -> None:
    texted(container, clock, "FIND passport")
    how = texted(container, clock, "1", phone=OTHER)
    assert how.startswith(HOW)
    clock.move(seconds=finding.A_WHILE.total_seconds())
    assert texted(container, clock, "1") == how


def test_the_code_of_a_service_is_no_reference(container: Container, clock: Clock) -> None:
    for typed in ("passport-new-34", "PASSPORT NEW 34", "find Passport-New-34", "FIND passport new 34"):
        assert texted(container, clock, typed).startswith("Passport - first time, 34 pages"), typed
    with container.database.reading() as session:
        assert counters.so_far(session, lookup.MISS_BY_SMS, PHONE, timedelta(hours=1)) == 0


def test_a_text_that_names_a_service_is_answered_so_five_times_an_hour(container: Container, clock: Clock) -> None:
    named = ["passport renewal", "leseni", "Driving licence", "marriage", "pasipoti"]
    assert len(named) == finding.UNASKED_AN_HOUR
    for typed in named:
        assert gsm0338.fits(texted(container, clock, typed), gsm0338.ONE_SMS * 2)
        assert "text your reference" not in texted(container, clock, "FIND " + typed)
    assert "text your reference" in texted(container, clock, "passport renewal")
    assert texted(container, clock, "passport renewal") == ""
    assert texted(container, clock, "FIND passport renewal")


@pytest.mark.parametrize(
    "text",
    [
        "Good morning", "Habari", "Habari yako", "hello", "asante sana", "thank you", "ok", "sawa", "who is this",
        "Please call me", "Naomba msaada", "my passport is not ready since last year, help", "Jambo", "niko sawa",
    ],
)  # fmt: skip
def test_what_names_no_service_stays_chatter(container: Container, clock: Clock, text: str) -> None:
    assert texted(container, clock, text).startswith(
        (HOW, "eCitizen: tuma nambari ya kumbukumbu", "eCitizen: you are welcome", "eCitizen: karibu")
    )


def test_find_alone_and_find_nothing_say_what_to_do(container: Container, clock: Clock) -> None:
    assert "FIND passport" in texted(container, clock, "FIND")
    assert "TAFUTA pasipoti" in texted(container, clock, "Tafuta !")
    assert texted(container, clock, "FIND passprt").startswith("eCitizen:\n1 ")


def test_a_town_after_huduma_is_its_centre_and_anything_else_a_service(container: Container, clock: Clock) -> None:
    assert texted(container, clock, "HUDUMA thika").startswith("eCitizen: Huduma Centre Kiambu (Thika): ")
    assert texted(container, clock, "huduma eldorett").startswith("eCitizen: Huduma Centre Uasin Gishu (Eldoret): ")
    assert "asipoti" in texted(container, clock, "huduma ya pasipoti")


def test_a_reply_speaks_the_language_of_the_word_or_of_the_phone(container: Container, clock: Clock) -> None:
    assert "Tuma namba" in texted(container, clock, "TAFUTA pasipoti")
    assert "Text a number" in texted(container, clock, "FIND pasipoti")
    with container.database.transaction() as session:
        phones.choose_language(session, PHONE, "sw")
    assert "Tuma namba" in texted(container, clock, "FIND passport")


def test_sms_asked_for_by_dialling_are_counted_by_their_parts(container: Container) -> None:
    body = "x" * 400
    with container.database.transaction() as session:
        sent = [service_sheets.send_sheet(session, body, phone=PHONE, hop=str(hop)) for hop in range(5)]
        assert sent == [True, True, True, False, False]
        assert service_sheets.send_sheet(session, "short", phone=OTHER, hop="other")
