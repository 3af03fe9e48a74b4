"""Tickets and calls: a citizen asks by SMS, only the responsible staff read it, and the answer is the previewed SMS."""

import re

import pytest
from flask.testing import FlaskClient

from app.container import Container
from app.domain.shared.errors import Invalid
from app.domain.staff.roles import Role
from app.domain.subscribers import call_requests
from app.domain.subscribers.call_requests import Topic
from app.domain.tickets import tickets
from app.domain.tickets.tickets import NewTicket
from tests.conftest import Clock
from tests.console.driver import Driver, text_of
from tests.console.moving import record
from tests.database.holder import sms_to
from tests.web.callbacks import post

PHONE = "+254712000001"


def texted(client: FlaskClient, container: Container, words: str, phone: str = PHONE) -> str:
    """Receive a text from a citizen; the SMS that answers it."""
    form = {"from": phone, "to": "22222", "text": words, "date": "2026-11-23 09:00:00", "id": words[:40] + phone}
    assert post(client, "sms", form).status_code == 200
    return sms_to(container, phone)[-1]


@pytest.fixture
def reference(container: Container) -> str:
    return record(container)


def name_in(reply: str) -> str:
    found = re.search(r"T[0-9]{6}", reply)
    assert found is not None, reply
    return found[0]


def test_a_question_goes_to_the_agency_and_its_answer_is_the_sms_that_was_shown(
    container: Container, client: FlaskClient, reference: str
) -> None:
    name = name_in(texted(client, container, f"ask when do I get {reference}? It is urgent"))
    clerk = Driver.of(container, "w.otieno", Role.CLERK, "dis")
    elsewhere = Driver.of(container, "e.elsewhere", Role.CLERK, "ntsa")
    desk = Driver.of(container, "d.desk", Role.HUDUMA_DESK, "hksdp")
    assert name in text_of(clerk.get("/console/tickets"))
    for other in (elsewhere, desk):
        assert name not in text_of(other.get("/console/tickets"))
        assert other.get(f"/console/tickets/{name}").status_code == 404
    page = text_of(clerk.get(f"/console/tickets/{name}"))
    assert f"when do I get {reference}? It is urgent" in page
    assert PHONE not in page
    shown = clerk.post(f"/console/tickets/{name}/preview", answer="It is printed today. Come on Monday.")
    sms = f"eCitizen {name}: It is printed today. Come on Monday."
    assert sms in text_of(shown)
    assert f"{len(sms)} characters, parts: 1, KES 0.80" in text_of(shown)
    form = {"answer": "It is printed today. Come on Monday.", "said": "1"}
    assert clerk.post(f"/console/tickets/{name}/answer", **form).status_code == 303
    assert sms_to(container, PHONE)[-1] == sms
    again = clerk.post(f"/console/tickets/{name}/answer", **form)
    assert "something was said on it meanwhile" in text_of(again)
    assert sms_to(container, PHONE).count(sms) == 1
    assert "No question waits." in text_of(clerk.get("/console/tickets"))


def test_the_citizen_adds_to_it_by_its_name_and_nobody_else_can(
    container: Container, client: FlaskClient, clock: Clock
) -> None:
    name = name_in(texted(client, container, "ULIZA pasipoti yangu iko wapi"))
    assert f"Kuongeza, tuma {name}" in sms_to(container, PHONE)[-1]
    assert "imeongezwa kwa swali lako" in texted(client, container, f"{name.lower()} niliomba mwezi uliopita")
    stranger = texted(client, container, f"{name} mine too", phone="+254712000002")
    assert "added" not in stranger
    desk = Driver.of(container, "d.desk", Role.HUDUMA_DESK, "hksdp")
    page = text_of(desk.get(f"/console/tickets/{name}"))
    assert "pasipoti yangu iko wapi" in page
    assert "niliomba mwezi uliopita" in page
    clock.move(days=8)
    assert "imeongezwa" not in texted(client, container, f"{name} bado")


def test_a_password_in_a_question_is_not_kept(container: Container, client: FlaskClient) -> None:
    assert "never give a password" in texted(client, container, "ask is my password 739155 good")
    with container.database.reading() as session:
        assert tickets.tickets_of(session, PHONE) == []


