"""M-PESA on the phones of the page: one prompt at a time, answered once, in its time, and how the gateway is told."""

from decimal import Decimal
from typing import Any

import pytest

from app.simulator.numbers import NUMBERS, FixedBehaviour
from app.simulator.payments import simulator as payment_simulator
from app.simulator.payments.simulator import PaymentSimulator
from app.simulator.payments.state import PromptAnswer, Told
from tests.conftest import Clock
from tests.daraja_caller import DarajaCaller
from tests.simulator.phones import PHONE, PhonesWorld, new_session
from tests.standin_payments import ToldCallbacks, standin_app


class PayingPhone:
    """A phone and the two gateways; `in_session` says whether a USSD session is open on it."""

    def __init__(self, clock: Clock, *, prompt_seconds: float = 0, delay: float | None = None) -> None:
        self.told, self.in_session = ToldCallbacks(), False
        self.simulator = PaymentSimulator(
            None,
            self.told.post,
            clock=clock,
            delay=delay,
            prompt_seconds=prompt_seconds,
            is_in_session=lambda _: self.in_session,
        )
        self.client = standin_app(self.simulator).test_client()
        self.daraja = DarajaCaller(self.client)

    def push(self, phone: str = PHONE) -> str:
        """Ask a phone for money; the id of the prompt."""
        digits = phone.removeprefix("+")
        status, answer = self.daraja.push(PhoneNumber=digits, PartyA=digits)
        assert status == 200
        return str(answer["CheckoutRequestID"])

    def shown(self, phone: str = PHONE) -> list[str]:
        """The prompts that a phone shows."""
        found = self.client.get("/phone/prompts", query_string={"phone": phone}).get_json()
        return [each["id"] for each in found]

    def answer(self, prompt: str, answer: str = "pin_right", **other: Any) -> int:
        """Answer a prompt; the HTTP status."""
        return self.client.post(f"/phone/prompts/{prompt}", json={"answer": answer} | other).status_code

    def results(self) -> list[int]:
        """The result codes that the gateway was called back with."""
        self.simulator.deliver()
        return [body["Body"]["stkCallback"]["ResultCode"] for _url, body in self.told.bodies]


@pytest.fixture
def paying(clock: Clock) -> PayingPhone:
    return PayingPhone(clock)


def number(kind: FixedBehaviour) -> str:
    """The phone number that has this fixed behaviour."""
    return next(each.phone for each in NUMBERS if each.kind is kind)


def test_a_phone_shows_one_prompt_at_a_time(paying: PayingPhone) -> None:
    first, second = paying.push(), paying.push()
    assert paying.shown() == [first]
    assert paying.answer(second) == 404
    assert paying.answer(first, "cancel") == 200
    assert paying.shown() == [second]
    assert paying.answer(second) == 200
    assert paying.results() == [1032, 0]


def test_no_prompt_comes_up_while_a_session_is_open(paying: PayingPhone) -> None:
    prompt = paying.push()
    paying.in_session = True
    assert paying.shown() == []
    assert paying.answer(prompt) == 404
    paying.in_session = False
    assert paying.shown() == [prompt]


def test_the_session_of_a_phone_is_known_to_its_mpesa(world: PhonesWorld) -> None:
    prompt = DarajaCaller(world.client).push()[1]["CheckoutRequestID"]
    session = new_session()
    world.hop(session)
    assert world.payments.find_shown(PHONE) is None
    world.clock.move(seconds=33)
    assert world.payments.find_shown(PHONE) is None, "and after 25 seconds it is over"
    assert [each.code for each in world.payments.store.peek().prompts.values()] == ["1037"], prompt


def test_a_prompt_is_answered_once(paying: PayingPhone) -> None:
    prompt = paying.push()
    assert [paying.answer(prompt), paying.answer(prompt), paying.answer(prompt, "cancel")] == [200, 404, 404]
    assert paying.results() == [0]


def test_a_prompt_ends_by_itself_and_is_not_answered_after(clock: Clock) -> None:
    paying = PayingPhone(clock, prompt_seconds=25)
    prompt = paying.push()
    clock.move(seconds=26)
    assert paying.shown() == []
    assert paying.answer(prompt) == 404
    assert paying.results() == [1037]


@pytest.mark.parametrize(("told", "codes"), [("once", [0]), ("twice", [0, 0]), ("", [0])])
def test_the_gateway_is_told_as_often_as_wanted(paying: PayingPhone, told: str, codes: list[int]) -> None:
    assert paying.answer(paying.push(), told=told) == 200
    assert paying.results() == codes