@pytest.mark.parametrize("text", ["739155", "73 91 55", "7-3-9-1-5-5.", "my code is 739155"])
def test_a_password_typed_as_a_question_is_not_kept(container: Container, text: str) -> None:
    with container.database.transaction() as session, pytest.raises(Invalid):
        tickets.open_ticket(session, NewTicket(PHONE, text, "en", "ussd"))


def test_a_flood_of_questions_is_stopped_and_told_whom_to_call(container: Container, client: FlaskClient) -> None:
    replies = [texted(client, container, f"ask what about my case number {word}") for word in ("a", "b", "c", "d")]
    assert [bool(re.search("T[0-9]{6}", each)) for each in replies] == [True, True, True, False]
    assert "we have your questions" in replies[-1]


def test_questions_texted_under_the_number_of_a_phone_use_up_nothing_of_its_own(
    container: Container, client: FlaskClient
) -> None:
    """The sender of an SMS can be forged."""
    for word in "abcdef":
        texted(client, container, f"ask what about my case number {word}")
    for number in range(tickets.OPEN_AT_ONCE):
        with container.database.transaction() as session:
            assert tickets.open_ticket(session, NewTicket(PHONE, f"Where is it {number}?", "en", "ussd"))


def test_held_words_of_an_answer_go_out_by_two_persons(
    container: Container, client: FlaskClient, reference: str
) -> None:
    name = name_in(texted(client, container, f"ask where do I read about {reference}"))
    clerk = Driver.of(container, "w.otieno", Role.CLERK, "dis")
    other = Driver.of(container, "j.mwangi", Role.SUPERVISOR, "dis")
    clerk.get(f"/console/tickets/{name}")
    words = "Read www.example.com please."
    held = clerk.post(f"/console/tickets/{name}/preview", answer=words)
    assert "One person cannot send these words" in text_of(held)
    assert clerk.post(f"/console/tickets/{name}/answer", answer=words, said="1").status_code == 422
    asked = clerk.post(f"/console/tickets/{name}/release", answer=words, said="1", reason="our own page")
    link = re.search(r"/console/approvals/[0-9a-f]+", clerk.follow(asked).text)
    assert link is not None
    assert clerk.post(f"{link[0]}/approve").status_code == 422
    assert f"eCitizen {name}: {words}" in text_of(other.get(link[0]))
    assert other.post(f"{link[0]}/approve").status_code == 303
    assert sms_to(container, PHONE)[-1] == f"eCitizen {name}: {words}"


def test_it_is_handed_over_and_closed_with_a_reason(container: Container) -> None:
    with container.database.transaction() as session:
        name = tickets.open_ticket(session, NewTicket(PHONE, "My licence is late", "en", "ussd"))
    operator = Driver.of(container, "o.operator", Role.OPERATOR)
    ntsa = Driver.of(container, "n.clerk", Role.CLERK, "ntsa")
    assert ntsa.get(f"/console/tickets/{name}").status_code == 404
    operator.get(f"/console/tickets/{name}")
    assert operator.post(f"/console/tickets/{name}/hand-over", agency="ntsa").status_code == 303
    ntsa.get(f"/console/tickets/{name}")
    assert ntsa.post(f"/console/tickets/{name}/close", reason="").status_code == 422
    assert ntsa.post(f"/console/tickets/{name}/close", reason="asked twice").status_code == 303
    assert "closed" in text_of(ntsa.get(f"/console/tickets/{name}"))
    assert ntsa.post(f"/console/tickets/{name}/answer", answer="Hello there", said="1").status_code == 422


def test_a_number_is_shown_one_by_one_and_each_is_written_down(container: Container) -> None:
    with container.database.transaction() as session:
        call_requests.request_call(session, PHONE, Topic.PAYMENT, "sw")
    desk = Driver.of(container, "d.desk", Role.HUDUMA_DESK, "hksdp")
    listed = desk.get("/console/calls")
    assert "A payment Kiswahili" in text_of(listed)
    assert PHONE not in listed.text
    [call_id] = set(re.findall(r"/console/calls/([0-9a-f]{8})/number", listed.text))
    assert f"Call {PHONE}, in Kiswahili, about: A payment." in text_of(desk.post(f"/console/calls/{call_id}/number"))
    assert desk.post(f"/console/calls/{call_id}/done").status_code == 303
    assert "Nobody waits to be called." in text_of(desk.get("/console/calls"))
    late = desk.post(f"/console/calls/{call_id}/number")
    assert "Somebody else has called meanwhile." in text_of(late)