def test_the_gateway_is_told_late(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    assert payment_simulator.TOLD_LATE == 20.0
    monkeypatch.setattr(payment_simulator, "TOLD_LATE", 0.3)
    paying = PayingPhone(clock, delay=0.0)
    late, soon = paying.push(), ""
    paying.simulator.answer_shown(late, PromptAnswer.PIN_RIGHT, Told.LATE)
    soon = paying.push()
    paying.simulator.answer_shown(soon, PromptAnswer.CANCEL)
    paying.simulator.courier.settle()
    assert paying.results() == [1032, 0]


@pytest.mark.parametrize("given", [{"answer": "burn"}, {}, {"answer": "cancel", "told": "thrice"}])
def test_what_nobody_does_with_a_prompt_is_refused(paying: PayingPhone, given: dict[str, str]) -> None:
    prompt = paying.push()
    assert paying.client.post(f"/phone/prompts/{prompt}", json=given).status_code == 400
    assert paying.shown() == [prompt]


def test_an_empty_purse_pays_nothing(paying: PayingPhone) -> None:
    phone = number(FixedBehaviour.EMPTY_PURSE)
    assert paying.answer(paying.push(phone)) == 200
    assert paying.results() == [1]
    assert "not have enough money" in paying.simulator.pay_bill(phone, "600638", "1", Decimal(10)).text
    assert paying.simulator.money() == []


def test_a_prompt_that_never_comes_ends_as_unreachable(clock: Clock) -> None:
    paying, phone = PayingPhone(clock, prompt_seconds=25), number(FixedBehaviour.NO_PROMPT)
    prompt = paying.push(phone)
    assert paying.shown(phone) == []
    assert paying.answer(prompt) == 404
    clock.move(seconds=26)
    paying.simulator.expire_due()
    assert paying.results() == [1037]


def test_a_phone_that_pays_elsewhere_is_locked(paying: PayingPhone) -> None:
    digits = number(FixedBehaviour.MPESA_LOCKED).removeprefix("+")
    status, answer = paying.daraja.push(PhoneNumber=digits, PartyA=digits)
    assert (status, answer["errorCode"]) == (500, "500.001.1001")
    assert answer["errorMessage"].startswith("Unable to lock subscriber")


@pytest.mark.parametrize("phone", ["+254733000001", "+254770000001"])
def test_other_networks_have_no_mpesa(paying: PayingPhone, phone: str) -> None:
    digits = phone.removeprefix("+")
    assert paying.daraja.push(PhoneNumber=digits, PartyA=digits)[0] == 400
    assert "has no M-PESA" in paying.simulator.pay_bill(phone, "600638", "1", Decimal(10)).text
    assert paying.shown(phone) == []


def test_each_number_of_the_list_is_a_safaricom_line_of_its_own(world: PhonesWorld) -> None:
    facts = world.client.get("/phone/facts").get_json()
    assert [each["phone"] for each in facts["numbers"]] == [each.phone for each in NUMBERS]
    assert len({each.phone for each in NUMBERS}) == len({each.kind for each in NUMBERS}) == len(FixedBehaviour)
    assert {each["name"]: each["idle_seconds"] for each in facts["networks"]}["Safaricom"] == 30
    assert facts["session_seconds"] == 180
    assert facts["pin"] == "1234"
    assert [each["number"] for each in facts["paybills"]] == ["222222", "600638"]


def test_a_form_of_another_site_is_not_taken(world: PhonesWorld) -> None:
    for path in ("hops", "hangups", "texts", "prompts/x", "paybill"):
        for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
            answer = world.client.post(f"/phone/{path}", data='{"phone": "0700000001"}', content_type=kind)
            assert answer.status_code == 415, (path, kind)
    assert world.callbacks == []


def test_a_page_of_elsewhere_that_took_this_address_sees_nothing(world: PhonesWorld) -> None:
    for path in ("facts", "messages?phone=0700000001", "mails", "prompts?phone=0700000001", "gateways/daraja/x"):
        for host in ("evil.example", "127.0.0.1.evil.example:8000", "localhost@evil.example", "192.168.1.2"):
            assert world.client.get(f"/phone/{path}", headers={"Host": host}).status_code == 421, (path, host)
        for host in ("localhost", "LOCALHOST:8000", "127.0.0.1:8000", "[::1]:8000", "127.8.8.8"):
            assert world.client.get(f"/phone/{path}", headers={"Host": host}).status_code in (200, 404, 405), host
